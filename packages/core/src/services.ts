import type { Audit } from './audit/service.js'
import type { Coverage } from './coverage/service.js'
import type { Documents } from './documents/service.js'
import type { Exports } from './exports/service.js'
import type { Forge } from './forge/service.js'
import type { Idempotency } from './idempotency/service.js'
import type { ApiTokens } from './identity/api-tokens.js'
import type { Users } from './identity/service.js'
import type { Sessions } from './identity/sessions.js'
import type { Imports } from './imports/service.js'
import type { Jira } from './jira/service.js'
import type { Maturity } from './maturity/service.js'
import type { Metrics } from './metrics/service.js'
import type { Projects } from './projects/service.js'
import type { Recommendations } from './recommendations/service.js'
import type { Reports } from './reports/service.js'
import type { Settings } from './settings/service.js'
import type { TestCases } from './test-cases/service.js'
import type { TestCycles } from './test-cycles/service.js'
import type { TestRuns } from './test-runs/service.js'
import type { TestSuites } from './test-suites/service.js'
import type { Tickets } from './tickets/service.js'
import type { Links } from './traceability/service.js'

/** Everything that can be done, on behalf of one actor. */
export interface Services {
  readonly users: Users
  readonly sessions: Sessions
  readonly apiTokens: ApiTokens
  readonly projects: Projects
  readonly testSuites: TestSuites
  readonly testCases: TestCases
  readonly testCycles: TestCycles
  readonly testRuns: TestRuns
  readonly tickets: Tickets
  readonly links: Links
  readonly imports: Imports
  readonly exports: Exports
  readonly jira: Jira
  readonly forge: Forge
  readonly coverage: Coverage
  readonly maturity: Maturity
  readonly recommendations: Recommendations
  readonly metrics: Metrics
  readonly reports: Reports
  readonly documents: Documents
  readonly settings: Settings
  readonly audit: Audit
  readonly idempotency: Idempotency
}
