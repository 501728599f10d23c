import { type CoverageExplanation, type ExplainedTestCase, reasonOf } from '../../coverage/explanation.js'
import { NotFoundError } from '../../errors.js'
import type { Services } from '../../services.js'
import type { PanelAnswer, PanelGap, PanelResult, PanelTestCase, Verdict, VerdictAnswer } from './answers.js'
import type { IssueVisit } from './visit.js'

const testCaseLimit = 500
const gapLimit = 20

/** All that the panel of a ticket shows. */
export async function panelOf(
  { access, projectId, issue }: IssueVisit,
  services: Services,
): Promise<PanelAnswer> {
  const explanation = await explain(services, projectId, issue.key)
  const { items: tickets } = await services.tickets.list({ projectId, jiraKey: issue.key, limit: 1 })
  const testCases = (explanation?.testCases ?? []).toSorted(byUrgency)
  const shown = testCases.slice(0, testCaseLimit).map(toPanelTestCase)
  const { projectName } = access.project
  return {
    project: { id: projectId, name: projectName },
    access: access.level,
    ai: false,
    key: issue.key,
    ticket: explanation === undefined ? null : toTicket(explanation, tickets[0]?.lastSynced ?? null),
    environments: environmentsOf(testCases),
    testCases: shown,
    testCasesTotal: testCases.length,
    gaps: explanation === undefined ? [] : gapsOf(explanation, testCases).slice(0, gapLimit),
    pendingLinks: await pendingLinksOf(services, projectId, issue.key),
    lastResultAt: newestOf(shown),
  }
}

/** The little of it that stands beside a ticket's fields. */
export async function verdictOf({ services, projectId, issue }: IssueVisit): Promise<VerdictAnswer> {
  const explanation = await explain(services, projectId, issue.key)
  const testCases = explanation?.testCases ?? []
  return {
    key: issue.key,
    verdict: explanation?.verdict ?? null,
    reason: explanation === undefined ? null : reasonOf(explanation),
    testCases: testCases.filter(({ counted }) => counted).length,
    failing: testCases.filter(({ verdict }) => verdict === 'NOK').length,
    lastResultAt: newestOf(testCases.map(toPanelTestCase)),
  }
}

/** Undefined for a ticket that is not here, or not yet. */
async function explain(
  { coverage }: Services,
  projectId: number,
  key: string,
): Promise<CoverageExplanation | undefined> {
  try {
    return await coverage.explain({ projectId, key })
  } catch (error) {
    if (error instanceof NotFoundError) return undefined
    throw error
  }
}

function toTicket(explanation: CoverageExplanation, readAt: Date | null): PanelAnswer['ticket'] {
  const { summary, issueType, verdict, rollup } = explanation
  return {
    summary,
    issueType,
    verdict,
    reason: reasonOf(explanation),
    rollup:
      rollup === null
        ? null
        : { verdict: rollup.verdict, children: rollup.children, covered: rollup.childrenCovered },
    readAt: readAt?.toISOString() ?? null,
  }
}

const urgency: readonly (Verdict | null)[] = ['NOK', 'UNKNOWN', 'NOTRUN', 'OK', null]

function byUrgency(one: ExplainedTestCase, other: ExplainedTestCase): number {
  return urgency.indexOf(one.verdict) - urgency.indexOf(other.verdict) || one.id - other.id
}

function toPanelTestCase(testCase: ExplainedTestCase): PanelTestCase {
  const { id, externalId, title, verdict, counted, status, environments } = testCase
  return {
    id,
    externalId,
    title,
    verdict,
    notCounted: counted ? null : status === 'deprecated' ? 'deprecated' : 'unapproved',
    results: environments.map((one): PanelResult => {
      const { taken } = one
      return {
        environment: one.environment,
        verdict: one.verdict,
        status: taken.status,
        version: taken.version,
        executedAt: taken.executedAt?.toISOString() ?? null,
      }
    }),
  }
}

function environmentsOf(testCases: readonly ExplainedTestCase[]): readonly (string | null)[] {
  const all = new Set(testCases.flatMap(({ environments }) => environments.map((one) => one.environment)))
  const named = [...all].filter((name) => name !== null).sort()
  return all.has(null) ? [...named, null] : named
}

/** What is missing before the ticket is covered and passes: what fails first, then what nobody knows. */
function gapsOf(
  { verdict }: CoverageExplanation,
  testCases: readonly ExplainedTestCase[],
): readonly PanelGap[] {
  const whole: readonly PanelGap[] =
    verdict === 'UNCOVERED' ? [{ kind: 'uncovered', testCase: null, environment: null }] : []
  const order: readonly PanelGap['kind'][] = ['failing', 'unknown', 'unapproved', 'notRun', 'notRunIn']
  const parts = testCases.flatMap(gapsOfTestCase)
  return [...whole, ...parts.toSorted((one, other) => order.indexOf(one.kind) - order.indexOf(other.kind))]
}

function gapsOfTestCase({
  id,
  title,
  counted,
  status,
  environments,
}: ExplainedTestCase): readonly PanelGap[] {
  const testCase = { id, title }
  if (!counted) {
    return status === 'deprecated' ? [] : [{ kind: 'unapproved', testCase, environment: null }]
  }
  const counting = environments.filter(({ ignored }) => !ignored)
  if (counting.length === 0) return [{ kind: 'notRun', testCase, environment: null }]
  const kinds = { NOK: 'failing', UNKNOWN: 'unknown', NOTRUN: 'notRunIn', OK: undefined } as const
  return counting.flatMap(({ verdict, environment }) => {
    const kind = kinds[verdict]
    return kind === undefined ? [] : [{ kind, testCase, environment }]
  })
}

async function pendingLinksOf(
  { links, testCases }: Services,
  projectId: number,
  key: string,
): Promise<PanelAnswer['pendingLinks']> {
  const { items } = await links.listPending({ projectId, jiraKey: key, limit: 20 })
  const pending: { testCaseId: number; title: string }[] = []
  for (const { testCaseId } of items) {
    const { title } = await testCases.get(testCaseId)
    pending.push({ testCaseId, title })
  }
  return pending
}

function newestOf(testCases: readonly PanelTestCase[]): string | null {
  const times = testCases.flatMap(({ results }) => results.flatMap(({ executedAt }) => executedAt ?? []))
  return times.sort().at(-1) ?? null
}
