import { levelNames } from '../levels.js'
import type { Dimension } from './types.js'

/** ATMF, first dimension. */
export const automationIntelligence: Dimension = {
  name: 'Automation Intelligence',
  description: 'Test automation maturity and intelligent tooling',
  weight: 1,
  levels: [
    {
      level: 1,
      name: levelNames[1],
      description:
        'Some tests run without a person and leave their results behind. What is automated depends on who had the time and the interest.',
      criteria: [
        {
          id: 'AI-1.1',
          text: 'At least one automated test case has run in the last 90 days.',
          metric: 'automation.exercisedRatio',
          op: '>',
          value: 0,
          effort: 'small',
        },
        {
          id: 'AI-1.2',
          text: 'At least one test case is automated.',
          metric: 'automation.ratio',
          op: '>',
          value: 0,
          effort: 'small',
        },
        {
          id: 'AI-1.3',
          text: 'Automated tests live under version control and have a documented command that runs them.',
          question:
            'Could a new member of the team check the automated tests out and run them today by following written instructions?',
          effort: 'small',
        },
      ],
    },
    {
      level: 2,
      name: levelNames[2],
      description:
        'Automation grows by decision rather than by chance, and starts without a person. The most repeated checks are no longer done by hand.',
      criteria: [
        {
          id: 'AI-2.1',
          text: 'At least half of the automated test cases have run in the last 90 days.',
          metric: 'automation.exercisedRatio',
          op: '>=',
          value: 0.5,
          effort: 'small',
        },
        {
          id: 'AI-2.2',
          text: 'At least 30 % of the test cases that could be automated are.',
          metric: 'automation.ratio',
          op: '>=',
          value: 0.3,
          effort: 'medium',
        },
        {
          id: 'AI-2.3',
          text: 'Automated tests start without a person, on every change or on a schedule.',
          question:
            'Do the automated tests start on every change or at least daily, without anybody starting them?',
          effort: 'small',
        },
        {
          id: 'AI-2.4',
          text: 'For each new test case the team decides whether automating it is worth its upkeep.',
          question:
            'Is the decision to automate or not to automate recorded for the test cases of the last release?',
          effort: 'small',
        },
      ],
    },
    {
      level: 3,
      name: levelNames[3],
      description:
        'Automation is the normal way to check a change. Checks sit at the level of the system where they are cheapest, people trust a red result, and it stops a release.',
      criteria: [
        {
          id: 'AI-3.1',
          text: 'At least 80 % of the automated test cases have run in the last 90 days.',
          metric: 'automation.exercisedRatio',
          op: '>=',
          value: 0.8,
          effort: 'small',
        },
        {
          id: 'AI-3.2',
          text: 'At least 60 % of the test cases that could be automated are.',
          metric: 'automation.ratio',
          op: '>=',
          value: 0.6,
          effort: 'large',
        },
        {
          id: 'AI-3.3',
          text: 'At most 5 % of what was tested passed only after a failed attempt.',
          metric: 'execution.flakyRate',
          op: '<=',
          value: 0.05,
          effort: 'medium',
        },
        {
          id: 'AI-3.4',
          text: 'Written guidance says which checks belong to units, to interfaces and to the user interface, and reviews apply it.',
          question:
            'Is there written guidance on the level at which a check is automated, and do reviews refer to it?',
          effort: 'small',
        },
        {
          id: 'AI-3.5',
          text: 'A failed automated test stops the merge or the release until it is mended or the exception is recorded.',
          question:
            'In the last three months, did every failed automated test either stop the change or leave a recorded exception?',
          effort: 'medium',
        },
      ],
    },
    {
      level: 4,
      name: levelNames[4],
      description:
        'Automation is run by its numbers: share, reliability and duration have limits, and a breach has an owner. Environments and data come from automation too.',
      criteria: [
        {
          id: 'AI-4.1',
          text: 'At least 90 % of the automated test cases have run in the last 90 days.',
          metric: 'automation.exercisedRatio',
          op: '>=',
          value: 0.9,
          effort: 'small',
        },
        {
          id: 'AI-4.2',
          text: 'At least 75 % of the test cases that could be automated are.',
          metric: 'automation.ratio',
          op: '>=',
          value: 0.75,
          effort: 'large',
        },
        {
          id: 'AI-4.3',
          text: 'At most 2 % of what was tested passed only after a failed attempt.',
          metric: 'execution.flakyRate',
          op: '<=',
          value: 0.02,
          effort: 'medium',
        },
        {
          id: 'AI-4.4',
          text: 'Half of the automated tests finish within 30 seconds each.',
          metric: 'execution.medianDurationSeconds',
          op: '<=',
          value: 30,
          effort: 'medium',
        },
        {
          id: 'AI-4.5',
          text: 'A flaky test is taken out of the gate at once, with an owner and a date by which it is mended or deleted.',
          question: 'Does every test that is quarantined today have an owner and a date that has not passed?',
          effort: 'small',
        },
        {
          id: 'AI-4.6',
          text: 'Test environments and test data are created by automation and thrown away after use.',
          question:
            'Can the environment and the data that the automated tests need be created from nothing without manual steps?',
          effort: 'large',
        },
      ],
    },
    {
      level: 5,
      name: levelNames[5],
      description:
        'Automation steers itself by evidence: what runs is chosen by risk and history, generated tests must earn their place, and tests that no longer tell anything are removed.',
      criteria: [
        {
          id: 'AI-5.1',
          text: 'At least 98 % of the automated test cases have run in the last 90 days.',
          metric: 'automation.exercisedRatio',
          op: '>=',
          value: 0.98,
          effort: 'small',
        },
        {
          id: 'AI-5.2',
          text: 'At least 90 % of the test cases that could be automated are.',
          metric: 'automation.ratio',
          op: '>=',
          value: 0.9,
          effort: 'large',
        },
        {
          id: 'AI-5.3',
          text: 'At most 0.5 % of what was tested passed only after a failed attempt.',
          metric: 'execution.flakyRate',
          op: '<=',
          value: 0.005,
          effort: 'large',
        },
        {
          id: 'AI-5.4',
          text: 'Half of the automated tests finish within 10 seconds each.',
          metric: 'execution.medianDurationSeconds',
          op: '<=',
          value: 10,
          effort: 'large',
        },
        {
          id: 'AI-5.5',
          text: 'Which tests run first on a change is chosen by the change’s impact and the tests’ history, and the choice is checked against full runs.',
          question:
            'Are tests selected or ordered by impact or history, and is it known how many failures the selection missed?',
          effort: 'large',
        },
        {
          id: 'AI-5.6',
          text: 'Tests that a tool or a language model proposes count only after a person approved them, and their yield is tracked.',
          question:
            'Is it known how many of the proposed tests of the last six months were kept, and what they found?',
          effort: 'medium',
        },
      ],
    },
  ],
}
