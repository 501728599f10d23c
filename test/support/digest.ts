/** Fingerprints of data, taken as the superuser, to tell whether anything changed. */

import type { Catalogue } from './catalogue.js'
import type { TestDatabase } from './engines.js'

/** The fingerprint of everything in one project. */
export async function digestOfProject(
  database: TestDatabase,
  { tables }: Catalogue,
  projectId: number,
): Promise<Readonly<Record<string, string | null>>> {
  return await digest(
    database,
    tables.map(({ name, project }) => ({ name, where: `${project} = ${projectId}` })),
  )
}

/** The fingerprint of the whole database. */
export async function digestOfAll(
  database: TestDatabase,
  { tables, globalTables }: Catalogue,
): Promise<Readonly<Record<string, string | null>>> {
  const names = [...tables.map((table) => table.name), ...globalTables]
  return await digest(
    database,
    names.map((name) => ({ name, where: 'true' })),
  )
}

async function digest(
  { query }: TestDatabase,
  parts: readonly { readonly name: string; readonly where: string }[],
): Promise<Readonly<Record<string, string | null>>> {
  const rows = await query<{ name: string; digest: string | null }>(
    parts
      .map(
        ({ name, where }) =>
          `SELECT '${name}' AS name, md5(string_agg(part::text, E'\\n' ORDER BY part::text)) AS digest FROM atmosfera.${name} AS part WHERE ${where}`,
      )
      .join('\nUNION ALL\n'),
  )
  return Object.fromEntries(rows.map(({ name, digest: value }) => [name, value]))
}
