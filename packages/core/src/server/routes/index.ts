import type { Api } from '../route.js'
import { addAdministration } from './administration.js'
import { addCoverage } from './coverage.js'
import { addImports } from './imports.js'
import { addInsight } from './insight.js'
import { addJira } from './jira.js'
import { addMaturity } from './maturity.js'
import { addProjects } from './projects.js'
import { addReports } from './reports.js'
import { addSession } from './session.js'
import { addTestManagement } from './test-management.js'
import { addTestRuns } from './test-runs.js'
import { addTestLists } from './tests.js'
import { addTickets } from './tickets.js'

/** Every route of the API, a file for each domain. The reference lists them in this order. */
export function addRoutes(api: Api): void {
  addSession(api)
  addProjects(api)
  addTickets(api)
  addTestManagement(api)
  addTestRuns(api)
  addImports(api)
  addCoverage(api)
  addTestLists(api)
  addReports(api)
  addMaturity(api)
  addInsight(api)
  addJira(api)
  addAdministration(api)
}
