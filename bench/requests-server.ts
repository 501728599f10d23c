/** The server that is measured, in a process of its own: ours, and beside it what a bare one would do. */
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import pg from 'pg'
import { createAtmosfera } from '../packages/core/src/atmosfera.js'
import { recordStatement } from '../packages/core/src/test-runs/repository.js'
import { openingOf } from './asking.js'

export interface RequestsSetup {
  readonly url: string
  readonly projectId: number
  readonly userId: number
}

const { url, projectId, userId } = JSON.parse(process.argv[2] ?? '') as RequestsSetup
const pool = new pg.Pool({ connectionString: url })
const atmosfera = await createAtmosfera({ database: pool })
const opening = openingOf({ id: projectId, member: userId }, {})

/** One statement under the role and row security of ours, in one round trip. */
async function ask(statement: string): Promise<unknown> {
  const results = (await pool.query(`BEGIN; ${opening}; ${statement}; COMMIT`)) as unknown as pg.QueryResult[]
  return results.at(-2)?.rows
}

const app = new Hono()
app.all('/constant', (context) => context.json({ status: 'ok' }))
app.get('/pg/summary', async (context) =>
  context.json(await ask(`SELECT * FROM stored_coverage(${projectId})`)),
)
app.get('/pg/tickets', async (context) =>
  context.json(await ask(`SELECT * FROM jira_tickets WHERE project_id = ${projectId} ORDER BY id LIMIT 51`)),
)
app.post('/pg/runs', async (context) => {
  const { cycleItemId, status, environment } = await context.req.json<{
    cycleItemId: number
    status: string
    environment: string
  }>()
  const values = {
    executed_by: userId,
    executed_at: new Date(),
    status,
    environment,
    evidence: [],
    step_results: [],
    defects: [],
    tags: [],
    attempt: 1,
  }
  const place = { cycleItemId, cycleId: null, testCaseId: null }
  return context.json(await ask(recordStatement(projectId, { place, values })))
})
app.all('/api/*', (context) => atmosfera.handler(context.req.raw))

serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => {
  console.log(`http://127.0.0.1:${port}`)
})
