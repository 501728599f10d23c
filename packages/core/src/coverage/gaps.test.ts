import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  defaultPriorityWeight,
  defaultTypeWeight,
  type GapFacts,
  priorityWeights,
  reasonsOf,
  riskOf,
  typeWeights,
  verdictWeights,
} from './gaps.js'
import { verdicts } from './verdict.js'

const worst: GapFacts = { verdict: 'NOK', priority: 'Blocker', issueType: 'Bug', resolved: false }

describe('the risk of a gap', () => {
  it.each<[string, Partial<GapFacts>, number]>([
    ['an open blocker that fails', {}, 100],
    ['the same, once it is resolved', { resolved: true }, 70],
    ['one that nobody tests', { verdict: 'UNCOVERED' }, 80],
    [
      'a story of high priority that nobody tests',
      { verdict: 'UNCOVERED', priority: 'High', issueType: 'Story' },
      57.6,
    ],
    [
      'a task of the lowest priority, resolved and untested',
      { verdict: 'UNCOVERED', priority: 'Lowest', issueType: 'Task', resolved: true },
      6.72,
    ],
    ['without a priority', { priority: null }, 60],
    ['of a priority that the product does not know', { priority: 'Whenever' }, 60],
    ['without a type', { issueType: null }, 70],
    ['of a type that the product does not know', { issueType: 'Wish' }, 70],
    ['what passes', { verdict: 'OK' }, 0],
  ])('%s', (_, facts, risk) => {
    expect(riskOf({ ...worst, ...facts })).toBe(risk)
  })

  it('does not depend on case', () => {
    expect(riskOf({ ...worst, priority: 'LOW', issueType: 'STORY' })).toBe(
      riskOf({ ...worst, priority: 'low', issueType: 'story' }),
    )
  })

  it.each(['constructor', '__proto__', 'valueof'])('takes %s for the name it is', (name) => {
    expect(riskOf({ ...worst, priority: name })).toBe(100 * defaultPriorityWeight)
    expect(riskOf({ ...worst, issueType: name })).toBe(100 * defaultTypeWeight)
  })

  it('is the product of its weights, in hundredths of a percent, from 0 to 100', () => {
    const anyFacts = fc.record({
      verdict: fc.constantFrom(...verdicts),
      priority: fc.option(fc.oneof(fc.constantFrom(...Object.keys(priorityWeights)), fc.string())),
      issueType: fc.option(fc.oneof(fc.constantFrom(...Object.keys(typeWeights)), fc.string())),
      resolved: fc.boolean(),
    })
    const tenths = (weights: Readonly<Record<string, number>>, name: string | null, otherwise: number) =>
      Math.round(10 * (new Map(Object.entries(weights)).get(name?.toLowerCase() ?? '') ?? otherwise))
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const product =
          Math.round(10 * verdictWeights[facts.verdict]) *
          tenths(priorityWeights, facts.priority, defaultPriorityWeight) *
          tenths(typeWeights, facts.issueType, defaultTypeWeight) *
          (facts.resolved ? 7 : 10)
        expect(riskOf(facts)).toBe(product / 100)
      }),
    )
  })

  it('gives its reasons, one phrase each', () => {
    expect(reasonsOf(worst)).toEqual(['a test of it fails', 'its priority is Blocker', 'it is open'])
    expect(reasonsOf({ verdict: 'UNCOVERED', priority: null, issueType: null, resolved: true })).toEqual([
      'no test covers it',
      'it has no priority',
      'it is resolved',
    ])
  })
})
