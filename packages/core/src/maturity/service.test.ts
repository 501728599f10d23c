/** Maturity as a team meets it: assessing, answering, reports of today and of any day, and how others fare. */
import { describe, expect, it } from 'vitest'
import { engines } from '../../../../test/support/engines.js'
import { useAtmosfera } from '../../../../test/support/use-atmosfera.js'
import { atmf } from './model.js'
import type { AssessDimension } from './types.js'

const now = new Date('2026-06-30T12:00:00Z')
const risk = 'Risk Management'

describe.each(engines)('maturity on $name', (engine) => {
  const opened = useAtmosfera(engine, { clock: () => now })

  const dimensionOf = async (projectId: number, name: string, query: object = {}) => {
    const { dimensions } = await opened.system.maturity.report({ projectId, ...query })
    const dimension = dimensions.find((one) => one.name === name)
    if (dimension === undefined) throw new Error(`the report has no dimension ${name}`)
    return dimension
  }

  const assess = (projectId: number, given: Partial<AssessDimension>) =>
    opened.system.maturity.assess({ projectId, dimension: risk, ...given })

  describe('a report', () => {
    it('gives the worked example of the documentation', async () => {
      const projectId = await opened.newProject()
      await opened.system.maturity.saveModel({
        projectId,
        model: {
          ...atmf,
          dimensions: atmf.dimensions.map((one) => (one.name === risk ? { ...one, weight: 2 } : one)),
        },
      })
      const assessed = [
        { dimension: 'Automation Intelligence', currentLevel: 3, targetLevel: 4 },
        { dimension: 'Quality Engineering', currentLevel: 2, targetLevel: 4 },
        { dimension: 'Risk Management', currentLevel: 4, targetLevel: 4 },
        { dimension: 'Process Optimization', currentLevel: 1, targetLevel: 3 },
        { dimension: 'Continuous Improvement', currentLevel: 2 },
      ] as const
      for (const one of assessed) await assess(projectId, one)
      const report = await opened.system.maturity.report({ projectId })
      expect(report).toMatchObject({ projectId, asOf: now, average: 2.67, gatedLevel: 1 })
      expect(report.confidence).toBeCloseTo(0.857, 3)
      expect(report.dimensions.map(({ gap }) => gap)).toEqual([3, 8, 0, 8, null, null])
      expect(report.gaps.map(({ dimension, rank }) => [rank, dimension])).toEqual([
        [1, 'Quality Engineering'],
        [2, 'Process Optimization'],
        [3, 'Automation Intelligence'],
      ])
    })

    it('shows what was assessed beside what was measured, and where they differ', async () => {
      const projectId = await opened.newProject()
      await assess(projectId, { dimension: 'Continuous Improvement', currentLevel: 1 })
      const improvement = await dimensionOf(projectId, 'Continuous Improvement')
      // Assessing today is itself something that the dimension asks for.
      expect(improvement).toMatchObject({ assessed: 1, level: 1, basis: 'assessed' })
      expect(improvement.derived).toBeGreaterThan(1)
      expect(improvement.criteria).toContainEqual(
        expect.objectContaining({
          id: 'CI-1.1',
          status: 'met',
          value: 0,
          metric: 'improvement.assessmentAgeDays',
        }),
      )
      const { disagreements } = await opened.system.maturity.report({ projectId })
      expect(disagreements.map(({ dimension }) => dimension)).toEqual(['Continuous Improvement'])
      const derivedFirst = await dimensionOf(projectId, 'Continuous Improvement', { basis: 'derivedFirst' })
      expect(derivedFirst).toMatchObject({ level: improvement.derived, basis: 'derived' })
    })

    it('of an earlier day is without what came later', async () => {
      const projectId = await opened.newProject()
      await assess(projectId, { currentLevel: 2, assessmentDate: '2026-05-01T15:00:00Z' })
      await assess(projectId, { currentLevel: 3, assessmentDate: '2026-06-01T15:00:00Z' })
      const levelAsOf = async (asOf?: string) => (await dimensionOf(projectId, risk, { asOf })).assessed
      expect(await levelAsOf()).toBe(3)
      // A date without a time means the end of that day.
      expect(await levelAsOf('2026-06-01')).toBe(3)
      expect(await levelAsOf('2026-06-01T14:59:59.999Z')).toBe(2)
      expect(await levelAsOf('2026-04-30')).toBeNull()
    })

    it('takes an assessment without a date for older than any other', async () => {
      const projectId = await opened.newProject()
      await assess(projectId, { currentLevel: 2, assessmentDate: '2026-05-01' })
      await opened.database.query(
        `INSERT INTO atmosfera.assessments (project_id, dimension_id, current_level, assessment_date)
          SELECT $1, id, 5, NULL FROM atmosfera.maturity_dimensions WHERE project_id IS NULL AND name = $2`,
        [projectId, risk],
      )
      expect(await dimensionOf(projectId, risk)).toMatchObject({ assessed: 2 })
    })

    it('leaves out a dimension that does not apply, and counts old evidence for less', async () => {
      const projectId = await opened.newProject()
      await assess(projectId, { currentLevel: 4, assessmentDate: '2026-06-20' })
      const fresh = await dimensionOf(projectId, risk)
      const aged = await dimensionOf(projectId, risk, { evidenceLifetimeDays: 7 })
      expect([fresh.stale, aged.stale, aged.level]).toEqual([false, true, 4])
      expect(await dimensionOf(projectId, risk, { notApplicable: [risk] })).toMatchObject({
        applicable: false,
      })
    })
  })

  describe('assessing', () => {
    it('records who found what, when, and by which version of the model', async () => {
      const projectId = await opened.newProject()
      const { maturity, userId } = await opened.member(projectId, 'write')
      const assessment = await maturity.assess({
        projectId,
        dimension: risk,
        currentLevel: 2,
        targetLevel: 4,
        evidence: 'Risk workshop of 28 May',
      })
      expect(assessment).toMatchObject({
        projectId,
        userId,
        currentLevel: 2,
        targetLevel: 4,
        evidence: 'Risk workshop of 28 May',
        notes: null,
        assessmentDate: now,
        modelVersion: 1,
      })
      const { items } = await maturity.listAssessments({ projectId, userId })
      expect(items).toEqual([assessment])
      expect((await dimensionOf(projectId, risk)).assessment).toMatchObject({
        assessor: userId,
        modelVersion: 1,
      })
    })

    it('counts each of several assessors once, and picks among them as asked', async () => {
      const projectId = await opened.newProject()
      const found = [
        { level: 5, date: '2026-06-01' },
        { level: 2, date: '2026-06-02' },
        { level: 3, date: '2026-06-03' },
      ] as const
      for (const { level, date } of found) {
        const { maturity } = await opened.member(projectId, 'write')
        // What somebody found before does not count beside what they found since.
        await maturity.assess({ projectId, dimension: risk, currentLevel: 1, assessmentDate: '2026-05-01' })
        await maturity.assess({ projectId, dimension: risk, currentLevel: level, assessmentDate: date })
      }
      const levelBy = async (assessors?: 'latest' | 'median' | 'lowest') =>
        (await dimensionOf(projectId, risk, { assessors })).assessed
      expect([
        await levelBy(),
        await levelBy('latest'),
        await levelBy('median'),
        await levelBy('lowest'),
      ]).toEqual([3, 3, 3, 2])
      await assess(projectId, { currentLevel: 5 })
      expect([await levelBy('latest'), await levelBy('median'), await levelBy('lowest')]).toEqual([5, 3, 2])
    })

    it('may state a target alone, which leaves the level', async () => {
      const projectId = await opened.newProject()
      await assess(projectId, { currentLevel: 2, assessmentDate: '2026-06-01' })
      await assess(projectId, { targetLevel: 3 })
      expect(await dimensionOf(projectId, risk)).toMatchObject({ assessed: 2, target: 3, gap: 3 })
      await expect(assess(projectId, { evidence: 'nothing' })).rejects.toMatchObject({
        code: 'validation_failed',
      })
    })

    it('is refused for a dimension that the model does not have, and names those that it has', async () => {
      const projectId = await opened.newProject()
      await expect(assess(projectId, { dimension: 'Speed', currentLevel: 1 })).rejects.toMatchObject({
        code: 'not_found',
        message: expect.stringContaining('Risk Management'),
      })
    })

    it('takes the right to write; what should never have been made can be deleted', async () => {
      const projectId = await opened.newProject()
      const { id } = await assess(projectId, { currentLevel: 5 })
      const reader = await opened.member(projectId, 'read')
      const stranger = await opened.member(await opened.newProject(), 'manage')
      await expect(
        reader.maturity.assess({ projectId, dimension: risk, currentLevel: 1 }),
      ).rejects.toMatchObject({ code: 'permission_denied' })
      await expect(reader.maturity.deleteAssessment(id)).rejects.toMatchObject({ code: 'permission_denied' })
      await expect(stranger.maturity.deleteAssessment(id)).rejects.toMatchObject({ code: 'not_found' })
      await expect(stranger.maturity.report({ projectId })).rejects.toMatchObject({ code: 'not_found' })
      await opened.system.maturity.deleteAssessment(id)
      expect(await dimensionOf(projectId, risk)).toMatchObject({ assessed: null, level: null })
    })
  })

  describe('answering', () => {
    it('decides a manual criterion; the newest answer counts and the others stay', async () => {
      const projectId = await opened.newProject()
      const answer = (value: 'yes' | 'no', answeredAt: string) =>
        opened.system.maturity.answer({ projectId, criterionId: 'CI-1.3', answer: value, answeredAt })
      await answer('no', '2026-06-01')
      await answer('yes', '2026-06-02')
      const criterion = async (asOf?: string) =>
        (await dimensionOf(projectId, 'Continuous Improvement', { asOf })).criteria.find(
          ({ id }) => id === 'CI-1.3',
        )
      expect(await criterion()).toMatchObject({ status: 'met', answer: 'yes' })
      expect(await criterion('2026-06-01')).toMatchObject({ status: 'unmet', answer: 'no' })
      expect(await criterion('2026-05-31')).toMatchObject({ status: 'inconclusive', answer: null })
      const { items } = await opened.system.maturity.listAnswers({ projectId, criterionId: 'CI-1.3' })
      expect(items.map((entry) => entry.answer)).toEqual(['no', 'yes'])
    })

    it('is refused where a metric decides, and for what the model does not ask', async () => {
      const projectId = await opened.newProject()
      const answer = (criterionId: string) =>
        opened.system.maturity.answer({ projectId, criterionId, answer: 'yes' })
      await expect(answer('CI-1.1')).rejects.toMatchObject({
        code: 'validation_failed',
        message: expect.stringContaining('improvement.assessmentAgeDays'),
      })
      await expect(answer('XX-1.1')).rejects.toMatchObject({ code: 'not_found' })
    })
  })

  describe('progress', () => {
    it('scores the end of each month', async () => {
      const projectId = await opened.newProject()
      await assess(projectId, { currentLevel: 1, assessmentDate: '2026-04-10' })
      await assess(projectId, { currentLevel: 3, assessmentDate: '2026-05-30T23:30:00Z' })
      const others = atmf.dimensions.map(({ name }) => name).filter((name) => name !== risk)
      const points = await opened.system.maturity.progress({
        projectId,
        from: '2026-03-30',
        to: '2026-06-30',
        notApplicable: others,
      })
      expect(
        points.map(({ date, average, gatedLevel, levels }) => [date, average, gatedLevel, levels[risk]]),
      ).toEqual([
        ['2026-03-30', null, null, null],
        ['2026-04-30', 1, 1, 1],
        ['2026-05-30', 3, 3, 3],
        ['2026-06-30', 3, 3, 3],
      ])
      expect(points.map(({ confidence }) => confidence)).toEqual([0, 1, 1, 1])
    })

    it('is refused for more than 120 points', async () => {
      const projectId = await opened.newProject()
      const progress = opened.system.maturity.progress({ projectId, from: '2000-01-01', to: '2026-06-30' })
      await expect(progress).rejects.toMatchObject({ code: 'validation_failed' })
    })
  })

  describe('a benchmark', () => {
    const others = atmf.dimensions.map(({ name }) => name).filter((name) => name !== risk)

    it('needs five other projects that have an average, and sees only those the caller may see', async () => {
      const projectId = await opened.newProject()
      const member = await opened.member(projectId, 'read')
      const benchmark = () => member.maturity.benchmark({ projectId, notApplicable: others })
      await assess(projectId, { currentLevel: 3 })
      const levels = [1, 2, 4, 5, 3] as const
      const share = async (level: (typeof levels)[number] | null) => {
        const other = await opened.newProject()
        if (level !== null) await assess(other, { currentLevel: level })
        await opened.system.projects.grantAccess({
          projectId: other,
          userId: member.userId,
          accessLevel: 'read',
        })
      }
      // A project of somebody else's, which must count nowhere, and one without an average.
      await assess(await opened.newProject(), { currentLevel: 5 })
      await share(null)
      for (const level of levels.slice(0, 4)) await share(level)
      expect(await benchmark()).toEqual({ projectId, average: 3, others: 4, median: null, ahead: null })
      await share(3)
      // Behind are the projects at 1 and 2: two of five.
      expect(await benchmark()).toEqual({ projectId, average: 3, others: 5, median: 3, ahead: 0.4 })
      await share(1)
      expect(await benchmark()).toEqual({ projectId, average: 3, others: 6, median: 2.5, ahead: 0.5 })
    })
  })
})
