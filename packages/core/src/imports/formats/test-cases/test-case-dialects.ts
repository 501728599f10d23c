import type { ColumnNames } from '../reading/csv-records.js'
import { simpleName } from '../reading/fields.js'
import { keysOf } from './issue-keys.js'
import { stepColumns, type TestCaseField, testCaseFieldNames } from './test-case.js'

/** What a column of test cases can hold: a field, or a part of one that takes several columns. */
export type TestCaseColumn = TestCaseField | (typeof stepColumns)[number] | HelperColumn

/** What one tool or another needs to find out a field. */
type HelperColumn = 'key' | 'group' | 'section' | 'script' | 'type'

/** The fields that a mapping of a user's own may name. */
export const mappableColumns: readonly TestCaseColumn[] = [...testCaseFieldNames, ...stepColumns]

/** The cells of one test case, those of all its rows together. */
export type TestCaseCells = Partial<Record<TestCaseColumn, readonly string[]>>

/** How the CSV of one tool is recognised by its header, and how its cells become those of a test case. */
export interface TestCaseDialect {
  readonly columns: ColumnNames<TestCaseColumn>
  /** @param has whether the header has a column of that name, in whatever spelling */
  readonly matches: (has: (name: string) => boolean) => boolean
  /** Finds out what the tool keeps elsewhere or calls otherwise. */
  readonly adapt: (cells: TestCaseCells) => TestCaseCells
  /** Whether a single cell may hold all the steps, numbered. */
  readonly numbersSteps: boolean
}

/** What a tool writes, by that tool's own names alone: `Status` of an execution is no status of a test case. */
function columnsOf(aliases: Partial<Record<TestCaseColumn, readonly string[]>>): ColumnNames<TestCaseColumn> {
  const entries = Object.entries(aliases) as [TestCaseColumn, readonly string[]][]
  const columns = new Map(
    entries.flatMap(([column, names]) => names.map((name) => [simpleName(name), column] as const)),
  )
  return { find: (name) => columns.get(simpleName(name)) }
}

/** The rows of TestRail's export, with the steps in rows of their own or numbered in one cell. */
export const testRail: TestCaseDialect = {
  columns: columnsOf({
    externalId: ['ID', 'Case ID'],
    title: ['Title'],
    preconditions: ['Preconditions'],
    steps: ['Steps'],
    expectedResults: ['Expected Result'],
    priority: ['Priority'],
    automationStatus: ['Automation Type', 'Automation Status'],
    jiraKeys: ['References', 'Refs'],
    tags: ['Labels'],
    suite: ['Section Hierarchy'],
    section: ['Section'],
    type: ['Type'],
    stepAction: ['Steps (Step)'],
    stepData: ['Steps (Additional Info)'],
    stepExpected: ['Steps (Expected Result)'],
  }),
  matches: (has) =>
    has('Title') &&
    [
      'Section Hierarchy',
      'Section Depth',
      'Section Description',
      'Section',
      'Suite ID',
      'References',
      'Forecast',
      'Template',
      'Steps (Step)',
      'Steps (Expected Result)',
    ].filter(has).length >= 2,
  adapt: ({ section, type, ...cells }) => ({
    ...cells,
    suite: cells.suite ?? section,
    tags: joined(cells.tags, type),
  }),
  numbersSteps: true,
}

/** The rows of Zephyr Scale's export (Zephyr, formerly TM4J): a step in each. */
export const zephyrScale: TestCaseDialect = {
  columns: columnsOf({
    externalId: ['Key'],
    title: ['Name'],
    description: ['Objective'],
    preconditions: ['Precondition', 'Preconditions'],
    priority: ['Priority'],
    status: ['Status'],
    suite: ['Folder'],
    jiraKeys: ['Coverage (Issues)', 'Issues'],
    tags: ['Labels', 'Component', 'Components'],
    script: ['Test Script (Plain Text)', 'Test Script (BDD)'],
    stepAction: ['Test Script (Step-by-Step) - Step'],
    stepData: ['Test Script (Step-by-Step) - Test Data'],
    stepExpected: ['Test Script (Step-by-Step) - Expected Result'],
  }),
  matches: (has) =>
    has('Name') &&
    [
      'Coverage (Issues)',
      'Test Script (Step-by-Step) - Step',
      'Test Script (Plain Text)',
      'Test Script (BDD)',
    ].some(has),
  adapt: ({ script, ...cells }) => ({
    ...cells,
    steps: script,
    suite: cells.suite?.map(withoutRoot),
    status: cells.status?.flatMap(statusOf),
  }),
  numbersSteps: false,
}

/** The rows of Zephyr Squad's export (Zephyr for Jira) of executions: a step of a test in a cycle in each. */
export const zephyrSquad: TestCaseDialect = {
  columns: columnsOf({
    externalId: ['Issue Key'],
    title: ['Test Summary', 'Summary'],
    priority: ['Priority'],
    suite: ['Folder Name', 'Folder'],
    tags: ['Labels', 'Component', 'Components'],
    group: ['Execution Id', 'Cycle Name', 'Cycle'],
    stepAction: ['Step', 'Test Step'],
    stepData: ['Test Data', 'Data'],
    stepExpected: ['Expected Result', 'Result'],
  }),
  matches: (has) =>
    has('Issue Key') &&
    (has('Test Summary') || has('Summary')) &&
    ['Execution Id', 'Execution Status', 'Cycle Name', 'Step Id', 'Order Id', 'Execution Defects'].some(has),
  adapt: (cells) => ({ ...cells, suite: cells.suite?.map(withoutRoot) }),
  numbersSteps: false,
}

/** The rows of Xray: what its Test Case Importer reads, and what Jira exports of its tests. */
export const xray: TestCaseDialect = {
  columns: columnsOf({
    externalId: ['TCID', 'Test ID', 'Issue ID', 'Test Case Identifier'],
    key: ['Issue Key', 'Test Key', 'Key'],
    title: ['Test Summary', 'Summary'],
    description: ['Description', 'Test Description'],
    preconditions: ['Precondition', 'Pre-Condition', 'Pre-Conditions', 'Preconditions'],
    priority: ['Test Priority', 'Priority'],
    suite: [
      'Test Repository Path',
      'Test Repo',
      'Repository Folder',
      'Folder',
      'Custom field (Test Repository Path)',
    ],
    jiraKeys: [
      'Link',
      'Links',
      'Link "Tests"',
      'Tests',
      'Covers',
      'Requirement',
      'Requirements',
      'Requirement Keys',
      'Outward issue link (Tests)',
    ],
    tags: ['Labels', 'Label', 'Component', 'Components', 'Component/s'],
    type: ['Test Type', 'Custom field (Test Type)'],
    script: [
      'Gherkin Definition',
      'Unstructured Definition',
      'Generic Definition',
      'Generic Test Definition',
      'Cucumber Scenario',
    ],
    stepAction: ['Action', 'Step', 'Step Action'],
    stepData: ['Data', 'Step Data', 'Test Data'],
    stepExpected: ['Result', 'Expected Result', 'Step Expected Result', 'Step Result'],
  }),
  matches: (has) =>
    (has('TCID') && (has('Test Summary') || has('Summary'))) ||
    (['Test Summary', 'Summary'].some(has) &&
      ['Test ID', 'Issue ID', 'Test Case Identifier', 'Issue Key', 'Test Key'].some(has) &&
      ['Action', 'Step Action', 'Test Type', 'Custom field (Test Type)', 'Gherkin Definition'].some(has)),
  adapt: ({ key, script, type, ...cells }) => ({
    ...cells,
    // A mere number tells the rows of one file apart, and means another test in the next file.
    externalId: key ?? cells.externalId?.filter((id) => !/^\d+$/.test(id.trim())),
    steps: script,
    suite: cells.suite?.map(withoutRoot),
    automationStatus: type?.map((name) => (/^manual$/i.test(name.trim()) ? 'manual' : 'automated')),
  }),
  numbersSteps: false,
}

/** Keys out of cells that hold references of any kind: keys, addresses of tickets, other words. */
export function referencedKeys(cells: readonly string[]): readonly string[] {
  return keysOf(cells.join('\n'))
}

function joined(
  one: readonly string[] | undefined,
  other: readonly string[] | undefined,
): readonly string[] | undefined {
  return one === undefined && other === undefined ? undefined : [...(one ?? []), ...(other ?? [])]
}

/** Paths of folders begin at a root that has no name. */
function withoutRoot(path: string): string {
  return path.trim().replace(/^\/+/, '')
}

/** A status of another tool in our words; nothing where we have no word for it. */
function statusOf(word: string): readonly string[] {
  return statuses.get(word.trim().toLowerCase()) ?? []
}

const statuses: ReadonlyMap<string, readonly string[]> = new Map([
  ['draft', ['draft']],
  ['approved', ['ready']],
  ['ready', ['ready']],
  ['active', ['ready']],
  ['deprecated', ['deprecated']],
  ['obsolete', ['deprecated']],
])
