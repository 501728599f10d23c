import type { Extension } from '../platform/claims.js'
import {
  emptyJiraProject,
  type SampleAccount,
  sampleAccounts,
  sampleJiraProject,
} from '../platform/sample-site.js'
import type { Site } from '../platform/site.js'
import type { AppModule } from './manifest.js'

/** Who looks at what, in which language, and what happens to the calls: the switches of the preview. */
export interface View {
  readonly account: SampleAccount
  readonly issueKey: string
  readonly locale: string
  readonly theme: 'light' | 'dark'
  readonly state: ViewState
  /** Whether a gadget is being set up, and what was chosen for it before. */
  readonly isEditing: boolean
  readonly gadget: Readonly<Record<string, unknown>> | undefined
  /** The frontend of a dialog, by its resource's key. */
  readonly resource: string | undefined
}

/** `slow` answers after five seconds, `unreachable` not at all; `unconnected` shows a project that nobody connected. */
type ViewState = (typeof viewStates)[number]

export const viewStates = ['usual', 'slow', 'unreachable', 'unconnected'] as const

const firstIssue = 'SHOP-404'

/** Reads the switches out of an address; what is missing or wrong is as usual. */
export function readView(query: URLSearchParams): View {
  const account = query.get('account') ?? ''
  const gadget = query.get('gadget')
  return {
    account: isAccount(account) ? account : 'administrator',
    issueKey: query.get('issue') ?? firstIssue,
    locale: query.get('locale') ?? 'en-US',
    theme: query.get('theme') === 'dark' ? 'dark' : 'light',
    state: viewStates.find((state) => state === query.get('state')) ?? 'usual',
    isEditing: query.get('editing') === 'true',
    gadget: gadget === null ? undefined : (JSON.parse(gadget) as Readonly<Record<string, unknown>>),
    resource: query.get('resource') ?? undefined,
  }
}

function isAccount(name: string): name is SampleAccount {
  return Object.hasOwn(sampleAccounts, name)
}

/** What Jira tells a module of where it is shown. @throws Error for a type of module that has no place here. */
export function extensionOf({ type }: AppModule, view: View, site: Site): Extension {
  const isUnconnected = view.state === 'unconnected'
  const { id, key } = isUnconnected ? emptyJiraProject : sampleJiraProject
  const project = { id, key, type: 'software' }
  switch (type) {
    case 'jira:issuePanel':
    case 'jira:issueContext': {
      const wanted = isUnconnected ? `${key}-1` : view.issueKey
      const issue = site.issue(wanted)
      const kind = issue?.fields.issuetype as { readonly id: string; readonly name: string } | undefined
      return {
        type,
        issue: { id: issue?.id ?? '0', key: wanted, type: kind?.name ?? 'Story', typeId: kind?.id ?? '0' },
        project,
      }
    }
    case 'jira:projectPage':
    case 'jira:projectSettingsPage':
      return { type, project }
    case 'jira:dashboardGadget':
      return {
        type,
        dashboard: { id: '10100' },
        gadget: { id: '10200' },
        ...(view.isEditing ? { entryPoint: 'edit' } : {}),
        ...(view.gadget === undefined ? {} : { gadgetConfiguration: view.gadget }),
      }
    case 'jira:adminPage':
      return { type }
    default:
      throw new Error(`The preview does not know where Jira shows a module of the type ${type}.`)
  }
}
