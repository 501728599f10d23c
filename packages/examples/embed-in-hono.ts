/** Coverage and maturity inside an application that has users of its own: mounted below `/quality`, in Hono. */
import { createAtmosfera } from '@atmosfera/core'
import { createHandler } from '@atmosfera/core/server'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'

const atmosfera = await createAtmosfera({ database: 'memory:' })
const ada = await atmosfera.system.users.create({
  username: 'ada',
  password: 'correct horse battery',
  fullName: 'Ada Lovelace',
  email: 'ada@example.org',
  role: 'manager',
})

/** The application's own sign-in says who that is; here, a header stands for it. */
const quality = createHandler(atmosfera, {
  basePath: '/quality',
  authenticate: (request) => (request.headers.get('x-user') === 'ada' ? { userId: ada.id } : undefined),
})

const app = new Hono()
app.get('/', (context) => context.text('The application'))
app.all('/quality', (context) => quality(context.req.raw))
app.all('/quality/*', (context) => quality(context.req.raw))

const server = serve({ fetch: app.fetch, port: Number(process.env.PORT ?? 0) }, async ({ port }) => {
  const base = `http://localhost:${port}/quality/api/v1`
  const headers = { 'x-user': 'ada', 'content-type': 'application/json' }
  await fetch(`${base}/projects`, { method: 'POST', headers, body: JSON.stringify({ name: 'Checkout' }) })
  const projects = (await (await fetch(`${base}/projects`, { headers })).json()) as {
    items: { name: string }[]
  }
  console.log(`Ada sees ${projects.items.map(({ name }) => name).join(', ')}`)
  console.log(`A stranger is answered ${(await fetch(`${base}/projects`)).status}`)
  server.close()
  await atmosfera.close()
})
