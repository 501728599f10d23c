import type { ServerSettings } from '../options.js'
import { addAdminEndpoints } from './admin-endpoints.js'
import { addEventEndpoints } from './event-endpoints.js'
import { addGadgetEndpoints } from './gadget-endpoints.js'
import { invocationVerifier } from './invocation.js'
import { addIssueEndpoints } from './issue-endpoints.js'
import { addMaturityEndpoints } from './maturity-endpoints.js'
import { addProjectEndpoints } from './project-endpoints.js'
import { addRovoEndpoints } from './rovo-endpoints.js'
import { addSettingsEndpoints } from './settings-endpoints.js'
import type { ForgeApp } from './visit.js'

/** What the Jira app calls, below `/forge`. Each call is verified by the token that Atlassian signed for it. */
export function addForge(app: ForgeApp, forge: NonNullable<ServerSettings['forge']>): void {
  const verify = invocationVerifier(forge)
  addIssueEndpoints(app, verify)
  addProjectEndpoints(app, verify)
  addMaturityEndpoints(app, verify)
  addSettingsEndpoints(app, verify)
  addAdminEndpoints(app, verify)
  addGadgetEndpoints(app, verify)
  addRovoEndpoints(app, verify)
  addEventEndpoints(app, verify)
}
