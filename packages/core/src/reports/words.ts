/** Words that every form of a report uses. */

import type { CoverageScope } from '../coverage/scope.js'
import type { CoverageBreakdown } from '../coverage/types.js'
import type { CoveragePolicy, Verdict } from '../coverage/verdict.js'
import { count } from '../formatting.js'
import type { ProjectReport } from './types.js'

/** What each verdict says of a ticket. */
export const verdictMeanings: Readonly<Record<Verdict, string>> = {
  OK: 'every test passed',
  NOK: 'a test failed',
  NOTRUN: 'a test has no result',
  UNKNOWN: 'a result that the policy gives no meaning',
  UNCOVERED: 'no test covers it',
}

/** As bars and lists are read: what is proven, then what is not. */
export const verdictOrder: readonly Verdict[] = ['OK', 'NOK', 'NOTRUN', 'UNKNOWN', 'UNCOVERED']

/** What a breakdown is by: one of it, several, and those without. */
export const groupings: Readonly<
  Record<CoverageBreakdown['by'], { readonly one: string; readonly many: string; readonly none: string }>
> = {
  fixVersion: { one: 'Fix version', many: 'fix versions', none: '(no fix version)' },
  component: { one: 'Component', many: 'components', none: '(no component)' },
  epic: { one: 'Epic', many: 'epics', none: '(no epic)' },
  priority: { one: 'Priority', many: 'priorities', none: '(no priority)' },
  label: { one: 'Label', many: 'labels', none: '(no label)' },
  issueType: { one: 'Type', many: 'types', none: '(no type)' },
  environment: { one: 'Environment', many: 'environments', none: '(no environment)' },
}

/** A moment to the minute, in UTC as everything here; a dash where there is none. */
export function minute(moment: Date | null): string {
  return moment === null ? '–' : `${moment.toISOString().slice(0, 16).replace('T', ' ')} UTC`
}

/** How old something is at a moment; nothing where there is nothing. */
export function age(moment: Date | null, now: Date): string {
  if (moment === null) return ''
  const days = Math.floor((now.getTime() - moment.getTime()) / 86_400_000)
  if (days < 1) return 'less than a day old'
  return days === 1 ? '1 day old' : `${count(days)} days old`
}

/** Which tickets and runs a scope selects, a line for each. */
export function describeScope(
  scope: CoverageScope,
  cycles: readonly string[],
): { readonly tickets: string; readonly runs: string } {
  const among = (name: string, values: readonly string[] | undefined): readonly string[] =>
    values === undefined || values.length === 0 ? [] : [`${name} ${values.join(' or ')}`]
  const tickets = [
    ...among('of type', scope.issueTypes),
    ...among('in component', scope.components),
    ...among('labelled', scope.labels),
    ...among('for fix version', scope.fixVersions),
    ...among('with priority', scope.priorities),
    ...among('with status', scope.statuses),
    ...among('directly below', scope.parents),
    ...(scope.createdSince === undefined ? [] : [`created since ${momentText(scope.createdSince)}`]),
  ]
  const environments = scope.environments?.map((name) => (name === '' ? '(no environment)' : name))
  const runs = [
    ...among('on', environments),
    ...among('of version', scope.versions),
    ...among('in cycle', cycles),
    ...(scope.asOf === undefined ? [] : [`until ${momentText(scope.asOf)}`]),
  ]
  return {
    tickets: tickets.length === 0 ? 'all tickets' : `tickets ${tickets.join(', ')}`,
    runs: runs.length === 0 ? 'all runs' : `runs ${runs.join(', ')}`,
  }
}

/** A moment as it was asked for: a day stays a day. */
function momentText(moment: Date | string): string {
  return moment instanceof Date ? minute(moment) : moment
}

/** How runs became verdicts, where that can be chosen. */
export function describePolicy({
  finalRunsFirst = true,
  skipped = 'count',
  statuses = {},
}: CoveragePolicy): readonly string[] {
  return [
    finalRunsFirst
      ? 'For each test case and environment the newest run that passed or failed decides; where there is none, the newest run.'
      : 'For each test case and environment the newest run decides.',
    skipped === 'ignore'
      ? 'Environments whose run was skipped are left out.'
      : 'A skipped run counts as not run.',
    ...Object.entries(statuses).map(([status, verdict]) => `The status “${status}” means ${verdict}.`),
  ]
}

/** A breakdown whose values may have names besides: an epic has a key and a summary. */
export interface NamedBreakdown extends Pick<CoverageBreakdown, 'by' | 'items'> {
  readonly names?: ReadonlyMap<string, string>
}

/** A report's breakdown by something. */
export function breakdownOf(
  { breakdowns, epics }: Pick<ProjectReport, 'breakdowns' | 'epics'>,
  by: CoverageBreakdown['by'],
): NamedBreakdown {
  const items = breakdowns.find((breakdown) => breakdown.by === by)?.items ?? []
  if (by !== 'epic') return { by, items }
  return { by, items, names: new Map(epics.map(({ key, summary }) => [key, summary])) }
}
