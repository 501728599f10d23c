import type { Answer } from './answer.js'
import type { JiraServerOptions, JiraUser, RecordedRequest } from './types.js'

/** Whose request it is. Wrong credentials have a refusal, or are nobody's with a header that says so. */
export interface Identity {
  readonly scheme: RecordedRequest['auth']
  readonly user?: JiraUser
  readonly refused?: Answer
  readonly headers?: Readonly<Record<string, string>>
}

const failed = { 'X-Seraph-LoginReason': 'AUTHENTICATED_FAILED' }

export class Authentication {
  readonly #users: readonly JiraUser[]
  readonly #options: JiraServerOptions

  constructor(users: readonly JiraUser[], options: JiraServerOptions) {
    this.#users = users
    this.#options = options
  }

  identify(header: string | undefined): Identity {
    if (header === undefined) return { scheme: 'none' }
    const [, scheme = '', value = ''] = /^(\S+)\s+(.*)$/.exec(header) ?? []
    if (scheme.toLowerCase() === 'basic') return this.#basic(value)
    if (scheme.toLowerCase() === 'bearer') return this.#bearer(value)
    return { scheme: 'other' }
  }

  /** Whoever has that account id, among all that there are. */
  account(accountId: string): JiraUser | undefined {
    return this.#users.find((user) => user.accountId === accountId)
  }

  #basic(value: string): Identity {
    const [name = '', ...rest] = Buffer.from(value, 'base64').toString().split(':')
    const password = rest.join(':')
    const user = this.#users.find((one) => this.#isNamed(one, name) && one.password === password)
    if (user !== undefined) return { scheme: 'basic', user }
    if (this.#options.wrongCredentials === 'as-cloud-site') return { scheme: 'basic', headers: failed }
    return { scheme: 'basic', refused: this.unauthenticated(failed) }
  }

  #bearer(value: string): Identity {
    const user = this.#users.find((one) => one.bearer === value)
    if (user !== undefined) return { scheme: 'bearer', user }
    if (this.#options.wrongCredentials === 'as-cloud-site') {
      const body = { error: 'Failed to parse Connect Session Auth Token' }
      return { scheme: 'bearer', refused: { status: 403, body } }
    }
    return { scheme: 'bearer', refused: this.unauthenticated(failed) }
  }

  #isNamed(user: JiraUser, name: string): boolean {
    return this.#options.kind === 'cloud'
      ? user.email.toLowerCase() === name.toLowerCase()
      : user.accountId === name
  }

  /** What a resource says that must have a user. Cloud says it as text, not as JSON. */
  unauthenticated(headers: Readonly<Record<string, string>> = {}): Answer {
    const challenge = { 'WWW-Authenticate': 'OAuth realm="http%3A%2F%2F127.0.0.1"', ...headers }
    if (this.#options.kind === 'cloud') {
      return {
        status: 401,
        headers: { ...challenge, 'Content-Type': 'text/html;charset=UTF-8' },
        body: 'Client must be authenticated to access this resource.',
      }
    }
    const errorMessages = ['You are not authenticated. Authentication required to perform this operation.']
    return { status: 401, headers: challenge, body: { errorMessages, errors: {} } }
  }
}
