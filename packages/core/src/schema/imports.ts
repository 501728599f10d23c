import {
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  serial,
  text,
  unique,
  uniqueIndex,
  varchar,
} from 'drizzle-orm/pg-core'
import { importKinds, oneOf } from './allowed-values.js'
import { now } from './columns.js'
import { projects, users } from './core.js'

/** A file that was imported, known by its content, so that importing it again changes nothing. */
export const imports = pgTable(
  'imports',
  {
    id: serial().primaryKey(),
    projectId: integer('project_id').notNull(),
    kind: varchar({ length: 20 }).notNull(),
    fileName: text('file_name').notNull(),
    /** SHA-256 of the uncompressed bytes, in hexadecimal. */
    sha256: varchar({ length: 64 }).notNull(),
    /** What the same bytes may be imported for again: cycle, environment and version, as one string. */
    target: text().notNull().default(''),
    summary: jsonb().$type<Readonly<Record<string, unknown>>>().notNull().default({}),
    importedBy: integer('imported_by'),
    importedAt: now('imported_at'),
  },
  (table) => [
    foreignKey({
      name: 'imports_project_id_fkey',
      columns: [table.projectId],
      foreignColumns: [projects.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'imports_imported_by_fkey',
      columns: [table.importedBy],
      foreignColumns: [users.id],
    }).onDelete('set null'),
    unique('imports_project_id_id_key').on(table.projectId, table.id),
    uniqueIndex('idx_imports_unique').on(table.projectId, table.kind, table.sha256, table.target),
    index('idx_imports_imported_at').on(table.projectId, table.importedAt),
    check('imports_kind_check', oneOf(table.kind, importKinds)),
  ],
)
