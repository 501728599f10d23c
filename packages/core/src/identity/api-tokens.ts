import { type ActorLimits, isSystem } from '../actor.js'
import type { Runner } from '../database/transaction.js'
import { NotFoundError, PermissionError, ValidationError } from '../errors.js'
import type { Page } from '../pagination.js'
import { listPage, rowIdOf } from '../resource-service.js'
import { parse } from '../validation.js'
import { digest, newSecret } from './secrets.js'
import { apiTokenRepository, findApiToken, findUnseenProject, touchApiToken } from './token-rows.js'
import {
  type ApiToken,
  apiTokenFilters,
  type CreateApiToken,
  type CreatedApiToken,
  createApiToken,
  type FoundApiToken,
  type ListApiTokens,
  type TokenVerb,
} from './token-types.js'

const minute = 60_000
const day = 24 * 60 * minute

/** What tokens begin with, so that scanners of leaked secrets know them. */
export const tokenPrefix = 'atm_'

/**
 * What programs sign in with. Users make, see and revoke their own; administrators see and revoke anybody's. A token
 * is not changed: it is made anew.
 */
export class ApiTokens {
  readonly #runner: Runner
  readonly #clock: () => Date

  constructor(runner: Runner, clock: () => Date) {
    this.#runner = runner
    this.#clock = clock
  }

  /**
   * Makes a token for the actor.
   *
   * @throws NotFoundError for a project that the actor cannot see.
   * @throws PermissionError for the system, and for an actor within limits: no token makes another one.
   */
  async create(input: CreateApiToken): Promise<CreatedApiToken> {
    const { name, verbs, projectIds, expiresAt } = parse(createApiToken, input)
    const { actor } = this.#runner
    if (isSystem(actor)) throw new PermissionError('Tokens are made by users, for themselves; act as one.')
    if (actor.limits !== undefined)
      throw new PermissionError('A token cannot make another one. Sign in instead.')
    const now = this.#clock()
    const end = expiresAt ?? new Date(now.getTime() + 90 * day)
    if (end <= now || end.getTime() > now.getTime() + 366 * day) {
      throw new ValidationError([
        { path: 'expiresAt', message: 'must be in the future, and at most a year away' },
      ])
    }
    const token = tokenPrefix + newSecret()
    return await this.#runner.run(async (transaction) => {
      const unseen = await findUnseenProject(transaction, projectIds ?? [])
      if (unseen !== undefined) throw new NotFoundError('project', unseen)
      const [created] = await apiTokenRepository.insertMany(transaction, [
        {
          userId: actor.userId,
          name,
          verbs,
          projectIds,
          tokenHash: digest(token),
          hint: token.slice(-4),
          expiresAt: end,
        },
      ])
      if (created === undefined) throw new Error('an INSERT that succeeded returned no row')
      return { ...created, token }
    })
  }

  /**
   * The token, if it is one that has not expired, and within which limits it may be used. For the system alone.
   */
  async authenticate(token: string): Promise<FoundApiToken | undefined> {
    if (!isSystem(this.#runner.actor)) throw new PermissionError('Only the system looks up tokens.')
    const apiToken = await findApiToken(this.#runner, digest(token))
    const now = this.#clock()
    if (apiToken === undefined || apiToken.expiresAt <= now) return undefined
    const { lastUsedAt } = apiToken
    if (lastUsedAt === null || now.getTime() - lastUsedAt.getTime() >= minute) {
      await this.#runner.run((transaction) => touchApiToken(transaction, apiToken.id, now))
    }
    return { apiToken, limits: limitsFor(apiToken) }
  }

  /** A page of the tokens that have not been revoked, the actor's own unless an administrator asks. */
  async list(options: ListApiTokens = {}): Promise<Page<ApiToken>> {
    const listed = { repository: apiTokenRepository, projectOwned: false, filters: apiTokenFilters }
    return await listPage(this.#runner, listed, options)
  }

  /** Revokes a token: it opens nothing from now on. */
  async revoke(wanted: number): Promise<void> {
    const tokenId = rowIdOf('API token', wanted)
    const revoked = await this.#runner.run((transaction) => apiTokenRepository.remove(transaction, tokenId))
    if (!revoked) throw new NotFoundError('API token', tokenId)
  }
}

/** The verbs as the database enforces them: by the level of access that the widest of them takes. */
function limitsFor({ verbs, projectIds }: ApiToken): ActorLimits {
  const has = (verb: TokenVerb): boolean => verbs.includes(verb)
  const accessLevel = has('manage') ? 'manage' : has('write') || has('import') ? 'write' : 'read'
  return projectIds === null ? { accessLevel } : { accessLevel, projectIds }
}
