import { decodeJwt } from 'jose'
import type { Runner } from '../database/transaction.js'
import { UpstreamError } from '../errors.js'
import type { Encryption } from '../settings/encryption.js'
import { getInstallation, type StoredInstallation } from './installation-rows.js'
import type { ForgeState, HeldToken } from './state.js'

/** What it takes to look a token up. */
export interface TokenKeeper {
  readonly runner: Runner
  readonly encryption: Encryption | undefined
  readonly state: ForgeState
  readonly clock: () => Date
}

/**
 * When a token expires, by its own word. Atlassian made it and Atlassian is who it is for: whether it is genuine is
 * theirs to find out.
 */
export function expiryOf(token: string): Date | null {
  try {
    const { exp } = decodeJwt(token)
    return typeof exp === 'number' ? new Date(exp * 1000) : null
  } catch {
    return null
  }
}

/** A token as it is stored; null where there is no key to encrypt it with, so that it is only held in memory. */
export function sealToken(
  installationId: string,
  token: string,
  encryption: Encryption | undefined,
): string | null {
  return encryption?.encrypt(nameOf(installationId), token) ?? null
}

/**
 * The newest token of an installation that has not expired.
 *
 * @throws UpstreamError where there is none: the next call of the app brings one.
 */
export async function currentToken(keeper: TokenKeeper, rowId: number): Promise<string> {
  const { runner, state, clock } = keeper
  const held = state.tokens.get(rowId)
  if (held !== undefined && isFresh(held, clock())) return held.token
  const stored = await runner.run((transaction) => getInstallation(transaction, rowId))
  const read = stored === undefined ? undefined : unseal(stored, keeper)
  if (read !== undefined && isFresh(read, clock())) {
    state.tokens.set(rowId, read)
    return read.token
  }
  throw new UpstreamError(
    'jira',
    'There is no token of the Jira app that has not expired; its next call, within the hour, brings one.',
  )
}

/** How an installation's token is kept. */
export function keptAs(
  stored: StoredInstallation,
  { state, clock, encryption }: TokenKeeper,
): 'stored' | 'memory' | 'missing' {
  const now = clock()
  const isStored = stored.systemToken !== null && encryption !== undefined
  if (isStored && isFresh({ token: '', expiresAt: stored.tokenExpiresAt }, now)) return 'stored'
  const held = state.tokens.get(stored.id)
  return held !== undefined && isFresh(held, now) ? 'memory' : 'missing'
}

function unseal(stored: StoredInstallation, { encryption }: TokenKeeper): HeldToken | undefined {
  if (stored.systemToken === null || encryption === undefined) return undefined
  const token = encryption.decrypt(nameOf(stored.installationId), stored.systemToken)
  return { token, expiresAt: stored.tokenExpiresAt }
}

/** With some seconds to spare, for a request takes its time. */
function isFresh({ expiresAt }: HeldToken, now: Date): boolean {
  return expiresAt === null || expiresAt.getTime() - now.getTime() > 10_000
}

function nameOf(installationId: string): string {
  return `forge.${installationId}`
}
