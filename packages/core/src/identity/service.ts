import { z } from 'zod'
import { isSystem } from '../actor.js'
import type { Runner } from '../database/transaction.js'
import { NotFoundError, PermissionError, ValidationError } from '../errors.js'
import type { Page } from '../pagination.js'
import { ResourceService } from '../resource-service.js'
import { parse } from '../validation.js'
import { hashPassword, verifyPassword } from './passwords.js'
import { readCredentials, readStanding, storePasswordHash, userRepository } from './repository.js'
import {
  type CreateUser,
  type Credentials,
  createUser,
  credentials,
  type ListUsers,
  type SetPassword,
  setPassword,
  type UpdateUser,
  type User,
  updateUser,
  userFilters,
} from './types.js'

/**
 * Who can log in. Administrators make, change and delete users; everyone sees themselves and the people of
 * their own projects, and changes their own name and password.
 */
export class Users extends ResourceService<User, CreateUser, UpdateUser, ListUsers> {
  constructor(runner: Runner) {
    super(runner, {
      label: 'user',
      repository: userRepository,
      projectOwned: false,
      create: createUser,
      update: updateUser,
      filters: userFilters,
    })
  }

  override async create(input: CreateUser): Promise<User> {
    const [user] = await this.#insertHashed([parse(createUser, input)])
    if (user === undefined) throw new Error('an INSERT that succeeded returned no row')
    return user
  }

  override async createMany(inputs: readonly CreateUser[]): Promise<readonly User[]> {
    return await this.#insertHashed(parse(z.array(createUser), inputs))
  }

  override async list(options: ListUsers = {}): Promise<Page<User>> {
    return await super.list(options)
  }

  /**
   * Gives a user a new password. Users change their own, and name the one they have; administrators and the
   * system change anybody's.
   *
   * @throws PermissionError where the current password is wrong or the actor may not change this user.
   */
  async setPassword(wanted: number, input: SetPassword): Promise<void> {
    const userId = this.rowId(wanted)
    const { password, currentPassword } = parse(setPassword, input)
    const { actor } = this.runner
    const { minimum, isAdmin, user } = await this.runner.run(async (transaction) => ({
      ...(await readStanding(transaction)),
      user: await this.find(transaction, userId),
    }))
    const isOwn = !isSystem(actor) && actor.userId === userId
    if (!isOwn && !isAdmin) throw new PermissionError(`You may not change the password of user ${userId}.`)
    requireLength(password, minimum)
    if (isOwn) {
      const known = await this.runner.run((transaction) => readCredentials(transaction, user.username))
      if (!(await verifyPassword(currentPassword ?? '', known?.passwordHash))) {
        throw new PermissionError('The current password is missing or wrong; nothing was changed.')
      }
    }
    const hash = await hashPassword(password)
    const changed = await this.runner.run((transaction) => storePasswordHash(transaction, userId, hash))
    if (!changed) throw new NotFoundError('user', userId)
  }

  /**
   * The user with this name and password. For the system alone, such as a host's login form.
   *
   * @throws PermissionError where either is wrong: which one is not told, not even by the time it takes.
   */
  async authenticate(input: Credentials): Promise<User> {
    const { username, password } = parse(credentials, input)
    if (!isSystem(this.runner.actor)) throw new PermissionError('Only the system verifies passwords.')
    const known = await this.runner.run((transaction) => readCredentials(transaction, username))
    const matches = await verifyPassword(password, known?.passwordHash)
    if (known === undefined || !matches) throw new PermissionError('The username or the password is wrong.')
    return await this.get(known.id)
  }

  async #insertHashed(users: readonly z.output<typeof createUser>[]): Promise<readonly User[]> {
    if (users.length === 0) return []
    const { minimum, isAdmin } = await this.runner.run(readStanding)
    if (!isAdmin) throw new PermissionError('Only an administrator makes users.')
    for (const user of users) requireLength(user.password, minimum)
    // Hashing is slow on purpose, so no transaction waits for it, and nobody has it done for nothing.
    const rows = await Promise.all(
      users.map(async ({ password, ...row }) => ({ ...row, passwordHash: await hashPassword(password) })),
    )
    return await this.runner.run((transaction) => userRepository.insertMany(transaction, rows))
  }
}

function requireLength(password: string, minimum: number): void {
  if ([...password].length >= minimum) return
  throw new ValidationError([
    { path: 'password', message: `has ${[...password].length} characters and needs at least ${minimum}` },
  ])
}
