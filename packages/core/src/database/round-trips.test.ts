import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { engines, postgresEngines, type TestDatabase } from '../../../../test/support/engines.js'
import { useAtmosfera } from '../../../../test/support/use-atmosfera.js'
import { type Atmosfera, createAtmosfera } from '../atmosfera.js'
import { connect } from './connect.js'

describe.each(postgresEngines)('Round trips to $name', (engine) => {
  let database: TestDatabase
  let pool: pg.Pool
  let atmosfera: Atmosfera
  let sent: unknown[] = []

  beforeAll(async () => {
    database = await engine.createDatabase()
    pool = new pg.Pool({ connectionString: String(database.database), max: 1 })
    pool.on('connect', (client) => {
      const send = client.query.bind(client) as (...parameters: unknown[]) => unknown
      client.query = ((...parameters: unknown[]) => {
        sent.push(parameters[0])
        return send(...parameters)
      }) as typeof client.query
    })
    atmosfera = await createAtmosfera({ database: pool })
  })

  afterAll(async () => {
    await atmosfera?.close()
    await pool?.end()
    await database?.drop()
  })

  const roundTrips = async (work: () => Promise<unknown>): Promise<number> => {
    sent = []
    await work()
    return sent.length
  }

  it('are one for a row by its id and for recording a run, and three for what takes parameters', async () => {
    const { projects, testCases, testCycles, testRuns } = atmosfera.system
    const { id: projectId } = await projects.create({ name: 'A project' })
    const { id: testCaseId } = await testCases.create({ projectId, title: 'pays' })
    const { id: cycleId } = await testCycles.create({ projectId, name: 'Sprint 1' })
    const run = { projectId, cycleId, testCaseId, status: 'passed' }
    const { id } = await testRuns.record(run)
    expect({
      'projects.get': await roundTrips(() => projects.get(projectId)),
      'testRuns.get': await roundTrips(() => testRuns.get(id)),
      'testRuns.record': await roundTrips(() => testRuns.record(run)),
      'testRuns.recordMany': await roundTrips(() => testRuns.recordMany([run, run])),
      'testRuns.list': await roundTrips(() => testRuns.list({ projectId })),
    }).toEqual({
      'projects.get': 1,
      'testRuns.get': 1,
      'testRuns.record': 1,
      'testRuns.recordMany': 4,
      'testRuns.list': 3,
    })
  })

  it('leave no transaction open where the statement fails', async () => {
    const { testRuns, projects } = atmosfera.system
    const lost = { projectId: 1, cycleItemId: 1, status: 'passed' }
    await pool.query('REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA atmosfera FROM PUBLIC')
    await expect(testRuns.record(lost)).rejects.toMatchObject({ code: 'permission_denied' })
    await pool.query('GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA atmosfera TO PUBLIC')
    expect((await projects.list({})).items.length).toBeGreaterThan(0)
    const { rows } = await pool.query('SELECT txid_current_if_assigned() AS id, current_user::text AS role')
    expect(rows).toEqual([{ id: null, role: 'owner' }])
  })
})

describe.each(engines)('One statement in one round trip on $name', (engine) => {
  const opened = useAtmosfera(engine)

  it('gives the rows of each statement, moments as text', async () => {
    const database = await connect(opened.database.database)
    const [first, second] = await database.single(
      'SELECT 1 AS one;',
      `SELECT TIMESTAMP '2026-03-01 12:00:00.5' AS moment, DATE '2026-03-01' AS day, '{"a": 1}'::jsonb AS json`,
    )
    expect(first).toEqual([{ one: 1 }])
    expect(second).toEqual([{ moment: '2026-03-01 12:00:00.5', day: '2026-03-01', json: { a: 1 } }])
    await expect(database.single('', 'SELECT 1 / 0')).rejects.toMatchObject({ code: '22012' })
    expect(await database.single('', 'SELECT 2 AS two')).toEqual([[{ two: 2 }]])
    if (engine.kind === 'postgres') await database.close()
  })
})
