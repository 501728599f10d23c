/** The sample project of `atmosfera demo` as a Jira site: its issues, its people and what they may do. */

import { ticketsJson } from '../../../core/src/cli/demo/jira.js'
import { sampleProject } from '../../../core/src/cli/demo/story.js'
import type { JiraAccount, JiraIssue, JiraProject, SiteContent } from './site.js'

/** The Jira project that holds the sample project's tickets. */
export const sampleJiraProject: JiraProject = {
  id: '10020',
  key: sampleProject.key,
  name: sampleProject.name,
}

/** A second one, of the same size as a newly made project: nobody has connected it to anything. */
export const emptyJiraProject: JiraProject = { id: '10021', key: 'DOCK', name: 'Harbour Docks' }

/** Everybody that a preview or a test looks at Jira as. The names are those of the sample project's team. */
export const sampleAccounts = {
  administrator: account('harbour-marguerite', sampleProject.people.marguerite, {
    administersJira: true,
    permissions: ['BROWSE_PROJECTS', 'EDIT_ISSUES', 'ADMINISTER_PROJECTS'],
  }),
  tester: account('harbour-priya', sampleProject.people.priya, {
    permissions: ['BROWSE_PROJECTS', 'EDIT_ISSUES'],
  }),
  reader: account('harbour-jonas', sampleProject.people.jonas, { permissions: ['BROWSE_PROJECTS'] }),
  stranger: account('elsewhere-noor', 'Noor Haddad', { permissions: [] }),
} satisfies Readonly<Record<string, JiraAccount>>

export type SampleAccount = keyof typeof sampleAccounts

/**
 * The site as it is at a moment: the issues' dates count back from it, as those of the imported files do.
 *
 * @param now the same moment as for the files that are imported
 */
export function sampleSite(now: Date): SiteContent {
  const { issues } = JSON.parse(ticketsJson(sampleProject, now)) as { readonly issues: readonly JiraIssue[] }
  return {
    projects: [sampleJiraProject, emptyJiraProject],
    accounts: Object.values(sampleAccounts),
    issues: [...issues, ...issuesOfEmptyProject(now)],
  }
}

/** Three, so that there is something to read once the project is connected. */
function issuesOfEmptyProject(now: Date): readonly JiraIssue[] {
  const summaries = ['Book a berth', 'Cancel a booking', 'Print the harbour pass']
  const created = now.toISOString().replace('Z', '+0000')
  return summaries.map((summary, index) => ({
    id: String(30_001 + index),
    key: `${emptyJiraProject.key}-${index + 1}`,
    fields: {
      summary,
      description: null,
      issuetype: { id: '10001', name: 'Story', subtask: false },
      project: emptyJiraProject,
      status: { id: '10010', name: 'To Do', statusCategory: { id: 2, key: 'new', name: 'To Do' } },
      priority: { id: '3', name: 'Medium' },
      created,
      updated: created,
    },
  }))
}

function account(
  accountId: string,
  displayName: string,
  rights: Pick<JiraAccount, 'permissions'> & Partial<Pick<JiraAccount, 'administersJira'>>,
): JiraAccount {
  const [first = ''] = displayName.toLowerCase().split(' ')
  const emailAddress = `${first}@harbour.example`
  return { accountId, displayName, emailAddress, administersJira: false, ...rights }
}
