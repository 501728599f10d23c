import fc from 'fast-check'
import type { CoverageQuery, CoverageScope } from '../../packages/core/src/coverage/scope.js'
import { momentOf } from '../../packages/core/src/coverage/scope.js'
import type { CoverageData } from '../../packages/core/src/coverage/summary.js'
import type { CoveragePolicy } from '../../packages/core/src/coverage/verdict.js'

/**
 * Whole projects as plain data, small and mean: few values of everything, so that ties, repetitions, cycles
 * and parents that do not exist come up all the time.
 */
export interface GeneratedProject {
  readonly tickets: readonly GeneratedTicket[]
  readonly testCases: readonly GeneratedTestCase[]
  /** How many test cycles there are; they are numbered from 1. */
  readonly cycles: number
  readonly links: readonly GeneratedLink[]
  /** Links to keys that no ticket has yet. */
  readonly pendingLinks: readonly { readonly testCaseId: number; readonly key: string }[]
  /** How many imports there are that runs can have come with; they are numbered from 1. */
  readonly imports: number
  readonly runs: readonly GeneratedRun[]
}

export interface GeneratedTicket {
  readonly id: number
  readonly key: string
  readonly issueType: string | null
  readonly priority: string | null
  readonly status: string
  readonly resolution: string | null
  readonly components: readonly string[] | null
  readonly labels: readonly string[] | null
  readonly fixVersions: readonly string[]
  readonly parentKey: string | null
  readonly createdDate: Date | null
  readonly deletedAt: Date | null
}

interface GeneratedTestCase {
  readonly id: number
  readonly status: string | null
  readonly aiGenerated: boolean | null
  readonly approved: boolean
}

interface GeneratedLink {
  readonly testCaseId: number
  readonly ticketId: number
  readonly createdAt: Date | null
}

export interface GeneratedRun {
  readonly id: number
  readonly testCaseId: number
  readonly cycleId: number
  readonly status: string
  readonly environment: string | null
  readonly version: string | null
  readonly executedAt: Date | null
  readonly attempt: number
  readonly importId: number | null
  readonly durationMs: number | null
  readonly defects: readonly unknown[]
}

const firstDay = Date.UTC(2026, 2, 1)
const day = 86_400_000

/** The ten days on which everything happens, as `2026-03-01`. */
export const days: readonly string[] = Array.from({ length: 10 }, (_, index) =>
  new Date(firstDay + index * day).toISOString().slice(0, 10),
)

/** Moments that coincide often, and sit on both sides of midnight. */
export const anyMoment: fc.Arbitrary<Date> = fc
  .tuple(fc.nat(days.length - 1), fc.constantFrom(0, 1, day / 2, day - 1))
  .map(([index, offset]) => new Date(firstDay + index * day + offset))

const sometimesNull = <T>(arbitrary: fc.Arbitrary<T>, freq = 5): fc.Arbitrary<T | null> =>
  fc.option(arbitrary, { freq })

// 'constructor' is a word that every object in JavaScript has, and no status, priority or type means.
const environments = ['android', 'ios', 'windows'] as const
const versions = ['1.0', '2.0'] as const
const customStatuses = ['accepted', 'flaky', 'constructor'] as const
const issueTypes = ['Epic', 'Story', 'Bug', 'Task', 'constructor'] as const
const priorities = ['Blocker', 'High', 'medium', 'Low', 'constructor'] as const
const statuses = ['Open', 'Done'] as const
const words = ['a', 'b', 'c'] as const
// Out of alphabetical order, because keys count upwards.
const keys = ['SHOP-1', 'SHOP-2', 'SHOP-9', 'SHOP-10', 'SHOP-11', 'SHOP-100', 'PAY-2', 'PAY'] as const

// As tools write them: keys, objects, addresses, and things without a name.
const defects: readonly unknown[] = [
  'SHOP-9',
  'GONE-1',
  { key: 'SHOP-10' },
  { id: 7 },
  { url: 'https://jira.example.org/browse/PAY-2' },
  {},
  '',
  null,
]

const anyWords = fc.option(fc.subarray([...words]), { freq: 8 })

const anyTicket = fc.record({
  issueType: sometimesNull(fc.constantFrom(...issueTypes)),
  priority: sometimesNull(fc.constantFrom(...priorities)),
  status: fc.constantFrom(...statuses),
  resolution: fc.constantFrom('Fixed', null),
  components: anyWords,
  labels: anyWords,
  fixVersions: fc.subarray([...versions]),
  parentKey: fc.option(fc.constantFrom(...keys, 'GONE-1'), { freq: 3 }),
  createdDate: sometimesNull(anyMoment),
  deletedAt: fc.oneof({ weight: 5, arbitrary: fc.constant(null) }, anyMoment),
})

const anyTestCase = fc.record({
  status: fc.constantFrom('draft', 'ready', 'in-progress', 'passed', 'failed', 'blocked', 'deprecated', null),
  aiGenerated: fc.constantFrom(false, true, null),
  approved: fc.boolean(),
})

const anyRun = fc.record({
  testCaseId: fc.nat(),
  cycleId: fc.nat(),
  status: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom('passed', 'failed') },
    { weight: 2, arbitrary: fc.constantFrom('blocked', 'skipped', 'in-progress', 'not-run') },
    { weight: 1, arbitrary: fc.constantFrom(...customStatuses) },
  ),
  // The empty string is another way to say that there is none.
  environment: fc.constantFrom(...environments, null, ''),
  version: fc.constantFrom(...versions, null),
  executedAt: sometimesNull(anyMoment, 8),
  attempt: fc.integer({ min: 1, max: 3 }),
  importId: fc.option(fc.nat(), { freq: 2 }),
  durationMs: sometimesNull(fc.constantFrom(0, 1, 250, 999, 60_000)),
  defects: fc.array(fc.constantFrom(...defects), { maxLength: 2 }),
})

const anyLink = fc.record({
  testCaseId: fc.nat(),
  ticketId: fc.nat(),
  createdAt: sometimesNull(anyMoment),
})

/** A project whose parts refer to one another; ids count from 1. */
export const anyProject: fc.Arbitrary<GeneratedProject> = fc
  .record({
    keys: fc.shuffledSubarray([...keys], { minLength: 0 }),
    tickets: fc.array(anyTicket, { minLength: keys.length, maxLength: keys.length }),
    testCases: fc.array(anyTestCase, { minLength: 1, maxLength: 6 }),
    cycles: fc.integer({ min: 1, max: 2 }),
    links: fc.array(anyLink, { maxLength: 14 }),
    pendingLinks: fc.uniqueArray(
      fc.record({ testCaseId: fc.nat(5), key: fc.constantFrom('NEW-1', 'NEW-2') }),
      {
        maxLength: 3,
        selector: (link) => JSON.stringify(link),
      },
    ),
    imports: fc.integer({ min: 1, max: 2 }),
    runs: fc.array(anyRun, { maxLength: 24 }),
  })
  .map(({ keys: chosen, tickets, testCases, cycles, links, pendingLinks, imports, runs }) => ({
    tickets: chosen.flatMap((key, index) => {
      const ticket = tickets[index]
      return ticket === undefined ? [] : [{ id: index + 1, key, ...ticket }]
    }),
    testCases: testCases.map((testCase, index) => ({ id: index + 1, ...testCase })),
    cycles,
    links: chosen.length === 0 ? [] : distinctLinks(links, testCases.length, chosen.length),
    pendingLinks: pendingLinks
      .map((link) => ({ ...link, testCaseId: link.testCaseId + 1 }))
      .filter((link) => link.testCaseId <= testCases.length),
    imports,
    runs: runs.map((run, index) => ({
      id: index + 1,
      ...run,
      testCaseId: 1 + (run.testCaseId % testCases.length),
      cycleId: 1 + (run.cycleId % cycles),
      importId: run.importId === null ? null : 1 + (run.importId % imports),
    })),
  }))

function distinctLinks(
  links: readonly GeneratedLink[],
  testCases: number,
  tickets: number,
): readonly GeneratedLink[] {
  const byPair = new Map<string, GeneratedLink>()
  for (const link of links) {
    const [testCaseId, ticketId] = [1 + (link.testCaseId % testCases), 1 + (link.ticketId % tickets)]
    byPair.set(`${testCaseId} ${ticketId}`, { testCaseId, ticketId, createdAt: link.createdAt })
  }
  return [...byPair.values()]
}

/** What a method is asked `asOf`: a moment, or a day, which means its end. */
const anyAsOf: fc.Arbitrary<Date | string> = fc.oneof(
  anyMoment,
  fc.constantFrom(...days),
  anyMoment.map((moment) => moment.toISOString().replace('Z', '+00:00')),
)

/** A list of a scope: mostly open, sometimes with values that nothing has. */
function list<T>(...values: readonly T[]): fc.Arbitrary<readonly T[] | undefined> {
  return fc.oneof(
    { weight: 6, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.constant([]) },
    { weight: 3, arbitrary: fc.subarray([...values], { minLength: 1 }) },
  )
}

/** What selects tickets. */
export const anyTicketScope: fc.Arbitrary<CoverageScope> = fc.record({
  issueTypes: list('Story', 'Bug', 'Nothing'),
  components: list('a', 'b', 'nothing'),
  labels: list('a', 'c', 'nothing'),
  fixVersions: list('1.0', '2.0', '3.0'),
  priorities: list('High', 'Low', 'Nothing'),
  statuses: list('Open', 'Done', 'Nothing'),
  parents: list('SHOP-1', 'SHOP-9', 'GONE-1'),
  createdSince: fc.option(fc.oneof(anyMoment, fc.constantFrom(...days)), { freq: 6, nil: undefined }),
})

/** What selects runs and links. */
const anyRunScope: fc.Arbitrary<CoverageScope> = fc.record({
  environments: list('android', 'ios', '', 'nowhere'),
  versions: list('1.0', '2.0', '3.0'),
  cycleIds: list(1, 2),
  asOf: fc.option(anyAsOf, { freq: 3, nil: undefined }),
})

/** Any scope; cycles go by their number, from 1. */
export const anyScope: fc.Arbitrary<CoverageScope> = fc
  .tuple(anyTicketScope, anyRunScope)
  .map(([tickets, runs]) => ({ ...tickets, ...runs }))

export const anyPolicy: fc.Arbitrary<CoveragePolicy> = fc.record({
  finalRunsFirst: fc.constantFrom(undefined, true, false),
  skipped: fc.constantFrom(undefined, 'count', 'ignore'),
  statuses: fc.option(
    fc.dictionary(fc.constantFrom(...customStatuses), fc.constantFrom('OK', 'NOK', 'NOTRUN', 'UNKNOWN')),
    { freq: 3, nil: undefined },
  ),
})

/** The tickets that are not found deleted, as of a moment if one is given. */
function ticketsOf(project: GeneratedProject, asOf?: CoverageQuery['asOf']): readonly GeneratedTicket[] {
  const moment = momentOf(asOf)
  return project.tickets.filter(
    ({ deletedAt }) => deletedAt === null || (moment !== undefined && deletedAt > moment),
  )
}

/** A project as the pure functions take it. */
export function dataOf(project: GeneratedProject, asOf?: CoverageQuery['asOf']): CoverageData {
  const keyOf = new Map(project.tickets.map((ticket) => [ticket.id, ticket.key]))
  return {
    tickets: ticketsOf(project, asOf).map((ticket) => ({
      ...ticket,
      components: ticket.components ?? [],
      labels: ticket.labels ?? [],
    })),
    testCases: project.testCases.map((testCase) => ({
      ...testCase,
      status: testCase.status ?? '',
      aiGenerated: testCase.aiGenerated ?? false,
    })),
    links: project.links.map(({ testCaseId, ticketId, createdAt }) => ({
      testCaseId,
      key: keyOf.get(ticketId) ?? '',
      createdAt,
    })),
    runs: project.runs,
  }
}
