/**
 * Every method of every service, tried on another project: it is not found, nothing of it changes, and what is
 * said of it is what is said of a project that does not exist. A method without an attempt fails the first test.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readCatalogue } from '../support/catalogue.js'
import { digestOfProject } from '../support/digest.js'
import { engines } from '../support/engines.js'
import { forge } from './cases/forge.js'
import { identity } from './cases/identity.js'
import { insight } from './cases/insight.js'
import { jira } from './cases/jira.js'
import { mergeAttempts } from './cases/resources.js'
import { system } from './cases/system.js'
import { testManagement } from './cases/test-management.js'
import type { Attempt } from './cases/types.js'
import { methodsOf } from './methods.js'
import { type Outcome, outcomeOf } from './outcomes.js'
import { addUser, nowhere, openWorld, type Tenant, userOf, type World, withoutNames } from './world.js'

const catalogue = await readCatalogue()
const attempts = mergeAttempts(testManagement, insight, jira, identity, forge, system)
const cases = Object.entries(attempts).flatMap(([method, tried]) =>
  tried.map((attempt) => ({ ...attempt, method })),
)

describe.each(engines)('on $name', (engine) => {
  let world: World
  const actors = { user: 0, admin: 0 }
  let untouched: Awaited<ReturnType<typeof digestOfProject>>

  beforeAll(async () => {
    world = await openWorld(engine)
    const { database, alpha, beta } = world
    for (const role of ['user', 'admin'] as const) {
      actors[role] = await addUser(database, role, { [alpha.projectId]: 'manage' })
    }
    await database.query(
      `INSERT INTO atmosfera.global_settings (key, value, secret) VALUES ('secret of Beta', 'known', true)`,
    )
    untouched = await digestOfProject(database, catalogue, beta.projectId)
  })

  afterAll(async () => {
    await world?.close()
  })

  it('has an attempt for every method', () => {
    expect(Object.keys(attempts).sort()).toEqual([...methodsOf(world.atmosfera.system)].sort())
  })

  /** As it comes to on its own, and within a transaction of the caller's, which must be the same. */
  async function outcomes(
    attempt: Attempt,
    role: keyof typeof actors,
    theirs: Tenant,
  ): Promise<readonly Outcome[]> {
    const { atmosfera, alpha } = world
    const me = actors[role]
    return [
      await outcomeOf(() => attempt.run(atmosfera.as({ userId: me }), theirs, alpha, me)),
      await outcomeOf(() =>
        atmosfera.transaction(userOf(me), (transaction) => attempt.run(transaction, theirs, alpha, me)),
      ),
    ].map((outcome) => JSON.parse(withoutNames(JSON.stringify(outcome))) as Outcome)
  }

  describe.each(['user', 'admin'] as const)('as a %s who manages another project', (role) => {
    it.each(cases.filter(({ adminMay }) => role !== 'admin' || adminMay !== true))(
      '$method: $what',
      async (attempt) => {
        const [alone, joined] = await outcomes(attempt, role, world.beta)
        expect(summaryOf(alone)).toEqual(attempt.comesTo ?? 'not found')
        expect(joined).toEqual(alone)
        expect(await outcomes(attempt, role, nowhere)).toEqual([alone, joined])
        expect(await digestOfProject(world.database, catalogue, world.beta.projectId)).toEqual(untouched)
      },
    )
  })
})

/** An outcome in the words of an attempt. */
function summaryOf(outcome: Outcome | undefined): Attempt['comesTo'] | string {
  if (outcome?.error === undefined) {
    const items: unknown = Reflect.get(Object(outcome?.result), 'items')
    return Array.isArray(items) && items.length === 0 ? 'nothing' : 'own'
  }
  const words: Readonly<Record<string, string>> = {
    not_found: 'not found',
    permission_denied: 'refused',
    validation_failed: 'invalid',
  }
  return words[outcome.error.code] ?? outcome.error.code
}
