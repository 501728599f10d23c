import { describe, expect, it } from 'vitest'
import { engines } from '../../../../test/support/engines.js'
import { useAtmosfera } from '../../../../test/support/use-atmosfera.js'
import type { AuditEntry, ListAuditEntries } from './types.js'

describe.each(engines)('The audit log on $name', (engine) => {
  const opened = useAtmosfera(engine)
  const list = async (options: ListAuditEntries) => (await opened.system.audit.list(options)).items
  const short = ({ action, tableName }: AuditEntry) => `${action} ${tableName}`

  it('says who changed what, from what to what, and when', async () => {
    const projectId = await opened.newProject()
    const writer = await opened.member(projectId, 'write')
    const { id } = await writer.testSuites.create({ projectId, name: 'a', tags: ['x'] })
    await writer.testSuites.update(id, { name: 'b' })
    await opened.system.testSuites.delete(id)
    const entries = await list({ projectId, tableName: 'test_suites' })
    const common = {
      id: expect.any(Number),
      occurredAt: expect.any(Date),
      projectId,
      tableName: 'test_suites',
      rowIds: [id],
      databaseUser: null,
      transactionId: expect.any(Number),
    }
    const byWriter = { ...common, actorKind: 'user', actorId: writer.userId }
    expect(entries).toEqual([
      {
        ...byWriter,
        action: 'insert',
        before: null,
        after: expect.objectContaining({ name: 'a', tags: ['x'] }),
      },
      { ...byWriter, action: 'update', before: { name: 'a' }, after: { name: 'b' } },
      {
        ...common,
        actorKind: 'system',
        actorId: null,
        action: 'delete',
        before: expect.objectContaining({ name: 'b' }),
        after: null,
      },
    ])
  })

  it('has one transaction for what happened together', async () => {
    const projectId = await opened.newProject()
    await opened.atmosfera.transaction({ system: true }, async ({ testSuites, testCycles }) => {
      await testSuites.create({ projectId, name: 'a' })
      await testCycles.create({ projectId, name: 'a' })
    })
    await opened.system.testSuites.create({ projectId, name: 'b' })
    const [one, other, later] = await list({ projectId, tableName: ['test_suites', 'test_cycles'] })
    expect(one?.transactionId).toBe(other?.transactionId)
    expect(later?.transactionId).not.toBe(one?.transactionId)
  })

  it('is found by each of its filters', async () => {
    const [projectId, otherId] = [await opened.newProject(), await opened.newProject()]
    const writer = await opened.member(projectId, 'write')
    const suite = await writer.testSuites.create({ projectId, name: 'a' })
    await opened.system.testCycles.create({ projectId: otherId, name: 'a' })
    await opened.system.testSuites.update(suite.id, { name: 'b' })
    await opened.database.query('UPDATE atmosfera.test_suites SET name = $1 WHERE id = $2', ['c', suite.id])
    const found = async (filters: ListAuditEntries) =>
      (
        await list({ tableName: ['test_suites', 'test_cycles'], projectId: [projectId, otherId], ...filters })
      ).map(short)
    const [inserted, updated] = ['insert test_suites', 'update test_suites']
    expect(await found({})).toEqual([inserted, 'insert test_cycles', updated, updated])
    expect(await found({ projectId })).toEqual([inserted, updated, updated])
    expect(await found({ action: 'insert' })).toEqual([inserted, 'insert test_cycles'])
    expect(await found({ tableName: 'test_cycles' })).toEqual(['insert test_cycles'])
    expect(await found({ actorId: writer.userId })).toEqual([inserted])
    expect(await found({ actorKind: 'system' })).toEqual(['insert test_cycles', updated])
    expect(await found({ actorKind: ['user', 'database'] })).toEqual([inserted, updated])
    expect(await found({ tableName: 'test_suites', rowId: suite.id })).toEqual([inserted, updated, updated])
    expect(await found({ rowId: 2_147_483_647 })).toEqual([])
    expect(await found({ sort: '-id' })).toEqual([updated, updated, 'insert test_cycles', inserted])
  })

  it('is found by time, where both ends count', async () => {
    const projectId = await opened.newProject()
    for (const name of ['a', 'b', 'c']) await opened.system.testSuites.create({ projectId, name })
    const entries = await list({ projectId, tableName: 'test_suites' })
    const [first, second, third] = entries.map((entry) => entry.occurredAt)
    const names = async (options: ListAuditEntries) =>
      (await list({ projectId, tableName: 'test_suites', ...options }))
        .map((entry) => entry.after?.name)
        .join('')
    expect(await names({ from: second, to: second })).toContain('b')
    expect(await names({ to: first })).toContain('a')
    expect(await names({ from: third })).toContain('c')
    expect(await names({ from: first?.toISOString(), to: third?.toISOString() })).toBe('abc')
    expect(await names({ to: new Date((first?.getTime() ?? 0) - 1) })).toBe('')
    expect(await names({ from: new Date((third?.getTime() ?? 0) + 1) })).toBe('')
  })

  it('has every change of an item, but not of its status, which its runs tell', async () => {
    const projectId = await opened.newProject()
    const { userId } = await opened.member(projectId, 'write')
    const { testCases, testCycles, testRuns } = opened.system
    const { id: testCaseId } = await testCases.create({ projectId, title: 'a' })
    const { id: cycleId } = await testCycles.create({ projectId, name: 'a' })
    const { cycleItemId } = await testRuns.record({ projectId, cycleId, testCaseId, status: 'passed' })
    await testRuns.record({ projectId, cycleItemId, status: 'failed' })
    await testCycles.assign(cycleItemId, userId)
    const updates = await list({ projectId, tableName: 'test_cycle_items', action: 'update' })
    expect(updates).toMatchObject([
      { rowIds: [cycleItemId], before: { assigned_user_id: null }, after: { assigned_user_id: userId } },
    ])
    const [trigger] = await opened.database.query<{ definition: string; columns: string[] }>(
      `SELECT pg_get_triggerdef(pg_trigger.oid) AS definition, array_agg(attname::text) AS columns
        FROM pg_trigger JOIN pg_attribute ON attrelid = tgrelid AND attnum > 0 AND NOT attisdropped
        WHERE tgrelid = 'atmosfera.test_cycle_items'::regclass AND tgname = 'zz_audit_update' GROUP BY pg_trigger.oid`,
    )
    const watched = trigger?.columns.filter((column) =>
      trigger.definition.toLowerCase().includes(`old.${column} is distinct from new.${column}`),
    )
    expect(trigger?.columns.filter((column) => watched?.includes(column) !== true)).toEqual([
      'status',
      'updated_at',
    ])
  })

  it.each([999, 1_000, 1_001])('keeps of a text of %i characters what fits', async (length) => {
    const projectId = await opened.newProject()
    const description = 'é'.repeat(length)
    const { id } = await opened.system.testSuites.create({ projectId, name: 'a', description })
    await opened.system.testSuites.update(id, { description: null })
    const [inserted, updated] = await list({ projectId, tableName: 'test_suites' })
    const kept =
      length <= 1_000
        ? description
        : { length, sha256: expect.stringMatching(/^[0-9a-f]{64}$/), beginning: 'é'.repeat(200) }
    expect(inserted?.after).toMatchObject({ description: kept })
    expect(updated).toMatchObject({ before: { description: kept }, after: { description: null } })
  })

  it('names the login of someone at the database itself', async () => {
    const projectId = await opened.newProject()
    await opened.database.query(`INSERT INTO atmosfera.test_suites (project_id, name) VALUES ($1, 'a')`, [
      projectId,
    ])
    const [entry] = await list({ projectId, tableName: 'test_suites' })
    expect(entry).toMatchObject({ actorKind: 'database', actorId: null, databaseUser: 'postgres' })
  })

  it('is read by those who manage the project, and by administrators where there is no project', async () => {
    const projectId = await opened.newProject()
    const [manager, writer] = [
      await opened.member(projectId, 'manage'),
      await opened.member(projectId, 'write'),
    ]
    await opened.newProject()
    const mine = (await manager.audit.list({ limit: 500 })).items
    expect(new Set(mine.map((entry) => entry.projectId))).toEqual(new Set([projectId]))
    expect((await writer.audit.list({ projectId })).items).toEqual([])
    await opened.system.users.update(writer.userId, { role: 'admin' })
    const global = (await writer.audit.list({ limit: 500 })).items
    expect(global.some((entry) => entry.tableName === 'users')).toBe(true)
    expect(global.some((entry) => entry.projectId === null)).toBe(true)
  })

  it('is changed by nobody', async () => {
    for (const statement of [
      'UPDATE atmosfera.audit_log SET actor_id = 1',
      'DELETE FROM atmosfera.audit_log',
    ]) {
      await expect(opened.database.query(statement)).rejects.toThrow('the audit log is written once')
    }
  })

  it.each([
    [{ action: 'drop' }, 'action'],
    [{ actorKind: 'robot' }, 'actorKind'],
    [{ from: 'yesterday' }, 'from'],
    [{ rowId: 0 }, 'rowId'],
    [{ rowId: [1] }, 'rowId'],
    [{ sort: 'occurredAt' }, 'sort'],
  ])('refuses %j', async (options, path) => {
    await expect(list(options as unknown as ListAuditEntries)).rejects.toMatchObject({ issues: [{ path }] })
  })
})
