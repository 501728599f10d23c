import { afterAll, beforeAll } from 'vitest'
import type { Atmosfera } from '../../packages/core/src/atmosfera.js'
import type { AtmosferaOptions } from '../../packages/core/src/options.js'
import type { AccessLevel } from '../../packages/core/src/schema/allowed-values.js'
import type { Services } from '../../packages/core/src/services.js'
import { openAtmosfera, type TestDatabase, type TestEngine } from './engines.js'

/** What a suite works with. Its members are there from the first test on. */
export interface Opened {
  readonly atmosfera: Atmosfera
  readonly database: TestDatabase
  readonly system: Services
  /** A project of its own, empty, by id. */
  newProject(name?: string): Promise<number>
  /** A new user with access to a project, and the services on their behalf. */
  member(projectId: number, accessLevel: AccessLevel): Promise<Services & { readonly userId: number }>
}

/** Opens a database of its own before the tests of the suite around it, and closes it after them. */
export function useAtmosfera(engine: TestEngine, options: Omit<AtmosferaOptions, 'database'> = {}): Opened {
  let opened: Awaited<ReturnType<typeof openAtmosfera>> | undefined
  let users = 0
  beforeAll(async () => {
    opened = await openAtmosfera(engine, options)
  })
  afterAll(async () => {
    await opened?.close()
  })
  const current = () => {
    if (opened === undefined) throw new Error('the database is open within tests only')
    return opened
  }
  return {
    get atmosfera() {
      return current().atmosfera
    },
    get database() {
      return current().database
    },
    get system() {
      return current().atmosfera.system
    },
    newProject: async (name = 'A project') => (await current().atmosfera.system.projects.create({ name })).id,
    member: async (projectId, accessLevel) => {
      const { database, atmosfera } = current()
      const username = `member-${++users}`
      // Past the service, which hashes passwords slowly on purpose.
      const [user] = await database.query<{ id: number }>(
        `INSERT INTO atmosfera.users (username, password_hash, full_name, email)
          VALUES ($1, 'none', $2, $3) RETURNING id`,
        [username, username, `${username}@example.org`],
      )
      if (user === undefined) throw new Error('the user was not made')
      await atmosfera.system.projects.grantAccess({ projectId, userId: user.id, accessLevel })
      return { ...atmosfera.as({ userId: user.id }), userId: user.id }
    },
  }
}
