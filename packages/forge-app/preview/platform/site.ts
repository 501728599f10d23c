/** What a Jira site holds, as far as the app's server asks for it. */

export interface JiraProject {
  readonly id: string
  readonly key: string
  readonly name: string
}

/** An issue in the shape of Jira's REST API; long texts are plain here and become documents when they are asked for. */
export interface JiraIssue {
  readonly id: string
  readonly key: string
  readonly fields: Readonly<Record<string, unknown>>
}

export type ProjectPermission = 'BROWSE_PROJECTS' | 'EDIT_ISSUES' | 'ADMINISTER_PROJECTS'

export interface JiraAccount {
  readonly accountId: string
  readonly displayName: string
  /** Left out of answers where somebody hides it. */
  readonly emailAddress?: string
  readonly administersJira: boolean
  /** The same in every project of the site. */
  readonly permissions: readonly ProjectPermission[]
}

export interface SiteContent {
  readonly projects: readonly JiraProject[]
  readonly accounts: readonly JiraAccount[]
  readonly issues: readonly JiraIssue[]
}

/** A site's content that changes while it is served. */
export class Site {
  readonly projects: readonly JiraProject[]
  readonly accounts: Map<string, JiraAccount>
  readonly #issues: Map<string, JiraIssue>

  constructor({ projects, accounts, issues }: SiteContent) {
    this.projects = projects
    this.accounts = new Map(accounts.map((account) => [account.accountId, account]))
    this.#issues = new Map(issues.map((issue) => [issue.id, issue]))
  }

  get issues(): readonly JiraIssue[] {
    return [...this.#issues.values()]
  }

  project(idOrKey: string): JiraProject | undefined {
    return this.projects.find(({ id, key }) => id === idOrKey || key === idOrKey)
  }

  issue(idOrKey: string): JiraIssue | undefined {
    return this.#issues.get(idOrKey) ?? this.issues.find(({ key }) => key === idOrKey)
  }

  projectOf(issue: JiraIssue): JiraProject | undefined {
    return this.project(issue.key.slice(0, issue.key.lastIndexOf('-')))
  }

  /** Adds an issue, or replaces the one with its id. */
  put(issue: JiraIssue): void {
    this.#issues.set(issue.id, issue)
  }

  /** Changes fields of an issue, now. @throws Error where there is none. */
  edit(idOrKey: string, fields: Readonly<Record<string, unknown>>): JiraIssue {
    const issue = this.issue(idOrKey)
    if (issue === undefined) throw new Error(`There is no issue ${idOrKey}.`)
    const updated = new Date().toISOString().replace('Z', '+0000')
    const edited = { ...issue, fields: { ...issue.fields, updated, ...fields } }
    this.put(edited)
    return edited
  }

  remove(idOrKey: string): void {
    const issue = this.issue(idOrKey)
    if (issue !== undefined) this.#issues.delete(issue.id)
  }
}
