import { type SQL, sql } from 'drizzle-orm'
import { type Actor, limitsOf, userIdOf } from '../actor.js'
import { rowOf, rowsOf } from '../database/engine.js'
import type { Transaction } from '../database/transaction.js'
import type { IdempotentRequest, KeptAnswer } from './types.js'

/** Forgets what the actor asked before that moment. */
export async function forgetRequests({ db, actor }: Transaction, before: Date): Promise<void> {
  await db.execute(sql`DELETE FROM idempotent_requests
    WHERE ${isOf(actor)} AND created_at < ${before.toISOString()}::timestamp`)
}

/** Writes a request down, after whoever is doing the same has finished. False where it is there already. */
export async function insertRequest(
  { db, actor }: Transaction,
  { key, fingerprint }: IdempotentRequest,
  now: Date,
): Promise<boolean> {
  const rows = await rowsOf(
    db,
    sql`INSERT INTO idempotent_requests (user_id, limits, key, fingerprint, created_at)
      VALUES (${userIdOf(actor)}, ${limitsOf(actor)}, ${key}, ${fingerprint}, ${now.toISOString()}::timestamp)
      ON CONFLICT (coalesce(user_id, 0), limits, key) DO NOTHING RETURNING id`,
  )
  return rows.length > 0
}

export async function readRequest(
  { db, actor }: Transaction,
  key: string,
): Promise<Omit<KeptAnswer, 'status'> & { readonly status: number | null; readonly fingerprint: string }> {
  return await rowOf(
    db,
    sql`SELECT fingerprint, status, headers, body FROM idempotent_requests
      WHERE ${isRequest(actor, key)}`,
  )
}

export async function storeAnswer(
  { db, actor }: Transaction,
  key: string,
  answer: KeptAnswer,
): Promise<void> {
  await db.execute(sql`UPDATE idempotent_requests
    SET status = ${answer.status}, headers = ${JSON.stringify(answer.headers)}::jsonb, body = ${answer.body}
    WHERE ${isRequest(actor, key)}`)
}

function isOf(actor: Actor): SQL {
  return sql`coalesce(user_id, 0) = ${userIdOf(actor) ?? 0}`
}

/** The one request that the actor, within their limits, calls by that key. */
function isRequest(actor: Actor, key: string): SQL {
  return sql`${isOf(actor)} AND limits = ${limitsOf(actor)} AND key = ${key}`
}
