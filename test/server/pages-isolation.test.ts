/**
 * Every page, tried on another project: what is shown is what is shown of a project that does not exist, and nothing
 * changes. The list is what the pages themselves are mounted with, so that a new one is tried as well.
 */
import { OpenAPIHono } from '@hono/zod-openapi'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Environment } from '../../packages/core/src/server/environment.js'
import { addPages } from '../../packages/core/src/server/pages/index.js'
import { addUser, nowhere, openWorld, type Tenant, type World, withoutNames } from '../isolation/world.js'
import { Browsing } from '../support/browsing.js'
import { readCatalogue } from '../support/catalogue.js'
import { digestOfProject } from '../support/digest.js'
import { engineKinds } from '../support/engines.js'

const catalogue = await readCatalogue()

const app = new OpenAPIHono<Environment>()
addPages(app)
const routes = app.routes.filter(({ method }) => method === 'GET' || method === 'POST')
const ofProjects = routes.filter(({ path }) => path.includes(':projectId'))

/** What stands in an address for what belongs to a project. */
const ids: Readonly<Record<string, (tenant: Tenant) => string | number>> = {
  projectId: ({ projectId }) => projectId,
  key: ({ ticketKey }) => ticketKey,
  recommendationId: ({ recommendationId }) => recommendationId,
  cycleId: ({ cycleId }) => cycleId,
  itemId: ({ itemId }) => itemId,
  runId: ({ runId }) => runId,
  sha256: () => 'a'.repeat(64),
}

/** What is sent where a page takes a form, by the end of its address. */
const forms: readonly (readonly [end: RegExp, fields: (tenant: Tenant) => Record<string, string | File>])[] =
  [
    [/\/import$/, () => ({ tickets: new File([ticket], 'tickets.json') })],
    [/\/dimension$/, ({ criterionId }) => ({ criteria: 'yes', [`answer-${criterionId}`]: 'no' })],
    [/\/recommendations$/, () => ({ title: 'ours' })],
    [/\/recommendations\/:recommendationId$/, () => ({ decision: 'dismiss' })],
    [/\/cycles\/new$/, () => ({ name: 'ours' })],
    [/\/cycles\/:cycleId$/, () => ({ status: 'archived' })],
    [/\/add$/, ({ testCaseId, suiteId }) => ({ testCase: String(testCaseId), suite: String(suiteId) })],
    [/\/items\/:itemId$/, () => ({ status: 'failed', evidence: new File(['ours'], 'ours.txt') })],
  ]
const ticket = JSON.stringify({ key: 'OURS-1', fields: { summary: 'ours', status: { name: 'Open' } } })

function addressOf(path: string, tenant: Tenant, nested: Tenant = tenant): string {
  const address = path.replaceAll(/:(\w+)/g, (_, name: string) => {
    const id = ids[name]
    if (id === undefined) throw new Error(`there is no id for :${name}`)
    return encodeURIComponent(id(name === 'projectId' ? tenant : nested))
  })
  if (path.endsWith('/dimension')) return `${address}?name=${encodeURIComponent(nested.dimensionName)}`
  return path.endsWith('/import') ? `${address}?kind=tickets` : address
}

describe.each(engineKinds)('Every page on $name', (engine) => {
  let world: World
  let reader = 0
  let untouched: Awaited<ReturnType<typeof digest>>

  beforeAll(async () => {
    world = await openWorld(engine, {
      server: {
        authenticate: (request) => {
          const user = request.headers.get('x-user')
          return user === null ? undefined : { userId: Number(user) }
        },
      },
    })
    reader = await addUser(world.database, 'user', { [world.alpha.projectId]: 'read' })
    untouched = await digest(world.beta)
  })
  afterAll(async () => {
    await world?.close()
  })

  const digest = (tenant: Tenant) => digestOfProject(world.database, catalogue, tenant.projectId)
  const as = (userId: number) => new Browsing(world.atmosfera, { headers: { 'x-user': String(userId) } })

  async function answerTo(
    browsing: Browsing,
    { method, path }: (typeof routes)[number],
    address: string,
    of: Tenant,
  ) {
    if (method === 'GET') return await browsing.request(address)
    const fields = forms.find(([end]) => end.test(path))?.[1]
    if (fields === undefined) throw new Error(`there is no form for ${path}`)
    const multipart = path.endsWith('/import') || path.endsWith('/items/:itemId')
    return await browsing.post(address, fields(of), multipart)
  }

  it('is there to be tried', () => {
    expect(routes.length).toBeGreaterThan(45)
    expect(ofProjects.length).toBeGreaterThan(25)
  })

  it('is not there of another project', async () => {
    const browsing = as(world.alpha.keeperId)
    for (const route of ofProjects) {
      const [theirs, missing] = [world.beta, nowhere].map((tenant) =>
        answerTo(browsing, route, addressOf(route.path, tenant), tenant),
      )
      const answer = await theirs
      expect(answer?.status, `${route.method} ${route.path}`).toBe(404)
      expect(withoutNames((await answer?.text()) ?? '')).toBe(
        withoutNames((await (await missing)?.text()) ?? ''),
      )
    }
    expect(await digest(world.beta)).toEqual(untouched)
  })

  it('is not there of something in another project, by the address of one’s own', async () => {
    const browsing = as(world.alpha.keeperId)
    const nested = ofProjects.filter(({ path }) => /:.*:/.test(path))
    expect(nested.length).toBeGreaterThan(10)
    for (const route of nested) {
      const address = addressOf(route.path, world.alpha, world.beta)
      const answer = await answerTo(browsing, route, address, world.beta)
      expect(answer.status, `${route.method} ${route.path}`).toBe(404)
      expect(await answer.text()).not.toMatch(/Beta: /)
    }
    expect(await digest(world.beta)).toEqual(untouched)
  })

  it('shows nothing of another project on one’s own', async () => {
    const browsing = as(world.alpha.keeperId)
    for (const { method, path } of routes) {
      if (method !== 'GET' || path.includes('/evidence/') || /:(sessionId|tokenId)/.test(path)) continue
      const answer = await browsing.request(addressOf(path, world.alpha))
      expect([200, 303], path).toContain(answer.status)
      expect(await answer.text(), path).not.toMatch(/\bbeta\b/i)
    }
  })

  it('changes nothing for those who may only read', async () => {
    const browsing = as(reader)
    const before = await digest(world.alpha)
    for (const route of ofProjects) {
      if (route.method === 'GET') continue
      const answer = await answerTo(browsing, route, addressOf(route.path, world.alpha), world.alpha)
      expect(answer.status, `${route.path}: ${await answer.text()}`).toBe(403)
    }
    expect(await digest(world.alpha)).toEqual(before)
  })

  it('asks whoever is not signed in to do so, and does nothing', async () => {
    const browsing = new Browsing(world.atmosfera)
    const before = await digest(world.alpha)
    for (const route of ofProjects) {
      const answer = await answerTo(browsing, route, addressOf(route.path, world.alpha), world.alpha)
      expect(answer.status, `${route.method} ${route.path}`).toBe(303)
      expect(answer.headers.get('location')).toMatch(/^\/sign-in\?next=/)
    }
    expect(await digest(world.alpha)).toEqual(before)
  })
})
