/**
 * Test coverage and testing maturity as a typed SDK on PostgreSQL.
 *
 * @module @atmosfera/core
 */
export type { Actor, ActorLimits, SystemActor, UserActor } from './actor.js'
export { type Atmosfera, type AtmosferaTransaction, createAtmosfera } from './atmosfera.js'
export type { Audit } from './audit/service.js'
export type { AuditEntry, ListAuditEntries } from './audit/types.js'
export type { TestDefect } from './coverage/defects.js'
export type {
  CoverageExplanation,
  ExplainedEnvironment,
  ExplainedTestCase,
  RunEvidence,
} from './coverage/explanation.js'
export type { CoverageGap, CoverageGaps, FailuresNearby } from './coverage/gaps.js'
export type {
  CoverageMatrix,
  LastRun,
  MatrixAxis,
  MatrixExport,
  MatrixGrouping,
  MatrixQuery,
  MatrixTicket,
  TestCaseMatrix,
  TestCaseMatrixItem,
  TestCaseResult,
  TicketMatrixItem,
} from './coverage/matrix-types.js'
export type { CoverageQuery, CoverageScope, RunScope, TicketScope } from './coverage/scope.js'
export type { Coverage } from './coverage/service.js'
export type { CoverageSummary } from './coverage/summary.js'
export type { Durations, Flakiness, Slowness } from './coverage/test-health.js'
export type {
  FlakyTest,
  ListedTest,
  ListFlakyTests,
  ListSlowTests,
  ListStaleTests,
  ListTests,
  NeverRunTest,
  OrphanedTest,
  SlowTest,
  StaleTest,
} from './coverage/test-list-types.js'
export type { TestLists } from './coverage/test-lists.js'
export type { TrendPoint } from './coverage/trend.js'
export type {
  CoverageBreakdown,
  CoverageChange,
  CoverageDiff,
  CoverageTicket,
  GapsQuery,
  ListCoverageTickets,
  TicketChange,
  TrendQuery,
} from './coverage/types.js'
export type { CoveragePolicy, Rollup, TestVerdict, Verdict } from './coverage/verdict.js'
export type { MigrationResult } from './database/migration.js'
export type { Documents } from './documents/service.js'
export type {
  CreateDocument,
  CreateDocumentFolder,
  Document,
  DocumentFolder,
  DocumentVersion,
  ListDocumentFolders,
  ListDocuments,
  ListDocumentVersions,
  UpdateDocument,
  UpdateDocumentFolder,
} from './documents/types.js'
export {
  AtmosferaError,
  ConflictError,
  describeIssue,
  type ErrorCode,
  errorCodes,
  type Issue,
  MigrationError,
  NotFoundError,
  PermissionError,
  RateLimitError,
  UpstreamError,
  ValidationError,
} from './errors.js'
export type { Exports } from './exports/service.js'
export type { ExportedPiece, ExportFormat, ExportProject } from './exports/types.js'
export type { Users } from './identity/service.js'
export type { CreateUser, Credentials, ListUsers, SetPassword, UpdateUser, User } from './identity/types.js'
export type { Imports } from './imports/service.js'
export type {
  ImportProgress,
  ImportProject,
  ImportResults,
  ImportTestCases,
  ImportTickets,
  LinkCounts,
  MatchCounts,
  ProjectImportReport,
  ResultImportReport,
  RowImportReport,
} from './imports/types.js'
export type { Jira } from './jira/service.js'
export type {
  ConnectJira,
  JiraAuth,
  JiraConnection,
  JiraFieldMapping,
  JiraOptions,
  JiraRetryOptions,
  JiraStatus,
  JiraSync,
  JiraWebhook,
  JiraWriteBackOptions,
  ListJiraSyncs,
  SyncJira,
  WebhookWork,
  WriteBackReport,
} from './jira/types.js'
export type { MaturityReport } from './maturity/report.js'
export type { Maturity } from './maturity/service.js'
export type {
  AnswerCriterion,
  AssessDimension,
  CriterionAnswerEntry,
  ListAssessments,
  ListCriterionAnswers,
  MaturityAssessment,
  MaturityBenchmark,
  MaturityPoint,
  MaturityProgressQuery,
  MaturityQuery,
  SaveMaturityModel,
} from './maturity/types.js'
export type { Metrics } from './metrics/service.js'
export type { CreateMetric, ListMetrics, Metric, UpdateMetric } from './metrics/types.js'
export type { AtmosferaOptions, DrizzleDatabase, Logger } from './options.js'
export type { Page, PageOptions } from './pagination.js'
export type { Projects } from './projects/service.js'
export type {
  CreateProject,
  GrantAccess,
  ListAccess,
  ListProjects,
  Project,
  ProjectAccess,
  UpdateProject,
} from './projects/types.js'
export type { Recommendations } from './recommendations/service.js'
export type {
  CreateRecommendation,
  ListRecommendations,
  Recommendation,
  UpdateRecommendation,
} from './recommendations/types.js'
export type { Reports } from './reports/service.js'
export type { ProjectReport, ReportQuery } from './reports/types.js'
export type { ExpectedVersion, ListOptions, OneOrMany, ProjectListOptions } from './resource-service.js'
export type { Services } from './services.js'
export type { Settings } from './settings/service.js'
export type { ListSettings, SetSetting, Setting } from './settings/types.js'
export type { TestCases } from './test-cases/service.js'
export type {
  CreateTestCase,
  ListTestCases,
  TestCase,
  TestData,
  TestStep,
  UpdateTestCase,
} from './test-cases/types.js'
export type { TestCycles } from './test-cycles/service.js'
export type {
  AddTestCycleItems,
  CreateTestCycle,
  CycleExecution,
  CycleExecutionQuery,
  CycleExecutions,
  ListTestCycleItems,
  ListTestCycles,
  TestCycle,
  TestCycleItem,
  UpdateTestCycle,
} from './test-cycles/types.js'
export { type EvidenceStore, evidenceFolder, type StoredEvidence } from './test-runs/evidence.js'
export type { TestRuns } from './test-runs/service.js'
export type { ListTestRuns, RecordTestRun, TestRun } from './test-runs/types.js'
export type { TestSuites } from './test-suites/service.js'
export type { CreateTestSuite, ListTestSuites, TestSuite, UpdateTestSuite } from './test-suites/types.js'
export type { Tickets } from './tickets/service.js'
export type { CreateTicket, ListTickets, Ticket, UpdateTicket } from './tickets/types.js'
export type { Links } from './traceability/service.js'
export type {
  CreateLink,
  Link,
  LinkResult,
  ListLinks,
  ListPendingLinks,
  PendingLink,
} from './traceability/types.js'
