import { isSystem } from '../actor.js'
import type { Runner } from '../database/transaction.js'
import { NotFoundError, PermissionError, RateLimitError } from '../errors.js'
import type { Page } from '../pagination.js'
import { listPage, rowIdOf } from '../resource-service.js'
import { parse } from '../validation.js'
import { digest, newSecret } from './secrets.js'
import type { Users } from './service.js'
import {
  findSession,
  forgetAttempts,
  insertSession,
  lockAttempts,
  noteAttempt,
  readTimeout,
  rotateSession,
  type StoredSession,
  sessionRepository,
  touchSession,
} from './session-rows.js'
import {
  type FoundSession,
  type ListSessions,
  type Session,
  type SignedIn,
  type SignIn,
  sessionFilters,
  signIn,
} from './session-types.js'

const minute = 60_000
const hour = 60 * minute

/** Wrong passwords in a row before one has to wait, at first for half a minute, in the end for fifteen. */
const freeAttempts = 5

/** A session lasts as many timeouts as this at the most: a week where the timeout is a day. */
const longestTimeouts = 7

/**
 * Who is signed in. The system, such as the HTTP handler, begins sessions and finds them by their tokens; users see
 * and end their own, administrators anybody's.
 */
export class Sessions {
  readonly #runner: Runner
  readonly #users: Users
  readonly #clock: () => Date

  constructor(runner: Runner, users: Users, clock: () => Date) {
    this.#runner = runner
    this.#users = users
    this.#clock = clock
  }

  /**
   * Begins a session for whoever has this name and password. For the system alone.
   *
   * @throws PermissionError where either is wrong: which one is not told.
   * @throws RateLimitError after five failures in a row, whether or not anybody has that name.
   */
  async signIn(input: SignIn): Promise<SignedIn> {
    this.#requireSystem()
    const { username, password, userAgent } = parse(signIn, input)
    const now = this.#clock()
    const nameHash = digest(username)
    await this.#admit(nameHash, now)
    const user = await this.#users.authenticate({ username, password })
    const token = newSecret()
    const session = await this.#runner.run(async (transaction) => {
      await forgetAttempts(transaction, nameHash)
      const expiresAt = new Date(now.getTime() + longestTimeouts * timeoutOf(await readTimeout(transaction)))
      return await insertSession(
        transaction,
        { userId: user.id, hash: digest(token), userAgent },
        { now, expiresAt },
      )
    })
    return { session, user, token }
  }

  /**
   * The session with this token; undefined where there is none, or where it has ended. For the system alone. Every
   * hour it names another token to use, so that one that was copied is soon worth nothing.
   */
  async authenticate(token: string): Promise<FoundSession | undefined> {
    this.#requireSystem()
    const used = digest(token)
    const stored = await findSession(this.#runner, used)
    if (stored === undefined) return undefined
    const now = this.#clock()
    const { rotatedAt, isCurrent, timeout, ...session } = stored
    const idleUntil = session.lastSeenAt.getTime() + timeoutOf(timeout)
    if (now.getTime() >= Math.min(idleUntil, session.expiresAt.getTime())) {
      await this.#runner.run((transaction) => sessionRepository.remove(transaction, session.id))
      return undefined
    }
    return { session, nextToken: await this.#keepUp(stored, used, now) }
  }

  /** A page of the sessions that have not been ended, the actor's own unless an administrator asks. */
  async list(options: ListSessions = {}): Promise<Page<Session>> {
    const listed = { repository: sessionRepository, projectOwned: false, filters: sessionFilters }
    return await listPage(this.#runner, listed, options)
  }

  /** Ends a session. */
  async end(wanted: number): Promise<void> {
    const sessionId = rowIdOf('session', wanted)
    const ended = await this.#runner.run((transaction) => sessionRepository.remove(transaction, sessionId))
    if (!ended) throw new NotFoundError('session', sessionId)
  }

  /** Notes that the session is in use, to the minute, and gives it another token when it is time. */
  async #keepUp(stored: StoredSession, used: string, now: Date): Promise<string | undefined> {
    const { id, rotatedAt, isCurrent } = stored
    const age = now.getTime() - rotatedAt.getTime()
    if (age >= hour) {
      const token = newSecret()
      const change = { id, rotatedAt, used, next: digest(token), now }
      return (await this.#runner.run((transaction) => rotateSession(transaction, change))) ? token : undefined
    }
    if (now.getTime() - stored.lastSeenAt.getTime() >= minute) {
      // Whoever uses the new token has it, and what was on its way with the old one has arrived by now.
      const isSettled = isCurrent && age >= minute
      await this.#runner.run((transaction) => touchSession(transaction, { id, now, isSettled }))
    }
    return undefined
  }

  async #admit(nameHash: string, now: Date): Promise<void> {
    const until = await this.#runner.run(async (transaction) => {
      const known = await lockAttempts(transaction, { nameHash, now })
      if (known.lockedUntil !== null && known.lockedUntil > now) return known.lockedUntil
      // Counted before the password is looked at, so that attempts at the same moment count as well.
      const isRecent = now.getTime() - known.lastAt.getTime() < hour
      const failures = (isRecent ? known.failures : 0) + 1
      const wait = Math.min(15 * minute, (minute / 2) * 2 ** Math.max(0, failures - freeAttempts))
      const lockedUntil = failures >= freeAttempts ? new Date(now.getTime() + wait) : null
      await noteAttempt(transaction, nameHash, { failures, lastAt: now, lockedUntil })
      return undefined
    })
    if (until === undefined) return
    throw new RateLimitError(
      'Too many failed attempts to sign in with this name. Wait before the next.',
      until,
    )
  }

  #requireSystem(): void {
    if (!isSystem(this.#runner.actor)) throw new PermissionError('Only the system begins and finds sessions.')
  }
}

/** Milliseconds, out of a setting that people edit. */
function timeoutOf(setting: string | null): number {
  const hours = Number(setting ?? '')
  return (hours > 0 && hours <= 24 * 365 ? hours : 24) * hour
}
