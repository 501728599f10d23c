import type { CreateProject, Project } from '../projects/types.js'
import type { Services } from '../services.js'
import type { CreateTestCase } from '../test-cases/types.js'
import type { TestCycle } from '../test-cycles/types.js'
import type { RecordTestRun } from '../test-runs/types.js'
import type { CreateTicket } from '../tickets/types.js'

/** A test case, the keys that it covers, and its runs from the oldest to the newest. */
export interface TestCaseDescription extends Partial<Omit<CreateTestCase, 'projectId' | 'title'>> {
  readonly covers?: readonly string[]
  /** A status alone, or more of a run. Without a date, each run is a minute younger than the one before. */
  readonly runs?: readonly (string | RunDescription)[]
}

type RunDescription = Partial<Omit<RecordTestRun, 'projectId' | 'cycleItemId' | 'cycleId' | 'testCaseId'>> & {
  readonly status: string
}

/** A project in a few lines. What is left out is made up. */
export interface ProjectDescription extends Partial<CreateProject> {
  /** Keys alone, or more of a ticket. */
  readonly tickets?: readonly (
    | string
    | (Partial<Omit<CreateTicket, 'projectId'>> & { readonly jiraKey: string })
  )[]
  /** By title. */
  readonly testCases?: Readonly<Record<string, TestCaseDescription>>
}

/** What was built. */
export interface BuiltProject {
  readonly project: Project
  readonly cycle: TestCycle
  /** Ids of test cases by title, and of tickets by key. */
  readonly testCaseIds: Readonly<Record<string, number>>
  readonly ticketIds: Readonly<Record<string, number>>
}

/**
 * Builds a project through the services, as their actor.
 *
 * @example
 * ```ts
 * await buildProject(atmosfera.system, {
 *   tickets: ['SHOP-1', { jiraKey: 'SHOP-2', issueType: 'Bug', priority: 'High' }],
 *   testCases: { 'pays by card': { covers: ['SHOP-1'], runs: ['failed', 'passed'] } },
 * })
 * ```
 */
export async function buildProject(
  services: Services,
  description: ProjectDescription = {},
): Promise<BuiltProject> {
  const { tickets = [], testCases = {}, ...fields } = description
  const project = await services.projects.create({ name: 'A project', ...fields })
  const projectId = project.id
  const createdTickets = await services.tickets.createMany(
    tickets.map((ticket) => ({
      projectId,
      status: 'Open',
      ...(typeof ticket === 'string'
        ? { jiraKey: ticket, summary: ticket }
        : { summary: ticket.jiraKey, ...ticket }),
    })),
  )
  const described = Object.entries(testCases)
  const createdTestCases = await services.testCases.createMany(
    described.map(([title, { covers: _, runs: __, ...testCase }]) => ({ projectId, title, ...testCase })),
  )
  const testCaseIds = Object.fromEntries(createdTestCases.map((testCase) => [testCase.title, testCase.id]))
  const cycle = await services.testCycles.create({ projectId, name: 'A cycle' })
  await services.links.linkMany(
    described.flatMap(([title, { covers = [] }]) =>
      covers.map((key) => ({ projectId, testCaseId: idOf(testCaseIds, title), key })),
    ),
  )
  await services.testRuns.recordMany(
    described.flatMap(([title, { runs = [] }]) => {
      const oldest = Date.now() - runs.length * 60_000
      return runs.map((run, index) => ({
        projectId,
        cycleId: cycle.id,
        testCaseId: idOf(testCaseIds, title),
        executedAt: new Date(oldest + index * 60_000),
        ...(typeof run === 'string' ? { status: run } : run),
      }))
    }),
  )
  return {
    project,
    cycle,
    testCaseIds,
    ticketIds: Object.fromEntries(createdTickets.map((ticket) => [ticket.jiraKey, ticket.id])),
  }
}

function idOf(ids: Readonly<Record<string, number>>, title: string): number {
  const id = ids[title]
  if (id === undefined) throw new RangeError(`there is no test case ${JSON.stringify(title)}`)
  return id
}
