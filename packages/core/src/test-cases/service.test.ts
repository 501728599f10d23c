import { describe, expect, it } from 'vitest'
import { engines } from '../../../../test/support/engines.js'
import { useAtmosfera } from '../../../../test/support/use-atmosfera.js'

describe.each(engines)('Test cases on $name', (engine) => {
  const opened = useAtmosfera(engine)

  it('need a title and a project; the rest has defaults', async () => {
    const projectId = await opened.newProject()
    expect(await opened.system.testCases.create({ projectId, title: 'pays by card' })).toEqual({
      id: expect.any(Number),
      projectId,
      title: 'pays by card',
      externalId: null,
      description: null,
      preconditions: null,
      steps: [],
      expectedResults: null,
      actualResults: null,
      priority: 'medium',
      severity: 'normal',
      status: 'draft',
      suiteId: null,
      userId: null,
      aiGenerated: false,
      automatable: null,
      automationStatus: null,
      testData: {},
      tags: [],
      sourceFile: null,
      approvedBy: null,
      approvedAt: null,
      createdAt: expect.any(Date),
      updatedAt: expect.any(Date),
    })
  })

  it('keep steps and test data as they are given, and who wrote them', async () => {
    const projectId = await opened.newProject()
    const writer = await opened.member(projectId, 'write')
    const given = {
      steps: [{ action: 'Pay', expected: 'Paid', data: '4111 1111' }, { action: '' }],
      testData: { card: { value: '4111', description: 'Visa' }, 'empty value': { value: '' } },
      automatable: false,
    }
    const created = await writer.testCases.create({ projectId, title: 'pays', ...given })
    expect(created).toMatchObject({ ...given, userId: writer.userId })
    expect(await opened.system.testCases.get(created.id)).toEqual(created)
  })

  it('take a value back by null, and a step only with an action', async () => {
    const projectId = await opened.newProject()
    const { testCases } = opened.system
    const { id } = await testCases.create({ projectId, title: 'pays', description: 'x', automatable: true })
    expect(await testCases.update(id, { description: null, automatable: null })).toMatchObject({
      description: null,
      automatable: null,
      title: 'pays',
    })
    await expect(testCases.update(id, { title: null as unknown as string })).rejects.toMatchObject({
      message: 'title: expected string, got null',
    })
    await expect(testCases.update(id, { steps: [{ expected: 'Paid' } as never] })).rejects.toMatchObject({
      message: 'steps[0].action: is missing (expected string)',
    })
  })

  it.each([
    ['title', 'x'.repeat(201)],
    ['externalId', 'x'.repeat(501)],
    ['externalId', ''],
    ['priority', 'x'.repeat(21)],
    ['severity', ''],
    ['status', 'green'],
    ['suiteId', 0],
    ['automationStatus', 'x'.repeat(31)],
    ['testData', { pin: '4711' }],
    ['tags', [7]],
  ])('refuse a %s that does not fit', async (field, value) => {
    const projectId = await opened.newProject()
    const refused = { code: 'validation_failed', issues: [{ path: expect.stringMatching(`^${field}`) }] }
    const { testCases } = opened.system
    await expect(testCases.create({ projectId, title: 'a', [field]: value })).rejects.toMatchObject(refused)
  })

  it('have an external id that no other of the project has', async () => {
    const projectId = await opened.newProject()
    const { testCases } = opened.system
    await testCases.create({ projectId, title: 'a', externalId: 'shop > pays' })
    const taken = {
      code: 'conflict',
      message: 'A test case with this external id exists already in the project.',
    }
    const inputs = ['other', 'shop > pays'].map((externalId) => ({ projectId, title: 'b', externalId }))
    await expect(testCases.createMany(inputs)).rejects.toMatchObject(taken)
    const { items } = await testCases.list({ projectId })
    expect(items.map((testCase) => testCase.title)).toEqual(['a'])
    const elsewhere = await opened.newProject()
    await testCases.create({ projectId: elsewhere, title: 'a', externalId: 'shop > pays' })
    const other = await testCases.create({ projectId, title: 'c' })
    await expect(testCases.update(other.id, { externalId: 'shop > pays' })).rejects.toMatchObject(taken)
  })

  it('are in a suite of their own project, for the system as well', async () => {
    const projectId = await opened.newProject()
    const { testCases, testSuites } = opened.system
    const foreign = await testSuites.create({ projectId: await opened.newProject(), name: 'a' })
    const missing = { code: 'not_found', resource: 'test suite' }
    for (const suiteId of [foreign.id, 2_147_483_647]) {
      await expect(testCases.create({ projectId, title: 'a', suiteId })).rejects.toMatchObject(missing)
      const { id } = await testCases.create({ projectId, title: 'a' })
      await expect(testCases.update(id, { suiteId })).rejects.toMatchObject(missing)
      expect(await testCases.get(id)).toMatchObject({ suiteId: null })
    }
  })

  it('stay in their project', async () => {
    const projectId = await opened.newProject()
    const { id } = await opened.system.testCases.create({ projectId, title: 'a' })
    const moved = { projectId: await opened.newProject() } as object
    await expect(opened.system.testCases.update(id, moved)).rejects.toMatchObject({
      message: 'there is no "projectId" here',
    })
  })

  it('are found by each of their filters', async () => {
    const projectId = await opened.newProject()
    const { testCases, testSuites } = opened.system
    const suite = await testSuites.create({ projectId, name: 'Checkout' })
    await testCases.createMany([
      { projectId, title: 'a pays', status: 'ready', priority: 'high', severity: 'major', externalId: 'x1' },
      { projectId, title: 'b PAYS', suiteId: suite.id, automationStatus: 'manual', externalId: 'x2' },
      { projectId, title: 'c %_', aiGenerated: true },
    ])
    const found = async (filters: object) =>
      (await testCases.list({ projectId, ...filters })).items.map((testCase) => testCase.title[0]).join('')
    expect(await found({ status: 'ready' })).toBe('a')
    expect(await found({ status: ['ready', 'draft'] })).toBe('abc')
    expect(await found({ priority: 'high' })).toBe('a')
    expect(await found({ severity: ['major', 'minor'] })).toBe('a')
    expect(await found({ suiteId: suite.id })).toBe('b')
    expect(await found({ suiteId: [suite.id, 2_147_483_647] })).toBe('b')
    expect(await found({ automationStatus: 'manual' })).toBe('b')
    expect(await found({ externalId: ['x1', 'x2'] })).toBe('ab')
    expect(await found({ aiGenerated: true })).toBe('c')
    expect(await found({ aiGenerated: [true, false], search: 'pays' })).toBe('ab')
    expect(await found({ search: 'Pays' })).toBe('ab')
    expect(await found({ search: '%' })).toBe('c')
    expect(await found({ search: '_' })).toBe('c')
    expect(await found({ sort: '-title' })).toBe('cba')
    await expect(found({ search: ['a'] })).rejects.toMatchObject({ issues: [{ path: 'search' }] })
    await expect(found({ status: ['ready', 'green'] })).rejects.toMatchObject({
      issues: [{ path: 'status[1]' }],
    })
    await expect(found({ suiteId: 1.5 })).rejects.toMatchObject({ issues: [{ path: 'suiteId' }] })
  })
})

describe.each(engines)('Approving what a model wrote on $name', (engine) => {
  const opened = useAtmosfera(engine)

  it('is done by a person, and keeps who did it first', async () => {
    const projectId = await opened.newProject()
    const ada = await opened.member(projectId, 'write')
    const bob = await opened.member(projectId, 'write')
    const { id } = await ada.testCases.create({ projectId, title: 'a', aiGenerated: true })
    await expect(opened.system.testCases.approve([id])).rejects.toMatchObject({
      code: 'permission_denied',
      message: 'Only a person approves test cases; act as a user.',
    })
    await ada.testCases.approve([id, id])
    const approved = await ada.testCases.get(id)
    expect(approved).toMatchObject({ approvedBy: ada.userId, approvedAt: expect.any(Date) })
    await bob.testCases.approve([id])
    expect(await ada.testCases.get(id)).toMatchObject({
      approvedBy: ada.userId,
      approvedAt: approved.approvedAt,
    })
    await ada.testCases.approve([])
  })

  it('is done for all of them or for none, also where the failure is caught in a transaction', async () => {
    const projectId = await opened.newProject()
    const ada = await opened.member(projectId, 'write')
    const { id } = await ada.testCases.create({ projectId, title: 'a', aiGenerated: true })
    const foreign = await opened.system.testCases.create({ projectId: await opened.newProject(), title: 'b' })
    const missing = {
      code: 'not_found',
      message: expect.stringContaining(`There is no test case ${foreign.id}`),
    }
    await expect(ada.testCases.approve([id, foreign.id])).rejects.toMatchObject(missing)
    await opened.atmosfera.transaction({ userId: ada.userId }, async (transaction) => {
      await expect(transaction.testCases.approve([id, foreign.id])).rejects.toMatchObject(missing)
    })
    expect(await ada.testCases.get(id)).toMatchObject({ approvedBy: null, approvedAt: null })
  })

  it('is not for those who may only read', async () => {
    const projectId = await opened.newProject()
    const reader = await opened.member(projectId, 'read')
    const { id } = await opened.system.testCases.create({ projectId, title: 'a', aiGenerated: true })
    await expect(reader.testCases.approve([id])).rejects.toMatchObject({
      code: 'permission_denied',
      message: `You may read the test case ${id} but not approve it.`,
    })
  })

  it('cannot be had by naming it in an update', async () => {
    const projectId = await opened.newProject()
    const ada = await opened.member(projectId, 'write')
    const { id } = await ada.testCases.create({ projectId, title: 'a', aiGenerated: true })
    for (const change of [{ approvedBy: ada.userId }, { approvedAt: new Date() }, { aiGenerated: false }]) {
      await expect(ada.testCases.update(id, change as object)).rejects.toMatchObject({
        code: 'validation_failed',
      })
    }
  })
})
