import type { Answer } from './answer.js'
import { formatJiraDate } from './clock.js'
import type { JiraServerOptions, RecordedRequest } from './types.js'

/** So many requests at once, and so many a second from then on. */
export interface Budget {
  readonly burst: number
  readonly perSecond: number
}

/** Cloud counts the requests of each method to each resource for themselves, Data Center all together. */
export interface LimitOptions extends Budget {
  /** Cloud: for the writes to one issue; none by default. */
  readonly issueWrites?: Budget
  /** Milliseconds of the clock that fills the budget; the machine's by default, not the server's. */
  readonly now?: () => number
}

type Headers = Readonly<Record<string, string>>

/** A bucket of tokens, one of which each request takes. */
class Bucket {
  readonly budget: Budget
  #tokens: number
  #at: number

  constructor(budget: Budget, now: number) {
    this.budget = budget
    this.#tokens = budget.burst
    this.#at = now
  }

  /** Seconds to wait until there is a token again; 0 where one was there, and taken. */
  take(now: number): number {
    const { burst, perSecond } = this.budget
    this.#tokens = Math.min(burst, this.#tokens + ((now - this.#at) / 1000) * perSecond)
    this.#at = now
    if (this.#tokens < 1) return (1 - this.#tokens) / perSecond
    this.#tokens--
    return 0
  }

  get remaining(): number {
    return Math.floor(this.#tokens)
  }
}

/** An honest limit on the rate of requests: the time that it asks to wait is the time after which it lets go. */
export class RateLimit {
  readonly #kind: JiraServerOptions['kind']
  readonly #options: LimitOptions
  readonly #serverNow: () => number
  readonly #buckets = new Map<string, Bucket>()

  constructor(kind: JiraServerOptions['kind'], options: LimitOptions, serverNow: () => number) {
    this.#kind = kind
    this.#options = options
    this.#serverNow = serverNow
  }

  /** The refusal of a request that is one too many; otherwise what every answer tells of the budget. */
  take({ method, path }: RecordedRequest): Answer | { readonly headers: Headers } {
    const resource = path.replace(/\/(issue|properties|comment)\/(?!bulkfetch)[^/]+/g, '/$1/*')
    const bucket = this.#bucket(this.#kind === 'cloud' ? `${method} ${resource}` : '', this.#options)
    const wait = bucket.take(this.#now())
    if (wait > 0) return this.#refuse('jira-burst-based', bucket, wait)
    const [, issue = 'bulkfetch'] = /\/issue\/([^/]+)/.exec(path) ?? []
    const { issueWrites } = this.#options
    if (this.#kind === 'cloud' && issueWrites !== undefined && issue !== 'bulkfetch' && method !== 'GET') {
      const ofIssue = this.#bucket(issue, issueWrites)
      const waitForIssue = ofIssue.take(this.#now())
      if (waitForIssue > 0) return this.#refuse('jira-per-issue-on-write', ofIssue, waitForIssue)
    }
    return { headers: budgetHeaders(this.#kind, bucket.budget, bucket.remaining) }
  }

  #refuse(reason: string, { budget }: Bucket, wait: number): Answer {
    const seconds = Math.ceil(wait)
    const headers = {
      'Retry-After': String(seconds),
      ...reasonHeaders(this.#kind, reason, this.#serverNow() + seconds * 1000),
    }
    return tooMany({ ...budgetHeaders(this.#kind, budget, 0), ...headers })
  }

  #bucket(name: string, budget: Budget): Bucket {
    const bucket = this.#buckets.get(name) ?? new Bucket(budget, this.#now())
    this.#buckets.set(name, bucket)
    return bucket
  }

  #now(): number {
    return this.#options.now?.() ?? performance.now()
  }
}

export function tooMany(headers: Headers): Answer {
  return { status: 429, headers, body: { errorMessages: ['Rate limit exceeded.'], errors: {} } }
}

/** What every answer of a limited Jira says. */
export function budgetHeaders(
  kind: JiraServerOptions['kind'],
  { burst, perSecond }: Budget,
  remaining: number,
): Headers {
  const common = { 'X-RateLimit-Limit': String(burst), 'X-RateLimit-Remaining': String(remaining) }
  return kind === 'cloud'
    ? { ...common, 'X-RateLimit-NearLimit': String(remaining < burst * 0.2) }
    : { ...common, 'X-RateLimit-FillRate': String(perSecond), 'X-RateLimit-Interval-Seconds': '1' }
}

/** Why a request was refused, and until when. Data Center does not say. */
export function reasonHeaders(kind: JiraServerOptions['kind'], reason: string, reset: number): Headers {
  if (kind === 'data-center') return {}
  return {
    'RateLimit-Reason': reason,
    'X-RateLimit-Reset': formatJiraDate(reset).replace(/:\d\d\.\d{3}\+0000$/, 'Z'),
  }
}
