/**
 * Compiles the SQL of this folder into the package, as a module: reading a folder at run time breaks as soon
 * as a program that embeds the package is bundled.
 *
 * A migration whose first line is `-- breaking` may not be run against by older packages: they refuse to
 * start. Without it, an older package keeps working beside the newer schema.
 */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('.', import.meta.url))
const target = fileURLToPath(
  new URL('../packages/core/src/database/migrations.generated.ts', import.meta.url),
)

interface Snapshot {
  tables: Record<string, { name: string; columns: Record<string, { name: string; type: string }> }>
}

function compileMigrations(): string {
  const files = readdirSync(folder)
    .filter((name) => /^\d{4}_\w+\.sql$/.test(name))
    .sort()
  const migrations = files.map((file, id) => {
    if (Number(file.slice(0, 4)) !== id) throw new Error(`${file}: migrations are numbered without gaps`)
    // drizzle-kit qualifies what foreign keys refer to; the schema is the caller's choice.
    const sql = readFileSync(`${folder}${file}`, 'utf8').replaceAll('"public".', '')
    return {
      id,
      name: file.replace('.sql', ''),
      breaking: sql.startsWith('-- breaking'),
      hash: createHash('sha256').update(sql).digest('hex'),
      sql,
    }
  })
  const snapshot = JSON.parse(readFileSync(`${folder}meta/0000_snapshot.json`, 'utf8')) as Snapshot
  const specification = Object.fromEntries(
    Object.values(snapshot.tables).map((table) => [
      table.name,
      Object.fromEntries(Object.values(table.columns).map((column) => [column.name, column.type])),
    ]),
  )
  return `// Made by migrations/compile.ts out of migrations/*.sql. Do not edit.
import type { Migration } from './migration.js'

export const migrations: readonly Migration[] = ${JSON.stringify(migrations, null, 2)}

/** Table, column and type of everything that the specification defines. */
export const specification: Readonly<Record<string, Readonly<Record<string, string>>>> = ${JSON.stringify(specification, null, 2)}
`
}

const compiled = compileMigrations()
if (process.argv.includes('--check')) {
  if (readFileSync(target, 'utf8') !== compiled) {
    throw new Error('migrations.generated.ts is out of date: run "npm run migrations"')
  }
} else {
  writeFileSync(target, compiled)
}
