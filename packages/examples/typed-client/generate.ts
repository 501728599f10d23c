/**
 * Writes the types of the API next to this file, out of what a server says of itself. With `--check` it writes nothing,
 * and fails where they are not as they should be.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createAtmosfera } from '@atmosfera/core'
import openapiTS, { astToString } from 'openapi-typescript'

const file = fileURLToPath(new URL('api.generated.ts', import.meta.url))

const atmosfera = await createAtmosfera({ database: 'memory:' })
const description = await (await atmosfera.handler(new Request('http://localhost/openapi.json'))).text()
await atmosfera.close()

const types = `// Made of /openapi.json by generate.ts. Do not edit.\n${astToString(await openapiTS(description))}`
if (!process.argv.includes('--check')) writeFileSync(file, types)
else if (readFileSync(file, 'utf8') !== types) {
  console.error('The types are not those of the API: run npm run typed-client:generate -w packages/examples')
  process.exitCode = 1
}
