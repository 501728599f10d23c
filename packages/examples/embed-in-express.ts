/** The same in Express: whatever speaks Node's requests takes the handler through Hono's adapter. */
import { createAtmosfera } from '@atmosfera/core'
import { createHandler } from '@atmosfera/core/server'
import { getRequestListener } from '@hono/node-server'
import express from 'express'

const atmosfera = await createAtmosfera({ database: 'memory:' })
const project = await atmosfera.system.projects.create({ name: 'Checkout' })
const ada = await atmosfera.system.users.create({
  username: 'ada',
  password: 'correct horse battery',
  fullName: 'Ada Lovelace',
  email: 'ada@example.org',
})
await atmosfera.system.projects.grantAccess({ projectId: project.id, userId: ada.id })

const quality = createHandler(atmosfera, {
  basePath: '/quality',
  authenticate: (request) => (request.headers.get('x-user') === 'ada' ? { userId: ada.id } : undefined),
})

const app = express()
app.get('/', (_request, response) => void response.send('The application'))
// Before any parser of bodies, which would leave nothing to read. Express strips a mount path, a pattern does not.
app.all(/^\/quality(\/|$)/, (request, response) => void getRequestListener(quality)(request, response))

const server = app.listen(Number(process.env.PORT ?? 0), async () => {
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const base = `http://localhost:${port}/quality/api/v1/projects/${project.id}`
  const headers = { 'x-user': 'ada' }
  const tickets = '{"key":"SHOP-1","fields":{"summary":"Pay by card","status":{"name":"Open"}}}'
  await fetch(`${base}/imports/tickets`, { method: 'POST', headers, body: tickets })
  const coverage = (await (await fetch(`${base}/coverage`, { headers })).json()) as {
    tickets: number
    linked: number
  }
  console.log(`${coverage.linked} of ${coverage.tickets} tickets are covered`)
  server.close()
  await atmosfera.close()
})
