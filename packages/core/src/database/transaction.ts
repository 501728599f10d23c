import { sql } from 'drizzle-orm'
import { type Actor, isSystem, limitsOf } from '../actor.js'
import { AtmosferaError, MigrationError, NotFoundError, PermissionError } from '../errors.js'
import type { AccessLevel } from '../schema/allowed-values.js'
import { type Db, type Engine, type Rows, rowOf, rowsOf, type Session } from './engine.js'
import { quoteIdentifier, quoteLiteral } from './identifiers.js'
import { isTransient, isUndefined, translateError } from './sqlstate.js'

/** What every repository takes first: one transaction of one actor. */
export interface Transaction {
  readonly db: Db
  readonly actor: Actor
  /**
   * Runs `work` as the login itself, in this same transaction: for a host application's own tables, which
   * the role of our actors may not touch. Row security of our tables does not apply as it does outside.
   */
  asHost<T>(work: (db: Db) => Promise<T>): Promise<T>
  /**
   * Tells the planner what these tables hold now, after much was written at once: the embedded database never
   * does so by itself, and a server only after a while. Does nothing for a login that does not own them, nor
   * while another transaction does the same, which would otherwise have to end first.
   */
  analyze(tables: readonly string[]): Promise<void>
}

/** What an operation needs, so that it fails with a clear error. The policies decide, not this. */
export interface Need {
  readonly projectId: number
  readonly level: AccessLevel
}

interface RunOptions {
  readonly need?: Need | undefined
  /** False where the work consumes a stream and cannot be done again after a deadlock. Default true. */
  readonly repeatable?: boolean
  /** Whether all that is read is of one moment, and nothing is written. A joined transaction stays what it is. */
  readonly snapshot?: boolean
}

/** Runs work in a transaction of the actor that it was made for. */
export interface Runner {
  readonly actor: Actor
  /** Whether the transaction is somebody else's, open already, and must not wait for another service. */
  readonly joined?: boolean
  run<T>(work: (transaction: Transaction) => Promise<T>, options?: RunOptions): Promise<T>
  /**
   * Runs one statement without parameters, which costs one round trip where no transaction is open. That row
   * security does not bind the login is found out afterwards, so such a statement reads, or sees to that itself.
   *
   * @param projectId whose rows it is likely to read, which are found sooner then
   */
  single(statement: string, projectId?: number): Promise<Rows>
}

/** The only way to the data. */
export interface Door {
  as(actor: Actor): Runner
}

export interface DoorOptions {
  readonly engine: Engine
  readonly schema: string
  /** The role to act as, or null on a host that does not allow roles, where FORCE binds the login itself. */
  readonly role: string | null
}

const maxAttempts = 4

export function openDoor({ engine, schema, role }: DoorOptions): Door {
  const context = { schema, role }
  const attempts = async <T>(work: (opened: () => void) => Promise<T>, repeatable = true): Promise<T> => {
    for (let attempt = 1; ; attempt++) {
      let isOpen = false
      try {
        return await work(() => {
          isOpen = true
        })
      } catch (error) {
        if (attempt < maxAttempts && repeatable && isTransient(error)) continue
        if (!isOpen && isUndefined(error)) throw unmigrated(schema, error)
        throw translateError(error)
      }
    }
  }
  return {
    as: (actor) => {
      const plain = openingOf(actor, context, undefined)
      return {
        actor,
        run: async (work, { need, snapshot, repeatable } = {}) =>
          await attempts(async (isOpen) => {
            const opening = need === undefined ? plain : openingOf(actor, context, need)
            const first = snapshot === true ? `${snapshotOpening}${opening}` : opening
            return await engine.transaction(first, (session, opened) => {
              isOpen()
              admit(opened, need)
              return work(transactionOf(session, actor, context))
            })
          }, repeatable),
        single: async (statement, projectId) =>
          await attempts(async () => {
            const opening = projectId === undefined ? plain : openingOf(actor, context, undefined, projectId)
            const results = await engine.single(opening, statement)
            admit(results.slice(0, -1), undefined)
            return results.at(-1) ?? []
          }),
      }
    },
  }
}

/** Has to come before any query. */
const snapshotOpening = 'SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY;'

function unmigrated(schema: string, cause: unknown): MigrationError {
  return new MigrationError(
    'migration_needed',
    `Schema "${schema}" has no tables of ours that this login may use. Run "atmosfera migrate", or grant it authenticated_users.`,
    { cause },
  )
}

/** A runner that joins a transaction which is already open. */
export function joinTransaction(transaction: Transaction): Runner {
  return {
    actor: transaction.actor,
    joined: true,
    run: async (work, { need } = {}) => {
      try {
        if (need !== undefined) {
          const { access } = await rowOf<{ access: AccessLevel | null }>(
            transaction.db,
            sql`SELECT project_access(${need.projectId}) AS access`,
          )
          requireAccess(access, need)
        }
        return await work(transaction)
      } catch (error) {
        throw translateError(error)
      }
    },
    single: async (statement) => {
      try {
        return await rowsOf(transaction.db, sql.raw(statement))
      } catch (error) {
        throw translateError(error)
      }
    },
  }
}

/**
 * Role, user and search path, for this transaction alone: the pool's next user finds none of it.
 *
 * @param about which project's rows are likely to be read; what may be read is looked up in any case
 */
function openingOf(
  actor: Actor,
  { schema, role }: Omit<DoorOptions, 'engine'>,
  need: Need | undefined,
  about = need?.projectId,
): string {
  const settings: [string, string][] = [
    ['search_path', `${quoteIdentifier(schema)}, pg_temp`],
    ['TimeZone', 'UTC'],
    ['atmosfera.actor', isSystem(actor) ? 'system' : 'user'],
    ['atmosfera.user_id', isSystem(actor) ? '' : String(actor.userId)],
  ]
  const limits = limitsOf(actor)
  if (limits !== '') settings.push(['atmosfera.limits', limits])
  if (role !== null) settings.unshift(['role', role])
  if (about !== undefined) settings.push(['atmosfera.project_id', String(about)])
  const access =
    need === undefined ? '' : `, project_access(${quoteLiteral(String(need.projectId))}::integer) AS access`
  return `
    SELECT ${settings.map(([name, value]) => `set_config('${name}', ${quoteLiteral(value)}, true)`).join(', ')};
    SELECT row_security_active('projects') AS enforced${access};`
}

function admit(opened: readonly Rows[], need: Need | undefined): void {
  const row = opened.at(-1)?.[0]
  if (row?.enforced !== true) {
    throw new AtmosferaError(
      'tenancy_not_enforced',
      'This login bypasses row security (a superuser, or BYPASSRLS) and cannot act as authenticated_users, so nothing was read or written. Use another login, or let this one create the role.',
    )
  }
  if (need !== undefined) requireAccess(row.access as AccessLevel | null, need)
}

/**
 * Compares what an actor may do in a project, null where it does not exist for them, with what it takes.
 *
 * @throws NotFoundError, PermissionError
 */
export function requireAccess(access: AccessLevel | null, { projectId, level }: Need): void {
  if (access === null) throw new NotFoundError('project', projectId)
  const order: readonly AccessLevel[] = ['read', 'write', 'manage']
  if (order.indexOf(access) < order.indexOf(level)) {
    throw new PermissionError(
      `You may ${access} project ${projectId}, but this takes the access level "${level}". Ask someone who manages it.`,
    )
  }
}

function transactionOf(session: Session, actor: Actor, context: Omit<DoorOptions, 'engine'>): Transaction {
  let hosts = 0
  const db = session.drizzle(() => {
    if (hosts > 0)
      throw new Error('The host has its turn in this transaction. Await asHost before anything else.')
  })
  const asHost: Transaction['asHost'] = async (work) => {
    let isOver = false
    const hostDb = session.drizzle(() => {
      if (isOver)
        throw new Error("The host's turn in this transaction is over. Await its queries inside of asHost.")
    })
    hosts++
    const end = async (): Promise<void> => {
      isOver = true
      hosts--
      if (hosts === 0) await session.script(openingOf(actor, context, undefined))
    }
    try {
      if (hosts === 1) await session.script(hostOpening)
      const result = await work(hostDb)
      await end()
      return result
    } catch (error) {
      // Where the transaction is beyond use this fails too, and the first error is the one to tell.
      if (!isOver) await end().catch(() => undefined)
      throw error
    }
  }
  return {
    db,
    actor,
    asHost,
    analyze: async (tables) => {
      const names = tables.map((table) => `${quoteIdentifier(context.schema)}.${quoteIdentifier(table)}`)
      await asHost(() => session.script(`ANALYZE (SKIP_LOCKED) ${names.join(', ')}`))
    },
  }
}

/** The login as it is outside of our transactions; its path is what the role, database or server says. */
const hostOpening = `
  SELECT set_config('role', 'none', true), set_config('atmosfera.actor', '', true),
    set_config('atmosfera.user_id', '', true), set_config('atmosfera.limits', '', true),
    set_config('search_path', (SELECT reset_val FROM pg_settings WHERE name = 'search_path'), true)`
