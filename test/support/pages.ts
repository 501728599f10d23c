import { beforeAll } from 'vitest'
import type { Services } from '../../packages/core/src/services.js'
import { Browsing } from './browsing.js'
import type { Opened } from './use-atmosfera.js'

/** The password of everybody who signs in. */
export const password = 'correct horse battery'

/** Somebody who manages projects, and their way to the pages. Its members are there from the first test on. */
export interface PagesVisitor {
  readonly userId: number
  readonly services: Services
  /** Her browser, signed in. */
  signedIn(): Promise<Browsing>
  /** A project of hers. */
  newProject(name?: string): Promise<number>
}

/** Makes Priya, a manager, before the tests of the suite around it. */
export function usePriya(opened: Opened): PagesVisitor {
  let userId = 0
  beforeAll(async () => {
    const user = await opened.system.users.create({
      username: 'priya',
      password,
      fullName: 'Priya Raman',
      email: 'priya@example.org',
      role: 'manager',
    })
    userId = user.id
  })
  const services = () => opened.atmosfera.as({ userId })
  return {
    get userId() {
      return userId
    },
    get services() {
      return services()
    },
    signedIn: async () => {
      const browsing = new Browsing(opened.atmosfera)
      const { status, text } = await browsing.send('/sign-in', { username: 'priya', password, next: '/' })
      if (status !== 200) throw new Error(`she cannot sign in: ${text}`)
      return browsing
    },
    newProject: async (name = 'Checkout') => (await services().projects.create({ name })).id,
  }
}
