import type { Runner } from '../database/transaction.js'
import type { JiraGrant } from '../jira/connections.js'
import type { Encryption } from '../settings/encryption.js'
import { installationsOf, keysOf } from './project-rows.js'
import type { ForgeState } from './state.js'
import { currentToken } from './tokens.js'

/** What installations of the app let projects read. Whoever asks, it is looked up as the system. */
export function forgeGrants(
  runner: Runner,
  setup: {
    readonly encryption: Encryption | undefined
    readonly clock: () => Date
    readonly forge: ForgeState
  },
): (projectId: number) => Promise<JiraGrant | undefined> {
  const keeper = { runner, encryption: setup.encryption, clock: setup.clock, state: setup.forge }
  return async (projectId) =>
    await runner.run(async (transaction) => {
      const installations = await installationsOf(transaction, projectId)
      const found = installations.find(({ isGone }) => !isGone)
      if (found === undefined) return undefined
      return {
        baseUrl: found.apiBaseUrl,
        projectKeys: await keysOf(transaction, projectId),
        bearer: async () => await currentToken(keeper, found.id),
      }
    })
}
