/** A server for the Jira app, in a process of its own that can be killed. Tells where it listens. */
import { createAtmosfera } from '../../../packages/core/src/atmosfera.js'
import { serve } from '../../../packages/core/src/server/serve.js'

const [database, appId = '', jwksUri, encryptionKey] = process.argv.slice(2)
const atmosfera = await createAtmosfera({
  database,
  encryptionKey,
  migrate: 'off',
  jira: { retry: { attempts: 3, firstPauseMs: 1 } },
})
const { url } = await serve(atmosfera, { port: 0, forge: { appId, jwksUri } })
process.send?.(url)
