/**
 * Row security looks at one of an actor's projects first, which a transaction may give a hint at, and at all of them
 * after that: whoever has many sees each of theirs, and nothing else, whatever the hint.
 */
import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { testSuites } from '../../packages/core/src/schema/index.js'
import { engines } from '../support/engines.js'
import { useAtmosfera } from '../support/use-atmosfera.js'

describe.each(engines)('Somebody with access to many projects on $name', (engine) => {
  const opened = useAtmosfera(engine)

  it.each([1, 2, 12])('sees what is in each of %i', async (count) => {
    const { system } = opened
    const theirs = await opened.newProject()
    await system.testSuites.create({ projectId: theirs, name: 'theirs' })
    const projects: number[] = []
    for (let n = 0; n < count; n++) projects.push(await opened.newProject())
    const { userId } = await opened.member(projects[0] ?? 0, 'read')
    for (const projectId of projects) {
      await system.testSuites.create({ projectId, name: 'mine' })
      await system.projects.grantAccess({ projectId, userId, accessLevel: 'read' })
    }
    const me = opened.atmosfera.as({ userId })
    for (const projectId of projects) {
      expect((await me.testSuites.list({ projectId })).items.map(({ name }) => name)).toEqual(['mine'])
    }
    const rows = await opened.atmosfera.transaction(
      { userId },
      async ({ db }) => await db.select().from(testSuites),
    )
    expect(rows.map((suite) => suite.projectId).toSorted()).toEqual(projects.toSorted())
    for (const hint of [theirs, projects[0] ?? 0, 2_147_483_647]) {
      const seen = await opened.atmosfera.transaction({ userId }, async ({ db }) => {
        await db.execute(sql`SELECT set_config('atmosfera.project_id', ${String(hint)}, true)`)
        return await db.select().from(testSuites)
      })
      expect(seen.map((suite) => suite.projectId).toSorted()).toEqual(projects.toSorted())
    }
    await system.projects.revokeAccess({ projectId: projects[0] ?? 0, userId })
    const left = await opened.atmosfera.transaction(
      { userId },
      async ({ db }) => await db.select().from(testSuites),
    )
    expect(left.map((suite) => suite.projectId).toSorted()).toEqual(projects.slice(1).toSorted())
  })
})
