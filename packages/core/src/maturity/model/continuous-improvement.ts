import { levelNames } from '../levels.js'
import type { Dimension } from './types.js'

/** ATMF, sixth dimension. */
export const continuousImprovement: Dimension = {
  name: 'Continuous Improvement',
  description: 'Learning, adaptation, and evolution practices',
  weight: 1,
  levels: [
    {
      level: 1,
      name: levelNames[1],
      description:
        'The team looks at how it tests from time to time and has begun to learn from faults. Improvement depends on who pushes for it.',
      criteria: [
        {
          id: 'CI-1.1',
          text: 'The maturity of testing was assessed in the last year.',
          metric: 'improvement.assessmentAgeDays',
          op: '<=',
          value: 365,
          effort: 'small',
        },
        {
          id: 'CI-1.2',
          text: 'At least one bug fixed in the last 90 days has a test case.',
          metric: 'defects.regressionRatio',
          op: '>',
          value: 0,
          effort: 'small',
        },
        {
          id: 'CI-1.3',
          text: 'The team looks back on its testing after a release.',
          question: 'Did the team talk about how testing went after the last release?',
          effort: 'small',
        },
      ],
    },
    {
      level: 2,
      name: levelNames[2],
      description:
        'Looking back is regular and leads to actions with owners. Some fixed bugs leave a test behind, and proposals get an answer.',
      criteria: [
        {
          id: 'CI-2.1',
          text: 'The maturity of testing was assessed in the last 180 days.',
          metric: 'improvement.assessmentAgeDays',
          op: '<=',
          value: 180,
          effort: 'small',
        },
        {
          id: 'CI-2.2',
          text: 'At least 25 % of the bugs fixed in the last 90 days have a test case.',
          metric: 'defects.regressionRatio',
          op: '>=',
          value: 0.25,
          effort: 'small',
        },
        {
          id: 'CI-2.3',
          text: 'At least 25 % of the recommendations older than 30 days are decided.',
          metric: 'improvement.recommendationsClosed',
          op: '>=',
          value: 0.25,
          effort: 'small',
        },
        {
          id: 'CI-2.4',
          text: 'Regular retrospectives cover testing and end in actions with an owner and a date.',
          question:
            'Do the records of the last three retrospectives name actions on testing with owner and date?',
          effort: 'small',
        },
      ],
    },
    {
      level: 3,
      name: levelNames[3],
      description:
        'Learning is a defined part of the work. Faults that reached users are traced to their cause, time is set aside, and what was gained is not lost again.',
      criteria: [
        {
          id: 'CI-3.1',
          text: 'The maturity of testing was assessed in the last 120 days.',
          metric: 'improvement.assessmentAgeDays',
          op: '<=',
          value: 120,
          effort: 'small',
        },
        {
          id: 'CI-3.2',
          text: 'At least half of the bugs fixed in the last 90 days have a test case.',
          metric: 'defects.regressionRatio',
          op: '>=',
          value: 0.5,
          effort: 'medium',
        },
        {
          id: 'CI-3.3',
          text: 'At least half of the recommendations older than 30 days are decided.',
          metric: 'improvement.recommendationsClosed',
          op: '>=',
          value: 0.5,
          effort: 'small',
        },
        {
          id: 'CI-3.4',
          text: 'The share of linked tickets has not fallen by more than 2 percentage points in 90 days.',
          metric: 'improvement.coverageTrend',
          op: '>=',
          value: -2,
          effort: 'medium',
        },
        {
          id: 'CI-3.5',
          text: 'For each severe fault that reached users, the team finds out why no test caught it, and acts on that.',
          question:
            'Is there for each severe fault of the last quarter a written cause and a finished action?',
          effort: 'medium',
        },
        {
          id: 'CI-3.6',
          text: 'Part of every iteration is set aside for improving tests and tools, and is used for that.',
          question: 'Was the time set aside for improvement in the last three iterations really spent on it?',
          effort: 'medium',
        },
      ],
    },
    {
      level: 4,
      name: levelNames[4],
      description:
        'Improvement is managed like the product: with a goal, a measure before and after, and an end to what does not help.',
      criteria: [
        {
          id: 'CI-4.1',
          text: 'The maturity of testing was assessed in the last 90 days.',
          metric: 'improvement.assessmentAgeDays',
          op: '<=',
          value: 90,
          effort: 'small',
        },
        {
          id: 'CI-4.2',
          text: 'At least 75 % of the bugs fixed in the last 90 days have a test case.',
          metric: 'defects.regressionRatio',
          op: '>=',
          value: 0.75,
          effort: 'medium',
        },
        {
          id: 'CI-4.3',
          text: 'At least 70 % of the recommendations older than 30 days are decided.',
          metric: 'improvement.recommendationsClosed',
          op: '>=',
          value: 0.7,
          effort: 'small',
        },
        {
          id: 'CI-4.4',
          text: 'The share of linked tickets has not fallen in 90 days.',
          metric: 'improvement.coverageTrend',
          op: '>=',
          value: 0,
          effort: 'medium',
        },
        {
          id: 'CI-4.5',
          text: 'An improvement starts with the measure it should move, and is judged by it afterwards.',
          question: 'Can the team show for the last three improvements the measure before and after?',
          effort: 'medium',
        },
        {
          id: 'CI-4.6',
          text: 'Trends in coverage, flaky tests and escaped faults are reviewed every quarter and change the plan.',
          question:
            'Did the last quarterly review of trends lead to a change of plan or a recorded reason for none?',
          effort: 'medium',
        },
      ],
    },
    {
      level: 5,
      name: levelNames[5],
      description:
        'Improving is everyone’s habit. The team tries new techniques as experiments, teaches what it learnt, and adapts even the yardstick it is measured with.',
      criteria: [
        {
          id: 'CI-5.1',
          text: 'At least 90 % of the bugs fixed in the last 90 days have a test case.',
          metric: 'defects.regressionRatio',
          op: '>=',
          value: 0.9,
          effort: 'large',
        },
        {
          id: 'CI-5.2',
          text: 'At least 85 % of the recommendations older than 30 days are decided.',
          metric: 'improvement.recommendationsClosed',
          op: '>=',
          value: 0.85,
          effort: 'small',
        },
        {
          id: 'CI-5.3',
          text: 'New techniques and tools are tried as experiments with a stated question, and the outcome is kept.',
          question: 'Were at least two such experiments finished in the last year, whatever their outcome?',
          effort: 'medium',
        },
        {
          id: 'CI-5.4',
          text: 'What the team learns is shared beyond it, and other teams have taken something up.',
          question: 'Can another team be named that changed how it tests because of this one?',
          effort: 'medium',
        },
        {
          id: 'CI-5.5',
          text: 'The criteria of this model are reviewed every year and adapted to the team’s product and risks.',
          question:
            'Was the maturity model reviewed within the last year, with the changes and reasons on record?',
          effort: 'small',
        },
      ],
    },
  ],
}
