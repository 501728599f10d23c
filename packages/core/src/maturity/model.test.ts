import { describe, expect, it } from 'vitest'
import { levelNames } from './levels.js'
import { metricCatalogue } from './metrics.js'
import { isMeasured, type MeasuredCriterion } from './model/types.js'
import { atmf } from './model.js'
import { validateModel } from './validate-model.js'

const levels = atmf.dimensions.flatMap((dimension) =>
  dimension.levels.map((level) => ({ ...level, dimension: dimension.name })),
)
const criteria = levels.flatMap(({ dimension, level, criteria }) =>
  criteria.map((criterion) => ({ dimension, level, criterion })),
)
const measured = criteria.flatMap(({ dimension, level, criterion }) =>
  isMeasured(criterion) ? [{ dimension, level, criterion }] : [],
)

/** Whether larger thresholds are harder to meet, or smaller ones. */
const harderAbove = ({ op }: MeasuredCriterion): boolean => op === '>' || op === '>='

describe('atmf', () => {
  it('has the six dimensions of the specification, in its order, with its descriptions, of equal weight', () => {
    expect(atmf.dimensions.map(({ name, description, weight }) => [name, description, weight])).toEqual([
      ['Automation Intelligence', 'Test automation maturity and intelligent tooling', 1],
      ['Quality Engineering', 'Quality practices, culture, and engineering excellence', 1],
      ['Risk Management', 'Risk-based testing strategies and mitigation', 1],
      ['Process Optimization', 'Testing process efficiency and optimization', 1],
      ['Team Collaboration', 'Cross-functional collaboration and communication', 1],
      ['Continuous Improvement', 'Learning, adaptation, and evolution practices', 1],
    ])
  })

  it('has thirty levels, named alike, each with a description of its own and three criteria or more', () => {
    expect(levels).toHaveLength(30)
    expect(levels.map(({ level, name }) => [level, name])).toEqual(
      levels.map(({ level }) => [level, levelNames[level]]),
    )
    expect(new Set(levels.map(({ description }) => description)).size).toBe(30)
    expect(levels.filter(({ criteria }) => criteria.length < 3)).toEqual([])
  })

  it('lets a metric decide at least half of the criteria, and at least one of every level', () => {
    expect(measured.length / criteria.length).toBeGreaterThanOrEqual(0.5)
    expect(levels.filter(({ criteria }) => !criteria.some(isMeasured))).toEqual([])
  })

  it('names each criterion after its dimension, level and place, so that ids are unique and readable', () => {
    const initials = (name: string): string => name.replace(/[^A-Z]/g, '')
    for (const { dimension, level, criteria } of levels) {
      expect(criteria.map(({ id }) => id)).toEqual(
        criteria.map((_, index) => `${initials(dimension)}-${level}.${index + 1}`),
      )
    }
    expect(new Set(criteria.map(({ criterion }) => criterion.id)).size).toBe(criteria.length)
  })

  it('asks nothing twice', () => {
    const texts = criteria.map(({ criterion }) => criterion.text)
    const questions = criteria.flatMap(({ criterion }) => (isMeasured(criterion) ? [] : [criterion.question]))
    expect(new Set(texts).size).toBe(texts.length)
    expect(new Set(questions).size).toBe(questions.length)
  })

  it('asks more of a metric at each higher level of a dimension, and never less at a higher level of another', () => {
    const easierLater = measured.flatMap((lower) =>
      measured
        .filter((higher) => higher.criterion.metric === lower.criterion.metric && higher.level > lower.level)
        .filter((higher) => {
          const step = higher.criterion.value - lower.criterion.value
          const harder = harderAbove(lower.criterion) ? step : -step
          return higher.dimension === lower.dimension ? harder <= 0 : harder < 0
        })
        .map((higher) => `${higher.criterion.id} is not harder than ${lower.criterion.id}`),
    )
    expect(easierLater).toEqual([])
  })

  it('rewards a metric in the direction that the catalogue calls better', () => {
    const better = new Map(metricCatalogue.map((metric) => [metric.name, metric.better]))
    const wrong = measured.filter(
      ({ criterion }) => harderAbove(criterion) !== (better.get(criterion.metric) === 'higher'),
    )
    expect(wrong).toEqual([])
  })

  it('uses every metric of the catalogue', () => {
    const used = new Set(measured.map(({ criterion }) => criterion.metric))
    expect(metricCatalogue.filter(({ name }) => !used.has(name))).toEqual([])
  })

  it('states the threshold that it checks', () => {
    const words = ['a day', 'one person', 'two people', 'three people', 'half', 'a year', 'the last year']
    const percent = (value: number): string => `${Number((value * 100).toFixed(1))} %`
    const silent = measured.filter(({ criterion }) => {
      if (criterion.value === 0) return false
      const stated = [percent(criterion.value), `${Math.abs(criterion.value)} `, ...words]
      return !stated.some((words) => criterion.text.toLowerCase().includes(words))
    })
    expect(silent.map(({ criterion }) => criterion.id)).toEqual([])
  })

  it('is a model that the product would accept from a team', () => {
    expect(validateModel(atmf)).toEqual([])
  })
})
