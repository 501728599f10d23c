import type { Issue } from '../../../errors.js'
import { shortenIdentity } from '../identity.js'
import {
  describe,
  FieldNames,
  isObject,
  type LooseFields,
  nameList,
  optionalDate,
  optionalName,
  optionalText,
  requiredText,
} from '../reading/fields.js'
import { FieldError, type RowOptions } from '../reading/rows.js'
import { shorten } from '../reading/text.js'
import { keyLimit } from '../tickets/ticket.js'

/** A step of a test case. */
export interface TestStepRecord {
  readonly action: string
  readonly expected?: string
  /** Input that the step works with. */
  readonly data?: string
}

/** A test case, wherever it was written down. Lists are empty rather than missing. */
export interface TestCaseRecord {
  /**
   * By what results find it: for automated tests `suite > name`. At most 500 characters, see
   * `shortenIdentity`. A title that had to be shortened and came without an external id is kept here.
   */
  readonly externalId?: string
  /** At most 200 characters; longer ones are shortened with an ellipsis, here and below. */
  readonly title: string
  readonly description?: string
  readonly preconditions?: string
  readonly steps: readonly TestStepRecord[]
  readonly expectedResults?: string
  /** At most 20 characters. */
  readonly priority?: string
  /** At most 20 characters. */
  readonly severity?: string
  /** At most 30 characters. */
  readonly status?: string
  /** The suite that it belongs to, at full length. */
  readonly suite?: string
  /** At most 30 characters. */
  readonly automationStatus?: string
  readonly automatable?: boolean
  /** Source file of the test. */
  readonly file?: string
  /** Keys of the tickets that it covers, each once, whether or not such tickets exist. */
  readonly jiraKeys: readonly string[]
  readonly tags: readonly string[]
  /** When it was written; the links to its keys are as old. A time without a zone is read as UTC. */
  readonly createdAt?: Date
}

/** A test case and where it came from. */
export interface TestCaseRow {
  /** Line, row or position in the list, from 1; in CSV the header is row 1. */
  readonly row: number
  readonly testCase: TestCaseRecord
}

/** A step of its own in each row of CSV: the rows below that name no test case continue the one above. */
export const stepColumns = ['stepAction', 'stepData', 'stepExpected'] as const

/** Which column of a CSV file, or which columns, hold which field: `{ title: 'Name' }`. */
export type TestCaseMapping = Readonly<
  Partial<Record<TestCaseField | (typeof stepColumns)[number], string | readonly string[]>>
>

/** Options of everything that reads test cases. */
export interface TestCaseOptions extends RowOptions {
  /** For CSV: columns by what they hold. The others keep the meaning that their names have. */
  readonly mapping?: TestCaseMapping | undefined
  /**
   * For test source: which tool's reports the results come in, because it decides what they call a test.
   *
   * @default what the file imports, else describe titles and test title joined by ` > `
   */
  readonly framework?: TestFramework | undefined
  /** Receives what is read but not used, such as a column of unknown meaning. */
  readonly onWarning?: (issue: Issue) => void
}

/** The tools whose reports have names of their own for the tests of JavaScript and TypeScript. */
export const testFrameworks = ['vitest', 'jest', 'mocha', 'playwright', 'cypress'] as const

export type TestFramework = (typeof testFrameworks)[number]

/** The longest title, in characters. */
const titleLimit = 200

/** How many columns or properties of unknown meaning are reported of one file. */
const warningLimit = 100

/** Reports names of unknown meaning in one file, each of them once. */
export function unknownNames(file: string, options: TestCaseOptions): (name: string, row: number) => void {
  const reported = new Set<string>()
  return (name, row) => {
    if (reported.has(name) || reported.size >= warningLimit) return
    reported.add(name)
    const message = 'is not a field of test cases and was left out'
    options.onWarning?.({ path: shorten(name, 100), message, file, row })
  }
}

/** What a file calls the fields of a test case, beside their canonical names. */
const aliases = {
  externalId: ['id', 'testCaseId', 'testId', 'identity'],
  title: ['name', 'summary', 'testCase'],
  description: ['objective'],
  preconditions: ['precondition', 'background'],
  steps: ['testSteps'],
  expectedResults: ['expectedResult', 'expected'],
  priority: [],
  severity: [],
  status: [],
  suite: ['testSuite', 'section', 'folder'],
  automationStatus: ['automation'],
  automatable: [],
  file: ['path', 'sourceFile'],
  jiraKeys: ['jiraKey', 'jira', 'tickets', 'issues', 'issueKeys', 'requirements', 'covers'],
  tags: ['tag', 'labels'],
  createdAt: ['created', 'createdDate'],
} as const

export type TestCaseField = keyof typeof aliases

/** The names of all fields. */
export const testCaseFieldNames = Object.keys(aliases) as readonly TestCaseField[]

/** Finds out what a column or property of a test case means. */
export const testCaseFields: FieldNames<TestCaseField> = new FieldNames(aliases)

const stepFields = new FieldNames({
  action: ['step', 'description', 'text'],
  expected: ['expectedResult', 'expectedResults', 'result'],
  data: ['testData', 'input'],
})

/**
 * Checks the fields of one test case.
 *
 * @throws FieldError when the title is missing or a value is of a wrong type.
 */
export function toTestCase(fields: LooseFields<TestCaseField>): TestCaseRecord {
  const title = requiredText(fields.title, 'title', 'every test case has one')
  return {
    externalId: externalIdOf(fields.externalId, title),
    title: shorten(title, titleLimit),
    description: optionalText(fields.description, 'description'),
    preconditions: optionalText(fields.preconditions, 'preconditions'),
    steps: stepsOf(fields.steps),
    expectedResults: optionalText(fields.expectedResults, 'expectedResults'),
    priority: optionalName(fields.priority, 'priority', 20),
    severity: optionalName(fields.severity, 'severity', 20),
    status: optionalName(fields.status, 'status', 30),
    suite: optionalText(fields.suite, 'suite'),
    automationStatus: optionalName(fields.automationStatus, 'automationStatus', 30),
    automatable: booleanOf(fields.automatable, 'automatable'),
    file: optionalText(fields.file, 'file'),
    jiraKeys: keysOf(fields.jiraKeys),
    tags: nameList(fields.tags, 'tags'),
    createdAt: optionalDate(fields.createdAt, 'createdAt'),
  }
}

function externalIdOf(value: unknown, title: string): string | undefined {
  const given = optionalText(typeof value === 'number' ? String(value) : value, 'externalId')
  const id = given ?? (title.length > titleLimit ? title : undefined)
  return id === undefined ? undefined : shortenIdentity(id)
}

function keysOf(value: unknown): readonly string[] {
  const keys = nameList(typeof value === 'string' ? splitKeys(value) : value, 'jiraKeys')
  const long = keys.find((key) => key.length > keyLimit)
  if (long === undefined) return keys
  throw new FieldError('jiraKeys', `has a key of ${long.length} characters; a key has at most ${keyLimit}`)
}

/** Keys in one text, separated by blanks, commas or semicolons. */
function splitKeys(text: string): string[] {
  return text.split(/[\s,;]+/).filter((key) => key !== '')
}

function stepsOf(value: unknown): readonly TestStepRecord[] {
  if (value === undefined || value === null) return []
  if (!Array.isArray(value)) throw new FieldError('steps', `is ${describe(value)}; it has to be a list`)
  return value.map((step, index) => toStep(step, `steps[${index}]`))
}

function toStep(value: unknown, path: string): TestStepRecord {
  if (!isObject(value)) return { action: requiredText(value, path, 'a step says what to do') }
  const fields = stepFields.gather(value)
  return {
    action: requiredText(fields.action, `${path}.action`, 'a step says what to do'),
    expected: optionalText(fields.expected, `${path}.expected`),
    data: optionalText(fields.data, `${path}.data`),
  }
}

const booleans: Readonly<Record<string, boolean | undefined>> = {
  true: true,
  yes: true,
  '1': true,
  false: false,
  no: false,
  '0': false,
}

function booleanOf(value: unknown, path: string): boolean | undefined {
  if (typeof value === 'boolean') return value
  const text = optionalText(value, path)
  if (text === undefined) return undefined
  const known = Object.hasOwn(booleans, text.toLowerCase()) ? booleans[text.toLowerCase()] : undefined
  if (known === undefined)
    throw new FieldError(path, `${JSON.stringify(shorten(text, 40))} is neither yes nor no`)
  return known
}
