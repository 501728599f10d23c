import { describe, expect, it } from 'vitest'
import type { CriterionStatus, ManualResult, MeasuredResult } from './criteria.js'
import type { LevelledResult } from './derivation.js'
import { rankGaps } from './gaps.js'
import type { LevelNumber } from './levels.js'
import { planRoadmap, type RoadmapDimension, stepCost } from './roadmap.js'

const measured = (given: Partial<MeasuredResult> & { level?: LevelNumber }): LevelledResult => ({
  id: 'M',
  text: 'At least 60 % are automated.',
  kind: 'measured',
  status: 'unmet',
  effort: 'medium',
  metric: 'automation.ratio',
  op: '>=',
  threshold: 0.6,
  value: 0.3,
  level: 3,
  ...given,
})

const manual = (given: Partial<ManualResult> & { level?: LevelNumber }): LevelledResult => ({
  id: 'Q',
  text: 'There is guidance.',
  kind: 'manual',
  status: 'unmet',
  effort: 'medium',
  question: 'Is there guidance?',
  answer: null,
  evidence: null,
  answeredBy: null,
  answeredAt: null,
  level: 3,
  ...given,
})

const dimension = (given: Partial<RoadmapDimension>): RoadmapDimension => ({
  name: 'Automation',
  weight: 1,
  level: 2,
  criteria: [],
  ...given,
})

const towards = (target: LevelNumber, dimensions: readonly RoadmapDimension[]) =>
  planRoadmap(
    rankGaps(
      dimensions.map(({ name, weight, level }) => ({ dimension: name, weight, current: level, target })),
    ),
    dimensions,
  )

describe('stepCost', () => {
  it('is the effort times what is still to do', () => {
    expect(stepCost(measured({ value: 0.3 }))).toBe(2)
    expect(stepCost(measured({ value: 0.54 }))).toBe(0.4)
    expect(stepCost(measured({ value: 0.54, effort: 'small' }))).toBe(0.1)
    expect(stepCost(measured({ value: 0.54, effort: 'large' }))).toBe(1.6)
  })

  it('measures the distance relative to the larger of value and threshold, in either direction', () => {
    expect(stepCost(measured({ op: '<=', threshold: 30, value: 60 }))).toBe(2)
    expect(stepCost(measured({ op: '<=', threshold: 30, value: 3000 }))).toBe(3.96)
    expect(stepCost(measured({ threshold: 0, value: -0.5 }))).toBe(4)
    expect(stepCost(measured({ threshold: 2, value: -2 }))).toBe(4)
  })

  it('takes nothing at all for the whole way', () => {
    expect(stepCost(measured({ op: '>', threshold: 0, value: 0 }))).toBe(4)
  })

  it('takes half for a partly, and the whole for a no and for what nobody knows', () => {
    expect(stepCost(manual({ status: 'partly' }))).toBe(2)
    expect(stepCost(manual({ status: 'unmet' }))).toBe(4)
    expect(stepCost(manual({ status: 'inconclusive' }))).toBe(4)
    expect(stepCost(measured({ status: 'inconclusive', value: null }))).toBe(4)
  })
})

describe('planRoadmap', () => {
  it('lists the open criteria of the next level, cheapest first', () => {
    const statuses: readonly CriterionStatus[] = ['unmet', 'partly', 'inconclusive', 'met', 'notApplicable']
    const questions = statuses.map((status) => manual({ id: status, status }))
    const nearly = measured({ id: 'nearly', value: 0.57 })
    const elsewhere = [manual({ id: 'lower', level: 2 }), manual({ id: 'higher', level: 4 })]
    const [entry] = towards(4, [dimension({ criteria: [...elsewhere, ...questions, nearly] })])
    expect(entry).toMatchObject({ dimension: 'Automation', from: 2, to: 3, target: 4 })
    expect(entry?.steps.map(({ criterion }) => criterion.id)).toEqual([
      'nearly',
      'partly',
      'unmet',
      'inconclusive',
    ])
  })

  it('says which criteria of the whole model a step would meet', () => {
    const here = measured({ id: 'here' })
    const there = [
      measured({ id: 'easier', threshold: 0.5 }),
      measured({ id: 'harder', threshold: 0.7, level: 4 }),
      measured({ id: 'held', threshold: 0.2, status: 'met' }),
      measured({ id: 'another metric', metric: 'execution.passRate' }),
    ]
    const [entry] = towards(3, [
      dimension({ criteria: [here] }),
      dimension({ name: 'Quality', level: 5, criteria: there }),
    ])
    expect(entry?.steps.map(({ meets }) => meets)).toEqual([['here', 'easier']])
  })

  it('counts a strict criterion among those that its own step meets', () => {
    const [entry] = towards(3, [
      dimension({
        criteria: [measured({ id: 'some', op: '>', threshold: 0, value: 0 }), manual({ id: 'ask' })],
      }),
    ])
    expect(entry?.steps.map(({ meets }) => meets)).toEqual([['some'], ['ask']])
  })

  it('says what the next level would do to gap, average and gated level', () => {
    const [entry] = towards(4, [dimension({ level: 1 }), dimension({ name: 'Quality', level: 4 })])
    expect(entry?.change).toEqual({
      gap: { from: 15, to: 8 },
      average: { from: 2.5, to: 3 },
      gatedLevel: { from: 1, to: 2 },
    })
  })

  it('starts with Foundation where that is not reached', () => {
    const below = dimension({ level: null, criteria: [manual({ id: 'first', level: 1 })] })
    const gaps = rankGaps([{ dimension: 'Automation', weight: 1, current: 0, target: 2 }])
    expect(planRoadmap(gaps, [below])).toMatchObject([
      {
        from: 0,
        to: 1,
        steps: [{ criterion: { id: 'first' } }],
        change: {
          gap: { from: 8, to: 3 },
          average: { from: null, to: 1 },
          gatedLevel: { from: null, to: 1 },
        },
      },
    ])
  })

  it('follows the ranks of the gaps, and is empty without gaps', () => {
    const dimensions = [dimension({ name: 'near', level: 3 }), dimension({ name: 'far', level: 1 })]
    expect(towards(4, dimensions).map((entry) => entry.dimension)).toEqual(['far', 'near'])
    expect(towards(1, dimensions)).toEqual([])
  })
})
