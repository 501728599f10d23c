/**
 * What the API costs over loopback: requests a second and the slowest in a hundred of ours, beside a bare Hono route that
 * returns a constant and one that asks the same SQL through bare `pg`. The server is a process of its own, so that it has
 * one of the two cores and whoever asks has the other.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import autocannon from 'autocannon'
import type { BenchDatabase } from './database.js'
import type { GeneratedProject } from './generate.js'
import type { RequestsSetup } from './requests-server.js'
import { spreadOf } from './rows.js'

/** One way to answer, over all rounds. */
export interface MeasuredRequests {
  readonly what: string
  readonly way: 'ours' | 'constant' | 'bare pg'
  /** Medians of the rounds. */
  readonly perSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
  readonly failed: number
}

const secondsEach = 4
const connections = 10

export async function benchRequests(
  database: BenchDatabase,
  project: GeneratedProject,
  rounds: number,
): Promise<readonly MeasuredRequests[]> {
  const items = await database.admin(
    'SELECT id FROM atmosfera.test_cycle_items WHERE project_id = $1 ORDER BY id LIMIT 500',
    [project.id],
  )
  const me = database.atmosfera.as({ userId: project.member })
  const { token } = await me.apiTokens.create({ name: 'bench', verbs: ['write'] })
  const setup = { url: database.url ?? '', projectId: project.id, userId: project.member }
  const server = await startServer(setup)
  const api = `/api/v1/projects/${project.id}`
  const runs = items.map(({ id }) =>
    JSON.stringify({ cycleItemId: id, status: 'passed', environment: 'chrome' }),
  )
  const questions = [
    { what: 'read a summary', ours: `${api}/coverage`, bare: '/pg/summary', bodies: undefined },
    { what: 'list 50 tickets', ours: `${api}/tickets?limit=50`, bare: '/pg/tickets', bodies: undefined },
    { what: 'record a run', ours: `${api}/test-runs`, bare: '/pg/runs', bodies: runs },
  ]
  try {
    const samples = new Map<
      string,
      { readonly what: string; readonly way: MeasuredRequests['way']; readonly results: autocannon.Result[] }
    >()
    for (let round = 0; round <= rounds; round++) {
      for (const { what, ours, bare, bodies } of questions) {
        const ways = [
          ['ours', ours],
          ['bare pg', bare],
          ['constant', '/constant'],
        ] as const
        for (const [way, path] of ways) {
          const result = await load(`${server.origin}${path}`, token, way === 'constant' ? undefined : bodies)
          // The first round is there to get warm.
          if (round === 0) continue
          const key = `${what}: ${way}`
          const known = samples.get(key) ?? { what, way, results: [] }
          samples.set(key, { ...known, results: [...known.results, result] })
        }
      }
    }
    return [...samples.values()].map(({ what, way, results }) => ({
      what,
      way,
      perSecond: Math.round(spreadOf(results.map(({ requests }) => requests.average)).median),
      p50Ms: spreadOf(results.map(({ latency }) => latency.p50)).median,
      p99Ms: spreadOf(results.map(({ latency }) => latency.p99)).median,
      failed: results.reduce((sum, { errors, non2xx }) => sum + errors + non2xx, 0),
    }))
  } finally {
    server.process.kill()
  }
}

async function load(
  url: string,
  token: string,
  bodies: readonly string[] | undefined,
): Promise<autocannon.Result> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  return await autocannon({
    url,
    connections,
    duration: secondsEach,
    headers,
    ...(bodies === undefined
      ? {}
      : {
          requests: bodies.map((body) => ({
            method: 'POST' as const,
            path: new URL(url).pathname,
            headers,
            body,
          })),
        }),
  })
}

interface StartedServer {
  readonly origin: string
  readonly process: ChildProcess
}

async function startServer(setup: RequestsSetup): Promise<StartedServer> {
  const program = fileURLToPath(new URL('requests-server.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', program, JSON.stringify(setup)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  for await (const text of child.stdout) {
    const origin = /http:\/\/\S+/.exec(String(text))?.[0]
    if (origin !== undefined) return { origin, process: child }
  }
  throw new Error('the server that is measured did not start')
}

export function printRequests(rows: readonly MeasuredRequests[]): void {
  console.log('\nrequests over loopback, 10 connections')
  for (const { what, way, perSecond, p50Ms, p99Ms, failed } of rows) {
    const note = failed === 0 ? '' : `  ${failed} FAILED`
    console.log(
      `${what.padEnd(16)}  ${way.padEnd(8)}  ${String(perSecond).padStart(6)}/s  p50 ${p50Ms} ms  p99 ${p99Ms} ms${note}`,
    )
  }
}
