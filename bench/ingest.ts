/**
 * What it costs to bring much in at once: a report of 100,000 results, beside its parser alone, with the most memory
 * that the process took; and a synchronisation with a Jira on loopback, beside fetching the same pages alone.
 */
import { mkdtemp, open, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { createAtmosfera } from '../packages/core/src/atmosfera.js'
import { parseResults } from '../packages/core/src/imports/index.js'
import { allIssues } from '../packages/core/src/jira/jql.js'
import { buildCli } from '../test/support/cli-process.js'
import { type JiraServer, type RawIssue, startJiraServer } from '../test/support/jira-server/index.js'
import { findBinaries, startPostgres } from '../test/support/postgres-server.js'
import { drain, print, type Summary, summarize, type Timings, time } from './measure.js'

const results = 100_000
type Table = Readonly<Record<string, Readonly<Record<string, Summary>>>>

/** Measures in turns and prints. Undefined where there is no PostgreSQL. */
export async function benchIngest(
  runs: number,
  tickets: string,
): Promise<{ readonly report: Table; readonly peakMegabytes: number; readonly sync: Table } | undefined> {
  if (findBinaries(15) === undefined) return undefined
  const postgres = await startPostgres(15)
  try {
    const { table: report, peakMegabytes } = await benchReport(runs, postgres.url())
    const sync = await benchSync(runs, postgres.url(), await readIssues(tickets))
    return { report, peakMegabytes, sync }
  } finally {
    await postgres.stop()
  }
}

async function benchReport(
  runs: number,
  database: string,
): Promise<{ readonly table: Table; readonly peakMegabytes: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'atmosfera-bench-'))
  const cli = buildCli()
  const samples: Record<string, Timings[]> = { 'the parser alone': [], 'PostgreSQL 15': [] }
  let peak = 0
  try {
    const path = join(folder, 'report.xml')
    await writeReport(path)
    for (let round = 0; round < runs; round++) {
      const alone: Timings = {}
      await time(alone, 'results', () => drain(parseResults(path)))
      samples['the parser alone']?.push(alone)
      const imported: Timings = {}
      const parameters = [
        'import',
        'results',
        path,
        '--project',
        'Bench',
        '--create-project',
        '--create-test-cases',
      ]
      const options = ['--database', database, '--schema', `report_${round}`]
      await cli.run(['migrate', ...options])
      const ended = await time(imported, 'results', () => cli.run([...parameters, ...options]))
      if (ended.status !== 0) throw new Error(ended.stderr)
      peak = Math.max(peak, ended.peakMemory)
      samples['PostgreSQL 15']?.push(imported)
      process.stderr.write('.')
    }
  } finally {
    cli.remove()
    await rm(folder, { recursive: true, force: true })
  }
  const peakMegabytes = Math.round(peak / 1_000_000)
  const table = tableOf(samples)
  console.log(
    `\n\n${results.toLocaleString('en')} JUnit results, each with a test case of its own to be made`,
  )
  print(table, 'the parser alone')
  console.log(`  most memory of the process: ${peakMegabytes} MB`)
  return { table, peakMegabytes }
}

async function writeReport(path: string): Promise<void> {
  const file = await open(path, 'w')
  try {
    await file.write('<testsuites>\n')
    for (let suite = 0; suite < results / 100; suite++) {
      const cases = Array.from({ length: 100 }, (_, n) => {
        const failure =
          n % 10 === 0
            ? `<failure message="expected ${n}">at line ${n}\n${'  at frame\n'.repeat(20)}</failure>`
            : ''
        return `<testcase classname="Suite${suite}" name="does ${n}" time="0.${n}">${failure}</testcase>\n`
      })
      await file.write(
        `<testsuite name="Suite${suite}" timestamp="2026-11-01T10:00:00Z">\n${cases.join('')}</testsuite>\n`,
      )
    }
    await file.write('</testsuites>\n')
  } finally {
    await file.close()
  }
}

async function readIssues(path: string): Promise<readonly RawIssue[]> {
  const content = await readFile(path)
  const text = path.endsWith('.gz') ? gunzipSync(content) : content
  const lines = text.toString().trimEnd().split('\n')
  return lines.map((line) => JSON.parse(line) as RawIssue)
}

async function benchSync(runs: number, database: string, issues: readonly RawIssue[]): Promise<Table> {
  const server = await startJiraServer({ kind: 'cloud' })
  server.load(issues)
  const [first] = issues
  const projectKey = first?.key.replace(/-\d+$/, '') ?? ''
  const samples: Record<string, Timings[]> = { 'the pages alone': [], 'PostgreSQL 15': [] }
  try {
    for (let round = 0; round < runs; round++) {
      const alone: Timings = {}
      await time(alone, 'full', () => fetchPages(server, projectKey))
      samples['the pages alone']?.push(alone)
      samples['PostgreSQL 15']?.push(await synchronise(server, projectKey, database, `sync_${round}`))
      process.stderr.write('.')
    }
  } finally {
    await server.close()
  }
  const table = tableOf(samples)
  console.log(
    `\n\nA synchronisation of ${issues.length.toLocaleString('en')} issues, the Jira in the same process`,
  )
  print(table, 'the pages alone')
  return table
}

async function fetchPages({ url, authorization }: JiraServer, projectKey: string): Promise<void> {
  let nextPageToken: string | undefined
  do {
    const answer = await fetch(`${url}/rest/api/3/search/jql`, {
      method: 'POST',
      headers: { authorization: authorization.basic, 'content-type': 'application/json' },
      body: JSON.stringify({
        jql: allIssues([projectKey]),
        fields: ['*all'],
        maxResults: 100,
        nextPageToken,
      }),
    })
    ;({ nextPageToken } = (await answer.json()) as { nextPageToken?: string })
  } while (nextPageToken !== undefined)
}

async function synchronise(
  server: JiraServer,
  projectKey: string,
  database: string,
  schema: string,
): Promise<Timings> {
  const { email, password: token } = server.user
  const jira = { baseUrl: server.url, auth: { email, token } }
  const atmosfera = await createAtmosfera({ database, schema, jira })
  try {
    const { system } = atmosfera
    const { id: projectId } = await system.projects.create({ name: 'Bench' })
    await system.jira.connect({ projectId, baseUrl: server.url, projectKeys: [projectKey] })
    const timings: Timings = {}
    await time(timings, 'full', () => system.jira.sync({ projectId }))
    await time(timings, 'full again', () => system.jira.sync({ projectId, mode: 'full' }))
    await time(timings, 'incremental', () => system.jira.sync({ projectId }))
    return timings
  } finally {
    await atmosfera.close()
  }
}

function tableOf(samples: Readonly<Record<string, readonly Timings[]>>): Table {
  return Object.fromEntries(Object.entries(samples).map(([name, timings]) => [name, summarize(timings)]))
}
