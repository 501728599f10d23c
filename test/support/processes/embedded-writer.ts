/**
 * A process that opens an embedded database and writes to it until it is killed: projects with a suite each, every
 * pair in a transaction, of which it tells once it is committed.
 */
import { createAtmosfera } from '../../../packages/core/src/atmosfera.js'

/** What the process tells. */
export type Told = { readonly committed: number } | { readonly begun: number }

const [folder] = process.argv.slice(2)
const atmosfera = await createAtmosfera({ database: `pglite:${folder}` })
for (;;) {
  const committed = await atmosfera.transaction({ system: true }, async ({ projects, testSuites }) => {
    const { id } = await projects.create({ name: 'Checkout' })
    process.send?.({ begun: id } satisfies Told)
    await testSuites.create({ projectId: id, name: 'Payment' })
    return id
  })
  process.send?.({ committed } satisfies Told)
}
