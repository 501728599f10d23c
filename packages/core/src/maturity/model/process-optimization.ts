import { levelNames } from '../levels.js'
import type { Dimension } from './types.js'

/** ATMF, fourth dimension. */
export const processOptimization: Dimension = {
  name: 'Process Optimization',
  description: 'Testing process efficiency and optimization',
  weight: 1,
  levels: [
    {
      level: 1,
      name: levelNames[1],
      description:
        'Testing has a place in delivery, if only at its end. Test cycles exist, and results keep coming in.',
      criteria: [
        {
          id: 'PO-1.1',
          text: 'The newest result is at most 90 days old.',
          metric: 'execution.freshnessDays',
          op: '<=',
          value: 90,
          effort: 'small',
        },
        {
          id: 'PO-1.2',
          text: 'A test cycle has ended in the last 90 days with at least one result.',
          metric: 'process.cycleCompletion',
          op: '>',
          value: 0,
          effort: 'small',
        },
        {
          id: 'PO-1.3',
          text: 'Everybody in the team knows at which point a change is tested, and by whom.',
          question: 'Can anybody in the team say when and by whom the change they work on will be tested?',
          effort: 'small',
        },
      ],
    },
    {
      level: 2,
      name: levelNames[2],
      description:
        'Test cycles are planned and mostly finished. It is known what was tested, where and in which version.',
      criteria: [
        {
          id: 'PO-2.1',
          text: 'The newest result is at most 30 days old.',
          metric: 'execution.freshnessDays',
          op: '<=',
          value: 30,
          effort: 'small',
        },
        {
          id: 'PO-2.2',
          text: 'At least 60 % of the items of the test cycles that ended in the last 90 days passed or failed.',
          metric: 'process.cycleCompletion',
          op: '>=',
          value: 0.6,
          effort: 'medium',
        },
        {
          id: 'PO-2.3',
          text: 'At least half of the results name the environment and the version that was tested.',
          metric: 'execution.traceableRatio',
          op: '>=',
          value: 0.5,
          effort: 'small',
        },
        {
          id: 'PO-2.4',
          text: 'Scope and dates of a test cycle are set before it starts.',
          question: 'Did the last test cycle have its scope and its dates before the first test ran?',
          effort: 'small',
        },
        {
          id: 'PO-2.5',
          text: 'Testing starts only when build, environment and data are ready, and the check for that is written down.',
          question: 'Is there a checklist of entry conditions, and was it used for the last test cycle?',
          effort: 'small',
        },
      ],
    },
    {
      level: 3,
      name: levelNames[3],
      description:
        'One written process is followed by everyone: strategy, cycles, handling of defects. Testing follows development within days, not at the end.',
      criteria: [
        {
          id: 'PO-3.1',
          text: 'The newest result is at most 14 days old.',
          metric: 'execution.freshnessDays',
          op: '<=',
          value: 14,
          effort: 'small',
        },
        {
          id: 'PO-3.2',
          text: 'At least 80 % of the items of the test cycles that ended in the last 90 days passed or failed.',
          metric: 'process.cycleCompletion',
          op: '>=',
          value: 0.8,
          effort: 'medium',
        },
        {
          id: 'PO-3.3',
          text: 'At least 90 % of the results name the environment and the version that was tested.',
          metric: 'execution.traceableRatio',
          op: '>=',
          value: 0.9,
          effort: 'small',
        },
        {
          id: 'PO-3.4',
          text: 'Half of the delivered tickets are tested within 14 days.',
          metric: 'process.leadTimeDays',
          op: '<=',
          value: 14,
          effort: 'medium',
        },
        {
          id: 'PO-3.5',
          text: 'At most 15 % of the runs are blocked.',
          metric: 'execution.blockedRate',
          op: '<=',
          value: 0.15,
          effort: 'medium',
        },
        {
          id: 'PO-3.6',
          text: 'A written test strategy says what is tested how, and it was reviewed within the last year.',
          question:
            'Is there a test strategy that was reviewed within the last year and that the last release followed?',
          effort: 'medium',
        },
        {
          id: 'PO-3.7',
          text: 'Defects follow a defined way from report to verification, with a time limit for the first look.',
          question: 'Did the defects of the last month get a first look within the agreed time?',
          effort: 'medium',
        },
      ],
    },
    {
      level: 4,
      name: levelNames[4],
      description:
        'The process is steered by its own measures. Waiting, blocking and unfinished work have limits, and crossing one leads to action.',
      criteria: [
        {
          id: 'PO-4.1',
          text: 'The newest result is at most 7 days old.',
          metric: 'execution.freshnessDays',
          op: '<=',
          value: 7,
          effort: 'small',
        },
        {
          id: 'PO-4.2',
          text: 'At least 92 % of the items of the test cycles that ended in the last 90 days passed or failed.',
          metric: 'process.cycleCompletion',
          op: '>=',
          value: 0.92,
          effort: 'medium',
        },
        {
          id: 'PO-4.3',
          text: 'At least 98 % of the results name the environment and the version that was tested.',
          metric: 'execution.traceableRatio',
          op: '>=',
          value: 0.98,
          effort: 'small',
        },
        {
          id: 'PO-4.4',
          text: 'Half of the delivered tickets are tested within 5 days.',
          metric: 'process.leadTimeDays',
          op: '<=',
          value: 5,
          effort: 'large',
        },
        {
          id: 'PO-4.5',
          text: 'At most 8 % of the runs are blocked.',
          metric: 'execution.blockedRate',
          op: '<=',
          value: 0.08,
          effort: 'medium',
        },
        {
          id: 'PO-4.6',
          text: 'Measures of the testing process have limits, are in view of the team, and crossing a limit leads to action.',
          question:
            'Can the team show a limit that was crossed in the last quarter and what was done about it?',
          effort: 'medium',
        },
        {
          id: 'PO-4.7',
          text: 'The time that testing waits for environments, data and builds is measured and has an owner.',
          question: 'Is it known how many hours testing waited last month, and for what?',
          effort: 'medium',
        },
      ],
    },
    {
      level: 5,
      name: levelNames[5],
      description:
        'The process is made leaner all the time, and every change to it is judged by its effect. Testing keeps up with development day by day.',
      criteria: [
        {
          id: 'PO-5.1',
          text: 'The newest result is at most 3 days old, which a weekend allows.',
          metric: 'execution.freshnessDays',
          op: '<=',
          value: 3,
          effort: 'small',
        },
        {
          id: 'PO-5.2',
          text: 'At least 98 % of the items of the test cycles that ended in the last 90 days passed or failed.',
          metric: 'process.cycleCompletion',
          op: '>=',
          value: 0.98,
          effort: 'medium',
        },
        {
          id: 'PO-5.3',
          text: 'Half of the delivered tickets are tested within a day.',
          metric: 'process.leadTimeDays',
          op: '<=',
          value: 1,
          effort: 'large',
        },
        {
          id: 'PO-5.4',
          text: 'At most 3 % of the runs are blocked.',
          metric: 'execution.blockedRate',
          op: '<=',
          value: 0.03,
          effort: 'large',
        },
        {
          id: 'PO-5.5',
          text: 'The narrowest point of the process is found from data and widened, and the effect is measured.',
          question:
            'Can the team show the last bottleneck that it removed, with the measure before and after?',
          effort: 'large',
        },
        {
          id: 'PO-5.6',
          text: 'Tests that repeat others or have told nothing for long are removed, so that cycles do not grow without end.',
          question:
            'Were redundant test cases deprecated in the last six months on the ground of their results?',
          effort: 'medium',
        },
      ],
    },
  ],
}
