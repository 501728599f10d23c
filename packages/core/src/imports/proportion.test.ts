import { sql } from 'drizzle-orm'
import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { engines, postgresEngines } from '../../../../test/support/engines.js'
import { jsonFile, junitFile } from '../../../../test/support/files.js'
import { useAtmosfera } from '../../../../test/support/use-atmosfera.js'
import type { AtmosferaTransaction } from '../atmosfera.js'
import { rowOf } from '../database/engine.js'

const count = 3_000
const numbers = Array.from({ length: count }, (_, index) => index)
const ticketFile = jsonFile(
  'tickets.json',
  numbers.map((n) => ({ key: `SHOP-${n}`, id: n, summary: 's', status: 'Open' })),
)
const caseFile = jsonFile(
  'cases.json',
  numbers.map((n) => ({ externalId: `Pay > ${n}`, title: `${n}`, jiraKeys: [`SHOP-${n}`, `NEXT-${n}`] })),
)
const report = junitFile('report.xml', ...numbers.map((n) => `<testcase classname="Pay" name="${n}"/>`))

/** How many rows this transaction has looked at so far. */
async function rowsLookedAt({ db }: AtmosferaTransaction): Promise<number> {
  const { rows } = await rowOf<{ rows: number }>(
    db,
    sql`SELECT sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::float8 AS rows
      FROM pg_stat_xact_user_tables WHERE schemaname = 'atmosfera'`,
  )
  return rows
}

describe.each(engines)('The work of an import on $name', (engine) => {
  const opened = useAtmosfera(engine)

  it.each<[string, (transaction: AtmosferaTransaction, projectId: number) => Promise<unknown>]>([
    ['tickets', ({ imports }, projectId) => imports.tickets({ projectId, files: [ticketFile] })],
    ['test cases', ({ imports }, projectId) => imports.testCases({ projectId, files: [caseFile] })],
    [
      'results',
      ({ imports }, projectId) => imports.results({ projectId, files: [report], createTestCases: true }),
    ],
  ])(
    'is in proportion to the number of %s, also where the database knows nothing of the project yet',
    async (_, work) => {
      const transact = (projectId: number) =>
        opened.atmosfera.transaction({ system: true }, async (transaction) => {
          const before = await rowsLookedAt(transaction)
          await work(transaction, projectId)
          return (await rowsLookedAt(transaction)) - before
        })
      const first = await transact(await opened.newProject())
      // Now it knows something, and that is of another project.
      const second = await transact(await opened.newProject())
      // It would be thousands. In the first batch it still guesses.
      expect(Math.max(first, second) / count).toBeLessThan(400)
    },
  )
})

describe.each(postgresEngines.slice(-1))('The work of an import that may not analyze on $name', (engine) => {
  const opened = useAtmosfera(engine)

  it('is in proportion as well, where the database knows other projects', async () => {
    const { imports } = opened.system
    await imports.results({ projectId: await opened.newProject(), files: [report], createTestCases: true })
    // Whoever does not get this lock does not analyze, just as who does not own the tables.
    const other = new pg.Client(String(opened.database.database))
    await other.connect()
    await other.query(
      'BEGIN; LOCK TABLE atmosfera.test_cases, atmosfera.test_cycle_items IN SHARE UPDATE EXCLUSIVE MODE',
    )
    const projectId = await opened.newProject()
    const looked = await opened.atmosfera.transaction({ system: true }, async (transaction) => {
      const before = await rowsLookedAt(transaction)
      await transaction.imports.results({ projectId, files: [report], createTestCases: true })
      return (await rowsLookedAt(transaction)) - before
    })
    await other.end()
    expect(looked / count).toBeLessThan(400)
  })
})
