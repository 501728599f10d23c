import { isSystem } from '../actor.js'
import type { Runner, Transaction } from '../database/transaction.js'
import { PermissionError } from '../errors.js'
import type { Users } from '../identity/service.js'
import { baseUrlOf } from '../jira/connections.js'
import type { Jira } from '../jira/service.js'
import { JiraTransport } from '../jira/transport.js'
import type { JiraOptions } from '../jira/types.js'
import type { Logger } from '../options.js'
import type { Projects } from '../projects/service.js'
import type { Encryption } from '../settings/encryption.js'
import type { ForgeState } from './state.js'
import { currentToken, type TokenKeeper } from './tokens.js'
import type { ForgeInstallation } from './types.js'

/** What the service is made with. */
export interface ForgeSetup {
  readonly clock: () => Date
  readonly encryption: Encryption | undefined
  readonly jira: JiraOptions
  readonly logger: Logger | undefined
  readonly forge: ForgeState
}

/** Other services that it works with. */
export interface ForgeOthers {
  readonly users: Users
  readonly projects: Projects
  /** The same within a transaction that is open. */
  readonly projectsWithin: (transaction: Transaction) => Projects
  readonly jira: Jira
}

/** The app calls every hour: an installation that was silent for this long can be claimed. */
export const silenceMs: number = 3 * 3_600_000

/** For how long the data of an installation is kept after it was uninstalled. */
export const graceMs: number = 30 * 24 * 3_600_000

/** What all parts of the service work with. */
export class ForgeTools {
  readonly runner: Runner
  readonly setup: ForgeSetup
  readonly others: ForgeOthers

  constructor(runner: Runner, setup: ForgeSetup, others: ForgeOthers) {
    this.runner = runner
    this.setup = setup
    this.others = others
  }

  get state(): ForgeState {
    return this.setup.forge
  }

  get keeper(): TokenKeeper {
    const { encryption, clock, forge } = this.setup
    return { runner: this.runner, encryption, clock, state: forge }
  }

  now(): Date {
    return this.setup.clock()
  }

  /** Asks Jira, briefly: somebody waits for the answer. */
  transport(installation: ForgeInstallation, userToken?: string): JiraTransport {
    const { jira, clock } = this.setup
    return new JiraTransport({
      baseUrl: baseUrlOf(installation.apiBaseUrl, jira),
      auth: { bearer: userToken ?? (async () => await currentToken(this.keeper, installation.id)) },
      fetch: jira.fetch ?? fetch,
      clock,
      retry: { attempts: 3, firstPauseMs: 200, longestPauseMs: 2_000, budgetMs: 8_000 },
    })
  }

  /** @throws PermissionError */
  requireSystem(): void {
    if (!isSystem(this.runner.actor)) {
      throw new PermissionError('This is for the server of the Jira app alone.')
    }
  }

  /** Has something done while nobody waits for it, once at a time. What goes wrong is in the log. */
  begin(name: string, what: string, work: () => Promise<void>): void {
    this.state.beginOnce(name, async () => {
      try {
        await work()
      } catch (error) {
        this.warn(what, error)
      }
    })
  }

  warn(what: string, error: unknown): void {
    this.setup.logger?.warn(`${what}: ${error instanceof Error ? error.message : String(error)}`)
  }
}
