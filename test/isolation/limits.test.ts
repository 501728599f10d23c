/**
 * What an actor within limits reaches is what their access and the limits both allow: generated, and compared with
 * what sets say. Row security decides, so the tables are asked directly as well.
 */
import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rowsOf } from '../../packages/core/src/database/engine.js'
import { AtmosferaError } from '../../packages/core/src/errors.js'
import { type AccessLevel, accessLevels } from '../../packages/core/src/schema/allowed-values.js'
import { engines } from '../support/engines.js'
import { useAtmosfera } from '../support/use-atmosfera.js'

const atLeast = (level: AccessLevel | undefined, wanted: AccessLevel) =>
  level !== undefined && accessLevels.indexOf(level) >= accessLevels.indexOf(wanted)

describe.each(engines)('An actor within limits on $name', (engine) => {
  const opened = useAtmosfera(engine)

  it('reaches what access and limits both allow, and nothing else', async () => {
    const projects = [
      await opened.newProject('a'),
      await opened.newProject('b'),
      await opened.newProject('c'),
    ]
    const { userId } = await opened.member(await opened.newProject('none of these'), 'read')
    const level = fc.constantFrom(...accessLevels)
    const scenario = fc.record({
      access: fc.tuple(fc.option(level), fc.option(level), fc.option(level)),
      role: fc.constantFrom('user', 'manager', 'admin'),
      limit: level,
      only: fc.option(fc.subarray([0, 1, 2])),
    })
    await fc.assert(
      fc.asyncProperty(scenario, async ({ access, role, limit, only }) => {
        await opened.database.query('UPDATE atmosfera.users SET role = $1 WHERE id = $2', [role, userId])
        await opened.database.query('DELETE FROM atmosfera.user_project_access WHERE user_id = $1', [userId])
        for (const [index, accessLevel] of access.entries()) {
          if (accessLevel === null) continue
          await opened.database.query(
            'INSERT INTO atmosfera.user_project_access (user_id, project_id, access_level) VALUES ($1, $2, $3)',
            [userId, projects[index], accessLevel],
          )
        }
        const projectIds = only?.map((index) => projects[index] ?? 0)
        const limits = { accessLevel: limit, ...(projectIds === undefined ? {} : { projectIds }) }
        const reached = access.map((own, index): AccessLevel | undefined => {
          if (own === null || only?.includes(index) === false) return undefined
          const full = own === 'write' && role !== 'user' ? 'manage' : own
          return accessLevels[Math.min(accessLevels.indexOf(full), accessLevels.indexOf(limit))]
        })
        const services = opened.atmosfera.as({ userId, limits })
        const readable = projects.filter((_, index) => atLeast(reached[index], 'read'))
        expect((await services.projects.list()).items.map(({ id }) => id)).toEqual(readable)
        for (const [index, projectId] of projects.entries()) {
          const expected = (wanted: AccessLevel) =>
            atLeast(reached[index], wanted)
              ? 'done'
              : reached[index] === undefined
                ? 'not_found'
                : 'permission_denied'
          expect(await codeOf(services.testSuites.create({ projectId, name: 'a suite' }))).toBe(
            expected('write'),
          )
          expect(await codeOf(services.projects.update(projectId, { description: 'changed' }))).toBe(
            expected('manage'),
          )
        }
        const seen = await opened.atmosfera.transaction({ userId, limits }, async ({ db }) => ({
          suites: await rowsOf<{ id: number }>(
            db,
            sql`SELECT DISTINCT project_id AS id FROM test_suites ORDER BY 1`,
          ),
          access: await rowsOf<{ id: number }>(
            db,
            sql`SELECT project_id AS id FROM user_project_access WHERE user_id = ${userId} ORDER BY 1`,
          ),
        }))
        expect(readable).toEqual(expect.arrayContaining(seen.suites.map(({ id }) => id)))
        expect(seen.access.map(({ id }) => id)).toEqual(readable)
      }),
      { numRuns: 25 },
    )
  })

  it.each(['', 'x', 'manage', 'manage:', 'manage:*:*', 'own:*', 'read:a', ' manage:*'])(
    'reaches nothing where the limits cannot be read: %j',
    async (limits) => {
      const projectId = await opened.newProject()
      const { userId } = await opened.member(projectId, 'manage')
      const rows = await opened.atmosfera.transaction({ userId }, async ({ db }) => {
        await db.execute(sql`SELECT set_config('atmosfera.limits', ${limits}, true)`)
        return await rowsOf(db, sql`SELECT id FROM projects`)
      })
      expect(rows).toHaveLength(limits === '' ? 1 : 0)
    },
  )

  it('runs no system, and changes no password, unless the limits leave everything', async () => {
    const { userId } = await opened.member(await opened.newProject(), 'manage')
    await opened.database.query(`UPDATE atmosfera.users SET role = 'admin' WHERE id = $1`, [userId])
    const limited = opened.atmosfera.as({ userId, limits: { accessLevel: 'write' } })
    const other = await opened.member(await opened.newProject(), 'read')
    expect(await codeOf(limited.users.get(other.userId))).toBe('not_found')
    expect(await codeOf(limited.users.update(userId, { fullName: 'x' }))).toBe('permission_denied')
    expect(await codeOf(limited.settings.set({ key: 'password_min_length', value: '1' }))).toBe(
      'permission_denied',
    )
    const full = opened.atmosfera.as({ userId, limits: { accessLevel: 'manage' } })
    expect(await codeOf(full.users.get(other.userId))).toBe('done')
  })
})

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'done'
  } catch (error) {
    if (error instanceof AtmosferaError) return error.code
    throw error
  }
}
