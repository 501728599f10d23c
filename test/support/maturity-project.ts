import fc from 'fast-check'

/**
 * What the metrics of maturity look at, small and mean: few values of everything, and moments on both sides of
 * every limit. Ids count from 1 in each list.
 */
export interface MeasuredProject {
  readonly tickets: readonly MeasuredTicket[]
  readonly testCases: readonly MeasuredTestCase[]
  readonly links: readonly {
    readonly testCaseId: number
    readonly ticketId: number
    readonly createdAt: Date | null
  }[]
  readonly cycles: readonly MeasuredCycle[]
  readonly items: readonly MeasuredItem[]
  readonly runs: readonly MeasuredRun[]
  readonly recommendations: readonly { readonly status: string | null; readonly createdAt: Date | null }[]
  readonly assessments: readonly (Date | null)[]
}

export interface MeasuredTicket {
  readonly id: number
  readonly issueType: string | null
  readonly priority: string | null
  readonly resolution: string | null
  /** By Jira, and by the row itself. */
  readonly createdDate: Date | null
  readonly createdAt: Date | null
  readonly updatedDate: Date | null
  readonly updatedAt: Date | null
  readonly deletedAt: Date | null
}

export interface MeasuredTestCase {
  readonly id: number
  readonly status: string | null
  readonly aiGenerated: boolean | null
  readonly author: number | null
  readonly approvedBy: number | null
  readonly approvedAt: Date | null
  readonly automatable: boolean | null
  readonly automationStatus: string | null
  readonly createdAt: Date | null
}

interface MeasuredCycle {
  readonly id: number
  readonly status: string | null
  readonly testingMode: string | null
  readonly createdAt: Date | null
  readonly endDate: Date | null
  readonly updatedAt: Date | null
}

interface MeasuredItem {
  readonly id: number
  readonly cycleId: number
  readonly testCaseId: number
  readonly status: string | null
  readonly assignee: number | null
}

interface MeasuredRun {
  readonly id: number
  readonly itemId: number
  readonly status: string
  readonly environment: string | null
  readonly version: string | null
  readonly executedAt: Date | null
  readonly executedBy: number | null
  readonly attempt: number
  /** Whole seconds, as the specification has them. */
  readonly duration: number | null
  readonly durationMs: number | null
  readonly defects: unknown
}

/** The moment of scoring. */
export const asOf = new Date('2026-06-30T12:00:00Z')
/** How many people there are; they are numbered from 1. */
export const people = 3

const day = 86_400_000

const anyMoment: fc.Arbitrary<Date> = fc
  .oneof(
    fc.constantFrom(-200 * day, -120 * day, -60 * day, -45 * day, -10 * day, -1.5 * day),
    // At the limits: 90 days and 30 days before, and the moment itself.
    fc.constantFrom(-90 * day, -90 * day + 1, -90 * day - 1, -30 * day, -30 * day - 1, 0, 1, 5 * day),
  )
  .map((offset) => new Date(asOf.getTime() + offset))

const anyDate = fc.option(anyMoment, { freq: 6 })
const anyPerson = fc.option(fc.integer({ min: 1, max: people }), { freq: 3 })

const anyTicket = fc.record({
  issueType: fc.constantFrom('Bug', 'DEFECT', 'Story', null),
  priority: fc.constantFrom('Blocker', 'HIGH', 'urgent', 'Low', null),
  resolution: fc.constantFrom('Fixed', 'done', 'Won’t Fix', null),
  createdDate: anyDate,
  createdAt: anyDate,
  updatedDate: anyDate,
  updatedAt: anyDate,
  deletedAt: fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, anyMoment),
})

const anyTestCase = fc.record({
  status: fc.constantFrom('ready', 'draft', 'passed', 'deprecated', null),
  aiGenerated: fc.constantFrom(false, false, true, null),
  author: anyPerson,
  approvedBy: anyPerson,
  approvedAt: anyDate,
  automatable: fc.constantFrom(true, false, null),
  automationStatus: fc.constantFrom('automated', 'manual', null),
  createdAt: anyDate,
})

const anyCycle = fc.record({
  status: fc.constantFrom('created', 'in-progress', 'completed', 'archived', null),
  testingMode: fc.constantFrom('manual', 'ai-assisted-manual', 'automated', null),
  createdAt: anyDate,
  endDate: anyDate,
  updatedAt: anyDate,
})

const anyRun = fc.record({
  status: fc.constantFrom('passed', 'failed', 'passed', 'failed', 'blocked', 'skipped', 'flaky'),
  environment: fc.constantFrom('ios', 'ios', 'android', '', null),
  version: fc.constantFrom('1.0', '1.0', '2.0', '', null),
  executedAt: anyDate,
  executedBy: anyPerson,
  attempt: fc.integer({ min: 1, max: 3 }),
  duration: fc.option(fc.nat(100)),
  durationMs: fc.option(fc.nat(100_000)),
  defects: fc.constantFrom<unknown>([], ['SHOP-9'], null, {}, 'SHOP-9'),
})

const anyItem = fc.record({
  status: fc.constantFrom('passed', 'failed', 'blocked', 'skipped', 'not-run', null),
  assignee: anyPerson,
})

const anyRecommendation = fc.record({
  status: fc.constantFrom('active', 'in-progress', 'done', 'declined', null),
  createdAt: anyDate,
})

/** A project whose parts refer to one another. */
export const anyMeasuredProject: fc.Arbitrary<MeasuredProject> = fc
  .record({
    tickets: fc.array(anyTicket, { maxLength: 6 }),
    testCases: fc.array(anyTestCase, { maxLength: 4 }),
    linked: fc.array(fc.tuple(fc.nat(), fc.nat(), anyDate), { maxLength: 12 }),
    cycles: fc.array(anyCycle, { maxLength: 2 }),
    items: fc.array(anyItem, { minLength: 8, maxLength: 8 }),
    runs: fc.array(fc.tuple(fc.nat(), anyRun), { maxLength: 24 }),
    recommendations: fc.array(anyRecommendation, { maxLength: 4 }),
    assessments: fc.array(anyDate, { maxLength: 3 }),
  })
  .map(({ tickets, testCases, linked, cycles, items, runs, ...others }) => {
    // Every test case is in every cycle.
    const places = cycles.flatMap((_, cycle) =>
      testCases.map((__, testCase) => ({ cycleId: cycle + 1, testCaseId: testCase + 1 })),
    )
    const pairs = new Map(
      tickets.length * testCases.length === 0
        ? []
        : linked.map(([testCase, ticket, createdAt]) => {
            const link = {
              testCaseId: 1 + (testCase % testCases.length),
              ticketId: 1 + (ticket % tickets.length),
            }
            return [`${link.testCaseId} ${link.ticketId}`, { ...link, createdAt }] as const
          }),
    )
    return {
      ...others,
      tickets: numbered(tickets),
      testCases: numbered(testCases),
      links: [...pairs.values()],
      cycles: numbered(cycles),
      items: places.flatMap((place, index) => {
        const item = items[index]
        return item === undefined ? [] : [{ id: index + 1, ...place, ...item }]
      }),
      runs:
        places.length === 0
          ? []
          : runs.map(([item, run], index) => ({ id: index + 1, itemId: 1 + (item % places.length), ...run })),
    }
  })

function numbered<T extends object>(rows: readonly T[]): readonly (T & { readonly id: number })[] {
  return rows.map((row, index) => ({ id: index + 1, ...row }))
}
