import type { UserActor } from '../actor.js'
import type { Runner } from '../database/transaction.js'
import { AtmosferaError, ConflictError } from '../errors.js'
import { digest, newSecret } from '../identity/secrets.js'
import type { Users } from '../identity/service.js'
import type { JiraTransport } from '../jira/transport.js'
import type { Projects } from '../projects/service.js'
import type { AccessLevel } from '../schema/allowed-values.js'
import { findAccount, findMember, insertAccount, type StoredAccount } from './account-rows.js'
import { readJiraUser } from './permissions.js'
import type { JiraPermissions } from './state.js'
import type { ForgeInstallation } from './types.js'

/** What it takes to know people. */
export interface People {
  readonly runner: Runner
  readonly users: Users
  readonly projects: Projects
}

/** Somebody who asks about a project that is connected. */
export interface Visitor {
  readonly installation: ForgeInstallation
  readonly accountId: string
  readonly projectId: number
  readonly permissions: JiraPermissions
  /** Asks Jira as the app. */
  readonly transport: JiraTransport
}

/**
 * The user that an account is, held to one project and to what Jira allows there. Access of users that were made for
 * their account follows Jira; users that were here before keep theirs, and do no more than both allow.
 *
 * @throws AtmosferaError `jira_permission_missing`, `jira_account_unknown`.
 */
export async function admit(
  people: People,
  visitor: Visitor,
): Promise<{ readonly actor: UserActor; readonly level: AccessLevel }> {
  const allowed = levelOf(visitor.permissions)
  const account = await accountOf(people, visitor, allowed)
  if (allowed === undefined) throw permissionMissing()
  const level = account.origin === 'created' ? allowed : lesser(allowed, account.access)
  if (level === null) throw unknownAccount('has no access to this project here')
  const limits = { projectIds: [visitor.projectId], accessLevel: level }
  return { actor: { userId: account.userId, limits }, level }
}

/** What Jira's permissions are among ours. */
function levelOf({ browse, edit, administerProject, administer }: JiraPermissions): AccessLevel | undefined {
  if (!browse) return undefined
  if (administerProject || administer) return 'manage'
  return edit ? 'write' : 'read'
}

export function permissionMissing(
  what = 'Jira does not let this account browse the project.',
): AtmosferaError {
  return new AtmosferaError(
    'jira_permission_missing',
    `${what} What changes in Jira is seen here within a minute.`,
  )
}

async function accountOf(
  people: People,
  visitor: Visitor,
  allowed: AccessLevel | undefined,
): Promise<StoredAccount> {
  const known = await find(people, visitor)
  const account = known ?? (allowed === undefined ? undefined : await welcome(people, visitor))
  if (account === undefined) throw permissionMissing()
  if (account.origin === 'created' && account.access !== (allowed ?? null)) {
    await follow(people, visitor.projectId, account.userId, allowed)
  }
  return account
}

async function find({ runner }: People, visitor: Visitor): Promise<StoredAccount | undefined> {
  const { installation, accountId, projectId } = visitor
  return await runner.run((transaction) => findAccount(transaction, installation.id, accountId, projectId))
}

/** Lets the access of a user that was made for an account be what Jira allows it. */
async function follow(
  { projects }: People,
  projectId: number,
  userId: number,
  allowed: AccessLevel | undefined,
): Promise<void> {
  if (allowed === undefined) await projects.revokeAccess({ projectId, userId })
  else await projects.grantAccess({ projectId, userId, accessLevel: allowed })
}

/** Finds out whose an account is that was not here before, by the rules that an administrator chose. */
async function welcome(people: People, visitor: Visitor): Promise<StoredAccount> {
  const { installation, accountId, projectId, transport } = visitor
  const { runner } = people
  const person = await readJiraUser(transport, accountId)
  const { email } = person
  const member =
    installation.matchByEmail && email !== undefined
      ? await runner.run((transaction) => findMember(transaction, projectId, email))
      : undefined
  if (member === undefined && !installation.createUsers) throw unknownAccount('belongs to nobody here')
  const userId = member ?? (await makeUser(people, visitor, person.displayName))
  const origin = member === undefined ? 'created' : 'matched'
  await runner.run((transaction) => insertAccount(transaction, installation.id, accountId, userId, origin))
  const account = await find(people, visitor)
  if (account === undefined) throw new Error('an account that was noted is not there')
  return account
}

/** Makes the user of an account. Two first calls at once make one: its name follows from the account. */
async function makeUser(
  { users }: People,
  { installation, accountId }: Visitor,
  displayName: string | undefined,
): Promise<number> {
  const username = `jira-${digest(`${installation.installationId} ${accountId}`).slice(0, 20)}`
  try {
    const user = await users.create({
      username,
      // Nobody knows it: such a user comes through Jira alone.
      password: newSecret(),
      fullName: (displayName ?? 'Someone in Jira').slice(0, 100),
      email: `${username}@jira.invalid`,
    })
    return user.id
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error
    const { items } = await users.list({ username, limit: 1 })
    const [user] = items
    if (user === undefined) throw error
    return user.id
  }
}

function unknownAccount(what: string): AtmosferaError {
  return new AtmosferaError(
    'jira_account_unknown',
    `This Jira account ${what}. Ask whoever administers the app in Jira, or whoever manages the project here.`,
  )
}

function lesser(one: AccessLevel, other: AccessLevel | null): AccessLevel | null {
  const order: readonly AccessLevel[] = ['read', 'write', 'manage']
  if (other === null) return null
  return order.indexOf(one) < order.indexOf(other) ? one : other
}
