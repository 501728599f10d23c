/**
 * `npm run bench`: what the whole path costs, from files to coverage, on each engine, beside reading the same
 * files without a database. Everything is measured in one run, in turns, so that the ratios hold on a machine
 * whose speed drifts. `-- --engine postgres|pglite` and `-- --runs N` narrow it.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { cpus, totalmem } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { createAtmosfera } from '../packages/core/src/atmosfera.js'
import { parseResults, parseTestCases, parseTickets } from '../packages/core/src/imports/index.js'
import { findBinaries, startPostgres } from '../test/support/postgres-server.js'
import { type BenchProject, openProject } from './projects.js'

/** Seconds of each step, by its name. */
type Timings = Record<string, number>

interface Series {
  readonly name: string
  run(): Promise<Timings>
  close(): Promise<void>
}

const { values } = parseArgs({
  options: { engine: { type: 'string' }, runs: { type: 'string', default: '5' } },
})
const project = await openProject()
const series = await openSeries(values.engine)
const samples = new Map<string, Timings[]>(series.map(({ name }) => [name, []]))
for (let round = 0; round < Number(values.runs); round++) {
  for (const one of series) {
    samples.get(one.name)?.push(await one.run())
    process.stderr.write('.')
  }
}
process.stderr.write('\n')
for (const one of series) await one.close()

const result = {
  project: project.name,
  node: process.version,
  processors: `${cpus().length} × ${cpus()[0]?.model.trim()}`,
  memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
  runs: Number(values.runs),
  series: Object.fromEntries([...samples].map(([name, timings]) => [name, summarize(timings)])),
}
print(result.series)
const folder = fileURLToPath(new URL('results/', import.meta.url))
await mkdir(folder, { recursive: true })
await writeFile(`${folder}whole-path.json`, `${JSON.stringify(result, null, 2)}\n`)
console.log(
  `\n${project.name}, ${result.processors}, Node ${result.node}; written to bench/results/whole-path.json`,
)

async function openSeries(engine: string | undefined): Promise<readonly Series[]> {
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

async function time<T>(timings: Timings, name: string, work: () => Promise<T>): Promise<T> {
  const start = performance.now()
  const result = await work()
  timings[name] = (performance.now() - start) / 1000
  return result
}

async function drain(items: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of items) {
    // Reading is what is measured.
  }
}

function withTotal(timings: Timings): Timings {
  return { ...timings, 'whole path': Object.values(timings).reduce((sum, seconds) => sum + seconds, 0) }
}

interface Summary {
  readonly median: number
  readonly min: number
  readonly max: number
}

function summarize(timings: readonly Timings[]): Record<string, Summary> {
  const names = Object.keys(timings[0] ?? {})
  return Object.fromEntries(
    names.map((name) => {
      const sorted = timings.map((one) => one[name] ?? Number.NaN).toSorted((a, b) => a - b)
      const median = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
      return [name, { median, min: sorted[0] ?? Number.NaN, max: sorted.at(-1) ?? Number.NaN }]
    }),
  )
}

function print(all: Readonly<Record<string, Readonly<Record<string, Summary>>>>): void {
  const reference = all['files alone'] ?? {}
  for (const [name, steps] of Object.entries(all)) {
    console.log(`\n${name}`)
    for (const [step, { median, min, max }] of Object.entries(steps)) {
      const base = reference[step]?.median
      const ratio =
        base === undefined || name === 'files alone' ? '' : `${(median / base).toFixed(1)} × the files alone`
      const seconds = `${median.toFixed(2)} s`.padStart(9)
      console.log(`  ${step.padEnd(18)}${seconds}  (${min.toFixed(2)} to ${max.toFixed(2)})  ${ratio}`)
    }
  }
}
