import type { CoverageSummary } from '../../packages/core/src/coverage/summary.js'
import { summarize } from '../../packages/core/src/coverage/summary.js'
import { pointOf } from '../../packages/core/src/coverage/trend.js'
import type { Verdict } from '../../packages/core/src/coverage/verdict.js'
import { scoreMaturity } from '../../packages/core/src/maturity/scoring.js'
import type { ProjectReport, ReportedGap } from '../../packages/core/src/reports/types.js'

const asOf = new Date('2026-11-22T12:00:00Z')

/** A summary out of its tickets by verdict. */
export function summaryOf(verdicts: Partial<Record<Verdict, number>>): CoverageSummary {
  const all = { OK: 0, NOK: 0, NOTRUN: 0, UNKNOWN: 0, UNCOVERED: 0, ...verdicts }
  const { UNCOVERED: _, ...testCaseVerdicts } = all
  return summarize(1, {}, { verdicts: all, executed: all.OK + all.NOK, testCaseVerdicts })
}

/** A ticket that fails. */
export function gapOf(key: string, changes: Partial<ReportedGap> = {}): ReportedGap {
  return {
    key,
    summary: 'Pay by card',
    issueType: 'Story',
    priority: 'High',
    status: 'Open',
    verdict: 'NOK',
    ageDays: 12,
    nearby: null,
    risk: 57.6,
    reasons: ['a test of it fails', 'its priority is High'],
    lastExecutedAt: new Date('2026-11-21T08:00:00Z'),
    explanation: 'NOK: "pays by card" is failed on ios 1 day ago (run 7); one failing test case is enough.',
    ...changes,
  }
}

/** What somebody wrote, wherever a report shows what somebody wrote. */
export interface Written {
  readonly name: string
  readonly title: string
  readonly value: string
}

/** A report with a little of everything, and with the given texts wherever people write. */
export function reportOf({
  name = 'Shop',
  title = 'Pay by card',
  value = 'Checkout',
}: Partial<Written> = {}): ProjectReport {
  const items = [
    { value, summary: summaryOf({ OK: 6, NOK: 2, UNCOVERED: 4 }) },
    { value: null, summary: summaryOf({ OK: 1, NOTRUN: 1, UNKNOWN: 1 }) },
  ]
  const gap = gapOf('SHOP-1', { summary: title, status: value, priority: value, explanation: title })
  return {
    project: { id: 1, name, description: title },
    version: '1.2.3',
    generatedAt: asOf,
    asOf,
    scope: { components: [value], environments: [value] },
    cyclesInScope: [value],
    policy: { statuses: { [value]: 'NOK' } },
    data: {
      newestRunAt: new Date('2026-11-21T08:00:00Z'),
      lastRecordedAt: new Date('2026-11-21T09:00:00Z'),
      newestTicketAt: new Date('2026-11-20T09:00:00Z'),
      jira: {
        browseUrl: 'https://jira.example.com/browse/',
        watermark: asOf,
        lastSyncAt: asOf,
        lastSyncStatus: 'completed',
      },
    },
    coverage: summaryOf({ OK: 7, NOK: 2, NOTRUN: 1, UNKNOWN: 1, UNCOVERED: 4 }),
    change: {
      since: new Date('2026-11-01T00:00:00Z'),
      before: summaryOf({ OK: 3, NOK: 2, UNCOVERED: 10 }),
      total: 4,
      transitions: [{ from: 'UNCOVERED', to: 'OK', tickets: 4 }],
    },
    trend: {
      interval: 'week',
      points: ['2026-11-08', '2026-11-15', '2026-11-22'].map((date, index) =>
        pointOf(date, { tickets: 15, linked: 8 + index, executed: 7 + index, passing: 5 + index }),
      ),
    },
    breakdowns: (['fixVersion', 'component', 'epic', 'priority'] as const).map((by) => ({
      projectId: 1,
      by,
      items,
    })),
    epics: [{ key: value, summary: title }],
    gaps: {
      failing: { total: 2, items: [gap] },
      uncovered: { total: 1, items: [gapOf('SHOP-2', { verdict: 'UNCOVERED', summary: title })] },
    },
    cycles: {
      total: 1,
      items: [
        {
          id: 1,
          name: value,
          status: 'in-progress',
          startDate: new Date('2026-11-01T00:00:00Z'),
          endDate: null,
          total: 10,
          statuses: [
            { status: 'passed', count: 8 },
            { status: value.slice(0, 30), count: 2 },
          ],
          passRate: 80,
          lastExecutedAt: asOf,
        },
      ],
    },
    maturity: scoreMaturity({
      projectId: 1,
      asOf,
      assessments: [
        { dimension: 'Risk Management', assessor: name, currentLevel: 2, targetLevel: 4, date: asOf },
        { dimension: 'Quality Engineering', assessor: name, currentLevel: 3, targetLevel: 4, date: asOf },
      ],
    }),
    recommendations: {
      more: false,
      items: [
        {
          id: 1,
          projectId: 1,
          title,
          description: title,
          category: value,
          priority: value,
          dimensionId: null,
          status: 'active',
          aiConfidence: null,
          implementationEffort: value,
          expectedImpact: null,
          createdAt: asOf,
          updatedAt: asOf,
        },
      ],
    },
  }
}
