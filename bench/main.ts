/**
 * `npm run bench`: what the SDK costs, each row beside its reference, measured in turns in one run.
 *
 * `-- --size 1k|10k|100k|1m` says how large the largest project is (smaller ones are measured beside it),
 * `-- --engine postgres|pglite` and `-- --only NAME` (one of the parts below) narrow it, `-- --runs N` says how many
 * samples there are of each at least, `-- --plans` writes the plans, `-- --check` fails where a goal is missed.
 */
import { parseArgs } from 'node:util'
import { findBinaries } from '../test/support/postgres-server.js'
import { chartOf } from './chart.js'
import { benchColdStart } from './cold-start.js'
import { type BenchDatabase, durableSettings, openPGlite, openPostgres } from './database.js'
import { type GeneratedProject, generate, neighbours } from './generate.js'
import { benchHistory } from './history.js'
import { writePlans } from './plans.js'
import { openProject } from './projects.js'
import { announce, machine, printRows, writeRows } from './report.js'
import { benchRequests, printRequests } from './requests.js'
import { growthOf, type MeasuredRow, outcomeOf } from './rows.js'
import { specifiedShape, specifiedViewCases, viewCases } from './specified-view.js'
import { scopedCases, summaryCases } from './summaries.js'
import { explainCases, pageCases } from './tickets.js'
import { type Case, inTurns } from './turns.js'
import { benchWholePath } from './whole-path.js'
import { openWritePGlite, openWritePostgres } from './write-database.js'
import { benchWrites } from './writes.js'

const sizes = { '1k': 1_000, '10k': 10_000, '100k': 100_000, '1m': 1_000_000 } as const
type Size = keyof typeof sizes

/** What there is to measure. History is measured where it is asked for: it takes 20 million runs. */
const parts = ['reads', 'writes', 'cold-start', 'whole-path', 'history', 'requests'] as const
type Part = (typeof parts)[number]

const { values } = parseArgs({
  options: {
    size: { type: 'string' },
    engine: { type: 'string' },
    runs: { type: 'string', default: '5' },
    only: { type: 'string' },
    plans: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
  },
})
const size = oneOf('--size', values.size, Object.keys(sizes) as Size[])
const engine = oneOf('--engine', values.engine, ['postgres', 'pglite'] as const)
const only = oneOf('--only', values.only, parts)
const rounds = Number(values.runs)
const measured: MeasuredRow[] = []

const wants = (part: Part) => only === part || (only === undefined && part !== 'history')
if (wants('reads')) {
  if (engine !== 'pglite' && hasServer()) await reads(openPostgres, size ?? '100k')
  if (engine !== 'postgres') await reads(openPGlite, size ?? '10k')
}
if (wants('writes')) await writes()
if (wants('cold-start') && engine !== 'postgres') await coldStart()
if (wants('history')) await history()
if (wants('requests') && engine !== 'pglite' && hasServer()) await requests()
if (wants('whole-path')) await benchWholePath(rounds, engine)
if (values.check && measured.some((row) => !outcomeOf(row).met)) process.exitCode = 1

/** Everything that reads, in projects of several sizes. */
async function reads(open: () => Promise<BenchDatabase>, largest: Size): Promise<void> {
  const database = await open()
  const wanted = upTo(largest)
  const name = `reads-${database.kind}-${largest}`
  try {
    const shapes = [...neighbours, ...wanted.map((tickets) => ({ tickets })), specifiedShape]
    const projects = (await generate(database, shapes)).slice(neighbours.length)
    const specified = projects.at(-1)
    const sized = projects.slice(0, -1)
    const rows: MeasuredRow[] = []
    const groups = await readCases(database, sized)
    // The smallest size is there to find out whether the benchmark works.
    const isTrial = largest === '1k'
    for (const cases of groups)
      rows.push(...(await inTurns(database, cases, rounds, isTrial ? 0 : undefined)))
    const grown = [...rows, ...growthOf(rows)]
    if (specified !== undefined && !isTrial) {
      grown.push(...(await inTurns(database, await specifiedViewCases(database, specified), rounds)))
    }
    await report(name, grown, database)
    if (wanted.length > 1) await announce(`${name}.svg`, chartOf(rows, `Cost of reading, ${database.engine}`))
    if (values.plans) await writePlans(database, groups.flat())
  } finally {
    await database.close()
  }
}

/** Those that are measured together, in turns, at all sizes. */
async function readCases(
  database: BenchDatabase,
  projects: readonly GeneratedProject[],
): Promise<readonly (readonly Case[])[]> {
  return [
    summaryCases(database, projects),
    ...(await pageCases(database, projects)),
    ...(await explainCases(database, projects)),
    ...(await scopedCases(database, projects)),
    await viewCases(database, projects),
  ]
}

/**
 * What writes, on a server that puts on the disk what is committed; and on one that does not wait for it, where writing
 * is all that is asked for.
 */
async function writes(): Promise<void> {
  const servers = [
    { file: 'writes-postgres', open: () => openWritePostgres('PostgreSQL 15', durableSettings) },
    {
      file: 'writes-postgres-without-fsync',
      open: () => openWritePostgres('PostgreSQL 15 without fsync', {}),
    },
  ]
  const wanted = [
    ...(engine === 'pglite' || !hasServer()
      ? []
      : servers.slice(0, only === 'writes' && size === undefined ? 2 : 1)),
    ...(engine === 'postgres' ? [] : [{ file: 'writes-pglite', open: openWritePGlite }]),
  ]
  for (const { file, open } of wanted) {
    const database = await open()
    const largest = size ?? '10k'
    try {
      const rows = await benchWrites(database, sizes[largest], rounds)
      const measuredRows = rows.map((row) => ({ ...row, engine: database.engine, size: sizes[largest] }))
      await report(`${file}-${largest}`, measuredRows, database)
    } finally {
      await database.close()
    }
  }
}

async function coldStart(): Promise<void> {
  const rows = await benchColdStart(rounds, await openProject())
  const measuredRows = rows.map(({ name, ours, reference }) => ({
    name: `cold start: ${name}`,
    reference: 'PGlite alone',
    goal: 1.3,
    engine: 'PGlite',
    ours,
    theirs: reference,
  }))
  await report('cold-start', measuredRows, { engine: 'PGlite', settings: {} })
}

async function history(): Promise<void> {
  const database = await (engine === 'pglite' ? openPGlite() : openPostgres())
  try {
    const rows = await benchHistory(database, sizes[size ?? '100k'], rounds)
    await report(`history-${database.kind}`, rows, database)
  } finally {
    await database.close()
  }
}

async function requests(): Promise<void> {
  const database = await openPostgres()
  try {
    const project = (await generate(database, [...neighbours, { tickets: sizes[size ?? '10k'] }])).at(-1)
    if (project === undefined) throw new Error('a project was to be made')
    const measured = await benchRequests(database, project, rounds)
    printRequests(measured)
    await announce(
      `requests-${size ?? '10k'}.json`,
      `${JSON.stringify({ ...machine, requests: measured }, null, 2)}\n`,
    )
  } finally {
    await database.close()
  }
}

async function report(
  name: string,
  rows: readonly MeasuredRow[],
  { engine: on, settings }: Pick<BenchDatabase, 'engine' | 'settings'>,
): Promise<void> {
  measured.push(...rows)
  console.log(`\n\n${on}`)
  printRows(rows)
  await writeRows(name, rows, { engine: on, settings, rounds })
}

/** 10,000 tickets and, as far as it is wanted, ten and a hundred times as many. */
function upTo(largest: Size): readonly number[] {
  const smaller = Object.values(sizes).filter((one) => one >= sizes['10k'] && one < sizes[largest])
  return [...smaller, sizes[largest]]
}

function hasServer(): boolean {
  if (findBinaries(15) !== undefined) return true
  console.warn('PostgreSQL 15 has no binaries for this platform, so it is left out.')
  return false
}

function oneOf<Value extends string>(
  option: string,
  value: string | undefined,
  allowed: readonly Value[],
): Value | undefined {
  if (value === undefined) return undefined
  const found = allowed.find((one) => one === value)
  if (found === undefined) throw new Error(`${option} is one of ${allowed.join(', ')}`)
  return found
}
