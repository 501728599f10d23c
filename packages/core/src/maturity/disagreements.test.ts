import { describe, expect, it } from 'vitest'
import { deriveLevel } from './derivation.js'
import { findDisagreement } from './disagreements.js'
import { levelNumbers } from './levels.js'
import type { MetricValues } from './metric-names.js'
import type { Dimension } from './model/types.js'

/** Level n asks for an automation ratio of at least n × 0.2. */
const automation: Dimension = {
  name: 'Automation',
  description: 'How much runs by itself.',
  weight: 1,
  levels: levelNumbers.map((level) => ({
    level,
    name: `Level ${level}`,
    description: `What level ${level} means.`,
    criteria: [
      { id: `A-${level}`, text: `Level ${level}.`, metric: 'automation.ratio', op: '>=', value: level / 5 },
    ],
  })),
}

const derive = (metrics: MetricValues) => deriveLevel(automation, metrics, [])
const deciding = (found: ReturnType<typeof findDisagreement>) => found?.deciding.map(({ id }) => id)

describe('findDisagreement', () => {
  it('names the criteria that speak against an assessment', () => {
    const found = findDisagreement('Automation', 4, derive({ 'automation.ratio': 0.5 }))
    expect(found).toMatchObject({ dimension: 'Automation', assessed: 4, derived: 2, because: 'unmet' })
    expect(deciding(found)).toEqual(['A-3'])
  })

  it('names the criteria that speak for more than was assessed', () => {
    const found = findDisagreement('Automation', 1, derive({ 'automation.ratio': 0.7 }))
    expect(found).toMatchObject({ assessed: 1, derived: 3, because: 'met' })
    expect(deciding(found)).toEqual(['A-2', 'A-3'])
  })

  it('counts Foundation not reached as below every assessment', () => {
    const found = findDisagreement('Automation', 1, derive({ 'automation.ratio': 0 }))
    expect(found).toMatchObject({ assessed: 1, derived: null, because: 'unmet' })
    expect(deciding(found)).toEqual(['A-1'])
  })

  it('tells silence from contradiction', () => {
    const half: Dimension = {
      ...automation,
      levels: automation.levels.map((level) =>
        level.level === 1
          ? level
          : {
              ...level,
              criteria: [{ id: `Q-${level.level}`, text: 'It holds.', question: 'Does it hold?' }],
            },
      ),
    }
    const found = findDisagreement('Automation', 3, deriveLevel(half, { 'automation.ratio': 0.9 }, []))
    expect(found).toMatchObject({ derived: 1, because: 'silence' })
    expect(deciding(found)).toEqual(['Q-2'])
  })

  it('is null where both agree, or one of them is unknown', () => {
    expect(findDisagreement('Automation', 3, derive({ 'automation.ratio': 0.6 }))).toBeNull()
    expect(findDisagreement('Automation', 5, derive({ 'automation.ratio': 1 }))).toBeNull()
    expect(findDisagreement('Automation', null, derive({ 'automation.ratio': 0.6 }))).toBeNull()
    expect(findDisagreement('Automation', 3, derive({}))).toBeNull()
  })
})
