import { describe, expect, it } from 'vitest'
import { engines } from '../../../../test/support/engines.js'
import { useAtmosfera } from '../../../../test/support/use-atmosfera.js'

describe.each(engines)('Test suites on $name', (engine) => {
  const opened = useAtmosfera(engine)

  it('need a name and a project; the rest has defaults', async () => {
    const projectId = await opened.newProject()
    expect(await opened.system.testSuites.create({ projectId, name: '  Checkout ' })).toEqual({
      id: expect.any(Number),
      projectId,
      name: 'Checkout',
      description: null,
      projectArea: null,
      priority: 'medium',
      status: 'active',
      coverageRequirements: [],
      aiGenerated: false,
      tags: [],
      createdAt: expect.any(Date),
      updatedAt: expect.any(Date),
    })
  })

  it('keep all that they are given', async () => {
    const projectId = await opened.newProject()
    const given = {
      projectId,
      name: 'Grüße 👋',
      description: 'Line one\nline "two"',
      projectArea: 'payment',
      priority: 'high',
      status: 'archived',
      coverageRequirements: [{ percent: 80 }, 'each story', 3, null],
      aiGenerated: true,
      tags: ['b', 'a'],
    }
    expect(await opened.system.testSuites.create(given)).toMatchObject(given)
  })

  it.each([
    ['name', 'x'.repeat(101)],
    ['name', '   '],
    ['projectArea', 'x'.repeat(51)],
    ['priority', 'x'.repeat(21)],
    ['status', 'x'.repeat(31)],
    ['tags', ['x'.repeat(101)]],
    ['aiGenerated', 'yes'],
    ['coverageRequirements', '80 %'],
    ['projectId', '1'],
  ])('refuse a %s that does not fit', async (field, value) => {
    const projectId = await opened.newProject()
    const { testSuites } = opened.system
    const refused = { code: 'validation_failed', issues: [{ path: expect.stringMatching(`^${field}`) }] }
    await expect(testSuites.create({ projectId, name: 'a', [field]: value })).rejects.toMatchObject(refused)
  })

  it('are found by each of their filters, by one value or any of several', async () => {
    const projectId = await opened.newProject()
    const { testSuites } = opened.system
    await testSuites.createMany([
      { projectId, name: 'a', status: 'active', priority: 'high', projectArea: 'web' },
      { projectId, name: 'b', status: 'archived', priority: 'high', projectArea: 'app' },
      { projectId, name: 'c', status: 'active', priority: 'low' },
    ])
    await testSuites.create({ projectId: await opened.newProject(), name: 'a' })
    const found = async (filters: object) =>
      (await testSuites.list({ projectId, ...filters })).items.map((suite) => suite.name).join('')
    expect(await found({})).toBe('abc')
    expect(await found({ name: 'a' })).toBe('a')
    expect(await found({ name: ['a', 'c', 'd'] })).toBe('ac')
    expect(await found({ status: 'archived' })).toBe('b')
    expect(await found({ priority: ['high', 'urgent'] })).toBe('ab')
    expect(await found({ projectArea: 'web' })).toBe('a')
    expect(await found({ status: 'active', priority: 'high' })).toBe('a')
    expect(await found({ status: undefined })).toBe('abc')
    expect(await found({ sort: '-name' })).toBe('cba')
    await expect(found({ name: [] })).rejects.toMatchObject({ issues: [{ path: 'name' }] })
  })

  it('are sorted by what changed last', async () => {
    const projectId = await opened.newProject()
    const { testSuites } = opened.system
    const [a] = await testSuites.createMany(['a', 'b', 'c'].map((name) => ({ projectId, name })))
    await testSuites.update(a?.id ?? 0, { priority: 'low' })
    const { items } = await testSuites.list({ projectId, sort: '-updatedAt', limit: 1 })
    expect(items[0]?.name).toBe('a')
  })

  it('are all of one project where several are created at once', async () => {
    const projects = [await opened.newProject(), await opened.newProject()]
    const inputs = projects.map((projectId) => ({ projectId, name: 'a' }))
    await expect(opened.system.testSuites.createMany(inputs)).rejects.toMatchObject({
      message: 'projectId: must be the same for all',
    })
    expect(await opened.system.testSuites.createMany([])).toEqual([])
  })

  it('belong to a project that there is', async () => {
    await expect(
      opened.system.testSuites.create({ projectId: 2_147_483_647, name: 'a' }),
    ).rejects.toMatchObject({
      code: 'not_found',
      resource: 'project',
    })
  })

  it('are for those to change who may write to the project', async () => {
    const projectId = await opened.newProject()
    const { id } = await opened.system.testSuites.create({ projectId, name: 'a' })
    const reader = await opened.member(projectId, 'read')
    const writer = await opened.member(projectId, 'write')
    expect(await reader.testSuites.get(id)).toMatchObject({ name: 'a' })
    const denied = { code: 'permission_denied' }
    await expect(reader.testSuites.create({ projectId, name: 'b' })).rejects.toMatchObject(denied)
    await expect(reader.testSuites.update(id, { name: 'b' })).rejects.toMatchObject(denied)
    await expect(reader.testSuites.delete(id)).rejects.toMatchObject(denied)
    expect(await writer.testSuites.update(id, { name: 'b' })).toMatchObject({ name: 'b' })
    await writer.testSuites.delete(id)
  })

  it('leave their test cases behind when they are deleted, in cycles too', async () => {
    const projectId = await opened.newProject()
    const writer = await opened.member(projectId, 'write')
    const { testSuites, testCases, testCycles } = writer
    const suite = await testSuites.create({ projectId, name: 'a' })
    const testCase = await testCases.create({ projectId, title: 'pays', suiteId: suite.id })
    const cycle = await testCycles.create({ projectId, name: 'Sprint 1' })
    await testCycles.addItems(cycle.id, { suiteIds: [suite.id] })
    await testSuites.delete(suite.id)
    expect(await testCases.get(testCase.id)).toMatchObject({ suiteId: null, projectId })
    const { items } = await testCycles.listItems({ projectId })
    expect(items).toMatchObject([{ testCaseId: testCase.id, suiteId: null, projectId }])
  })
})
