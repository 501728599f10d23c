/**
 * How the database finds what people ask for all day, in a project of 100,000 tickets among others: by index, whatever
 * the size. Times are not asserted anywhere; a plan that reads a whole table is what makes them grow.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Ask } from '../../bench/asking.js'
import { type GeneratedProject, generate } from '../../bench/generate.js'
import { type Atmosfera, createAtmosfera } from '../../packages/core/src/atmosfera.js'
import type { Services } from '../../packages/core/src/services.js'
import { engines } from '../support/engines.js'

interface PlanNode {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly 'Index Name'?: string
  /** Rows that came out of it each time, and how often it was run. */
  readonly 'Actual Rows': number
  readonly 'Actual Loops': number
  readonly Plans?: readonly PlanNode[]
}

/** Tables whose rows belong to a project, each with many rows here. */
const large = [
  'jira_tickets',
  'test_cases',
  'test_case_jira_links',
  'test_cycle_items',
  'test_runs',
  'test_case_results',
  'test_case_coverage',
  'ticket_coverage',
]

const engine = engines.find(({ kind, version }) => kind === 'postgres' && version === 15)

describe.skipIf(engine === undefined)('the plans of hot questions, on PostgreSQL 15', () => {
  const remarks: string[] = []
  const usedIndexes = new Set<string>()
  let ask: Ask
  let project: GeneratedProject
  let atmosfera: Atmosfera
  let services: Services
  let close: () => Promise<void> = async () => {}

  beforeAll(async () => {
    if (engine === undefined) return
    const database = await engine.createDatabase()
    const url = String(database.database).replace('owner@', 'postgres@')
    const admin = new pg.Client(url)
    await admin.connect()
    ask = async (sql, parameters) => {
      const result = await admin.query(sql, parameters && [...parameters])
      return (Array.isArray(result) ? result.at(-1) : result).rows
    }
    const made = await generate({ kind: 'postgres', admin: ask }, [
      { tickets: 2_000 },
      { tickets: 2_000 },
      { tickets: 100_000 },
    ])
    const last = made.at(-1)
    if (last === undefined) throw new Error('no project was made')
    project = last
    // The superuser may have every plan told, and acts as the role of the actors like everybody else.
    const pool = new pg.Pool({
      connectionString: url,
      options: [
        'session_preload_libraries=auto_explain',
        'auto_explain.log_min_duration=0',
        'auto_explain.log_nested_statements=on',
        'auto_explain.log_analyze=on',
        'auto_explain.log_timing=off',
        'auto_explain.log_format=json',
        'auto_explain.log_level=notice',
      ]
        .map((setting) => `-c ${setting}`)
        .join(' '),
    })
    pool.on('connect', (client) => client.on('notice', ({ message }) => remarks.push(message ?? '')))
    atmosfera = await createAtmosfera({ database: pool })
    services = atmosfera.as({ userId: project.member })
    close = async () => {
      await atmosfera.close()
      await pool.end()
      await admin.end()
      await database.drop()
    }
  })

  afterAll(() => close())

  it('would show a scan of a whole table', async () => {
    const { tables } = await scannedBy(() =>
      services.coverage.summary({ projectId: project.id, versions: ['1.1'] }),
    )
    expect(tables).not.toEqual([])
  })

  it('find the summary of a project', async () => {
    expect(await scannedBy(() => services.coverage.summary({ projectId: project.id }))).toEqual(byIndex)
  })

  it.each([
    'key',
    '-key',
    'verdict',
    '-verdict',
    'testCases',
    '-testCases',
    'lastExecutedAt',
    '-lastExecutedAt',
  ] as const)('find a page of tickets by %s, and the next one', async (sort) => {
    const page = { projectId: project.id, sort, limit: 50, issueTypes: ['Bug', 'Story'] }
    const { nextCursor } = await services.coverage.tickets(page)
    expect(nextCursor).not.toBeNull()
    expect(await scannedBy(() => services.coverage.tickets({ ...page, cursor: nextCursor }))).toEqual(byIndex)
    expect(await scannedBy(() => services.coverage.tickets({ ...page, verdicts: ['NOK'] }))).toEqual(byIndex)
  })

  it('find what explains a ticket', async () => {
    const { items } = await services.coverage.tickets({ projectId: project.id, verdicts: ['NOK'], limit: 1 })
    const key = items[0]?.key ?? ''
    expect(await scannedBy(() => services.coverage.explain({ projectId: project.id, key }))).toEqual(byIndex)
  })

  it('record a run, and fold it into what is stored', async () => {
    const [first] = (await services.testCycles.list({ projectId: project.id, limit: 1 })).items
    const run = {
      projectId: project.id,
      cycleId: first?.id ?? 0,
      testCaseId: project.firstTestCase + 11,
      status: 'failed',
    }
    expect(await scannedBy(() => services.testRuns.record(run))).toEqual(byIndex)
    expect(await scannedBy(() => services.coverage.summary({ projectId: project.id }))).toEqual(byIndex)
  })

  it('look up the tickets that are written, and no others', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'atmosfera-test-'))
    const file = join(folder, 'tickets.ndjson')
    const ids = Array.from({ length: 1_500 }, (_, index) => index)
    const write = async (key: (id: number) => string, status: string) => {
      const issues = ids.map((id) => ({ key: key(id), id: `${id}`, summary: `Issue ${id}`, status }))
      writeFileSync(file, issues.map((issue) => JSON.stringify(issue)).join('\n'))
      remarks.length = 0
      await services.imports.tickets({ projectId: project.id, files: [file] })
      const nodes = remarks.flatMap((remark) => nodesOf(planOf(remark)))
      return Math.max(...nodes.map((node) => node['Actual Rows'] * node['Actual Loops']))
    }
    expect(await write((id) => `NEW-${id}`, 'Open')).toBeLessThan(5_000)
    expect(await write((id) => `NEW-${id}`, 'Open')).toBeLessThan(5_000)
    expect(await write((id) => `NEW-${id}`, 'Done')).toBeLessThan(5_000)
    expect(await write((id) => `MOVED-${id}`, 'Done')).toBeLessThan(5_000)
    const { items } = await services.tickets.list({ projectId: project.id, jiraKey: 'MOVED-3' })
    expect(items).toMatchObject([{ jiraId: '3', status: 'Done' }])
    rmSync(folder, { recursive: true })
  })

  it('find the end of each day of a week, once they were closed', async () => {
    const week = { projectId: project.id, from: '2026-02-01', to: '2026-02-07' } as const
    await services.coverage.trend(week)
    expect(await scannedBy(() => services.coverage.trend(week))).toEqual(byIndex)
  })

  it('use every index that is not the specification’s, unless it keeps rows unique or finds those of a foreign key', async () => {
    const specification = readFileSync(
      new URL('../../migrations/0000_specification.sql', import.meta.url),
      'utf8',
    )
    const indexes = await ask(
      `SELECT indexrelid::regclass::text AS name FROM pg_index AS i
        WHERE indrelid = ANY ($1::regclass[]) AND NOT indisunique AND NOT EXISTS (
          SELECT FROM pg_constraint WHERE contype = 'f' AND conrelid = indrelid
            AND cardinality(conkey) = indnkeyatts AND indkey::int2[] @> conkey)`,
      [[...large, 'coverage_marks'].map((table) => `atmosfera.${table}`)],
    )
    const added = indexes
      .map((index) => String(index.name).replace('atmosfera.', ''))
      .filter((name) => !specification.includes(`"${name}"`))
    expect(added).toEqual(expect.arrayContaining(['idx_ticket_coverage_key', 'idx_jira_tickets_parent']))
    expect(added.filter((name) => !usedIndexes.has(name))).toEqual([])
  })

  const byIndex = { isPlanned: true, tables: [] }

  /** The large tables that were read from beginning to end. */
  async function scannedBy(
    question: () => Promise<unknown>,
  ): Promise<{ readonly isPlanned: boolean; readonly tables: readonly string[] }> {
    remarks.length = 0
    await question()
    const nodes = remarks.flatMap((remark) => nodesOf(planOf(remark)))
    for (const { 'Index Name': name } of nodes) if (name !== undefined) usedIndexes.add(name)
    const scanned = nodes
      .filter((node) => node['Node Type'] === 'Seq Scan')
      .map((node) => node['Relation Name'] ?? '')
    return {
      isPlanned: nodes.length > 0,
      tables: [...new Set(scanned)].filter((table) => large.includes(table)),
    }
  }
})

function planOf(remark: string): PlanNode {
  return (JSON.parse(remark.slice(remark.indexOf('{'))) as { readonly Plan: PlanNode }).Plan
}

function nodesOf(plan: PlanNode): readonly PlanNode[] {
  return [plan, ...(plan.Plans ?? []).flatMap(nodesOf)]
}
