import { describe, expect, it } from 'vitest'
import { engines, postgresEngines } from '../../../../test/support/engines.js'
import { type Opened, useAtmosfera } from '../../../../test/support/use-atmosfera.js'

const now = new Date('2026-03-01T12:00:00.250Z')

/** A project with two test cases and a cycle. */
async function prepare({ newProject, system }: Opened) {
  const projectId = await newProject()
  const [pays, refunds] = await system.testCases.createMany(
    ['pays', 'refunds'].map((title) => ({ projectId, title })),
  )
  const cycle = await system.testCycles.create({ projectId, name: 'Sprint 1' })
  if (pays === undefined || refunds === undefined) throw new Error('not made')
  const here = { projectId, cycleId: cycle.id, testCaseId: pays.id }
  const statusOf = async (testCaseId = pays.id, cycleId = cycle.id) => {
    const { items } = await system.testCycles.listItems({ projectId, testCaseId, cycleId })
    return items[0]?.status
  }
  return { projectId, pays, refunds, cycle, here, statusOf }
}

describe.each(engines)('Test runs on $name', (engine) => {
  const opened = useAtmosfera(engine, { clock: () => now })

  it('are recorded for a test case in a cycle, which it joins, and took place now unless they say when', async () => {
    const { here, pays, cycle, projectId, statusOf } = await prepare(opened)
    const tester = await opened.member(projectId, 'write')
    const run = await tester.testRuns.record({ ...here, status: 'passed' })
    expect(run).toEqual({
      id: expect.any(Number),
      projectId,
      cycleItemId: expect.any(Number),
      testCaseId: pays.id,
      executedBy: tester.userId,
      executedAt: now,
      duration: null,
      durationMs: null,
      status: 'passed',
      notes: null,
      evidence: [],
      environment: null,
      version: null,
      stepResults: [],
      defects: [],
      tags: [],
      attempt: 1,
      importId: null,
      recordedAt: expect.any(Date),
    })
    expect(await statusOf()).toBe('passed')
    const again = await tester.testRuns.record({
      projectId,
      cycleItemId: run.cycleItemId,
      status: 'failed',
      executedBy: null,
      attempt: 2,
      environment: '',
      version: '1.2',
      durationMs: 1499.6,
      evidence: [{ path: 'shot.png' }],
      executedAt: '2026-03-01T12:00:01Z',
    })
    expect(again).toMatchObject({
      cycleItemId: run.cycleItemId,
      testCaseId: pays.id,
      executedBy: null,
      attempt: 2,
      environment: null,
      version: '1.2',
      durationMs: 1500,
      duration: 1,
      evidence: [{ path: 'shot.png' }],
    })
    expect(await opened.system.testRuns.get(again.id)).toEqual(again)
    const { items } = await opened.system.testCycles.listItems({ projectId, cycleId: cycle.id })
    expect(items).toHaveLength(1)
  })

  it('give their item the status of the newest, which a back-dated one is not', async () => {
    const { here, statusOf } = await prepare(opened)
    const { testRuns } = opened.system
    await testRuns.record({ ...here, status: 'passed', executedAt: '2026-03-02' })
    await testRuns.record({ ...here, status: 'failed', executedAt: '2026-03-01' })
    expect(await statusOf()).toBe('passed')
    await testRuns.record({ ...here, status: 'blocked', executedAt: '2026-03-02' })
    expect(await statusOf()).toBe('blocked')
    await testRuns.record({ ...here, status: 'accepted by QA', executedAt: '2026-03-03' })
    expect(await statusOf()).toBe('accepted by QA')
  })

  it('take their status back with them when they are deleted', async () => {
    const { here, statusOf } = await prepare(opened)
    const { testRuns } = opened.system
    const runs = await testRuns.recordMany(
      ['passed', 'failed', 'blocked'].map((status, day) => ({
        ...here,
        status,
        executedAt: `2026-03-0${day + 1}`,
      })),
    )
    const [passed = 0, failed = 0, blocked = 0] = runs.map((run) => run.id)
    await testRuns.delete(failed)
    expect(await statusOf()).toBe('blocked')
    await testRuns.delete(blocked)
    expect(await statusOf()).toBe('passed')
    await testRuns.delete(passed)
    expect(await statusOf()).toBe('not-run')
    await expect(testRuns.delete(passed)).rejects.toMatchObject({ code: 'not_found', resource: 'test run' })
  })

  it('are recorded together over several cycles and test cases, in the order given', async () => {
    const { projectId, pays, refunds, cycle, statusOf } = await prepare(opened)
    const next = await opened.system.testCycles.create({ projectId, name: 'Sprint 2' })
    const inputs = [cycle.id, next.id].flatMap((cycleId) =>
      [pays.id, refunds.id].flatMap((testCaseId) =>
        ['failed', 'passed'].map((status, index) => ({
          projectId,
          cycleId,
          testCaseId,
          status,
          attempt: index + 1,
          notes: `${cycleId} ${testCaseId} ${status}`,
        })),
      ),
    )
    const runs = await opened.system.testRuns.recordMany(inputs)
    expect(runs.map((run) => run.notes)).toEqual(inputs.map((input) => input.notes))
    expect(runs.map((run) => run.id)).toEqual(runs.map((run) => run.id).toSorted((a, b) => a - b))
    const { items } = await opened.system.testCycles.listItems({ projectId })
    expect(items).toHaveLength(4)
    for (const item of items) expect(await statusOf(item.testCaseId, item.cycleId)).toBe('passed')
    const { items: log } = await opened.system.audit.list({ projectId, tableName: 'test_runs' })
    expect(log).toHaveLength(1)
    expect(await opened.system.testRuns.recordMany([])).toEqual([])
  })

  it('are recorded all or none, also where the failure is caught in a transaction', async () => {
    const { projectId, here } = await prepare(opened)
    const foreign = await prepare(opened)
    const nobody = 2_147_483_647
    const run = { ...here, status: 'passed' }
    const foreignRun = await opened.system.testRuns.record({ ...foreign.here, status: 'passed' })
    const inTheirs = { ...here, cycleId: foreign.cycle.id }
    for (const [wrong, message] of [
      [
        { ...here, testCaseId: foreign.pays.id },
        `There is no test case or test cycle "${foreign.pays.id} in ${here.cycleId}"`,
      ],
      [inTheirs, `There is no test case or test cycle "${here.testCaseId} in ${foreign.cycle.id}"`],
      [{ ...here, testCaseId: nobody }, `There is no test case or test cycle "${nobody} in ${here.cycleId}"`],
      [
        { projectId, cycleItemId: foreignRun.cycleItemId },
        `There is no cycle item ${foreignRun.cycleItemId}`,
      ],
      [{ projectId, cycleItemId: nobody }, `There is no cycle item ${nobody}`],
    ] as const) {
      const missing = { code: 'not_found', message: `${message}, or none that you have access to.` }
      const inputs = [run, { ...wrong, status: 'passed' }]
      await expect(opened.system.testRuns.recordMany(inputs)).rejects.toMatchObject(missing)
      await opened.atmosfera.transaction({ system: true }, async ({ testRuns }) => {
        await expect(testRuns.recordMany(inputs)).rejects.toMatchObject(missing)
      })
    }
    expect((await opened.system.testRuns.list({ projectId })).items).toEqual([])
    expect((await opened.system.testCycles.listItems({ projectId })).items).toEqual([])
  })

  it.each<[object, string]>([
    [{ status: undefined }, 'status: is missing (expected string)'],
    [{ status: 'x'.repeat(31) }, 'status: too big'],
    [{ environment: 'x'.repeat(51) }, 'environment: too big'],
    [{ version: 'x'.repeat(51) }, 'version: too big'],
    [{ durationMs: -1 }, 'durationMs: too small'],
    [{ durationMs: 2 ** 31 }, 'durationMs: too big'],
    [{ durationMs: '12' }, 'durationMs: expected number, got "12"'],
    [{ attempt: 0 }, 'attempt: too small'],
    [{ executedAt: 'now' }, 'executedAt: expected a Date'],
    [{ evidence: { path: 'a' } }, 'evidence: expected array'],
    [{ executedBy: 'ada' }, 'executedBy: expected number, got "ada"'],
    [{ result: 'passed' }, 'there is no "result" here'],
    [{ testCaseId: undefined }, 'must name a cycleItemId, or a cycleId and a testCaseId'],
    [{ cycleItemId: 1 }, 'must name a cycleItemId, or a cycleId and a testCaseId'],
  ])('refuse %j', async (more, message) => {
    const { here } = await prepare(opened)
    const refused = opened.system.testRuns.record({ ...here, status: 'passed', ...more })
    await expect(refused).rejects.toMatchObject({
      code: 'validation_failed',
      message: expect.stringContaining(message),
    })
  })

  it('are executed by somebody that there is, and belong to one project', async () => {
    const { here } = await prepare(opened)
    const other = await prepare(opened)
    const { testRuns } = opened.system
    await expect(
      testRuns.record({ ...here, status: 'passed', executedBy: 2_147_483_647 }),
    ).rejects.toMatchObject({
      code: 'not_found',
      resource: 'user',
    })
    const runs = [here, other.here].map((place) => ({ ...place, status: 'passed' }))
    await expect(testRuns.recordMany(runs)).rejects.toMatchObject({
      message: 'projectId: must be the same for all',
    })
  })

  it('are found by each of their filters', async () => {
    const { projectId, here, refunds } = await prepare(opened)
    const tester = await opened.member(projectId, 'write')
    const { testRuns } = opened.system
    await tester.testRuns.recordMany([
      { ...here, status: 'passed', environment: 'ios', version: '1.0', notes: 'a', executedAt: '2026-03-02' },
      {
        ...here,
        status: 'failed',
        environment: 'android',
        version: '1.1',
        notes: 'b',
        executedAt: '2026-03-01',
      },
    ])
    const c = await testRuns.record({ ...here, testCaseId: refunds.id, status: 'passed', notes: 'c' })
    const found = async (filters: object) =>
      (await testRuns.list({ projectId, ...filters })).items.map((run) => run.notes).join('')
    expect(await found({ cycleItemId: c.cycleItemId })).toBe('c')
    expect(await found({ testCaseId: here.testCaseId })).toBe('ab')
    expect(await found({ status: 'passed' })).toBe('ac')
    expect(await found({ environment: ['ios', 'android'] })).toBe('ab')
    expect(await found({ version: '1.1' })).toBe('b')
    expect(await found({ executedBy: tester.userId })).toBe('ab')
    expect(await found({ executedBy: tester.userId, status: ['failed', 'blocked'] })).toBe('b')
    expect(await found({ sort: 'executedAt' })).toBe('bca')
    expect(await found({ sort: '-executedAt' })).toBe('acb')
    await expect(found({ importId: 1 })).rejects.toMatchObject({ message: 'there is no "importId" here' })
  })

  it('are read by all of the project, recorded and deleted by those who may write', async () => {
    const { projectId, here, statusOf } = await prepare(opened)
    const reader = await opened.member(projectId, 'read')
    const stranger = await opened.member(await opened.newProject(), 'manage')
    const { id } = await opened.system.testRuns.record({ ...here, status: 'passed' })
    expect(await reader.testRuns.get(id)).toMatchObject({ status: 'passed' })
    const denied = { code: 'permission_denied' }
    await expect(reader.testRuns.record({ ...here, status: 'failed' })).rejects.toMatchObject(denied)
    await expect(reader.testRuns.delete(id)).rejects.toMatchObject({
      ...denied,
      message: `You may read the test run ${id} but not delete it.`,
    })
    await expect(stranger.testRuns.get(id)).rejects.toMatchObject({ code: 'not_found' })
    await expect(stranger.testRuns.record({ ...here, status: 'failed' })).rejects.toMatchObject({
      code: 'not_found',
    })
    expect(await statusOf()).toBe('passed')
  })

  it.each([0, -1, 1.5, 2 ** 31, Number.NaN])('are not there as number %s', async (id) => {
    await expect(opened.system.testRuns.get(id)).rejects.toMatchObject({ code: 'not_found' })
    await expect(opened.system.testRuns.delete(id)).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe.each(postgresEngines)('Test runs at the same time on $name', (engine) => {
  const opened = useAtmosfera(engine)

  it('leave their item with the status of the newest, whoever comes last', async () => {
    const { here, statusOf } = await prepare(opened)
    const { testRuns } = opened.system
    for (let round = 0; round < 25; round++) {
      const start = Date.UTC(2026, 0, 1 + round)
      const runs = ['passed', 'failed', 'blocked', 'custom'].map((status, index) => ({
        ...here,
        status: `${status} ${round}`,
        executedAt: new Date(start + index * 1000),
      }))
      const newest = runs.at(-1)?.status
      const order = runs.map((run, index) => ({ run, at: (index * 7 + round * 3) % runs.length }))
      await Promise.all(order.toSorted((a, b) => a.at - b.at).map(({ run }) => testRuns.record(run)))
      expect(await statusOf(), `round ${round}`).toBe(newest)
    }
  })

  it('leave it right when others are deleted meanwhile', async () => {
    const { here, statusOf } = await prepare(opened)
    const { testRuns } = opened.system
    for (let round = 0; round < 15; round++) {
      const old = await testRuns.record({
        ...here,
        status: 'old',
        executedAt: new Date(Date.UTC(2026, 0, 1 + round)),
      })
      const run = { ...here, status: `new ${round}`, executedAt: new Date(Date.UTC(2026, 0, 1 + round, 1)) }
      await Promise.all([testRuns.delete(old.id), testRuns.record(run)])
      expect(await statusOf(), `round ${round}`).toBe(run.status)
    }
  })

  it('put a test case into a cycle once', async () => {
    for (let round = 0; round < 5; round++) {
      const { projectId, here } = await prepare(opened)
      const recorders = Array.from({ length: 6 }, () =>
        opened.system.testRuns.record({ ...here, status: 'passed' }),
      )
      const runs = await Promise.all(recorders)
      expect(new Set(runs.map((run) => run.cycleItemId)).size).toBe(1)
      expect((await opened.system.testCycles.listItems({ projectId })).items).toHaveLength(1)
    }
  })

  it('recorded in bulk in opposite orders all arrive', async () => {
    const projectId = await opened.newProject()
    const { testCases, testCycles, testRuns } = opened.system
    const cases = await testCases.createMany(
      Array.from({ length: 30 }, (_, index) => ({ projectId, title: `case ${index}` })),
    )
    const cycle = await testCycles.create({ projectId, name: 'a' })
    const runs = cases.map(({ id }) => ({ projectId, cycleId: cycle.id, testCaseId: id, status: 'passed' }))
    const orders = [runs, runs.toReversed(), runs.slice(10).concat(runs.slice(0, 10))]
    await Promise.all(orders.map((order) => testRuns.recordMany(order)))
    expect((await testRuns.list({ projectId, limit: 500 })).items).toHaveLength(90)
  })
})
