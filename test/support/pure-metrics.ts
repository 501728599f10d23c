import { coverTickets } from '../../packages/core/src/coverage/summary.js'
import type { MetricName } from '../../packages/core/src/maturity/metric-names.js'
import type { MeasuredProject, MeasuredTestCase, MeasuredTicket } from './maturity-project.js'

const day = 86_400_000

/**
 * Every metric as docs/maturity.md words it, over plain rows, without looking at how the product computes it. The
 * names are those of the page.
 */
export function measurePurely(
  project: MeasuredProject,
  asOf: Date,
): Readonly<Record<MetricName, number | null>> {
  const isRecent = (date: Date | null): boolean => date !== null && age(date) >= 0 && age(date) < 90
  const age = (date: Date): number => (asOf.getTime() - date.getTime()) / day

  const tickets = ticketsAt(project, asOf)
  const active = project.testCases.filter((testCase) => isActive(testCase, asOf))
  const automated = active.filter((testCase) => testCase.automationStatus === 'automated')
  const others = active.filter((testCase) => testCase.automationStatus !== 'automated')

  const runs = runsAt(project, asOf)
  const finals = runs.filter(isFinal)
  const recent = runs.filter((run) => isRecent(run.executedAt))
  const recentFinals = recent.filter(isFinal)
  const pairs = [...groupBy(recentFinals, (run) => [run.testCase.id, run.place])]
  const standing = pairs.map((pair) => ({ pair, newest: pair.toSorted(newestFirst)[0] }))
  const failures = standing.filter(({ newest }) => newest?.status === 'failed')
  const reruns = [
    ...groupBy(recentFinals, (run) => [
      run.testCase.id,
      run.place,
      run.build,
      run.build === null ? run.cycleId : null,
    ]),
  ]

  const delivered = tickets.filter(
    (ticket) =>
      isRecent(ticket.updated) &&
      isOneOf(ticket.resolution, ['done', 'fixed', 'resolved', 'complete', 'completed', 'implemented']),
  )
  const isCritical = (ticket: MeasuredTicket): boolean =>
    isOneOf(ticket.priority, ['blocker', 'critical', 'highest', 'high', 'urgent'])
  const isBug = (ticket: MeasuredTicket): boolean => isOneOf(ticket.issueType, ['bug', 'defect'])
  const bugs = tickets.filter(isBug)
  const openCriticalBugs = bugs.filter((bug) => isCritical(bug) && bug.resolution === null)

  const cycles = new Map(project.cycles.map((cycle) => [cycle.id, cycle]))
  const items = project.items.flatMap((item) => {
    const cycle = cycles.get(item.cycleId)
    if (cycle === undefined || !isBy(cycle.createdAt, asOf)) return []
    const isOver = cycle.status === 'completed' || cycle.status === 'archived'
    const endsLater = cycle.endDate === null || cycle.endDate > asOf
    return [
      {
        ...item,
        ended: isRecent(cycle.endDate) || (isOver && isRecent(cycle.updatedAt) && endsLater),
        open: !isOver,
        byPeople: cycle.testingMode !== 'automated',
      },
    ]
  })
  const ended = items.filter((item) => item.ended)

  const wasReviewed = (testCase: MeasuredTestCase): boolean =>
    testCase.approvedBy !== null &&
    testCase.approvedBy !== testCase.author &&
    testCase.approvedAt !== null &&
    testCase.approvedAt <= asOf
  const contributors = [
    ...active.filter((testCase) => isRecent(testCase.createdAt)).map((testCase) => testCase.author),
    ...active.filter((testCase) => isRecent(testCase.approvedAt)).map((testCase) => testCase.approvedBy),
    ...recent.map((run) => run.executedBy),
  ]

  const oldRecommendations = project.recommendations.filter(
    ({ createdAt }) => createdAt !== null && age(createdAt) > 30,
  )
  const assessed = project.assessments.flatMap((date) => (date === null || date > asOf ? [] : [age(date)]))
  const before = new Date(asOf.getTime() - 90 * day)
  const [now, then] = [linkedRatio(project, asOf), linkedRatio(project, before)]

  return {
    'coverage.linked': now,
    'coverage.executed': ratio(tickets, (ticket) => ticket.executed),
    'coverage.passing': ratio(tickets, (ticket) => ticket.verdict === 'OK'),
    'coverage.newLinked': ratio(
      tickets.filter((ticket) => isRecent(ticket.created)),
      (ticket) => ticket.counted > 0,
    ),
    'automation.ratio': ratio(
      active.filter((testCase) => automated.includes(testCase) || testCase.automatable !== false),
      (testCase) => automated.includes(testCase),
    ),
    'automation.exercisedRatio': ratio(automated, ({ id }) =>
      recentFinals.some((run) => run.testCase.id === id),
    ),
    'execution.passRate': ratio(standing, ({ newest }) => newest?.status === 'passed'),
    'execution.flakyRate': ratio(reruns, (group) => {
      const order = group.toSorted(inOrder).map((run) => run.status)
      return order.includes('failed') && order.lastIndexOf('passed') > order.indexOf('failed')
    }),
    'execution.freshnessDays': least(
      finals.flatMap((run) => (run.executedAt === null ? [] : [age(run.executedAt)])),
    ),
    'execution.medianDurationSeconds': median(
      recentFinals
        .filter((run) => automated.includes(run.testCase))
        .flatMap((run) => (run.durationMs === null ? (run.duration ?? []) : run.durationMs / 1000)),
    ),
    'execution.blockedRate': ratio(
      recent.filter((run) => isFinal(run) || run.status === 'blocked'),
      (run) => run.status === 'blocked',
    ),
    'execution.traceableRatio': ratio(recentFinals, (run) => run.place !== null && run.build !== null),
    'defects.linkedFailureRatio': ratio(failures, ({ pair }) =>
      pair.some((run) => run.status === 'failed' && Array.isArray(run.defects) && run.defects.length > 0),
    ),
    'defects.regressionRatio': ratio(delivered.filter(isBug), (ticket) => ticket.counted > 0),
    'risk.criticalCoverage': ratio(tickets.filter(isCritical), (ticket) => ticket.executed),
    'risk.criticalPassing': ratio(tickets.filter(isCritical), (ticket) => ticket.verdict === 'OK'),
    'risk.openCriticalDefectAgeDays':
      bugs.length === 0
        ? null
        : (median(openCriticalBugs.flatMap((bug) => (bug.created === null ? [] : [age(bug.created)]))) ?? 0),
    'process.cycleCompletion': ratio(
      ended.filter((item) => item.status !== 'skipped'),
      (item) => item.status === 'passed' || item.status === 'failed',
    ),
    'process.leadTimeDays': median(
      delivered.flatMap(({ firstRun, updated }) =>
        firstRun === null || updated === null
          ? []
          : [Math.max(0, (firstRun.getTime() - updated.getTime()) / day)],
      ),
    ),
    'collaboration.assignedRatio': ratio(
      items.filter((item) => item.byPeople && (item.open || item.ended)),
      (item) => item.assignee !== null,
    ),
    'collaboration.reviewers':
      active.length === 0
        ? null
        : new Set(
            active
              .filter((testCase) => wasReviewed(testCase) && isRecent(testCase.approvedAt))
              .map((testCase) => testCase.approvedBy),
          ).size,
    'collaboration.reviewedRatio': ratio(others, wasReviewed),
    'collaboration.contributors':
      active.length === 0 ? null : new Set(contributors.filter((person) => person !== null)).size,
    'improvement.coverageTrend':
      now === null || then === null || linksAt(project, before).length === 0 ? null : 100 * (now - then),
    'improvement.recommendationsClosed': ratio(
      oldRecommendations,
      ({ status }) => status !== null && status !== 'active' && status !== 'in-progress',
    ),
    'improvement.assessmentAgeDays': least(assessed),
  }
}

/** The date by which the freshness of all metrics is judged. */
export function newestEvidence(project: MeasuredProject, asOf: Date): Date | null {
  const runs = runsAt(project, asOf).flatMap((run) => run.executedAt ?? [])
  const others = [
    ...project.testCases.flatMap((testCase) => testCase.createdAt ?? []),
    ...ticketsAt(project, asOf).flatMap((ticket) => ticket.created ?? []),
  ]
  const dates = (runs.length > 0 ? runs : others.filter((date) => date <= asOf)).map((date) => date.getTime())
  return dates.length === 0 ? null : new Date(Math.max(...dates))
}

/** Exists at the moment, is not deprecated and, if a model wrote it, was approved by then. */
function isActive(testCase: MeasuredTestCase, asOf: Date): boolean {
  return (
    isBy(testCase.createdAt, asOf) &&
    testCase.status !== 'deprecated' &&
    (testCase.aiGenerated !== true || (testCase.approvedAt !== null && testCase.approvedAt <= asOf))
  )
}

/** The tickets that exist at a moment, with their counted test cases and what those say. */
function ticketsAt(project: MeasuredProject, asOf: Date) {
  const links = linksAt(project, asOf)
  const active = project.testCases.filter((testCase) => isActive(testCase, asOf))
  const runs = everyRun(project)
  const covered = coverTickets(
    {
      tickets: project.tickets.map((ticket) => ({ ...ticket, ...nothingElse, key: String(ticket.id) })),
      testCases: active.map(({ id }) => ({ id, status: 'ready', aiGenerated: false, approved: false })),
      links: links.map((link) => ({ ...link, key: String(link.ticketId) })),
      runs: runs.map((run) => ({ ...run, testCaseId: run.testCase.id })),
    },
    { asOf },
  )
  return project.tickets
    .map((ticket, index) => {
      const linked = new Set(
        links.filter((link) => link.ticketId === ticket.id).map((link) => link.testCaseId),
      )
      const dates = runs
        .filter((run) => linked.has(run.testCase.id) && isFinal(run))
        .flatMap((run) =>
          run.executedAt === null || run.executedAt > asOf ? [] : [run.executedAt.getTime()],
        )
      return {
        ...ticket,
        created: ticket.createdDate ?? ticket.createdAt,
        updated: ticket.updatedDate ?? ticket.updatedAt,
        counted: linked.size,
        verdict: covered[index]?.verdict,
        executed: covered[index]?.executed ?? false,
        firstRun: dates.length === 0 ? null : new Date(Math.min(...dates)),
      }
    })
    .filter((ticket) => isBy(ticket.created, asOf) && (ticket.deletedAt === null || ticket.deletedAt > asOf))
}

const nothingElse = { components: [], labels: [], fixVersions: [], parentKey: null, status: 'Open' }

function linksAt(project: MeasuredProject, asOf: Date) {
  const active = new Set(project.testCases.filter((one) => isActive(one, asOf)).map((one) => one.id))
  return project.links.filter((link) => active.has(link.testCaseId) && isBy(link.createdAt, asOf))
}

function linkedRatio(project: MeasuredProject, asOf: Date): number | null {
  return ratio(ticketsAt(project, asOf), (ticket) => ticket.counted > 0)
}

function everyRun(project: MeasuredProject) {
  const items = new Map(project.items.map((item) => [item.id, item]))
  const testCases = new Map(project.testCases.map((testCase) => [testCase.id, testCase]))
  return project.runs.flatMap((run) => {
    const item = items.get(run.itemId)
    const testCase = testCases.get(item?.testCaseId ?? 0)
    if (item === undefined || testCase === undefined) return []
    return [
      { ...run, testCase, cycleId: item.cycleId, place: run.environment || null, build: run.version || null },
    ]
  })
}

type Run = ReturnType<typeof everyRun>[number]

/** The runs of active test cases that were executed by a moment; one without a time is not seen. */
function runsAt(project: MeasuredProject, asOf: Date): readonly Run[] {
  return everyRun(project).filter(
    (run) => isActive(run.testCase, asOf) && run.executedAt !== null && run.executedAt <= asOf,
  )
}

function isFinal(run: { readonly status: string }): boolean {
  return run.status === 'passed' || run.status === 'failed'
}

/** What has no date was always there. */
function isBy(date: Date | null, asOf: Date): boolean {
  return date === null || date <= asOf
}

function isOneOf(text: string | null, words: readonly string[]): boolean {
  return text !== null && words.includes(text.toLowerCase())
}

function newestFirst(a: Run, b: Run): number {
  return (b.executedAt?.getTime() ?? 0) - (a.executedAt?.getTime() ?? 0) || b.id - a.id
}

function inOrder(a: Run, b: Run): number {
  return (
    (a.executedAt?.getTime() ?? 0) - (b.executedAt?.getTime() ?? 0) || a.attempt - b.attempt || a.id - b.id
  )
}

function groupBy<T>(values: readonly T[], keyOf: (value: T) => unknown): Iterable<readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const value of values) {
    const key = JSON.stringify(keyOf(value))
    groups.set(key, [...(groups.get(key) ?? []), value])
  }
  return groups.values()
}

function ratio<T>(whole: readonly T[], isPart: (value: T) => boolean): number | null {
  return whole.length === 0 ? null : whole.filter(isPart).length / whole.length
}

/** Of an even number the mean of the two in the middle. */
function median(values: readonly number[]): number | null {
  if (values.length === 0) return null
  const sorted = values.toSorted((a, b) => a - b)
  const [low = 0, high = 0] = [
    sorted[Math.ceil(sorted.length / 2) - 1],
    sorted[Math.floor(sorted.length / 2)],
  ]
  return (low + high) / 2
}

function least(values: readonly number[]): number | null {
  return values.length === 0 ? null : Math.min(...values)
}
