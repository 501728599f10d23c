/** Talks to `atmosfera.handler` as a program would: requests in, answers out, no socket between. */
import type { Atmosfera } from '../../packages/core/src/atmosfera.js'
import type { TokenVerb } from '../../packages/core/src/identity/token-types.js'
import type { Services } from '../../packages/core/src/services.js'

/** An answer that has been read. */
interface Answer<Body = Record<string, unknown>> {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The body as JSON; undefined where it is none. */
  readonly body: Body
}

/** What a request says besides its method and path. */
interface Asked {
  readonly json?: unknown
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Blob | FormData | Uint8Array<ArrayBuffer>
}

/** Somebody who asks, always with the same credentials. */
export type Ask = <Body = Record<string, unknown>>(
  method: string,
  path: string,
  asked?: Asked,
) => Promise<Answer<Body>>

/** Whoever asks with these headers, below `/api/v1` unless the path says otherwise. */
export function asking(
  { handler }: Pick<Atmosfera, 'handler'>,
  credentials: Readonly<Record<string, string>> = {},
): Ask {
  return async <Body>(method: string, path: string, { json, headers, body }: Asked = {}) => {
    const url = new URL(path.startsWith('/') ? path : `/api/v1/${path}`, 'http://localhost')
    const sent = json === undefined ? body : JSON.stringify(json)
    const type = json === undefined ? {} : { 'content-type': 'application/json' }
    const request = new Request(url, {
      method,
      headers: { ...type, ...credentials, ...headers },
      ...(sent === undefined ? {} : { body: sent, duplex: 'half' }),
    } as RequestInit)
    const response = await handler(request)
    const text = await response.text()
    return { status: response.status, headers: response.headers, text, body: parsed(text) as Body }
  }
}

/** Asks with a token of that user. */
export async function withToken(
  atmosfera: Atmosfera,
  { apiTokens }: Services,
  verbs: readonly TokenVerb[] = ['manage'],
  projectIds?: readonly number[],
): Promise<Ask> {
  const { token } = await apiTokens.create({ name: 'a test', verbs, projectIds: projectIds ?? null })
  return asking(atmosfera, { authorization: `Bearer ${token}` })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
