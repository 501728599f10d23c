/** A report may be larger than memory: the process that imports it stays small. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildCli, type CliProcess } from '../support/cli-process.js'
import { postgresEngines, type TestDatabase } from '../support/engines.js'

const mebibyte = 1_048_576
const failure = 'a line of a long story that a test tells of why it has failed\n'.repeat(950)

/** A hundred and eighty megabytes in few results. */
function* largeResults(): Generator<Buffer> {
  yield Buffer.from('<testsuite>')
  for (let index = 0; index < 1_500; index++) {
    yield Buffer.from(
      `<testcase classname="large" name="${index % 250}"><failure>${failure}</failure><system-out>${failure}</system-out></testcase>\n`,
    )
  }
  yield Buffer.from('</testsuite>')
}

/** Few megabytes in many results, each of a test of its own. */
function* manyResults(): Generator<Buffer> {
  yield Buffer.from('<testsuite>')
  for (let index = 0; index < 100_000; index++) {
    yield Buffer.from(`<testcase classname="many ${index % 100}" name="${index}" time="0.1"/>\n`)
  }
  yield Buffer.from('</testsuite>')
}

describe.each(postgresEngines.slice(-1))('The process that imports a report into $name', (engine) => {
  let cli: CliProcess
  let database: TestDatabase

  beforeAll(async () => {
    cli = buildCli()
    database = await engine.createDatabase()
  })

  afterAll(async () => {
    cli?.remove()
    await database?.drop()
  })

  it.each([
    ['of 180 MB', largeResults, 1_500],
    ['of 100,000 results', manyResults, 100_000],
  ])('%s takes less than 200 MB', async (_, stdin, runs) => {
    const into = ['--project', 'Shop', '--create-project', '--database', String(database.database)]
    const parameters = ['import', 'results', '-', '--create-test-cases', '--json', ...into]
    const { status, stdout, peakMemory } = await cli.run(parameters, { stdin: stdin() })
    expect({ status, report: JSON.parse(stdout) }).toMatchObject({ status: 0, report: { runs } })
    expect(peakMemory / mebibyte).toBeLessThan(200)
    // It was measured at all.
    expect(peakMemory / mebibyte).toBeGreaterThan(50)
  })
})
