import { UpstreamError } from '../errors.js'
import { parseDate } from '../imports/formats/reading/dates.js'
import { isObject, type JsonObject } from '../imports/formats/reading/fields.js'
import { isZone } from './jql.js'
import type { JiraTransport } from './transport.js'

/** An issue as Jira gives it. */
export interface RawIssue extends JsonObject {
  readonly id: string
  readonly key: string
}

/** Where the next page begins. What is in it is the server's business; it can be stored. */
export type JiraCursor = Readonly<Record<string, unknown>>

interface SearchQuery {
  readonly jql: string
  readonly fields: readonly string[]
}

export interface SearchPage {
  readonly issues: readonly RawIssue[]
  /** Undefined after the last page. */
  readonly next: JiraCursor | undefined
}

/** The clock of a Jira, and the zone in which it reads the times of an account's queries. */
export interface JiraClock {
  readonly now: Date
  readonly zone: string
}

/** What a synchronisation asks of Jira, the same for Cloud (REST 3) and Data Center (REST 2). */
export interface JiraApi {
  readonly deployment: 'cloud' | 'data-center'
  readonly transport: JiraTransport
  /** Where its REST API is, such as `/rest/api/3`. */
  readonly root: string
  search(query: SearchQuery, cursor: JiraCursor | undefined): Promise<SearchPage>
}

/** Asks a Jira what it is, and returns how to talk to it. */
export async function openJira(
  transport: JiraTransport,
): Promise<{ readonly api: JiraApi; readonly clock: JiraClock }> {
  // Data Center has no version 3 of the API.
  const third = await transport.send({ method: 'GET', path: '/rest/api/3/serverInfo', accept: [404] })
  const info =
    third.status === 404 ? await transport.send({ method: 'GET', path: '/rest/api/2/serverInfo' }) : third
  if (!isObject(info.body) || typeof info.body.baseUrl !== 'string') {
    throw new UpstreamError('jira', `What is at ${transport.baseUrl} is not Jira; check the address.`)
  }
  const isCloud = info.body.deploymentType === 'Cloud'
  const api = isCloud ? cloud(transport) : dataCenter(transport)
  const me = await transport.send({ method: 'GET', path: `${api.root}/myself` })
  const zone = isObject(me.body) ? me.body.timeZone : undefined
  const { serverTime } = info.body
  const told = typeof serverTime === 'string' ? parseDate(serverTime) : undefined
  const now = told ?? info.date
  if (now === undefined) {
    throw new UpstreamError('jira', `Jira at ${transport.baseUrl} does not say what time it is.`)
  }
  return {
    api,
    // Where the zone is not known, the one in which it is earliest leaves nothing out.
    clock: { now, zone: isZone(zone) ? zone : 'Etc/GMT+12' },
  }
}

/**
 * One issue by id or key, read directly rather than out of the index; undefined where there is none, `hidden` where
 * Jira says that there is one which the account may not see. Cloud does not tell the two apart.
 */
export async function readIssue(
  { transport, root }: JiraApi,
  idOrKey: string,
  fields: readonly string[],
): Promise<RawIssue | 'hidden' | undefined> {
  const { status, body } = await transport.send({
    method: 'GET',
    path: `${root}/issue/${encodeURIComponent(idOrKey)}`,
    query: { fields: fields.join(',') },
    accept: [403, 404],
  })
  if (status === 403) return 'hidden'
  return status === 404 ? undefined : toIssue(body)
}

/**
 * The key that a project has now, which may have been renamed; undefined where the account sees no such project, and
 * could miss none of its issues.
 */
export async function currentKey(
  { transport, root }: JiraApi,
  projectKey: string,
): Promise<string | undefined> {
  const path = `${root}/project/${encodeURIComponent(projectKey)}`
  const { status, body } = await transport.send({ method: 'GET', path, accept: [404] })
  if (status === 404) return undefined
  return isObject(body) && typeof body.key === 'string' ? body.key : projectKey
}

/** The custom field that Jira declares as the epic link; undefined where there is none. */
export async function findEpicLink({ transport, root }: JiraApi): Promise<string | undefined> {
  const { body } = await transport.send({ method: 'GET', path: `${root}/field`, accept: [403, 404] })
  const fields = Array.isArray(body) ? body.filter(isObject) : []
  const found = fields.find(
    ({ schema }) => isObject(schema) && schema.custom === 'com.pyxis.greenhopper.jira:gh-epic-link',
  )
  return typeof found?.id === 'string' ? found.id : undefined
}

const pageSize = 100

function cloud(transport: JiraTransport): JiraApi {
  const root = '/rest/api/3'
  return {
    deployment: 'cloud',
    transport,
    root,
    search: async ({ jql, fields }, cursor) => {
      const token = cursor?.token
      const { body } = await transport.send({
        method: 'POST',
        path: `${root}/search/jql`,
        body: { jql, fields, maxResults: pageSize, ...(token === undefined ? {} : { nextPageToken: token }) },
      })
      const next = isObject(body) && typeof body.nextPageToken === 'string' ? body.nextPageToken : undefined
      // A short page, even an empty one, is not the last: the missing token says that.
      return { issues: issuesOf(body), next: next === undefined ? undefined : { token: next } }
    },
  }
}

/**
 * Pages by offset. Issues that leave the list while it is read move the others up, which would skip some: so pages
 * overlap, and where nothing of the page before is met again, reading goes back until it is.
 */
function dataCenter(transport: JiraTransport): JiraApi {
  const root = '/rest/api/2'
  const read = async ({ jql, fields }: SearchQuery, startAt: number) => {
    const { body } = await transport.send({
      method: 'POST',
      path: `${root}/search`,
      body: { jql, fields, startAt, maxResults: pageSize },
    })
    const issues = issuesOf(body)
    const size = isObject(body) && typeof body.maxResults === 'number' ? body.maxResults : pageSize
    const total = isObject(body) && typeof body.total === 'number' ? body.total : 0
    return {
      issues,
      size: Math.max(1, size),
      isLast: issues.length === 0 || startAt + issues.length >= total,
    }
  }
  return {
    deployment: 'data-center',
    transport,
    root,
    search: async (query, cursor) => {
      const { reached, size, tail } = offsetOf(cursor)
      let startAt = Math.max(0, reached - Math.min(20, Math.floor(size / 4)))
      let page = await read(query, startAt)
      while (startAt > 0 && !page.issues.some((issue) => tail.includes(issue.id))) {
        startAt = Math.max(0, startAt - page.size)
        page = await read(query, startAt)
      }
      if (!page.isLast && startAt + page.issues.length <= reached && startAt > 0) {
        startAt = reached
        page = await read(query, startAt)
      }
      const next = {
        reached: startAt + page.issues.length,
        size: page.size,
        tail: page.issues.slice(-20).map((issue) => issue.id),
      }
      // Whatever changed since it was met changed after this began: the next synchronisation reads it.
      const fresh = page.issues.filter((issue) => !tail.includes(issue.id))
      return { issues: fresh, next: page.isLast ? undefined : next }
    },
  }
}

function offsetOf(cursor: JiraCursor | undefined): {
  readonly reached: number
  readonly size: number
  readonly tail: readonly unknown[]
} {
  return {
    reached: typeof cursor?.reached === 'number' ? cursor.reached : 0,
    size: typeof cursor?.size === 'number' ? cursor.size : pageSize,
    tail: Array.isArray(cursor?.tail) ? cursor.tail : [],
  }
}

function issuesOf(body: unknown): readonly RawIssue[] {
  if (!isObject(body) || !Array.isArray(body.issues)) {
    throw new UpstreamError('jira', 'Jira answers a search without a list of issues.')
  }
  return body.issues.map(toIssue)
}

function toIssue(value: unknown): RawIssue {
  if (isObject(value) && typeof value.id === 'string' && typeof value.key === 'string') {
    return { ...value, id: value.id, key: value.key }
  }
  throw new UpstreamError('jira', 'Jira answers with something that is no issue: it has no id or no key.')
}

/** Whether Jira refused a request as wrong, such as one with a page token that has expired. */
export function isBadRequest(error: unknown): boolean {
  return error instanceof UpstreamError && error.status === 400
}
