/** What synchronising tickets and importing results cost, beside COPY. */
import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { connect } from '../packages/core/src/database/connect.js'
import { openDoor } from '../packages/core/src/database/transaction.js'
import type { TicketRecord } from '../packages/core/src/imports/formats/tickets/ticket.js'
import { parseResults } from '../packages/core/src/imports/index.js'
import { lockTicketWrites, writeTickets } from '../packages/core/src/imports/tickets.js'
import { drain } from './measure.js'
import type { Row } from './rows.js'
import { secondsOf } from './turns.js'
import type { Copied } from './write-database.js'
import { copy, numbers, ours, theirs, type WriteBench } from './write-setup.js'

const [results, tickets] = [100_000, 22_371]

interface Samples {
  readonly ours: number[]
  readonly theirs: number[]
}

export async function importRows(bench: WriteBench): Promise<readonly Row[]> {
  return [...(await upserts(bench)), ...(await imports(bench))]
}

/** Tickets as a synchronisation hands them over, of which none and then all have changed. */
async function upserts({
  database,
  admin,
  userId,
  project: { id: projectId },
  copied,
  script,
  rounds,
}: WriteBench): Promise<Row[]> {
  const engine = await connect(database)
  const runner = openDoor({ engine, schema: ours, role: 'authenticated_users' }).as({ userId })
  const bySdk = (records: readonly TicketRecord[]) =>
    runner.run(
      async (transaction) => {
        await lockTicketWrites(transaction, projectId)
        await writeTickets(transaction, projectId, records)
      },
      { need: { projectId, level: 'write' } },
    )
  const columns = `jira_key, jira_id, issue_type, summary, description, priority, status, resolution, assignee, reporter, labels,
    components, fix_versions, parent_key, created_date, updated_date, team, risk, content_hash`
  const changes = columns
    .split(/,\s+/)
    .slice(1)
    .map((column) => `${column} = excluded.${column}`)
  const write = async (records: readonly TicketRecord[]) => {
    const none = '\\N'
    const lines = records.map(({ key, jiraId, issueType, summary, description, status, labels }) => {
      const [first, others] = [
        [key, jiraId, issueType, summary, description, none, status],
        [none, none, none],
      ]
      const lists = [JSON.stringify(labels), '[]', '[]', none, none, none, none, none]
      return [...first, ...others, ...lists, createHash('sha256').update(summary).digest('hex')].join('\t')
    })
    return await copied(lines)
  }
  const byHand = (given: Copied) =>
    script(
      `BEGIN; SET LOCAL search_path TO ${theirs};
      CREATE TEMP TABLE given ON COMMIT DROP AS SELECT ${columns} FROM jira_tickets WITH NO DATA;
      COPY given FROM ${given.from};
      INSERT INTO jira_tickets AS ticket (project_id, ${columns}, last_synced)
      SELECT ${projectId}, ${columns}, CURRENT_TIMESTAMP FROM given
      ON CONFLICT (project_id, jira_key) DO UPDATE SET ${changes.join(', ')}, last_synced = excluded.last_synced, deleted_at = NULL
      WHERE ticket.content_hash IS DISTINCT FROM excluded.content_hash;
      COMMIT`,
      given,
    )
  const samples = { unchanged: newSamples(), changed: newSamples() }
  for (let round = 0; round <= rounds; round++) {
    const records = ticketsOf(round)
    const given = await write(records)
    for (const sample of [samples.changed, samples.unchanged]) {
      const [mine, other] = [await secondsOf(() => bySdk(records)), await secondsOf(() => byHand(given))]
      // The first round makes them.
      if (round === 0) continue
      sample.ours.push(mine)
      sample.theirs.push(other)
    }
    if (round === 0) await admin('ANALYZE')
  }
  await engine.close()
  const common = { reference: 'COPY into a temporary table and INSERT … ON CONFLICT' }
  const name = `${tickets.toLocaleString('en')} tickets`
  return [
    { name: `${name}, none changed`, ...common, goal: 1.5, ...samples.unchanged },
    { name: `${name}, all changed`, ...common, goal: 2, ...samples.changed },
  ]
}

/** The tickets as they are after so many changes of all of them. */
function ticketsOf(round: number): readonly TicketRecord[] {
  return numbers(tickets).map((n) => ({
    key: `BENCH-${n + 1}`,
    jiraId: String(10_000 + n),
    issueType: n % 5 === 0 ? 'Bug' : 'Story',
    summary: `Ticket ${n} as of round ${round}`,
    description: `What ticket ${n} is about. `.repeat(20 + (n % 60)),
    status: round % 2 === 0 ? 'Open' : 'Done',
    labels: [`team-${n % 12}`],
    components: [],
    fixVersions: [],
  }))
}

/** A report of new tests and then the same once more, each into a cycle of its own. */
async function imports(bench: WriteBench): Promise<Row[]> {
  const { system, me, admin, userId, folder, rounds } = bench
  const report = join(folder, 'report.xml')
  await writeFile(report, reportOf(results))
  const samples = { created: newSamples(), known: newSamples() }
  for (let round = 0; round < rounds; round++) {
    const parser = await secondsOf(() => drain(parseResults(report)))
    const { id: projectId } = await system.projects.create({ name: `Import ${round}` })
    await system.projects.grantAccess({ projectId, userId, accessLevel: 'write' })
    const add = (cycle: string, createTestCases: boolean) =>
      secondsOf(() => me.imports.results({ projectId, files: [report], cycle, createTestCases }))
    samples.created.ours.push(await add('first', true))
    samples.known.ours.push(await add('second', false))
    await copy(bench, 'projects', `id = ${projectId}`)
    for (const table of ['test_suites', 'test_cycles', 'imports'])
      await copy(bench, table, `project_id = ${projectId}`)
    const cases = await copy(bench, 'test_cases', `project_id = ${projectId}`)
    await admin(`ANALYZE ${theirs}.test_cases`)
    for (const [name, earlier] of [
      ['first', cases],
      ['second', 0],
    ] as const) {
      const cycle = `SELECT id FROM ${ours}.test_cycles WHERE project_id = ${projectId} AND name = '${name}'`
      const items = await copy(bench, 'test_cycle_items', `cycle_id = (${cycle})`)
      await admin(`ANALYZE ${theirs}.test_cycle_items`)
      const runs = await copy(
        bench,
        'test_runs',
        `project_id = ${projectId} AND cycle_item_id IN (SELECT id FROM ${ours}.test_cycle_items WHERE cycle_id = (${cycle}))`,
      )
      samples[name === 'first' ? 'created' : 'known'].theirs.push(parser + earlier + items + runs)
    }
    process.stderr.write('.')
  }
  const common = { reference: 'COPY of the same rows, and the parser alone', goal: 2.5 }
  const name = `import ${results.toLocaleString('en')} JUnit results`
  return [
    { name: `${name}, with their test cases`, ...common, ...samples.created },
    { name: `${name}, of known test cases`, ...common, ...samples.known },
  ]
}

function reportOf(count: number): string {
  const story = `at line 12\n${'  at frame\n'.repeat(20)}`
  const suites = numbers(count / 100).map((suite) => {
    const cases = numbers(100).map((n) => {
      const failure = n % 10 === 0 ? `<failure message="expected ${n}">${story}</failure>` : ''
      return `<testcase classname="Suite${suite}" name="does ${n}" time="0.${n}">${failure}</testcase>`
    })
    return `<testsuite name="Suite${suite}" timestamp="2026-11-01T10:00:00Z">\n${cases.join('\n')}</testsuite>`
  })
  return `<testsuites>\n${suites.join('\n')}</testsuites>\n`
}

function newSamples(): Samples {
  return { ours: [], theirs: [] }
}
