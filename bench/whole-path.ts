/**
 * What the whole path costs, from files to coverage, on each engine, beside reading the same files without a database;
 * and what a report of 100,000 results and a synchronisation with Jira cost.
 */
import { createAtmosfera } from '../packages/core/src/atmosfera.js'
import { parseResults, parseTestCases, parseTickets } from '../packages/core/src/imports/index.js'
import { findBinaries, startPostgres } from '../test/support/postgres-server.js'
import { benchIngest } from './ingest.js'
import { drain, print, summarize, type Timings, time, withTotal } from './measure.js'
import { type BenchProject, openProject } from './projects.js'
import { announce, machine } from './report.js'

interface Series {
  readonly name: string
  run(): Promise<Timings>
  close(): Promise<void>
}

/** Measures in turns, prints, and writes bench/results/whole-path.json. */
export async function benchWholePath(runs: number, engine: string | undefined): Promise<void> {
  const project = await openProject()
  const series = await openSeries(project, engine)
  const samples = new Map<string, Timings[]>(series.map(({ name }) => [name, []]))
  for (let round = 0; round < runs; round++) {
    for (const one of series) {
      samples.get(one.name)?.push(await one.run())
      process.stderr.write('.')
    }
  }
  process.stderr.write('\n')
  for (const one of series) await one.close()
  const ingest = engine === 'pglite' ? undefined : await benchIngest(runs, project.tickets)
  const result = {
    project: project.name,
    ...machine,
    runs,
    series: Object.fromEntries([...samples].map(([name, timings]) => [name, summarize(timings)])),
    ...(ingest === undefined ? {} : { ingest }),
  }
  console.log(`\nThe whole path of ${project.name}, from files to coverage`)
  print(result.series, 'files alone')
  await announce('whole-path.json', `${JSON.stringify(result, null, 2)}\n`)
}

async function openSeries(project: BenchProject, engine: string | undefined): Promise<readonly Series[]> {
  const all: Series[] = [{ name: 'files alone', run: () => readFiles(project), close: async () => {} }]
  if (engine !== 'pglite' && findBinaries(15) !== undefined) {
    const server = await startPostgres(15)
    let count = 0
    all.push({
      name: 'PostgreSQL 15',
      // A schema of its own each time, so that every round starts from nothing.
      run: () => wholePath(project, server.url(), `round_${count++}`),
      close: () => server.stop(),
    })
  }
  if (engine !== 'postgres') {
    all.push({ name: 'PGlite', run: () => wholePath(project, 'memory:', 'atmosfera'), close: async () => {} })
  }
  return all
}

/** Reads every file and drops what comes out. */
async function readFiles({ tickets, testCases, results }: BenchProject): Promise<Timings> {
  const timings: Timings = {}
  await time(timings, 'tickets', () => drain(parseTickets(tickets)))
  await time(timings, 'test cases', () => drain(parseTestCases(testCases)))
  await time(timings, 'results', async () => {
    for (const file of results) await drain(parseResults(file))
  })
  return withTotal(timings)
}

async function wholePath(files: BenchProject, database: string, schema: string): Promise<Timings> {
  const timings: Timings = {}
  const atmosfera = await time(timings, 'open and migrate', () => createAtmosfera({ database, schema }))
  const { projects, imports, coverage } = atmosfera.system
  const { id: projectId } = await projects.create({ name: files.name })
  await time(timings, 'tickets', () => imports.tickets({ projectId, files: [files.tickets] }))
  await time(timings, 'test cases', () => imports.testCases({ projectId, files: [files.testCases] }))
  await time(timings, 'results', () => imports.results({ projectId, files: files.results }))
  await time(timings, 'coverage', () => coverage.summary({ projectId }))
  const total = withTotal(timings)
  // Not part of the path: what the next night costs when nothing changed.
  await time(total, 'tickets again', () => imports.tickets({ projectId, files: [files.tickets] }))
  await atmosfera.close()
  return total
}
