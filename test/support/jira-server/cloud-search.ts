import { type Answer, refusal } from './answer.js'
import { issueAnswer, onlyIdsOrKeys } from './issue-answer.js'
import { JqlError } from './jql-tokens.js'
import { compileQuery, type Query } from './query.js'
import { compareBy } from './search-index.js'
import { type Call, isJson, type Json, listOf, textsOf } from './site.js'
import type { Position, StoredIssue } from './stored-issue.js'
import type { PageOptions } from './types.js'

interface Search {
  readonly jql: string
  readonly fields: readonly string[]
  readonly properties: readonly string[] | undefined
  readonly maxResults: number
  readonly token?: string
  readonly reconcile: readonly string[]
}

const unbounded = 'Unbounded JQL queries are not allowed here. Please add a search restriction to your query.'
const invalidPayload = 'Invalid request payload. Refer to the REST API documentation and try again.'
const known = new Set([
  'jql',
  'fields',
  'maxResults',
  'nextPageToken',
  'reconcileIssues',
  'fieldsByKeys',
  'expand',
  'properties',
])

/** `POST search/jql`: everything is in the body, what stands in the query string is not even looked at. */
export function postSearch(call: Call): Answer {
  const { body } = call
  if (!isJson(body) || !isSearchBody(body)) return refusal(400, invalidPayload)
  return search(call, {
    jql: textOf(body.jql) ?? '',
    fields: textsOf(body.fields) ?? ['id'],
    maxResults: typeof body.maxResults === 'number' ? body.maxResults : 50,
    reconcile: textsOf(body.reconcileIssues) ?? [],
    properties: textsOf(body.properties),
    ...withToken(textOf(body.nextPageToken)),
  })
}

export function getSearch(call: Call): Answer {
  const { query } = call
  return search(call, {
    jql: query.get('jql') ?? '',
    fields: listOf(query, 'fields') ?? ['id'],
    maxResults: Number(query.get('maxResults') ?? '50'),
    reconcile: listOf(query, 'reconcileIssues') ?? [],
    properties: listOf(query, 'properties'),
    ...withToken(query.get('nextPageToken') ?? undefined),
  })
}

export function countApproximately(call: Call): Answer {
  if (!isJson(call.body)) return refusal(400, invalidPayload)
  const query = compile(call, textOf(call.body.jql) ?? '')
  if ('status' in query) return query
  let count = 0
  for (const issue of call.site.index.entries()) if (query.matches(issue)) count++
  return { status: 200, body: { count } }
}

function search(call: Call, asked: Search): Answer {
  const { site } = call
  const now = site.clock.now()
  const given =
    asked.token === undefined
      ? undefined
      : site.tokens.read(asked.token, asked.jql, now, site.pages.tokenLifetimeMs)
  if (asked.token !== undefined && given === undefined) {
    return refusal(400, 'The provided nextPageToken is invalid or has expired.')
  }
  if (!Number.isInteger(asked.maxResults) || asked.maxResults < 1 || asked.maxResults > 5000) {
    return refusal(400, 'The maxResults value must be between 1 and 5000.')
  }
  if (asked.reconcile.length > 50 || asked.reconcile.some((id) => !/^\d+$/.test(id))) {
    return refusal(400, 'The reconcileIssues parameter accepts at most 50 numeric issue ids.')
  }
  const query = compile(call, asked.jql)
  if ('status' in query) return query
  const page = given?.page ?? 1
  const { issues, more } = cutPage(call, asked, query, page, given)
  const last = issues.at(-1) ?? given
  const next = more && last !== undefined ? site.tokens.issue(asked.jql, page + 1, last, now) : undefined
  return {
    status: 200,
    body: {
      issues: issues.map((issue) => found(call, issue, asked)),
      ...(next === undefined ? {} : { nextPageToken: next }),
      isLast: !more,
    },
  }
}

/** The issues of a page, and whether there are more after them. */
function cutPage(
  { site }: Call,
  asked: Search,
  query: Query,
  page: number,
  from: Position | undefined,
): { readonly issues: readonly StoredIssue[]; readonly more: boolean } {
  const compare = compareBy(query.order)
  const truth = new Map(asked.reconcile.map((id) => [id, site.issues.get(id)]))
  const room = roomOf(site.pages, asked, page)
  const issues: StoredIssue[] = []
  const before = (issue: StoredIssue) => from !== undefined && compare(issue, from) <= 0
  for (const issue of site.index.inOrder(query.order, before, truth)) {
    if (!query.matches(issue)) continue
    if (issues.length === room) return { issues, more: true }
    issues.push(issue)
  }
  return { issues, more: false }
}

/** The first page is never empty: there would be no position for its token. */
function roomOf(pages: PageOptions, { fields, maxResults }: Search, page: number): number {
  const most = onlyIdsOrKeys(fields) ? maxResults : Math.min(maxResults, pages.limit)
  if (pages.emptyEvery > 1 && page % pages.emptyEvery === 0) return 0
  return pages.shortEvery > 0 && page % pages.shortEvery === 0 ? Math.ceil(most / 2) : most
}

function found(call: Call, issue: StoredIssue, { fields, properties }: Search): Json {
  if (fields.every((field) => field === 'id')) return { id: issue.id }
  return issueAnswer(call, issue, { fields, properties })
}

function compile(call: Call, jql: string): Query | Answer {
  try {
    const { site, user } = call
    const query = compileQuery(jql, { issues: site.issues, user, now: site.clock.now() })
    return query.bounded ? query : refusal(400, unbounded)
  } catch (error) {
    if (error instanceof JqlError) return refusal(400, error.message)
    throw error
  }
}

function isSearchBody(body: Json): boolean {
  const { maxResults, jql, nextPageToken, expand, fields, reconcileIssues } = body
  return (
    Object.keys(body).every((name) => known.has(name)) &&
    (maxResults === undefined || typeof maxResults === 'number') &&
    isOptionalText(jql) &&
    isOptionalText(nextPageToken) &&
    isOptionalText(expand) &&
    [fields, reconcileIssues].every((list) => list === undefined || Array.isArray(list))
  )
}

function isOptionalText(value: unknown): boolean {
  return value === undefined || value === null || typeof value === 'string'
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

/** An empty token is none. */
function withToken(token: string | undefined): { token?: string } {
  return token === undefined || token === '' ? {} : { token }
}
