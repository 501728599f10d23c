import { parseJiraDate } from './clock.js'
import type { Fields, RawIssue } from './types.js'

/** What puts an issue in its place in any order. */
export interface Position {
  readonly projectKey: string
  readonly number: number
  readonly numericId: number
  readonly created: number
  readonly updated: number
}

/** One state of an issue. It never changes: whoever holds on to it, such as a lagging index, keeps that state. */
export interface StoredIssue extends RawIssue, Position {
  /** Whether issue level security hides it from everybody. */
  readonly hidden: boolean
}

export function toStored(issue: RawIssue, hidden = false): StoredIssue {
  return {
    id: issue.id,
    key: issue.key,
    fields: issue.fields,
    ...splitKey(issue.key),
    numericId: Number(issue.id),
    created: momentOf(issue.fields, 'created'),
    updated: momentOf(issue.fields, 'updated'),
    hidden,
  }
}

export function splitKey(key: string): { readonly projectKey: string; readonly number: number } {
  const [, projectKey, number] = /^([A-Z][A-Z0-9_]*)-(\d+)$/.exec(key) ?? []
  if (projectKey === undefined) throw new Error(`'${key}' is no key of an issue`)
  return { projectKey, number: Number(number) }
}

function momentOf(fields: Fields, name: string): number {
  const value = fields[name]
  return typeof value === 'string' ? parseJiraDate(value) : 0
}
