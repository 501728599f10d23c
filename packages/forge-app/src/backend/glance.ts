import { invokeRemote } from '@forge/api'
import type { GlanceAnswer, Verdict } from '../answers'

/** What Jira hands over of the ticket whose lozenge it wants. */
export interface GlanceRequest {
  readonly extension?: { readonly issue?: { readonly id?: string } }
}

/** What Jira makes a lozenge of; without `status` it shows none. */
export interface Glance {
  readonly status?: {
    readonly type: 'lozenge'
    readonly value: { readonly label: string; readonly type: LozengeType }
  }
}

type LozengeType = 'default' | 'inprogress' | 'moved' | 'removed' | 'success'

// Jira does not say here which language the user reads.
// A newer server may know verdicts that are not among these.
const lozenges: Readonly<Partial<Record<Verdict, { readonly label: string; readonly type: LozengeType }>>> = {
  OK: { label: 'Passed', type: 'success' },
  NOK: { label: 'Failed', type: 'removed' },
  NOTRUN: { label: 'Not run', type: 'inprogress' },
  UNKNOWN: { label: 'Unclear', type: 'moved' },
  UNCOVERED: { label: 'Not covered', type: 'default' },
}

/**
 * The ticket's verdict, for the lozenge beside the folded panel. Whatever goes wrong, the ticket is shown
 * without one: an issue view is no place for an error that nobody there can mend.
 */
export async function glance({ extension }: GlanceRequest): Promise<Glance> {
  const issueId = extension?.issue?.id
  if (issueId === undefined) return {}
  try {
    const response = await invokeRemote('atmosfera', {
      path: '/forge/glance',
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ issueId }),
    })
    if (!response.ok) return {}
    const { verdict }: GlanceAnswer = await response.json()
    const lozenge = verdict === null ? undefined : lozenges[verdict]
    return lozenge === undefined ? {} : { status: { type: 'lozenge', value: lozenge } }
  } catch {
    return {}
  }
}
