import { describe, expect, it } from 'vitest'
import { engines } from '../../../../test/support/engines.js'
import { useAtmosfera } from '../../../../test/support/use-atmosfera.js'

const day = 24 * 3_600_000

describe.each(engines)('API tokens on $name', (engine) => {
  let now = new Date('2026-03-01T08:00:00Z')
  const opened = useAtmosfera(engine, { clock: () => now })

  it('are shown once, and found by what was shown', async () => {
    const { apiTokens, userId } = await opened.member(await opened.newProject(), 'write')
    const { token, ...created } = await apiTokens.create({ name: 'CI' })
    expect(token).toMatch(/^atm_[\w-]{43}$/)
    expect(created).toMatchObject({
      userId,
      name: 'CI',
      hint: token.slice(-4),
      verbs: ['read'],
      projectIds: null,
      expiresAt: new Date(now.getTime() + 90 * day),
      lastUsedAt: null,
    })
    expect(await opened.system.apiTokens.authenticate(token)).toEqual({
      apiToken: created,
      limits: { accessLevel: 'read' },
    })
    const [listed] = (await apiTokens.list()).items
    expect(listed).toMatchObject({ id: created.id, lastUsedAt: now })
    const stored = JSON.stringify(await opened.database.query('SELECT * FROM atmosfera.api_tokens'))
    expect(stored).not.toContain(token)
  })

  it.each([
    [['read'], 'read'],
    [['import'], 'write'],
    [['read', 'write'], 'write'],
    [['manage'], 'manage'],
  ] as const)('with the verbs %j reach the access level %s', async (verbs, accessLevel) => {
    const projectId = await opened.newProject()
    const { apiTokens } = await opened.member(projectId, 'manage')
    const { token } = await apiTokens.create({ name: 'CI', verbs, projectIds: [projectId] })
    const found = await opened.system.apiTokens.authenticate(token)
    expect(found?.limits).toEqual({ accessLevel, projectIds: [projectId] })
  })

  it('expire, and are revoked', async () => {
    const { apiTokens } = await opened.member(await opened.newProject(), 'read')
    const short = await apiTokens.create({ name: 'short', expiresAt: new Date(now.getTime() + day) })
    const long = await apiTokens.create({ name: 'long' })
    now = new Date(now.getTime() + day)
    expect(await opened.system.apiTokens.authenticate(short.token)).toBeUndefined()
    expect(await opened.system.apiTokens.authenticate(long.token)).toBeDefined()
    await apiTokens.revoke(long.id)
    expect(await opened.system.apiTokens.authenticate(long.token)).toBeUndefined()
    await expect(apiTokens.revoke(long.id)).rejects.toMatchObject({ code: 'not_found' })
  })

  it.each([
    [{ name: ' ' }, 'name: too small'],
    [{ verbs: [] }, 'verbs: too small'],
    [{ verbs: ['delete'] }, 'verbs[0]: invalid option'],
    [{ projectIds: [] }, 'projectIds: too small'],
    [{ expiresAt: '2026-01-01' }, 'expiresAt: must be in the future, and at most a year away'],
    [{ expiresAt: '2028-01-01' }, 'expiresAt: must be in the future, and at most a year away'],
  ])('are not made with %j', async (wrong, message) => {
    const { apiTokens } = await opened.member(await opened.newProject(), 'read')
    await expect(apiTokens.create({ name: 'CI', ...wrong } as never)).rejects.toMatchObject({
      code: 'validation_failed',
      message: expect.stringContaining(message),
    })
  })

  it('are made by people, for themselves: not by the system, and not by another token', async () => {
    const projectId = await opened.newProject()
    const { userId } = await opened.member(projectId, 'manage')
    await expect(opened.system.apiTokens.create({ name: 'CI' })).rejects.toMatchObject({
      code: 'permission_denied',
    })
    const limited = opened.atmosfera.as({ userId, limits: { accessLevel: 'manage' } })
    await expect(limited.apiTokens.create({ name: 'CI' })).rejects.toMatchObject({
      code: 'permission_denied',
    })
    expect((await limited.apiTokens.list()).items).toEqual([])
  })

  it('are looked up by the system alone', async () => {
    const { apiTokens } = await opened.member(await opened.newProject(), 'manage')
    await expect(apiTokens.authenticate('atm_x')).rejects.toMatchObject({ code: 'permission_denied' })
  })
})
