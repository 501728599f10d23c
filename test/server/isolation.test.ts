/**
 * Every operation of the API, tried on another project over HTTP: what is answered is what is answered of a project
 * that does not exist, and nothing changes. The list is the API's own description, so that a new one is tried as well.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addUser, nowhere, openWorld, type Tenant, type World, withoutNames } from '../isolation/world.js'
import { readCatalogue } from '../support/catalogue.js'
import { digestOfProject } from '../support/digest.js'
import { engineKinds } from '../support/engines.js'
import { type Ask, asking, withToken } from '../support/http.js'
import { bodies, files, type Operation, operationsOf, pathFor, readDocument } from './operations.js'

const catalogue = await readCatalogue()

/** What is open to everybody, or says nothing of what belongs to anybody else. */
const aboutOneself = ['getSession', 'signOut', 'listSessions', 'listApiTokens', 'signIn']

describe.each(engineKinds)('Every operation on $name', (engine) => {
  let world: World
  let operations: readonly Operation[] = []
  let untouched: Readonly<Record<'alpha' | 'beta', Awaited<ReturnType<typeof digestOfProject>>>>
  const asks: Record<'user' | 'admin' | 'reader' | 'readOnly' | 'elsewhere' | 'nobody', Ask> = {} as never

  beforeAll(async () => {
    world = await openWorld(engine)
    const { atmosfera, database, alpha, beta } = world
    await database.query(
      `INSERT INTO atmosfera.global_settings (key, value, secret) VALUES ('secret of Beta', 'known', true)`,
    )
    const member = async (role: 'user' | 'admin', level: 'manage' | 'read') =>
      atmosfera.as({ userId: await addUser(database, role, { [alpha.projectId]: level }) })
    const user = await member('user', 'manage')
    asks.user = await withToken(atmosfera, user)
    asks.admin = await withToken(atmosfera, await member('admin', 'manage'))
    asks.reader = await withToken(atmosfera, await member('user', 'read'))
    asks.readOnly = await withToken(atmosfera, user, ['read'])
    const both = atmosfera.as({
      userId: await addUser(database, 'user', { [alpha.projectId]: 'manage', [beta.projectId]: 'manage' }),
    })
    asks.elsewhere = await withToken(atmosfera, both, ['manage'], [alpha.projectId])
    asks.nobody = asking(atmosfera)
    operations = operationsOf(await readDocument(asks.nobody))
    untouched = { alpha: await digest(alpha), beta: await digest(beta) }
  })

  afterAll(async () => {
    await world?.close()
  })

  const digest = (tenant: Tenant) => digestOfProject(world.database, catalogue, tenant.projectId)

  /** Asks an operation of a tenant's things, and gives the answer without what differs from request to request. */
  async function answerTo(ask: Ask, operation: Operation, tenant: Tenant) {
    const { operationId, method, takesFiles } = operation
    const body = bodies[operationId]?.(tenant)
    const { status, text } = await ask(method, pathFor(operation, tenant), {
      ...(body === undefined ? {} : { json: body }),
      ...(takesFiles ? { body: files[operationId] ?? '' } : {}),
    })
    return { status, text: text.replace(/"requestId":"[^"]*"/, '') }
  }

  it('is there to be tried', () => {
    expect(operations.length).toBeGreaterThan(120)
    const untold = operations.filter(
      ({ operationId, body, takesFiles }) =>
        (body !== undefined && bodies[operationId] === undefined) ||
        (takesFiles && files[operationId] === undefined),
    )
    expect(untold.map(({ operationId }) => operationId)).toEqual([])
  })

  it.each(['user', 'elsewhere'] as const)('finds nothing of another project, asked by: %s', async (who) => {
    for (const operation of operations) {
      const { operationId, path } = operation
      if (aboutOneself.includes(operationId)) continue
      const theirs = await answerTo(asks[who], operation, world.beta)
      const missing = await answerTo(asks[who], operation, nowhere)
      expect(withoutNames(theirs.text), operationId).toBe(withoutNames(missing.text))
      expect(theirs.status, operationId).toBe(missing.status)
      const isOfSomething = /\{/.test(path) && operationId !== 'setSetting'
      const isRefused = ['setPassword', 'updateUser'].includes(operationId) ? [403, 404] : [404]
      if (isOfSomething) expect(isRefused, `${operationId}: ${theirs.text}`).toContain(theirs.status)
    }
    expect(await digest(world.beta)).toEqual(untouched.beta)
  })

  it('finds nothing of another project for administrators, who run users, settings and access alone', async () => {
    for (const operation of operations) {
      const { operationId, path } = operation
      const theirBusiness =
        /^\/(users|sessions|api-tokens|settings|audit-log|projects\/\{projectId\}\/access)/
      if ([...aboutOneself, 'createProject'].includes(operationId) || theirBusiness.test(path)) continue
      const theirs = await answerTo(asks.admin, operation, world.beta)
      const missing = await answerTo(asks.admin, operation, nowhere)
      expect({ ...theirs, text: withoutNames(theirs.text) }, operationId).toEqual({
        ...missing,
        text: withoutNames(missing.text),
      })
    }
    expect(await digest(world.beta)).toEqual(untouched.beta)
  })

  it('changes nothing for those who may only read, and says so', async () => {
    for (const operation of operations) {
      const { operationId, method, path } = operation
      if (method === 'GET' || !path.startsWith('/projects/{projectId}/')) continue
      const { status, text } = await answerTo(asks.reader, operation, world.alpha)
      expect(status, `${operationId}: ${text}`).toBe(403)
    }
    expect(await digest(world.alpha)).toEqual(untouched.alpha)
  })

  it('is refused to tokens that are not good for it, and to nobody at all', async () => {
    for (const operation of operations) {
      const { operationId, verb } = operation
      if (verb === undefined) continue
      const unknown = await answerTo(asks.nobody, operation, world.alpha)
      expect(unknown.status, operationId).toBe(401)
      if (verb === 'read') continue
      const { status, text } = await answerTo(asks.readOnly, operation, world.alpha)
      expect({ status, code: text.includes('verb_missing') }, operationId).toEqual({
        status: 403,
        code: true,
      })
    }
    expect(await digest(world.alpha)).toEqual(untouched.alpha)
  })
})
