/** What happens to an import whose database is lost in the middle: a full disk, a broken connection. */
import { randomBytes } from 'node:crypto'
import { chownSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Atmosfera, createAtmosfera } from '../../packages/core/src/atmosfera.js'
import { readCatalogue } from '../support/catalogue.js'
import { digestOfAll } from '../support/digest.js'
import { engines, openAtmosfera, postgresEngines, type TestDatabase } from '../support/engines.js'
import { codeOf } from '../support/failure.js'
import { ndjsonFile } from '../support/files.js'
import { serverUser } from '../support/postgres-server.js'
import { mountSmallDisk, type SmallDisk } from '../support/small-disk.js'
import { openProxy, type TcpProxy } from '../support/tcp-proxy.js'
import { interrupted } from './interrupted.js'

const catalogue = await readCatalogue()

const ticket = (index: number, description = '') => ({
  key: `SHOP-${index}`,
  summary: 's',
  status: 'Open',
  description,
})
/** Thirty megabytes that no compression makes smaller. */
const largeFile = ndjsonFile(
  'large.ndjson',
  Array.from({ length: 40 }, (_, index) => ticket(index, randomBytes(375_000).toString('hex'))),
)
/** As many rows as make the log of the database grow faster than its tables. */
const longFile = ndjsonFile(
  'long.ndjson',
  Array.from({ length: 12_000 }, (_, index) => ticket(index, randomBytes(400).toString('hex'))),
)

const probe = mountSmallDisk(1)
probe?.remove()
if (probe === undefined) console.warn('A full disk: skipped, this user may not mount one.')

describe.skipIf(probe === undefined)('A full disk', () => {
  let disk: SmallDisk | undefined
  const small = (): SmallDisk => {
    if (disk === undefined) throw new Error('there is no disk')
    return disk
  }

  describe.skipIf(!engines.some((engine) => engine.kind === 'pglite'))('below PGlite', () => {
    const open = async (loadDataDir?: Blob): Promise<TestDatabase & { readonly atmosfera: Atmosfera }> => {
      const client = await PGlite.create({
        dataDir: join(small().path, 'database'),
        ...(loadDataDir === undefined ? {} : { loadDataDir }),
      })
      return {
        database: client,
        query: async <Row>(sql: string) => (await client.query<Row>(sql)).rows,
        drop: () => client.close(),
        atmosfera: await createAtmosfera({ database: client }),
      }
    }

    it.each([
      ['its tables', largeFile, 60],
      ['its log', longFile, 54],
    ])('stops the growth of %s; nothing is changed, and with space it goes on', async (_, file, size) => {
      disk = mountSmallDisk(size)
      try {
        const full = await open(new Blob([readFileSync(inject('pgliteSnapshot'))]))
        const { id: projectId } = await full.atmosfera.system.projects.create({ name: 'Shop' })
        const before = await digestOfAll(full, catalogue)
        const work = { projectId, files: [file] }
        expect(await codeOf(full.atmosfera.system.imports.tickets(work))).toBe('database_full')
        await full.drop().catch(() => undefined)
        small().resize(300)
        const roomy = await open()
        expect(await digestOfAll(roomy, catalogue)).toEqual(before)
        expect(await roomy.atmosfera.system.imports.tickets(work)).toMatchObject({ updated: 0, unchanged: 0 })
        await roomy.drop()
      } finally {
        small().remove()
      }
    })
  })

  it.each(postgresEngines.slice(-1))(
    'below $name stops an import; with space the same instance goes on',
    async (engine) => {
      disk = mountSmallDisk(20)
      const user = serverUser()
      if (user !== undefined) chownSync(small().path, user.uid, user.gid)
      const { atmosfera, database, close } = await openAtmosfera(engine)
      try {
        const { id: projectId } = await atmosfera.system.projects.create({ name: 'Shop' })
        await database.query(`CREATE TABLESPACE small LOCATION '${small().path}'`)
        await database.query('ALTER TABLE atmosfera.jira_tickets SET TABLESPACE small')
        const before = await digestOfAll(database, catalogue)
        const work = () => atmosfera.system.imports.tickets({ projectId, files: [largeFile] })
        expect(await codeOf(work())).toBe('database_full')
        expect(await digestOfAll(database, catalogue)).toEqual(before)
        small().resize(200)
        expect(await work()).toMatchObject({ created: 40 })
        await database.query('ALTER TABLE atmosfera.jira_tickets SET TABLESPACE pg_default')
        await database.query('DROP TABLESPACE small')
      } finally {
        await close()
        small().remove()
      }
    },
  )
})

describe.each(postgresEngines)('A connection to $name that breaks in the middle of an import', (engine) => {
  let database: TestDatabase
  let proxy: TcpProxy
  let url: URL
  let atmosfera: Atmosfera
  let projectId: number

  beforeAll(async () => {
    database = await engine.createDatabase()
    url = new URL(String(database.database))
    proxy = await openProxy(Number(url.port))
    url.port = String(proxy.port)
    atmosfera = await createAtmosfera({ database: url.href })
    projectId = (await atmosfera.system.projects.create({ name: 'Shop' })).id
  })

  afterAll(async () => {
    await atmosfera?.close()
    await proxy?.close()
    await database?.drop()
  })

  it.each([
    ['cut', () => proxy.cut()],
    [
      'ended by an administrator',
      () =>
        database.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE datname = current_database() AND usename = 'owner' AND state = 'idle in transaction'`),
    ],
  ])('because it was %s: nothing is changed, and the next one works', async (_, interrupt) => {
    const before = await digestOfAll(database, catalogue)
    const broken = atmosfera.system.imports.tickets({ projectId, files: [interrupted(interrupt)] })
    expect(await codeOf(broken)).toBe('database_unreachable')
    expect(await digestOfAll(database, catalogue)).toEqual(before)
    const next = await atmosfera.system.imports.tickets({
      projectId,
      files: [ndjsonFile('small.ndjson', [ticket(1)])],
    })
    expect(next.total).toBe(1)
  })
})
