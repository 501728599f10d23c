import { describe, expect, it } from 'vitest'
import { describeIssue, ValidationError } from '../errors.js'
import { atmf } from './model.js'
import { assertModel, validateModel } from './validate-model.js'

type Json = Record<string, unknown>

const criterion = (given: Json = {}): Json => ({
  id: 'A-1.1',
  text: 'Enough is automated.',
  metric: 'automation.ratio',
  op: '>=',
  value: 0.5,
  ...given,
})

const dimension = (given: Json = {}, criteria: readonly unknown[] = [criterion()]): Json => ({
  name: 'Automation',
  description: 'How much runs by itself.',
  weight: 1,
  levels: [1, 2, 3, 4, 5].map((level) => ({
    level,
    name: `Level ${level}`,
    description: `What level ${level} means.`,
    criteria: level === 1 ? criteria : [],
  })),
  ...given,
})

const model = (...dimensions: readonly unknown[]): Json => ({ name: 'Ours', version: 1, dimensions })
const problems = (given: unknown): readonly string[] => validateModel(given).map(describeIssue)
const criterionProblems = (given: Json): readonly string[] => problems(model(dimension({}, [given])))

describe('validateModel', () => {
  it('accepts a model read from JSON, with other dimensions, and levels that ask nothing', () => {
    expect(problems(JSON.parse(JSON.stringify(model(dimension()))))).toEqual([])
    expect(problems(JSON.parse(JSON.stringify(atmf)))).toEqual([])
  })

  it('wants a name, a version and dimensions', () => {
    expect(problems(null)).toEqual(['is not an object; wants { name, version, dimensions }'])
    expect(problems({})).toEqual([
      'name: is missing; wants a text',
      'version: is missing; wants a whole number from 1',
      'dimensions: is missing; wants a list',
    ])
    expect(problems({ name: 'Ours', version: 1.5, dimensions: [] })).toEqual([
      'version: is 1.5; wants a whole number from 1',
      'dimensions: is empty; wants at least one dimension',
    ])
    expect(problems(model('Automation'))).toEqual(['dimensions[0]: is "Automation"; wants an object'])
  })

  it('wants every dimension to have a name of its own that the database can hold', () => {
    const second = dimension({}, [criterion({ id: 'A-1.2' })])
    expect(problems(model(dimension(), second))).toEqual([
      'dimensions[1].name: "Automation" occurs more than once in the model',
    ])
    expect(problems(model(dimension({ name: 'x'.repeat(100) })))).toEqual([])
    expect(problems(model(dimension({ name: 'x'.repeat(101) })))).toEqual([
      'dimensions[0].name: has 101 characters; wants at most 100',
    ])
  })

  it('lets descriptions be empty but not missing', () => {
    expect(problems(model(dimension({ description: '' })))).toEqual([])
    expect(problems(model(dimension({ description: null })))).toEqual([
      'dimensions[0].description: is null; wants a text, which may be empty',
    ])
    const { levels } = dimension() as { levels: readonly Json[] }
    const undescribed = levels.map((level) => ({ ...level, description: undefined }))
    expect(problems(model(dimension({ levels: undescribed })))).toHaveLength(5)
  })

  it.each([
    [0, 'is 0; wants a number greater than 0 and at most 9.99'],
    [10, 'is 10; wants a number greater than 0 and at most 9.99'],
    ['1', 'is "1"; wants a number greater than 0 and at most 9.99'],
    [Number.NaN, 'is NaN; wants a number greater than 0 and at most 9.99'],
    [1.005, 'is 1.005; wants at most two decimals'],
  ])('refuses the weight %s', (weight, message) => {
    expect(problems(model(dimension({ weight })))).toEqual([`dimensions[0].weight: ${message}`])
  })

  it.each([0.01, 0.07, 1.1, 9.99])('accepts the weight %d', (weight) => {
    expect(problems(model(dimension({ weight })))).toEqual([])
  })

  it('wants exactly the levels 1 to 5, in order', () => {
    const { levels } = dimension() as { levels: readonly Json[] }
    expect(problems(model(dimension({ levels: levels.slice(1) })))).toEqual([
      'dimensions[0].levels: are 2, 3, 4, 5; wants 1, 2, 3, 4, 5 in this order',
    ])
    expect(problems(model(dimension({ levels: levels.toReversed() })))).toEqual([
      'dimensions[0].levels: are 5, 4, 3, 2, 1; wants 1, 2, 3, 4, 5 in this order',
    ])
    expect(problems(model(dimension({ levels: undefined })))).toEqual([
      'dimensions[0].levels: is missing; wants a list',
    ])
  })

  it('wants criteria to have ids that are unique over the whole model', () => {
    expect(problems(model(dimension(), dimension({ name: 'Quality' })))).toEqual([
      'dimensions[1].levels[0].criteria[0].id: "A-1.1" occurs more than once in the model',
    ])
  })

  const place = 'dimensions[0].levels[0].criteria[0]'
  it.each<[Json, string]>([
    [
      criterion({ metric: 'automation.luck' }),
      `${place}.metric: is "automation.luck", which is no metric of the catalogue`,
    ],
    [criterion({ op: '≥' }), `${place}.op: is "≥"; wants one of >=, <=, >, <, ==`],
    [criterion({ value: '0.5' }), `${place}.value: is "0.5"; wants a number`],
    [criterion({ value: Number.NaN }), `${place}.value: is NaN; wants a number`],
    [
      criterion({ value: 60 }),
      `${place}.value: is 60, but automation.ratio is a ratio; wants 0 to 1, such as 0.6 for 60 %`,
    ],
    [criterion({ effort: 'huge' }), `${place}.effort: is "huge"; wants one of small, medium, large`],
    [criterion({ text: ' ' }), `${place}.text: is " "; wants a text`],
    [criterion({ id: undefined }), `${place}.id: is missing; wants a text`],
    [{ id: 'Q', text: 'It holds.', question: '' }, `${place}.question: is ""; wants a text`],
    [{ id: 'Q', text: 'It holds.' }, `${place}: has neither a metric nor a question; wants one of them`],
  ])('refuses %j', (given, problem) => {
    expect(criterionProblems(given)).toEqual([problem])
  })

  it('accepts thresholds beyond 1 where the metric is no ratio', () => {
    expect(criterionProblems(criterion({ metric: 'execution.freshnessDays', op: '<=', value: 30 }))).toEqual(
      [],
    )
  })

  it('accepts a question with an effort', () => {
    expect(criterionProblems({ id: 'Q', text: 'It holds.', question: 'Does it?', effort: 'small' })).toEqual(
      [],
    )
  })
})

describe('assertModel', () => {
  it('throws one error with everything that is wrong', () => {
    const refuse = (): void => assertModel({ name: '', version: 1, dimensions: [] })
    expect(refuse).toThrow(ValidationError)
    expect(refuse).toThrow('name: is ""; wants a text (and 1 more)')
    expect(() => assertModel(atmf)).not.toThrow()
  })
})
