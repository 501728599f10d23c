/** An import whose process is killed has never been; the next one does the whole work, and once. */
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { PGlite } from '@electric-sql/pglite'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Atmosfera, createAtmosfera } from '../../packages/core/src/atmosfera.js'
import { rowOf } from '../../packages/core/src/database/engine.js'
import { buildCli, type CliProcess } from '../support/cli-process.js'
import { engines, postgresEngines } from '../support/engines.js'
import { useAtmosfera } from '../support/use-atmosfera.js'

const home = mkdtempSync(join(tmpdir(), 'atmosfera-killed-'))
const numbers = Array.from({ length: 1_200 }, (_, index) => index)

/** Enough that the process cannot have read it all while some of it is still to come. */
const lines: Readonly<Record<'tickets' | 'test-cases' | 'results', readonly string[]>> = {
  tickets: numbers.map((n) =>
    JSON.stringify({
      key: `SHOP-${n}`,
      id: n,
      summary: `Ticket ${n}`,
      status: 'Open',
      description: 'd'.repeat(300),
    }),
  ),
  'test-cases': numbers.map((n) =>
    JSON.stringify({
      externalId: `Pay > ${n}`,
      title: `does ${n}`,
      suite: `S${n % 9}`,
      jiraKeys: [`SHOP-${n % 500}`],
    }),
  ),
  results: [
    '<testsuite>',
    ...numbers.map(
      (n) => `<testcase classname="Pay" name="${n}"><failure>${'at '.repeat(100)}</failure></testcase>`,
    ),
    '</testsuite>',
  ],
}
type Kind = keyof typeof lines
const kinds = Object.keys(lines) as readonly Kind[]

let cli: CliProcess

beforeAll(() => {
  cli = buildCli()
  for (const kind of kinds) writeFileSync(join(home, kind), lines[kind].join('\n'))
})

afterAll(() => {
  cli?.remove()
  rmSync(home, { recursive: true, force: true })
})

const parameters = (kind: Kind, file: string, database: string) =>
  ['import', kind, file, '--project', 'Shop', '--database', database] as const

/** Starts an import and kills its process when it has read that share of the file. */
async function killAt(share: number, kind: Kind, database: string): Promise<void> {
  const child = cli.start(parameters(kind, '-', database))
  const closed = once(child, 'close')
  const rows = lines[kind]
  async function* half(): AsyncGenerator<string> {
    for (const line of rows.slice(0, Math.floor(rows.length * share))) yield `${line}\n`
  }
  if (child.stdin === null) throw new Error('the process reads no input')
  await pipeline(Readable.from(half()), child.stdin, { end: false })
  child.kill('SIGKILL')
  await closed
  expect(child.signalCode).toBe('SIGKILL')
}

async function importAll(kind: Kind, database: string): Promise<void> {
  const { status, stderr } = await cli.run(parameters(kind, join(home, kind), database))
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
}

/** What is in a database, apart from ids and times, which differ from one import to the next. */
async function contentOf(atmosfera: Atmosfera): Promise<unknown> {
  return await atmosfera.transaction({ system: true }, async ({ db }) => {
    return await rowOf(
      db,
      sql`SELECT
          (SELECT md5(string_agg(jira_key || jira_id || content_hash, ',' ORDER BY jira_key)) FROM jira_tickets) AS tickets,
          (SELECT md5(string_agg(external_id || title || status, ',' ORDER BY external_id)) FROM test_cases) AS test_cases,
          (SELECT string_agg(name, ',' ORDER BY name) FROM test_suites) AS suites,
          (SELECT md5(string_agg(external_id || jira_key, ',' ORDER BY external_id, jira_key))
            FROM test_case_jira_links AS link JOIN test_cases AS test_case ON test_case.id = link.test_case_id
            JOIN jira_tickets AS ticket ON ticket.id = link.jira_ticket_id) AS links,
          (SELECT md5(string_agg(external_id || run.status || item.status || length(run.notes), ',' ORDER BY external_id))
            FROM test_runs AS run JOIN test_cases AS test_case ON test_case.id = run.test_case_id
            JOIN test_cycle_items AS item ON item.id = run.cycle_item_id) AS runs,
          (SELECT count(*)::integer FROM pending_links) AS pending,
          (SELECT count(*)::integer FROM imports) AS imports,
          (SELECT string_agg(table_name || action || cardinality(row_ids), ',' ORDER BY id) FROM audit_log) AS audit`,
    )
  })
}

/** An embedded folder, and the newest server that there is. */
const places = [
  ...engines
    .filter(({ kind }) => kind === 'pglite')
    .map((engine) => ({ name: 'a folder', engine, isFolder: true })),
  ...postgresEngines.slice(-1).map((engine) => ({ name: engine.name, engine, isFolder: false })),
]

describe.each(places)('Imports that are killed on $name', ({ engine, isFolder }) => {
  const calm = useAtmosfera(engine)

  /** A database of its own, and how to open it. */
  const prepare = async () => {
    const made = isFolder ? undefined : await engine.createDatabase()
    const folder = join(home, 'database')
    if (isFolder) {
      const loadDataDir = new Blob([readFileSync(inject('pgliteSnapshot'))])
      await (await PGlite.create({ dataDir: folder, loadDataDir })).close()
    }
    const database = made === undefined ? `pglite:${folder}` : String(made.database)
    const within = async <T>(work: (atmosfera: Atmosfera) => Promise<T>): Promise<T> => {
      const atmosfera = await createAtmosfera({ database, migrate: 'off' })
      try {
        return await work(atmosfera)
      } finally {
        await atmosfera.close()
      }
    }
    return { database, within, lock: `${folder}.lock`, drop: async () => await made?.drop() }
  }

  it('leave what was there, and the next one ends where one that nobody killed does', async () => {
    const { database, within, lock, drop } = await prepare()
    await within(({ system }) => system.projects.create({ name: 'Shop' }))
    await killAt(0.5, 'tickets', database)
    await importAll('tickets', database)
    await killAt(0.99, 'test-cases', database)
    await importAll('test-cases', database)
    await killAt(0.9, 'results', database)
    expect(existsSync(lock)).toBe(isFolder)
    // Whoever opens the folder next takes the lock of the dead process over.
    expect(await within(contentOf)).toMatchObject({ pending: 0, imports: 0, runs: null })
    await importAll('results', database)

    const projectId = await calm.newProject('Shop')
    const { imports } = calm.system
    await imports.tickets({ projectId, files: [join(home, 'tickets')] })
    await imports.testCases({ projectId, files: [join(home, 'test-cases')] })
    await imports.results({ projectId, files: [join(home, 'results')] })
    expect(await within(contentOf)).toEqual(await contentOf(calm.atmosfera))
    await drop()
  })
})
