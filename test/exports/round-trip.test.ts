/** What a project holds comes out, and goes into another one, in this database or in another: the same it is. */
import { rmSync } from 'node:fs'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWorld, type World } from '../isolation/world.js'
import { readCatalogue } from '../support/catalogue.js'
import { anyProject } from '../support/coverage-project.js'
import { engines } from '../support/engines.js'
import { contentOf, exportOf, linesOf, writeExport } from '../support/exported.js'
import { anyMeasuredProject, asOf } from '../support/maturity-project.js'
import { addUser } from '../support/people.js'
import { insertRows, reserveIds } from '../support/rows.js'
import { storeMeasured } from '../support/store-measured.js'
import { storeProject } from '../support/store-project.js'
import { useAtmosfera } from '../support/use-atmosfera.js'

const catalogue = await readCatalogue()

/** What belongs to where a project is kept, and why each column of the others is not in an export. */
const leftOut: Readonly<Record<string, readonly string[] | 'altogether'>> = {
  audit_log: 'altogether',
  coverage_counts: 'altogether',
  coverage_days: 'altogether',
  coverage_marks: 'altogether',
  test_case_coverage: 'altogether',
  test_case_results: 'altogether',
  ticket_coverage: 'altogether',
  user_project_access: 'altogether',
  forge_codes: 'altogether',
  forge_projects: 'altogether',
  jira_connections: 'altogether',
  jira_sync_logs: 'altogether',
  jira_sync_seen: 'altogether',
  jira_webhook_events: 'altogether',
  jira_write_backs: 'altogether',
  projects: ['created_at', 'updated_at'],
}

describe('an export', () => {
  it('has every column of every table of a project, unless it is left out on purpose', async () => {
    const { projectKind, projectKinds } = await import('../../packages/core/src/database/project-kinds.js')
    const exported = new Map(
      [projectKind, ...projectKinds].map(({ table, fields }) => [table, fields.map((field) => field.column)]),
    )
    const missing = catalogue.tables.flatMap(({ name, project, columns }) => {
      const without = leftOut[name]
      if (without === 'altogether') return []
      const known = [
        ...(exported.get(name) ?? []),
        ...(without ?? []),
        project,
        ...(name === 'projects' ? ['name'] : []),
      ]
      return columns.filter((column) => !known.includes(column)).map((column) => `${name}.${column}`)
    })
    expect(missing).toEqual([])
  })
})

describe.each(
  engines.map((engine, index) => ({ engine, other: engines[(index + 1) % engines.length] ?? engine })),
)('from $engine.name into itself and into $other.name,', ({ engine, other }) => {
  const clock = () => asOf
  const here = useAtmosfera(engine, { clock })
  const there = useAtmosfera(other, { clock })
  const numRuns = engine.kind === 'pglite' ? 8 : 12

  const copyOf = async (text: string, to: typeof here) => {
    const projectId = await to.newProject('A copy')
    const report = await to.system.imports.project({ projectId, file: new Blob([text]) })
    return { projectId, report }
  }

  describe('a project with everything in it', () => {
    let world: World
    beforeAll(async () => {
      world = await openWorld(engine, { clock })
    })
    afterAll(async () => {
      await world?.close()
    })

    it('is the same again in the same database, people included', async () => {
      const { atmosfera, alpha } = world
      const text = await linesOf(atmosfera.system, alpha.projectId)
      const { id: projectId } = await atmosfera.system.projects.create({ name: 'A copy' })
      const report = await atmosfera.system.imports.project({ projectId, file: new Blob([text]) })
      expect(report).toMatchObject({ unchanged: 0, unknownPeople: [] })
      expect(Object.entries(report.records).filter(([, count]) => count === 0)).toEqual([])
      expect(await contentOf(atmosfera.system, projectId)).toEqual(
        await contentOf(atmosfera.system, alpha.projectId),
      )
      const insight = async (id: number) => ({
        coverage: { ...(await atmosfera.system.coverage.summary({ projectId: id })), projectId: 0 },
        maturity: { ...(await atmosfera.system.maturity.report({ projectId: id })), projectId: 0 },
      })
      expect(await insight(projectId)).toEqual(await insight(alpha.projectId))
    })

    it('is the same again in another database, where people with the same names are meant', async () => {
      const { atmosfera, alpha } = world
      const text = await linesOf(atmosfera.system, alpha.projectId)
      const unknown = await copyOf(text, there)
      expect(unknown.report.unknownPeople).toEqual([alpha.keeperLogin])
      expect(await linesOf(there.system, unknown.projectId)).not.toContain(alpha.keeperLogin)

      await addUser(there.atmosfera, alpha.keeperLogin)
      const known = await copyOf(text, there)
      expect(known.report.unknownPeople).toEqual([])
      expect(await contentOf(there.system, known.projectId)).toEqual(
        await contentOf(atmosfera.system, alpha.projectId),
      )
    })

    it('is the same again by way of CSV', async () => {
      const { atmosfera, alpha } = world
      const folder = writeExport(await exportOf(atmosfera.system, alpha.projectId, 'csv'))
      const { id: projectId } = await atmosfera.system.projects.create({ name: 'A copy' })
      await atmosfera.system.imports.project({ projectId, file: folder })
      rmSync(folder, { recursive: true })
      expect(await contentOf(atmosfera.system, projectId)).toEqual(
        await contentOf(atmosfera.system, alpha.projectId),
      )
    })

    it('is not changed by what was exported from it, and a copy not by what it was made of', async () => {
      const { atmosfera, alpha } = world
      const text = await linesOf(atmosfera.system, alpha.projectId)
      const again = { created: 0, unchanged: text.trimEnd().split('\n').length - 2 }
      const import_ = (projectId: number) =>
        atmosfera.system.imports.project({ projectId, file: new Blob([text]) })
      expect(await import_(alpha.projectId)).toMatchObject(again)
      const { projectId } = await copyOf(text, there)
      expect(await there.system.imports.project({ projectId, file: new Blob([text]) })).toMatchObject(again)
      expect(await linesOf(atmosfera.system, alpha.projectId)).toBe(text)
    })
  })

  it('any project has the same records and the same coverage', async () => {
    await fc.assert(
      fc.asyncProperty(anyProject, fc.array(fc.nat(999)), async (project, microseconds) => {
        const { projectId } = await storeProject(here.database, project, microseconds)
        const copy = await copyOf(await linesOf(here.system, projectId), there)
        expect(await contentOf(there.system, copy.projectId)).toEqual(await contentOf(here.system, projectId))
        const summary = { ...(await here.system.coverage.summary({ projectId })), projectId: copy.projectId }
        expect(await there.system.coverage.summary({ projectId: copy.projectId })).toEqual(summary)
      }),
      { numRuns },
    )
  })

  it('any project has the same maturity', async () => {
    await fc.assert(
      fc.asyncProperty(anyMeasuredProject, async (project) => {
        const projectId = await storeMeasured(here.database, project)
        const copy = await copyOf(await linesOf(here.system, projectId), here)
        expect(await contentOf(here.system, copy.projectId)).toEqual(await contentOf(here.system, projectId))
        const report = { ...(await here.system.maturity.report({ projectId })), projectId: copy.projectId }
        expect(await here.system.maturity.report({ projectId: copy.projectId })).toEqual(report)
      }),
      { numRuns },
    )
  })

  it('any text and any JSON is the same again, as lines of JSON and as CSV', async () => {
    const anyText = fc.option(
      fc
        .oneof(
          fc.string({ unit: 'grapheme' }),
          fc.constantFrom(
            '',
            "'",
            "''",
            '=1+1',
            '+1',
            '-1',
            '@x',
            '\t',
            ' a ',
            '\r',
            'a\r\nb',
            '"',
            'null',
            '1',
            '[]',
            ';',
            ',a',
          ),
        )
        .map((text) => text.replaceAll('\0', '')),
    )
    // Databases order the keys of objects, and know no minus zero.
    const anyJson = fc
      .jsonValue()
      .map((value) => JSON.parse(JSON.stringify(value).replaceAll('\\u0000', '')) as unknown)
    const anyRow = fc.record({
      description: anyText,
      preconditions: anyText,
      test_data: fc.option(anyJson),
      source_file: anyText,
    })
    await fc.assert(
      fc.asyncProperty(fc.array(anyRow, { maxLength: 6 }), async (rows) => {
        const projectId = reserveIds()
        await insertRows(here.database, {
          projects: [{ id: projectId, name: 'Texts' }],
          test_cases: rows.map((row, index) => ({
            id: projectId + index,
            project_id: projectId,
            title: 't',
            tags: [],
            ...row,
          })),
        })
        const content = await contentOf(here.system, projectId)
        const copy = await copyOf(await linesOf(here.system, projectId), here)
        expect(await contentOf(here.system, copy.projectId)).toEqual(content)

        const folder = writeExport(await exportOf(here.system, projectId, 'csv'))
        const ofCsv = await here.newProject('A copy')
        await here.system.imports.project({ projectId: ofCsv, file: folder })
        rmSync(folder, { recursive: true })
        expect(await contentOf(here.system, ofCsv)).toEqual(content)
      }),
      { numRuns },
    )
  })
})
