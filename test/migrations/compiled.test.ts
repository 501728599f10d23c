/** The SQL of migrations/ is what the package carries, and what Drizzle's schema would generate. */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { generateDrizzleJson, generateMigration } from 'drizzle-kit/api'
import { describe, expect, it } from 'vitest'
import { migrations } from '../../packages/core/src/database/migrations.generated.js'
import * as schema from '../../packages/core/src/schema/index.js'

const root = fileURLToPath(new URL('../../', import.meta.url))

describe('the migrations', () => {
  it('are compiled into the package as they are written', () => {
    const check = spawnSync(process.execPath, ['--import', 'tsx', 'migrations/compile.ts', '--check'], {
      cwd: root,
      encoding: 'utf8',
    })
    expect(check.stderr).toBe('')
    expect(check.status).toBe(0)
  })

  it('leave nothing for drizzle-kit to generate', async () => {
    type Snapshot = ReturnType<typeof generateDrizzleJson>
    const newest = JSON.parse(readFileSync(`${root}migrations/meta/0012_snapshot.json`, 'utf8')) as Snapshot
    expect(await generateMigration(newest, generateDrizzleJson(schema, newest.id))).toEqual([])
  })

  it('are numbered from 0 without gaps, and none of them breaks an older package', () => {
    expect(migrations.map(({ id }) => id)).toEqual(migrations.map((_, index) => index))
    expect(migrations.filter(({ breaking }) => breaking)).toEqual([])
  })

  it('name no PostgreSQL schema: that is the choice of whoever runs them', () => {
    for (const { name, sql } of migrations)
      expect(`${name}: ${/"?public"?\./.exec(sql)?.[0]}`).toBe(`${name}: undefined`)
  })
})
