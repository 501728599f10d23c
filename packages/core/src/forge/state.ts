import type { ForgeAccess } from './types.js'

/** One answer may rest on another, so that neither is older than a minute. */
const briefMs = 30_000

/** What one process knows besides the database: nothing of it is missed for longer than the next call takes. */
export class ForgeState {
  /** The newest token of each installation, by its row. */
  readonly tokens: Map<number, HeldToken> = new Map()
  readonly permissions: BriefCache<JiraPermissions> = new BriefCache(briefMs, 5_000)
  readonly accesses: BriefCache<Omit<ForgeAccess, 'project'>> = new BriefCache(briefMs, 5_000)
  readonly #running = new Set<Promise<void>>()
  /** What is being done by its name, and whether it is wanted once more after that. */
  readonly #wantedAgain = new Map<string, boolean>()

  /** Has something done while nobody waits for it. */
  begin(work: Promise<void>): void {
    this.#running.add(work)
    void work.finally(() => this.#running.delete(work))
  }

  /**
   * The same for what is wanted often: while it is being done, however many want it have it done once more after that.
   * A crowd of events would otherwise be a crowd at Jira's door.
   */
  beginOnce(name: string, work: () => Promise<void>): void {
    if (this.#wantedAgain.has(name)) {
      this.#wantedAgain.set(name, true)
      return
    }
    const repeat = async (): Promise<void> => {
      do {
        this.#wantedAgain.set(name, false)
        await work()
      } while (this.#wantedAgain.get(name) === true)
      this.#wantedAgain.delete(name)
    }
    this.begin(repeat())
  }

  /** Waits for all that was begun, and for what that begins. */
  async settle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running)
  }
}

/** A token to ask Jira with as the app. */
export interface HeldToken {
  readonly token: string
  /** Null where the token does not say. */
  readonly expiresAt: Date | null
}

/** What Jira allows an account. */
export interface JiraPermissions {
  readonly browse: boolean
  readonly edit: boolean
  readonly administerProject: boolean
  readonly administer: boolean
}

/** Answers that may be a little old. Those of a failed question are not kept. */
class BriefCache<Value> {
  readonly #lifetimeMs: number
  readonly #capacity: number
  readonly #entries = new Map<string, { readonly at: number; readonly value: Promise<Value> }>()

  constructor(lifetimeMs: number, capacity: number) {
    this.#lifetimeMs = lifetimeMs
    this.#capacity = capacity
  }

  async get(key: string, now: Date, ask: () => Promise<Value>): Promise<Value> {
    const known = this.#entries.get(key)
    if (known !== undefined && now.getTime() - known.at < this.#lifetimeMs) return await known.value
    const value = ask()
    this.#entries.delete(key)
    this.#entries.set(key, { at: now.getTime(), value })
    const [oldest] = this.#entries.keys()
    if (this.#entries.size > this.#capacity && oldest !== undefined) this.#entries.delete(oldest)
    try {
      return await value
    } catch (error) {
      if (this.#entries.get(key)?.value === value) this.#entries.delete(key)
      throw error
    }
  }

  clear(): void {
    this.#entries.clear()
  }
}
