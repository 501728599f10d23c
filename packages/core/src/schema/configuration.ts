import { boolean, index, pgTable, serial, text, unique, varchar } from 'drizzle-orm/pg-core'
import { now } from './columns.js'

/** Chapter 7.1: system-wide settings. */
export const globalSettings = pgTable(
  'global_settings',
  {
    id: serial().primaryKey(),
    key: varchar({ length: 100 }).notNull(),
    value: text(),
    description: text(),
    category: varchar({ length: 50 }),
    /** Encrypted where it is stored, shown to nobody in full. */
    secret: boolean().notNull().default(false),
    createdAt: now('created_at'),
    updatedAt: now('updated_at'),
  },
  (table) => [
    unique('global_settings_key_key').on(table.key),
    index('idx_global_settings_key').on(table.key),
    index('idx_global_settings_category').on(table.category),
  ],
)
