import { setTimeout as pause } from 'node:timers/promises'
import pRetry from 'p-retry'
import { type AtmosferaError, RateLimitError, UpstreamError } from '../errors.js'
import { isObject } from '../imports/formats/reading/fields.js'
import type { JiraAuth, JiraRetryOptions } from './types.js'

/** A request to Jira's REST API. */
export interface JiraRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Below the base URL, such as `/rest/api/3/myself`. */
  readonly path: string
  readonly query?: Readonly<Record<string, string>> | undefined
  readonly body?: unknown
  /** A status other than success that is an answer too, not a failure. */
  readonly accept?: readonly number[] | undefined
  /** True where doing it twice does harm: it is not repeated unless Jira said that it did nothing. */
  readonly once?: boolean | undefined
}

export interface JiraResponse {
  readonly status: number
  /** The JSON of the answer; undefined where there is none. */
  readonly body: unknown
  /** When it was answered, by Jira's clock. */
  readonly date: Date | undefined
}

export interface TransportOptions {
  readonly baseUrl: string
  readonly auth: JiraAuth
  readonly fetch: typeof fetch
  readonly clock: () => Date
  readonly retry: JiraRetryOptions
  readonly signal?: AbortSignal | undefined
}

const requestTimeoutMs = 60_000
/** Statuses after which the same request may succeed. */
const passing: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504])

/** A failure after which trying again makes sense. */
class Passing extends Error {
  readonly reason: AtmosferaError
  readonly retryAfterMs: number

  constructor(reason: AtmosferaError, retryAfterMs = 0) {
    super(reason.message)
    this.reason = reason
    this.retryAfterMs = retryAfterMs
  }
}

/**
 * Sends requests to one Jira and tries again what may succeed: after 429 and 5xx, lost connections and answers
 * cut off, waiting as long as Jira says and then with growing pauses and jitter, within a budget.
 */
export class JiraTransport {
  readonly baseUrl: string
  readonly #options: TransportOptions
  #waitedMs = 0

  constructor(options: TransportOptions) {
    this.baseUrl = options.baseUrl
    this.#options = options
  }

  /**
   * @throws UpstreamError where Jira refuses, or does not answer within the attempts and the time there are;
   *   RateLimitError where it wants to be left alone for longer than that.
   */
  async send(request: JiraRequest): Promise<JiraResponse> {
    const { attempts = 12, firstPauseMs = 500, longestPauseMs = 30_000 } = this.#options.retry
    let failedAt: number | undefined
    try {
      return await pRetry(
        async () => {
          if (failedAt !== undefined) this.#waitedMs += Date.now() - failedAt
          return await this.#try(request)
        },
        {
          retries: attempts - 1,
          minTimeout: firstPauseMs,
          maxTimeout: longestPauseMs,
          randomize: true,
          signal: this.#options.signal,
          shouldRetry: ({ error }) => error instanceof Passing,
          onFailedAttempt: async ({ error }) => {
            failedAt = Date.now()
            if (error instanceof Passing) await this.#wait(error)
          },
        },
      )
    } catch (error) {
      throw error instanceof Passing ? error.reason : error
    }
  }

  async #wait({ retryAfterMs, reason }: Passing): Promise<void> {
    const { budgetMs = 900_000 } = this.#options.retry
    if (this.#waitedMs + retryAfterMs > budgetMs) throw reason
    if (retryAfterMs > 0) await pause(retryAfterMs, undefined, { signal: this.#options.signal })
  }

  async #try(request: JiraRequest): Promise<JiraResponse> {
    const first = await this.#fetch(request)
    const isRefreshable = 'bearer' in this.#options.auth && typeof this.#options.auth.bearer === 'function'
    // A token may have expired since it was fetched; the function knows a newer one.
    const response = first.status === 401 && isRefreshable ? await this.#fetch(request) : first
    const { status } = response
    if (response.ok || request.accept?.includes(status) === true) {
      return { status, body: await this.#read(request, response), date: dateOf(response) }
    }
    const details = messageOf(await response.text().catch(() => ''))
    const reason = this.#refusal(request, response, details)
    // Of a request that must not happen twice, only these say that it did not happen.
    const isSafe = request.once !== true || status === 429 || status === 503
    if (passing.has(status) && isSafe) throw new Passing(reason, retryAfterOf(response, this.#options.clock))
    throw reason
  }

  async #fetch(request: JiraRequest): Promise<Response> {
    const url = new URL(this.baseUrl + request.path)
    for (const [name, value] of Object.entries(request.query ?? {})) url.searchParams.set(name, value)
    const timeout = AbortSignal.timeout(requestTimeoutMs)
    const { signal } = this.#options
    const init: RequestInit = {
      method: request.method,
      headers: {
        accept: 'application/json',
        authorization: await authorization(this.#options.auth),
        ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      // Elsewhere the credentials have no business.
      redirect: 'manual',
      signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
    }
    try {
      return await this.#options.fetch(url, init)
    } catch (error) {
      throw this.#lost(request, error)
    }
  }

  async #read(request: JiraRequest, response: Response): Promise<unknown> {
    try {
      const text = await response.text()
      return text.trim() === '' ? undefined : (JSON.parse(text) as unknown)
    } catch (error) {
      throw this.#lost(request, error)
    }
  }

  /** The connection broke, or the answer was cut off. */
  #lost(request: JiraRequest, cause: unknown): unknown {
    if (this.#options.signal?.aborted === true) return this.#options.signal.reason
    const reason = new UpstreamError(
      'jira',
      `Jira at ${this.baseUrl} does not answer ${request.method} ${request.path} (${reasonOf(cause)}); check the address and the network, or try again later.`,
      { cause },
    )
    return request.once === true ? reason : new Passing(reason)
  }

  #refusal(request: JiraRequest, response: Response, details: string): AtmosferaError {
    const { status } = response
    const said = details === '' ? '' : ` (${details})`
    const what = `Jira at ${this.baseUrl} answers ${status} to ${request.method} ${request.path}${said}`
    if (status === 429) {
      const retryAt = new Date(this.#options.clock().getTime() + retryAfterOf(response, this.#options.clock))
      return new RateLimitError(
        `${what}: its rate limit is reached; try again after ${retryAt.toISOString()}.`,
        retryAt,
      )
    }
    return new UpstreamError('jira', `${what}: ${adviceFor(status)}.`, { status })
  }
}

function adviceFor(status: number): string {
  if (status === 401) return 'the credentials are wrong or have expired'
  if (status === 403) return 'the account lacks the permission'
  if (status >= 300 && status < 400) return 'the address leads elsewhere; connect to where it leads'
  if (status === 404 || status === 410) return 'there is no such thing at this address; check the base URL'
  return status >= 500 || status === 429 ? 'it is busy or broken; try again later' : 'it does not accept that'
}

async function authorization(auth: JiraAuth): Promise<string> {
  if ('email' in auth) return `Basic ${Buffer.from(`${auth.email}:${auth.token}`).toString('base64')}`
  return `Bearer ${typeof auth.bearer === 'string' ? auth.bearer : await auth.bearer()}`
}

/** How long to wait by `Retry-After`, in milliseconds: seconds or a date. */
function retryAfterOf(response: Response, clock: () => Date): number {
  const value = response.headers.get('retry-after')
  if (value === null) return 0
  const seconds = Number(value)
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(value) - clock().getTime()
  return Number.isFinite(ms) ? Math.max(0, ms) : 0
}

function dateOf(response: Response): Date | undefined {
  const date = new Date(response.headers.get('date') ?? '')
  return Number.isNaN(date.getTime()) ? undefined : date
}

/** Jira's own words out of an error's body; nothing of a page that is not its API's. */
function messageOf(text: string): string {
  try {
    const body: unknown = JSON.parse(text)
    if (!isObject(body)) return ''
    const general = Array.isArray(body.errorMessages) ? body.errorMessages : [body.message]
    const fields = isObject(body.errors) ? Object.values(body.errors) : []
    const words = [...general, ...fields].filter((word) => typeof word === 'string')
    return words.join(' ').replace(/\s+/g, ' ').trim().slice(0, 300)
  } catch {
    return ''
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  const { cause } = error
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  if (code !== '') return code
  if (error.name === 'TimeoutError') return `no answer within ${requestTimeoutMs / 1000} s`
  return error instanceof SyntaxError ? 'its answer is cut off or no JSON' : error.message
}
