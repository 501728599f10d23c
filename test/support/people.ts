import { sql } from 'drizzle-orm'
import type { Atmosfera } from '../../packages/core/src/atmosfera.js'
import { users } from '../../packages/core/src/schema/index.js'

/** A user who cannot log in: nothing is hashed, which would take longer than most tests. */
export async function addUser({ transaction }: Atmosfera, username: string): Promise<number> {
  return await transaction({ system: true }, async ({ db }) => {
    const [user] = await db
      .insert(users)
      .values({ username, passwordHash: '', fullName: username, email: sql`${username} || '@example.org'` })
      .returning({ id: users.id })
    if (user === undefined) throw new Error('an INSERT that succeeded returned no row')
    return user.id
  })
}
