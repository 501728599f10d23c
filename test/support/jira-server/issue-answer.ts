import { formatJiraDate, parseJiraDate } from './clock.js'
import { toAdf } from './documents.js'
import type { Call, Json } from './site.js'
import type { StoredIssue } from './stored-issue.js'

const longTexts = new Set(['description', 'environment'])
const dates = new Set(['created', 'updated', 'resolutiondate'])

/** Which fields are wanted: Jira's `fields` with its wildcards and exclusions. */
export interface Wanted {
  readonly fields: readonly string[]
  readonly properties?: readonly string[] | undefined
}

/** An issue as the API gives it to who asks. */
export function issueAnswer(call: Call, issue: StoredIssue, wanted: Wanted): Json {
  const { site } = call
  const api = site.kind === 'cloud' ? '3' : '2'
  const fields = pickFields(call, issue, wanted.fields)
  return {
    expand: 'operations,versionedRepresentations,editmeta,changelog,renderedFields',
    id: issue.id,
    self: `${site.url}/rest/api/${api}/issue/${issue.id}`,
    key: issue.key,
    ...(fields === undefined ? {} : { fields }),
    ...(wanted.properties === undefined
      ? {}
      : { properties: pickProperties(call, issue.id, wanted.properties) }),
  }
}

/** Whether an answer needs no fields at all. */
export function onlyIdsOrKeys(fields: readonly string[]): boolean {
  return fields.every((field) => field === 'id' || field === 'key')
}

function pickFields(call: Call, issue: StoredIssue, wanted: readonly string[]): Json | undefined {
  if (onlyIdsOrKeys(wanted)) return undefined
  const excluded = new Set(wanted.filter((name) => name.startsWith('-')).map((name) => name.slice(1)))
  const included = wanted.filter((name) => !name.startsWith('-'))
  const everything = included.includes('*all')
  const most = everything || included.includes('*navigable') || included.length === 0
  const names = new Set(included.filter((name) => !name.startsWith('*')))
  if (most) for (const name of Object.keys(issue.fields)) names.add(name)
  if (most) for (const { id } of call.site.customFields) names.add(id)
  if (everything) names.add('comment')
  const picked: Record<string, unknown> = {}
  for (const name of names) {
    if (excluded.has(name) || name === 'id' || name === 'key') continue
    const value = fieldAnswer(call, issue, name)
    if (value !== undefined) picked[name] = value
  }
  return picked
}

/** Undefined for a field that Jira does not know: it leaves those out without a word. */
function fieldAnswer(call: Call, issue: StoredIssue, name: string): unknown {
  const { site, user } = call
  if (name === 'comment') return site.comments.page(call, issue.id)
  const value = issue.fields[name]
  if (value === undefined) return site.customFields.some(({ id }) => id === name) ? null : undefined
  if (typeof value !== 'string') return value
  if (site.kind === 'cloud' && longTexts.has(name)) return toAdf(value)
  if (dates.has(name) && site.options.datesInUserZone === true) {
    return formatJiraDate(parseJiraDate(value), user?.timeZone)
  }
  return value
}

function pickProperties({ site }: Call, id: string, keys: readonly string[]): Json {
  const all = site.properties.get(id) ?? new Map<string, unknown>()
  return Object.fromEntries([...all].filter(([key]) => keys.includes('*all') || keys.includes(key)))
}
