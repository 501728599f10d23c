import { z } from 'zod'
import { type Actor, type SystemActor, system } from './actor.js'
import { Audit } from './audit/service.js'
import { Coverage } from './coverage/service.js'
import { connect } from './database/connect.js'
import type { Db } from './database/engine.js'
import type { MigrationResult } from './database/migration.js'
import { migrations } from './database/migrations.generated.js'
import { prepare } from './database/prepare.js'
import { readSnapshot } from './database/snapshot.js'
import { joinTransaction, openDoor, type Runner } from './database/transaction.js'
import { Documents } from './documents/service.js'
import { AtmosferaError } from './errors.js'
import { Exports } from './exports/service.js'
import { forgeGrants } from './forge/grants.js'
import { Forge } from './forge/service.js'
import { ForgeState } from './forge/state.js'
import { Idempotency } from './idempotency/service.js'
import { ApiTokens } from './identity/api-tokens.js'
import { Users } from './identity/service.js'
import { Sessions } from './identity/sessions.js'
import { Imports } from './imports/service.js'
import type { JiraSetup } from './jira/connections.js'
import { jiraOptions } from './jira/options.js'
import { Jira } from './jira/service.js'
import type { JiraOptions } from './jira/types.js'
import { Maturity } from './maturity/service.js'
import { Metrics } from './metrics/service.js'
import type { AtmosferaOptions, Logger } from './options.js'
import { Projects } from './projects/service.js'
import { Recommendations } from './recommendations/service.js'
import { Reports } from './reports/service.js'
import { accessLevels } from './schema/allowed-values.js'
import type { ServerOptions } from './server/options.js'
import type { Services } from './services.js'
import { createEncryption, type Encryption } from './settings/encryption.js'
import { Settings } from './settings/service.js'
import { TestCases } from './test-cases/service.js'
import { TestCycles } from './test-cycles/service.js'
import { type EvidenceStore, evidenceFolder, evidenceInMemory } from './test-runs/evidence.js'
import { TestRuns } from './test-runs/service.js'
import { TestSuites } from './test-suites/service.js'
import { Tickets } from './tickets/service.js'
import { Links } from './traceability/service.js'
import { id, parse } from './validation.js'

/** A transaction that a caller shares with our services. */
export interface AtmosferaTransaction extends Services {
  /**
   * Drizzle in this transaction, as the actor: our tables (`@atmosfera/core/schema`) under row security. Any
   * error that the database answers with ends the transaction.
   */
  readonly db: Db
  /** Runs queries on the host application's own tables, as the login, in the same transaction. */
  asHost<T>(work: (db: Db) => Promise<T>): Promise<T>
}

/** One database, ready for use. */
export interface Atmosfera {
  /** The services on behalf of one of the users. */
  as(actor: Actor): Services
  /** The services for operators' jobs: they see everything, and the audit log says so. */
  readonly system: Services
  /**
   * Runs `work` in one transaction: all of it happens or nothing. The services handed to it, Drizzle and the
   * host's own queries take part alike.
   */
  transaction<T>(actor: Actor, work: (transaction: AtmosferaTransaction) => Promise<T>): Promise<T>
  /**
   * The server as a Web-standard function: the API, the pages and the rest, configured by the option `server`. What it
   * takes is loaded with the first request.
   */
  readonly handler: (request: Request) => Promise<Response>
  /** What opening the database migrated; undefined where `migrate` is `off`. */
  readonly migration: MigrationResult | undefined
  /** Ends what was opened here. A pool, PGlite or Drizzle that the caller brought stays open. */
  close(): Promise<void>
}

/**
 * Opens a database and brings it up to date.
 *
 * @example
 * ```ts
 * const atmosfera = await createAtmosfera({ database: process.env.DATABASE_URL })
 * const project = await atmosfera.system.projects.create({ name: 'Checkout' })
 * ```
 * @throws ValidationError for options that are not acceptable.
 * @throws MigrationError where the schema is newer, altered or cannot be migrated.
 * @throws AtmosferaError `database_unreachable`, `database_locked`, `tenancy_not_enforced`.
 */
export async function createAtmosfera(options: AtmosferaOptions = {}): Promise<Atmosfera> {
  const {
    schema,
    migrate: mode,
    clock,
    encryptionKey,
    database,
    logger,
    jira,
    evidence,
    server,
  } = parse(optionsSchema, options, '', ['token', 'bearer'])
  const encryption = encryptionKey === undefined ? undefined : createEncryption(encryptionKey)
  const forge = new ForgeState()
  // Who asks for less than a database that is up to date gets none that is new and up to date either.
  const findSnapshot = async () => (mode === 'auto' ? await readSnapshot(schema) : undefined)
  const engine = await connect(database as AtmosferaOptions['database'], logger, findSnapshot)
  try {
    const { migration, role } = await prepare(mode, { engine, schema, migrations, logger })
    const door = openDoor({ engine, schema, role })
    let closed = false
    const open = (actor: Actor): Runner => {
      const runner = door.as(actor)
      const requireOpen = (): void => {
        if (closed) throw new AtmosferaError('closed', 'This instance was closed. Create another one.')
      }
      return {
        actor,
        run: async (work, runOptions) => {
          requireOpen()
          return await runner.run(work, runOptions)
        },
        single: async (statement, projectId) => {
          requireOpen()
          return await runner.single(statement, projectId)
        },
      }
    }
    const grantOf = forgeGrants(open(system), { encryption, clock, forge })
    const store = openEvidence(evidence, database)
    const setup = { clock, encryption, jira, evidence: store, logger, forge, grantOf }
    const bind = (runner: Runner) => bindServices(runner, setup)
    const atmosfera: Atmosfera = {
      as: (actor) => bind(open(parseActor(actor))),
      system: bind(open(system)),
      handler: async (request) => await (await loadHandler())(request),
      transaction: async (actor, work) =>
        await open(parseActor(actor)).run(
          async (transaction) =>
            await work({
              ...bind(joinTransaction(transaction)),
              db: transaction.db,
              asHost: (hostWork) => transaction.asHost(hostWork),
            }),
          { repeatable: false },
        ),
      migration,
      close: async () => {
        if (closed) return
        closed = true
        await engine.close()
      },
    }
    let handler: Promise<Atmosfera['handler']> | undefined
    const loadHandler = (): Promise<Atmosfera['handler']> => {
      handler ??= import('./server/index.js').then(({ createHandler }) => createHandler(atmosfera, server))
      return handler
    }
    return atmosfera
  } catch (error) {
    await engine.close()
    throw error
  }
}

/** The store that was brought, or a folder. What is in memory leaves nothing behind. */
function openEvidence(evidence: string | EvidenceStore | undefined, database: unknown): EvidenceStore {
  if (typeof evidence === 'object') return evidence
  if (evidence === undefined && database === 'memory:') return evidenceInMemory()
  return evidenceFolder(evidence ?? './.atmosfera-evidence')
}

/** What services are made with, beside a runner. */
interface Setup {
  readonly clock: () => Date
  readonly encryption: Encryption | undefined
  readonly jira: JiraOptions
  readonly evidence: EvidenceStore
  readonly logger: Logger | undefined
  readonly forge: ForgeState
  readonly grantOf: JiraSetup['grantOf']
}

/** The one place that knows all services. */
function bindServices(runner: Runner, setup: Setup): Services {
  const { clock, encryption, evidence } = setup
  const users = new Users(runner)
  const projects = new Projects(runner)
  const coverage = new Coverage(runner, clock)
  const jira = new Jira(runner, coverage, { ...setup, options: setup.jira }, setup.logger)
  const services = {
    users,
    sessions: new Sessions(runner, users, clock),
    apiTokens: new ApiTokens(runner, clock),
    projects,
    testSuites: new TestSuites(runner),
    testCases: new TestCases(runner),
    testCycles: new TestCycles(runner),
    testRuns: new TestRuns(runner, clock, evidence),
    tickets: new Tickets(runner),
    links: new Links(runner),
    imports: new Imports(
      runner,
      clock,
      (transaction) => bindServices(joinTransaction(transaction), setup),
      evidence,
    ),
    exports: new Exports(runner),
    coverage,
    jira,
    forge: new Forge(runner, setup, {
      users,
      projects,
      projectsWithin: (transaction) => new Projects(joinTransaction(transaction)),
      jira,
    }),
    maturity: new Maturity(runner, clock),
    recommendations: new Recommendations(runner),
    metrics: new Metrics(runner, clock),
    documents: new Documents(runner),
    settings: new Settings(runner, encryption),
    audit: new Audit(runner),
    idempotency: new Idempotency(runner, clock),
  }
  return { ...services, reports: new Reports(services, clock) }
}

// Made once: actors are bound with every request of a server.
const isSystemActor: z.ZodType<SystemActor> = z.strictObject({ system: z.literal(true) })
const isUserActor = z.strictObject({
  userId: id,
  limits: z
    .strictObject({
      projectIds: z.array(id).max(1000).readonly().optional(),
      accessLevel: z.enum(accessLevels),
    })
    .optional(),
})
const actorSchema = z.union([isUserActor, isSystemActor], {
  error: 'expected { userId } with the id of a user, or { system: true }',
})

function parseActor(actor: Actor): Actor {
  return parse(actorSchema, actor, 'actor')
}

const optionsSchema = z.strictObject({
  database: z.unknown().optional(),
  schema: z
    .string()
    .regex(/^[a-z_][a-z0-9_]{0,62}$/, 'must be lower case letters, digits and underscores, at most 63')
    .default('atmosfera'),
  migrate: z.enum(['auto', 'check', 'off']).default('auto'),
  logger: z
    .custom<NonNullable<AtmosferaOptions['logger']>>(
      isLogger,
      'expected debug, info, warn and error, such as console',
    )
    .optional(),
  clock: z
    .custom<() => Date>((value) => typeof value === 'function', 'expected a function that returns a Date')
    .default(() => () => new Date()),
  encryptionKey: z
    .union([z.string(), z.instanceof(Uint8Array)], {
      error: 'expected 32 bytes, raw, in base64 or in hexadecimal',
    })
    .optional(),
  evidence: z
    .union([z.string().min(1), z.custom<EvidenceStore>(isStore)], {
      error: 'expected the path of a folder, or { put, get }',
    })
    .optional(),
  jira: jiraOptions,
  // The server validates them when it is loaded.
  server: z.custom<ServerOptions>((value) => typeof value === 'object' && value !== null).optional(),
})

function isStore(value: unknown): boolean {
  const isObject = typeof value === 'object' && value !== null
  return isObject && ['put', 'get'].every((name) => typeof Reflect.get(value, name) === 'function')
}

function isLogger(value: unknown): boolean {
  const isObject = typeof value === 'object' && value !== null
  return (
    isObject &&
    ['debug', 'info', 'warn', 'error'].every((level) => typeof Reflect.get(value, level) === 'function')
  )
}
