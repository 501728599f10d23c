import { levelNames } from '../levels.js'
import type { Dimension } from './types.js'

/** ATMF, second dimension. */
export const qualityEngineering: Dimension = {
  name: 'Quality Engineering',
  description: 'Quality practices, culture, and engineering excellence',
  weight: 1,
  levels: [
    {
      level: 1,
      name: levelNames[1],
      description:
        'Testing happens and leaves a trace: test cases are written down, some belong to a ticket, and results are recorded. How thorough it is depends on the person.',
      criteria: [
        {
          id: 'QE-1.1',
          text: 'At least one ticket has a test case.',
          metric: 'coverage.linked',
          op: '>',
          value: 0,
          effort: 'small',
        },
        {
          id: 'QE-1.2',
          text: 'At least one ticket has been tested with a recorded result.',
          metric: 'coverage.executed',
          op: '>',
          value: 0,
          effort: 'small',
        },
        {
          id: 'QE-1.3',
          text: 'Somebody is responsible for the testing of each release.',
          question: 'Was a person named as responsible for testing the last release before it was shipped?',
          effort: 'small',
        },
      ],
    },
    {
      level: 2,
      name: levelNames[2],
      description:
        'Testing is part of building. New work gets tests as it is done, developers write their share, and what a ticket must do is known before somebody starts it.',
      criteria: [
        {
          id: 'QE-2.1',
          text: 'At least 30 % of the tickets have a test case.',
          metric: 'coverage.linked',
          op: '>=',
          value: 0.3,
          effort: 'medium',
        },
        {
          id: 'QE-2.2',
          text: 'At least half of the tickets created in the last 90 days have a test case.',
          metric: 'coverage.newLinked',
          op: '>=',
          value: 0.5,
          effort: 'small',
        },
        {
          id: 'QE-2.3',
          text: 'At least 70 % of what was tested passes as of its newest result.',
          metric: 'execution.passRate',
          op: '>=',
          value: 0.7,
          effort: 'medium',
        },
        {
          id: 'QE-2.4',
          text: 'Tickets state acceptance criteria before work on them starts.',
          question: 'Did the tickets of the last iteration have acceptance criteria when they were started?',
          effort: 'small',
        },
        {
          id: 'QE-2.5',
          text: 'Developers write unit tests with their changes, and another developer reviews both.',
          question: 'Is a change without tests sent back in review, unless the reason is written down?',
          effort: 'medium',
        },
      ],
    },
    {
      level: 3,
      name: levelNames[3],
      description:
        'One written standard of quality holds for every ticket: what done means, which tests it needs, and which qualities beyond function are checked.',
      criteria: [
        {
          id: 'QE-3.1',
          text: 'At least 60 % of the tickets have a test case.',
          metric: 'coverage.linked',
          op: '>=',
          value: 0.6,
          effort: 'large',
        },
        {
          id: 'QE-3.2',
          text: 'At least 75 % of the tickets created in the last 90 days have a test case.',
          metric: 'coverage.newLinked',
          op: '>=',
          value: 0.75,
          effort: 'medium',
        },
        {
          id: 'QE-3.3',
          text: 'At least half of the tickets have been tested with a recorded result.',
          metric: 'coverage.executed',
          op: '>=',
          value: 0.5,
          effort: 'medium',
        },
        {
          id: 'QE-3.4',
          text: 'At least 85 % of what was tested passes as of its newest result.',
          metric: 'execution.passRate',
          op: '>=',
          value: 0.85,
          effort: 'medium',
        },
        {
          id: 'QE-3.5',
          text: 'A written definition of done names the tests that a ticket needs, and tickets are not closed without them.',
          question:
            'Do five tickets picked at random from those closed last month meet the definition of done?',
          effort: 'medium',
        },
        {
          id: 'QE-3.6',
          text: 'Performance, security and accessibility have stated requirements and tests that check them.',
          question:
            'Is there, for each of performance, security and accessibility, a requirement with a number or standard and a test?',
          effort: 'large',
        },
      ],
    },
    {
      level: 4,
      name: levelNames[4],
      description:
        'Quality has numbers that the team is held to. Goals are set for each release, tools keep the obvious faults out, and a missed goal changes the plan.',
      criteria: [
        {
          id: 'QE-4.1',
          text: 'At least 80 % of the tickets have a test case.',
          metric: 'coverage.linked',
          op: '>=',
          value: 0.8,
          effort: 'large',
        },
        {
          id: 'QE-4.2',
          text: 'At least 90 % of the tickets created in the last 90 days have a test case.',
          metric: 'coverage.newLinked',
          op: '>=',
          value: 0.9,
          effort: 'medium',
        },
        {
          id: 'QE-4.3',
          text: 'At least 70 % of the tickets have been tested with a recorded result.',
          metric: 'coverage.executed',
          op: '>=',
          value: 0.7,
          effort: 'large',
        },
        {
          id: 'QE-4.4',
          text: 'At least 95 % of what was tested passes as of its newest result.',
          metric: 'execution.passRate',
          op: '>=',
          value: 0.95,
          effort: 'medium',
        },
        {
          id: 'QE-4.5',
          text: 'Each release has quality goals in numbers, and the decision to ship refers to them.',
          question:
            'Did the last release have goals in numbers, and does the record of its approval mention each?',
          effort: 'medium',
        },
        {
          id: 'QE-4.6',
          text: 'Static analysis and a scan of dependencies run on every change and can stop it.',
          question:
            'Do static analysis and dependency scanning run on every change, with findings that stop the merge?',
          effort: 'medium',
        },
      ],
    },
    {
      level: 5,
      name: levelNames[5],
      description:
        'The tests themselves are put to the test. The team knows what they would miss, learns from production, and spends effort where it finds the most.',
      criteria: [
        {
          id: 'QE-5.1',
          text: 'At least 90 % of the tickets have a test case.',
          metric: 'coverage.linked',
          op: '>=',
          value: 0.9,
          effort: 'large',
        },
        {
          id: 'QE-5.2',
          text: 'At least 95 % of the tickets created in the last 90 days have a test case.',
          metric: 'coverage.newLinked',
          op: '>=',
          value: 0.95,
          effort: 'medium',
        },
        {
          id: 'QE-5.3',
          text: 'At least 85 % of the tickets have been tested with a recorded result.',
          metric: 'coverage.executed',
          op: '>=',
          value: 0.85,
          effort: 'large',
        },
        {
          id: 'QE-5.4',
          text: 'At least 98 % of what was tested passes as of its newest result.',
          metric: 'execution.passRate',
          op: '>=',
          value: 0.98,
          effort: 'large',
        },
        {
          id: 'QE-5.5',
          text: 'The strength of the tests is measured by planting faults, for example with mutation testing.',
          question:
            'Was it measured in the last six months how many planted faults the tests of core components find?',
          effort: 'large',
        },
        {
          id: 'QE-5.6',
          text: 'What is seen in production, from errors to usage, decides which tests are added and which are dropped.',
          question:
            'Can the team name tests of the last quarter that were added or dropped because of production data?',
          effort: 'large',
        },
      ],
    },
  ],
}
