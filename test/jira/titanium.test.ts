/** A real project, synchronised by processes that are killed, ends as its file does when it is imported. */
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAtmosfera } from '../../packages/core/src/atmosfera.js'
import type { Services } from '../../packages/core/src/services.js'
import { buildCli, type CliProcess } from '../support/cli-process.js'
import { postgresEngines, type TestDatabase } from '../support/engines.js'
import { contentOf, encryptionKey, quickRetry, ticketsOf } from '../support/jira-project.js'
import { type JiraServer, type RawIssue, startJiraServer } from '../support/jira-server/index.js'
import { createRandom } from '../support/random.js'
import { titaniumFolder } from '../support/titanium.js'

const file = `${titaniumFolder}issues.ndjson.gz`
const kills = 10

describe.skipIf(!existsSync(file)).each(postgresEngines.slice(-1))(
  'The issues of Titanium, synchronised into $name',
  (engine) => {
    let server: JiraServer
    let cli: CliProcess
    let database: TestDatabase
    let projectId: number
    let importedId: number

    const within = async <T>(work: (system: Services) => Promise<T>): Promise<T> => {
      const options = { database: database.database, encryptionKey, jira: { retry: quickRetry } }
      const atmosfera = await createAtmosfera({ ...options, migrate: 'off' })
      try {
        return await work(atmosfera.system)
      } finally {
        await atmosfera.close()
      }
    }

    beforeAll(async () => {
      cli = buildCli()
      database = await engine.createDatabase()
      server = await startJiraServer({ kind: 'cloud', users: [{ timeZone: 'Europe/Berlin' }] })
      const lines = gunzipSync(await readFile(file))
        .toString()
        .trimEnd()
        .split('\n')
      server.load(lines.map((line) => JSON.parse(line) as RawIssue))
      await within(async ({ projects, imports, jira }) => {
        importedId = (await projects.create({ name: 'Imported' })).id
        await imports.tickets({ projectId: importedId, files: [file] })
        projectId = (await projects.create({ name: 'Synchronised' })).id
        const { email, password: token } = server.user
        const auth = { email, token }
        await jira.connect({ projectId, baseUrl: server.url, projectKeys: ['TIMOB'], auth })
      })
    }, 120_000)

    afterAll(async () => {
      cli?.remove()
      await server?.close()
      await database?.drop()
    })

    /** Every ticket as Jira has it, by key. */
    const all = async (id: number) =>
      await within(async (system) => (await ticketsOf(system, id)).map(contentOf))

    it('and killed at ten moments, end equal to the import of the file', async () => {
      const random = createRandom(20_261_122)
      const parameters = [
        'jira',
        'sync',
        '--project',
        'Synchronised',
        '--database',
        String(database.database),
      ]
      const env = { ATMOSFERA_ENCRYPTION_KEY: encryptionKey }
      for (let kill = 0; kill < kills; kill++) {
        const child = cli.start(parameters, env)
        const closed = once(child, 'close')
        let pages = 1 + Math.floor(random() * 20)
        const stop = server.onRequest(({ path }) => {
          // At any point of a page: before it, while it is read, or while it is written.
          if (path.includes('/search') && --pages === 0)
            setTimeout(() => child.kill('SIGKILL'), random() * 80)
          return undefined
        })
        await closed
        stop()
        expect(child.signalCode).toBe('SIGKILL')
      }
      const { status, stderr, stdout } = await cli.run([...parameters, '--json'], { env })
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
      expect(JSON.parse(stdout)).toMatchObject({
        type: 'full',
        status: 'completed',
        deleted: 0,
        rejected: [],
      })
      expect(JSON.parse(stdout).resumed).toBeGreaterThanOrEqual(kills - 1)
      const [synchronised, imported] = [await all(projectId), await all(importedId)]
      expect(synchronised).toHaveLength(imported.length)
      expect(synchronised).toEqual(imported)
    }, 240_000)

    it('and read once more while every third call fails, stay equal, and none is taken for deleted', async () => {
      server.faults.inject({ fraction: 1 / 3, seed: 11 })
      const sync = await within(({ jira }) => jira.sync({ projectId, mode: 'full' }))
      server.faults.stop()
      expect(server.faults.total).toBeGreaterThan(50)
      expect(sync).toMatchObject({ status: 'completed', created: 0, updated: 0, deleted: 0 })
      expect(await all(projectId)).toEqual(await all(importedId))
    }, 240_000)
  },
)
