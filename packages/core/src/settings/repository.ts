import { sql } from 'drizzle-orm'
import { rowsOf } from '../database/engine.js'
import { tableRepository } from '../database/table-repository.js'
import type { Transaction } from '../database/transaction.js'
import { globalSettings } from '../schema/configuration.js'
import type { StoredSetting } from './types.js'

export const settingRepository = tableRepository<StoredSetting>(globalSettings, {
  sorts: { key: globalSettings.key },
  filters: { category: globalSettings.category, key: globalSettings.key },
})

/** The id of a setting and whether it is secret, locked until the transaction ends. */
export async function lockSetting(
  { db }: Transaction,
  key: string,
): Promise<{ readonly id: number; readonly secret: boolean } | undefined> {
  const [row] = await rowsOf<{ id: number; secret: boolean }>(
    db,
    sql`SELECT id, secret FROM global_settings WHERE key = ${key} FOR UPDATE`,
  )
  return row
}
