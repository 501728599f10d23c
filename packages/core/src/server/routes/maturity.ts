import { z } from '@hono/zod-openapi'
import { answerCriterion, assessDimensionFields } from '../../maturity/types.js'
import { idParameter, listParameters, numberParameter, several } from '../parameters.js'
import { byIds, byText } from '../resource.js'
import { type Api, route } from '../route.js'
import { pageOf } from '../schemas/common.js'
import {
  assessment,
  criterionAnswer,
  maturityBenchmark,
  maturityModel,
  maturityPoint,
  maturityReport,
} from '../schemas/maturity.js'

const tag = 'Maturity'
const ofProject = { projectId: idParameter }

const scoring = {
  assessors: z.enum(['latest', 'median', 'lowest']).optional(),
  basis: z.enum(['assessedFirst', 'derivedFirst', 'lower']).optional(),
  evidenceLifetimeDays: numberParameter(1, 100_000).optional(),
  notApplicable: several(z.string()).optional(),
}

/** How mature a project's testing is, and what people found. */
export function addMaturity(api: Api): void {
  route(
    api,
    {
      id: 'getMaturity',
      method: 'get',
      path: '/projects/{projectId}/maturity',
      tag,
      summary: 'Levels assessed and derived, what they rest on, gaps, and the way to the next level.',
      verb: 'read',
      params: ofProject,
      query: { ...scoring, asOf: z.string().optional() },
      response: maturityReport,
    },
    async ({ services, params, query }) => await services.maturity.report({ ...query, ...params }),
  )
  route(
    api,
    {
      id: 'getMaturityProgress',
      method: 'get',
      path: '/projects/{projectId}/maturity/progress',
      tag,
      summary: 'Maturity at the end of each interval.',
      verb: 'read',
      params: ofProject,
      query: {
        ...scoring,
        from: z.string(),
        to: z.string(),
        interval: z.enum(['day', 'week', 'month']).optional(),
      },
      response: z.object({ items: z.array(maturityPoint) }),
    },
    async ({ services, params, query }) => ({
      items: await services.maturity.progress({ ...query, ...params }),
    }),
  )
  route(
    api,
    {
      id: 'getMaturityBenchmark',
      method: 'get',
      path: '/projects/{projectId}/maturity/benchmark',
      tag,
      summary: "The project's place among the others that you may see.",
      verb: 'read',
      params: ofProject,
      query: { ...scoring, asOf: z.string().optional() },
      response: maturityBenchmark,
    },
    async ({ services, params, query }) => await services.maturity.benchmark({ ...query, ...params }),
  )
  route(
    api,
    {
      id: 'getMaturityModel',
      method: 'get',
      path: '/projects/{projectId}/maturity/model',
      tag,
      summary: 'The model by which the project is scored: its own, or else the built-in one.',
      verb: 'read',
      params: ofProject,
      query: { version: numberParameter(1, 1_000_000).optional() },
      response: maturityModel,
    },
    async ({ services, params, query }) => await services.maturity.model({ ...query, ...params }),
  )
  addAssessments(api)
}

function addAssessments(api: Api): void {
  route(
    api,
    {
      id: 'listAssessments',
      method: 'get',
      path: '/projects/{projectId}/maturity/assessments',
      tag,
      summary: 'Lists what people found.',
      verb: 'read',
      params: ofProject,
      query: {
        ...listParameters,
        ...byIds('dimensionId', 'userId'),
        sort: z.enum(['id', '-id', 'assessmentDate', '-assessmentDate']).optional(),
      },
      response: pageOf(assessment, 'AssessmentPage'),
    },
    async ({ services, params, query }) => await services.maturity.listAssessments({ ...query, ...params }),
  )
  route(
    api,
    {
      id: 'assessDimension',
      method: 'post',
      path: '/projects/{projectId}/maturity/assessments',
      tag,
      summary: 'Writes down what you found about a dimension.',
      verb: 'write',
      params: ofProject,
      body: assessDimensionFields.omit({ projectId: true }),
      response: assessment,
      status: 201,
      once: true,
    },
    async ({ services, params, body }) => await services.maturity.assess({ ...body, ...params }),
  )
  route(
    api,
    {
      id: 'deleteAssessment',
      method: 'delete',
      path: '/maturity-assessments/{id}',
      tag,
      summary: 'Deletes an assessment that should never have been made.',
      verb: 'write',
      params: { id: idParameter },
    },
    async ({ services, params }) => await services.maturity.deleteAssessment(params.id),
  )
  route(
    api,
    {
      id: 'listCriterionAnswers',
      method: 'get',
      path: '/projects/{projectId}/maturity/answers',
      tag,
      summary: 'Lists what people answered to criteria.',
      verb: 'read',
      params: ofProject,
      query: { ...listParameters, ...byText('criterionId'), sort: z.enum(['id', '-id']).optional() },
      response: pageOf(criterionAnswer, 'CriterionAnswerPage'),
    },
    async ({ services, params, query }) => await services.maturity.listAnswers({ ...query, ...params }),
  )
  route(
    api,
    {
      id: 'answerCriterion',
      method: 'post',
      path: '/projects/{projectId}/maturity/answers',
      tag,
      summary: 'Answers a criterion that a person decides.',
      verb: 'write',
      params: ofProject,
      body: answerCriterion.omit({ projectId: true }),
      response: criterionAnswer,
      status: 201,
      once: true,
    },
    async ({ services, params, body }) => await services.maturity.answer({ ...body, ...params }),
  )
}
