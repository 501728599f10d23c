import type { CoveragePolicy } from './verdict.js'

/**
 * What coverage is asked about. Within one list any value will do, between lists all must hold; an empty or
 * missing list selects everything.
 */
export interface CoverageScope extends TicketScope, RunScope {}

/** Which tickets are to be covered. */
export interface TicketScope {
  readonly issueTypes?: readonly string[] | undefined
  readonly components?: readonly string[] | undefined
  readonly labels?: readonly string[] | undefined
  readonly fixVersions?: readonly string[] | undefined
  readonly priorities?: readonly string[] | undefined
  readonly statuses?: readonly string[] | undefined
  /** Keys of parents: the tickets directly below them. */
  readonly parents?: readonly string[] | undefined
  /** Tickets that were created in Jira at that moment or later; those without a date were not. */
  readonly createdSince?: Date | string | undefined
}

/** Which runs count. */
export interface RunScope {
  /** The empty string stands for runs without an environment. */
  readonly environments?: readonly string[] | undefined
  readonly versions?: readonly string[] | undefined
  readonly cycleIds?: readonly number[] | undefined
  /**
   * The state at that moment: without runs and links made later. A date without a time means the end of that
   * day, in UTC.
   */
  readonly asOf?: Date | string | undefined
}

/** A scope of one project, with the policy to apply where it is not the project's own. */
export interface CoverageQuery extends CoverageScope {
  readonly projectId: number
  readonly policy?: CoveragePolicy | undefined
}

/** A ticket as scopes and rollups see it. */
export interface ScopedTicket {
  readonly key: string
  readonly issueType: string | null
  readonly priority: string | null
  readonly status: string
  readonly components: readonly string[]
  readonly labels: readonly string[]
  readonly fixVersions: readonly string[]
  readonly parentKey: string | null
  readonly createdDate: Date | null
}

/** Whether the scope selects this ticket. */
export function selectsTicket(scope: TicketScope, ticket: ScopedTicket): boolean {
  return (
    includes(scope.issueTypes, ticket.issueType) &&
    includes(scope.priorities, ticket.priority) &&
    includes(scope.statuses, ticket.status) &&
    includes(scope.parents, ticket.parentKey) &&
    overlaps(scope.components, ticket.components) &&
    overlaps(scope.labels, ticket.labels) &&
    overlaps(scope.fixVersions, ticket.fixVersions) &&
    isSince(ticket.createdDate, scope.createdSince)
  )
}

/** A run as scopes see it. */
export interface ScopedRun {
  readonly environment: string | null
  readonly version: string | null
  readonly cycleId: number
  readonly executedAt: Date | null
}

/** Whether the scope selects this run. */
export function selectsRun(scope: RunScope, run: ScopedRun): boolean {
  return (
    includes(scope.environments, run.environment ?? '') &&
    includes(scope.versions, run.version) &&
    (isOpen(scope.cycleIds) || scope.cycleIds.includes(run.cycleId)) &&
    isBy(run.executedAt, momentOf(scope.asOf))
  )
}

/** Whether the scope selects any tickets in particular. */
export function narrowsTickets(scope: TicketScope): boolean {
  const lists = [
    scope.issueTypes,
    scope.components,
    scope.labels,
    scope.fixVersions,
    scope.priorities,
    scope.statuses,
    scope.parents,
  ]
  return scope.createdSince !== undefined || lists.some((list) => !isOpen(list))
}

/** `asOf` as a moment: the end of the day for a date without a time. */
export function momentOf(asOf: Date | string | undefined): Date | undefined {
  if (asOf === undefined || asOf instanceof Date) return asOf
  return new Date(/^\d{4}-\d{2}-\d{2}$/.test(asOf) ? `${asOf}T23:59:59.999Z` : asOf)
}

/** Whether something dated so was there at that moment; what has no date always was. */
export function isBy(date: Date | null, moment: Date | undefined): boolean {
  return moment === undefined || date === null || date.getTime() <= moment.getTime()
}

function isSince(date: Date | null, since: Date | string | undefined): boolean {
  return since === undefined || (date !== null && date.getTime() >= new Date(since).getTime())
}

function isOpen<T>(list: readonly T[] | undefined): list is undefined {
  return list === undefined || list.length === 0
}

function includes(list: readonly string[] | undefined, value: string | null): boolean {
  return isOpen(list) || (value !== null && list.includes(value))
}

function overlaps(list: readonly string[] | undefined, values: readonly string[]): boolean {
  return isOpen(list) || list.some((wanted) => values.includes(wanted))
}
