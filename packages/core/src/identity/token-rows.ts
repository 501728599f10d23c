import { sql } from 'drizzle-orm'
import { rowOf } from '../database/engine.js'
import { quoteLiteral } from '../database/identifiers.js'
import { tableRepository } from '../database/table-repository.js'
import type { Runner, Transaction } from '../database/transaction.js'
import { apiTokens } from '../schema/access.js'
import type { ApiToken } from './token-types.js'

export const apiTokenRepository = tableRepository<ApiToken>(apiTokens, {
  hidden: ['tokenHash'],
  filters: { userId: apiTokens.userId },
})

/** The token with that hash, in one round trip. */
export async function findApiToken(runner: Runner, hash: string): Promise<ApiToken | undefined> {
  const [row] = await runner.single(`SELECT * FROM api_tokens WHERE token_hash = ${quoteLiteral(hash)}`)
  return row === undefined ? undefined : apiTokenRepository.read(row)
}

/** Notes that a token is in use. */
export async function touchApiToken({ db }: Transaction, tokenId: number, now: Date): Promise<void> {
  await db.execute(
    sql`UPDATE api_tokens SET last_used_at = ${now.toISOString()}::timestamp WHERE id = ${tokenId}`,
  )
}

/** The first of the projects that the actor cannot see. */
export async function findUnseenProject(
  { db }: Transaction,
  projectIds: readonly number[],
): Promise<number | undefined> {
  const { unseen } = await rowOf<{ unseen: number | null }>(
    db,
    sql`SELECT min(wanted.id) AS unseen FROM unnest(${sql.param(projectIds)}::integer[]) AS wanted (id)
      WHERE NOT EXISTS (SELECT FROM projects WHERE projects.id = wanted.id)`,
  )
  return unseen ?? undefined
}
