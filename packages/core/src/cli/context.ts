import type { Atmosfera } from '../atmosfera.js'
import { createAtmosfera } from '../atmosfera.js'
import { NotFoundError, ValidationError } from '../errors.js'
import type { JiraOptions } from '../jira/types.js'
import type { AtmosferaOptions } from '../options.js'
import type { Project } from '../projects/types.js'
import type { Services } from '../services.js'
import type { CommonOptions } from './options.js'
import { openTerminal, type Streams, type Terminal } from './terminal.js'

/** What a command works with: the services as the system, and where to say what it found. */
export interface Context {
  readonly atmosfera: Atmosfera
  readonly services: Services
  readonly terminal: Terminal
}

/** A command's work, in a database that is opened before and closed after. */
export async function withAtmosfera(
  streams: Streams,
  options: CommonOptions,
  work: (context: Context) => Promise<void>,
  more: Partial<AtmosferaOptions> = {},
): Promise<void> {
  const terminal = openTerminal(streams, options)
  const { env } = streams
  const atmosfera = await createAtmosfera({
    ...(options.schema === undefined ? {} : { schema: options.schema }),
    ...(env.ATMOSFERA_ENCRYPTION_KEY === undefined ? {} : { encryptionKey: env.ATMOSFERA_ENCRYPTION_KEY }),
    database: options.database ?? env.ATMOSFERA_DATABASE_URL,
    jira: jiraOptions(env),
    ...(env.ATMOSFERA_EVIDENCE === undefined ? {} : { evidence: env.ATMOSFERA_EVIDENCE }),
    ...more,
  })
  try {
    await work({ atmosfera, services: atmosfera.system, terminal })
  } finally {
    await atmosfera.close()
  }
}

/** Credentials of the environment, which go to the Jira that the environment names and nowhere else. */
function jiraOptions(env: Streams['env']): JiraOptions {
  const { ATMOSFERA_JIRA_URL: baseUrl, ATMOSFERA_JIRA_EMAIL: email, ATMOSFERA_JIRA_TOKEN: token } = env
  if (baseUrl === undefined || token === undefined) return {}
  return { baseUrl, auth: email === undefined ? { bearer: token } : { email, token } }
}

/**
 * The project that `--project` names, by name or id.
 *
 * @throws ValidationError that lists those there are.
 */
export async function findProject(services: Services, wanted: string): Promise<Project> {
  try {
    return await services.projects.getByName(wanted)
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error
    if (/^\d+$/.test(wanted)) return await services.projects.get(Number(wanted))
    const { items } = await services.projects.list({ limit: 20, sort: 'name' })
    const known = items.map((project) => JSON.stringify(project.name)).join(', ')
    const hint = known === '' ? 'there is none yet; import with --create-project' : `known are ${known}`
    throw new ValidationError([
      { path: '--project', message: `there is no project ${JSON.stringify(wanted)}: ${hint}` },
    ])
  }
}

/** The id of a project's cycle of that name, else of that id. Undefined where there is none. */
export async function findCycle(
  services: Services,
  projectId: number,
  wanted: string,
): Promise<number | undefined> {
  const { items } = await services.testCycles.list({ projectId, name: wanted, limit: 1, sort: '-id' })
  if (items[0] !== undefined || !/^\d+$/.test(wanted)) return items[0]?.id
  try {
    const cycle = await services.testCycles.get(Number(wanted))
    return cycle.projectId === projectId ? cycle.id : undefined
  } catch (error) {
    if (error instanceof NotFoundError) return undefined
    throw error
  }
}

/** Finds cycles of a project by name or id, and lists those there are where one is missing. */
export function cycleFinder(services: Services, projectId: number): (name: string) => Promise<number> {
  return async (wanted) => {
    const found = await findCycle(services, projectId, wanted)
    if (found !== undefined) return found
    const known = await services.testCycles.list({ projectId, limit: 20, sort: '-id' })
    const names = known.items.map((item) => JSON.stringify(item.name)).join(', ')
    throw new ValidationError([
      {
        path: '--cycle',
        message: `there is no cycle ${JSON.stringify(wanted)}: ${names === '' ? 'the project has none' : `known are ${names}`}`,
      },
    ])
  }
}
