/**
 * What the endpoints for the Jira app answer, as JSON. The app takes these types as they are, so nothing is imported
 * here: neither the platform's types nor the database's have a business in a bundle for Jira.
 *
 * Times are ISO 8601 in UTC. Percentages go from 0 to 100 and are null where there is nothing to count.
 */

export type Verdict = 'OK' | 'NOK' | 'NOTRUN' | 'UNKNOWN' | 'UNCOVERED'
export type TestVerdict = Exclude<Verdict, 'UNCOVERED'>
/** What somebody may do, by Jira's permissions and ours: the lesser of the two. */
type Access = 'read' | 'write' | 'manage'
export type Level = 1 | 2 | 3 | 4 | 5

interface ProjectName {
  readonly id: number
  readonly name: string
}

/** What goes wrong, as every endpoint tells it: RFC 9457. */
export interface ForgeProblem {
  readonly status: number
  /**
   * Such as `jira_not_connected`, `jira_permission_missing`, `jira_account_unknown`, `unauthenticated`,
   * `validation_failed`, `not_found`, `conflict`, `rate_limited`, `upstream_failed`, `internal`.
   */
  readonly code: string
  readonly title: string
  /** What, where, and what to do, in one line of English. */
  readonly detail: string
  readonly requestId: string
}

/** Why a ticket has its verdict: the rule that decided, and on what. The app makes a sentence of it. */
export type VerdictReason =
  | { readonly rule: 'unlinked' }
  /** Test cases are linked, and none of them counts. */
  | { readonly rule: 'uncounted'; readonly linked: number }
  /** All passed; `ignoring` where a policy leaves skipped runs out. */
  | { readonly rule: 'passed'; readonly testCases: number; readonly ignoring: boolean }
  /** Some have no run that counts. */
  | { readonly rule: 'unrun'; readonly missing: number; readonly testCases: number }
  | {
      readonly rule: 'run'
      readonly testCase: string
      readonly status: string
      readonly environment: string | null
      readonly ageDays: number | null
    }

/** A newest counting run, in one environment. */
export interface PanelResult {
  /** Null for runs that name none. */
  readonly environment: string | null
  readonly verdict: TestVerdict
  readonly status: string
  readonly version: string | null
  readonly executedAt: string | null
}

export interface PanelTestCase {
  readonly id: number
  readonly externalId: string | null
  readonly title: string
  /** Null where it does not count. */
  readonly verdict: TestVerdict | null
  /** Why it does not count: it is deprecated, or a model wrote it and nobody has approved it yet. */
  readonly notCounted: 'deprecated' | 'unapproved' | null
  readonly results: readonly PanelResult[]
}

/** `GET /forge/issue`: all that the panel of a ticket shows, in one answer. */
export interface PanelAnswer {
  readonly project: ProjectName
  readonly access: Access
  /** Whether a model is there to propose test cases. */
  readonly ai: boolean
  readonly key: string
  /** Null where it has not been read from Jira yet. It is being read, and links wait for it. */
  readonly ticket: {
    readonly summary: string
    readonly issueType: string | null
    readonly verdict: Verdict
    readonly reason: VerdictReason
    /** With what is below it; null for a ticket without children. */
    readonly rollup: { readonly verdict: Verdict; readonly children: number; readonly covered: number } | null
    /** When it was last read from Jira. */
    readonly readAt: string | null
  } | null
  /** Every environment that one of the test cases ran in, by name; null comes last, for runs that name none. */
  readonly environments: readonly (string | null)[]
  /** At most 500, those that fail first. */
  readonly testCases: readonly PanelTestCase[]
  readonly testCasesTotal: number
  /** What is missing before the ticket is covered and passes, most urgent first; at most 20. */
  readonly gaps: readonly PanelGap[]
  /** Test cases whose link waits for the ticket. */
  readonly pendingLinks: readonly { readonly testCaseId: number; readonly title: string }[]
  /** When the newest of the runs shown took place. */
  readonly lastResultAt: string | null
}

/** Something that is missing on a ticket. */
export interface PanelGap {
  readonly kind: 'uncovered' | 'failing' | 'unknown' | 'notRun' | 'notRunIn' | 'unapproved'
  /** Null for the ticket as a whole. */
  readonly testCase: { readonly id: number; readonly title: string } | null
  /** Of `failing`, `unknown` and `notRunIn`. */
  readonly environment: string | null
}

/** `GET /forge/issue/verdict`: the little that the context panel shows. */
export interface VerdictAnswer {
  readonly key: string
  readonly verdict: Verdict | null
  readonly reason: VerdictReason | null
  readonly testCases: number
  readonly failing: number
  readonly lastResultAt: string | null
}

/** `POST /forge/glance`, asked by the app's function with `{ issueId }`: what the lozenge beside a ticket says. */
export interface GlanceAnswer {
  /** Null where the project is not connected or the ticket not known. */
  readonly verdict: Verdict | null
}

/** `GET /forge/issue/candidates?search=`: test cases that could be linked, best match first; at most 20. */
export interface CandidatesAnswer {
  readonly items: readonly {
    readonly id: number
    readonly externalId: string | null
    readonly title: string
    readonly linked: boolean
  }[]
}

/** `POST /forge/issue/links`. Answered by {@link PanelAnswer}; `DELETE /forge/issue/links/{testCaseId}` likewise. */
export interface LinkBody {
  readonly testCaseId: number
}

/** `POST /forge/issue/test-cases`: writes a test case and links it. Answered by {@link PanelAnswer}. */
export interface NewTestCaseBody {
  readonly title: string
  readonly description?: string
  readonly priority?: string
  readonly steps?: readonly { readonly action: string; readonly expected?: string }[]
}

/** `POST /forge/issue/approvals`: approves what a model wrote. Answered by {@link PanelAnswer}. */
export interface ApproveBody {
  readonly testCaseIds: readonly number[]
}

/** `POST /forge/issue/proposals`: has a model propose test cases. Answered by {@link PanelAnswer}; only where `ai`. */
export type ProposeBody = Readonly<Record<string, never>>

/** Coverage in numbers, the same as `atmosfera coverage` prints. */
export interface CoverageNumbers {
  readonly tickets: number
  readonly linked: number
  readonly executed: number
  readonly passing: number
  readonly linkedPercentage: number | null
  readonly executedPercentage: number | null
  readonly passingPercentage: number | null
  readonly verdicts: Readonly<Record<Verdict, number>>
  readonly testCases: number
  readonly testCaseVerdicts: Readonly<Record<TestVerdict, number>>
}

export interface TrendPoint {
  /** Such as `2026-11-22`. */
  readonly date: string
  readonly tickets: number
  readonly linkedPercentage: number | null
  readonly executedPercentage: number | null
  readonly passingPercentage: number | null
}

export interface GapItem {
  readonly key: string
  readonly summary: string
  readonly issueType: string | null
  readonly priority: string | null
  readonly status: string
  readonly verdict: Verdict
  /** From 0 to 100. */
  readonly risk: number
  readonly ageDays: number | null
}

/** `GET /forge/project/coverage`: the first tab of the project page. */
export interface CoverageAnswer {
  readonly project: ProjectName
  readonly access: Access
  /** Only tickets of these types count, as the project's settings say; empty for all. */
  readonly issueTypes: readonly string[]
  readonly asOf: string
  /** Up to when everything that changed in Jira is here. */
  readonly upToDateAsOf: string | null
  readonly coverage: CoverageNumbers
  /** The last 90 days, by week. */
  readonly trend: readonly TrendPoint[]
  readonly gaps: { readonly failing: number; readonly uncovered: number; readonly items: readonly GapItem[] }
}

export type BreakdownBy = 'fixVersion' | 'component' | 'epic' | 'priority' | 'issueType' | 'environment'

/** `GET /forge/project/breakdown?by=`: at most 200 values, those with most tickets. */
export interface BreakdownAnswer {
  readonly by: BreakdownBy
  /** The value null stands for tickets without one. */
  readonly items: readonly { readonly value: string | null; readonly coverage: CoverageNumbers }[]
  /** How many values are left out. */
  readonly more: number
}

/**
 * `GET /forge/project/matrix?verdict=&cursor=`: tickets by key and the test cases that cover them, 25 tickets at a time.
 * `verdict` may be given more than once.
 */
export interface MatrixAnswer {
  readonly items: readonly {
    readonly key: string
    readonly summary: string
    readonly verdict: Verdict
    /** At most 20, the worst first. */
    readonly testCases: readonly {
      readonly id: number
      readonly title: string
      readonly verdict: TestVerdict
      readonly lastExecutedAt: string | null
    }[]
    readonly testCasesTotal: number
  }[]
  readonly nextCursor: string | null
}

export interface MaturityCriterion {
  /** Such as `AI-2.3`. */
  readonly id: string
  readonly level: Level
  readonly text: string
  readonly status: 'met' | 'unmet' | 'partly' | 'inconclusive' | 'notApplicable'
  /** What was measured or answered, in a few words; null where nothing was. */
  readonly evidence: string | null
}

export interface MaturityDimension {
  readonly name: string
  readonly weight: number
  /** What a person found; null if never assessed. */
  readonly assessed: Level | null
  /** What the measured criteria say; null where they say nothing. */
  readonly derived: Level | null
  /** The one that counts. */
  readonly level: Level | null
  readonly belowFoundation: boolean
  readonly target: Level | null
  /** How far the target is away, weighted; null where level or target is unknown. */
  readonly gap: number | null
  /** Whether some of the evidence is past its lifetime. */
  readonly stale: boolean
  readonly assessedAt: string | null
  readonly criteria: readonly MaturityCriterion[]
}

/** `GET /forge/project/maturity`. */
export interface MaturityAnswer {
  readonly project: ProjectName
  readonly access: Access
  readonly model: { readonly name: string; readonly version: number }
  readonly asOf: string
  /** From 1 to 5, two decimals. */
  readonly average: number | null
  readonly gatedLevel: Level | null
  /** From 0 to 1. */
  readonly confidence: number
  readonly dimensions: readonly MaturityDimension[]
  /** Dimensions short of their target, widest gap first. */
  readonly gaps: readonly {
    readonly dimension: string
    /** 0 below Foundation. */
    readonly current: number
    readonly target: Level
    readonly gap: number
  }[]
  /** For each gap the way to the next level. */
  readonly roadmap: readonly {
    readonly dimension: string
    readonly from: number
    readonly to: Level
    readonly steps: readonly { readonly criterion: string; readonly text: string }[]
  }[]
}

/** `POST /forge/project/assessments`: a self-assessment. Answered by {@link MaturityAnswer}. */
export interface AssessBody {
  readonly dimension: string
  readonly currentLevel?: Level | null
  readonly targetLevel?: Level | null
  readonly evidence?: string | null
}

export interface RecommendationItem {
  readonly id: number
  readonly title: string
  readonly description: string | null
  readonly category: string | null
  readonly priority: string
  readonly dimension: string | null
  /** `active`, `accepted`, `dismissed`, or a word of the team's own. */
  readonly status: string
  readonly effort: string | null
  readonly impact: string | null
  /** From 0 to 1, where a model proposed it. */
  readonly confidence: number | null
}

/** `GET /forge/project/recommendations?status=&cursor=`: 50 at a time, newest first. */
export interface RecommendationsAnswer {
  readonly project: ProjectName
  readonly access: Access
  readonly items: readonly RecommendationItem[]
  readonly nextCursor: string | null
}

/** `POST /forge/project/recommendations/{id}`. Answered by {@link RecommendationItem}. `active` undoes the others. */
export interface DecideBody {
  readonly status: 'accepted' | 'dismissed' | 'active'
}

/** How synchronisation with Jira stands. */
export interface SyncState {
  readonly state: 'never' | 'running' | 'interrupted' | 'failed' | 'done'
  readonly type: 'full' | 'incremental' | 'manual' | null
  /** Issues read so far, or in all. */
  readonly processed: number
  /** About how many there are; null where Jira was not asked, or not all are read. */
  readonly expected: number | null
  readonly startedAt: string | null
  readonly completedAt: string | null
  /** What went wrong, in one line. */
  readonly error: string | null
  /** Up to when everything that changed in Jira is here. */
  readonly upToDateAsOf: string | null
}

/** `GET /forge/project/settings`: which project of ATMosFera this Jira project is, and how it counts. */
export interface SettingsAnswer {
  readonly jiraProject: { readonly id: string; readonly key: string }
  /** Null while it is none. */
  readonly connected: {
    readonly project: ProjectName
    /** The types whose tickets count; empty for all. */
    readonly issueTypes: readonly string[]
    /** Those that there are. */
    readonly knownIssueTypes: readonly string[]
    readonly policy: {
      /** Whether a pending run hides an earlier result. */
      readonly finalRunsFirst: boolean
      readonly skipped: 'count' | 'ignore'
    }
    readonly sync: SyncState
  } | null
}

/**
 * `POST /forge/project/connection`, by somebody who administers the Jira project: makes a project for it, or connects it
 * to one that is there, for which somebody who manages that one has made a code. Answered by {@link SettingsAnswer}, as
 * are `PUT /forge/project/settings` and `DELETE /forge/project/connection`.
 */
export type ConnectBody = { readonly name: string } | { readonly code: string }

/** `PUT /forge/project/settings`. What is left out stays. */
export interface SettingsBody {
  readonly issueTypes?: readonly string[]
  readonly policy?: { readonly finalRunsFirst?: boolean; readonly skipped?: 'count' | 'ignore' }
}

/** `POST /forge/project/backfill`: reads all of the project's issues, in the background. Answered by {@link SyncState}. */
export type BackfillBody = Readonly<Record<string, never>>

/** `GET /forge/admin`, for those who administer Jira. */
export interface AdminAnswer {
  readonly server: { readonly version: string }
  readonly installation: {
    readonly environment: string
    readonly appVersion: string
    readonly installedAt: string
    /** When Jira last called, to within a minute. */
    readonly lastCalledAt: string | null
    /**
     * Whether work can go on when nobody looks: `stored` keeps Jira's token encrypted, `memory` loses it with the
     * process (the server has no `encryptionKey`), `missing` waits for the next call that brings one.
     */
    readonly token: 'stored' | 'memory' | 'missing'
  }
  readonly users: UserRules & { readonly known: number }
  readonly projects: readonly {
    readonly project: ProjectName
    readonly jiraProject: { readonly id: string; readonly key: string }
    readonly sync: SyncState
  }[]
  /** News of issues that are stored and not worked on yet, and those given up. */
  readonly events: {
    readonly pending: number
    readonly failed: number
    readonly lastReceivedAt: string | null
  }
  /** Earlier installations of the app on this site, whose data waits to be claimed. */
  readonly claimable: readonly {
    readonly id: number
    readonly installedAt: string
    readonly uninstalledAt: string | null
    /** When its data goes; null while it is not known to be uninstalled. */
    readonly purgeAt: string | null
    readonly projects: number
  }[]
}

/** How a Jira account becomes one of our users. */
export interface UserRules {
  /** Whether an account that nobody here belongs to becomes a user of its own. */
  readonly createUsers: boolean
  /** Whether an account belongs to the user with its e-mail address, among those who have access to the project. */
  readonly matchByEmail: boolean
}

/** `PUT /forge/admin/users`, with {@link UserRules}. Answered by {@link AdminAnswer}. */
export type UserRulesBody = UserRules

/** `POST /forge/admin/backfill`: as for one project. Answered by {@link AdminAnswer}. */
export interface AdminBackfillBody {
  /** The id of our project. */
  readonly projectId: number
}

/** `POST /forge/admin/claim`: takes over what an earlier installation left. Answered by {@link AdminAnswer}. */
export interface ClaimBody {
  readonly id: number
}

/** What a gadget was told to show: its configuration, which Jira keeps. */
export interface GadgetConfiguration {
  readonly jiraProjectId: string
  readonly show: 'coverage' | 'maturity'
}

/** `GET /forge/gadget`: by the configuration in the token. */
export type GadgetAnswer =
  /** Nothing was chosen yet. */
  | { readonly show: 'nothing' }
  | {
      readonly show: 'coverage'
      readonly project: ProjectName
      readonly coverage: CoverageNumbers
      readonly trend: readonly TrendPoint[]
    }
  | {
      readonly show: 'maturity'
      readonly project: ProjectName
      readonly average: number | null
      readonly gatedLevel: Level | null
      readonly dimensions: readonly Pick<MaturityDimension, 'name' | 'level' | 'target' | 'stale'>[]
    }

/** `GET /forge/gadget/projects`: connected projects that the account may browse; at most 200, by key. */
export interface GadgetProjectsAnswer {
  readonly items: readonly { readonly jiraProjectId: string; readonly key: string; readonly name: string }[]
}

/** `POST /forge/rovo/{coverage|gaps|maturity}`, asked by the assistant on an account's behalf. */
export interface RovoAnswer {
  /** The facts as sentences, with what they rest on. */
  readonly text: string
}
