import { AstBuilder, dialects, GherkinClassicTokenMatcher, Parser } from '@cucumber/gherkin'
import {
  type Background,
  type DataTable,
  type DocString,
  type Examples,
  type Feature,
  type GherkinDocument,
  IdGenerator,
  type Rule,
  type Scenario,
  type Step,
  StepKeywordType,
  type TableRow,
  type Tag,
} from '@cucumber/messages'
import { ValidationError } from '../../../errors.js'
import { acceptRow } from '../reading/rows.js'
import type { TextSource } from '../reading/text-source.js'
import { readWhole } from '../reading/whole-text.js'
import { type TestCaseOptions, type TestCaseRow, type TestStepRecord, toTestCase } from './test-case.js'

/**
 * Reads the scenarios of a Gherkin feature file, in any of Gherkin's languages: one test case for each
 * scenario and each outline. Its external id is `Feature > Rule > Scenario`, its preconditions are the steps
 * of the backgrounds, `Then` steps are what the step before them is expected to do. Tags are inherited; those
 * like `@TIMOB-123` and `@jira:TIMOB-123` are keys of tickets, the others stay tags.
 *
 * @throws ValidationError naming file and line when it is not Gherkin or too long, and for a scenario without
 *   a name unless `onRejected` is given.
 */
export async function* readGherkin(
  source: TextSource,
  options: TestCaseOptions = {},
): AsyncGenerator<TestCaseRow, void, undefined> {
  const { feature } = parse(await readWhole(source), source.name)
  if (feature === undefined) refuse(source.name, 1, 'has no feature in it; it has to begin with "Feature:"')
  for (const place of scenariosOf(feature)) {
    const row = place.scenario.location.line
    const testCase = acceptRow(
      () => toTestCase(fieldsOf(place, source.name)),
      { file: source.name, row },
      options,
    )
    if (testCase !== undefined) yield { row, testCase }
  }
}

/** Whether a text looks like a feature file: after comments and tags comes `Feature:` or its translation. */
export function looksLikeGherkin(head: string): boolean {
  const language = /^\s*#\s*language\s*:\s*(\S+)/m.exec(head)?.[1] ?? 'en'
  const keywords = Object.hasOwn(dialects, language) ? (dialects[language]?.feature ?? []) : []
  const first = head
    .split(/\r?\n/)
    .map((line) => line.trim())
    .find((line) => line !== '' && !/^[#@]/.test(line))
  return first !== undefined && keywords.some((keyword) => first.startsWith(`${keyword}:`))
}

function parse(text: string, file: string): GherkinDocument {
  const parser = new Parser(new AstBuilder(IdGenerator.incrementing()), new GherkinClassicTokenMatcher())
  try {
    return parser.parse(text)
  } catch (error) {
    throw toValidationError(error, file)
  }
}

/** The parser gathers up to ten errors, each with its place in front of the message. */
function toValidationError(error: unknown, file: string): unknown {
  if (!(error instanceof Error)) return error
  const errors = 'errors' in error && Array.isArray(error.errors) ? error.errors : [error]
  const [first, ...others] = errors.map((each: Error) => {
    const [, line, problem] = /^\((\d+):\d+\): ([\s\S]*)$/.exec(each.message) ?? []
    const message = `is not well-formed Gherkin: ${(problem ?? each.message).replaceAll(/\s+/g, ' ')}`
    return { path: '', message, file, row: line === undefined ? undefined : Number(line) }
  })
  return first === undefined ? error : new ValidationError([first, ...others], { cause: error })
}

/** A scenario with what surrounds it. */
interface Place {
  readonly scenario: Scenario
  readonly feature: Feature
  readonly rule: Rule | undefined
  readonly backgrounds: readonly Background[]
}

function* scenariosOf(feature: Feature): Generator<Place, void, undefined> {
  const backgrounds: Background[] = []
  for (const child of feature.children) {
    if (child.background !== undefined) backgrounds.push(child.background)
    if (child.scenario !== undefined)
      yield { scenario: child.scenario, feature, rule: undefined, backgrounds }
    if (child.rule !== undefined) yield* scenariosOfRule(feature, child.rule, backgrounds)
  }
}

function* scenariosOfRule(
  feature: Feature,
  rule: Rule,
  outer: readonly Background[],
): Generator<Place, void, undefined> {
  const backgrounds = [...outer]
  for (const child of rule.children) {
    if (child.background !== undefined) backgrounds.push(child.background)
    if (child.scenario !== undefined) yield { scenario: child.scenario, feature, rule, backgrounds }
  }
}

function fieldsOf(place: Place, file: string): Parameters<typeof toTestCase>[0] {
  const { scenario, feature, rule, backgrounds } = place
  const suite = [feature.name, rule?.name ?? ''].filter((name) => name !== '')
  const tags = [...feature.tags, ...(rule?.tags ?? []), ...scenario.tags].map(nameOfTag)
  return {
    externalId: scenario.name === '' ? undefined : [...suite, scenario.name].join(' > '),
    title: scenario.name,
    description: [scenario.description.trim(), ...scenario.examples.map(examplesText)].join('\n\n'),
    preconditions: backgrounds.flatMap(({ steps }) => steps.map(stepText)).join('\n'),
    steps: toSteps(scenario.steps),
    suite: suite.join(' > '),
    file,
    jiraKeys: tags.map(keyOfTag).filter((key) => key !== undefined),
    tags: tags.filter((tag) => keyOfTag(tag) === undefined),
  }
}

function nameOfTag(tag: Tag): string {
  return tag.name.replace(/^@/, '')
}

function keyOfTag(tag: string): string | undefined {
  return /^(?:jira[:=])?([A-Z][A-Z0-9_]+-\d+)$/.exec(tag)?.[1]
}

/** `Then` and the `And` after it belong to the step before; a scenario may also begin with them. */
function toSteps(steps: readonly Step[]): TestStepRecord[] {
  const result: { action: string; expected?: string; data?: string }[] = []
  let isOutcome = false
  for (const step of steps) {
    if (step.keywordType !== StepKeywordType.CONJUNCTION)
      isOutcome = step.keywordType === StepKeywordType.OUTCOME
    const last = result.at(-1)
    if (isOutcome && last !== undefined) {
      last.expected = last.expected === undefined ? stepText(step) : `${last.expected}\n${stepText(step)}`
    } else {
      result.push({ action: lineOf(step), data: argumentText(step) })
    }
  }
  return result
}

/** A step with its argument below. */
function stepText(step: Step): string {
  const argument = argumentText(step)
  return argument === undefined ? lineOf(step) : `${lineOf(step)}\n${argument}`
}

function lineOf(step: Step): string {
  return `${step.keyword}${step.text}`.trim()
}

function argumentText(step: {
  readonly docString?: DocString
  readonly dataTable?: DataTable
}): string | undefined {
  const texts = [step.docString?.content, step.dataTable && rowsText(step.dataTable.rows)]
  const text = texts.filter((each) => each !== undefined).join('\n')
  return text === '' ? undefined : text
}

function examplesText(examples: Examples): string {
  const rows = examples.tableHeader === undefined ? [] : [examples.tableHeader, ...examples.tableBody]
  return [`${examples.keyword}: ${examples.name}`.trim(), rowsText(rows)]
    .filter((text) => text !== '')
    .join('\n')
}

function rowsText(rows: readonly TableRow[]): string {
  return rows.map((row) => `| ${row.cells.map((cell) => cell.value).join(' | ')} |`).join('\n')
}

function refuse(file: string, row: number, message: string): never {
  throw new ValidationError([{ path: '', message, file, row }])
}
