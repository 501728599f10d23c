import { z } from 'zod'
import type { ListOptions, OneOrMany } from '../resource-service.js'
import { type UserRole, userRoles } from '../schema/allowed-values.js'
import { date, name, text } from '../validation.js'

/** Someone who can log in. */
export interface User {
  readonly id: number
  readonly username: string
  readonly fullName: string
  readonly email: string
  readonly role: UserRole
  readonly createdAt: Date
  readonly updatedAt: Date
}

export interface CreateUser {
  /** At most 50 characters. */
  readonly username: string
  /** At least as long as the setting `password_min_length` says. Stored as a salted scrypt hash. */
  readonly password: string
  /** At most 100 characters. */
  readonly fullName: string
  readonly email: string
  /**
   * `admin` runs the system: users, settings, the built-in model, who has access. `manager` makes projects and
   * manages those that they may write to. Neither sees a project without access to it.
   *
   * @default 'user'
   */
  readonly role?: UserRole | undefined
}

export type UpdateUser = Partial<Omit<CreateUser, 'password'>>

export interface ListUsers extends ListOptions {
  readonly role?: OneOrMany<UserRole> | undefined
  readonly username?: OneOrMany<string> | undefined
  readonly email?: OneOrMany<string> | undefined
  readonly sort?: 'id' | '-id' | 'username' | '-username' | undefined
}

export interface SetPassword {
  readonly password: string
  /** Needed where users change their own. */
  readonly currentPassword?: string | undefined
}

export interface Credentials {
  readonly username: string
  readonly password: string
}

const fields = {
  username: name(50),
  fullName: name(100),
  email: z.email().max(255),
  role: z.enum(userRoles),
}

// The longest that scrypt is made to chew on; the shortest is a setting.
const password = text.max(1024)

export const createUser = z.strictObject({
  username: fields.username,
  password,
  fullName: fields.fullName,
  email: fields.email,
  role: fields.role.default('user'),
})

export const updateUser = z.strictObject({ ...fields, updatedAt: date }).partial()

export const userFilters = { role: fields.role, username: fields.username, email: fields.email }

export const setPassword = z.strictObject({ password, currentPassword: password.optional() })

export const credentials = z.strictObject({ username: text, password })
