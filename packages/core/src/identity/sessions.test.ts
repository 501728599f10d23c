import { beforeAll, describe, expect, it } from 'vitest'
import { engineKinds } from '../../../../test/support/engines.js'
import { useAtmosfera } from '../../../../test/support/use-atmosfera.js'

const password = 'correct horse battery'
const hour = 3_600_000

describe.each(engineKinds)('Sessions on $name', (engine) => {
  let now = new Date('2026-03-01T08:00:00Z')
  const later = (milliseconds: number) => {
    now = new Date(now.getTime() + milliseconds)
  }
  const opened = useAtmosfera(engine, { clock: () => now })
  let userId = 0
  const { signIn, find } = {
    signIn: (given = password, username = 'ada') =>
      opened.system.sessions.signIn({ username, password: given, userAgent: 'a browser' }),
    find: (token: string) => opened.system.sessions.authenticate(token),
  }

  beforeAll(async () => {
    const user = { username: 'ada', password, fullName: 'Ada Lovelace', email: 'ada@example.org' }
    userId = (await opened.system.users.create(user)).id
  })

  it('begin with a name and a password, and are found by their token', async () => {
    const { session, user, token } = await signIn()
    expect(user).toMatchObject({ id: userId, username: 'ada' })
    expect(session).toMatchObject({ userId, userAgent: 'a browser', lastSeenAt: now })
    expect(token).toMatch(/^[\w-]{43}$/)
    expect(await find(token)).toEqual({ session, nextToken: undefined })
    expect(await find(`${token}x`)).toBeUndefined()
  })

  it('leave no token in the database, and none in the audit log', async () => {
    const { token } = await signIn()
    const stored = JSON.stringify([
      await opened.database.query('SELECT * FROM atmosfera.sessions'),
      await opened.database.query('SELECT * FROM atmosfera.audit_log'),
    ])
    expect(stored).not.toContain(token)
    const log = await opened.system.audit.list({ tableName: 'sessions', sort: '-id', limit: 1 })
    expect(log.items[0]).toMatchObject({ action: 'insert', after: { token_hash: '[redacted]' } })
  })

  it('end when they are not used for as long as the setting says', async () => {
    const { token } = await signIn()
    later(23 * hour)
    const found = await find(token)
    expect(found?.nextToken).toBeDefined()
    later(23 * hour)
    expect(await find(found?.nextToken ?? '')).toBeDefined()
    await opened.system.settings.set({ key: 'session_timeout_hours', value: '2' })
    later(2 * hour)
    expect(await find(found?.nextToken ?? '')).toBeUndefined()
    await opened.system.settings.set({ key: 'session_timeout_hours', value: '24' })
  })

  it('end after a week, however busy they are', async () => {
    let { token } = await signIn()
    for (let day = 1; day < 7; day++) {
      later(23.9 * hour)
      const found = await find(token)
      expect(found, `day ${day}`).toBeDefined()
      token = found?.nextToken ?? token
    }
    later(23.9 * hour)
    expect(await find(token)).toBeDefined()
    later(hour)
    expect(await find(token)).toBeUndefined()
  })

  it('get another token every hour; the one before is good until the new one has been used for a while', async () => {
    const { token } = await signIn()
    later(hour)
    const next = (await find(token))?.nextToken ?? ''
    expect(next).not.toBe(token)
    // An answer that was lost on its way: the browser still has the old one.
    later(10 * 60_000)
    expect(await find(token)).toMatchObject({ nextToken: undefined })
    later(60_000)
    expect(await find(next)).toBeDefined()
    expect(await find(token)).toBeUndefined()
    expect(await find(next)).toBeDefined()
  })

  it('are given one new token where two requests come at the same moment', async () => {
    const { token } = await signIn()
    later(hour)
    const found = await Promise.all([find(token), find(token), find(token)])
    expect(found.filter((one) => one?.nextToken !== undefined)).toHaveLength(1)
    expect(found.every((one) => one !== undefined)).toBe(true)
  })

  it('are seen and ended by their user, and by nobody else', async () => {
    const { session } = await signIn()
    const projectId = await opened.newProject()
    const other = await opened.member(projectId, 'manage')
    const own = opened.atmosfera.as({ userId })
    expect((await own.sessions.list()).items.map(({ id }) => id)).toContain(session.id)
    expect((await other.sessions.list()).items).toEqual([])
    await expect(other.sessions.end(session.id)).rejects.toMatchObject({ code: 'not_found' })
    await own.sessions.end(session.id)
    await expect(own.sessions.end(session.id)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('end when the password is changed, all of them', async () => {
    const { token } = await signIn()
    await opened.system.users.setPassword(userId, { password: 'another horse battery' })
    expect(await find(token)).toBeUndefined()
    await opened.system.users.setPassword(userId, { password })
  })

  it.each(['ada', 'nobody at all'])(
    'make whoever fails five times as %j wait, longer each time',
    async (name) => {
      for (let attempt = 0; attempt < 5; attempt++) {
        await expect(signIn('wrong', name)).rejects.toMatchObject({ code: 'permission_denied' })
      }
      for (const wait of [30_000, 60_000]) {
        const retryAt = new Date(now.getTime() + wait)
        await expect(signIn(password, name)).rejects.toMatchObject({ code: 'rate_limited', retryAt })
        later(wait)
        await expect(signIn('wrong', name)).rejects.toMatchObject({ code: 'permission_denied' })
      }
      // Others are not kept out by it, and an hour later it is forgotten.
      later(hour + 1)
      await expect(signIn('wrong', name)).rejects.toMatchObject({ code: 'permission_denied' })
      if (name === 'ada') await signIn()
    },
  )

  it('count attempts at the same moment', async () => {
    const attempts = await Promise.allSettled(Array.from({ length: 6 }, () => signIn('wrong', 'crowd')))
    const codes = attempts.map((attempt) => (attempt.status === 'rejected' ? attempt.reason.code : 'in'))
    expect(codes.filter((code) => code === 'rate_limited')).toHaveLength(1)
  })

  it('keep no name that was tried', async () => {
    await signIn('wrong', 'a password typed as a name').catch(() => {})
    const rows = await opened.database.query('SELECT * FROM atmosfera.sign_in_attempts')
    expect(JSON.stringify(rows)).not.toContain('typed as a name')
  })
})
