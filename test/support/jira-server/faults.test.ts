import { describe, expect, it } from 'vitest'
import { type Asked, ask, search, useJiraServers } from './asking.js'
import { type FaultKind, faultKinds } from './faults.js'
import { type JiraServer, startJiraServer } from './index.js'

const start = useJiraServers({ kind: 'cloud', now: '2026-03-10T12:00:00.000Z' })
const myself = '/rest/api/3/myself'
const property = '/rest/api/3/issue/SHOP-1/properties/coverage'

/** What a client gets to see of a request; the name of an error where there is no answer. */
async function outcome(work: () => Promise<Asked>): Promise<Asked | string> {
  try {
    return await work()
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

async function withFault(
  fault: FaultKind,
  options = {},
): Promise<{ server: JiraServer; seen: Asked | string }> {
  const server = await start(options)
  server.issues.create({ project: 'SHOP' })
  server.faults.inject({ fraction: 1, kinds: [fault] })
  const seen = await outcome(() => ask(server, 'PUT', property, { passing: 1 }))
  server.faults.stop()
  expect(server.faults.counts[fault]).toBe(1)
  expect(server.requests).toMatchObject([{ fault }])
  return { server, seen }
}

/** Whether the request was worked on, whatever became of its answer. */
async function wasDone(server: JiraServer): Promise<boolean> {
  return (await ask(server, 'GET', property)).status === 200
}

describe('a fault', () => {
  it('can be a limit', async () => {
    const { server, seen } = await withFault('rate-limited')
    expect(seen).toMatchObject({ status: 429 })
    const { headers } = seen as Asked
    expect(headers.get('Retry-After')).toBe('0')
    expect(headers.get('RateLimit-Reason')).toBe('jira-burst-based')
    expect(headers.get('X-RateLimit-Remaining')).toBe('0')
    expect(headers.get('X-RateLimit-Reset')).toBe('2026-03-10T12:00Z')
    expect(await wasDone(server)).toBe(false)
  })

  it('can be a server that fails', async () => {
    const failed = await withFault('internal-error')
    expect(failed.seen).toMatchObject({ status: 500, body: { errorMessages: ['Internal server error'] } })
    const gateway = await withFault('bad-gateway')
    expect(gateway.seen).toMatchObject({ status: 502, text: expect.stringMatching(/^<html>/) })
    const unavailable = await withFault('unavailable')
    expect(unavailable.seen).toMatchObject({ status: 503 })
    expect((unavailable.seen as Asked).headers.get('Retry-After')).toBe('0')
    for (const { server } of [failed, gateway, unavailable]) expect(await wasDone(server)).toBe(false)
  })

  it('can be a lost answer to a request that was worked on', async () => {
    const { server, seen } = await withFault('dropped')
    expect(seen).toBe('fetch failed')
    expect(await wasDone(server)).toBe(true)
  })

  it.each(['dropped-in-body', 'truncated-json'] as const)('can be half an answer: %s', async (fault) => {
    const server = await start()
    server.issues.create({ project: 'SHOP' })
    server.faults.inject({ fraction: 1, kinds: [fault] })
    const seen = await outcome(() => ask(server, 'GET', '/rest/api/3/issue/SHOP-1'))
    if (fault === 'dropped-in-body') expect(seen).toBe('terminated')
    else expect(seen).toMatchObject({ status: 200, body: undefined, text: expect.stringMatching(/^\{/) })
    expect(server.requests).toMatchObject([{ fault, status: 200 }])
  })

  it('can be slowness', async () => {
    const { seen } = await withFault('slow')
    expect(seen).toMatchObject({ status: 201 })
  })

  it('tells the time to wait that it was given, or none', async () => {
    const server = await start()
    const retryAfter = async (seconds: number | null) => {
      server.faults.inject({ fraction: 1, kinds: ['rate-limited'], retryAfter: seconds })
      return (await ask(server, 'GET', myself)).headers.get('Retry-After')
    }
    expect([await retryAfter(7), await retryAfter(null)]).toEqual(['7', null])
  })

  it('hits the same calls for the same seed, about as many as it should', async () => {
    const faults = async (seed: number) => {
      const server = await start({
        faults: { fraction: 1 / 3, seed, kinds: ['internal-error', 'unavailable'] },
      })
      for (let call = 0; call < 150; call++) await ask(server, 'GET', myself)
      return server.requests.map(({ fault }) => fault)
    }
    const [first, again, other] = [await faults(5), await faults(5), await faults(6)]
    expect(again).toEqual(first)
    expect(other).not.toEqual(first)
    const hit = first.filter((fault) => fault !== undefined)
    expect(hit.length).toBeGreaterThan(30)
    expect(hit.length).toBeLessThan(70)
    expect(new Set(hit)).toEqual(new Set(['internal-error', 'unavailable']))
  })

  it('spares the calls that it should', async () => {
    const server = await start()
    const matching = ({ path }: { path: string }) => path.endsWith('/myself')
    server.faults.inject({ fraction: 1, kinds: ['internal-error'], matching })
    expect((await ask(server, 'GET', myself)).status).toBe(500)
    expect((await ask(server, 'GET', '/rest/api/3/serverInfo')).status).toBe(200)
    expect(server.faults.total).toBe(1)
  })

  it('is of any kind unless told otherwise', async () => {
    const server = await start({ faults: { fraction: 1, slowMs: 0 } })
    for (let call = 0; call < 100; call++) await outcome(() => ask(server, 'GET', myself))
    expect(faultKinds.filter((fault) => server.faults.counts[fault] === 0)).toEqual([])
  })
})

describe('a hook', () => {
  it('is told each request before it is worked on, and can change the world', async () => {
    const server = await start()
    server.issues.create({ project: 'SHOP' })
    server.onRequest((request, number) => {
      if (number === 2 && request.path.endsWith('/search/jql')) server.issues.delete('SHOP-1')
    })
    const found = async () => (await search(server, { jql: 'project = SHOP' })).body.issues.length
    expect([await found(), await found()]).toEqual([1, 0])
  })

  it('can answer in place of Jira, or make a fault, until it is removed', async () => {
    const server = await start()
    const remove = server.onRequest((_, number) =>
      number === 1
        ? { respond: { status: 418, headers: { 'X-Pot': 'tea' }, body: { short: true } } }
        : { fault: 'dropped' },
    )
    const answer = await ask(server, 'GET', myself)
    expect(answer).toMatchObject({ status: 418, body: { short: true } })
    expect(answer.headers.get('X-Pot')).toBe('tea')
    expect(await outcome(() => ask(server, 'GET', myself))).toBe('fetch failed')
    remove()
    expect((await ask(server, 'GET', myself)).status).toBe(200)
  })
})

describe('a limit', () => {
  it('lets go after the time that it said', async () => {
    let now = 0
    const server = await start({ limit: { burst: 2, perSecond: 0.5, now: () => now } })
    const statuses = async () => [
      (await ask(server, 'GET', myself)).status,
      (await ask(server, 'GET', myself)).status,
    ]
    expect(await statuses()).toEqual([200, 200])
    const refused = await ask(server, 'GET', myself)
    expect(refused.status).toBe(429)
    expect(refused.headers.get('Retry-After')).toBe('2')
    expect(refused.headers.get('RateLimit-Reason')).toBe('jira-burst-based')
    now += 1999
    expect((await ask(server, 'GET', myself)).status).toBe(429)
    now += 1
    expect(await statuses()).toEqual([200, 429])
  })

  it('is one for each resource on Cloud, and one for all on Data Center', async () => {
    const limit = { burst: 1, perSecond: 1, now: () => 0 }
    const cloud = await start({ limit })
    const dataCenter = await start({ kind: 'data-center', limit })
    const statuses = async (server: JiraServer, api: string) => [
      (await ask(server, 'GET', `${api}/serverInfo`)).status,
      (await ask(server, 'GET', `${api}/myself`)).status,
    ]
    expect(await statuses(cloud, '/rest/api/3')).toEqual([200, 200])
    expect(await statuses(dataCenter, '/rest/api/2')).toEqual([200, 429])
    const { headers } = await ask(dataCenter, 'GET', '/rest/api/2/myself')
    expect(headers.get('X-RateLimit-FillRate')).toBe('1')
    expect(headers.get('RateLimit-Reason')).toBeNull()
  })

  it('can be on the writes to an issue', async () => {
    const limit = { burst: 9, perSecond: 9, issueWrites: { burst: 1, perSecond: 1 }, now: () => 0 }
    const server = await start({ limit })
    server.issues.create({ project: 'SHOP' })
    server.issues.create({ project: 'SHOP' })
    expect((await ask(server, 'PUT', property, 1)).status).toBe(201)
    const refused = await ask(server, 'PUT', property, 1)
    expect(refused.status).toBe(429)
    expect(refused.headers.get('RateLimit-Reason')).toBe('jira-per-issue-on-write')
    expect((await ask(server, 'GET', property)).status).toBe(200)
    expect((await ask(server, 'PUT', property.replace('SHOP-1', 'SHOP-2'), 1)).status).toBe(201)
  })
})

describe('closing', () => {
  it('ends requests that are still open', async () => {
    const server = await start()
    const asked = new Promise<void>((resolve) => {
      server.onRequest(async () => {
        resolve()
        await new Promise(() => {})
      })
    })
    const open = outcome(() => ask(server, 'GET', myself))
    await asked
    await server.close()
    expect(await open).toBe('fetch failed')
  })

  it('throws what went wrong in a hook', async () => {
    const server = await startJiraServer({ kind: 'cloud' })
    server.onRequest(() => {
      throw new Error('not in this order')
    })
    expect(await outcome(() => ask(server, 'GET', myself))).toBe('fetch failed')
    await expect(server.close()).rejects.toThrow('not in this order')
  })
})
