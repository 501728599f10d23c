/** A project may be larger than memory: the processes that export and import it stay small. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildCli, type CliProcess } from '../support/cli-process.js'
import { postgresEngines, type TestDatabase } from '../support/engines.js'

const mebibyte = 1_048_576
const folder = mkdtempSync(join(tmpdir(), 'atmosfera-memory-'))

describe.each(postgresEngines.slice(-1))('The process that moves a project of 200 MB on $name', (engine) => {
  let cli: CliProcess
  let database: TestDatabase

  beforeAll(async () => {
    cli = buildCli()
    database = await engine.createDatabase()
    await database.query(`
      INSERT INTO atmosfera.projects (id, name) VALUES (900, 'Large');
      INSERT INTO atmosfera.documents (project_id, title, type, content)
        SELECT 900, 'd', 'plan', repeat(md5(n::text), 10000) FROM generate_series(1, 500) AS n;
      INSERT INTO atmosfera.jira_tickets (project_id, jira_key, summary, status, description)
        SELECT 900, 'SHOP-' || n, 's', 'Open', repeat(md5(n::text), 30) FROM generate_series(1, 40000) AS n`)
  })

  afterAll(async () => {
    cli?.remove()
    await database?.drop()
    rmSync(folder, { recursive: true, force: true })
  })

  it('stays small, out and in', async () => {
    const file = join(folder, 'large.ndjson')
    const on = ['--database', String(database.database), '--json']
    const out = await cli.run(['export', '--project', 'Large', '--out', file, ...on])
    expect({
      status: out.status,
      bytes: Number((JSON.parse(out.stdout) as { bytes: number }).bytes) > 180_000_000,
    }).toEqual({
      status: 0,
      bytes: true,
    })
    const back = await cli.run(['import', 'project', file, '--project', 'Large again', ...on])
    expect({ status: back.status, report: JSON.parse(back.stdout) }).toMatchObject({
      status: 0,
      report: { created: 40_500 },
    })
    for (const { peakMemory } of [out, back]) {
      expect(peakMemory / mebibyte).toBeLessThan(330)
      // It does not hold the project, which takes twice as much and more; and it was measured at all.
      expect(peakMemory / mebibyte).toBeGreaterThan(40)
    }
  })
})
