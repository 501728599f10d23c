/**
 * What recording and one call of the SDK cost, beside doing the same by hand: in tables of the same kind, with the same
 * indexes, keys, row security and audit, where nothing keeps coverage up to date.
 */
import { importRows } from './imports.js'
import type { Row } from './rows.js'
import { secondsOf } from './turns.js'
import type { WriteDatabase } from './write-database.js'
import {
  at,
  type Item,
  numbers,
  openingIn,
  ours,
  prepareWrites,
  theirs,
  type WriteBench,
} from './write-setup.js'

const bulk = 10_000
/** How often something quick is done for one sample. */
const repeated = 200

/**
 * Every row about writing, one call, and row security, in a project of so many tickets.
 */
export async function benchWrites(
  database: WriteDatabase,
  tickets: number,
  rounds: number,
): Promise<readonly Row[]> {
  const bench = await prepareWrites(database, tickets, rounds)
  try {
    return [
      ...(await recording(bench)),
      await recordingMany(bench),
      ...(await pointReads(bench)),
      ...(await rowSecurity(bench)),
      ...(await importRows(bench)),
    ]
  } finally {
    await bench.close()
  }
}

/** One run at a time, whose status differs from the one before, so that its item changes as well. */
async function recording({
  me,
  transact,
  project: { id: projectId },
  items,
  userId,
  rounds,
  roundTrips,
}: WriteBench): Promise<Row[]> {
  let count = 0
  const next = (): { readonly item: Item; readonly status: string } => {
    const turn = count++
    const item = at(items, (turn * 7_919) % items.length)
    return { item, status: Math.floor(turn / items.length) % 2 === 0 ? 'failed' : 'passed' }
  }
  const bySdk = async () => {
    const { item, status } = next()
    const run = { durationMs: 1_200, environment: 'chrome', notes: 'as expected' }
    await me.testRuns.record({ projectId, cycleItemId: item.id, status, ...run })
  }
  const byHand = async () => {
    const { item, status } = next()
    await transact(openingIn(theirs, userId, projectId), async (ask) => {
      await ask(
        `INSERT INTO test_runs (project_id, cycle_item_id, test_case_id, executed_by, executed_at, status, duration,
          duration_ms, environment, notes) VALUES ($1, $2, $3, $4, $5, $6, 1, 1200, 'chrome', 'as expected') RETURNING *`,
        [projectId, item.id, item.testCaseId, userId, new Date().toISOString(), status],
      )
      await ask('UPDATE test_cycle_items SET status = $1 WHERE id = $2', [status, item.id])
    })
  }
  const note = await roundTrips(bySdk)
  const rows: Row[] = []
  for (const writers of [1, 8]) {
    const each = (work: () => Promise<void>) => () =>
      Promise.all(numbers(writers).map(() => repeat(work, repeated / writers)))
    rows.push({
      name: writers === 1 ? 'record one run' : `record one run, ${writers} writers on one project`,
      reference: 'INSERT and UPDATE of the item in one transaction',
      goal: 1 / 0.7,
      note: [note, `samples of ${repeated} runs`].filter((part) => part !== undefined).join('; '),
      ...(await inTurns(rounds, each(bySdk), each(byHand))),
    })
  }
  return rows
}

async function recordingMany({
  me,
  transact,
  project: { id: projectId },
  items,
  userId,
  rounds,
  roundTrips,
}: WriteBench): Promise<Row> {
  const chosen = numbers(bulk).map((n) => at(items, n % items.length))
  const bySdk = () =>
    me.testRuns.recordMany(
      chosen.map(({ id }) => ({
        projectId,
        cycleItemId: id,
        status: 'passed',
        durationMs: 1_200,
        environment: 'chrome',
      })),
    )
  const byHand = () =>
    transact(openingIn(theirs, userId, projectId), (ask) =>
      ask(
        `INSERT INTO test_runs (project_id, cycle_item_id, test_case_id, executed_by, executed_at, status, duration, duration_ms, environment)
          SELECT $1, item, test_case, $2, $3, 'passed', 1, 1200, 'chrome' FROM unnest($4::integer[], $5::integer[]) AS run (item, test_case)
          RETURNING *`,
        [
          projectId,
          userId,
          new Date().toISOString(),
          chosen.map((item) => item.id),
          chosen.map((item) => item.testCaseId),
        ],
      ),
    )
  const note = await roundTrips(bySdk)
  const samples = await inTurns(rounds, bySdk, byHand)
  return {
    name: `record ${bulk.toLocaleString('en')} runs in one call`,
    reference: 'one multi-row INSERT',
    goal: 2,
    note,
    ...samples,
  }
}

/** The same rows in the same schema under the same row security, once through the SDK and once through the driver. */
async function pointReads({
  me,
  transact,
  project: { id: projectId },
  userId,
  rounds,
  admin,
  roundTrips,
}: WriteBench): Promise<Row[]> {
  const [newest] = await admin(`SELECT max(id) AS id FROM ${ours}.test_runs`)
  const runId = Number(newest?.id)
  const reads = [
    { name: 'testRuns.get', bySdk: () => me.testRuns.get(runId), table: 'test_runs', id: runId },
    { name: 'projects.get', bySdk: () => me.projects.get(projectId), table: 'projects', id: projectId },
  ]
  const rows: Row[] = []
  for (const { name, bySdk, table, id } of reads) {
    const byHand = () =>
      transact(openingIn(ours, userId), (ask) => ask(`SELECT * FROM ${table} WHERE id = $1`, [id]))
    const trips = await roundTrips(bySdk)
    const note = trips === undefined ? undefined : `${trips}, by hand 3`
    const samples = await inTurns(
      rounds,
      () => repeat(bySdk, repeated),
      () => repeat(byHand, repeated),
    )
    rows.push({ name, reference: 'the same query through pg in a transaction', goal: 1.5, note, ...samples })
  }
  return rows
}

/** Both in transactions that are opened alike but for the role. */
async function rowSecurity({
  transact,
  project: { id: projectId },
  userId,
  items,
  rounds,
}: WriteBench): Promise<Row[]> {
  const { testCaseId } = at(items, 0)
  const queries = [
    {
      name: 'one row by its id',
      times: repeated,
      about: undefined,
      text: `SELECT * FROM test_cases WHERE id = ${testCaseId}`,
    },
    {
      name: 'a page',
      times: repeated,
      about: projectId,
      text: `SELECT * FROM test_cases WHERE project_id = ${projectId} ORDER BY id LIMIT 50`,
    },
    {
      name: 'runs by status',
      times: 5,
      about: projectId,
      text: `SELECT status, environment, count(*), max(executed_at) FROM test_runs WHERE project_id = ${projectId} GROUP BY 1, 2`,
    },
  ]
  const rows: Row[] = []
  for (const { name, times, about, text } of queries) {
    const under = (role: string) => () =>
      repeat(() => transact(openingIn(ours, userId, about, role), (ask) => ask(text)), times)
    const samples = await inTurns(rounds, under('authenticated_users'), under('none'))
    rows.push({ name: `row security: ${name}`, reference: 'the same query without', goal: 1.1, ...samples })
  }
  return rows
}

/** Samples of both in turns, after a round that warms them up. */
async function inTurns(
  rounds: number,
  bySdk: () => Promise<unknown>,
  byHand: () => Promise<unknown>,
): Promise<Pick<Row, 'ours' | 'theirs'>> {
  const samples = { ours: [] as number[], theirs: [] as number[] }
  for (let round = 0; round <= rounds; round++) {
    const [mine, other] = [await secondsOf(bySdk), await secondsOf(byHand)]
    if (round === 0) continue
    samples.ours.push(mine)
    samples.theirs.push(other)
  }
  return samples
}

async function repeat(work: () => Promise<unknown>, times: number): Promise<void> {
  for (let time = 0; time < times; time++) await work()
}
