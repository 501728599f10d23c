import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { engines } from '../../../../test/support/engines.js'
import { useAtmosfera } from '../../../../test/support/use-atmosfera.js'
import { createAtmosfera } from '../atmosfera.js'

const encryptionKey = randomBytes(32)
const secret = 'sk-live-0123456789abcdef'

describe.each(engines)('Settings on $name', (engine) => {
  const opened = useAtmosfera(engine, { encryptionKey })
  const stored = async (key: string) => {
    const rows = await opened.database.query<{ value: string }>(
      'SELECT value FROM atmosfera.global_settings WHERE key = $1',
      [key],
    )
    return rows[0]?.value
  }
  /** The settings as another instance on the same database shows them. */
  const through = async (key: Uint8Array | undefined, name: string) => {
    const other = await createAtmosfera({ database: opened.database.database, encryptionKey: key })
    const { value } = await other.system.settings.get(name)
    await other.close()
    return value
  }

  it('are made by the first value, and keep what a later one does not name', async () => {
    const { settings } = opened.system
    const made = await settings.set({ key: 'theme', value: 'dark', description: 'Colours', category: 'ui' })
    expect(made).toEqual({
      id: expect.any(Number),
      key: 'theme',
      value: 'dark',
      secret: false,
      description: 'Colours',
      category: 'ui',
      createdAt: expect.any(Date),
      updatedAt: expect.any(Date),
    })
    const changed = await settings.set({ key: 'theme', value: 'light' })
    expect(changed).toEqual({ ...made, value: 'light', updatedAt: changed.updatedAt })
    expect(await settings.set({ key: 'theme', value: '', description: null })).toMatchObject({
      value: '',
      description: null,
      category: 'ui',
    })
    expect(await settings.get('theme')).toMatchObject({ value: '' })
    await expect(settings.get('colour')).rejects.toMatchObject({
      message: 'There is no setting "colour", or none that you have access to.',
    })
  })

  it('are found by key and category', async () => {
    const { settings } = opened.system
    await settings.set({ key: 'found.b', value: '1', category: 'found' })
    await settings.set({ key: 'found.a', value: '2', category: 'found' })
    const found = async (filters: object) => (await settings.list(filters)).items.map((one) => one.key)
    expect(await found({ category: 'found' })).toEqual(['found.b', 'found.a'])
    expect(await found({ category: 'found', sort: 'key' })).toEqual(['found.a', 'found.b'])
    expect(await found({ key: ['found.a', 'found.c'] })).toEqual(['found.a'])
    expect((await found({})).length).toBeGreaterThan(2)
  })

  it('that are secret are encrypted at rest, shown by their ends, and in no log', async () => {
    const { settings } = opened.system
    const made = await settings.set({ key: 'jira.token', value: secret, secret: true })
    expect(made.value).toBe('••••cdef')
    expect((await settings.get('jira.token')).value).toBe('••••cdef')
    const first = await stored('jira.token')
    expect(first).toMatch(/^aes-256-gcm:[\w+/=]+$/)
    await settings.set({ key: 'jira.token', value: secret })
    expect(await stored('jira.token')).not.toBe(first)
    const log = JSON.stringify(await opened.database.query('SELECT * FROM atmosfera.audit_log'))
    expect(log).toContain('jira.token')
    for (const trace of [secret, secret.slice(-4), first ?? secret]) expect(log).not.toContain(trace)
  })

  it('that are secret stay secret, and become so with what they are set to', async () => {
    const { settings } = opened.system
    await settings.set({ key: 'was.open', value: secret })
    expect(await stored('was.open')).toBe(secret)
    expect((await settings.set({ key: 'was.open', value: secret, secret: true })).value).toBe('••••cdef')
    const attempt = await settings.set({ key: 'was.open', value: 'another-long-value', secret: false })
    expect(attempt).toMatchObject({ secret: true, value: '••••alue' })
    expect(await stored('was.open')).toMatch(/^aes-256-gcm:/)
  })

  it('that are secret and short show nothing of themselves; without a value they are empty', async () => {
    const { settings } = opened.system
    expect((await settings.set({ key: 'pin', value: '12345678901', secret: true })).value).toBe('••••')
    expect((await settings.set({ key: 'pin', value: '' })).value).toBe('')
  })

  it('that are secret cannot be set without a key, and say so without the secret', async () => {
    const other = await createAtmosfera({ database: opened.database.database })
    await expect(
      other.system.settings.set({ key: 'no.key', value: secret, secret: true }),
    ).rejects.toMatchObject({
      code: 'encryption_key_missing',
      message:
        'The setting no.key is secret and there is no key to encrypt it with. Give createAtmosfera an encryptionKey of 32 bytes.',
    })
    await other.system.settings.set({ key: 'no.key', value: 'open' })
    await other.close()
    expect(await stored('no.key')).toBe('open')
  })

  it('that are secret show nothing to an instance with another key or none', async () => {
    await opened.system.settings.set({ key: 'kept', value: secret, secret: true })
    expect(await through(encryptionKey, 'kept')).toBe('••••cdef')
    expect(await through(randomBytes(32), 'kept')).toBe('••••')
    expect(await through(undefined, 'kept')).toBe('••••')
  })

  it('that are secret cannot be swapped at the database: each is bound to its key', async () => {
    const { settings } = opened.system
    await settings.set({ key: 'one', value: 'the-secret-of-one', secret: true })
    await settings.set({ key: 'two', value: 'the-secret-of-two', secret: true })
    await opened.database.query(
      `UPDATE atmosfera.global_settings SET value = (SELECT value FROM atmosfera.global_settings WHERE key = 'one') WHERE key = 'two'`,
    )
    expect((await settings.get('two')).value).toBe('••••')
  })

  it('that are secret are hidden even where they were stored in clear before', async () => {
    await opened.database.query(
      `INSERT INTO atmosfera.global_settings (key, value, secret) VALUES ('adopted', $1, true)`,
      [secret],
    )
    expect((await opened.system.settings.get('adopted')).value).toBe('••••cdef')
  })

  it('are read by everyone unless they are secret, and changed by administrators', async () => {
    const { settings } = opened.system
    const user = await opened.member(await opened.newProject(), 'manage')
    await settings.set({ key: 'public', value: 'yes' })
    await settings.set({ key: 'hidden', value: secret, secret: true })
    expect(await user.settings.get('public')).toMatchObject({ value: 'yes' })
    await expect(user.settings.get('hidden')).rejects.toMatchObject({ code: 'not_found' })
    for (const key of ['public', 'hidden', 'new']) {
      await expect(user.settings.set({ key, value: 'x' })).rejects.toMatchObject({
        code: 'permission_denied',
      })
    }
    await opened.system.users.update(user.userId, { role: 'admin' })
    expect(await user.settings.get('hidden')).toMatchObject({ value: '••••cdef' })
    expect(await user.settings.set({ key: 'public', value: 'no' })).toMatchObject({ value: 'no' })
  })

  it.each([
    [{ key: ' ', value: 'a' }, 'key: too small: expected string to have >=1 characters, got " "'],
    [{ key: 'x'.repeat(101), value: 'a' }, 'key: too big: expected string to have <=100 characters'],
    [{ key: 'a' }, 'value: is missing (expected string)'],
    [{ key: 'a', value: 4711 }, 'value: expected string'],
    [
      { key: 'a', value: 'a', category: 'x'.repeat(51) },
      'category: too big: expected string to have <=50 characters',
    ],
    [{ key: 'a', value: 'a', hidden: true }, 'there is no "hidden" here'],
  ])('refuse %j', async (input, message) => {
    const error = await opened.system.settings.set(input as never).catch((reason: Error) => reason)
    expect(error).toMatchObject({ code: 'validation_failed', message: expect.stringMatching(/./) })
    expect((error as Error).message.startsWith(message)).toBe(true)
    expect((error as Error).message).not.toContain('4711')
  })
})
