import { isObject } from '../imports/formats/reading/fields.js'
import { adfToText, isAdfDocument } from '../imports/formats/tickets/adf.js'
import type { JiraApi } from './api.js'

/** The name of the issue property that holds a coverage summary. */
export const coverageProperty = 'atmosfera.coverage'

/** Sets a property of an issue; doing so again changes nothing. */
export async function setProperty(
  { transport, root }: JiraApi,
  issue: string,
  name: string,
  value: unknown,
): Promise<void> {
  const path = `${root}/issue/${encodeURIComponent(issue)}/properties/${encodeURIComponent(name)}`
  await transport.send({ method: 'PUT', path, body: value })
}

/** Gives an issue one label and takes others off. */
export async function setLabel(
  { transport, root }: JiraApi,
  issue: string,
  label: string,
  others: readonly string[],
): Promise<void> {
  const labels = [...others.map((other) => ({ remove: other })), { add: label }]
  await transport.send({
    method: 'PUT',
    path: `${root}/issue/${encodeURIComponent(issue)}`,
    body: { update: { labels } },
  })
}

/**
 * Makes one comment say something: the one that begins with the mark is changed, and only where there is none, one
 * is added. Adding is not tried twice, since an answer that was lost does not tell whether it was added.
 */
export async function setComment(
  { transport, root, deployment }: JiraApi,
  issue: string,
  mark: string,
  text: string,
): Promise<void> {
  const path = `${root}/issue/${encodeURIComponent(issue)}/comment`
  const body = deployment === 'cloud' ? document(text) : text
  for (let startAt = 0; ; ) {
    const query = { startAt: String(startAt), maxResults: '100', orderBy: '-created' }
    const page = await transport.send({ method: 'GET', path, query })
    const comments = isObject(page.body) && Array.isArray(page.body.comments) ? page.body.comments : []
    const ours = comments.filter(isObject).find((comment) => textOf(comment.body).startsWith(mark))
    if (ours !== undefined) {
      if (textOf(ours.body) === text) return
      await transport.send({ method: 'PUT', path: `${path}/${String(ours.id)}`, body: { body } })
      return
    }
    startAt += comments.length
    const total = isObject(page.body) && typeof page.body.total === 'number' ? page.body.total : 0
    if (comments.length === 0 || startAt >= total) break
  }
  await transport.send({ method: 'POST', path, body: { body }, once: true })
}

function document(text: string): unknown {
  return { type: 'doc', version: 1, content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] }
}

function textOf(body: unknown): string {
  if (isAdfDocument(body)) return adfToText(body, 'comment')
  return typeof body === 'string' ? body.trim() : ''
}
