import { sql } from 'drizzle-orm'
import { rowOf, rowsOf } from '../database/engine.js'
import type { Transaction } from '../database/transaction.js'
import type { AccessLevel, ForgeAccountOrigin } from '../schema/allowed-values.js'

/** Which user an account is, and what they may do in a project by our own rules. */
export interface StoredAccount {
  readonly userId: number
  readonly origin: ForgeAccountOrigin
  /** Null where they have no access to the project. */
  readonly access: AccessLevel | null
}

export async function findAccount(
  { db }: Transaction,
  installation: number,
  accountId: string,
  projectId: number,
): Promise<StoredAccount | undefined> {
  const [row] = await rowsOf<StoredAccount>(
    db,
    sql`SELECT account.user_id AS "userId", account.origin,
        CASE WHEN access.access_level = 'write' AND holder.role IN ('admin', 'manager') THEN 'manage'
          ELSE access.access_level END AS access
      FROM forge_accounts AS account JOIN users AS holder ON holder.id = account.user_id
      LEFT JOIN user_project_access AS access ON access.user_id = holder.id AND access.project_id = ${projectId}
      WHERE account.forge_installation_id = ${installation} AND account.account_id = ${accountId}`,
  )
  return row
}

/** Notes whose an account is, unless that is known. */
export async function insertAccount(
  { db }: Transaction,
  installation: number,
  accountId: string,
  userId: number,
  origin: ForgeAccountOrigin,
): Promise<void> {
  await db.execute(sql`INSERT INTO forge_accounts (forge_installation_id, account_id, user_id, origin)
    VALUES (${installation}, ${accountId}, ${userId}, ${origin})
    ON CONFLICT (forge_installation_id, account_id) DO NOTHING`)
}

/** The user with that e-mail address among those who have access to a project; undefined where it is not one. */
export async function findMember(
  { db }: Transaction,
  projectId: number,
  email: string,
): Promise<number | undefined> {
  const rows = await rowsOf<{ id: number }>(
    db,
    sql`SELECT users.id FROM users JOIN user_project_access AS access ON access.user_id = users.id
      WHERE access.project_id = ${projectId} AND lower(users.email) = lower(${email}) LIMIT 2`,
  )
  return rows.length === 1 ? rows[0]?.id : undefined
}

export async function countAccounts({ db }: Transaction, installation: number): Promise<number> {
  const { count } = await rowOf<{ count: number }>(
    db,
    sql`SELECT count(*)::integer AS count FROM forge_accounts WHERE forge_installation_id = ${installation}`,
  )
  return count
}
