import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { engines } from '../../../test/support/engines.js'
import { useAtmosfera } from '../../../test/support/use-atmosfera.js'
import type { Actor } from './actor.js'
import { createAtmosfera } from './atmosfera.js'
import type { AtmosferaOptions } from './options.js'

describe('createAtmosfera refuses, before it opens anything,', () => {
  it.each<[string, object, string]>([
    ['an option that there is none of', { databse: 'memory:' }, 'there is no "databse" here'],
    [
      'a schema that would have to be quoted',
      { schema: 'My Schema' },
      'schema: must be lower case letters, digits and underscores, at most 63, got "My Schema"',
    ],
    [
      'another way to migrate',
      { migrate: 'yes' },
      'migrate: invalid option: expected one of "auto"|"check"|"off", got "yes"',
    ],
    ['a clock that does not run', { clock: 5 }, 'clock: expected a function that returns a Date, got 5'],
    [
      'a logger without a level',
      { logger: { info: () => {} } },
      'logger: expected debug, info, warn and error, such as console, got {}',
    ],
    [
      'a key that is neither text nor bytes, which is not repeated',
      { encryptionKey: 4711 },
      'encryptionKey: expected 32 bytes, raw, in base64 or in hexadecimal',
    ],
    [
      'a key of another length',
      { encryptionKey: 'secret' },
      'encryptionKey: must be 32 bytes, raw, in base64 or in hexadecimal, and is 4',
    ],
    [
      'a database of a kind that is not known',
      { database: 'mysql://root:hunter2@db/app' },
      'database: "mysql://…@db/app" is not a database: give "memory:", "pglite:./folder" or a postgres:// URL',
    ],
  ])('%s', async (_, options, message) => {
    await expect(createAtmosfera(options as AtmosferaOptions)).rejects.toMatchObject({
      code: 'validation_failed',
      message,
    })
  })
})

describe('createAtmosfera without options', () => {
  const home = process.cwd()
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'atmosfera-default-'))
    process.chdir(folder)
  })
  afterEach(() => {
    process.chdir(home)
    rmSync(folder, { recursive: true })
  })

  it('opens an embedded database in ./.atmosfera, which is there again the next time', async () => {
    const first = await createAtmosfera()
    const { id } = await first.system.projects.create({ name: 'Checkout' })
    await first.close()
    expect(existsSync(join(folder, '.atmosfera'))).toBe(true)
    const second = await createAtmosfera()
    expect(await second.system.projects.get(id)).toMatchObject({ name: 'Checkout' })
    await second.close()
  })
})

describe.each(engines)('An actor on $name', (engine) => {
  const opened = useAtmosfera(engine)
  const wanted = 'actor: expected { userId } with the id of a user, or { system: true }'

  it.each([
    [{}, '{}'],
    [{ userId: '7' }, '{"userId":"7"}'],
    [{ userId: 1.5 }, '{"userId":1.5}'],
    [{ system: false }, '{"system":false}'],
    [{ userId: 7, system: true }, '{"userId":7,"system":true}'],
    [7, '7'],
    [null, 'null'],
  ])('is one of the users or the system, not %j', async (actor, shown) => {
    const message = `${wanted}, got ${shown}`
    expect(() => opened.atmosfera.as(actor as unknown as Actor)).toThrow(message)
    await expect(
      opened.atmosfera.transaction(actor as unknown as Actor, async () => undefined),
    ).rejects.toMatchObject({ code: 'validation_failed', message })
  })

  it('has an id that a user can have', () => {
    expect(() => opened.atmosfera.as({ userId: 0 })).toThrow(
      'actor.userId: too small: expected number to be >0, got 0',
    )
    expect(() => opened.atmosfera.as({ userId: 2 ** 31 })).toThrow('actor.userId: too big')
  })

  it('has to be named', () => {
    expect(() => opened.atmosfera.as(undefined as unknown as Actor)).toThrow(
      'actor: is missing (expected { userId } with the id of a user, or { system: true })',
    )
  })

  it('sees nothing where there is no such user', async () => {
    const id = await opened.newProject()
    const nobody = opened.atmosfera.as({ userId: 2_147_483_647 })
    expect(await nobody.projects.list({})).toEqual({ items: [], nextCursor: null })
    await expect(nobody.projects.get(id)).rejects.toMatchObject({ code: 'not_found' })
    await expect(nobody.projects.create({ name: 'Mine' })).rejects.toMatchObject({
      code: 'permission_denied',
    })
  })
})
