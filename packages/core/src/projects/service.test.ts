import { describe, expect, it } from 'vitest'
import { engines } from '../../../../test/support/engines.js'
import { useAtmosfera } from '../../../../test/support/use-atmosfera.js'
import { buildProject } from '../testing/builders.js'

describe.each(engines)('Projects on $name', (engine) => {
  const opened = useAtmosfera(engine)
  const managerOf = async () => {
    const manager = await opened.member(await opened.newProject(), 'read')
    await opened.system.users.update(manager.userId, { role: 'manager' })
    return manager
  }

  it('need a name; the rest has defaults', async () => {
    expect(await opened.system.projects.create({ name: 'Checkout' })).toEqual({
      id: expect.any(Number),
      name: 'Checkout',
      description: null,
      status: 'active',
      projectType: null,
      industryArea: null,
      regulations: null,
      additionalContext: null,
      qualityFocus: null,
      testStrategy: null,
      coveragePolicy: {},
      createdAt: expect.any(Date),
      updatedAt: expect.any(Date),
    })
  })

  it('keep all that they are given', async () => {
    const given = {
      name: 'Checkout',
      description: 'Everything about buying',
      status: 'paused',
      projectType: 'Legacy' as const,
      industryArea: 'Trade',
      regulations: 'PCI DSS',
      additionalContext: 'a',
      qualityFocus: 'b',
      testStrategy: 'c',
      coveragePolicy: { skipped: 'ignore' as const, statuses: { accepted: 'OK' as const } },
    }
    const { id } = await opened.system.projects.create(given)
    expect(await opened.system.projects.get(id)).toMatchObject(given)
  })

  it.each([
    ['name', 'x'.repeat(101)],
    ['status', 'x'.repeat(21)],
    ['projectType', 'Brownfield'],
    ['industryArea', 'x'.repeat(51)],
    ['regulations', 'x'.repeat(101)],
    ['coveragePolicy', { statuses: { passed: 'NOK' } }],
  ])('refuse a %s that does not fit', async (field, value) => {
    await expect(opened.system.projects.create({ name: 'a', [field]: value })).rejects.toMatchObject({
      issues: [{ path: expect.stringMatching(`^${field}`) }],
    })
  })

  it('are created in any number at once', async () => {
    const names = Array.from({ length: 6000 }, (_, index) => `Many ${index}`)
    const created = await opened.system.projects.createMany(names.map((name) => ({ name })))
    expect(created.map((project) => project.name)).toEqual(names)
    await opened.database.query(`DELETE FROM atmosfera.projects WHERE name LIKE 'Many %'`)
  })

  it('are found by name, where there is one', async () => {
    const { projects } = opened.system
    const only = await projects.create({ name: 'The only one' })
    expect(await projects.getByName(' The only one ')).toEqual(only)
    await expect(projects.getByName('Nobody’s')).rejects.toMatchObject({
      code: 'not_found',
      message: 'There is no project "Nobody’s", or none that you have access to.',
    })
    const other = await projects.create({ name: 'The only one' })
    await expect(projects.getByName('The only one')).rejects.toMatchObject({
      message: `name: "The only one" is the name of several projects; use an id: ${only.id}, ${other.id}`,
    })
    const member = await opened.member(other.id, 'read')
    expect(await member.projects.getByName('The only one')).toEqual(other)
    await expect(projects.getByName('')).rejects.toMatchObject({ issues: [{ path: 'name' }] })
  })

  it('are found by each of their filters', async () => {
    const { projects } = opened.system
    await projects.createMany([
      { name: 'filtered a', status: 'filtered', projectType: 'Legacy' },
      { name: 'filtered b', status: 'filtered', projectType: 'Migration' },
    ])
    const found = async (filters: object) =>
      (await projects.list({ status: 'filtered', ...filters })).items
        .map((project) => project.name.at(-1))
        .join('')
    expect(await found({})).toBe('ab')
    expect(await found({ name: ['filtered b', 'c'] })).toBe('b')
    expect(await found({ projectType: 'Legacy' })).toBe('a')
    expect(await found({ sort: '-name' })).toBe('ba')
    expect(await found({ sort: '-updatedAt', limit: 1 })).toMatch(/^[ab]$/)
  })

  it('are made by managers, who then manage them, and by nobody with less', async () => {
    const manager = await managerOf()
    const [project, other] = await manager.projects.createMany([{ name: 'Mine' }, { name: 'Mine too' }])
    const projectId = project?.id ?? 0
    expect((await manager.projects.listAccess({ projectId })).items).toMatchObject([
      { userId: manager.userId, accessLevel: 'manage', grantedBy: manager.userId },
    ])
    expect(await manager.projects.update(projectId, { name: 'Ours' })).toMatchObject({ name: 'Ours' })
    await manager.projects.delete(other?.id ?? 0)
    const user = await opened.member(projectId, 'manage')
    await expect(user.projects.create({ name: 'Mine' })).rejects.toMatchObject({ code: 'permission_denied' })
  })

  it('are changed by those who manage them', async () => {
    const projectId = await opened.newProject()
    const writer = await opened.member(projectId, 'write')
    const denied = {
      code: 'permission_denied',
      message: `You may read the project ${projectId} but not change it.`,
    }
    await expect(writer.projects.update(projectId, { name: 'x' })).rejects.toMatchObject(denied)
    await expect(writer.projects.delete(projectId)).rejects.toMatchObject(denied)
    await opened.system.users.update(writer.userId, { role: 'manager' })
    expect(await writer.projects.update(projectId, { name: 'x' })).toMatchObject({ name: 'x' })
  })

  it('go with all that is in them, and with nothing else', async () => {
    const build = async () => {
      const { project, cycle } = await buildProject(opened.system, {
        tickets: ['SHOP-1'],
        testCases: { pays: { covers: ['SHOP-1', 'SHOP-2'], runs: ['failed', 'passed'] } },
      })
      const projectId = project.id
      const { testSuites, testCases, documents, recommendations, metrics, imports } = opened.system
      const suite = await testSuites.create({ projectId, name: 'a' })
      await testCases.create({ projectId, title: 'refunds', suiteId: suite.id })
      await opened.system.testCycles.addItems(cycle.id, { suiteIds: [suite.id] })
      const folder = await documents.folders.create({ projectId, name: 'a' })
      const inner = await documents.folders.create({ projectId, name: 'b', parentId: folder.id })
      const document = await documents.create({
        projectId,
        title: 'a',
        type: 'plan',
        content: 'a',
        folderId: inner.id,
      })
      await documents.update(document.id, { content: 'b' })
      await recommendations.create({ projectId, title: 'a' })
      await metrics.create({ projectId, name: 'a', value: 1 })
      const report = new Blob(['<testsuite><testcase name="pays"/></testsuite>'])
      await imports.results({ projectId, files: [report] })
      return projectId
    }
    const [doomed, kept] = [await build(), await build()]
    const manager = await opened.member(doomed, 'manage')
    const tables = await opened.database.query<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.columns
        JOIN information_schema.tables USING (table_schema, table_name)
        WHERE table_schema = 'atmosfera' AND column_name = 'project_id' AND table_type = 'BASE TABLE' AND table_name <> 'audit_log'`,
    )
    const rows = async (projectId: number) => {
      const counts = tables.map(
        ({ name }) =>
          `SELECT '${name}' AS name, count(*)::integer AS rows FROM atmosfera.${name} WHERE project_id = ${projectId}`,
      )
      const found = await opened.database.query<{ name: string; rows: number }>(counts.join(' UNION ALL '))
      return Object.fromEntries(found.filter((row) => row.rows > 0).map((row) => [row.name, row.rows]))
    }
    const before = await rows(kept)
    expect(Object.keys(before).length).toBeGreaterThan(12)
    await manager.projects.delete(doomed)
    expect(await rows(doomed)).toEqual({})
    expect(await rows(kept)).toEqual(before)
  })
})

describe.each(engines)('Access to a project on $name', (engine) => {
  const opened = useAtmosfera(engine)

  it('is granted, changed and revoked', async () => {
    const projectId = await opened.newProject()
    const stranger = await opened.member(await opened.newProject(), 'read')
    const { userId } = stranger
    const { projects } = opened.system
    await expect(stranger.projects.get(projectId)).rejects.toMatchObject({ code: 'not_found' })
    const granted = await projects.grantAccess({ projectId, userId })
    expect(granted).toEqual({
      id: expect.any(Number),
      projectId,
      userId,
      accessLevel: 'write',
      grantedBy: null,
      createdAt: expect.any(Date),
      updatedAt: expect.any(Date),
    })
    expect(await stranger.projects.get(projectId)).toMatchObject({ id: projectId })
    const changed = await projects.grantAccess({ projectId, userId, accessLevel: 'read' })
    expect(changed).toMatchObject({ id: granted.id, accessLevel: 'read', createdAt: granted.createdAt })
    await expect(stranger.testSuites.create({ projectId, name: 'a' })).rejects.toMatchObject({
      code: 'permission_denied',
      message: `You may read project ${projectId}, but this takes the access level "write". Ask someone who manages it.`,
    })
    await projects.revokeAccess({ projectId, userId })
    await expect(stranger.projects.get(projectId)).rejects.toMatchObject({ code: 'not_found' })
    await expect(projects.revokeAccess({ projectId, userId })).rejects.toMatchObject({ code: 'not_found' })
  })

  it('is listed for those who manage the project; others see their own', async () => {
    const projectId = await opened.newProject()
    const manager = await opened.member(projectId, 'manage')
    const writer = await opened.member(projectId, 'write')
    const users = async (who: typeof manager, filters: object = {}) =>
      (await who.projects.listAccess({ projectId, ...filters })).items.map((access) => access.userId)
    expect(await users(manager)).toEqual([manager.userId, writer.userId])
    expect(await users(manager, { accessLevel: ['manage', 'read'] })).toEqual([manager.userId])
    expect(await users(manager, { userId: writer.userId, sort: '-id' })).toEqual([writer.userId])
    expect(await users(writer)).toEqual([writer.userId])
    const stranger = await opened.member(await opened.newProject(), 'manage')
    await expect(users(stranger)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('is given by those who manage the project, to people whom they know of, and on record', async () => {
    const projectId = await opened.newProject()
    const manager = await opened.member(projectId, 'manage')
    const writer = await opened.member(projectId, 'write')
    const stranger = await opened.member(await opened.newProject(), 'read')
    const { userId } = writer
    expect(await manager.projects.grantAccess({ projectId, userId, accessLevel: 'manage' })).toMatchObject({
      accessLevel: 'manage',
      grantedBy: manager.userId,
    })
    await expect(manager.projects.grantAccess({ projectId, userId: stranger.userId })).rejects.toMatchObject({
      code: 'not_found',
      resource: 'user',
    })
    const { items } = await opened.system.audit.list({
      projectId,
      tableName: 'user_project_access',
      action: 'update',
    })
    expect(items).toMatchObject([
      { actorId: manager.userId, before: { access_level: 'write' }, after: { access_level: 'manage' } },
    ])
  })

  it('is not for those to give who do not manage the project', async () => {
    const projectId = await opened.newProject()
    const writer = await opened.member(projectId, 'write')
    const reader = await opened.member(projectId, 'read')
    const denied = { code: 'permission_denied' }
    await expect(
      writer.projects.grantAccess({ projectId, userId: reader.userId, accessLevel: 'manage' }),
    ).rejects.toMatchObject(denied)
    await expect(
      writer.projects.grantAccess({ projectId, userId: writer.userId, accessLevel: 'manage' }),
    ).rejects.toMatchObject(denied)
    await expect(reader.projects.revokeAccess({ projectId, userId: writer.userId })).rejects.toMatchObject(
      denied,
    )
    expect(
      (await opened.system.projects.listAccess({ projectId })).items.map((item) => item.accessLevel),
    ).toEqual(['write', 'read'])
  })

  it('is to a project and for a user that there are', async () => {
    const projectId = await opened.newProject()
    const { projects } = opened.system
    const { userId } = await opened.member(projectId, 'read')
    const nobody = 2_147_483_647
    await expect(projects.grantAccess({ projectId, userId: nobody })).rejects.toMatchObject({
      code: 'not_found',
      resource: 'user',
    })
    await expect(projects.grantAccess({ projectId: nobody, userId })).rejects.toMatchObject({
      code: 'not_found',
      resource: 'project',
    })
    await expect(projects.listAccess({ projectId: nobody })).rejects.toMatchObject({ code: 'not_found' })
    await expect(projects.grantAccess({ projectId, userId: '1' as never })).rejects.toMatchObject({
      issues: [{ path: 'userId' }],
    })
    await expect(
      projects.grantAccess({ projectId, userId, accessLevel: 'own' as never }),
    ).rejects.toMatchObject({
      issues: [{ path: 'accessLevel' }],
    })
  })
})
