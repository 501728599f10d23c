import { existsSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Issue, ValidationError } from '../../../errors.js'
import { openSource } from '../../source.js'
import type { TestCaseOptions, TestCaseRow } from './test-case.js'
import { readTestCaseCsv } from './test-case-csv.js'
import { readTestCaseJson } from './test-case-json.js'

type Reader = typeof readTestCaseCsv

async function read(reader: Reader, content: string, options?: TestCaseOptions): Promise<TestCaseRow[]> {
  const rows: TestCaseRow[] = []
  for await (const row of reader(openSource(new Blob([content]), { name: 'cases' }), options)) rows.push(row)
  return rows
}

async function refusal(reader: Reader, content: string): Promise<string> {
  const error = await read(reader, content).catch((reason: unknown) => reason)
  return error instanceof ValidationError ? error.message : `no refusal but ${JSON.stringify(error)}`
}

const empty = { steps: [], jiraKeys: [], tags: [] }

describe('readTestCaseCsv reads', () => {
  it('every field, whatever the columns are called and however they are ordered', async () => {
    const csv = `Title;External ID;Suite;automation_status;Automatable;Jira Keys;Tags;Priority;Severity;Status;Steps;Expected Results;Preconditions;Description;File
adds an item;cart > adds an item;cart;automated;yes;A-1, A-2;smoke, cart;high;minor;ready;"1. open
2) add
- look";it is there;signed in;why;cart.ts
`
    expect(await read(readTestCaseCsv, csv)).toEqual([
      {
        row: 2,
        testCase: {
          externalId: 'cart > adds an item',
          title: 'adds an item',
          description: 'why',
          preconditions: 'signed in',
          steps: [{ action: 'open' }, { action: 'add' }, { action: 'look' }],
          expectedResults: 'it is there',
          priority: 'high',
          severity: 'minor',
          status: 'ready',
          suite: 'cart',
          automationStatus: 'automated',
          automatable: true,
          file: 'cart.ts',
          jiraKeys: ['A-1', 'A-2'],
          tags: ['smoke', 'cart'],
        },
      },
    ])
  })

  it.each(['A-1 A-2', 'A-1,A-2', 'A-1; A-2', ' A-1\tA-2, A-1 '])('the keys in %j', async (keys) => {
    const [row] = await read(readTestCaseCsv, `title,jira_keys\nt,"${keys}"\n`)
    expect(row?.testCase.jiraKeys).toEqual(['A-1', 'A-2'])
  })

  it('the other columns not, and says so', async () => {
    const warnings: Issue[] = []
    const rows = await read(readTestCaseCsv, 'title,Owner,\nt,ada,\n', {
      onWarning: (issue) => warnings.push(issue),
    })
    expect(rows).toEqual([{ row: 2, testCase: { title: 't', ...empty } }])
    expect(warnings).toEqual([
      { path: 'Owner', message: 'is not a field of test cases and was left out', file: 'cases', row: 1 },
    ])
  })

  it('back what was written', async () => {
    const text = fc
      .string({ unit: fc.constantFrom('a', '"', ',', '\n', 'é', '👋'), maxLength: 12 })
      .map((value) => `x${value}x`)
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ title: text, externalId: text, suite: text })),
        async (written) => {
          const quote = (value: string) => `"${value.replaceAll('"', '""')}"`
          const lines = written.map(({ title, externalId, suite }) =>
            [suite, title, externalId].map(quote).join(','),
          )
          const rows = await read(readTestCaseCsv, ['suite,title,external_id', ...lines].join('\n'))
          expect(rows.map(({ testCase }) => testCase)).toMatchObject(written)
        },
      ),
    )
  })
})

describe('readTestCaseJson reads', () => {
  const testCase = {
    externalId: 'cart > adds',
    title: 'adds',
    steps: [{ action: 'open', expected: 'it opens', data: 'cart 7' }, { action: 'add' }],
    automatable: false,
    jiraKeys: ['A-1'],
    tags: ['smoke'],
  }
  const snake = {
    external_id: 'cart > adds',
    title: 'adds',
    steps: [{ step: 'open', expected_result: 'it opens', test_data: 'cart 7' }, 'add'],
    automatable: false,
    jira_keys: 'A-1',
    tags: ['smoke'],
  }

  it.each([
    ['a list', [testCase, snake]],
    ['a list with a name', { testCases: [testCase, snake] }],
    ['a list with a name in snake_case', { test_cases: [testCase, snake] }],
  ])('%s', async (_what, content) => {
    const expected = [
      { row: 1, testCase },
      { row: 2, testCase },
    ]
    expect(await read(readTestCaseJson, JSON.stringify(content))).toEqual(expected)
  })

  it('one test case a line', async () => {
    const lines = `${JSON.stringify(testCase)}\n${JSON.stringify(snake)}`
    expect(await read(readTestCaseJson, lines)).toMatchObject([{ row: 1 }, { row: 2 }])
  })

  it('other properties not, and says so once', async () => {
    const warnings: Issue[] = []
    const content = JSON.stringify([
      { title: 'a', owner: 'ada' },
      { title: 'b', owner: 'bob' },
    ])
    await read(readTestCaseJson, content, { onWarning: (issue) => warnings.push(issue) })
    expect(warnings).toEqual([
      { path: 'owner', message: 'is not a field of test cases and was left out', file: 'cases', row: 1 },
    ])
  })
})

describe('Test cases', () => {
  it('have titles of at most 200 characters, and external ids that keep the whole', async () => {
    const long = 'x'.repeat(300)
    const [given, none] = await read(
      readTestCaseJson,
      JSON.stringify([{ title: long, externalId: `suite > ${long}` }, { title: long }]),
    )
    expect(given?.testCase).toMatchObject({ title: `${'x'.repeat(199)}…`, externalId: `suite > ${long}` })
    expect(none?.testCase).toMatchObject({ title: `${'x'.repeat(199)}…`, externalId: long })
  })

  it('have external ids of at most 500 characters, which are the same every time', async () => {
    const [row] = await read(readTestCaseJson, JSON.stringify([{ title: 't', externalId: 'x'.repeat(501) }]))
    expect(row?.testCase.externalId).toMatch(/^x{435}…[0-9a-f]{64}$/)
  })

  it.each([
    ['no title', { externalId: 'a' }, 'title: is missing; every test case has one'],
    ['a title that is a number', { title: 7 }, 'title: is a number; it has to be text'],
    [
      'a key that is too long',
      { title: 't', jiraKeys: ['A'.repeat(51)] },
      'jiraKeys: has a key of 51 characters; a key has at most 50',
    ],
    ['steps that are no list', { title: 't', steps: 'open' }, 'steps: is text; it has to be a list'],
    [
      'a step that does nothing',
      { title: 't', steps: ['open', { expected: 'it opens' }] },
      'steps[1].action: is missing; a step says what to do',
    ],
    [
      'an answer that is neither yes nor no',
      { title: 't', automatable: 'perhaps' },
      'automatable: "perhaps" is neither yes nor no',
    ],
    ['what is no object', 7, 'is a number; a test case is an object'],
  ])('are rejected with %s', async (_what, bad, message) => {
    const content = JSON.stringify([{ title: 'a' }, bad, { title: 'c' }])
    expect(await refusal(readTestCaseJson, content)).toBe(`cases, row 2: ${message}`)
    const rejected: Issue[] = []
    const rows = await read(readTestCaseJson, content, { onRejected: (issue) => rejected.push(issue) })
    expect(rows.map(({ row }) => row)).toEqual([1, 3])
    expect(rejected).toMatchObject([{ file: 'cases', row: 2 }])
  })

  it('are rejected as files where nothing has a title', async () => {
    expect(await refusal(readTestCaseCsv, 'external_id\na\n')).toBe(
      'cases, row 1: has no column "title"; every test case needs one, so say which it is with a mapping',
    )
    expect(await refusal(readTestCaseCsv, '\n')).toBe('cases, row 1: is empty; was the export written?')
  })
})

const titanium = new URL('../../../../../../../shared/data/titanium/test-cases.csv', import.meta.url)

describe.skipIf(!existsSync(titanium))('Titanium (skipped where ../shared/data is absent)', () => {
  it('has 2,607 rows with 2,603 identities', async () => {
    const identities = new Set<string | undefined>()
    const keys = new Set<string>()
    let rows = 0
    let links = 0
    for await (const { testCase } of readTestCaseCsv(openSource(titanium))) {
      rows++
      links += testCase.jiraKeys.length
      identities.add(testCase.externalId)
      for (const key of testCase.jiraKeys) keys.add(key)
    }
    expect({ rows, identities: identities.size, links }).toEqual({
      rows: 2_607,
      identities: 2_603,
      links: 82,
    })
    expect(keys.has('TIMOB-18684')).toBe(true)
  })
})
