import { type Answer, refusal } from './answer.js'
import { formatJiraDate } from './clock.js'
import { isAdf } from './documents.js'
import { type Call, isJson, type Json, type Route } from './site.js'
import type { StoredIssue } from './stored-issue.js'
import { userAnswer } from './user-answer.js'
import { withIssue } from './visible-issue.js'

interface Comment {
  readonly id: string
  readonly author: Json
  readonly body: unknown
  readonly created: number
  readonly updated: number
}

/** The comments of all issues. One that is added, changed or deleted makes its issue newer, as in Jira. */
export class Comments {
  readonly #ofIssue = new Map<string, readonly Comment[]>()
  #lastId = 10_000

  of(issueId: string): readonly Comment[] {
    return this.#ofIssue.get(issueId) ?? []
  }

  add(call: Call, issue: StoredIssue, body: unknown): Comment {
    const now = call.site.clock.now()
    const comment = { id: String(++this.#lastId), author: authorOf(call), body, created: now, updated: now }
    this.#set(call, issue, [...this.of(issue.id), comment])
    return comment
  }

  change(call: Call, issue: StoredIssue, comment: Comment, body: unknown): Comment {
    const changed = { ...comment, body, updated: call.site.clock.now() }
    this.#set(
      call,
      issue,
      this.of(issue.id).map((one) => (one === comment ? changed : one)),
    )
    return changed
  }

  remove(call: Call, issue: StoredIssue, comment: Comment): void {
    this.#set(
      call,
      issue,
      this.of(issue.id).filter((one) => one !== comment),
    )
  }

  /** A page of comments, oldest first; `maxResults` is 1 to 100, `startAt` at least 0. */
  page(call: Call, issueId: string, startAt = 0, maxResults = 100): Json {
    const all = this.of(issueId)
    const size = Math.min(Math.max(maxResults, 1), 100)
    const start = Math.max(startAt, 0)
    const comments = all.slice(start, start + size).map((comment) => commentAnswer(call, issueId, comment))
    return { startAt: start, maxResults: size, total: all.length, comments }
  }

  #set(call: Call, issue: StoredIssue, comments: readonly Comment[]): void {
    this.#ofIssue.set(issue.id, comments)
    call.site.issues.update(issue.id, {})
  }
}

export function commentRoutes(api: string): readonly Route[] {
  const path = `${api}/issue/{issue}/comment`
  return [
    { method: 'GET', path, answer: listComments },
    { method: 'POST', path, answer: addComment },
    { method: 'GET', path: `${path}/{comment}`, answer: getComment },
    { method: 'PUT', path: `${path}/{comment}`, answer: changeComment },
    { method: 'DELETE', path: `${path}/{comment}`, answer: removeComment },
  ]
}

function listComments(call: Call): Answer {
  const startAt = Number(call.query.get('startAt') ?? '0')
  const maxResults = Number(call.query.get('maxResults') ?? '100')
  return withIssue(call, ({ id }) => ({
    status: 200,
    body: call.site.comments.page(call, id, startAt, maxResults),
  }))
}

function addComment(call: Call): Answer {
  return withIssue(call, (issue) => {
    const refused = refusedBody(call)
    if (refused !== undefined) return refused
    const comment = call.site.comments.add(call, issue, bodyOf(call))
    return { status: 201, body: commentAnswer(call, issue.id, comment) }
  })
}

function getComment(call: Call): Answer {
  return withComment(call, ({ id }, comment) => ({ status: 200, body: commentAnswer(call, id, comment) }))
}

function changeComment(call: Call): Answer {
  return withComment(call, (issue, comment) => {
    const refused = refusedBody(call)
    if (refused !== undefined) return refused
    const changed = call.site.comments.change(call, issue, comment, bodyOf(call))
    return { status: 200, body: commentAnswer(call, issue.id, changed) }
  })
}

function removeComment(call: Call): Answer {
  return withComment(call, (issue, comment) => {
    if (call.user?.edit === false) return mayNotComment
    call.site.comments.remove(call, issue, comment)
    return { status: 204 }
  })
}

function withComment(call: Call, answer: (issue: StoredIssue, comment: Comment) => Answer): Answer {
  return withIssue(call, (issue) => {
    const comment = call.site.comments.of(issue.id).find(({ id }) => id === call.path.comment)
    if (comment !== undefined) return answer(issue, comment)
    return refusal(404, `Can not find a comment for the id: ${call.path.comment}.`)
  })
}

/** The published description gives a missing permission to comment as 400. */
const mayNotComment = refusal(400, 'You do not have the permission to comment on this issue.')

function refusedBody(call: Call): Answer | undefined {
  if (call.user?.edit === false) return mayNotComment
  const body = bodyOf(call)
  if (call.site.kind === 'cloud') {
    return isAdf(body)
      ? undefined
      : { status: 400, body: { errorMessages: [], errors: { comment: 'Comment body is not valid!' } } }
  }
  if (typeof body === 'string' && body.trim() !== '') return undefined
  return { status: 400, body: { errorMessages: [], errors: { comment: 'Comment body can not be empty!' } } }
}

function bodyOf({ body }: Call): unknown {
  return isJson(body) ? body.body : undefined
}

function authorOf({ site, user }: Call): Json {
  return user === undefined ? {} : userAnswer(site, user)
}

function commentAnswer({ site, user }: Call, issueId: string, comment: Comment): Json {
  const api = site.kind === 'cloud' ? '3' : '2'
  const zone = site.options.datesInUserZone === true ? user?.timeZone : 'UTC'
  return {
    self: `${site.url}/rest/api/${api}/issue/${issueId}/comment/${comment.id}`,
    id: comment.id,
    author: comment.author,
    body: comment.body,
    updateAuthor: comment.author,
    created: formatJiraDate(comment.created, zone),
    updated: formatJiraDate(comment.updated, zone),
    ...(site.kind === 'cloud' ? { jsdPublic: true } : {}),
  }
}
