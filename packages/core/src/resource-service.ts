import type { SQL } from 'drizzle-orm'
import { z } from 'zod'
import type { TableRepository } from './database/table-repository.js'
import type { Need, Runner, Transaction } from './database/transaction.js'
import { ConflictError, NotFoundError, PermissionError, ValidationError } from './errors.js'
import { type Page, type PageOptions, pageOptions } from './pagination.js'
import { date, id, parse } from './validation.js'

/** Guards an update or a delete against changes that the caller has not seen. */
export interface ExpectedVersion {
  /** The row's `updatedAt` as it was read. Where it is older than the row, nothing changes: `ConflictError`. */
  readonly updatedAt?: Date | undefined
}

/** What every list takes. */
export interface ListOptions extends PageOptions {
  /**
   * What to sort by; a `-` before it for descending.
   *
   * @default 'id'
   */
  readonly sort?: string | undefined
}

/** What every list of a project's rows takes. */
export interface ProjectListOptions extends ListOptions {
  readonly projectId: number
}

/** A filter: a value, or a list of which any will do. */
export type OneOrMany<Value> = Value | readonly Value[]

/** What makes a list of a kind of row. */
export interface Listed<Row> {
  readonly repository: Pick<TableRepository<Row>, 'page' | 'sortNames'>
  /** Whether its rows belong to a project, which creating and listing then name. */
  readonly projectOwned: boolean
  /** Filters of `list`, in addition to project, paging and sorting. */
  readonly filters: z.ZodRawShape
  /** Filters that are more than equality, taken out of `filters`. */
  readonly conditions?: Readonly<Record<string, (value: never) => SQL>>
}

/** What makes a kind of row a service. */
export interface Resource<Row> extends Listed<Row> {
  /** What a user calls it: `test suite`. */
  readonly label: string
  readonly repository: TableRepository<Row>
  readonly create: z.ZodType<Record<string, unknown>>
  readonly update: z.ZodType<Record<string, unknown>>
}

/**
 * Create, read, list, update and delete of one kind of row. Every method runs in one transaction of the actor,
 * and throws `ValidationError` for input that is not acceptable, `NotFoundError` for what does not exist or
 * belongs to others, `PermissionError` for what the actor may see and not change.
 */
export abstract class ResourceService<Row, Create, Update, List extends ListOptions> {
  protected readonly runner: Runner
  readonly #resource: Resource<Row>

  protected constructor(runner: Runner, resource: Resource<Row>) {
    this.runner = runner
    this.#resource = resource
  }

  /** Creates one. */
  async create(input: Create): Promise<Row> {
    const row = parse(this.#resource.create, input)
    const [created] = await this.runner.run((transaction) => this.insert(transaction, [row]), {
      need: this.#needToCreate([row]),
    })
    if (created === undefined) throw new Error('an INSERT that succeeded returned no row')
    return created
  }

  /** Creates all or none, in one statement. They belong to one project. */
  async createMany(inputs: readonly Create[]): Promise<readonly Row[]> {
    const rows = parse(z.array(this.#resource.create), inputs)
    if (rows.length === 0) return []
    return await this.runner.run((transaction) => this.insert(transaction, rows), {
      need: this.#needToCreate(rows),
    })
  }

  /** The one with this id. */
  async get(wanted: number): Promise<Row> {
    const rowId = this.rowId(wanted)
    return await findSingle(this.runner, this.#resource, rowId)
  }

  /** A page of those that match every filter given. */
  async list(options: List): Promise<Page<Row>> {
    return await listPage(this.runner, this.#resource, options)
  }

  /** Changes the fields given, and no others. */
  async update(wanted: number, changes: Update & ExpectedVersion): Promise<Row> {
    const rowId = this.rowId(wanted)
    const { updatedAt, ...given } = parse(this.#resource.update, changes)
    const fields = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
    return await this.runner.run((transaction) =>
      this.change(transaction, rowId, fields, updatedAt as Date | undefined),
    )
  }

  /** Deletes it, with what belongs to it. */
  async delete(wanted: number, options: ExpectedVersion = {}): Promise<void> {
    const rowId = this.rowId(wanted)
    const guard = this.#resource.repository.isVersioned ? { updatedAt: date.optional() } : {}
    const { updatedAt } = parse(z.strictObject(guard), options) as { readonly updatedAt?: Date }
    await this.runner.run(async (transaction) => {
      if (await this.#resource.repository.remove(transaction, rowId, updatedAt)) return
      await this.#explain(transaction, rowId, updatedAt)
    })
  }

  /** Inserts rows that passed validation; a subclass checks here what they refer to. */
  protected async insert(transaction: Transaction, rows: readonly NewRow[]): Promise<readonly Row[]> {
    return await this.#resource.repository.insertMany(transaction, rows)
  }

  /** Changes fields that passed validation; a subclass checks here what they refer to. */
  protected async change(
    transaction: Transaction,
    rowId: number,
    fields: NewRow,
    expected?: Date,
  ): Promise<Row> {
    if (Object.keys(fields).length === 0) return await this.#findVersion(transaction, rowId, expected)
    const row = await this.#resource.repository.update(transaction, rowId, fields, expected)
    return row ?? (await this.#explain(transaction, rowId, expected))
  }

  protected async find(transaction: Transaction, rowId: number): Promise<Row> {
    const row = await this.#resource.repository.find(transaction, rowId)
    if (row === undefined) throw new NotFoundError(this.#resource.label, rowId)
    return row
  }

  protected rowId(wanted: number): number {
    return rowIdOf(this.#resource.label, wanted)
  }

  /** The row, where it is still at the version that is expected, if one is. */
  async #findVersion(transaction: Transaction, rowId: number, expected: Date | undefined): Promise<Row> {
    const current = await this.find(transaction, rowId)
    const version = Reflect.get(current as object, 'updatedAt') as Date | undefined
    if (expected === undefined || version?.getTime() === expected.getTime()) return current
    throw new ConflictError(
      `The ${this.#resource.label} ${rowId} has changed since you read it. Read it again and repeat your change.`,
      { current },
    )
  }

  /** Why nothing was changed: it is not there, it changed meanwhile, or it may not be changed. */
  async #explain(transaction: Transaction, rowId: number, expected: Date | undefined): Promise<never> {
    await this.#findVersion(transaction, rowId, expected)
    throw new PermissionError(`You may read the ${this.#resource.label} ${rowId} but not change it.`)
  }

  #needToCreate(rows: readonly NewRow[]): Need | undefined {
    if (!this.#resource.projectOwned) return undefined
    const projectId = rows[0]?.projectId
    if (rows.some((row) => row.projectId !== projectId)) {
      throw new ValidationError([{ path: 'projectId', message: 'must be the same for all' }])
    }
    return { projectId: Number(projectId), level: 'write' }
  }
}

/** One row by its id, in one round trip. */
export async function findSingle<Row>(
  runner: Runner,
  {
    label,
    repository,
  }: Pick<Resource<Row>, 'label'> & {
    readonly repository: Pick<TableRepository<Row>, 'findStatement' | 'read'>
  },
  rowId: number,
): Promise<Row> {
  const [row] = await runner.single(repository.findStatement(rowId))
  if (row === undefined) throw new NotFoundError(label, rowId)
  return repository.read(row)
}

/** `wanted` as an id. A number that can be nobody's id is not there; anything else was never an id. */
export function rowIdOf(label: string, wanted: number): number {
  if (typeof wanted === 'number' && !id.safeParse(wanted).success) throw new NotFoundError(label, wanted)
  return parse(id, wanted, 'id')
}

/** A page of one kind of row, as `list` of every service gives it. */
export async function listPage<Row>(
  runner: Runner,
  listed: Listed<Row>,
  options: unknown,
): Promise<Page<Row>> {
  const { limit, cursor, sort, ...filters } = parse(listSchema(listed), options) as ListQuery
  const conditions = listed.conditions ?? {}
  const given = Object.entries(filters).filter(([, value]) => value !== undefined)
  return await runner.run(
    (transaction) =>
      listed.repository.page(transaction, {
        filters: Object.fromEntries(given.filter(([key]) => conditions[key] === undefined)),
        where: given.map(([key, value]) => conditions[key]?.(value as never)),
        sort,
        limit,
        cursor,
      }),
    { need: listed.projectOwned ? { projectId: Number(filters.projectId), level: 'read' } : undefined },
  )
}

/** Made once for each kind of list: zod compiles a schema when it first parses with it, which takes longer than parsing. */
const listSchemas = new WeakMap<object, WeakMap<object, z.ZodType>>()

function listSchema(listed: Listed<unknown>): z.ZodType {
  const ofRepository = listSchemas.get(listed.repository) ?? new WeakMap<object, z.ZodType>()
  listSchemas.set(listed.repository, ofRepository)
  const schema = ofRepository.get(listed.filters) ?? makeListSchema(listed)
  ofRepository.set(listed.filters, schema)
  return schema
}

function makeListSchema({ repository, filters, conditions, projectOwned }: Listed<unknown>): z.ZodType {
  const optional = Object.entries(filters).map(([key, filter]) => [
    key,
    (conditions?.[key] === undefined
      ? z.union([filter, z.array(filter).min(1)])
      : z.lazy(() => filter)
    ).optional(),
  ])
  return z.strictObject({
    ...Object.fromEntries(optional),
    ...pageOptions,
    ...(projectOwned ? { projectId: id } : {}),
    sort: z.enum(repository.sortNames).default('id'),
  })
}

/** Fields by name, valid, as they go to the table. */
export type NewRow = Readonly<Record<string, unknown>>

interface ListQuery extends Readonly<Record<string, unknown>> {
  readonly limit: number
  readonly cursor?: string | null | undefined
  readonly sort: string
}
