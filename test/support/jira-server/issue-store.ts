import { formatJiraDate, type ServerClock } from './clock.js'
import { type StoredIssue, splitKey, toStored } from './stored-issue.js'
import type { Fields, RawIssue } from './types.js'

/** A new issue. Fields that it does not name have Jira's usual values. */
export interface NewIssue {
  /** Of a project; `TEST` by default, or that of the key. */
  readonly project?: string
  readonly key?: string
  readonly id?: string
  readonly summary?: string
  readonly description?: string | null
  readonly fields?: Fields
}

/** What an update did to one field, as in a changelog. */
export interface FieldChange {
  readonly field: string
  readonly from: unknown
  readonly to: unknown
}

export interface Project {
  readonly id: string
  readonly key: string
  readonly name: string
}

/** Is told each new state of an issue; undefined where it is gone. */
export type ChangeListener = (id: string, after: StoredIssue | undefined) => void

/** The issues as they truly are. Every change is at the server's time unless it says otherwise. */
export class IssueStore {
  readonly #clock: ServerClock
  readonly #listeners: ChangeListener[] = []
  readonly #byId = new Map<string, StoredIssue>()
  /** Every key that an issue ever had. */
  readonly #idOfKey = new Map<string, string>()
  readonly #gone = new Map<string, StoredIssue>()
  readonly #projects = new Map<string, Project>()
  readonly #projectAliases = new Map<string, string>()
  readonly #lastNumber = new Map<string, number>()
  readonly #lastChanges = new Map<string, readonly FieldChange[]>()
  #lastId = 10_000

  constructor(clock: ServerClock) {
    this.#clock = clock
  }

  create(given: NewIssue = {}): RawIssue {
    const project = this.addProject(
      given.key === undefined ? (given.project ?? 'TEST') : splitKey(given.key).projectKey,
    )
    const key = given.key ?? this.#nextKey(project)
    const now = formatJiraDate(this.#clock.now())
    return this.#put({
      id: given.id ?? String(this.#lastId + 1),
      key,
      fields: {
        summary: given.summary ?? `About ${key}`,
        description: given.description ?? null,
        ...usualFields,
        project,
        created: now,
        updated: now,
        ...given.fields,
      },
    })
  }

  /** Changes fields. An `updated` among them wins over the server's time, `silently` leaves it as it was. */
  update(idOrKey: string, fields: Fields, options: { readonly silently?: boolean } = {}): RawIssue {
    const before = this.#known(idOrKey)
    const stamp = options.silently === true ? {} : { updated: formatJiraDate(this.#clock.now()) }
    this.#lastChanges.set(
      before.id,
      Object.entries(fields).map(([field, to]) => ({ field, from: before.fields[field] ?? null, to })),
    )
    return this.#put({ id: before.id, key: before.key, fields: { ...before.fields, ...stamp, ...fields } })
  }

  /** Into another project: a new key, the same id. The old key leads to it from then on. */
  move(idOrKey: string, projectKey: string): RawIssue {
    const before = this.#known(idOrKey)
    const project = this.addProject(projectKey)
    const key = this.#nextKey(project)
    this.#lastChanges.set(before.id, [{ field: 'Key', from: before.key, to: key }])
    const fields = { ...before.fields, project, updated: formatJiraDate(this.#clock.now()) }
    return this.#put({ id: before.id, key, fields })
  }

  delete(idOrKey: string): void {
    const issue = this.#known(idOrKey)
    this.#byId.delete(issue.id)
    this.#gone.set(issue.id, issue)
    this.#tell(issue.id, undefined)
  }

  /**
   * Brings a deleted issue back with its id and its key, as out of a backup. With `silently` it has the
   * `updated` of then, which no search by date finds.
   */
  restore(idOrKey: string, options: { readonly silently?: boolean } = {}): RawIssue {
    const issue = this.deleted(idOrKey)
    if (issue === undefined) throw new Error(`no issue ${idOrKey} was deleted`)
    this.#gone.delete(issue.id)
    const stamp = options.silently === true ? {} : { updated: formatJiraDate(this.#clock.now()) }
    return this.#put({ id: issue.id, key: issue.key, fields: { ...issue.fields, ...stamp } })
  }

  /** Hides an issue from everybody, as issue level security does, or shows it again. Nobody is told why. */
  restrict(idOrKey: string, hidden = true): void {
    const issue = this.#known(idOrKey)
    const after = { ...issue, hidden }
    this.#byId.set(issue.id, after)
    this.#tell(issue.id, after)
  }

  addProject(key: string, name = `Project ${key}`): Project {
    const known = this.project(key)
    if (known !== undefined) return known
    const project = { id: String(10_000 + this.#projects.size), key, name }
    this.#projects.set(key, project)
    return project
  }

  /**
   * Gives a project another key, and so all its issues. Their ids and numbers stay, and so does their
   * `updated`; the old keys of the project and of the issues lead to the new ones.
   */
  renameProject(oldKey: string, newKey: string): void {
    const project = this.#projects.get(oldKey)
    if (project === undefined) throw new Error(`there is no project ${oldKey}`)
    const renamed = { ...project, key: newKey }
    this.#projects.delete(oldKey)
    this.#projects.set(newKey, renamed)
    for (const [alias, key] of this.#projectAliases) {
      if (key === oldKey) this.#projectAliases.set(alias, newKey)
    }
    this.#projectAliases.set(oldKey, newKey)
    for (const issue of [...this.#byId.values()].filter(({ projectKey }) => projectKey === oldKey)) {
      const fields = { ...issue.fields, project: renamed }
      this.#put({ id: issue.id, key: `${newKey}-${issue.number}`, fields })
    }
  }

  /** Adds issues as they are, without a change to any field. */
  load(issues: Iterable<RawIssue>): number {
    let count = 0
    for (const issue of issues) {
      const { projectKey } = splitKey(issue.key)
      const { project } = issue.fields
      if (!this.#projects.has(projectKey) && isProject(project)) this.#projects.set(projectKey, project)
      else this.addProject(projectKey)
      this.#put({ id: issue.id, key: issue.key, fields: issue.fields })
      count++
    }
    return count
  }

  /** By id, by key, or by a key that it once had; undefined where it is deleted. */
  get(idOrKey: string): StoredIssue | undefined {
    const id = /^\d+$/.test(idOrKey) ? idOrKey : this.#idOfKey.get(this.#currentKey(idOrKey.toUpperCase()))
    return id === undefined ? undefined : this.#byId.get(id)
  }

  /** The last state of an issue that was deleted. */
  deleted(idOrKey: string): StoredIssue | undefined {
    return this.#gone.get(idOrKey) ?? [...this.#gone.values()].find(({ key }) => key === idOrKey)
  }

  /** By its key, by one that it once had, or by its id. */
  project(keyOrId: string): Project | undefined {
    const key = keyOrId.toUpperCase()
    return (
      this.#projects.get(key) ??
      this.#projects.get(this.#projectAliases.get(key) ?? '') ??
      [...this.#projects.values()].find(({ id }) => id === keyOrId)
    )
  }

  /** What the last update of an issue changed. */
  lastChanges(id: string): readonly FieldChange[] {
    return this.#lastChanges.get(id) ?? []
  }

  onChange(listener: ChangeListener): void {
    this.#listeners.push(listener)
  }

  #nextKey({ key }: Project): string {
    return `${key}-${(this.#lastNumber.get(key) ?? 0) + 1}`
  }

  /** The old key of a project leads to the issues, too, that it got after it was renamed. */
  #currentKey(key: string): string {
    return this.#idOfKey.has(key)
      ? key
      : key.replace(/^[^-]+/, (project) => this.#projectAliases.get(project) ?? project)
  }

  #known(idOrKey: string): StoredIssue {
    const issue = this.get(idOrKey)
    if (issue === undefined) throw new Error(`there is no issue ${idOrKey}`)
    return issue
  }

  #put(issue: RawIssue): StoredIssue {
    const stored = toStored(issue, this.#byId.get(issue.id)?.hidden)
    this.#byId.set(stored.id, stored)
    this.#idOfKey.set(stored.key, stored.id)
    this.#lastId = Math.max(this.#lastId, stored.numericId)
    const last = this.#lastNumber.get(stored.projectKey) ?? 0
    this.#lastNumber.set(stored.projectKey, Math.max(last, stored.number))
    this.#tell(stored.id, stored)
    return stored
  }

  #tell(id: string, after: StoredIssue | undefined): void {
    for (const listener of this.#listeners) listener(id, after)
  }
}

function isProject(value: unknown): value is Project {
  return typeof value === 'object' && value !== null && 'id' in value && 'key' in value && 'name' in value
}

const usualFields: Fields = {
  issuetype: { id: '10001', name: 'Story', subtask: false },
  status: { id: '10010', name: 'To Do', statusCategory: { id: 2, key: 'new', name: 'To Do' } },
  priority: { id: '3', name: 'Medium' },
  resolution: null,
  resolutiondate: null,
  labels: [],
  components: [],
  fixVersions: [],
  versions: [],
  assignee: null,
  reporter: null,
  creator: null,
  parent: null,
  issuelinks: [],
  environment: null,
  duedate: null,
}
