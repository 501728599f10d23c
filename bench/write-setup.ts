/** The tables that are written to: ours and the reference in a schema each, with the same rows under the same ids. */
import { createAtmosfera } from '../packages/core/src/atmosfera.js'
import type { Services } from '../packages/core/src/services.js'
import { openingOf } from './asking.js'
import { type GeneratedProject, generate, neighbours } from './generate.js'
import { secondsOf } from './turns.js'
import type { WriteDatabase } from './write-database.js'

/** The schema of ours, and one of the same kind in which nothing keeps coverage up to date. */
export const [ours, theirs] = ['atmosfera', 'reference'] as const

/** How many items of cycles runs are recorded for, in turns. */
const itemsInTurns = 2_000

export interface WriteBench extends WriteDatabase {
  readonly system: Services
  readonly rounds: number
  /** An ordinary member of the project. */
  readonly me: Services
  readonly userId: number
  /** What is written to. */
  readonly project: GeneratedProject
  readonly items: readonly Item[]
}

export interface Item {
  readonly id: number
  readonly testCaseId: number
}

/** @param tickets how large the project is that is written to */
export async function prepareWrites(
  database: WriteDatabase,
  tickets: number,
  rounds: number,
): Promise<WriteBench> {
  const { admin } = database
  const opened = await createAtmosfera({ database: database.database })
  const project = (await generate(database, [...neighbours, { tickets }])).at(-1)
  if (project === undefined) throw new Error('a project was to be made')
  const userId = project.member
  const items = await admin(
    `SELECT id, test_case_id AS "testCaseId" FROM ${ours}.test_cycle_items
      WHERE project_id = $1 AND status = 'passed' ORDER BY id LIMIT ${itemsInTurns}`,
    [project.id],
  )
  const reference = await createAtmosfera({ database: database.database, schema: theirs })
  await dropCoverage(admin)
  await admin(`SET session_replication_role TO replica; DELETE FROM ${theirs}.users`)
  for (const table of [
    'users',
    'projects',
    'user_project_access',
    'jira_tickets',
    'test_suites',
    'test_cycles',
    'test_cases',
    'test_cycle_items',
    'test_runs',
  ])
    await copy(database, table, 'true')
  await admin('RESET session_replication_role')
  for (const table of ['test_runs', 'jira_tickets'])
    await admin(`SELECT setval('${theirs}.${table}_id_seq', max(id)) FROM ${theirs}.${table}`)
  await admin('VACUUM ANALYZE')
  return {
    ...database,
    system: opened.system,
    rounds,
    me: opened.as({ userId }),
    userId,
    project,
    items: items as unknown as readonly Item[],
    close: async () => {
      await opened.close()
      await reference.close()
    },
  }
}

/** COPY of those rows of ours into the same table of the reference, in seconds. */
export async function copy(
  { copyOut, script }: Pick<WriteDatabase, 'copyOut' | 'script'>,
  table: string,
  where: string,
): Promise<number> {
  const rows = await copyOut(`SELECT * FROM ${ours}.${table} WHERE ${where} ORDER BY id`)
  return await secondsOf(() => script(`COPY ${theirs}.${table} FROM ${rows.from}`, rows))
}

/**
 * What a transaction of ours sets, in one of the two schemas.
 *
 * @param projectId what it is about, where that is known before
 */
export function openingIn(
  schema: string,
  userId: number,
  projectId?: number,
  role = 'authenticated_users',
): string {
  return openingOf({ id: projectId, member: userId }, { role, search_path: `${schema}, pg_temp` })
}

export function numbers(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index)
}

export function at<Value>(values: readonly Value[], index: number): Value {
  const value = values[index]
  if (value === undefined) throw new Error(`there is no value ${index}`)
  return value
}

/** Everything that leaves marks for coverage, or counts it. */
async function dropCoverage(admin: WriteDatabase['admin']): Promise<void> {
  const triggers = await admin(
    `SELECT tgname AS name, relname AS "table" FROM pg_trigger
      JOIN pg_class ON pg_class.oid = tgrelid JOIN pg_proc ON pg_proc.oid = tgfoid
      WHERE relnamespace = '${theirs}'::regnamespace AND NOT tgisinternal AND prosrc LIKE '%coverage_marks%'`,
  )
  for (const { name, table } of triggers) await admin(`DROP TRIGGER ${name} ON ${theirs}.${table}`)
}
