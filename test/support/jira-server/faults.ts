import { createRandom } from '../random.js'
import type { Answer } from './answer.js'
import { budgetHeaders, reasonHeaders, tooMany } from './rate-limit.js'
import type { JiraServerOptions, RecordedRequest } from './types.js'

/**
 * What can go wrong. The first four answer without having done anything. Where a connection is dropped or
 * an answer is cut, Jira has done what it was asked, and the client cannot know.
 */
export type FaultKind =
  | 'rate-limited'
  | 'internal-error'
  | 'bad-gateway'
  | 'unavailable'
  | 'dropped'
  | 'dropped-in-body'
  | 'truncated-json'
  | 'slow'

export const faultKinds: readonly FaultKind[] = [
  'rate-limited',
  'internal-error',
  'bad-gateway',
  'unavailable',
  'dropped',
  'dropped-in-body',
  'truncated-json',
  'slow',
]

export interface FaultsOptions {
  /** Of all calls, from 0 to 1. */
  readonly fraction: number
  /** The same seed gives the same faults to the same sequence of calls; 1 by default. */
  readonly seed?: number
  /** All by default. */
  readonly kinds?: readonly FaultKind[]
  /** Seconds in `Retry-After`; 0 by default. `null` leaves the header out. */
  readonly retryAfter?: number | null
  /** How long a slow answer takes, in milliseconds; 20 by default. */
  readonly slowMs?: number
  /** Which calls can be hit; all by default. */
  readonly matching?: (request: RecordedRequest) => boolean
}

/** The deterministic injector of faults. */
export class Faults {
  readonly #kind: JiraServerOptions['kind']
  readonly #now: () => number
  readonly #failing = new Map<string, number>()
  #options: FaultsOptions | undefined
  #random = createRandom(1)
  /** How many there were of each kind. */
  readonly counts: Readonly<Record<FaultKind, number>>
  readonly #counts: Record<FaultKind, number>

  constructor(kind: JiraServerOptions['kind'], now: () => number, options?: FaultsOptions) {
    this.#kind = kind
    this.#now = now
    this.#counts = Object.fromEntries(faultKinds.map((fault) => [fault, 0])) as Record<FaultKind, number>
    this.counts = this.#counts
    if (options !== undefined) this.inject(options)
  }

  get total(): number {
    return faultKinds.reduce((sum, fault) => sum + this.#counts[fault], 0)
  }

  get slowMs(): number {
    return this.#options?.slowMs ?? 20
  }

  /** From now on, until {@link stop}. */
  inject(options: FaultsOptions): void {
    this.#options = options
    this.#random = createRandom(options.seed ?? 1)
  }

  stop(): void {
    this.#options = undefined
  }

  /** Makes `bulkfetch` report an error for an issue that exists, the next so many times. */
  failInBulk(id: string, times = 1): void {
    this.#failing.set(id, times)
  }

  failsInBulk(id: string): boolean {
    const left = this.#failing.get(id) ?? 0
    if (left > 0) this.#failing.set(id, left - 1)
    return left > 0
  }

  /** What is to happen to a call; two numbers are drawn for each, whatever comes of it. */
  draw(request: RecordedRequest): FaultKind | undefined {
    if (this.#options === undefined) return undefined
    const [hit, choice] = [this.#random(), this.#random()]
    const { fraction, kinds = faultKinds, matching } = this.#options
    if (hit >= fraction || matching?.(request) === false) return undefined
    return kinds[Math.floor(choice * kinds.length)]
  }

  count(fault: FaultKind): void {
    this.#counts[fault]++
  }

  /** The answer of a fault that keeps Jira from doing anything; undefined for the other ones. */
  answer(fault: FaultKind): Answer | undefined {
    const retryAfter = this.#options?.retryAfter === undefined ? 0 : this.#options.retryAfter
    const retry: Record<string, string> = retryAfter === null ? {} : { 'Retry-After': String(retryAfter) }
    switch (fault) {
      case 'rate-limited':
        return tooMany({
          ...budgetHeaders(this.#kind, { burst: 100, perSecond: 100 }, 0),
          ...reasonHeaders(this.#kind, 'jira-burst-based', this.#now()),
          ...retry,
        })
      case 'internal-error':
        return { status: 500, body: { errorMessages: ['Internal server error'], errors: {} } }
      case 'bad-gateway':
        return {
          status: 502,
          headers: { 'Content-Type': 'text/html' },
          body: '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>',
        }
      case 'unavailable':
        return {
          status: 503,
          headers: retry,
          body: { errorMessages: ['Service temporarily unavailable'], errors: {} },
        }
      default:
        return undefined
    }
  }
}
