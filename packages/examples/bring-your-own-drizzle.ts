/**
 * A program with a database and a Drizzle of its own. ATMosFera keeps its tables in a schema of their own, and
 * both sides can work in one transaction: either all of it happens or nothing.
 */
import { createAtmosfera } from '@atmosfera/core'
import { testCases } from '@atmosfera/core/schema'
import { PGlite } from '@electric-sql/pglite'
import { count, eq, sql } from 'drizzle-orm'
import { integer, pgTable, serial, text } from 'drizzle-orm/pg-core'
import { drizzle } from 'drizzle-orm/pglite'

// What the program has already: a table called `users`, which is not ours.
const users = pgTable('users', {
  id: serial().primaryKey(),
  nickname: text().notNull(),
  testerId: integer('tester_id'),
})
const client = await PGlite.create()
const db = drizzle({ client })
await db.execute(sql`CREATE TABLE users (id serial PRIMARY KEY, nickname text NOT NULL, tester_id integer)`)

const atmosfera = await createAtmosfera({ database: db })
const ann = await atmosfera.system.users.create({
  username: 'ann',
  password: 'correct horse battery',
  fullName: 'Ann Archer',
  email: 'ann@example.com',
  role: 'manager',
})

// Ours, theirs and Drizzle on our tables, in one transaction and on behalf of one user.
await atmosfera.transaction({ userId: ann.id }, async (transaction) => {
  const project = await transaction.projects.create({ name: 'Shop' })
  await transaction.testCases.createMany([
    { projectId: project.id, title: 'pays by card' },
    { projectId: project.id, title: 'pays by invoice' },
  ])
  await transaction.asHost((host) =>
    host.execute(sql`INSERT INTO users (nickname, tester_id) VALUES ('annie', ${ann.id})`),
  )
  const [row] = await transaction.db
    .select({ total: count() })
    .from(testCases)
    .where(eq(testCases.projectId, project.id))
  console.log(`${row?.total} test cases in ${project.name}`)
})

// Their own code goes on as before.
const [annie] = await db.select({ nickname: users.nickname }).from(users)
console.log(`${annie?.nickname} is a tester`)

// Closing ours leaves theirs open.
await atmosfera.close()
await client.close()
