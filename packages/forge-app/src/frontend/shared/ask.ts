import { invokeRemote } from '@forge/bridge'
import { Problem, problemIn, problemOf, unreadable } from './problem'

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

/**
 * Asks the server through Jira, which adds who asks and about which issue or project.
 *
 * @example await ask<PanelAnswer>('POST', '/forge/issue/links', { testCaseId })
 * @throws {Problem} whatever goes wrong
 */
export async function ask<Answer>(method: Method, path: string, body?: object): Promise<Answer> {
  const response = await answerTo(method, path, body)
  if (typeof response.status !== 'number') {
    // When Jira itself fails, the bridge hands over its error in the place of an answer.
    throw problemOf('message' in response ? response.message : 'There was no answer.')
  }
  if (response.status < 200 || response.status > 299) throw problemIn(response.status, response.body)
  if (response.body === undefined) throw unreadable('The answer was empty.')
  // The contract, and not this line, says what an endpoint answers; the server's tests hold it to that.
  return response.body as Answer
}

async function answerTo(
  method: Method,
  path: string,
  body: object | undefined,
): Promise<Awaited<ReturnType<typeof invokeRemote>>> {
  try {
    return await invokeRemote({
      method,
      path,
      // Names what is to be done, so that it is done once, however often it is sent on the way.
      ...(method !== 'GET' && { headers: { 'idempotency-key': newName() } }),
      ...(body !== undefined && { body }),
    })
  } catch (error) {
    throw error instanceof Problem ? error : problemOf(error)
  }
}

function newName(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
}

/** `path` with those of the given parameters that say something. */
export function withQuery(
  path: string,
  parameters: Readonly<Record<string, string | readonly string[] | null>>,
): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(parameters)) {
    if (value === null) continue
    for (const one of typeof value === 'string' ? [value] : value) query.append(name, one)
  }
  const text = query.toString()
  return text === '' ? path : `${path}?${text}`
}
