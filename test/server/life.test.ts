/** The whole life of a project, lived by a program that knows the API by its description alone, over real HTTP. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type RunningServer, serve } from '../../packages/core/src/server/index.js'
import { type AtmosferaClient, atmosferaClient } from '../../packages/examples/typed-client/index.js'
import { engineKinds } from '../support/engines.js'
import { useAtmosfera } from '../support/use-atmosfera.js'

const tickets = ['SHOP-1', 'SHOP-2', 'SHOP-3']
  .map((key) => JSON.stringify({ key, fields: { summary: `Pay ${key}`, status: { name: 'Open' } } }))
  .join('\n')

describe.each(engineKinds)('A project on $name', (engine) => {
  const opened = useAtmosfera(engine)
  let server: RunningServer
  let client: AtmosferaClient

  beforeAll(async () => {
    const user = { fullName: 'Ada Lovelace', email: 'ada@example.org', role: 'manager' } as const
    await opened.system.users.create({ ...user, username: 'ada', password: 'correct horse battery' })
    server = await serve(opened.atmosfera, { port: 0 })
    const signedIn = await fetch(`${server.url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'ada', password: 'correct horse battery' }),
    })
    const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? ''
    const made = await fetch(`${server.url}/api/v1/api-tokens`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify({ name: 'a program', verbs: ['manage'] }),
    })
    const { token } = (await made.json()) as { readonly token: string }
    client = atmosferaClient(server.url, token)
  })

  afterAll(async () => {
    await server?.close()
  })

  it('is made, filled, executed, explained, assessed, reported and deleted', async () => {
    const project = right(await client.POST('/projects', { body: { name: 'Checkout' } }))
    const path = { projectId: project.id }

    const imported = right(
      await client.POST('/projects/{projectId}/imports/tickets', {
        params: { path },
        body: tickets,
        bodySerializer: (body) => body,
        headers: { 'content-type': 'application/octet-stream' },
      }),
    )
    expect(imported).toMatchObject({ created: 3 })

    const suite = right(
      await client.POST('/projects/{projectId}/test-suites', { params: { path }, body: { name: 'payment' } }),
    )
    const body = {
      items: ['pays', 'refunds'].map((title) => ({ title, suiteId: suite.id, steps: [{ action: title }] })),
    }
    const cases = right(
      await client.POST('/projects/{projectId}/test-cases/batch', { params: { path }, body }),
    ).items
    expect(cases.map(({ title }) => title)).toEqual(['pays', 'refunds'])
    for (const [index, { id: testCaseId }] of cases.entries()) {
      const key = `SHOP-${index + 1}`
      right(await client.POST('/projects/{projectId}/links', { params: { path }, body: { testCaseId, key } }))
    }

    const cycle = right(
      await client.POST('/projects/{projectId}/test-cycles', {
        params: { path },
        body: { name: 'release 1' },
      }),
    )
    const added = await client.POST('/test-cycles/{id}/items', {
      params: { path: { id: cycle.id } },
      body: { suiteIds: [suite.id] },
    })
    expect(right(added)).toEqual({ added: 2 })
    const items = right(
      await client.GET('/projects/{projectId}/test-cycle-items', {
        params: { path, query: { cycleId: [cycle.id] } },
      }),
    ).items
    for (const [index, item] of items.entries()) {
      const run = { cycleItemId: item.id, status: index === 0 ? 'passed' : 'failed', environment: 'ios' }
      right(await client.POST('/projects/{projectId}/test-runs', { params: { path }, body: run }))
    }

    const summary = right(await client.GET('/projects/{projectId}/coverage', { params: { path } }))
    expect(summary).toMatchObject({ tickets: 3, linked: 2, executed: 2, passing: 1 })
    const explained = right(
      await client.GET('/projects/{projectId}/coverage/tickets/{key}', {
        params: { path: { ...path, key: 'SHOP-2' } },
      }),
    )
    expect(explained).toMatchObject({ verdict: 'NOK', decidedBy: { environment: 'ios', status: 'failed' } })
    const gaps = right(await client.GET('/projects/{projectId}/coverage/gaps', { params: { path } }))
    expect(gaps).toMatchObject({ failing: 1, uncovered: 1 })
    const failing = right(
      await client.GET('/projects/{projectId}/coverage/tickets', {
        params: { path, query: { verdicts: ['NOK', 'UNCOVERED'] } },
      }),
    )
    expect(failing.items.map(({ key }) => key)).toEqual(['SHOP-2', 'SHOP-3'])

    const model = right(await client.GET('/projects/{projectId}/maturity/model', { params: { path } }))
    const [dimension] = model.dimensions
    right(
      await client.POST('/projects/{projectId}/maturity/assessments', {
        params: { path },
        body: { dimension: dimension?.name ?? '', currentLevel: 2, targetLevel: 3 },
      }),
    )
    const maturity = right(await client.GET('/projects/{projectId}/maturity', { params: { path } }))
    expect(maturity.dimensions[0]).toMatchObject({ assessed: 2, target: 3 })

    const advice = right(
      await client.POST('/projects/{projectId}/recommendations', {
        params: { path },
        body: { title: 'Test refunds' },
      }),
    )
    const dismissed = await client.PATCH('/recommendations/{id}', {
      params: { path: { id: advice.id } },
      body: { status: 'dismissed' },
    })
    expect(right(dismissed).status).toBe('dismissed')

    const log = right(
      await client.GET('/audit-log', { params: { query: { projectId: [project.id], limit: 500 } } }),
    )
    expect(log.items.length).toBeGreaterThan(10)

    const { response } = await client.DELETE('/projects/{projectId}', { params: { path } })
    expect(response.status).toBe(204)
    const { error } = await client.GET('/projects/{projectId}', { params: { path } })
    expect(error).toMatchObject({ status: 404, code: 'not_found' })
  })
})

/** What was answered, where nothing went wrong. */
function right<Data>({ data, error }: { readonly data?: Data; readonly error?: unknown }): Data {
  if (data === undefined) throw new Error(`The API answered ${JSON.stringify(error)}`)
  return data
}
