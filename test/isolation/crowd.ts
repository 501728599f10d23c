/** Many users with a project each, who do everything at once and look whether they are still among their own. */
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { expect } from 'vitest'
import { system } from '../../packages/core/src/actor.js'
import type { Atmosfera } from '../../packages/core/src/atmosfera.js'
import { type Db, rowOf, rowsOf } from '../../packages/core/src/database/engine.js'
import { testSuites } from '../../packages/core/src/schema/index.js'
import type { TestDatabase } from '../support/engines.js'
import { codeOf } from '../support/failure.js'
import { userOf } from './world.js'

/** One of them, and what is theirs. */
export interface Member {
  readonly userId: number
  readonly projectId: number
  /** Of the project, and of everything that they make in it. */
  readonly name: string
  readonly ticketId: number
}

/** Makes the users, each with a project, and in it a ticket with the key that all of them have. */
export async function gatherCrowd({ query }: TestDatabase, size: number): Promise<readonly Member[]> {
  return await query<Member>(
    `WITH people AS (
      INSERT INTO atmosfera.users (username, password_hash, full_name, email)
      SELECT 'member-' || n, '', 'A member', n || '@example.org' FROM generate_series(1, ${size}) AS n
      RETURNING id, username
    ), tenants AS (
      INSERT INTO atmosfera.projects (name) SELECT username FROM people RETURNING id, name
    ), access AS (
      INSERT INTO atmosfera.user_project_access (user_id, project_id, access_level)
      SELECT people.id, tenants.id, 'manage' FROM people JOIN tenants ON name = username
      RETURNING user_id, project_id
    ), tickets AS (
      INSERT INTO atmosfera.jira_tickets (project_id, jira_key, summary, status)
      SELECT id, 'SAME-1', name, 'Open' FROM tenants RETURNING id, project_id
    )
    SELECT user_id AS "userId", tenants.id AS "projectId", name, tickets.id AS "ticketId"
    FROM tenants JOIN access ON access.project_id = tenants.id JOIN tickets ON tickets.project_id = tenants.id
    ORDER BY 1`,
  )
}

type Deed = (atmosfera: Atmosfera, me: Member, other: Member) => Promise<void>

/** Who is asking, and whose rows they see, as the database says. */
async function expectMyself(db: Db, me: Member): Promise<void> {
  expect(
    await rowOf(
      db,
      sql`SELECT current_user::text AS role, current_setting('atmosfera.user_id') AS "userId",
        current_setting('atmosfera.actor') AS actor, current_setting('search_path') AS path,
        (SELECT array_agg(DISTINCT project_id) FROM jira_tickets) AS tickets`,
    ),
  ).toEqual({
    role: 'authenticated_users',
    userId: String(me.userId),
    actor: 'user',
    path: '"atmosfera", pg_temp',
    tickets: [me.projectId],
  })
}

/** What each of them does, and finds. */
export const deeds: Readonly<Record<string, Deed>> = {
  'list projects': async (atmosfera, me) => {
    const { items } = await atmosfera.as(userOf(me.userId)).projects.list({})
    expect(items.map(({ name }) => name)).toEqual([me.name])
  },

  'find the ticket whose key everyone has': async (atmosfera, { userId, projectId, ticketId }) => {
    const ticket = await atmosfera.as({ userId }).tickets.getByKey({ projectId, key: 'SAME-1' })
    expect(ticket.id).toBe(ticketId)
  },

  'make a test case, and measure what it covers': async (atmosfera, { userId, projectId, name }) => {
    const { testCases, links, coverage } = atmosfera.as({ userId })
    const { id } = await testCases.create({ projectId, title: name })
    await links.link({ projectId, testCaseId: id, key: 'SAME-1' })
    const { items } = await coverage.tickets({ projectId })
    expect(items.map(({ summary, verdict }) => ({ summary, verdict }))).toEqual([
      { summary: name, verdict: 'NOTRUN' },
    ])
  },

  'take their time over a transaction': async (atmosfera, me) => {
    await atmosfera.transaction(userOf(me.userId), async (transaction) => {
      await expectMyself(transaction.db, me)
      await wait(2)
      await transaction.testSuites.create({ projectId: me.projectId, name: me.name })
      await wait(2)
      await expectMyself(transaction.db, me)
    })
  },

  'think better of it': async (atmosfera, me) => {
    const work = atmosfera.transaction(userOf(me.userId), async (transaction) => {
      await transaction.testSuites.create({ projectId: me.projectId, name: 'taken back' })
      await transaction.asHost(() => wait(1))
      await expectMyself(transaction.db, me)
      throw new RangeError('no')
    })
    await expect(work).rejects.toThrow(RangeError)
  },

  'make a ticket that is there': async (atmosfera, { userId, projectId }) => {
    const ticket = { projectId, jiraKey: 'SAME-1', summary: 'taken back', status: 'Open' }
    expect(await codeOf(atmosfera.as({ userId }).tickets.create(ticket))).toBe('conflict')
  },

  'swallow an error of the database': async (atmosfera, me) => {
    const work = atmosfera.transaction(userOf(me.userId), async ({ db, testSuites: suites }) => {
      await suites.create({ projectId: me.projectId, name: 'taken back' })
      await rowsOf(db, sql`SELECT 1 / 0`).catch(() => undefined)
    })
    expect(await codeOf(work)).toBe('transaction_aborted')
  },

  "read another's ticket": async (atmosfera, { userId }, { ticketId }) => {
    expect(await codeOf(atmosfera.as({ userId }).tickets.get(ticketId))).toBe('not_found')
  },

  'write into another project': async (atmosfera, { userId, name }, { projectId }) => {
    const suite = { projectId, name }
    expect(await codeOf(atmosfera.as({ userId }).testSuites.create(suite))).toBe('not_found')
    const insertion = atmosfera.transaction({ userId }, ({ db }) => db.insert(testSuites).values(suite))
    expect(await codeOf(insertion)).toBe('permission_denied')
  },

  'have an operator look at everything': async (atmosfera, _, other) => {
    expect((await atmosfera.system.projects.get(other.projectId)).name).toBe(other.name)
    await atmosfera.transaction(system, async ({ db }) => {
      const { seen } = await rowOf<{ seen: number }>(
        db,
        sql`SELECT count(DISTINCT project_id)::int AS seen FROM jira_tickets`,
      )
      expect(seen).toBeGreaterThan(1)
    })
  },
}

/** All of them do all of that, at the same time and each in an order of their own: what went wrong. */
export async function letLoose(
  crowd: readonly Member[],
  instances: readonly Atmosfera[],
  done: Readonly<Record<string, Deed>> = deeds,
): Promise<readonly string[]> {
  const names = Object.keys(done)
  const underway = names.flatMap((_, round) =>
    crowd.map(async (me, index) => {
      const deed = names[(round + index) % names.length] ?? ''
      const other = crowd[(index + 1 + (round % (crowd.length - 1))) % crowd.length] ?? me
      const atmosfera = instances[(round + index) % instances.length]
      try {
        if (atmosfera !== undefined) await done[deed]?.(atmosfera, me, other)
        return []
      } catch (error) {
        return [`${me.name}, to ${deed}: ${String(error)}`]
      }
    }),
  )
  return (await Promise.all(underway)).flat()
}

/** What each project holds in the end, as the superuser sees it, and what is not by its own member. */
export async function harvest({ query }: TestDatabase): Promise<{
  readonly projects: readonly {
    readonly suites: number
    readonly testCases: number
    readonly tickets: number
  }[]
  readonly strange: readonly unknown[]
}> {
  return {
    projects: await query(
      `SELECT DISTINCT (SELECT count(*)::int FROM atmosfera.test_suites WHERE project_id = p.id AND name = p.name) AS suites,
        (SELECT count(*)::int FROM atmosfera.test_cases WHERE project_id = p.id AND title = p.name) AS "testCases",
        (SELECT count(*)::int FROM atmosfera.jira_tickets WHERE project_id = p.id AND summary = p.name) AS tickets
      FROM atmosfera.projects AS p`,
    ),
    strange: await query(
      `SELECT p.name, 'suite ' || s.name AS what FROM atmosfera.test_suites AS s JOIN atmosfera.projects AS p ON p.id = project_id WHERE s.name <> p.name
      UNION ALL
      SELECT p.name, 'test case ' || title FROM atmosfera.test_cases JOIN atmosfera.projects AS p ON p.id = project_id WHERE title <> p.name
      UNION ALL
      SELECT p.name, concat_ws(' ', 'entry', action, table_name, 'by', actor_kind, actor_id)
      FROM atmosfera.audit_log AS log JOIN atmosfera.projects AS p ON p.id = log.project_id
      WHERE actor_kind = 'user' AND NOT EXISTS (
        SELECT FROM atmosfera.user_project_access AS a WHERE a.user_id = actor_id AND a.project_id = log.project_id)`,
    ),
  }
}
