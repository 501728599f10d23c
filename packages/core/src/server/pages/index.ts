import type { OpenAPIHono } from '@hono/zod-openapi'
import { Hono } from 'hono'
import type { Environment } from '../environment.js'
import { addAccountPages } from './account.js'
import { addAssets } from './assets.js'
import { addCoveragePage } from './coverage.js'
import { addCyclePage } from './cycle.js'
import { addCycleAdditionPages } from './cycle-additions.js'
import { addCyclesPages } from './cycles.js'
import { addDimensionPage } from './dimension.js'
import { answerWithPage } from './errors.js'
import { addExecutionPages } from './execution.js'
import { addGapsPage } from './gaps.js'
import { addImportPage } from './imports.js'
import { addMatrixPages } from './matrix.js'
import { addMaturityPage } from './maturity.js'
import { addProjectPages } from './projects.js'
import { addRecommendationPages } from './recommendations.js'
import { addReportPages } from './report.js'
import { addRunPages } from './run.js'
import { addSignIn } from './sign-in.js'
import { addTicketPage } from './ticket.js'
import { addTicketsPage } from './tickets.js'
import { addTokenPages } from './token-forms.js'

/**
 * The pages for people: whatever a project says, and what is done by hand in it. They are rendered here, need no
 * script, and do everything through the services as whoever is signed in.
 */
export function addPages(app: OpenAPIHono<Environment>): void {
  const pages = new Hono<Environment>()
  pages.onError(answerWithPage)
  addAssets(pages)
  addSignIn(pages)
  addAccountPages(pages)
  addTokenPages(pages)
  addProjectPages(pages)
  addCoveragePage(pages)
  addGapsPage(pages)
  addTicketsPage(pages)
  addTicketPage(pages)
  addMatrixPages(pages)
  addMaturityPage(pages)
  addDimensionPage(pages)
  addRecommendationPages(pages)
  addCyclesPages(pages)
  addCyclePage(pages)
  addCycleAdditionPages(pages)
  addExecutionPages(pages)
  addRunPages(pages)
  addImportPage(pages)
  addReportPages(pages)
  app.route('/', pages)
}
