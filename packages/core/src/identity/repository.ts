import { sql } from 'drizzle-orm'
import { isSystem } from '../actor.js'
import { rowOf, rowsOf } from '../database/engine.js'
import { tableRepository } from '../database/table-repository.js'
import type { Transaction } from '../database/transaction.js'
import { users } from '../schema/core.js'
import type { User } from './types.js'

export const userRepository = tableRepository<User>(users, {
  hidden: ['passwordHash'],
  sorts: { username: users.username },
  filters: { role: users.role, username: users.username, email: users.email },
})

/** Sets a password hash; false where there is no such user that the actor may change. */
export async function storePasswordHash({ db }: Transaction, id: number, hash: string): Promise<boolean> {
  const rows = await rowsOf(db, sql`UPDATE users SET password_hash = ${hash} WHERE id = ${id} RETURNING id`)
  return rows.length > 0
}

/** The hash of a user: the system reads anybody's, users their own. */
export async function readCredentials(
  { db }: Transaction,
  username: string,
): Promise<{ readonly id: number; readonly passwordHash: string } | undefined> {
  const [row] = await rowsOf<{ id: number; passwordHash: string }>(
    db,
    sql`SELECT id, password_hash AS "passwordHash" FROM user_credentials(${username})`,
  )
  return row
}

/**
 * Whether the actor may manage users, and the setting `password_min_length`, which is 8 where it is unset.
 */
export async function readStanding({
  db,
  actor,
}: Transaction): Promise<{ readonly isAdmin: boolean; readonly minimum: number }> {
  const { role, setting } = await rowOf<{ role: string | null; setting: string | null }>(
    db,
    sql`SELECT current_user_role() AS role,
      (SELECT value FROM global_settings WHERE key = 'password_min_length') AS setting`,
  )
  const length = Number.parseInt(setting ?? '', 10)
  return {
    isAdmin: isSystem(actor) || role === 'admin',
    minimum: Number.isInteger(length) && length > 0 ? length : 8,
  }
}
