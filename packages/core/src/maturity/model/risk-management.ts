import { levelNames } from '../levels.js'
import type { Dimension } from './types.js'

/** ATMF, third dimension. */
export const riskManagement: Dimension = {
  name: 'Risk Management',
  description: 'Risk-based testing strategies and mitigation',
  weight: 1,
  levels: [
    {
      level: 1,
      name: levelNames[1],
      description:
        'The team knows by experience what would hurt most, and some of that is tested. The knowledge is in people’s heads.',
      criteria: [
        {
          id: 'RM-1.1',
          text: 'At least one critical ticket has been tested with a recorded result.',
          metric: 'risk.criticalCoverage',
          op: '>',
          value: 0,
          effort: 'small',
        },
        {
          id: 'RM-1.2',
          text: 'At least one ticket passes all of its tests.',
          metric: 'coverage.passing',
          op: '>',
          value: 0,
          effort: 'small',
        },
        {
          id: 'RM-1.3',
          text: 'The priority of a ticket says how much its failure would hurt, not how soon somebody wants it.',
          question:
            'Is there a shared understanding of what makes a ticket critical, and do priorities follow it?',
          effort: 'small',
        },
        {
          id: 'RM-1.4',
          text: 'The team can name the parts of the product whose failure would do the most harm.',
          question:
            'Would two members of the team, asked apart, name mostly the same riskiest parts of the product?',
          effort: 'small',
        },
      ],
    },
    {
      level: 2,
      name: levelNames[2],
      description:
        'Risk is talked about before each release and decides what is tested first. Severe faults do not stay open for a quarter.',
      criteria: [
        {
          id: 'RM-2.1',
          text: 'At least 40 % of the critical tickets have been tested with a recorded result.',
          metric: 'risk.criticalCoverage',
          op: '>=',
          value: 0.4,
          effort: 'medium',
        },
        {
          id: 'RM-2.2',
          text: 'Half of the open critical bugs are at most 90 days old.',
          metric: 'risk.openCriticalDefectAgeDays',
          op: '<=',
          value: 90,
          effort: 'medium',
        },
        {
          id: 'RM-2.3',
          text: 'The risks of a release are listed with likelihood and impact before its testing is planned.',
          question:
            'Was there a list of risks with likelihood and impact when testing of the last release was planned?',
          effort: 'small',
        },
        {
          id: 'RM-2.4',
          text: 'When time is short, the riskiest areas are tested first and the rest is left out knowingly.',
          question:
            'When testing was last cut short, was it recorded what was left out and who accepted that?',
          effort: 'small',
        },
      ],
    },
    {
      level: 3,
      name: levelNames[3],
      description:
        'A written method turns risk into tests. Every known risk has an owner and the test cases that guard against it, including those that law and contracts demand.',
      criteria: [
        {
          id: 'RM-3.1',
          text: 'At least 70 % of the critical tickets have been tested with a recorded result.',
          metric: 'risk.criticalCoverage',
          op: '>=',
          value: 0.7,
          effort: 'medium',
        },
        {
          id: 'RM-3.2',
          text: 'At least 60 % of the critical tickets pass all of their tests.',
          metric: 'risk.criticalPassing',
          op: '>=',
          value: 0.6,
          effort: 'medium',
        },
        {
          id: 'RM-3.3',
          text: 'Half of the open critical bugs are at most 30 days old.',
          metric: 'risk.openCriticalDefectAgeDays',
          op: '<=',
          value: 30,
          effort: 'medium',
        },
        {
          id: 'RM-3.4',
          text: 'A risk register is kept up to date and names, for each risk, an owner and the tests that guard against it.',
          question:
            'Was the risk register changed within the last three months, and does each risk name owner and tests?',
          effort: 'medium',
        },
        {
          id: 'RM-3.5',
          text: 'Requirements of law, contracts and security are traced to the test cases that prove them.',
          question: 'Can the team show, for each binding requirement, the test case and its newest result?',
          effort: 'large',
        },
      ],
    },
    {
      level: 4,
      name: levelNames[4],
      description:
        'Remaining risk is a number that somebody signs for. Shipping follows exit criteria, and the way back from a bad release has been rehearsed.',
      criteria: [
        {
          id: 'RM-4.1',
          text: 'At least 90 % of the critical tickets have been tested with a recorded result.',
          metric: 'risk.criticalCoverage',
          op: '>=',
          value: 0.9,
          effort: 'large',
        },
        {
          id: 'RM-4.2',
          text: 'At least 80 % of the critical tickets pass all of their tests.',
          metric: 'risk.criticalPassing',
          op: '>=',
          value: 0.8,
          effort: 'large',
        },
        {
          id: 'RM-4.3',
          text: 'Half of the open critical bugs are at most 14 days old.',
          metric: 'risk.openCriticalDefectAgeDays',
          op: '<=',
          value: 14,
          effort: 'medium',
        },
        {
          id: 'RM-4.4',
          text: 'At least 60 % of the tickets pass all of their tests.',
          metric: 'coverage.passing',
          op: '>=',
          value: 0.6,
          effort: 'large',
        },
        {
          id: 'RM-4.5',
          text: 'Exit criteria in numbers decide on a release, and a named person signs for the risk that remains.',
          question:
            'Is there for the last release a signed statement of what risk remained and why it was acceptable?',
          effort: 'small',
        },
        {
          id: 'RM-4.6',
          text: 'Rolling back and restoring have been tested under conditions like those of production.',
          question:
            'Were rollback and restore rehearsed in the last six months, with the time they took on record?',
          effort: 'medium',
        },
      ],
    },
    {
      level: 5,
      name: levelNames[5],
      description:
        'Estimates of risk are checked against what happened and get better. The team goes looking for failures before its users meet them.',
      criteria: [
        {
          id: 'RM-5.1',
          text: 'At least 98 % of the critical tickets have been tested with a recorded result.',
          metric: 'risk.criticalCoverage',
          op: '>=',
          value: 0.98,
          effort: 'large',
        },
        {
          id: 'RM-5.2',
          text: 'At least 95 % of the critical tickets pass all of their tests.',
          metric: 'risk.criticalPassing',
          op: '>=',
          value: 0.95,
          effort: 'large',
        },
        {
          id: 'RM-5.3',
          text: 'Half of the open critical bugs are at most 7 days old.',
          metric: 'risk.openCriticalDefectAgeDays',
          op: '<=',
          value: 7,
          effort: 'large',
        },
        {
          id: 'RM-5.4',
          text: 'At least 80 % of the tickets pass all of their tests.',
          metric: 'coverage.passing',
          op: '>=',
          value: 0.8,
          effort: 'large',
        },
        {
          id: 'RM-5.5',
          text: 'Estimated risks are compared with the faults that were found, and the way of estimating is corrected.',
          question:
            'Was the risk estimate of the last release compared with its faults, and did something change after?',
          effort: 'medium',
        },
        {
          id: 'RM-5.6',
          text: 'Failures of parts, overload and attacks are provoked on purpose and regularly.',
          question:
            'Was a failure, an overload or an attack provoked on purpose in the last quarter, with findings on record?',
          effort: 'large',
        },
      ],
    },
  ],
}
