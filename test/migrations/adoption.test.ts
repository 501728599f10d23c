/** A database that was made from the specification's own SQL becomes ours, with every row that is in it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Atmosfera, createAtmosfera } from '../../packages/core/src/atmosfera.js'
import { readSchema } from '../support/catalog.js'
import { engines, type TestDatabase, type TestEngine } from '../support/engines.js'
import { asOwner } from '../support/owner.js'
import {
  buildSpecification,
  runSpecificationAsPsqlDoes,
  sampleRows,
  sampleRowsOfInventions,
} from '../support/specification.js'

interface Story {
  readonly name: string
  /** The option `schema`. */
  readonly schema: string
  /** How many rows there are. */
  readonly rows: number
  build(run: (sql: string) => Promise<unknown>): Promise<void>
}

const stories: readonly Story[] = [
  {
    name: 'run as it stands, past every error',
    schema: 'atmosfera',
    rows: 64,
    build: async (run) => {
      // What it forgets to define costs it a table, its indexes and its policy.
      const errors = await runSpecificationAsPsqlDoes(run)
      expect(errors).toHaveLength(7)
      expect(errors[0]).toContain('"document_folders" does not exist')
      await run(sampleRows)
    },
  },
  {
    name: 'completed by whoever built on it',
    schema: 'atmosfera',
    rows: 72,
    build: async (run) => {
      await buildSpecification(run)
      await run(sampleRows)
      await run(sampleRowsOfInventions)
    },
  },
  {
    name: 'completed, and adopted where it is',
    schema: 'public',
    rows: 72,
    build: async (run) => {
      await buildSpecification(run)
      await run(sampleRows)
      await run(sampleRowsOfInventions)
    },
  },
]

const cases = engines.flatMap((engine) => stories.map((story) => ({ engine, story })))

describe.each(cases)('the specification on $engine.name, $story.name', ({ engine, story }) => {
  const { schema } = story
  let database: TestDatabase
  let atmosfera: Atmosfera
  let before: Contents
  let viewsBefore: Contents

  beforeAll(async () => {
    database = await engine.createEmptyDatabase()
    await asOwner(database, story.build)
    before = await contentsOf(database, 'public')
    viewsBefore = await viewsOf((sql) => database.query(sql), 'public')
    atmosfera = await createAtmosfera({ database: database.database, schema })
  })

  afterAll(async () => {
    await atmosfera?.close()
    await database?.drop()
  })

  it('is reported as adopted, and the rest of the migrations as applied', () => {
    expect(atmosfera.migration?.adopted).toEqual({ from: 'public', rows: story.rows })
    expect(atmosfera.migration).toMatchObject({ schema, before: 1 })
    expect(atmosfera.migration?.applied[0]).toBe('0001_additions')
  })

  it('has every row that it had, under its id', async () => {
    const after = await contentsOf(database, schema)
    for (const [table, rows] of Object.entries(before)) {
      // Rows and columns of our own come after those that were there.
      const kept = after[table]?.slice(0, rows.length) ?? []
      const columns = Object.keys(rows[0] ?? {}).filter((column) => !filledIn[table]?.includes(column))
      expect([table, kept.map((row) => pick(row, columns))]).toEqual([
        table,
        rows.map((row) => pick(row, columns)),
      ])
    }
  })

  it('left nothing behind where it was', async () => {
    if (schema === 'public') return
    expect(
      await database.query(`SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace`),
    ).toEqual([])
  })

  it('is what a new database is, down to every column, constraint and index', async () => {
    const adopted = await readSchema(database, schema)
    const fresh = await readSchema(await freshDatabase(engine), 'atmosfera')
    const different = [...fresh].filter(
      ([name, definition]) => adopted.get(name)?.replaceAll('public.', '') !== definition,
    )
    // An invented table keeps what its maker gave it beyond that.
    const invented = {
      'column document_folders.name': 'character varying(100) NOT NULL',
      'constraint user_project_access_pkey': 'user_project_access PRIMARY KEY (user_id, project_id)',
      'index user_project_access_pkey':
        'CREATE UNIQUE INDEX user_project_access_pkey ON user_project_access USING btree (user_id, project_id)',
    }
    expect(
      Object.fromEntries(different.map(([name]) => [name, adopted.get(name)?.replaceAll('public.', '')])),
    ).toEqual(before.user_project_access === undefined ? {} : invented)
    expect(adopted.get('column user_project_access.id')).toContain('integer NOT NULL DEFAULT nextval')
    expect(adopted.has('index user_project_access_id_key')).toBe(before.user_project_access !== undefined)
  })

  it('knows of every row which project it belongs to', async () => {
    const rows = await database.query(`
      SELECT 'item' AS kind, id, project_id, NULL::integer AS test_case_id FROM ${schema}.test_cycle_items
      UNION ALL SELECT 'link', id, project_id, NULL FROM ${schema}.test_case_jira_links
      UNION ALL SELECT 'run', id, project_id, test_case_id FROM ${schema}.test_runs ORDER BY 1, 2`)
    const project = (kind: string) => rows.filter((row) => row.kind === kind).map((row) => row.project_id)
    expect(project('item')).toEqual([1, 1, 1, 1, 1, 2])
    expect(project('link')).toEqual([1, 1, 1, 2])
    expect(project('run')).toEqual([1, 1, 1, 1, 1, 2])
    expect(rows.filter(({ kind }) => kind === 'run').map((row) => row.test_case_id)).toEqual([
      1, 1, 2, 3, 2, 5,
    ])
  })

  it('shows the same numbers in its views', async () => {
    const system = <Row>(sql: string) =>
      atmosfera.transaction({ system: true }, async ({ db }) => {
        const { rows } = (await db.execute(sql)) as unknown as { rows: Row[] }
        return rows
      })
    const after = await viewsOf(system, schema)
    expect(after.test_coverage_summary).toEqual(viewsBefore.test_coverage_summary)
    expect(after.test_execution_summary).toEqual(viewsBefore.test_execution_summary)
    expect(after.maturity_progress).toEqual(viewsBefore.maturity_progress)
    expect(after.test_coverage_summary?.[0]).toMatchObject({
      covered_tickets: '2',
      coverage_percentage: '66.67',
    })
  })

  it('is covered as it was', async () => {
    expect(await atmosfera.system.coverage.summary({ projectId: 1 })).toMatchObject({
      tickets: 3,
      linked: 2,
      linkedPercentage: 66.67,
    })
    expect(await atmosfera.system.coverage.summary({ projectId: 2 })).toMatchObject({ tickets: 1, linked: 1 })
  })

  it('goes on counting ids where it stopped', async () => {
    const suite = await atmosfera.system.testSuites.create({ projectId: 1, name: 'Next' })
    const project = await atmosfera.system.projects.create({ name: 'Next' })
    expect([suite.id, project.id]).toEqual([4, 4])
  })

  it('keeps the dimensions, levels and settings that were edited, and fills in the others', async () => {
    const levels = await database.query(`
      SELECT level, description, criteria FROM ${schema}.maturity_levels WHERE dimension_id = 1 ORDER BY level`)
    expect(levels).toHaveLength(5)
    expect(levels[0]).toEqual({
      level: 1,
      description: 'Ours, in our words',
      criteria: ['Some tests run by themselves'],
    })
    expect(levels[1]?.description).toMatch(/^Automation grows by decision/)
    expect(await database.query(`SELECT FROM ${schema}.maturity_levels`)).toHaveLength(30)
    expect(await database.query(`SELECT FROM ${schema}.maturity_dimensions`)).toHaveLength(6)
    const { items } = await atmosfera.system.settings.list({ sort: 'id' })
    expect(items.map(({ key, value, secret }) => [key, value, secret])).toContainEqual([
      'openai_model',
      'gpt-5',
      false,
    ])
    expect(items.map(({ key, value, secret }) => [key, value, secret])).toContainEqual([
      'company',
      'Example',
      false,
    ])
    // A key that was stored as it is, is shown to nobody any more.
    expect(items.find(({ key }) => key === 'openai_api_key')).toMatchObject({
      value: '••••1234',
      secret: true,
    })
  })

  it('keeps its users apart from now on', async () => {
    const open = `SELECT relname FROM pg_class WHERE relnamespace = '${schema}'::regnamespace
      AND relkind = 'r' AND NOT (relrowsecurity AND relforcerowsecurity)`
    expect(await database.query(open)).toEqual([])
    const seen = async (userId: number) =>
      (await atmosfera.as({ userId }).projects.list({})).items.map(({ name }) => name)
    const granted = before.user_project_access !== undefined
    expect(await seen(1)).toEqual(granted ? ['Checkout'] : [])
    expect(await seen(2)).toEqual(granted ? ['Checkout', 'Ledger'] : [])
    expect(await seen(3)).toEqual([])
  })

  it('is up to date, and unaltered', async () => {
    for (const migrate of ['auto', 'check'] as const) {
      const again = await createAtmosfera({ database: database.database, schema, migrate })
      expect(again.migration?.applied).toEqual([])
      await again.close()
    }
  })
})

type Row = Readonly<Record<string, unknown>>
type Contents = Readonly<Record<string, readonly Row[]>>

/** Every row of every table, in the order of its ids. */
async function contentsOf({ query }: TestDatabase, schema: string): Promise<Contents> {
  const tables = await query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = '${schema}' ORDER BY 1`,
  )
  const contents: Record<string, readonly Row[]> = {}
  for (const { name } of tables) {
    const rows = await query<{ row: Row }>(`SELECT to_jsonb(t) AS row FROM ${schema}.${name} AS t ORDER BY 1`)
    contents[name] = rows.map(({ row }) => row).sort((a, b) => Number(a.id ?? 0) - Number(b.id ?? 0))
  }
  return contents
}

async function viewsOf(query: (sql: string) => Promise<readonly Row[]>, schema: string): Promise<Contents> {
  const from = (view: string, columns: string, order: string) =>
    query(`SELECT ${columns} FROM ${schema}.${view} ORDER BY ${order}`)
  return {
    test_coverage_summary: await from(
      'test_coverage_summary',
      'project_id, total_jira_tickets::text, covered_tickets::text, total_test_cases::text, coverage_percentage::text',
      '1',
    ),
    test_execution_summary: await from(
      'test_execution_summary',
      'cycle_id, total_tests::text, passed_tests::text, failed_tests::text, blocked_tests::text, not_run_tests::text, pass_rate::text',
      '1',
    ),
    maturity_progress: await from(
      'maturity_progress',
      'project_id, dimension_name, current_level, target_level, assessment_date::text, latest_rank::text',
      '1, 2, latest_rank',
    ),
  }
}

/** Where a level says nothing it says what ATMF does, and settings that are secret say so. */
const filledIn: Readonly<Record<string, readonly string[]>> = {
  maturity_levels: ['description', 'criteria'],
  global_settings: ['updated_at'],
}

function pick(row: Row, columns: readonly string[]): Row {
  return Object.fromEntries(columns.map((column) => [column, row[column]]))
}

const fresh = new Map<TestEngine, Promise<TestDatabase>>()

/** A migrated database of an engine, one for all the stories. */
async function freshDatabase(engine: TestEngine): Promise<TestDatabase> {
  const known = fresh.get(engine) ?? engine.createDatabase()
  fresh.set(engine, known)
  return await known
}

afterAll(async () => {
  for (const database of fresh.values()) await (await database).drop()
})
