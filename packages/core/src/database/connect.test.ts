import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { drizzle as drizzlePg } from 'drizzle-orm/node-postgres'
import { drizzle as drizzlePGlite } from 'drizzle-orm/pglite'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { AtmosferaError, ValidationError } from '../errors.js'
import { connect } from './connect.js'
import type { Engine } from './engine.js'
import { translateError } from './sqlstate.js'

/** Options come from programs without types, too. */
const open = (database: unknown): Promise<Engine> => connect(database as Parameters<typeof connect>[0])

const refusal = async (database: unknown): Promise<AtmosferaError> => {
  const error = await open(database).catch((reason: unknown) => reason)
  if (error instanceof AtmosferaError) return error
  throw new Error(`expected an AtmosferaError, got ${String(error)}`)
}

const one = async (engine: Engine): Promise<unknown> =>
  await engine.transaction('', async (session) => (await session.script('SELECT 1 AS one'))[0])

describe('connect', () => {
  let home: string

  beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), 'atmosfera-connect-'))
  })

  afterAll(() => {
    rmSync(home, { recursive: true, force: true })
  })

  describe('to an embedded database', () => {
    it('keeps it in memory', async () => {
      const engine = await open('memory:')
      expect(engine.kind).toBe('pglite')
      expect(await one(engine)).toEqual([{ one: 1 }])
      await engine.close()
    })

    it('keeps it in a folder, which it makes, and locks it until it is closed', async () => {
      const folder = join(home, 'made', 'on the way')
      const engine = await open(`pglite:${folder}`)
      expect(existsSync(`${folder}.lock`)).toBe(true)
      expect((await refusal(`pglite:${folder}`)).code).toBe('database_locked')
      await engine.close()
      expect(existsSync(`${folder}.lock`)).toBe(false)
    })

    it('says that a folder cannot be used, and leaves no lock behind', async () => {
      const file = join(home, 'a file')
      writeFileSync(file, '')
      const below = await refusal(`pglite:${file}/database`)
      expect(below.code).toBe('database_unreachable')
      expect(below.message).toMatch(
        /a file\/database: the embedded database cannot be opened \(E.*Check the folder/,
      )
      const foreign = join(home, 'foreign')
      mkdirSync(foreign)
      writeFileSync(join(foreign, 'PG_VERSION'), 'not a version')
      expect((await refusal(`pglite:${foreign}`)).code).toBe('database_unreachable')
      expect(existsSync(`${foreign}.lock`)).toBe(false)
    })

    it('uses a PGlite of the caller’s, or Drizzle over one, and leaves closing it to the caller', async () => {
      const snapshot = new Blob([readFileSync(inject('emptyPgliteSnapshot'))])
      const client = await PGlite.create({ loadDataDir: snapshot })
      for (const database of [client, drizzlePGlite({ client })]) {
        const engine = await open(database)
        expect(engine.kind).toBe('pglite')
        expect(await one(engine)).toEqual([{ one: 1 }])
        await engine.close()
      }
      expect(client.closed).toBe(false)
      await client.close()
    })
  })

  describe('to a server', () => {
    it('makes no connection before it needs one', async () => {
      const engine = await open('postgres://nobody:secret@127.0.0.1:1/nothing')
      expect(engine.kind).toBe('postgres')
      await expect(one(engine)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
      await engine.close()
    })

    it('gives up on a server that does not answer, after what connect_timeout says', async () => {
      const silent = createServer((socket) => socket.resume())
      await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
      const { port } = silent.address() as AddressInfo
      const engine = await open(`postgres://somebody@127.0.0.1:${port}/db?connect_timeout=1`)
      const error = await one(engine).catch(translateError)
      expect(error).toMatchObject({ code: 'database_unreachable' })
      await engine.close()
      await new Promise((resolve) => silent.close(resolve))
    })

    it('uses a pool of the caller’s, or Drizzle over one, and leaves ending it to the caller', async () => {
      const pool = new pg.Pool({ connectionString: 'postgres://nobody@127.0.0.1:1/nothing' })
      for (const database of [pool, drizzlePg({ client: pool })]) {
        const engine = await open(database)
        expect(engine.kind).toBe('postgres')
        await engine.close()
      }
      expect(pool.ended).toBe(false)
      await pool.end()
    })
  })

  describe('to anything else', () => {
    it.each(['', 'memory', 'pglite:', 'mysql://localhost/db', '/var/lib/data', 'postgres:db'])(
      'refuses %j',
      async (database) => {
        const error = await refusal(database)
        expect(error).toBeInstanceOf(ValidationError)
        expect(error.message).toMatch(
          /^database: ".*" is not a database: give "memory:", "pglite:.\/folder" or a /,
        )
      },
    )

    it.each([null, 5, true, {}, [], new Map(), { $client: null }, { $client: {} }])(
      'refuses a value of another kind: %j',
      async (database) => {
        expect((await refusal(database)).message).toBe(
          'database: is neither a URL, a pg.Pool, a PGlite nor Drizzle over one of them',
        )
      },
    )

    it.each([
      'mysql://root:hunter2@host/db',
      'mysql://root:p:hunter2@host/db',
      'mysql://root:p/hunter2@host/db',
      'mysql://root:p@hunter2@host/db',
      'mysql://host/db?password=hunter2',
      'postgres://root:hunter2@host:not-a-port/db',
    ])('never repeats a password: %s', async (database) => {
      const error = await refusal(database)
      expect(error.message).toContain('://')
      expect(JSON.stringify([error.message, error.stack, error.cause])).not.toContain('hunter2')
    })
  })
})
