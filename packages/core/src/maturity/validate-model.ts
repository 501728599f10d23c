import { type Issue, ValidationError } from '../errors.js'
import { levelNumbers } from './levels.js'
import { isMetricName } from './metric-names.js'
import { describeMetric } from './metrics.js'
import { efforts, type MaturityModel, operators } from './model/types.js'

type Fields = Readonly<Record<string, unknown>>
type Report = (path: string, message: string) => void

/**
 * Everything that is wrong with a maturity model that a team brought, such as one read from a JSON file; an
 * empty list means that it can be used and stored. Lengths and the range of weights are those of the
 * database's columns.
 *
 * @example validateModel(JSON.parse(text)).map(describeIssue)
 */
export function validateModel(model: unknown): readonly Issue[] {
  const issues: Issue[] = []
  const report: Report = (path, message) => issues.push({ path, message })
  if (!isFields(model)) {
    report('', 'is not an object; wants { name, version, dimensions }')
    return issues
  }
  checkText(model.name, 'name', 100, report)
  if (!Number.isInteger(model.version) || Number(model.version) < 1) {
    report('version', `is ${show(model.version)}; wants a whole number from 1`)
  }
  const dimensions = listOf(model.dimensions, 'dimensions', report)
  if (Array.isArray(model.dimensions) && model.dimensions.length === 0) {
    report('dimensions', 'is empty; wants at least one dimension')
  }
  const names = new Set<unknown>()
  const ids = new Set<unknown>()
  for (const [path, dimension] of dimensions) {
    checkDimension(dimension, path, report)
    checkUnique(dimension.name, `${path}.name`, names, report)
    for (const [levelPath, level] of listOf(dimension.levels, `${path}.levels`, report)) {
      checkText(level.name, `${levelPath}.name`, 50, report)
      checkDescription(level.description, `${levelPath}.description`, report)
      for (const [criterionPath, criterion] of listOf(level.criteria, `${levelPath}.criteria`, report)) {
        checkCriterion(criterion, criterionPath, report)
        checkUnique(criterion.id, `${criterionPath}.id`, ids, report)
      }
    }
  }
  return issues
}

/**
 * Tells the compiler that `model` is a {@link MaturityModel}, or throws.
 *
 * @throws ValidationError with every issue of {@link validateModel}, if there is one.
 */
export function assertModel(model: unknown): asserts model is MaturityModel {
  const [first, ...others] = validateModel(model)
  if (first !== undefined) throw new ValidationError([first, ...others])
}

function checkDimension(dimension: Fields, path: string, report: Report): void {
  checkText(dimension.name, `${path}.name`, 100, report)
  checkDescription(dimension.description, `${path}.description`, report)
  const { weight, levels } = dimension
  if (typeof weight !== 'number' || !(weight > 0 && weight <= 9.99)) {
    report(`${path}.weight`, `is ${show(weight)}; wants a number greater than 0 and at most 9.99`)
  } else if (Number(weight.toFixed(2)) !== weight) {
    report(`${path}.weight`, `is ${show(weight)}; wants at most two decimals`)
  }
  if (Array.isArray(levels)) {
    const given = levels.map((level) => (isFields(level) ? level.level : undefined))
    if (given.length !== levelNumbers.length || levelNumbers.some((level, index) => given[index] !== level)) {
      report(`${path}.levels`, `are ${given.map(show).join(', ')}; wants 1, 2, 3, 4, 5 in this order`)
    }
  }
}

function checkCriterion(criterion: Fields, path: string, report: Report): void {
  checkText(criterion.id, `${path}.id`, 50, report)
  checkText(criterion.text, `${path}.text`, Number.POSITIVE_INFINITY, report)
  checkOneOf(criterion.effort, `${path}.effort`, [...efforts, undefined], report)
  if ('metric' in criterion) checkMeasured(criterion, path, report)
  else if ('question' in criterion) {
    checkText(criterion.question, `${path}.question`, Number.POSITIVE_INFINITY, report)
  } else report(path, 'has neither a metric nor a question; wants one of them')
}

function checkMeasured({ metric, op, value }: Fields, path: string, report: Report): void {
  checkOneOf(op, `${path}.op`, operators, report)
  if (!isMetricName(metric)) {
    report(`${path}.metric`, `is ${show(metric)}, which is no metric of the catalogue`)
  }
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    report(`${path}.value`, `is ${show(value)}; wants a number`)
  } else if (isMetricName(metric) && describeMetric(metric).unit === 'ratio' && (value < 0 || value > 1)) {
    report(`${path}.value`, `is ${value}, but ${metric} is a ratio; wants 0 to 1, such as 0.6 for 60 %`)
  }
}

function checkText(value: unknown, path: string, longest: number, report: Report): void {
  if (typeof value !== 'string' || value.trim() === '') {
    report(path, `is ${show(value)}; wants a text`)
  } else if (value.length > longest) {
    report(path, `has ${value.length} characters; wants at most ${longest}`)
  }
}

/** A description may be empty, as it may be in the database. */
function checkDescription(value: unknown, path: string, report: Report): void {
  if (typeof value !== 'string') report(path, `is ${show(value)}; wants a text, which may be empty`)
}

function checkOneOf(value: unknown, path: string, allowed: readonly unknown[], report: Report): void {
  if (allowed.includes(value)) return
  const wanted = allowed.filter((each) => each !== undefined)
  report(path, `is ${show(value)}; wants one of ${wanted.join(', ')}`)
}

function checkUnique(value: unknown, path: string, seen: Set<unknown>, report: Report): void {
  if (value !== undefined && seen.has(value))
    report(path, `${show(value)} occurs more than once in the model`)
  seen.add(value)
}

/** The objects of a list with the path of each; what is not a list, or not an object, is reported. */
function listOf(value: unknown, path: string, report: Report): readonly (readonly [string, Fields])[] {
  if (!Array.isArray(value)) {
    report(path, `is ${show(value)}; wants a list`)
    return []
  }
  return value.flatMap((element: unknown, index) => {
    if (isFields(element)) return [[`${path}[${index}]`, element] as const]
    report(`${path}[${index}]`, `is ${show(element)}; wants an object`)
    return []
  })
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function show(value: unknown): string {
  if (value === undefined) return 'missing'
  return typeof value === 'string' || typeof value === 'object' ? JSON.stringify(value) : String(value)
}
