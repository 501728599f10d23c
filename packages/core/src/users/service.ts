import { isSystem } from '../actor.js'
import type { Runner } from '../database/transaction.js'
import { PermissionError, ValidationError } from '../errors.js'
import { ResourceService } from '../resource-service.js'
import { parse } from '../validation.js'
import { hashPassword, verifyPassword } from './passwords.js'
import { readCredentials, readMinimumLength, storePasswordHash, userRepository } from './repository.js'
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
    const [user] = await this.createMany([input])
    if (user === undefined) throw new Error('an INSERT that succeeded returned no row')
    return user
  }

  override async createMany(inputs: readonly CreateUser[]): Promise<readonly User[]> {
    const parsed = inputs.map((input) => parse(createUser, input))
    const minimum = await this.runner.run(readMinimumLength)
    // Hashing is slow on purpose, so no transaction waits for it.
    const rows = await Promise.all(
      parsed.map(async ({ password, ...row }) => {
        requireLength(password, minimum)
        return { ...row, passwordHash: await hashPassword(password) }
      }),
    )
    if (rows.length === 0) return []
    return await this.runner.run((transaction) => userRepository.insertMany(transaction, rows))
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
    const { minimum, user } = await this.runner.run(async (transaction) => ({
      minimum: await readMinimumLength(transaction),
      user: await this.find(transaction, userId),
    }))
    requireLength(password, minimum)
    if (!isSystem(actor) && actor.userId === userId) {
      const known = await this.runner.run((transaction) => readCredentials(transaction, user.username))
      if (!(await verifyPassword(currentPassword ?? '', known?.passwordHash))) {
        throw new PermissionError('The current password is missing or wrong; nothing was changed.')
      }
    }
    const hash = await hashPassword(password)
    const changed = await this.runner.run((transaction) => storePasswordHash(transaction, userId, hash))
    if (!changed) throw new PermissionError(`You may not change the password of user ${userId}.`)
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
}

function requireLength(password: string, minimum: number): void {
  if ([...password].length >= minimum) return
  throw new ValidationError([
    { path: 'password', message: `has ${[...password].length} characters and needs at least ${minimum}` },
  ])
}
