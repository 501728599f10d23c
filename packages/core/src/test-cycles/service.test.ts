import { describe, expect, it } from 'vitest'
import { engines } from '../../../../test/support/engines.js'
import { useAtmosfera } from '../../../../test/support/use-atmosfera.js'

describe.each(engines)('Test cycles on $name', (engine) => {
  const opened = useAtmosfera(engine)

  it('need a name and a project; the rest has defaults', async () => {
    const projectId = await opened.newProject()
    const writer = await opened.member(projectId, 'write')
    expect(await writer.testCycles.create({ projectId, name: 'Sprint 1' })).toEqual({
      id: expect.any(Number),
      projectId,
      name: 'Sprint 1',
      description: null,
      status: 'created',
      startDate: null,
      endDate: null,
      userId: writer.userId,
      testingMode: 'manual',
      testDeploymentUrl: null,
      testData: {},
      createdAt: expect.any(Date),
      updatedAt: expect.any(Date),
    })
  })

  it('keep their dates to the millisecond, whatever zone they were given in', async () => {
    const projectId = await opened.newProject()
    const { testCycles } = opened.system
    const { id } = await testCycles.create({
      projectId,
      name: 'a',
      startDate: '2026-03-01T01:00:00+02:00',
      endDate: new Date('2026-03-14T23:59:59.999Z'),
    })
    expect(await testCycles.get(id)).toMatchObject({
      startDate: new Date('2026-02-28T23:00:00Z'),
      endDate: new Date('2026-03-14T23:59:59.999Z'),
    })
    expect(await testCycles.update(id, { startDate: null, endDate: '2026-03-15' })).toMatchObject({
      startDate: null,
      endDate: new Date('2026-03-15'),
    })
  })

  it('keep test data out of the audit log', async () => {
    const projectId = await opened.newProject()
    const { id } = await opened.system.testCycles.create({
      projectId,
      name: 'a',
      testData: { pin: { value: '4711-x' } },
    })
    await opened.system.testCycles.update(id, {
      testData: { pin: { value: '4712-x' }, card: { value: '4713-x' } },
    })
    const { items } = await opened.system.audit.list({ projectId, tableName: 'test_cycles' })
    expect(items.at(-1)?.after).toEqual({ test_data: { pin: '[redacted]', card: '[redacted]' } })
    expect(JSON.stringify(items)).not.toMatch(/471\d-x/)
  })

  it.each([
    ['name', 'x'.repeat(101)],
    ['status', 'done'],
    ['testingMode', 'robotic'],
    ['startDate', 'soon'],
    ['testData', []],
  ])('refuse a %s that does not fit', async (field, value) => {
    const projectId = await opened.newProject()
    const refused = opened.system.testCycles.create({ projectId, name: 'a', [field]: value })
    await expect(refused).rejects.toMatchObject({ issues: [{ path: field }] })
  })

  it('are found by each of their filters', async () => {
    const projectId = await opened.newProject()
    const { testCycles } = opened.system
    await testCycles.createMany([
      { projectId, name: 'a', status: 'completed', startDate: '2026-02-01' },
      { projectId, name: 'b', testingMode: 'automated', startDate: '2026-01-01' },
      { projectId, name: 'c' },
    ])
    const found = async (filters: object) =>
      (await testCycles.list({ projectId, ...filters })).items.map((cycle) => cycle.name).join('')
    expect(await found({ name: ['a', 'c'] })).toBe('ac')
    expect(await found({ status: 'completed' })).toBe('a')
    expect(await found({ testingMode: ['automated', 'ai-assisted-manual'] })).toBe('b')
    expect(await found({ sort: 'startDate' })).toBe('bac')
    expect(await found({ sort: '-name' })).toBe('cba')
  })
})

describe.each(engines)('Items of test cycles on $name', (engine) => {
  const opened = useAtmosfera(engine)

  async function prepared() {
    const projectId = await opened.newProject()
    const { testSuites, testCases, testCycles } = opened.system
    const suite = await testSuites.create({ projectId, name: 'Checkout' })
    const [pays, refunds, retired] = await testCases.createMany([
      { projectId, title: 'pays', suiteId: suite.id },
      { projectId, title: 'refunds' },
      { projectId, title: 'pays by cheque', suiteId: suite.id, status: 'deprecated' },
    ])
    const cycle = await testCycles.create({ projectId, name: 'Sprint 1' })
    if (pays === undefined || refunds === undefined || retired === undefined) throw new Error('not made')
    return { projectId, suite, pays, refunds, retired, cycle }
  }

  it('are added by test case and by suite, each once; what is deprecated only by name', async () => {
    const { projectId, suite, pays, refunds, retired, cycle } = await prepared()
    const { testCycles } = opened.system
    expect(await testCycles.addItems(cycle.id, { suiteIds: [suite.id] })).toBe(1)
    expect(await testCycles.addItems(cycle.id, { testCaseIds: [pays.id, refunds.id, refunds.id] })).toBe(1)
    expect(await testCycles.addItems(cycle.id, { testCaseIds: [pays.id], suiteIds: [suite.id] })).toBe(0)
    expect(await testCycles.addItems(cycle.id, { testCaseIds: [retired.id] })).toBe(1)
    const { items } = await testCycles.listItems({ projectId })
    expect(items.map((item) => item.testCaseId)).toEqual([pays.id, refunds.id, retired.id])
    expect(items[0]).toEqual({
      id: expect.any(Number),
      projectId,
      cycleId: cycle.id,
      testCaseId: pays.id,
      suiteId: suite.id,
      assignedUserId: null,
      status: 'not-run',
      createdAt: expect.any(Date),
      updatedAt: expect.any(Date),
    })
  })

  it('are read one by one', async () => {
    const { projectId, pays, cycle } = await prepared()
    const { testCycles } = opened.system
    await testCycles.addItems(cycle.id, { testCaseIds: [pays.id] })
    const [item] = (await testCycles.listItems({ projectId })).items
    expect(await testCycles.getItem(item?.id ?? 0)).toEqual(item)
    const stranger = await opened.member(await opened.newProject(), 'manage')
    const missing = expect.objectContaining({ code: 'not_found' })
    await expect(stranger.testCycles.getItem(item?.id ?? 0)).rejects.toEqual(missing)
  })

  it('are all there or none is added', async () => {
    const { projectId, suite, pays, cycle } = await prepared()
    const other = await prepared()
    const { testCycles } = opened.system
    const nobody = 2_147_483_647
    for (const [items, resource] of [
      [{ testCaseIds: [pays.id, other.pays.id] }, 'test case'],
      [{ testCaseIds: [pays.id, nobody] }, 'test case'],
      [{ suiteIds: [suite.id, other.suite.id] }, 'test suite'],
      [{ testCaseIds: [pays.id], assignedUserId: nobody }, 'user'],
    ] as const) {
      await expect(testCycles.addItems(cycle.id, items)).rejects.toMatchObject({
        code: 'not_found',
        resource,
      })
    }
    await expect(testCycles.addItems(cycle.id, {})).rejects.toMatchObject({
      message: 'must name test cases or suites, got {}',
    })
    await expect(testCycles.addItems(nobody, { testCaseIds: [pays.id] })).rejects.toMatchObject({
      resource: 'test cycle',
    })
    expect((await testCycles.listItems({ projectId })).items).toEqual([])
  })

  it('are assigned to people of the project, and to nobody', async () => {
    const { projectId, pays, cycle } = await prepared()
    const { testCycles } = opened.system
    const tester = await opened.member(projectId, 'read')
    const stranger = await opened.member(await opened.newProject(), 'manage')
    await testCycles.addItems(cycle.id, { testCaseIds: [pays.id], assignedUserId: tester.userId })
    const [item] = (await testCycles.listItems({ projectId, assignedUserId: tester.userId })).items
    const itemId = item?.id ?? 0
    await expect(testCycles.assign(itemId, stranger.userId)).rejects.toMatchObject({ resource: 'user' })
    await expect(tester.testCycles.assign(itemId, tester.userId)).rejects.toMatchObject({
      code: 'permission_denied',
    })
    expect(await testCycles.assign(itemId, null)).toMatchObject({ assignedUserId: null, status: 'not-run' })
    expect(await testCycles.assign(itemId, tester.userId)).toMatchObject({ assignedUserId: tester.userId })
    await expect(testCycles.assign(itemId, 0)).rejects.toMatchObject({ issues: [{ path: 'userId' }] })
    for (const id of [0, 1.5, 2_147_483_647]) {
      await expect(testCycles.assign(id, null)).rejects.toMatchObject({
        code: 'not_found',
        resource: 'cycle item',
      })
      await expect(testCycles.removeItem(id)).rejects.toMatchObject({
        code: 'not_found',
        resource: 'cycle item',
      })
    }
    await expect(testCycles.removeItem('1' as never)).rejects.toMatchObject({ code: 'validation_failed' })
  })

  it('are removed with their runs, by those who may', async () => {
    const { projectId, pays, cycle } = await prepared()
    const { testCycles, testRuns } = opened.system
    const reader = await opened.member(projectId, 'read')
    const run = await testRuns.record({ projectId, cycleId: cycle.id, testCaseId: pays.id, status: 'passed' })
    await expect(reader.testCycles.removeItem(run.cycleItemId)).rejects.toMatchObject({
      code: 'permission_denied',
    })
    await testCycles.removeItem(run.cycleItemId)
    await expect(testRuns.get(run.id)).rejects.toMatchObject({ code: 'not_found' })
    expect((await testCycles.listItems({ projectId })).items).toEqual([])
  })

  it('are found by each of their filters', async () => {
    const { projectId, pays, refunds, cycle } = await prepared()
    const { testCycles, testRuns } = opened.system
    const next = await testCycles.create({ projectId, name: 'Sprint 2' })
    await testCycles.addItems(cycle.id, { testCaseIds: [pays.id, refunds.id] })
    await testCycles.addItems(next.id, { testCaseIds: [pays.id] })
    await testRuns.record({ projectId, cycleId: cycle.id, testCaseId: refunds.id, status: 'failed' })
    const found = async (filters: object) =>
      (await testCycles.listItems({ projectId, ...filters })).items.map((item) =>
        [item.cycleId === next.id ? 2 : 1, item.testCaseId === pays.id ? 'pays' : 'refunds'].join(' '),
      )
    expect(await found({ cycleId: next.id })).toEqual(['2 pays'])
    expect(await found({ testCaseId: [pays.id] })).toEqual(['1 pays', '2 pays'])
    expect(await found({ status: 'failed' })).toEqual(['1 refunds'])
    expect(await found({ status: ['failed', 'not-run'], sort: '-id' })).toEqual([
      '2 pays',
      '1 refunds',
      '1 pays',
    ])
    expect(await found({ sort: '-updatedAt', limit: 1 })).toEqual(['1 refunds'])
  })

  it('are counted by status in each cycle, the newest cycle first', async () => {
    const { projectId, pays, refunds, retired, cycle } = await prepared()
    const { testCycles, testRuns } = opened.system
    const dated = await testCycles.create({ projectId, name: 'Sprint 2', startDate: '2026-03-01' })
    const testCaseIds = [pays.id, refunds.id, retired.id]
    await testCycles.addItems(cycle.id, { testCaseIds })
    const run = { projectId, cycleId: cycle.id, testCaseId: pays.id }
    await testRuns.record({ ...run, status: 'failed', executedAt: '2026-02-01T08:00:00Z' })
    await testRuns.record({ ...run, status: 'passed', executedAt: '2026-02-02T08:00:00Z' })
    expect(await testCycles.executions({ projectId })).toEqual({
      total: 2,
      items: [
        {
          id: dated.id,
          name: 'Sprint 2',
          status: 'created',
          startDate: new Date('2026-03-01T00:00:00Z'),
          endDate: null,
          total: 0,
          statuses: [],
          passRate: null,
          lastExecutedAt: null,
        },
        {
          id: cycle.id,
          name: 'Sprint 1',
          status: 'created',
          startDate: null,
          endDate: null,
          total: 3,
          statuses: [
            { status: 'not-run', count: 2 },
            { status: 'passed', count: 1 },
          ],
          passRate: 33.33,
          lastExecutedAt: new Date('2026-02-02T08:00:00Z'),
        },
      ],
    })
    const namesOf = async (query: object) =>
      (await testCycles.executions({ projectId, ...query })).items.map(({ name }) => name)
    expect(await namesOf({ limit: 1 })).toEqual(['Sprint 2'])
    expect(await namesOf({ cycleIds: [cycle.id] })).toEqual(['Sprint 1'])
  })

  it('are counted as the view of the specification counts them', async () => {
    const { projectId, pays, refunds, cycle } = await prepared()
    const { testCycles, testRuns } = opened.system
    await testCycles.addItems(cycle.id, { testCaseIds: [pays.id, refunds.id] })
    await testRuns.record({ projectId, cycleId: cycle.id, testCaseId: pays.id, status: 'passed' })
    const [view] = await opened.database.query(
      'SELECT total_tests::integer AS total, pass_rate::float AS "passRate" FROM atmosfera.test_execution_summary WHERE cycle_id = $1',
      [cycle.id],
    )
    expect((await testCycles.executions({ projectId })).items[0]).toMatchObject(view ?? {})
  })
})
