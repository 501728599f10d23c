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

const nearby = { kind: 'component', value: 'Payments', failing: 5 } as const

const worst: GapFacts = {
  verdict: 'NOK',
  priority: 'Blocker',
  issueType: 'Bug',
  resolved: false,
  ageDays: 0,
  nearby,
}

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
    ['a month old', { ageDays: 30 }, 100],
    ['a day older than that', { ageDays: 31 }, 90],
    ['a quarter old', { ageDays: 90 }, 90],
    ['a year old', { ageDays: 365 }, 80],
    ['older than that', { ageDays: 366 }, 70],
    ['of an age that nobody knows', { ageDays: null }, 80],
    ['with few failures around it', { nearby: { ...nearby, failing: 4 } }, 90],
    ['with one', { nearby: { ...nearby, failing: 1 } }, 90],
    ['with none', { nearby: null }, 80],
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
      ageDays: fc.option(fc.nat(400)),
      nearby: fc.option(fc.nat(9).map((failing) => ({ ...nearby, failing: failing + 1 }))),
    })
    const stepsDown = (value: number, ends: readonly number[]) => ends.filter((end) => value > end).length
    const tenths = (weights: Readonly<Record<string, number>>, name: string | null, otherwise: number) =>
      Math.round(10 * (new Map(Object.entries(weights)).get(name?.toLowerCase() ?? '') ?? otherwise))
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const age = facts.ageDays === null ? 8 : 10 - stepsDown(facts.ageDays, [30, 90, 365])
        const around = facts.nearby === null ? 8 : facts.nearby.failing >= 5 ? 10 : 9
        const product =
          Math.round(10 * verdictWeights[facts.verdict]) *
          tenths(priorityWeights, facts.priority, defaultPriorityWeight) *
          tenths(typeWeights, facts.issueType, defaultTypeWeight) *
          (facts.resolved ? 7 : 10) *
          age *
          around
        // A millionth is the unit of the product, a hundredth of a percent that of the risk.
        expect(Math.abs(riskOf(facts) - product / 10_000)).toBeLessThanOrEqual(0.005 + 1e-9)
        expect(Math.round(riskOf(facts) * 100) / 100).toBe(riskOf(facts))
      }),
    )
  })

  it('gives its reasons, one phrase each', () => {
    expect(reasonsOf(worst)).toEqual([
      'a test of it fails',
      'its priority is Blocker',
      'it is open',
      'it is 0 days old',
      '5 other tickets fail in component Payments',
      'it is of type Bug',
    ])
    const parent = { kind: 'parent', value: 'SHOP-1', failing: 1 } as const
    expect(reasonsOf({ ...worst, ageDays: 1, nearby: parent }).slice(3, 5)).toEqual([
      'it is 1 day old',
      '1 other ticket fails around its parent SHOP-1',
    ])
    const unknown = { priority: null, issueType: null, resolved: true, ageDays: null, nearby: null }
    expect(reasonsOf({ verdict: 'UNCOVERED', ...unknown })).toEqual([
      'no test covers it',
      'it has no priority',
      'it is resolved',
      'it has no type',
    ])
  })
})
