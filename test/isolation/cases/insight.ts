import { modelOf } from '../world.js'
import { mergeAttempts, resourceAttempts } from './resources.js'
import type { Attempts } from './types.js'

const year = { from: '2026-01-01', to: '2026-12-31', interval: 'month' } as const

/** Attempts on coverage, maturity, and what rests on a maturity model. */
export const insight: Attempts = mergeAttempts(
  resourceAttempts(
    'recommendations',
    (tenant) => tenant.recommendationId,
    { title: 'do' },
    { title: 'do not' },
  ),
  resourceAttempts('metrics', (tenant) => tenant.metricId, { name: 'a metric', value: 1 }, { value: 2 }),
  {
    'coverage.summary': [
      { what: 'their project', run: ({ coverage }, { projectId }) => coverage.summary({ projectId }) },
      {
        what: 'ours by the runs of their cycle',
        run: ({ coverage }, { cycleId }, { projectId }) =>
          coverage.summary({ projectId, cycleIds: [cycleId] }),
        comesTo: 'own',
      },
    ],
    'coverage.tickets': [
      { what: 'of their project', run: ({ coverage }, { projectId }) => coverage.tickets({ projectId }) },
      {
        what: 'of ours that are below theirs',
        run: ({ coverage }, { ticketKey }, { projectId }) =>
          coverage.tickets({ projectId, parents: [ticketKey] }),
        comesTo: 'nothing',
      },
    ],
    'coverage.breakdown': [
      {
        what: 'their project',
        run: ({ coverage }, { projectId }) => coverage.breakdown({ projectId, by: 'label' }),
      },
    ],
    'coverage.explain': [
      {
        what: 'their ticket',
        run: ({ coverage }, { projectId, ticketKey }) => coverage.explain({ projectId, key: ticketKey }),
      },
      {
        what: 'their ticket, in our project',
        run: ({ coverage }, { ticketKey }, { projectId }) => coverage.explain({ projectId, key: ticketKey }),
      },
    ],
    'coverage.matrix': [
      { what: 'of their project', run: ({ coverage }, { projectId }) => coverage.matrix({ projectId }) },
      {
        what: 'of their project, by test case',
        run: ({ coverage }, { projectId }) =>
          coverage.matrix({ projectId, by: 'testCase', groupBy: 'epic', orphaned: true }),
      },
      {
        what: 'of ours by the runs of their cycle',
        run: ({ coverage }, { cycleId }, { projectId }) =>
          coverage.matrix({ projectId, cycleIds: [cycleId], uncovered: true }),
        comesTo: 'own',
      },
    ],
    'coverage.exportMatrix': [
      {
        what: 'of their project',
        run: async ({ coverage }, { projectId }) => {
          const pieces: string[] = []
          for await (const piece of coverage.exportMatrix({ projectId, format: 'csv' })) pieces.push(piece)
          return pieces
        },
      },
    ],
    'coverage.tests.flaky': [
      { what: 'of their project', run: ({ coverage }, { projectId }) => coverage.tests.flaky({ projectId }) },
      {
        what: 'of ours in their cycle',
        run: ({ coverage }, { cycleId }, { projectId }) =>
          coverage.tests.flaky({ projectId, cycleIds: [cycleId] }),
        comesTo: 'nothing',
      },
    ],
    'coverage.tests.slow': [
      { what: 'of their project', run: ({ coverage }, { projectId }) => coverage.tests.slow({ projectId }) },
      {
        what: 'of ours in their cycle',
        run: ({ coverage }, { cycleId }, { projectId }) =>
          coverage.tests.slow({ projectId, cycleIds: [cycleId] }),
        comesTo: 'nothing',
      },
    ],
    'coverage.tests.neverRun': [
      {
        what: 'of their project',
        run: ({ coverage }, { projectId }) => coverage.tests.neverRun({ projectId }),
      },
      {
        what: 'of ours in their cycle',
        run: ({ coverage }, { cycleId }, { projectId }) =>
          coverage.tests.neverRun({ projectId, cycleIds: [cycleId] }),
        comesTo: 'own',
      },
    ],
    'coverage.tests.orphaned': [
      {
        what: 'of their project',
        run: ({ coverage }, { projectId }) => coverage.tests.orphaned({ projectId }),
      },
    ],
    'coverage.tests.stale': [
      { what: 'of their project', run: ({ coverage }, { projectId }) => coverage.tests.stale({ projectId }) },
      {
        what: 'of ours in their cycle',
        run: ({ coverage }, { cycleId }, { projectId }) =>
          coverage.tests.stale({ projectId, cycleIds: [cycleId] }),
        comesTo: 'nothing',
      },
    ],
    'coverage.diff': [
      {
        what: 'within theirs',
        run: ({ coverage }, { projectId }) => coverage.diff({ projectId }, { projectId }),
      },
      {
        what: 'between ours and theirs',
        run: ({ coverage }, { projectId }, own) => coverage.diff({ projectId: own.projectId }, { projectId }),
        comesTo: 'invalid',
      },
    ],
    'coverage.trend': [
      {
        what: 'of their project',
        run: ({ coverage }, { projectId }) => coverage.trend({ projectId, ...year }),
      },
    ],
    'coverage.rebuild': [
      { what: 'of their project', run: ({ coverage }, { projectId }) => coverage.rebuild({ projectId }) },
    ],
    'coverage.gaps': [
      { what: 'of their project', run: ({ coverage }, { projectId }) => coverage.gaps({ projectId }) },
    ],
    'reports.data': [
      { what: 'of their project', run: ({ reports }, { projectId }) => reports.data({ projectId }) },
      {
        what: 'of ours by the runs of their cycle',
        run: async ({ reports }, { cycleId }, { projectId }) => {
          const { cycles, coverage } = await reports.data({ projectId, cycleIds: [cycleId] })
          return { cycles, executed: coverage.executed }
        },
        comesTo: 'own',
      },
    ],
    'reports.html': [
      { what: 'of their project', run: ({ reports }, { projectId }) => reports.html({ projectId }) },
    ],
    'reports.markdown': [
      { what: 'of their project', run: ({ reports }, { projectId }) => reports.markdown({ projectId }) },
    ],
    'reports.csv': [
      { what: 'of their project', run: ({ reports }, { projectId }) => reports.csv({ projectId }) },
    ],
    'maturity.report': [
      { what: 'of their project', run: ({ maturity }, { projectId }) => maturity.report({ projectId }) },
      {
        what: 'of ours without their dimension',
        run: async ({ maturity }, { dimensionName }, { projectId }) => {
          const asOf = '2026-12-31'
          return await maturity.report({ projectId, asOf, notApplicable: [dimensionName] })
        },
        comesTo: 'own',
      },
    ],
    'maturity.measure': [
      { what: 'their project', run: ({ maturity }, { projectId }) => maturity.measure({ projectId }) },
    ],
    'maturity.progress': [
      {
        what: 'of their project',
        run: ({ maturity }, { projectId }) => maturity.progress({ projectId, ...year }),
      },
    ],
    'maturity.benchmark': [
      { what: 'their project', run: ({ maturity }, { projectId }) => maturity.benchmark({ projectId }) },
    ],
    'maturity.assess': [
      {
        what: 'their project',
        run: ({ maturity }, { projectId, dimensionName }) =>
          maturity.assess({ projectId, dimension: dimensionName, currentLevel: 5 }),
      },
      {
        what: 'ours in their dimension',
        run: ({ maturity }, { dimensionName }, { projectId }) =>
          maturity.assess({ projectId, dimension: dimensionName, currentLevel: 5 }),
      },
    ],
    'maturity.deleteAssessment': [
      { what: 'theirs', run: ({ maturity }, { assessmentId }) => maturity.deleteAssessment(assessmentId) },
    ],
    'maturity.listAssessments': [
      {
        what: 'in their project',
        run: ({ maturity }, { projectId }) => maturity.listAssessments({ projectId }),
      },
      {
        what: 'of their dimension, in ours',
        run: ({ maturity }, { dimensionId }, { projectId }) =>
          maturity.listAssessments({ projectId, dimensionId }),
        comesTo: 'nothing',
      },
    ],
    'maturity.answer': [
      {
        what: 'for their project',
        run: ({ maturity }, { projectId, criterionId }) =>
          maturity.answer({ projectId, criterionId, answer: 'no' }),
      },
      {
        what: 'their criterion, in ours',
        run: ({ maturity }, { criterionId }, { projectId }) =>
          maturity.answer({ projectId, criterionId, answer: 'no' }),
      },
    ],
    'maturity.listAnswers': [
      { what: 'in their project', run: ({ maturity }, { projectId }) => maturity.listAnswers({ projectId }) },
      {
        what: 'of their criterion, in ours',
        run: ({ maturity }, { criterionId }, { projectId }) =>
          maturity.listAnswers({ projectId, criterionId }),
        comesTo: 'nothing',
      },
    ],
    'maturity.model': [
      { what: 'of their project', run: ({ maturity }, { projectId }) => maturity.model({ projectId }) },
      {
        what: 'of their project, as it was',
        run: ({ maturity }, { projectId }) => maturity.model({ projectId, version: 2 }),
      },
    ],
    'maturity.dimensions': [
      {
        what: 'of their project',
        run: ({ maturity }, { projectId }) => maturity.dimensions({ projectId }),
      },
    ],
    'maturity.saveModel': [
      {
        what: 'for their project',
        run: ({ maturity }, { projectId }) => maturity.saveModel({ projectId, model: modelOf('Ours') }),
      },
      {
        what: 'for everybody',
        run: ({ maturity }) => maturity.saveModel({ projectId: null, model: modelOf('Ours') }),
        comesTo: 'refused',
        adminMay: true,
      },
    ],
    'recommendations.create': [
      {
        what: 'for their dimension, in ours',
        run: ({ recommendations }, { dimensionId }, { projectId }) =>
          recommendations.create({ projectId, title: 'do', dimensionId }),
      },
    ],
    'recommendations.update': [
      {
        what: 'ours to be for their dimension',
        run: ({ recommendations }, { dimensionId }, { recommendationId }) =>
          recommendations.update(recommendationId, { dimensionId }),
      },
    ],
    'recommendations.list': [
      {
        what: 'of their dimension, in ours',
        run: ({ recommendations }, { dimensionId }, { projectId }) =>
          recommendations.list({ projectId, dimensionId }),
        comesTo: 'nothing',
      },
    ],
    'metrics.create': [
      {
        what: 'for their dimension, in ours',
        run: ({ metrics }, { dimensionId }, { projectId }) =>
          metrics.create({ projectId, name: 'a metric', value: 1, dimensionId }),
      },
    ],
    'metrics.update': [
      {
        what: 'ours to be for their dimension',
        run: ({ metrics }, { dimensionId }, { metricId }) => metrics.update(metricId, { dimensionId }),
      },
    ],
    'metrics.list': [
      {
        what: 'of their dimension, in ours',
        run: ({ metrics }, { dimensionId }, { projectId }) => metrics.list({ projectId, dimensionId }),
        comesTo: 'nothing',
      },
    ],
  },
)
