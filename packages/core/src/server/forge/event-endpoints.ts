import { z } from 'zod'
import { NotFoundError } from '../../errors.js'
import { parse } from '../../validation.js'
import type { GlanceAnswer } from './answers.js'
import type { InvocationVerifier } from './invocation.js'
import { bodyOf, endpoint, type ForgeApp, type ForgeVisit, requireNoPage } from './visit.js'

const glanceBody = z.object({ issueId: z.string().regex(/^\d{1,20}$/, 'must be the id of an issue') })

/** What Jira tells, and what the app's own function asks: calls that are on behalf of nobody. */
export function addEventEndpoints(app: ForgeApp, verify: InvocationVerifier): void {
  endpoint(app, verify, 'POST', '/events', async (visit) => {
    requireNoPage(visit)
    const stored = await visit.forge.storeEvent(visit.installation, await bodyOf(visit))
    // It is stored: whatever goes wrong now, it is taken up again.
    visit.forge.begin('work', visit.installation)
    return { stored }
  })
  endpoint(app, verify, 'POST', '/uninstall', async (visit) => {
    requireNoPage(visit)
    await visit.forge.uninstall(visit.installation)
  })
  endpoint(app, verify, 'POST', '/reconcile', async (visit) => {
    requireNoPage(visit)
    visit.forge.begin('reconcile', visit.installation)
    return { begun: true }
  })
  endpoint(app, verify, 'POST', '/glance', async (visit) => {
    requireNoPage(visit)
    const { issueId } = parse(glanceBody, await bodyOf(visit))
    return await glance(visit, issueId)
  })
}

/**
 * The verdict of a ticket, for a function of the app: Jira calls that for whoever looks at the issue already, and says
 * no more of them. It is looked for in the installation's own projects.
 */
async function glance({ forge, installation, context }: ForgeVisit, jiraId: string): Promise<GlanceAnswer> {
  const { tickets, coverage } = context.get('server').host.system
  for (const { projectId } of await forge.projects(installation)) {
    const { items } = await tickets.list({ projectId, jiraId, limit: 1 })
    const [ticket] = items
    if (ticket === undefined || ticket.deletedAt !== null) continue
    try {
      const { verdict } = await coverage.explain({ projectId, key: ticket.jiraKey })
      return { verdict }
    } catch (error) {
      if (!(error instanceof NotFoundError)) throw error
    }
  }
  return { verdict: null }
}
