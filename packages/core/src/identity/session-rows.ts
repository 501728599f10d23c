import { eq, sql } from 'drizzle-orm'
import { rowsOf, toDate } from '../database/engine.js'
import { quoteLiteral } from '../database/identifiers.js'
import { tableRepository } from '../database/table-repository.js'
import type { Runner, Transaction } from '../database/transaction.js'
import { sessions, signInAttempts } from '../schema/access.js'
import { globalSettings } from '../schema/configuration.js'
import type { Session } from './session-types.js'

export const sessionRepository = tableRepository<Session>(sessions, {
  hidden: ['tokenHash', 'previousHash', 'rotatedAt'],
  filters: { userId: sessions.userId },
})

/** A session as the database finds it. */
export interface StoredSession extends Session {
  readonly rotatedAt: Date
  readonly isCurrent: boolean
  /** The setting `session_timeout_hours`, whatever it says. */
  readonly timeout: string | null
}

/** The session with a token of that hash, the one before its current token included. One round trip. */
export async function findSession(runner: Runner, hash: string): Promise<StoredSession | undefined> {
  const wanted = quoteLiteral(hash)
  const [row] = await runner.single(`
    SELECT *, token_hash = ${wanted} AS is_current,
      (SELECT value FROM global_settings WHERE key = 'session_timeout_hours') AS timeout
    FROM sessions WHERE token_hash = ${wanted} OR previous_hash = ${wanted} LIMIT 1`)
  if (row === undefined) return undefined
  return {
    ...sessionRepository.read(row),
    rotatedAt: toDate(row.rotated_at as string),
    isCurrent: row.is_current === true,
    timeout: row.timeout as string | null,
  }
}

/** Begins a session, and forgets those of anybody that have ended. */
export async function insertSession(
  transaction: Transaction,
  row: { readonly userId: number; readonly hash: string; readonly userAgent: string | null },
  { now, expiresAt }: { readonly now: Date; readonly expiresAt: Date },
): Promise<Session> {
  await transaction.db.execute(sql`DELETE FROM sessions WHERE expires_at <= ${now.toISOString()}::timestamp`)
  const [session] = await sessionRepository.insertMany(transaction, [
    {
      userId: row.userId,
      tokenHash: row.hash,
      userAgent: row.userAgent,
      rotatedAt: now,
      lastSeenAt: now,
      expiresAt,
    },
  ])
  if (session === undefined) throw new Error('an INSERT that succeeded returned no row')
  return session
}

/** Notes that a session is in use, and that the token before its current one has served. */
export async function touchSession(
  { db }: Transaction,
  { id, now, isSettled }: { readonly id: number; readonly now: Date; readonly isSettled: boolean },
): Promise<void> {
  await db.execute(sql`
    UPDATE sessions SET last_seen_at = ${now.toISOString()}::timestamp,
      previous_hash = CASE WHEN ${isSettled} THEN NULL ELSE previous_hash END
    WHERE id = ${id}`)
}

/** Gives a session another token. False where another request has just done so. */
export async function rotateSession(
  { db }: Transaction,
  change: {
    readonly id: number
    readonly rotatedAt: Date
    readonly used: string
    readonly next: string
    readonly now: Date
  },
): Promise<boolean> {
  const rows = await rowsOf(
    db,
    sql`UPDATE sessions SET token_hash = ${change.next}, previous_hash = ${change.used},
        rotated_at = ${change.now.toISOString()}::timestamp, last_seen_at = ${change.now.toISOString()}::timestamp
      WHERE id = ${change.id} AND date_trunc('milliseconds', rotated_at) = ${change.rotatedAt.toISOString()}::timestamp
      RETURNING id`,
  )
  return rows.length > 0
}

/** What was tried under a name before, locked until the transaction ends. */
export async function lockAttempts(
  { db }: Transaction,
  { nameHash, now }: { readonly nameHash: string; readonly now: Date },
): Promise<{ readonly failures: number; readonly lastAt: Date; readonly lockedUntil: Date | null }> {
  const yesterday = sql`${now.toISOString()}::timestamp - interval '1 day'`
  await db.execute(
    sql`DELETE FROM sign_in_attempts WHERE last_at < ${yesterday} AND name_hash <> ${nameHash}`,
  )
  await db
    .insert(signInAttempts)
    .values({ nameHash, failures: 0, lastAt: now })
    .onConflictDoNothing({ target: signInAttempts.nameHash })
  const [row] = await db
    .select()
    .from(signInAttempts)
    .where(eq(signInAttempts.nameHash, nameHash))
    .for('update')
  if (row === undefined) throw new Error('a row that was just inserted is not there')
  return row
}

/** Notes one attempt more. */
export async function noteAttempt(
  { db }: Transaction,
  nameHash: string,
  attempt: { readonly failures: number; readonly lastAt: Date; readonly lockedUntil: Date | null },
): Promise<void> {
  await db.update(signInAttempts).set(attempt).where(eq(signInAttempts.nameHash, nameHash))
}

/** The setting `session_timeout_hours`, whatever it says. */
export async function readTimeout({ db }: Transaction): Promise<string | null> {
  const [row] = await db
    .select({ value: globalSettings.value })
    .from(globalSettings)
    .where(eq(globalSettings.key, 'session_timeout_hours'))
  return row?.value ?? null
}

/** After somebody has signed in, what was tried before is forgotten. */
export async function forgetAttempts({ db }: Transaction, nameHash: string): Promise<void> {
  await db.delete(signInAttempts).where(eq(signInAttempts.nameHash, nameHash))
}
