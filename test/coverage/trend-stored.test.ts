/** The trend out of days that the database keeps: after any history it says what replaying all runs says. */
import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CoveragePolicy } from '../../packages/core/src/coverage/verdict.js'
import { intervalEnds } from '../../packages/core/src/intervals.js'
import { anyHistory, type HistoryEvent } from '../support/coverage-history.js'
import { anyMoment, anyProject } from '../support/coverage-project.js'
import { engines, postgresEngines, type TestDatabase } from '../support/engines.js'
import { storeProject } from '../support/store-project.js'
import { useAtmosfera } from '../support/use-atmosfera.js'

const periods = [
  { from: '2026-02-27', to: '2026-03-12' },
  { from: '2026-03-02', to: '2026-03-05' },
  { from: '2026-03-01', to: '2026-03-09', interval: 'week' },
  { from: '2025-12-10', to: '2026-03-10', interval: 'month' },
  { from: '2026-03-03', to: '2026-03-03' },
] as const

/** Another date for one row, just before or after a midnight, in the far future, or none. */
const redate: fc.Arbitrary<HistoryEvent> = fc
  .record({
    target: fc.constantFrom(
      'test_runs SET executed_at',
      'test_case_jira_links SET created_at',
      'jira_tickets SET deleted_at',
    ),
    row: fc.nat(30),
    date: fc.oneof(
      fc
        .tuple(anyMoment, fc.constantFrom(-1, 0, 1))
        .map(
          ([moment, microseconds]) =>
            `'${moment.toISOString()}'::timestamp + ${microseconds} * interval '1 microsecond'`,
        ),
      fc.constantFrom('NULL', "'2062-01-01'", "'2026-03-11 12:00'"),
    ),
  })
  .map(
    ({ target, row, date }): HistoryEvent =>
      (projectId) =>
        `WITH own AS (SELECT id, row_number() OVER (ORDER BY id) - 1 AS place, count(*) OVER () AS size
            FROM atmosfera.${target.split(' ')[0]} WHERE project_id = ${projectId})
          UPDATE atmosfera.${target} = ${date} WHERE id = (SELECT id FROM own WHERE place = ${row} % size)`,
  )

const anyEvents = fc.oneof(anyHistory, fc.array(redate, { minLength: 1, maxLength: 3 }))

describe.each(engines)('the trend out of days that are kept on $name', (engine) => {
  const numRuns = engine.kind === 'pglite' ? 6 : 15
  const opened = useAtmosfera(engine)

  it('equals what is replayed, and what is summed up as of each day, after every event', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyProject,
        fc.array(fc.constantFrom(0, 1, 999), { minLength: 24, maxLength: 24 }),
        fc.array(fc.tuple(anyEvents, fc.constantFrom(...periods)), { minLength: 1, maxLength: 4 }),
        async (project, microseconds, histories) => {
          const { projectId } = await storeProject(opened.database, project, microseconds)
          const trend = async (period: (typeof periods)[number]) => {
            const points = await opened.system.coverage.trend({ projectId, ...period })
            const policy = await policyOf(opened.database, projectId)
            expect(points).toEqual(await opened.system.coverage.trend({ projectId, policy, ...period }))
            return points
          }
          await trend(periods[0])
          for (const [history, period] of histories) {
            for (const event of history) {
              await opened.database.query(event(projectId))
              await trend(period)
            }
          }
          for (const { date, ...numbers } of await trend(periods[1])) {
            expect(await opened.system.coverage.summary({ projectId, asOf: date })).toMatchObject(numbers)
          }
        },
      ),
      { numRuns },
    )
  })

  it('computes again only the days that something was written into', async () => {
    const projectId = await storeConnected(opened.database)
    const { from, to } = { from: '2026-03-01', to: '2026-03-08' }
    const kept = async (): Promise<readonly string[]> => {
      await opened.system.coverage.summary({ projectId })
      const rows = await opened.database.query<{ day: string }>(
        `SELECT day::text FROM atmosfera.coverage_days WHERE project_id = ${projectId} AND day BETWEEN '${from}' AND '${to}' ORDER BY day`,
      )
      return rows.map(({ day }) => day)
    }
    const isKeptUntil = async (last: string, statement: string): Promise<void> => {
      await opened.system.coverage.trend({ projectId, from, to })
      expect(await kept(), 'before').toEqual(intervalEnds(new Date(from), new Date(to), 'day', 100))
      await opened.database.query(statement)
      const expected = last < from ? [] : intervalEnds(new Date(from), new Date(last), 'day', 100)
      expect(await kept(), statement).toEqual(expected)
    }
    const own = `WHERE project_id = ${projectId}`
    const someRun = `id = (SELECT min(id) FROM atmosfera.test_runs ${own})`
    const someLink = `id = (SELECT min(id) FROM atmosfera.test_case_jira_links ${own})`
    const someTicket = `id = (SELECT min(jira_ticket_id) FROM atmosfera.test_case_jira_links ${own})`
    await opened.database.query(`UPDATE atmosfera.test_case_jira_links SET created_at = '2026-02-10' ${own}`)
    await isKeptUntil(
      '2026-03-03',
      `UPDATE atmosfera.test_runs SET executed_at = '2026-03-04' WHERE ${someRun}`,
    )
    await isKeptUntil(
      '2026-03-03',
      `UPDATE atmosfera.test_runs SET executed_at = '2062-01-01' WHERE ${someRun}`,
    )
    await isKeptUntil(to, `DELETE FROM atmosfera.test_runs WHERE ${someRun}`)
    await isKeptUntil(
      to,
      `INSERT INTO atmosfera.jira_tickets (project_id, jira_key, summary, status) VALUES (${projectId}, 'NEW-1', 'New', 'Open')`,
    )
    await isKeptUntil(
      '2026-03-05',
      `UPDATE atmosfera.jira_tickets SET deleted_at = '2026-03-06' WHERE ${someTicket}`,
    )
    await isKeptUntil(
      '2026-03-05',
      `UPDATE atmosfera.jira_tickets SET deleted_at = '2026-03-07' WHERE ${someTicket}`,
    )
    await isKeptUntil('2026-02-28', `UPDATE atmosfera.test_cases SET status = 'deprecated' ${own}`)
    await isKeptUntil(to, `INSERT INTO atmosfera.test_cases (project_id, title) VALUES (${projectId}, 'New')`)
    await isKeptUntil('2026-02-28', `DELETE FROM atmosfera.test_case_jira_links WHERE ${someLink}`)
    await isKeptUntil(
      '2026-02-28',
      `UPDATE atmosfera.projects SET coverage_policy = '{"finalRunsFirst": false}' WHERE id = ${projectId}`,
    )
    await opened.system.coverage.trend({ projectId, from, to })
    await opened.system.coverage.rebuild({ projectId })
    expect(await kept()).toEqual([])
    await opened.system.coverage.trend({ projectId, from, to })
    await opened.system.projects.delete(projectId)
    expect(await opened.database.query(`SELECT FROM atmosfera.coverage_days ${own}`)).toEqual([])
  })

  it('lets readers have days computed, and nobody write them', async () => {
    const projectId = await storeConnected(opened.database)
    const [reader, stranger] = [
      await opened.member(projectId, 'read'),
      await opened.member(await opened.newProject(), 'manage'),
    ]
    const period = { projectId, from: '2026-03-01', to: '2026-03-08' }
    expect(await reader.coverage.trend(period)).toEqual(
      await opened.system.coverage.trend({ ...period, policy: {} }),
    )
    await expect(stranger.coverage.trend(period)).rejects.toMatchObject({ code: 'not_found' })
    for (const [userId, statement, code] of [
      [reader.userId, `UPDATE coverage_days SET passing = 99`, '42501'],
      [reader.userId, `DELETE FROM coverage_days`, '42501'],
      [reader.userId, `INSERT INTO coverage_days VALUES (${projectId}, '2026-01-01', 9, 9, 9)`, '42501'],
    ] as const) {
      const refused = opened.atmosfera.transaction({ userId }, ({ db }) => db.execute(sql.raw(statement)))
      await expect(refused).rejects.toMatchObject({ cause: { code } })
    }
    const { rows } = (await opened.atmosfera.transaction({ userId: stranger.userId }, ({ db }) =>
      db.execute(
        sql.raw(
          `SELECT close_days(${projectId}, ARRAY[date '2026-01-01']) AS closed, (SELECT count(*)::integer FROM coverage_days) AS days`,
        ),
      ),
    )) as unknown as { rows: unknown }
    expect(rows).toEqual([{ closed: false, days: 0 }])
  })

  it('is replayed in a transaction that is somebody else’s, or may not write', async () => {
    const projectId = await storeConnected(opened.database)
    const period = { projectId, from: '2026-03-01', to: '2026-03-08' }
    const expected = await opened.system.coverage.trend({ ...period, policy: {} })
    const days = `SELECT FROM atmosfera.coverage_days WHERE project_id = ${projectId}`
    await opened.atmosfera.transaction({ system: true }, async ({ coverage, db }) => {
      expect(await coverage.trend(period)).toEqual(expected)
      await db.execute(sql`SET TRANSACTION READ ONLY`)
      expect(await coverage.trend(period)).toEqual(expected)
    })
    expect(await opened.database.query(days)).toEqual([])
    await opened.system.coverage.trend(period)
    expect(await opened.database.query(days)).not.toEqual([])
    await opened.atmosfera.transaction({ system: true }, async ({ coverage }) => {
      expect(await coverage.trend(period)).toEqual(expected)
    })
  })
})

describe.each(postgresEngines)('the trend under load on $name', (engine) => {
  const opened = useAtmosfera(engine)

  it('equals what is replayed as soon as nobody writes any more', async () => {
    const projectId = await storeConnected(opened.database)
    const statements = fc
      .sample(anyEvents, { numRuns: 120, seed: 11 })
      .flatMap((events) => events.map((event) => event(projectId)))
      .filter((statement) => !statement.startsWith('BEGIN'))
    for (let round = 0; round < 8; round++) {
      let isOver = false
      const readers = periods.slice(0, 3).map(async (period) => {
        while (!isOver) {
          const points = await opened.system.coverage.trend({ projectId, ...period })
          for (const { tickets, linked, executed, passing } of points) {
            expect(linked).toBeLessThanOrEqual(tickets)
            expect(Math.max(executed, passing)).toBeLessThanOrEqual(linked)
            expect(Math.min(executed, passing)).toBeGreaterThanOrEqual(0)
          }
        }
      })
      try {
        const [a, b] = [statements.splice(0, 10), statements.splice(0, 10)]
        await Promise.all([a, b].map((part) => writeAll(part)))
      } finally {
        isOver = true
      }
      await Promise.all(readers)
      for (const period of periods) {
        const policy = await policyOf(opened.database, projectId)
        expect(await opened.system.coverage.trend({ projectId, ...period })).toEqual(
          await opened.system.coverage.trend({ projectId, policy, ...period }),
        )
      }
    }
  })

  async function writeAll(statements: readonly string[]): Promise<void> {
    for (const statement of statements) {
      await opened.database.query(statement).catch((error: unknown) => {
        // Two that delete the same rows at once may be in each other's way.
        expect(error).toMatchObject({ code: expect.stringMatching(/^(40P01|23\d{3})$/) })
      })
    }
  }
})

/** The same project each time, with several links and runs. */
async function storeConnected(database: TestDatabase): Promise<number> {
  const several = anyProject.filter(({ links, runs }) => links.length > 3 && runs.length > 5)
  const [project] = fc.sample(several, { numRuns: 1, seed: 7 })
  if (project === undefined) throw new Error('no project was generated')
  return (await storeProject(database, project)).projectId
}

async function policyOf(database: TestDatabase, projectId: number): Promise<CoveragePolicy> {
  const [row] = await database.query<{ coverage_policy: CoveragePolicy }>(
    `SELECT coverage_policy FROM atmosfera.projects WHERE id = ${projectId}`,
  )
  return row?.coverage_policy ?? {}
}
