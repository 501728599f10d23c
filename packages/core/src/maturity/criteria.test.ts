import { describe, expect, it } from 'vitest'
import { evaluateCriterion, type ManualAnswer } from './criteria.js'
import type { ManualCriterion, MeasuredCriterion, Operator } from './model/types.js'

const automated: MeasuredCriterion = {
  id: 'AI-3.2',
  text: 'At least 60 % of the test cases that could be automated are.',
  metric: 'automation.ratio',
  op: '>=',
  value: 0.6,
  effort: 'large',
}

const guided: ManualCriterion = {
  id: 'AI-3.4',
  text: 'Written guidance says which checks belong where.',
  question: 'Is there written guidance?',
}

const answer = (given: Partial<ManualAnswer>): ManualAnswer => ({
  criterionId: 'AI-3.4',
  answer: 'yes',
  answeredAt: new Date('2026-03-01'),
  ...given,
})

describe('a measured criterion', () => {
  it('holds when its metric meets the threshold, and shows both', () => {
    expect(evaluateCriterion(automated, { 'automation.ratio': 0.6 }, [])).toEqual({
      id: 'AI-3.2',
      text: 'At least 60 % of the test cases that could be automated are.',
      kind: 'measured',
      status: 'met',
      effort: 'large',
      metric: 'automation.ratio',
      op: '>=',
      threshold: 0.6,
      value: 0.6,
    })
    expect(evaluateCriterion(automated, { 'automation.ratio': 0.59 }, []).status).toBe('unmet')
  })

  it.each<[Operator, number, string]>([
    ['>=', 0.6, 'met'],
    ['<=', 0.6, 'met'],
    ['==', 0.6, 'met'],
    ['>', 0.6, 'unmet'],
    ['<', 0.6, 'unmet'],
    ['>=', 0.5, 'unmet'],
    ['<=', 0.7, 'unmet'],
    ['==', 0.7, 'unmet'],
    ['>', 0.7, 'met'],
    ['<', 0.5, 'met'],
  ])('compares with %s: a value of %d against 0.6 is %s', (op, value, status) => {
    expect(evaluateCriterion({ ...automated, op }, { 'automation.ratio': value }, []).status).toBe(status)
  })

  it.each([null, undefined, Number.NaN, Number.POSITIVE_INFINITY])(
    'is inconclusive, never silently true, where the metric is %s',
    (value) => {
      const metrics = { 'automation.ratio': value }
      expect(evaluateCriterion(automated, metrics, [])).toMatchObject({ status: 'inconclusive', value: null })
    },
  )

  it('does not let an answer overrule the measurement', () => {
    const overruling = [answer({ criterionId: 'AI-3.2', answer: 'yes' })]
    expect(evaluateCriterion(automated, { 'automation.ratio': 0.1 }, overruling).status).toBe('unmet')
  })
})

describe('a manual criterion', () => {
  it.each([
    ['yes', 'met'],
    ['partly', 'partly'],
    ['no', 'unmet'],
    ['not-applicable', 'notApplicable'],
  ] as const)('answered %s is %s', (given, status) => {
    expect(evaluateCriterion(guided, {}, [answer({ answer: given })]).status).toBe(status)
  })

  it('shows who answered what, when, and on which evidence', () => {
    const given = answer({ answer: 'partly', evidence: 'wiki/testing', answeredBy: 7 })
    expect(evaluateCriterion(guided, {}, [given])).toEqual({
      id: 'AI-3.4',
      text: 'Written guidance says which checks belong where.',
      kind: 'manual',
      status: 'partly',
      effort: 'medium',
      question: 'Is there written guidance?',
      answer: 'partly',
      evidence: 'wiki/testing',
      answeredBy: 7,
      answeredAt: new Date('2026-03-01'),
    })
  })

  it('is inconclusive without an answer', () => {
    const elsewhere = answer({ criterionId: 'AI-3.5' })
    expect(evaluateCriterion(guided, {}, [elsewhere])).toMatchObject({ status: 'inconclusive', answer: null })
  })

  it('goes by the newest answer', () => {
    const earlier = answer({ answer: 'yes', answeredAt: new Date('2026-01-01') })
    const later = answer({ answer: 'no', answeredAt: new Date('2026-02-01') })
    expect(evaluateCriterion(guided, {}, [earlier, later]).status).toBe('unmet')
    expect(evaluateCriterion(guided, {}, [later, earlier]).status).toBe('unmet')
  })

  it('goes by the most cautious of several answers from the same moment', () => {
    const given = (['yes', 'not-applicable', 'partly', 'no'] as const).map((each) => answer({ answer: each }))
    const statuses = [4, 3, 2, 1].map((count) => evaluateCriterion(guided, {}, given.slice(0, count)).status)
    expect(statuses).toEqual(['unmet', 'partly', 'notApplicable', 'met'])
  })
})
