import { z } from '@hono/zod-openapi'
import type { CoverageExplanation } from '../../coverage/explanation.js'
import type { CoverageGaps } from '../../coverage/gaps.js'
import type { CoverageSummary } from '../../coverage/summary.js'
import type { TrendPoint } from '../../coverage/trend.js'
import type { CoverageBreakdown, CoverageDiff, CoverageTicket } from '../../coverage/types.js'
import { idValue, moment, responseOf } from './common.js'

export const verdict = z.enum(['OK', 'NOK', 'NOTRUN', 'UNKNOWN', 'UNCOVERED']).openapi('Verdict')
export const testVerdict = z.enum(['OK', 'NOK', 'NOTRUN', 'UNKNOWN']).openapi('TestVerdict')

/** What was asked, as it was asked. */
const scope = z
  .object({
    issueTypes: z.array(z.string()).optional(),
    components: z.array(z.string()).optional(),
    labels: z.array(z.string()).optional(),
    fixVersions: z.array(z.string()).optional(),
    priorities: z.array(z.string()).optional(),
    statuses: z.array(z.string()).optional(),
    parents: z.array(z.string()).optional(),
    createdSince: z.string().optional(),
    environments: z.array(z.string()).optional(),
    versions: z.array(z.string()).optional(),
    cycleIds: z.array(idValue).optional(),
    asOf: z.string().optional(),
  })
  .openapi('CoverageScope')

const count = z.int().min(0)
const percentage = z.number().nullable()

const figures = {
  tickets: count,
  linked: count,
  executed: count,
  passing: count,
  linkedPercentage: percentage,
  executedPercentage: percentage,
  passingPercentage: percentage,
}

export const coverageSummary = responseOf<CoverageSummary>()('CoverageSummary', {
  projectId: idValue,
  scope,
  ...figures,
  verdicts: z.object({ OK: count, NOK: count, NOTRUN: count, UNKNOWN: count, UNCOVERED: count }),
  testCases: count,
  testCaseVerdicts: z.object({ OK: count, NOK: count, NOTRUN: count, UNKNOWN: count }),
})

export const coverageTicket = responseOf<CoverageTicket>()('CoverageTicket', {
  key: z.string(),
  summary: z.string(),
  issueType: z.string().nullable(),
  priority: z.string().nullable(),
  status: z.string(),
  verdict,
  testCases: count,
  lastExecutedAt: moment.nullable(),
  rolledUpVerdict: verdict.optional(),
  children: count.optional(),
  childrenCovered: count.optional(),
})

export const coverageBreakdown = responseOf<CoverageBreakdown>()('CoverageBreakdown', {
  projectId: idValue,
  by: z.enum(['fixVersion', 'component', 'label', 'epic', 'priority', 'issueType', 'environment']),
  items: z.array(z.object({ value: z.string().nullable(), summary: coverageSummary })),
})

const runFields = {
  id: idValue,
  status: z.string(),
  environment: z.string().nullable(),
  version: z.string().nullable(),
  executedAt: moment.nullable(),
  cycleId: idValue,
  attempt: z.int(),
}
const run = z.object(runFields).openapi('RunEvidence')

export const coverageExplanation = responseOf<CoverageExplanation>()('CoverageExplanation', {
  projectId: idValue,
  key: z.string(),
  summary: z.string(),
  issueType: z.string().nullable(),
  scope,
  verdict,
  reason: z.string(),
  decidedBy: z.object({ ...runFields, testCaseId: idValue, ageDays: z.number().nullable() }).nullable(),
  testCases: z.array(
    z.object({
      id: idValue,
      externalId: z.string().nullable(),
      title: z.string(),
      status: z.string(),
      linkOrigin: z.string(),
      linkedAt: moment.nullable(),
      counted: z.boolean(),
      notCountedBecause: z.string().nullable(),
      verdict: testVerdict.nullable(),
      environments: z.array(
        z.object({
          environment: z.string().nullable(),
          verdict: testVerdict,
          taken: run,
          passedOver: z.array(run),
          ignored: z.boolean(),
          passedOverTotal: count,
        }),
      ),
    }),
  ),
  rollup: z.object({ verdict, children: count, childrenCovered: count }).nullable(),
})

export const coverageGaps = responseOf<CoverageGaps>()('CoverageGaps', {
  projectId: idValue,
  failing: count,
  uncovered: count,
  items: z.array(
    z.object({
      key: z.string(),
      summary: z.string(),
      issueType: z.string().nullable(),
      priority: z.string().nullable(),
      status: z.string(),
      verdict,
      ageDays: z.int().nullable(),
      nearby: z
        .object({ kind: z.enum(['component', 'epic', 'parent']), value: z.string(), failing: count })
        .nullable(),
      risk: z.number(),
      reasons: z.array(z.string()),
      lastExecutedAt: moment.nullable(),
    }),
  ),
})

export const coverageDiff = responseOf<CoverageDiff>()('CoverageDiff', {
  projectId: idValue,
  total: count,
  transitions: z.array(z.object({ from: verdict.nullable(), to: verdict.nullable(), tickets: count })),
  changed: z.array(
    z.object({
      key: z.string(),
      summary: z.string(),
      from: verdict.nullable(),
      to: verdict.nullable(),
      ticket: z.enum(['tombstoned', 'returned', 'entered', 'left', 'created']).nullable(),
      because: z.array(
        z.object({
          testCaseId: idValue,
          title: z.string(),
          from: testVerdict.nullable(),
          to: testVerdict.nullable(),
          why: z.enum(['results', 'linked', 'unlinked']),
        }),
      ),
    }),
  ),
  nextCursor: z.string().nullable(),
})

export const trendPoint = responseOf<TrendPoint>()('TrendPoint', {
  date: z.iso.date(),
  ...figures,
})
