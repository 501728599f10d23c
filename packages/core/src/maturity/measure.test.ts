/** Every metric of the catalogue: what SQL measures is what docs/maturity.md says, over the same generated rows. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { engines } from '../../../../test/support/engines.js'
import { anyMeasuredProject, asOf } from '../../../../test/support/maturity-project.js'
import { measurePurely, newestEvidence } from '../../../../test/support/pure-metrics.js'
import { storeMeasured } from '../../../../test/support/store-measured.js'
import { useAtmosfera } from '../../../../test/support/use-atmosfera.js'
import { metricNames } from './metric-names.js'

describe.each(engines)('the metrics of maturity on $name', (engine) => {
  const numRuns = engine.kind === 'pglite' ? 50 : 150
  const opened = useAtmosfera(engine)

  it('are those that the formulas give, null cases included', async () => {
    await fc.assert(
      fc.asyncProperty(anyMeasuredProject, async (project) => {
        const projectId = await storeMeasured(opened.database, project)
        const { metrics, newestEvidenceAt } = await opened.system.maturity.measure({ projectId, asOf })
        const expected = measurePurely(project, asOf)
        expect(Object.keys(metrics).toSorted()).toEqual([...metricNames].toSorted())
        for (const name of metricNames) {
          const [measured, wanted] = [metrics[name] ?? null, expected[name]]
          if (wanted === null || measured === null) expect({ [name]: measured }).toEqual({ [name]: wanted })
          else expect(measured, name).toBeCloseTo(wanted, 9)
        }
        expect(newestEvidenceAt).toEqual(newestEvidence(project, asOf))
      }),
      { numRuns },
    )
  })

  it('are all unknown for a project in which nothing happened', async () => {
    const projectId = await opened.newProject()
    const { metrics, newestEvidenceAt } = await opened.system.maturity.measure({ projectId })
    expect(metrics).toEqual(Object.fromEntries(metricNames.map((name) => [name, null])))
    expect(newestEvidenceAt).toBeNull()
  })

  it('see what was stored a moment ago, whatever part of a millisecond that was', async () => {
    const projectId = await opened.newProject()
    const now = '2026-06-30 12:00:00.123456'
    await opened.database.query(
      `INSERT INTO atmosfera.jira_tickets (project_id, jira_key, summary, status, created_at) VALUES ($1, 'SHOP-1', 'new', 'Open', $2)`,
      [projectId, now],
    )
    await opened.database.query(
      `INSERT INTO atmosfera.assessments (project_id, dimension_id, current_level, assessment_date)
        SELECT $1, min(id), 1, $2 FROM atmosfera.maturity_dimensions`,
      [projectId, now],
    )
    const { metrics } = await opened.system.maturity.measure({
      projectId,
      asOf: new Date('2026-06-30T12:00:00.123Z'),
    })
    expect(metrics).toMatchObject({ 'coverage.linked': 0, 'improvement.assessmentAgeDays': 0 })
  })
})

describe('the projects that the metrics are held against', () => {
  it.each(metricNames)('know no %s at times, and several values of it', (name) => {
    const values = samples.map((project) => project[name])
    expect(values).toContain(null)
    expect(new Set(values).size).toBeGreaterThan(3)
  })
})

const samples = fc
  .sample(anyMeasuredProject, { numRuns: 500, seed: 1 })
  .map((project) => measurePurely(project, asOf))
