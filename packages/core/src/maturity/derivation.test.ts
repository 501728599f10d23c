import { describe, expect, it } from 'vitest'
import type { Answer, ManualAnswer } from './criteria.js'
import { type Derivation, deriveLevel } from './derivation.js'
import { levelNumbers } from './levels.js'
import type { MetricValues } from './metric-names.js'
import type { Criterion, Dimension } from './model/types.js'

const manual = (id: string): Criterion => ({ id, text: `${id} holds.`, question: `Does ${id} hold?` })
const ratio = (id: string, value: number): Criterion => ({
  id,
  text: `At least ${value} are automated.`,
  metric: 'automation.ratio',
  op: '>=',
  value,
})

function dimensionOf(...criteria: readonly (readonly Criterion[])[]): Dimension {
  const levels = levelNumbers.map((level, index) => ({
    level,
    name: `Level ${level}`,
    description: `What level ${level} means.`,
    criteria: criteria[index] ?? [],
  }))
  return { name: 'Automation', description: 'How much runs by itself.', weight: 1, levels }
}

/** Two questions a level. */
const questions = dimensionOf(...levelNumbers.map((level) => [manual(`${level}a`), manual(`${level}b`)]))

function derive(
  dimension: Dimension,
  answers: Readonly<Record<string, Answer>>,
  metrics: MetricValues = {},
): Derivation {
  const given: readonly ManualAnswer[] = Object.entries(answers).map(([criterionId, answer]) => ({
    criterionId,
    answer,
    answeredAt: new Date('2026-01-01'),
  }))
  return deriveLevel(dimension, metrics, given)
}

const ids = (results: readonly { readonly id: string }[]): readonly string[] => results.map(({ id }) => id)

describe('deriveLevel', () => {
  it('climbs as long as all criteria hold, and names those that stop the next level', () => {
    const derived = derive(questions, { '1a': 'yes', '1b': 'yes', '2a': 'yes', '2b': 'no' })
    expect(derived).toMatchObject({ level: 1, stop: { level: 2, by: 'unmet' }, conclusiveShare: 1 })
    expect(ids(derived.deciding)).toEqual(['2b'])
  })

  it('needs every lower level too', () => {
    const derived = derive(questions, { '1a': 'yes', '1b': 'yes', '2a': 'no', '3a': 'yes', '3b': 'yes' })
    expect(derived.level).toBe(1)
  })

  it('ends at the top without a stop', () => {
    const yes = Object.fromEntries(
      questions.levels.flatMap(({ criteria }) => criteria).map(({ id }) => [id, 'yes']),
    )
    expect(derive(questions, yes as Record<string, Answer>)).toMatchObject({
      level: 5,
      stop: null,
      deciding: [],
      conclusiveShare: 1,
    })
  })

  it('takes partly for not yet', () => {
    const derived = derive(questions, { '1a': 'yes', '1b': 'partly' })
    expect(derived).toMatchObject({ level: null, belowFoundation: true, stop: { level: 1, by: 'unmet' } })
    expect(ids(derived.deciding)).toEqual(['1b'])
  })

  it('leaves an inconclusive criterion out, and is less sure for it', () => {
    const derived = derive(questions, { '1a': 'yes', '2a': 'no' })
    expect(derived).toMatchObject({ level: 1, conclusiveShare: 0.5 })
  })

  it('does not count what lies beyond the level that stops', () => {
    const derived = derive(questions, { '1a': 'yes', '1b': 'yes', '2a': 'no', '2b': 'no', '4a': 'yes' })
    expect(derived.conclusiveShare).toBe(1)
  })

  it('is not carried over a level by silence, even where a higher level would hold', () => {
    const derived = derive(questions, { '1a': 'yes', '1b': 'yes', '3a': 'yes', '3b': 'yes' })
    expect(derived).toMatchObject({ level: 1, stop: { level: 2, by: 'silence' }, conclusiveShare: 0.5 })
    expect(ids(derived.deciding)).toEqual(['2a', '2b'])
  })

  it('tells not reaching Foundation from knowing nothing', () => {
    expect(derive(questions, { '1a': 'no' })).toMatchObject({ level: null, belowFoundation: true })
    expect(derive(questions, {})).toMatchObject({
      level: null,
      belowFoundation: false,
      stop: { level: 1, by: 'silence' },
      conclusiveShare: 0,
    })
  })

  it('leaves out what does not apply without being less sure', () => {
    const derived = derive(questions, {
      '1a': 'yes',
      '1b': 'not-applicable',
      '2a': 'no',
      '2b': 'not-applicable',
    })
    expect(derived).toMatchObject({ level: 1, conclusiveShare: 1 })
  })

  it('passes a level of which nothing applies, but does not take it for reached', () => {
    const nothingOfTwo = { '1a': 'yes', '1b': 'yes', '2a': 'not-applicable', '2b': 'not-applicable' } as const
    expect(derive(questions, { ...nothingOfTwo, '3a': 'no' })).toMatchObject({ level: 1, stop: { level: 3 } })
    expect(derive(questions, { ...nothingOfTwo, '3a': 'yes', '4a': 'no' })).toMatchObject({ level: 3 })
  })

  it('derives nothing where nothing applies', () => {
    const none = Object.fromEntries(
      questions.levels.flatMap(({ criteria }) => criteria).map(({ id }) => [id, 'not-applicable']),
    )
    expect(derive(questions, none as Record<string, Answer>)).toMatchObject({
      level: null,
      belowFoundation: false,
      stop: null,
      conclusiveShare: 0,
    })
  })

  it('does not let one unanswered question hide one that speaks against the level', () => {
    const derived = derive(questions, { '1a': 'no' })
    expect(ids(derived.deciding)).toEqual(['1a'])
  })

  it('reaches no level of a model that asks nothing', () => {
    expect(derive(dimensionOf(), {})).toMatchObject({ level: null, stop: null })
  })

  it('takes metrics and answers together', () => {
    const mixed = dimensionOf(
      [ratio('m1', 0.1), manual('q1')],
      [ratio('m2', 0.4), manual('q2')],
      [ratio('m3', 0.8)],
    )
    const derived = derive(mixed, { q1: 'yes' }, { 'automation.ratio': 0.5 })
    expect(derived).toMatchObject({ level: 2, stop: { level: 3, by: 'unmet' }, conclusiveShare: 0.8 })
    expect(derived.criteria.map(({ id, level, status }) => [id, level, status])).toEqual([
      ['m1', 1, 'met'],
      ['q1', 1, 'met'],
      ['m2', 2, 'met'],
      ['q2', 2, 'inconclusive'],
      ['m3', 3, 'unmet'],
    ])
  })
})
