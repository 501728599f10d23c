import { describe, expect, it } from 'vitest'
import { ValidationError } from '../errors.js'
import type { Assessment } from './assessments.js'
import type { ManualAnswer } from './criteria.js'
import type { MaturityInput } from './input.js'
import { type LevelNumber, levelNumbers } from './levels.js'
import type { MaturityModel } from './model/types.js'
import { atmf } from './model.js'
import { scoreMaturity } from './scoring.js'

const asOf = new Date('2026-06-30T12:00:00Z')
const daysAgo = (days: number): Date => new Date(asOf.getTime() - days * 24 * 60 * 60 * 1000)

const assess = (
  dimension: string,
  currentLevel: LevelNumber | null,
  given: Partial<Assessment> = {},
): Assessment => ({ dimension, assessor: 'ada', currentLevel, date: daysAgo(10), ...given })

/** Two dimensions: of Automation, level n asks for a ratio of n × 0.2; of Care, it asks a question. */
const small: MaturityModel = {
  name: 'Small',
  version: 3,
  dimensions: [
    {
      name: 'Automation',
      description: 'How much runs by itself.',
      weight: 1,
      levels: levelNumbers.map((level) => ({
        level,
        name: `Level ${level}`,
        description: `What level ${level} means.`,
        criteria: [
          {
            id: `A-${level}`,
            text: `Level ${level}.`,
            metric: 'automation.ratio',
            op: '>=',
            value: level / 5,
          },
        ],
      })),
    },
    {
      name: 'Care',
      description: 'How well people look after it.',
      weight: 3,
      levels: levelNumbers.map((level) => ({
        level,
        name: `Level ${level}`,
        description: `What level ${level} means.`,
        criteria: [{ id: `C-${level}`, text: `Level ${level}.`, question: `Is level ${level} met?` }],
      })),
    },
  ],
}

const automated = (ratio: number | null, newestEvidenceAt: Date | null = asOf) => ({
  metrics: { 'automation.ratio': ratio },
  newestEvidenceAt,
})

const answer = (criterionId: string, given: Partial<ManualAnswer> = {}): ManualAnswer => ({
  criterionId,
  answer: 'yes',
  answeredAt: daysAgo(10),
  ...given,
})

const score = (input: Partial<MaturityInput>) => scoreMaturity({ model: small, asOf, ...input })

describe('scoreMaturity', () => {
  it('gives the worked example of the guide', () => {
    const weights = [1, 1, 2, 1, 1, 1]
    const levels = [3, 2, 4, 1, null, 2] as const
    const targets = [4, 4, 4, 3, null, null] as const
    const model: MaturityModel = {
      ...atmf,
      dimensions: atmf.dimensions.map((dimension, index) => ({ ...dimension, weight: weights[index] ?? 1 })),
    }
    const assessments = model.dimensions.flatMap(({ name }, index) => {
      const level = levels[index] ?? null
      return level === null ? [] : [assess(name, level, { targetLevel: targets[index] ?? null })]
    })

    const report = scoreMaturity({ projectId: 7, model, asOf, assessments })

    expect(report).toMatchObject({ projectId: 7, model: { name: 'ATMF', version: 1 }, asOf })
    expect(report.average).toBe(2.67)
    expect(report.gatedLevel).toBe(1)
    expect(report.confidence).toBeCloseTo(6 / 7, 12)
    expect(report.dimensions.map(({ level }) => level)).toEqual(levels)
    expect(report.dimensions.map(({ gap }) => gap)).toEqual([3, 8, 0, 8, null, null])
    expect(report.gaps.map(({ rank, dimension, gap }) => [rank, dimension, gap])).toEqual([
      [1, 'Quality Engineering', 8],
      [2, 'Process Optimization', 8],
      [3, 'Automation Intelligence', 3],
    ])
    expect(report.roadmap.map(({ dimension, from, to }) => [dimension, from, to])).toEqual([
      ['Quality Engineering', 2, 3],
      ['Process Optimization', 1, 2],
      ['Automation Intelligence', 3, 4],
    ])
  })

  it('knows nothing where nothing is given', () => {
    const report = scoreMaturity({ asOf })
    expect(report).toMatchObject({
      projectId: null,
      average: null,
      gatedLevel: null,
      confidence: 0,
      belowFoundation: [],
      gaps: [],
      roadmap: [],
      disagreements: [],
    })
    expect(report.dimensions).toHaveLength(6)
    expect(report.dimensions.every(({ level, derived, basis }) => !level && !derived && !basis)).toBe(true)
  })

  it('lets a team that has started reach Foundation everywhere', () => {
    const started = {
      'coverage.linked': 0.01,
      'coverage.executed': 0.01,
      'coverage.passing': 0.005,
      'automation.ratio': 0.02,
      'automation.exercisedRatio': 0.1,
      'execution.freshnessDays': 20,
      'process.cycleCompletion': 0.3,
      'collaboration.contributors': 1,
      'improvement.assessmentAgeDays': 200,
    }
    const report = scoreMaturity({ asOf, measurements: { metrics: started, newestEvidenceAt: daysAgo(20) } })
    expect(report.dimensions.map(({ derived }) => derived)).toEqual([1, 1, 1, 1, 1, 1])
    expect(report).toMatchObject({ average: 1, gatedLevel: 1, belowFoundation: [] })
    expect(report.confidence).toBeGreaterThan(0)
    expect(report.confidence).toBeLessThan(1)
  })
})

describe('a dimension below Foundation', () => {
  const below = {
    measurements: automated(0.1),
    assessments: [assess('Automation', null, { targetLevel: 2 }), assess('Care', 3)],
  }

  it('has no level, because the scale has no 0, and is named in the report', () => {
    const report = score(below)
    expect(report.dimensions[0]).toMatchObject({ level: null, basis: 'derived', belowFoundation: true })
    expect(report).toMatchObject({
      belowFoundation: ['Automation'],
      average: 3,
      gatedLevel: 3,
      confidence: 0.75,
    })
  })

  it('counts as 0 towards its target, and its way starts with Foundation', () => {
    const report = score(below)
    expect(report.gaps).toMatchObject([{ dimension: 'Automation', current: 0, target: 2, gap: 8 }])
    expect(report.roadmap).toMatchObject([{ from: 0, to: 1, steps: [{ criterion: { id: 'A-1' } }] }])
  })

  it('is overruled by an assessment, and the report says that they disagree', () => {
    const report = score({ measurements: automated(0.1), assessments: [assess('Automation', 3)] })
    expect(report.dimensions[0]).toMatchObject({ level: 3, derived: null, belowFoundation: false })
    expect(report.belowFoundation).toEqual([])
    expect(report.disagreements).toMatchObject([
      { dimension: 'Automation', assessed: 3, derived: null, because: 'unmet', deciding: [{ id: 'A-1' }] },
    ])
  })

  it('overrules an assessment where the caller trusts facts more', () => {
    const given = { measurements: automated(0.1), assessments: [assess('Automation', 3)] }
    expect(score({ ...given, options: { basis: 'lower' } }).dimensions[0]).toMatchObject({
      level: null,
      belowFoundation: true,
    })
  })
})

describe('a dimension that does not apply', () => {
  it('leaves every denominator, the gaps and the disagreements', () => {
    const report = score({
      assessments: [assess('Automation', 1, { targetLevel: 5 }), assess('Care', 4)],
      measurements: automated(1),
      notApplicable: ['Automation'],
    })
    expect(report).toMatchObject({ average: 4, gatedLevel: 4, confidence: 1, gaps: [], disagreements: [] })
    expect(report.dimensions[0]).toMatchObject({ applicable: false, assessed: 1, level: null, gap: null })
  })
})

describe('options', () => {
  const assessments = [
    assess('Automation', 5, { assessor: 'ada', date: daysAgo(20) }),
    assess('Automation', 2, { assessor: 'bob', date: daysAgo(30) }),
  ]

  it('decide whose assessment counts, for how long, and whether facts go first', () => {
    const averageWith = (options: MaturityInput['options']) =>
      score({ assessments, measurements: automated(0.65), options }).average
    expect(averageWith({})).toBe(5)
    expect(averageWith({ assessors: 'lowest' })).toBe(2)
    expect(averageWith({ basis: 'derivedFirst' })).toBe(3)
    expect(score({ assessments, options: { evidenceLifetimeDays: 10 } }).dimensions[0]?.freshness).toBe(0)
  })
})

describe('what came after the moment of scoring', () => {
  it('is not seen', () => {
    const later = new Date(asOf.getTime() + 1)
    const assessments = [assess('Automation', 2), assess('Automation', 5, { date: later, targetLevel: 5 })]
    const answers = [answer('C-1'), answer('C-1', { answer: 'no', answeredAt: later })]
    const [automation, care] = score({ assessments, answers }).dimensions
    expect(automation).toMatchObject({ level: 2, target: null })
    expect(care).toMatchObject({ level: 1 })
  })

  it('begins right after that moment', () => {
    const assessments = [assess('Automation', 4, { date: asOf })]
    const answers = [answer('C-1', { answeredAt: asOf })]
    expect(score({ assessments, answers }).dimensions.map(({ level }) => level)).toEqual([4, 1])
  })
})

describe('what refers to nothing in the model', () => {
  it('is ignored and named', () => {
    const report = score({
      assessments: [assess('Retired', 4), assess('Automation', 2), assess('Retired', 3)],
      answers: [answer('Z-1'), answer('A-1'), answer('C-1')],
      notApplicable: ['Elsewhere'],
    })
    expect(report.ignored).toEqual({ dimensions: ['Elsewhere', 'Retired'], criteria: ['A-1', 'Z-1'] })
    expect(report.average).toBe(1.25)
  })
})

describe('input that cannot be scored', () => {
  it('is refused, be it the model or the facts', () => {
    expect(() => score({ model: { ...small, name: '' } })).toThrow('name: is ""; wants a text')
    const refuse = (): unknown => score({ asOf: new Date('not a date') })
    expect(refuse).toThrow(ValidationError)
  })
})
