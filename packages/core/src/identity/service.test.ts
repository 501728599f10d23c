import { beforeAll, describe, expect, it } from 'vitest'
import { engineKinds } from '../../../../test/support/engines.js'
import { useAtmosfera } from '../../../../test/support/use-atmosfera.js'
import type { User } from './types.js'

// Hashing takes a quarter of a second on purpose, so the users here are few.
const password = 'correct horse battery'
const ada = { username: 'ada', password, fullName: 'Ada Lovelace', email: 'ada@example.org' }

describe.each(engineKinds)('Users on $name', (engine) => {
  const opened = useAtmosfera(engine)
  let user: User
  beforeAll(async () => {
    user = await opened.system.users.create(ada)
  })

  it('are created as users, and never show their password', async () => {
    expect(user).toEqual({
      id: expect.any(Number),
      username: 'ada',
      fullName: 'Ada Lovelace',
      email: 'ada@example.org',
      role: 'user',
      createdAt: expect.any(Date),
      updatedAt: expect.any(Date),
    })
    expect(await opened.system.users.get(user.id)).toEqual(user)
    expect((await opened.system.users.list({ username: 'ada' })).items).toEqual([user])
  })

  it('have their passwords stored as hashes, and in no log', async () => {
    const [row] = await opened.database.query<{ hash: string }>(
      'SELECT password_hash AS hash FROM atmosfera.users WHERE id = $1',
      [user.id],
    )
    expect(row?.hash).toMatch(/^scrypt\$/)
    const log = JSON.stringify(await opened.database.query('SELECT * FROM atmosfera.audit_log'))
    expect(log).toContain('ada@example.org')
    expect(log).not.toContain(password)
    expect(log).not.toContain(row?.hash)
  })

  it.each([
    [{ username: 'x'.repeat(51) }, 'username: too big: expected string to have <=50 characters'],
    [{ username: ' ' }, 'username: too small: expected string to have >=1 characters, got " "'],
    [{ fullName: 'x'.repeat(101) }, 'fullName: too big: expected string to have <=100 characters'],
    [{ email: 'ada' }, 'email: invalid email address, got "ada"'],
    [{ role: 'root' }, 'role: invalid option: expected one of "admin"|"manager"|"user", got "root"'],
    [{ password: undefined }, 'password: is missing (expected string)'],
    [{ password: 'x'.repeat(1025) }, 'password: too big: expected string to have <=1024 characters'],
    [{ password: 'seven77' }, 'password: has 7 characters and needs at least 8'],
    [{ isRoot: true }, 'there is no "isRoot" here'],
  ])('are not created with %j', async (more, message) => {
    const refused = opened.system.users.create({ ...ada, ...more } as typeof ada)
    await expect(refused).rejects.toMatchObject({
      code: 'validation_failed',
      message: expect.stringContaining(message),
    })
  })

  it('have a name and an address that nobody else has, and are created all or none', async () => {
    const { users } = opened.system
    const bob = { ...ada, username: 'bob', email: 'bob@example.org' }
    await expect(users.createMany([bob, { ...ada, email: 'other@example.org' }])).rejects.toMatchObject({
      code: 'conflict',
      message: 'A user with this username exists already.',
    })
    await expect(users.create({ ...bob, email: ada.email })).rejects.toMatchObject({
      code: 'conflict',
      message: 'A user with this e-mail address exists already.',
    })
    await expect(users.createMany([bob, { ...bob, email: 'x' }])).rejects.toMatchObject({
      issues: [{ path: '[1].email' }],
    })
    await expect(users.createMany('bob' as never)).rejects.toMatchObject({ code: 'validation_failed' })
    expect((await users.list({ username: 'bob' })).items).toEqual([])
    expect(await users.createMany([])).toEqual([])
  })

  it('have passwords as long as the setting says, counted in characters', async () => {
    const { users, settings } = opened.system
    const create = (secret: string) =>
      users.create({ ...ada, username: 'eve', email: 'eve@example.org', password: secret })
    await settings.set({ key: 'password_min_length', value: '12' })
    const tooShort = { message: 'password: has 11 characters and needs at least 12' }
    await expect(create('elevenchars')).rejects.toMatchObject(tooShort)
    await expect(create('🔑'.repeat(11))).rejects.toMatchObject(tooShort)
    await create('🔑'.repeat(12))
    await settings.set({ key: 'password_min_length', value: 'many' })
    await expect(create('seven77')).rejects.toMatchObject({
      message: 'password: has 7 characters and needs at least 8',
    })
  })

  it('are found by role and name, and sorted by name', async () => {
    const projectId = await opened.newProject()
    const { userId: first } = await opened.member(projectId, 'read')
    const { userId: second } = await opened.member(projectId, 'read')
    const { users } = opened.system
    await users.update(first, { role: 'manager', username: 'found-b' })
    await users.update(second, { role: 'admin', username: 'found-a' })
    const username = ['found-a', 'found-b']
    const found = async (filters: object) =>
      (await users.list({ username, ...filters })).items.map((item) => item.id)
    expect(await found({})).toEqual([first, second])
    expect(await found({ username: 'found-a' })).toEqual([second])
    expect(await found({ role: 'manager' })).toEqual([first])
    expect(await found({ role: ['manager', 'admin'], sort: 'username' })).toEqual([second, first])
    expect((await users.list()).items.length).toBeGreaterThan(2)
  })

  it('get no password by an update', async () => {
    for (const change of [{ password }, { passwordHash: 'x' }]) {
      await expect(opened.system.users.update(user.id, change as object)).rejects.toMatchObject({
        code: 'validation_failed',
      })
    }
  })

  it('stay while something is theirs', async () => {
    const projectId = await opened.newProject()
    const author = await opened.member(projectId, 'write')
    await author.testCases.create({ projectId, title: 'pays' })
    await expect(opened.system.users.delete(author.userId)).rejects.toMatchObject({
      code: 'conflict',
      message: 'It is still referred to by test cases; delete or change those first.',
    })
    const reader = await opened.member(projectId, 'read')
    await opened.system.users.delete(reader.userId)
    const { items } = await opened.system.projects.listAccess({ projectId })
    expect(items.map((access) => access.userId)).toEqual([author.userId])
  })

  it('are made and changed by administrators; others change their own name', async () => {
    const projectId = await opened.newProject()
    const manager = await opened.member(projectId, 'manage')
    const colleague = await opened.member(projectId, 'read')
    const stranger = await opened.member(await opened.newProject(), 'read')
    const denied = { code: 'permission_denied' }
    await expect(
      manager.users.create({ ...ada, username: 'x', email: 'x@example.org' }),
    ).rejects.toMatchObject(denied)
    await expect(manager.users.update(colleague.userId, { fullName: 'Bob' })).rejects.toMatchObject(denied)
    await expect(manager.users.delete(colleague.userId)).rejects.toMatchObject(denied)
    await expect(manager.users.update(stranger.userId, { fullName: 'x' })).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(manager.users.update(manager.userId, { role: 'admin' })).rejects.toMatchObject(denied)
    const renamed = await manager.users.update(manager.userId, { fullName: 'Mia' })
    expect(renamed).toMatchObject({ fullName: 'Mia', role: 'user' })
    await opened.system.users.update(manager.userId, { role: 'admin' })
    const promoted = await manager.users.update(stranger.userId, { role: 'manager' })
    expect(promoted).toMatchObject({ role: 'manager' })
  })
})

describe.each(engineKinds)('Passwords on $name', (engine) => {
  const opened = useAtmosfera(engine)
  const wrong = { code: 'permission_denied', message: 'The username or the password is wrong.' }
  const next = 'another horse battery'
  const logIn = (username: string, secret: string) =>
    opened.system.users.authenticate({ username, password: secret })

  it('log their user in, and nobody learns which of the two was wrong', async () => {
    const user = await opened.system.users.create(ada)
    expect(await logIn('ada', password)).toEqual(user)
    await expect(logIn('ada', next)).rejects.toMatchObject(wrong)
    await expect(logIn('nobody', password)).rejects.toMatchObject(wrong)
    await expect(logIn("' OR true --", password)).rejects.toMatchObject(wrong)
  })

  it('are verified for the system alone', async () => {
    const { users } = await opened.member(await opened.newProject(), 'manage')
    await expect(users.authenticate({ username: 'ada', password })).rejects.toMatchObject({
      message: 'Only the system verifies passwords.',
    })
  })

  it('are changed by users who know the one they have', async () => {
    const [user] = (await opened.system.users.list({ username: 'ada' })).items
    const id = user?.id ?? 0
    const { users } = opened.atmosfera.as({ userId: id })
    const refused = { message: 'The current password is missing or wrong; nothing was changed.' }
    await expect(users.setPassword(id, { password: next })).rejects.toMatchObject(refused)
    await expect(users.setPassword(id, { password: next, currentPassword: next })).rejects.toMatchObject(
      refused,
    )
    await users.setPassword(id, { password: next, currentPassword: password })
    await expect(logIn('ada', password)).rejects.toMatchObject(wrong)
    await logIn('ada', next)
  })

  it('are given by administrators and the system to anybody but themselves', async () => {
    const projectId = await opened.newProject()
    const admin = await opened.member(projectId, 'read')
    const other = await opened.member(projectId, 'read')
    await opened.system.users.update(admin.userId, { role: 'admin' })
    const { username } = await opened.system.users.get(other.userId)
    await opened.system.users.setPassword(other.userId, { password })
    await logIn(username, password)
    await admin.users.setPassword(other.userId, { password: next })
    await logIn(username, next)
    await expect(admin.users.setPassword(admin.userId, { password: next })).rejects.toMatchObject({
      code: 'permission_denied',
    })
  })

  it('are not for colleagues or strangers to set', async () => {
    const projectId = await opened.newProject()
    const manager = await opened.member(projectId, 'manage')
    const colleague = await opened.member(projectId, 'read')
    const stranger = await opened.member(await opened.newProject(), 'read')
    await expect(manager.users.setPassword(colleague.userId, { password: next })).rejects.toMatchObject({
      code: 'permission_denied',
      message: `You may not change the password of user ${colleague.userId}.`,
    })
    await expect(manager.users.setPassword(stranger.userId, { password: next })).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  it('have to be long enough, and their user has to exist', async () => {
    const { users } = opened.system
    const { userId } = await opened.member(await opened.newProject(), 'read')
    await expect(users.setPassword(userId, { password: 'short' })).rejects.toMatchObject({
      message: 'password: has 5 characters and needs at least 8',
    })
    await expect(users.setPassword(2_147_483_647, { password: next })).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(users.setPassword('1' as never, { password: next })).rejects.toMatchObject({
      code: 'validation_failed',
    })
  })
})
