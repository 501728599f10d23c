/** Two projects with everything in them, and the people of each. Alpha is ours, Beta is somebody else's. */
import type { Actor } from '../../packages/core/src/actor.js'
import type { Atmosfera } from '../../packages/core/src/atmosfera.js'
import type { ForgeCall } from '../../packages/core/src/forge/types.js'
import type { MaturityModel } from '../../packages/core/src/maturity/model/types.js'
import type { AtmosferaOptions } from '../../packages/core/src/options.js'
import type { AccessLevel, UserRole } from '../../packages/core/src/schema/allowed-values.js'
import { openAtmosfera, type TestDatabase, type TestEngine } from '../support/engines.js'

/** A project, and one of each of the things in it. */
export interface Tenant {
  /** In every text of the project, so that whatever shows it has leaked. */
  readonly name: string
  readonly projectId: number
  /** Manages this project, with the role `user`, and has no other. */
  readonly keeperId: number
  readonly keeperLogin: string
  readonly sessionId: number
  readonly apiTokenId: number
  readonly suiteId: number
  readonly testCaseId: number
  readonly testCaseTitle: string
  readonly ticketId: number
  readonly ticketKey: string
  readonly cycleId: number
  readonly cycleName: string
  readonly itemId: number
  readonly runId: number
  readonly folderId: number
  readonly documentId: number
  readonly recommendationId: number
  readonly metricId: number
  readonly assessmentId: number
  readonly dimensionId: number
  readonly dimensionName: string
  readonly criterionId: string
}

export interface World {
  readonly atmosfera: Atmosfera
  readonly database: TestDatabase
  readonly alpha: Tenant
  readonly beta: Tenant
  close(): Promise<void>
}

/** Opens a database of its own that holds both projects. */
export async function openWorld(
  engine: TestEngine,
  options: Omit<AtmosferaOptions, 'database'> = {},
): Promise<World> {
  const opened = await openAtmosfera(engine, options)
  const { atmosfera, database } = opened
  const alpha = await buildTenant(atmosfera, database, 'Alpha')
  // Ids that cannot be mistaken for anything else.
  await database.query(`SELECT setval(format('atmosfera.%I', sequencename)::regclass, ${betaIds})
    FROM pg_sequences WHERE schemaname = 'atmosfera'`)
  return { ...opened, alpha, beta: await buildTenant(atmosfera, database, 'Beta') }
}

const betaIds = 7_000_000

/** The same text, whether it speaks of Beta or of what does not exist. */
export function withoutNames(text: string): string {
  return text.replaceAll(/\b(?:7000\d{3}|20000000\d\d)\b/g, '0').replaceAll(/beta|nowhere/gi, 'theirs')
}

/** A project that does not exist, for comparison: what is said of it must be what is said of Beta. */
export const nowhere: Tenant = {
  name: 'Nowhere',
  projectId: 2_000_000_001,
  keeperId: 2_000_000_002,
  keeperLogin: 'nowhere-keeper',
  sessionId: 2_000_000_015,
  apiTokenId: 2_000_000_016,
  suiteId: 2_000_000_003,
  testCaseId: 2_000_000_004,
  testCaseTitle: 'Nowhere: pays by card',
  ticketId: 2_000_000_005,
  ticketKey: 'NOWHERE-1',
  cycleId: 2_000_000_006,
  cycleName: 'Nowhere: release',
  itemId: 2_000_000_007,
  runId: 2_000_000_008,
  folderId: 2_000_000_009,
  documentId: 2_000_000_010,
  recommendationId: 2_000_000_011,
  metricId: 2_000_000_012,
  assessmentId: 2_000_000_013,
  dimensionId: 2_000_000_014,
  dimensionName: 'Nowhere: craft',
  criterionId: 'NOWHERE-1.1',
}

/** A user with access to projects, made without waiting for a password to be hashed. */
export async function addUser(
  { query }: TestDatabase,
  role: UserRole,
  access: Readonly<Record<number, AccessLevel>> = {},
  name: string = role,
): Promise<number> {
  const login = name.includes('keeper') ? loginOf(name) : `${loginOf(name)}-${++users}`
  const [user] = await query<{ id: number }>(
    `INSERT INTO atmosfera.users (username, password_hash, full_name, email, role)
      VALUES ($1, 'not a hash', $2, $3, $4) RETURNING id`,
    [login, name, `${login}@example.com`, role],
  )
  if (user === undefined) throw new Error('no user was made')
  for (const [projectId, level] of Object.entries(access)) {
    await query(
      `INSERT INTO atmosfera.user_project_access (user_id, project_id, access_level) VALUES ($1, $2, $3)`,
      [user.id, Number(projectId), level],
    )
  }
  return user.id
}

function loginOf(name: string): string {
  return name.toLowerCase().replaceAll(' ', '-')
}

let users = 0

/** An actor out of a user's id. */
export function userOf(userId: number): Actor {
  return { userId }
}

/** The only item of a list; fails where it is none. */
export function only<Item>(items: readonly Item[]): Item {
  const [item] = items
  if (item === undefined) throw new Error('there is no item')
  return item
}

async function buildTenant(atmosfera: Atmosfera, database: TestDatabase, name: string): Promise<Tenant> {
  const project = await atmosfera.system.projects.create({ name, description: `${name} is confidential` })
  const projectId = project.id
  const keeperId = await addUser(database, 'user', { [projectId]: 'manage' }, `${name} keeper`)
  const services = atmosfera.as({ userId: keeperId })
  const text = (what: string) => `${name}: ${what}`
  const key = `${name.toUpperCase()}-1`

  const suite = await services.testSuites.create({ projectId, name: text('checkout') })
  const ticket = await services.tickets.create({
    projectId,
    jiraKey: key,
    jiraId: `${name}-10001`,
    issueType: 'Story',
    summary: text('pay'),
    status: 'Open',
    labels: [text('label')],
  })
  const testCase = await services.testCases.create({
    projectId,
    title: text('pays by card'),
    externalId: text('payment > card'),
    suiteId: suite.id,
    testData: { card: { value: text('4111') } },
  })
  const cycle = await services.testCycles.create({ projectId, name: text('release') })
  await services.links.link({ projectId, testCaseId: testCase.id, key })
  await services.links.link({ projectId, testCaseId: testCase.id, key: `${name.toUpperCase()}-404` })
  await services.imports.results({
    projectId,
    cycle: cycle.id,
    files: [report(text('payment'), 'card')],
    createTestCases: true,
  })
  // What the database derives is there from now on, and what comes next leaves a mark.
  await services.coverage.summary({ projectId })
  await services.coverage.trend({ projectId, from: '2020-01-01', to: '2020-01-02' })
  const run = await services.testRuns.record({
    projectId,
    cycleId: cycle.id,
    testCaseId: testCase.id,
    status: 'passed',
    environment: text('ios'),
    executedBy: keeperId,
  })
  const folder = await services.documents.folders.create({ projectId, name: text('plans') })
  const document = await services.documents.create({
    projectId,
    title: text('plan'),
    type: 'test-plan',
    content: text('first'),
    folderId: folder.id,
  })
  await services.documents.update(document.id, { content: text('second') })
  await services.maturity.saveModel({ projectId, model: modelOf(name) })
  const assessment = await services.maturity.assess({
    projectId,
    dimension: text('craft'),
    currentLevel: 2,
    targetLevel: 4,
    evidence: text('seen'),
  })
  const { dimensionId } = assessment
  await services.maturity.answer({ projectId, criterionId: `${name.toUpperCase()}-1.1`, answer: 'yes' })
  const recommendation = await services.recommendations.create({ projectId, title: text('do'), dimensionId })
  const metric = await services.metrics.create({ projectId, name: text('escapes'), value: 3, dimensionId })
  await database.query(
    `INSERT INTO atmosfera.jira_sync_logs (project_id, sync_type, status, error_message) VALUES ($1, 'full', 'failed', $2)`,
    [projectId, text('no answer')],
  )
  await services.jira.connect({
    projectId,
    baseUrl: 'http://127.0.0.1:9',
    projectKeys: [name.toUpperCase()],
  })
  await database.query(
    `INSERT INTO atmosfera.jira_sync_seen (project_id, sync_id, jira_id)
      SELECT project_id, id, $2 FROM atmosfera.jira_sync_logs WHERE project_id = $1`,
    [projectId, `${name}-10001`],
  )
  await database.query(
    `INSERT INTO atmosfera.jira_webhook_events (project_id, identifier, event, jira_id) VALUES ($1, $2, 'jira:issue_updated', '1')`,
    [projectId, text('delivery')],
  )
  await database.query(
    `INSERT INTO atmosfera.jira_write_backs (project_id, jira_ticket_id, content_hash) VALUES ($1, $2, $3)`,
    [projectId, ticket.id, text('hash')],
  )
  const installation = await atmosfera.system.forge.receive(callOf(name))
  const queries: readonly [string, readonly unknown[]][] = [
    [
      `INSERT INTO atmosfera.forge_projects (project_id, forge_installation_id, jira_project_id, jira_project_key)
        VALUES ($1, $2, $3, $4)`,
      [projectId, installation.id, String(projectId), name.toUpperCase()],
    ],
    [
      `INSERT INTO atmosfera.forge_accounts (forge_installation_id, account_id, user_id, origin)
        VALUES ($1, $2, $3, 'matched')`,
      [installation.id, text('account'), keeperId],
    ],
    [
      `INSERT INTO atmosfera.forge_events (forge_installation_id, identifier, event, payload)
        VALUES ($1, $2, 'avi:jira:updated:issue', $3::jsonb)`,
      [installation.id, text('event'), JSON.stringify({ issue: text('issue') })],
    ],
  ]
  for (const [query, parameters] of queries) await database.query(query, parameters)
  await services.forge.createCode({ projectId })
  const apiToken = await services.apiTokens.create({ name: text('CI') })
  const session = only(
    await database.query<{ id: number }>(
      `INSERT INTO atmosfera.sessions (user_id, token_hash, rotated_at, last_seen_at, expires_at, user_agent)
        VALUES ($1, $2, now(), now(), now() + interval '1 day', $3) RETURNING id`,
      [keeperId, text('session'), text('browser')],
    ),
  )
  const request = { key: `request of ${name}`, fingerprint: '0'.repeat(64) }
  await atmosfera.transaction({ userId: keeperId }, async ({ idempotency }) => {
    await idempotency.begin(request)
    await idempotency.keep(request.key, { status: 201, headers: {}, body: text('answer') })
  })
  return {
    name,
    projectId,
    keeperId,
    keeperLogin: loginOf(`${name} keeper`),
    sessionId: session.id,
    apiTokenId: apiToken.id,
    suiteId: suite.id,
    testCaseId: testCase.id,
    testCaseTitle: testCase.title,
    ticketId: ticket.id,
    ticketKey: key,
    cycleId: cycle.id,
    cycleName: cycle.name,
    itemId: run.cycleItemId,
    runId: run.id,
    folderId: folder.id,
    documentId: document.id,
    recommendationId: recommendation.id,
    metricId: metric.id,
    assessmentId: assessment.id,
    dimensionId,
    dimensionName: text('craft'),
    criterionId: `${name.toUpperCase()}-1.1`,
  }
}

/** A call of the Jira app, as installed on a tenant's site. */
export function callOf(name: string): ForgeCall {
  return {
    installationId: `ari:cloud:ecosystem::installation/${name}`,
    appId: 'ari:cloud:ecosystem::app/one',
    appVersion: '1.0.0',
    environment: 'PRODUCTION',
    apiBaseUrl: 'http://127.0.0.1:9',
    cloudId: `cloud of ${name}`,
  }
}

/** A report of one test. */
export function report(suite: string, test: string): Blob {
  return new Blob([
    `<testsuites><testsuite name="${suite}"><testcase classname="${suite}" name="${test}"/></testsuite></testsuites>`,
  ])
}

/** A model of one dimension, with one question. */
export function modelOf(name: string): MaturityModel {
  const levels = ['Foundation', 'Structured', 'Advanced', 'Optimized', 'Innovative']
  const question = { id: `${name.toUpperCase()}-1.1`, text: `${name}: is it?`, question: `${name}: is it?` }
  return {
    name: `${name}: a model`,
    version: 1,
    dimensions: [
      {
        name: `${name}: craft`,
        description: `${name}: how well`,
        weight: 1,
        levels: levels.map((level, index) => ({
          level: (index + 1) as 1,
          name: level,
          description: `${name}: ${level}`,
          criteria: index === 0 ? [question] : [{ ...question, id: `${name.toUpperCase()}-${index + 1}.1` }],
        })),
      },
    ],
  }
}
