import { createHash } from 'node:crypto'
import { replan } from '../database/planning.js'
import {
  exportVersion,
  projectKind,
  projectKinds,
  type RecordField,
  type RecordKind,
} from '../database/project-kinds.js'
import type { Transaction } from '../database/transaction.js'
import { ConflictError, ValidationError } from '../errors.js'
import { batchSize } from './batches.js'
import { kindOf, type ProjectRecord, type RecordPlace, refuse } from './project-records.js'
import {
  addRows,
  describeProject,
  findPeople,
  isEmptyProject,
  type NewRow,
  readBuiltInDimensions,
} from './project-rows.js'
import type { ProjectImportReport } from './types.js'

/** Records can be long: about how many characters of them go to the database at once. */
const batchWeight = 1_000_000

const tables = projectKinds.map((kind) => kind.table)

/**
 * Makes an empty project what an export says, in an open transaction. A project that is like that already stays as
 * it is.
 *
 * @param current the records of the project itself, should it not be empty
 * @throws ValidationError for what is no whole export, ConflictError for a project that holds something else.
 */
export async function importProjectRecords(
  transaction: Transaction,
  projectId: number,
  records: AsyncIterable<ProjectRecord>,
  current: () => AsyncIterable<ProjectRecord>,
): Promise<ProjectImportReport> {
  const isEmpty = await isEmptyProject(transaction, projectId)
  const people = new People(transaction)
  const digest = new ContentDigest(people)
  const writer = isEmpty ? new ProjectWriter(transaction, projectId, people) : digest
  const counts = Object.fromEntries(projectKinds.map(({ name }) => [name, 0]))
  let total = 0
  for await (const record of wholeExport(records)) {
    await writer.add(record)
    if (record.kind === 'project') continue
    counts[record.kind] = (counts[record.kind] ?? 0) + 1
    total++
  }
  await writer.finish()
  const report = { total, records: counts, unknownPeople: people.unknown }
  if (isEmpty) return { ...report, created: total, unchanged: 0 }
  const present = new ContentDigest(people)
  for await (const record of wholeExport(current())) await present.add(record)
  if (present.value === digest.value) return { ...report, created: 0, unchanged: total }
  throw new ConflictError(
    'The project is not empty, and what it holds is not what the file holds. Nothing was changed: import into a new project.',
  )
}

/** The records of an export from its head to its end, without the end. */
async function* wholeExport(
  records: AsyncIterable<ProjectRecord>,
): AsyncGenerator<ProjectRecord, void, undefined> {
  let place: RecordPlace | undefined
  let count = 0
  let isOver = false
  for await (const record of records) {
    const { kind, values } = record
    if (isOver) refuse(record.place, '', 'follows the end of the export')
    if ((place === undefined) !== (kind === 'project'))
      refuse(record.place, 'kind', 'has to be "project" in the first record and nowhere else')
    place = record.place
    if (kind === 'project') checkVersion(values.version, place)
    if (kind === 'end') {
      isOver = true
      if (values.records !== count)
        refuse(place, 'records', `is ${values.records}, but ${count} records came before; export it again`)
    } else {
      if (kind !== 'project') count++
      yield record
    }
  }
  if (isOver) return
  const message = 'is cut off: the record that ends an export is missing; export or copy it again'
  throw new ValidationError([{ path: '', message, ...(place === undefined ? {} : { file: place.file }) }])
}

function checkVersion(version: unknown, place: RecordPlace): void {
  if (version === exportVersion) return
  refuse(place, 'version', `is ${version}; this version of the product reads ${exportVersion}`)
}

/** Who is meant by usernames here, and which of them nobody here has. */
class People {
  readonly #transaction: Transaction
  readonly #ids = new Map<string, number | null>()

  constructor(transaction: Transaction) {
    this.#transaction = transaction
  }

  get unknown(): readonly string[] {
    return [...this.#ids].flatMap(([name, id]) => (id === null ? [name] : [])).sort()
  }

  async find(username: string): Promise<number | null> {
    const known = this.#ids.get(username)
    if (known !== undefined) return known
    const id = (await findPeople(this.#transaction, [username])).get(username) ?? null
    this.#ids.set(username, id)
    return id
  }
}

/** Tells contents apart, as they are once they are imported: people who are not known here do not count. */
class ContentDigest {
  readonly #people: People
  readonly #hash = createHash('sha256')

  constructor(people: People) {
    this.#people = people
  }

  async add({ kind, values }: ProjectRecord): Promise<void> {
    const fields = kindOf(kind)?.fields ?? projectKind.fields
    const content: unknown[] = [kind, values.id ?? null]
    for (const field of fields) content.push(await this.#contentOf(values[field.name], field))
    this.#hash.update(`${JSON.stringify(content)}\n`)
  }

  async finish(): Promise<void> {}

  get value(): string {
    return this.#hash.copy().digest('hex')
  }

  async #contentOf(value: unknown, field: RecordField): Promise<unknown> {
    if (value === undefined) return null
    if (field.holds === 'person') return await this.#people.find(value as string)
    if (field.type === 'timestamp')
      return (value as string)
        .replace(/Z$/, '')
        .replace(/\.?0*$/, (zeros) => (zeros.startsWith('.') ? '' : zeros))
    return field.type === 'jsonb' ? sorted(value) : value
  }
}

/** JSON with the keys of its objects in one order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))
  return Object.fromEntries(entries.map(([key, part]) => [key, sorted(part)]))
}

/** Writes records as rows, kind by kind, and remembers by which ids the records go now. */
class ProjectWriter {
  readonly #transaction: Transaction
  readonly #projectId: number
  readonly #people: People
  readonly #ids = new Map<string, number[]>()
  #builtIn: ReadonlyMap<string, number> | undefined
  #kind: RecordKind | undefined
  #waiting: { readonly row: NewRow; readonly place: RecordPlace }[] = []
  #weight = 0
  #batches = 0

  constructor(transaction: Transaction, projectId: number, people: People) {
    this.#transaction = transaction
    this.#projectId = projectId
    this.#people = people
  }

  async add(record: ProjectRecord): Promise<void> {
    const { values, place } = record
    const kind = kindOf(record.kind)
    if (kind === undefined) {
      await describeProject(this.#transaction, this.#projectId, await this.#rowOf(projectKind, values, place))
      return
    }
    if (kind !== this.#kind) {
      await this.finish()
      if (this.#ids.has(kind.name))
        refuse(place, 'kind', `"${kind.name}" comes a second time; records of one kind follow one another`)
      this.#ids.set(kind.name, [])
      this.#kind = kind
    }
    const number = (this.#ids.get(kind.name)?.length ?? 0) + this.#waiting.length + 1
    if (values.id !== number)
      refuse(place, 'id', `is ${values.id}, but has to be ${number}: records of one kind are numbered from 1`)
    // A folder may be in one of those that are still waiting.
    if (kind.fields.some((field) => field.kind === kind.name && values[field.name] !== undefined))
      await this.finish()
    const row = await this.#rowOf(kind, values, place)
    this.#waiting.push({ row, place })
    this.#weight += JSON.stringify(row).length
    if (this.#waiting.length >= batchSize || this.#weight >= batchWeight) await this.finish()
  }

  /** Writes what is waiting. */
  async finish(): Promise<void> {
    const kind = this.#kind
    const [first] = this.#waiting
    const last = this.#waiting.at(-1)
    if (kind === undefined || first === undefined || last === undefined) return
    await replan(this.#transaction, this.#batches++, tables)
    const rows = this.#waiting.map((each) => each.row)
    try {
      const ids = await addRows(this.#transaction, kind, this.#projectId, rows)
      this.#ids.get(kind.name)?.push(...ids)
    } catch (error) {
      if (!(error instanceof ValidationError)) throw error
      const where = first === last ? '' : `one of the rows up to ${last.place.row}: `
      throw new ValidationError([{ path: kind.name, message: `${where}${error.message}`, ...first.place }], {
        cause: error,
      })
    }
    this.#waiting = []
    this.#weight = 0
  }

  async #rowOf(kind: RecordKind, values: ProjectRecord['values'], place: RecordPlace): Promise<NewRow> {
    const row: Record<string, unknown> = {}
    for (const field of kind.fields) {
      const value = values[field.name]
      if (value !== undefined) row[field.column] = await this.#columnOf(value, field, place)
    }
    return row
  }

  async #columnOf(value: unknown, field: RecordField, place: RecordPlace): Promise<unknown> {
    switch (field.holds) {
      case 'record':
        return this.#idOf(field.kind ?? '', value as number, field.name, place)
      case 'person':
        return await this.#people.find(value as string)
      case 'builtInDimension': {
        this.#builtIn ??= await readBuiltInDimensions(this.#transaction)
        const id = this.#builtIn.get(value as string)
        return (
          id ??
          refuse(place, field.name, `${JSON.stringify(value)} is no dimension of the built-in model here`)
        )
      }
      case 'target':
        return (value as string).replace(
          /^\{"cycle":(\d+)/,
          (_, number: string) => `{"cycle":${this.#idOf('cycle', Number(number), field.name, place)}`,
        )
      default:
        return value
    }
  }

  #idOf(kind: string, number: number, path: string, place: RecordPlace): number {
    const id = this.#ids.get(kind)?.[number - 1]
    return id ?? refuse(place, path, `is ${number}, but no "${kind}" of that number came before`)
  }
}
