import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { isMetricName, metricNames } from './metric-names.js'
import {
  bugIssueTypes,
  criticalPriorities,
  deliveredResolutions,
  openRecommendationStatuses,
  recentDays,
} from './metric-vocabulary.js'
import { describeMetric, metricCatalogue } from './metrics.js'

const guide = readFileSync(new URL('../../../../docs/maturity.md', import.meta.url), 'utf8')

describe('metricCatalogue', () => {
  it('describes every metric once, in the order of the names', () => {
    expect(metricCatalogue.map(({ name }) => name)).toEqual(metricNames)
    expect(new Set(metricNames).size).toBe(metricNames.length)
  })

  it('gives every ratio a denominator, and says of every metric when it has no value', () => {
    const ratios = metricCatalogue.filter(
      ({ unit, name }) => unit === 'ratio' && !name.startsWith('execution.f'),
    )
    expect(ratios.filter(({ formula }) => !formula.includes(' ÷ '))).toEqual([])
    expect(metricCatalogue.filter(({ nullWhen }) => nullWhen === '')).toEqual([])
  })

  it('is what the guide prints, metric by metric and word by word', () => {
    const cells = guide
      .split('\n')
      .filter((line) => /^\| `[a-z]+\.[a-zA-Z]+` /.test(line))
      .map((line) => line.split('|').map((cell) => cell.trim()))
    expect(cells).toEqual(
      metricCatalogue.map(({ name, title, formula, unit, nullWhen, source, better }) => [
        '',
        `\`${name}\``,
        title,
        formula,
        unit,
        better,
        nullWhen,
        source,
        '',
      ]),
    )
  })

  it('uses words that the guide defines with the same lists', () => {
    const lists = [criticalPriorities, bugIssueTypes, deliveredResolutions, openRecommendationStatuses]
    for (const words of lists) expect(guide).toContain(words.map((word) => `\`${word}\``).join(', '))
    expect(guide).toContain(`within the last ${recentDays} days`)
  })
})

describe('describeMetric', () => {
  it('finds a metric by its name', () => {
    expect(describeMetric('execution.flakyRate')).toMatchObject({ unit: 'ratio', better: 'lower' })
  })
})

describe('isMetricName', () => {
  it('tells the names of metrics from everything else', () => {
    expect(isMetricName('automation.ratio')).toBe(true)
    expect(isMetricName('automation.luck')).toBe(false)
    expect(isMetricName(undefined)).toBe(false)
  })
})
