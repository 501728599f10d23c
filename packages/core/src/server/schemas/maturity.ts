import { z } from '@hono/zod-openapi'
import { metricNames } from '../../maturity/metric-names.js'
import { efforts, type MaturityModel, operators } from '../../maturity/model/types.js'
import type { DimensionReport, MaturityReport } from '../../maturity/report.js'
import type {
  CriterionAnswerEntry,
  MaturityAssessment,
  MaturityBenchmark,
  MaturityPoint,
} from '../../maturity/types.js'
import { criterionAnswerValues } from '../../schema/allowed-values.js'
import { idValue, moment, responseOf } from './common.js'

const level = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)]).openapi('Level')
const levelOrNone = z.union([level, z.literal(0)])
const effort = z.enum(efforts)

const criterionStatus = z.enum(['met', 'unmet', 'partly', 'inconclusive', 'notApplicable'])

const resultFields = { id: z.string(), text: z.string(), status: criterionStatus, effort, level }

/** A criterion, and what it came to. */
const criterionResult = z
  .discriminatedUnion('kind', [
    z.object({
      ...resultFields,
      kind: z.literal('measured'),
      metric: z.enum(metricNames),
      op: z.enum(operators),
      threshold: z.number(),
      value: z.number().nullable(),
    }),
    z.object({
      ...resultFields,
      kind: z.literal('manual'),
      question: z.string(),
      answer: z.enum(criterionAnswerValues).nullable(),
      evidence: z.string().nullable(),
      answeredBy: z.union([z.string(), z.number()]).nullable(),
      answeredAt: moment.nullable(),
    }),
  ])
  .openapi('CriterionResult')

const dimension = responseOf<DimensionReport>()('DimensionReport', {
  name: z.string(),
  weight: z.number(),
  applicable: z.boolean(),
  assessed: level.nullable(),
  derived: level.nullable(),
  level: level.nullable(),
  basis: z.enum(['assessed', 'derived']).nullable(),
  belowFoundation: z.boolean(),
  target: level.nullable(),
  gap: z.number().nullable(),
  freshness: z.number().nullable(),
  stale: z.boolean(),
  confidence: z.number(),
  assessment: z
    .object({
      assessor: z.union([z.string(), z.number()]).nullable(),
      date: moment,
      evidence: z.string().nullable(),
      notes: z.string().nullable(),
      modelVersion: z.int().nullable(),
    })
    .nullable(),
  derivation: z.object({
    stop: z.object({ level, by: z.enum(['unmet', 'silence']) }).nullable(),
    deciding: z.array(z.string()),
    conclusiveShare: z.number(),
  }),
  criteria: z.array(criterionResult),
})

const change = <Value extends z.ZodType>(value: Value) => z.object({ from: value, to: value })

export const maturityReport = responseOf<MaturityReport>()('MaturityReport', {
  projectId: idValue.nullable(),
  model: z.object({ name: z.string(), version: z.int() }),
  asOf: moment,
  average: z.number().nullable(),
  gatedLevel: level.nullable(),
  confidence: z.number(),
  belowFoundation: z.array(z.string()),
  dimensions: z.array(dimension),
  gaps: z.array(
    z.object({
      dimension: z.string(),
      weight: z.number(),
      current: levelOrNone,
      target: level,
      gap: z.number(),
      rank: z.int(),
    }),
  ),
  roadmap: z.array(
    z.object({
      dimension: z.string(),
      from: levelOrNone,
      to: level,
      target: level,
      steps: z.array(z.object({ criterion: criterionResult, cost: z.number(), meets: z.array(z.string()) })),
      change: z.object({
        gap: change(z.number()),
        average: change(z.number().nullable()),
        gatedLevel: change(level.nullable()),
      }),
    }),
  ),
  disagreements: z.array(
    z.object({
      dimension: z.string(),
      assessed: level,
      derived: level.nullable(),
      because: z.enum(['met', 'unmet', 'silence']),
      deciding: z.array(criterionResult),
    }),
  ),
  ignored: z.object({ dimensions: z.array(z.string()), criteria: z.array(z.string()) }),
})

export const maturityPoint = responseOf<MaturityPoint>()('MaturityPoint', {
  date: z.iso.date(),
  average: z.number().nullable(),
  gatedLevel: level.nullable(),
  confidence: z.number(),
  levels: z.record(z.string(), level.nullable()),
})

export const maturityBenchmark = responseOf<MaturityBenchmark>()('MaturityBenchmark', {
  projectId: idValue,
  average: z.number().nullable(),
  others: z.int(),
  median: z.number().nullable(),
  ahead: z.number().nullable(),
})

export const assessment = responseOf<MaturityAssessment>()('Assessment', {
  id: idValue,
  projectId: idValue,
  userId: idValue.nullable(),
  dimensionId: idValue,
  currentLevel: level.nullable(),
  targetLevel: level.nullable(),
  evidence: z.string().nullable(),
  notes: z.string().nullable(),
  assessmentDate: moment,
  modelVersion: z.int().nullable(),
  createdAt: moment,
})

export const criterionAnswer = responseOf<CriterionAnswerEntry>()('CriterionAnswer', {
  id: idValue,
  projectId: idValue,
  criterionId: z.string(),
  answer: z.enum(criterionAnswerValues),
  evidence: z.string().nullable(),
  userId: idValue.nullable(),
  answeredAt: moment,
})

const criterion = z.union([
  z.object({
    id: z.string(),
    text: z.string(),
    metric: z.enum(metricNames),
    op: z.enum(operators),
    value: z.number(),
    effort: effort.optional(),
  }),
  z.object({ id: z.string(), text: z.string(), question: z.string(), effort: effort.optional() }),
])

export const maturityModel = responseOf<MaturityModel>()('MaturityModel', {
  name: z.string(),
  version: z.int(),
  dimensions: z.array(
    z.object({
      name: z.string(),
      description: z.string(),
      weight: z.number(),
      levels: z.array(
        z.object({ level, name: z.string(), description: z.string(), criteria: z.array(criterion) }),
      ),
    }),
  ),
})
