/**
 * The sample project that `atmosfera demo` imports: the checkout of a web shop, one release in the making and two
 * behind it. The people, the shop and its customers are invented.
 */

import type { LevelNumber } from '../../maturity/levels.js'
import type { ProjectType } from '../../schema/allowed-values.js'
import { type Report, reportsOf } from './results.js'
import { environments } from './rounds.js'
import { type SampleCase, testCases } from './test-cases.js'
import { type Person, people, type Ticket, type Version } from './ticket.js'
import { ticketsAfterBuying } from './tickets-after.js'
import { ticketsOfBuying } from './tickets-buying.js'

/** A release: shipped so many days ago (negative: planned in so many days). */
interface Release {
  readonly daysAgo: number
  readonly released: boolean
}

/** What the team says about itself in one dimension of ATMF. */
export interface SampleAssessment {
  readonly dimension: string
  /** 1 (Foundation) to 5 (Optimizing). */
  readonly currentLevel: LevelNumber
  readonly targetLevel: LevelNumber
  readonly assessor: string
  readonly daysAgo: number
  readonly evidence: string
  readonly notes: string
}

/** The sample project as data; days count back from the day on which its files are written. */
export interface SampleProject {
  readonly key: string
  readonly name: string
  readonly description: string
  readonly projectType: ProjectType
  readonly industryArea: string
  readonly regulations: string
  readonly qualityFocus: string
  readonly testStrategy: string
  readonly people: Readonly<Record<Person, string>>
  readonly environments: readonly string[]
  readonly releases: Readonly<Record<Version, Release>>
  readonly tickets: readonly Ticket[]
  readonly testCases: readonly SampleCase[]
  readonly reports: readonly Report[]
}

/** Harbour Checkout: six epics, three releases, two environments. */
export const sampleProject: SampleProject = {
  key: 'SHOP',
  name: 'Harbour Checkout',
  description: 'The checkout of a web shop: from the basket to payment, delivery, returns and refunds.',
  projectType: 'Migration',
  industryArea: 'Retail',
  regulations: 'PCI DSS, strong customer authentication, accessibility of web shops',
  qualityFocus: 'Nobody pays twice, nobody pays for nothing, everybody can use it.',
  testStrategy:
    'Automated tests in two browsers in the night after a change; a manual round before each release.',
  people,
  environments,
  releases: {
    '2.3.0': { daysAgo: 75, released: true },
    '2.4.0': { daysAgo: 33, released: true },
    '2.5.0': { daysAgo: -12, released: false },
  },
  tickets: [...ticketsOfBuying, ...ticketsAfterBuying],
  testCases,
  reports: reportsOf(testCases),
}

/**
 * The team's self-assessment: five of the six dimensions. Continuous Improvement was never assessed, and Risk
 * Management so long ago that the product calls it stale.
 */
export const assessments: readonly SampleAssessment[] = [
  {
    dimension: 'Automation Intelligence',
    currentLevel: 3,
    targetLevel: 4,
    assessor: people.priya,
    daysAgo: 20,
    evidence:
      'After each change the automated suite runs at night in two browsers. Retries are recorded, not hidden.',
    notes: 'Nobody looks at flaky tests before they block a release.',
  },
  {
    dimension: 'Quality Engineering',
    currentLevel: 3,
    targetLevel: 4,
    assessor: people.priya,
    daysAgo: 20,
    evidence: 'Every story has acceptance criteria before work starts. Bugs get a test with their repair.',
    notes:
      'Late payments (SHOP-549) were shipped without a test because the provider offers no sandbox for them.',
  },
  {
    dimension: 'Risk Management',
    currentLevel: 2,
    targetLevel: 4,
    assessor: people.imani,
    daysAgo: 214,
    evidence: 'A workshop listed the ten worst things that can happen to a payment.',
    notes: 'The list was written before card payments moved to the new provider.',
  },
  {
    dimension: 'Process Optimization',
    currentLevel: 2,
    targetLevel: 3,
    assessor: people.imani,
    daysAgo: 46,
    evidence: 'The manual round before a release takes one day instead of three since 2.4.0.',
    notes: 'Several checks of that round could be automated.',
  },
  {
    dimension: 'Team Collaboration',
    currentLevel: 4,
    targetLevel: 4,
    assessor: people.marguerite,
    daysAgo: 46,
    evidence: 'Product owner, developers and testers write the acceptance criteria together, each week.',
    notes: '',
  },
]
