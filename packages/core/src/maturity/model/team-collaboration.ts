import { levelNames } from '../levels.js'
import type { Dimension } from './types.js'

/** ATMF, fifth dimension. */
export const teamCollaboration: Dimension = {
  name: 'Team Collaboration',
  description: 'Cross-functional collaboration and communication',
  weight: 1,
  levels: [
    {
      level: 1,
      name: levelNames[1],
      description:
        'Somebody tests, and the others can see the outcome. Testing is one person’s or one group’s business.',
      criteria: [
        {
          id: 'TC-1.1',
          text: 'At least one person has taken part in testing in the last 90 days.',
          metric: 'collaboration.contributors',
          op: '>=',
          value: 1,
          effort: 'small',
        },
        {
          id: 'TC-1.2',
          text: 'Some work in test cycles is assigned to a person.',
          metric: 'collaboration.assignedRatio',
          op: '>',
          value: 0,
          effort: 'small',
        },
        {
          id: 'TC-1.3',
          text: 'Everybody in the team can see the results of testing without asking for them.',
          question: 'Could every member of the team open the newest test results now?',
          effort: 'small',
        },
      ],
    },
    {
      level: 2,
      name: levelNames[2],
      description:
        'Testing is shared work with clear assignments. A second person looks at test cases, and a failure is handed over as a defect rather than as hearsay.',
      criteria: [
        {
          id: 'TC-2.1',
          text: 'At least two people have taken part in testing in the last 90 days.',
          metric: 'collaboration.contributors',
          op: '>=',
          value: 2,
          effort: 'small',
        },
        {
          id: 'TC-2.2',
          text: 'At least half of the work in test cycles is assigned to a person.',
          metric: 'collaboration.assignedRatio',
          op: '>=',
          value: 0.5,
          effort: 'small',
        },
        {
          id: 'TC-2.3',
          text: 'At least one person has approved test cases of somebody else in the last 90 days.',
          metric: 'collaboration.reviewers',
          op: '>=',
          value: 1,
          effort: 'small',
        },
        {
          id: 'TC-2.4',
          text: 'At least 30 % of the standing failures name a defect.',
          metric: 'defects.linkedFailureRatio',
          op: '>=',
          value: 0.3,
          effort: 'small',
        },
        {
          id: 'TC-2.5',
          text: 'Whoever will test a ticket takes part when it is planned.',
          question:
            'Did testers take part in planning and refinement of the last iteration, with questions on record?',
          effort: 'small',
        },
      ],
    },
    {
      level: 3,
      name: levelNames[3],
      description:
        'Product, development and testing agree on examples before work starts, by an agreed routine. Review of test cases is usual.',
      criteria: [
        {
          id: 'TC-3.1',
          text: 'At least three people have taken part in testing in the last 90 days.',
          metric: 'collaboration.contributors',
          op: '>=',
          value: 3,
          effort: 'medium',
        },
        {
          id: 'TC-3.2',
          text: 'At least 80 % of the work in test cycles is assigned to a person.',
          metric: 'collaboration.assignedRatio',
          op: '>=',
          value: 0.8,
          effort: 'small',
        },
        {
          id: 'TC-3.3',
          text: 'At least two people have approved test cases of somebody else in the last 90 days.',
          metric: 'collaboration.reviewers',
          op: '>=',
          value: 2,
          effort: 'small',
        },
        {
          id: 'TC-3.4',
          text: 'At least half of the test cases that are not automated were approved by somebody other than their author.',
          metric: 'collaboration.reviewedRatio',
          op: '>=',
          value: 0.5,
          effort: 'medium',
        },
        {
          id: 'TC-3.5',
          text: 'At least 60 % of the standing failures name a defect.',
          metric: 'defects.linkedFailureRatio',
          op: '>=',
          value: 0.6,
          effort: 'medium',
        },
        {
          id: 'TC-3.6',
          text: 'Product, development and testing agree on examples for a ticket before it is built.',
          question: 'Do the tickets of the last iteration carry examples that all three roles agreed on?',
          effort: 'medium',
        },
        {
          id: 'TC-3.7',
          text: 'Duties in testing are written down, from writing test cases to deciding on a release.',
          question:
            'Is it written down who writes, reviews, runs and decides, and does daily work follow it?',
          effort: 'small',
        },
      ],
    },
    {
      level: 4,
      name: levelNames[4],
      description:
        'Quality is the whole team’s, and it shows in numbers: work has owners, failures are followed up, and people outside the team act on what testing reports.',
      criteria: [
        {
          id: 'TC-4.1',
          text: 'At least 90 % of the work in test cycles is assigned to a person.',
          metric: 'collaboration.assignedRatio',
          op: '>=',
          value: 0.9,
          effort: 'small',
        },
        {
          id: 'TC-4.2',
          text: 'At least 75 % of the test cases that are not automated were approved by somebody other than their author.',
          metric: 'collaboration.reviewedRatio',
          op: '>=',
          value: 0.75,
          effort: 'medium',
        },
        {
          id: 'TC-4.3',
          text: 'At least 85 % of the standing failures name a defect.',
          metric: 'defects.linkedFailureRatio',
          op: '>=',
          value: 0.85,
          effort: 'medium',
        },
        {
          id: 'TC-4.4',
          text: 'Whoever breaks a test mends it, or hands it over by name, before taking up new work.',
          question:
            'Was every failure on the main branch in the last month taken up by a named person within a day?',
          effort: 'medium',
        },
        {
          id: 'TC-4.5',
          text: 'People who decide about the product read the report on quality and act on it.',
          question: 'Can a decision of the last quarter be named that the report on quality brought about?',
          effort: 'medium',
        },
      ],
    },
    {
      level: 5,
      name: levelNames[5],
      description:
        'Knowledge moves freely within the team and beyond it. Nobody’s absence stops testing, and other teams learn from this one.',
      criteria: [
        {
          id: 'TC-5.1',
          text: 'At least 98 % of the work in test cycles is assigned to a person.',
          metric: 'collaboration.assignedRatio',
          op: '>=',
          value: 0.98,
          effort: 'small',
        },
        {
          id: 'TC-5.2',
          text: 'At least 90 % of the test cases that are not automated were approved by somebody other than their author.',
          metric: 'collaboration.reviewedRatio',
          op: '>=',
          value: 0.9,
          effort: 'large',
        },
        {
          id: 'TC-5.3',
          text: 'At least 95 % of the standing failures name a defect.',
          metric: 'defects.linkedFailureRatio',
          op: '>=',
          value: 0.95,
          effort: 'medium',
        },
        {
          id: 'TC-5.4',
          text: 'Every area of the product can be tested by at least two people, and duties rotate.',
          question: 'Could any one person be away for a month without an area of the product going untested?',
          effort: 'large',
        },
        {
          id: 'TC-5.5',
          text: 'Test code, data and practices are shared with other teams and improved by them.',
          question:
            'Did another team use or contribute to this team’s tests or practices in the last six months?',
          effort: 'large',
        },
      ],
    },
  ],
}
