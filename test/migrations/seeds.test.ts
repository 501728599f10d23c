/** What every database starts with. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Atmosfera } from '../../packages/core/src/atmosfera.js'
import { isMeasured } from '../../packages/core/src/maturity/model/types.js'
import { atmf } from '../../packages/core/src/maturity/model.js'
import { engines, openAtmosfera, type TestDatabase } from '../support/engines.js'

describe.each(engines)('a new database on $name', (engine) => {
  let atmosfera: Atmosfera
  let database: TestDatabase
  let close: () => Promise<void>

  beforeAll(async () => {
    ;({ atmosfera, database, close } = await openAtmosfera(engine))
  })

  afterAll(async () => {
    await close?.()
  })

  it('has the six dimensions of ATMF in their order, of equal weight', async () => {
    const rows = await database.query<{ name: string; weight: string; position: number }>(
      `SELECT name, weight::text, position FROM atmosfera.maturity_dimensions ORDER BY id`,
    )
    expect(rows).toEqual([
      { name: 'Automation Intelligence', weight: '1.00', position: 1 },
      { name: 'Quality Engineering', weight: '1.00', position: 2 },
      { name: 'Risk Management', weight: '1.00', position: 3 },
      { name: 'Process Optimization', weight: '1.00', position: 4 },
      { name: 'Team Collaboration', weight: '1.00', position: 5 },
      { name: 'Continuous Improvement', weight: '1.00', position: 6 },
    ])
  })

  it('has thirty levels, each with a description and at least three criteria', async () => {
    const rows = await database.query<{ level: number; name: string; described: boolean; criteria: number }>(
      `SELECT level, name, length(description) > 40 AS described, jsonb_array_length(criteria) AS criteria
      FROM atmosfera.maturity_levels ORDER BY dimension_id, level`,
    )
    expect(rows).toHaveLength(30)
    const names = ['Foundation', 'Developing', 'Defined', 'Managed', 'Optimizing']
    for (const [index, row] of rows.entries()) {
      expect(row).toMatchObject({ level: (index % 5) + 1, name: names[index % 5], described: true })
      expect(row.criteria).toBeGreaterThanOrEqual(3)
    }
  })

  it('has the model of the package, criterion by criterion', async () => {
    const project = await atmosfera.system.projects.create({ name: 'Checkout' })
    expect(await atmosfera.system.maturity.model({ projectId: project.id })).toEqual(atmf)
    const [stored] = await database.query<{ definition: unknown }>(
      `SELECT definition FROM atmosfera.maturity_model_versions`,
    )
    expect(stored?.definition).toEqual(atmf)
  })

  it('measures at least half of all criteria, and asks about the rest', async () => {
    const rows = await database.query<{ criterion: Parameters<typeof isMeasured>[0] }>(
      `SELECT jsonb_array_elements(criteria) AS criterion FROM atmosfera.maturity_levels`,
    )
    const measured = rows.filter(({ criterion }) => isMeasured(criterion))
    expect(measured.length).toBeGreaterThanOrEqual(rows.length / 2)
    for (const { criterion } of rows) {
      if (!isMeasured(criterion)) expect(criterion.question).toMatch(/\?$/)
    }
  })

  it('has the seven settings of the specification, and keeps the API keys secret', async () => {
    const { items } = await atmosfera.system.settings.list()
    expect(items.map(({ key, value, category, secret }) => [key, value, category, secret])).toEqual([
      ['openai_api_key', '', 'AI', true],
      ['openai_model', 'gpt-4o', 'AI', false],
      ['anthropic_api_key', '', 'AI', true],
      ['anthropic_model', 'claude-3-7-sonnet-20250219', 'AI', false],
      ['max_ai_requests_per_hour', '1000', 'AI', false],
      ['session_timeout_hours', '24', 'Security', false],
      ['password_min_length', '8', 'Security', false],
    ])
  })

  it('has no user, no project and no access: whoever opens it first makes them', async () => {
    const fresh = await engine.createDatabase()
    const [counts] = await fresh.query(`SELECT (SELECT count(*)::int FROM atmosfera.users) AS users,
      (SELECT count(*)::int FROM atmosfera.projects) AS projects,
      (SELECT count(*)::int FROM atmosfera.user_project_access) AS access`)
    expect(counts).toEqual({ users: 0, projects: 0, access: 0 })
    await fresh.drop()
  })
})
