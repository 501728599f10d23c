import { randomBytes } from 'node:crypto'
import type { Services } from '../services.js'

/** Somebody who runs the system, and whether they were there already. */
export interface Administrator {
  readonly username: string
  /** Of somebody new, where none was given: shown once. */
  readonly password: string | undefined
  readonly isNew: boolean
  readonly projects: number
}

/**
 * Makes sure that there is an administrator of that name who manages every project: those that the command line made
 * belong to nobody else.
 */
export async function ensureAdministrator(
  services: Services,
  username: string,
  given: string | undefined,
): Promise<Administrator> {
  const { items } = await services.users.list({ username, limit: 1 })
  const password = given ?? randomBytes(15).toString('base64url')
  const user =
    items[0] ??
    (await services.users.create({
      username,
      password,
      fullName: username,
      email: `${username.toLowerCase().replaceAll(/[^\w.-]/g, '-')}@localhost.localdomain`,
      role: 'admin',
    }))
  const isNew = items[0] === undefined
  let projects = 0
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await services.projects.list({ limit: 500, cursor })
    for (const { id: projectId } of page.items) {
      await services.projects.grantAccess({ projectId, userId: user.id, accessLevel: 'manage' })
      projects++
    }
    cursor = page.nextCursor
  }
  return { username, password: isNew && given === undefined ? password : undefined, isNew, projects }
}
