import type { ForgeInstallation } from '../../../packages/core/src/forge/types.js'
import { callOf, type Tenant } from '../world.js'
import type { Attempt, Attempts } from './types.js'

/** An installation as whoever guesses its row would name it. */
function guessed({ name }: Tenant): ForgeInstallation {
  const { cloudId = null, ...call } = callOf(name)
  const moment = new Date('2026-01-01')
  return {
    ...call,
    id: 1,
    cloudId,
    siteUrl: null,
    createUsers: true,
    matchByEmail: true,
    installedAt: moment,
    lastCalledAt: moment,
    uninstalledAt: null,
  }
}

const askerOf = (tenant: Tenant) => ({ installation: guessed(tenant), accountId: `${tenant.name}: account` })
const jiraProjectOf = ({ name, projectId }: Tenant) => ({ id: String(projectId), key: name.toUpperCase() })
const projectOf = (tenant: Tenant) => ({
  projectId: tenant.projectId,
  projectName: tenant.name,
  jiraProject: jiraProjectOf(tenant),
  issueTypes: [],
  expectedIssues: null,
})

/** Nobody but the server itself, which has verified who calls. */
const refused = (run: Attempt['run']): readonly Attempt[] => [
  { what: 'in the name of the Jira app', run, comesTo: 'refused' },
]

/** Attempts on what the Jira app does. */
export const forge: Attempts = {
  'forge.createCode': [
    { what: 'for their project', run: ({ forge: app }, { projectId }) => app.createCode({ projectId }) },
  ],
  'forge.receive': refused(({ forge: app }, theirs) => app.receive(callOf(theirs.name))),
  'forge.storeEvent': refused(({ forge: app }, theirs) => app.storeEvent(guessed(theirs), {})),
  'forge.uninstall': refused(({ forge: app }, theirs) => app.uninstall(guessed(theirs))),
  'forge.work': refused(({ forge: app }, theirs) => app.work(guessed(theirs))),
  'forge.reconcile': refused(({ forge: app }, theirs) => app.reconcile(guessed(theirs))),
  'forge.begin': refused(async ({ forge: app }, theirs) => app.begin('work', guessed(theirs))),
  'forge.settled': refused(({ forge: app }) => app.settled()),
  'forge.projects': refused(({ forge: app }, theirs) => app.projects(guessed(theirs))),
  'forge.project': refused(({ forge: app }, theirs) => app.project(guessed(theirs), jiraProjectOf(theirs))),
  'forge.access': refused(({ forge: app }, theirs) => app.access(askerOf(theirs), jiraProjectOf(theirs))),
  'forge.permissions': refused(({ forge: app }, theirs) => app.permissions(askerOf(theirs))),
  'forge.requireAdministrator': refused(({ forge: app }, theirs) =>
    app.requireAdministrator(askerOf(theirs)),
  ),
  'forge.administration.connect': refused(({ forge: app }, theirs) =>
    app.administration.connect(askerOf(theirs), jiraProjectOf(theirs), { name: 'Ours' }),
  ),
  'forge.administration.disconnect': refused(({ forge: app }, theirs) =>
    app.administration.disconnect(askerOf(theirs), jiraProjectOf(theirs)),
  ),
  'forge.administration.setIssueTypes': refused(({ forge: app }, theirs) =>
    app.administration.setIssueTypes(guessed(theirs), projectOf(theirs), ['Bug']),
  ),
  'forge.administration.backfill': refused(({ forge: app }, theirs) =>
    app.administration.backfill(guessed(theirs), projectOf(theirs)),
  ),
  'forge.administration.status': refused(({ forge: app }, theirs) =>
    app.administration.status(guessed(theirs)),
  ),
  'forge.administration.setRules': refused(({ forge: app }, theirs) =>
    app.administration.setRules(guessed(theirs), { createUsers: true, matchByEmail: true }),
  ),
  'forge.administration.claim': refused(({ forge: app }, theirs) =>
    app.administration.claim(askerOf(theirs), 1),
  ),
}
