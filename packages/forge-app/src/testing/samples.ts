import type {
  AdminAnswer,
  CoverageAnswer,
  CoverageNumbers,
  MaturityAnswer,
  MaturityDimension,
  PanelAnswer,
  PanelTestCase,
  RecommendationItem,
  RecommendationsAnswer,
  SettingsAnswer,
  SyncState,
  VerdictAnswer,
} from '../answers'

// Answers of an ordinary project. Tests say what is different about theirs.

const project = { id: 7, name: 'Web shop' }

export function testCase(id: number, overrides: Partial<PanelTestCase> = {}): PanelTestCase {
  return {
    id,
    externalId: `TC-${id}`,
    title: `Test case ${id}`,
    verdict: 'OK',
    notCounted: null,
    results: [
      {
        environment: 'staging',
        verdict: 'OK',
        status: 'passed',
        version: '2.3',
        executedAt: '2026-11-20T09:30:00Z',
      },
    ],
    ...overrides,
  }
}

export function panel(overrides: Partial<PanelAnswer> = {}): PanelAnswer {
  const testCases = overrides.testCases ?? [testCase(1, { title: 'Pays by card' }), testCase(2)]
  return {
    project,
    access: 'write',
    ai: false,
    key: 'SHOP-1',
    ticket: {
      summary: 'Checkout',
      issueType: 'Story',
      verdict: 'OK',
      reason: { rule: 'passed', testCases: testCases.length, ignoring: false },
      rollup: null,
      readAt: '2026-11-22T08:00:00Z',
    },
    environments: ['staging'],
    testCases,
    testCasesTotal: testCases.length,
    gaps: [],
    pendingLinks: [],
    lastResultAt: '2026-11-20T09:30:00Z',
    ...overrides,
  }
}

export function verdictAnswer(overrides: Partial<VerdictAnswer> = {}): VerdictAnswer {
  return {
    key: 'SHOP-1',
    verdict: 'NOK',
    reason: {
      rule: 'run',
      testCase: 'Pays by card',
      status: 'failed',
      environment: 'staging',
      ageDays: 2,
    },
    testCases: 3,
    failing: 1,
    lastResultAt: '2026-11-20T09:30:00Z',
    ...overrides,
  }
}

export function coverageNumbers(overrides: Partial<CoverageNumbers> = {}): CoverageNumbers {
  return {
    tickets: 200,
    linked: 150,
    executed: 120,
    passing: 90,
    linkedPercentage: 75,
    executedPercentage: 60,
    passingPercentage: 45,
    verdicts: { OK: 90, NOK: 20, NOTRUN: 30, UNKNOWN: 10, UNCOVERED: 50 },
    testCases: 400,
    testCaseVerdicts: { OK: 300, NOK: 40, NOTRUN: 50, UNKNOWN: 10 },
    ...overrides,
  }
}

/** Of a project in which nothing counts. */
export const noCoverage = coverageNumbers({
  tickets: 0,
  linked: 0,
  executed: 0,
  passing: 0,
  linkedPercentage: null,
  executedPercentage: null,
  passingPercentage: null,
  verdicts: { OK: 0, NOK: 0, NOTRUN: 0, UNKNOWN: 0, UNCOVERED: 0 },
})

export function coverage(overrides: Partial<CoverageAnswer> = {}): CoverageAnswer {
  return {
    project,
    access: 'write',
    issueTypes: [],
    asOf: '2026-11-22T10:00:00Z',
    upToDateAsOf: '2026-11-22T09:55:00Z',
    coverage: coverageNumbers(),
    trend: [
      {
        date: '2026-11-08',
        tickets: 180,
        linkedPercentage: 60,
        executedPercentage: 50,
        passingPercentage: 40,
      },
      {
        date: '2026-11-15',
        tickets: 190,
        linkedPercentage: 70,
        executedPercentage: 55,
        passingPercentage: null,
      },
      {
        date: '2026-11-22',
        tickets: 200,
        linkedPercentage: 75,
        executedPercentage: 60,
        passingPercentage: 45,
      },
    ],
    gaps: {
      failing: 20,
      uncovered: 50,
      items: [
        {
          key: 'SHOP-9',
          summary: 'Refunds',
          issueType: 'Story',
          priority: 'High',
          status: 'In Progress',
          verdict: 'UNCOVERED',
          risk: 82,
          ageDays: 1,
        },
        {
          key: 'SHOP-4',
          summary: 'Vouchers',
          issueType: null,
          priority: null,
          status: 'Done',
          verdict: 'NOK',
          risk: 61,
          ageDays: null,
        },
      ],
    },
    ...overrides,
  }
}

export function dimension(name: string, overrides: Partial<MaturityDimension> = {}): MaturityDimension {
  return {
    name,
    weight: 1,
    assessed: 3,
    derived: 2,
    level: 2,
    belowFoundation: false,
    target: 4,
    gap: 8,
    stale: false,
    assessedAt: '2026-10-01T12:00:00Z',
    criteria: [
      { id: 'TA-2.1', level: 2, text: 'Tests run on every change', status: 'met', evidence: '97 % of runs' },
      { id: 'TA-3.1', level: 3, text: 'Failures are looked at daily', status: 'unmet', evidence: null },
    ],
    ...overrides,
  }
}

export function maturity(overrides: Partial<MaturityAnswer> = {}): MaturityAnswer {
  return {
    project,
    access: 'write',
    model: { name: 'ATMF', version: 2 },
    asOf: '2026-11-22T10:00:00Z',
    average: 2.5,
    gatedLevel: 2,
    confidence: 0.8,
    dimensions: [
      dimension('Test automation'),
      dimension('Environments', { assessed: null, derived: null, level: null, target: null, gap: null }),
    ],
    gaps: [{ dimension: 'Test automation', current: 2, target: 4, gap: 8 }],
    roadmap: [
      {
        dimension: 'Test automation',
        from: 2,
        to: 3,
        steps: [{ criterion: 'TA-3.1', text: 'Look at failures daily' }],
      },
    ],
    ...overrides,
  }
}

export function recommendation(id: number, overrides: Partial<RecommendationItem> = {}): RecommendationItem {
  return {
    id,
    title: `Recommendation ${id}`,
    description: 'Because it helps.',
    category: 'automation',
    priority: 'high',
    dimension: 'Test automation',
    status: 'active',
    effort: 'days',
    impact: 'high',
    confidence: 0.75,
    ...overrides,
  }
}

export function recommendations(
  items: readonly RecommendationItem[],
  overrides: Partial<RecommendationsAnswer> = {},
): RecommendationsAnswer {
  return { project, access: 'write', items, nextCursor: null, ...overrides }
}

export function sync(overrides: Partial<SyncState> = {}): SyncState {
  return {
    state: 'done',
    type: 'full',
    processed: 1200,
    expected: 1200,
    startedAt: '2026-11-22T07:00:00Z',
    completedAt: '2026-11-22T07:05:00Z',
    error: null,
    upToDateAsOf: '2026-11-22T07:04:00Z',
    ...overrides,
  }
}

export function settings(overrides: Partial<NonNullable<SettingsAnswer['connected']>> = {}): SettingsAnswer {
  return {
    jiraProject: { id: '10000', key: 'SHOP' },
    connected: {
      project,
      issueTypes: [],
      knownIssueTypes: ['Story', 'Bug'],
      policy: { finalRunsFirst: true, skipped: 'count' },
      sync: sync(),
      ...overrides,
    },
  }
}

export const notConnectedSettings: SettingsAnswer = {
  jiraProject: { id: '10000', key: 'SHOP' },
  connected: null,
}

export function admin(overrides: Partial<AdminAnswer> = {}): AdminAnswer {
  return {
    server: { version: '1.4.0' },
    installation: {
      environment: 'PRODUCTION',
      appVersion: '3.2.0',
      installedAt: '2026-09-01T10:00:00Z',
      lastCalledAt: '2026-11-22T09:59:00Z',
      token: 'stored',
    },
    users: { createUsers: true, matchByEmail: false, known: 12 },
    projects: [{ project, jiraProject: { id: '10000', key: 'SHOP' }, sync: sync() }],
    events: { pending: 0, failed: 0, lastReceivedAt: '2026-11-22T09:58:00Z' },
    claimable: [],
    ...overrides,
  }
}
