import { defectKey, isDefectType, type TestDefect } from '../../packages/core/src/coverage/defects.js'
import type {
  LastRun,
  MatrixGrouping,
  MatrixScope,
  TestCaseMatrixItem,
  TestCaseResult,
  TicketMatrixItem,
} from '../../packages/core/src/coverage/matrix-types.js'
import { isBy, momentOf } from '../../packages/core/src/coverage/scope.js'
import { type CoveragePolicy, compareRuns } from '../../packages/core/src/coverage/verdict.js'
import type { GeneratedProject } from './coverage-project.js'
import { coverPurely, type PureCoverage, type PureTestCase, type PureTicket } from './pure-coverage.js'

/** A stored project, as far as its matrix goes. */
type MatrixProject = GeneratedProject & { readonly projectId: number }

/** What a matrix by ticket has to hold, in order. */
export function ticketMatrix(
  project: MatrixProject,
  scope: Omit<MatrixScope, 'projectId' | 'policy'>,
  policy: CoveragePolicy,
): readonly TicketMatrixItem[] {
  const coverage = coverPurely(project, scope, policy)
  const rows = coverage.selected
    .filter((ticket) => scope.uncovered === true || ticket.testCases.size > 0)
    .flatMap((ticket) => groupsOf(coverage, ticket, scope.groupBy).map((group) => ({ ticket, group })))
  return rows
    .toSorted((a, b) => compareGroups(a.group, b.group) || compareTickets(a.ticket, b.ticket))
    .map(({ ticket, group }) => ({
      ...(scope.groupBy === undefined ? {} : { group }),
      ...shown(ticket),
      testCases: [...ticket.testCases]
        .toSorted(([a], [b]) => a - b)
        .map(([id, testCase]) => resultOf(project, coverage, scope, id, testCase)),
    }))
}

/** What a matrix by test case has to hold, in order. */
export function testCaseMatrix(
  project: MatrixProject,
  scope: Omit<MatrixScope, 'projectId' | 'policy'>,
  policy: CoveragePolicy,
): readonly TestCaseMatrixItem[] {
  const coverage = coverPurely(project, scope, policy)
  const rows = new Map<string, { id: number; group: string | null; tickets: PureTicket[] }>()
  for (const ticket of coverage.selected.toSorted(compareTickets)) {
    for (const group of groupsOf(coverage, ticket, scope.groupBy)) {
      for (const id of ticket.testCases.keys()) {
        const name = JSON.stringify([id, group])
        const row = rows.get(name) ?? { id, group, tickets: [] }
        row.tickets.push(ticket)
        rows.set(name, row)
      }
    }
  }
  if (scope.orphaned === true) {
    for (const id of orphanIds(coverage)) rows.set(`orphan ${id}`, { id, group: null, tickets: [] })
  }
  return [...rows.values()]
    .toSorted((a, b) => compareGroups(a.group, b.group) || a.id - b.id)
    .flatMap(({ id, group, tickets }) => {
      const testCase = coverage.testCases.get(id)
      if (testCase === undefined) return []
      const result = resultOf(project, coverage, scope, id, testCase)
      return [{ ...(scope.groupBy === undefined ? {} : { group }), ...result, tickets: tickets.map(shown) }]
    })
}

/** The counted test cases that no ticket has which is there. */
export function orphanIds({ testCases, tickets }: PureCoverage): readonly number[] {
  return [...testCases.keys()].filter((id) => tickets.every((ticket) => !ticket.testCases.has(id)))
}

/** The epics of a ticket: it and what is above it at any depth, as far as those are there. */
export function epicsOf(tickets: readonly PureTicket[], ticket: PureTicket): readonly string[] {
  const seen = new Set<PureTicket>()
  for (
    let above: PureTicket | undefined = ticket;
    above !== undefined && !seen.has(above);
    above = tickets.find((one) => one.key === above?.parentKey)
  ) {
    seen.add(above)
  }
  return [...seen].filter((one) => one.issueType?.toLowerCase() === 'epic').map((one) => one.key)
}

function groupsOf(
  { tickets }: PureCoverage,
  ticket: PureTicket,
  groupBy: MatrixGrouping | undefined,
): readonly (string | null)[] {
  if (groupBy === undefined) return [null]
  const values = {
    epic: () => epicsOf(tickets, ticket),
    component: () => ticket.components,
    fixVersion: () => ticket.fixVersions,
  }[groupBy]()
  return values.length === 0 ? [null] : [...new Set(values)]
}

function resultOf(
  project: MatrixProject,
  coverage: PureCoverage,
  scope: Omit<MatrixScope, 'projectId' | 'policy'>,
  id: number,
  { verdict, lastExecutedAt, environments }: PureTestCase,
): TestCaseResult {
  const deciding = environments.filter((one) => !one.ignored).map((one) => one.taken)
  const [last] = deciding.toSorted(compareRuns)
  const moment = momentOf(scope.asOf)
  const linked = project.links
    .filter((link) => link.testCaseId === id && isBy(link.createdAt, moment))
    .flatMap((link) => coverage.tickets.find((ticket) => ticket.id === link.ticketId) ?? [])
    .filter((ticket) => isDefectType(ticket.issueType))
    .map((ticket) => ticket.key)
  const named = environments.flatMap((one) => one.taken.defects).flatMap((entry) => defectKey(entry) ?? [])
  const keys = [...new Set([...named, ...linked])].toSorted((a, b) => compareText(natural(a), natural(b)))
  return {
    id,
    externalId: null,
    title: `Test ${id - project.projectId}`,
    verdict,
    lastExecutedAt,
    lastRun: last === undefined ? null : lastRunOf(last),
    environments: Object.fromEntries(environments.map((one) => [one.environment ?? '', one.verdict])),
    defects: keys.map((key): TestDefect => {
      const ticket = coverage.tickets.find((one) => one.key === key)
      return {
        key,
        sources: [
          ...(named.includes(key) ? (['run'] as const) : []),
          ...(linked.includes(key) ? (['link'] as const) : []),
        ],
        summary: ticket === undefined ? null : `About ${key}`,
        status: ticket?.status ?? null,
        resolved: ticket === undefined ? null : ticket.resolution !== null,
      }
    }),
  }
}

function lastRunOf({ id, status, executedAt, environment, version }: LastRun): LastRun {
  return { id, status, executedAt, environment: environment === '' ? null : environment, version }
}

function shown({ key, verdict }: PureTicket) {
  return { key, summary: `About ${key}`, verdict }
}

/** Groups by their characters, none last. */
function compareGroups(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null)
  return compareText(a, b)
}

function compareTickets(a: PureTicket, b: PureTicket): number {
  return compareText(natural(a.key), natural(b.key)) || a.id - b.id
}

/** Keys count upwards: SHOP-9 comes before SHOP-10. */
function natural(key: string): string {
  return key.replace(/[0-9]*$/, (digits) => digits.padStart(12, '0'))
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
