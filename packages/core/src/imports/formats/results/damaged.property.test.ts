import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ValidationError } from '../../../errors.js'
import { openSource } from '../../source.js'
import type { TextSource } from '../reading/text-source.js'
import { readGherkin } from '../test-cases/gherkin.js'
import { readTestCaseCsv } from '../test-cases/test-case-csv.js'
import { readTestCaseJson } from '../test-cases/test-case-json.js'
import { readJiraCsv } from '../tickets/jira-csv.js'
import { readJiraJson } from '../tickets/jira-json.js'

type Reader = (source: TextSource) => AsyncIterable<unknown>

/** How many rows there are, or why there are none. */
async function read(reader: Reader, bytes: Buffer): Promise<unknown> {
  let rows = 0
  try {
    for await (const _ of reader(openSource(bytes, { name: 'damaged' }))) rows++
  } catch (error) {
    return error
  }
  return rows
}

const issue = {
  key: 'A-1',
  summary: 'Grüße "👋"',
  status: { name: 'Open' },
  labels: ['a'],
  created: '2021-01-01',
  description: {
    type: 'doc',
    version: 1,
    content: [{ type: 'paragraph', content: [{ type: 'text', text: 'x' }] }],
  },
}

const files: readonly (readonly [string, Reader, string])[] = [
  [
    'issues in JSON',
    readJiraJson,
    JSON.stringify({ total: 2, issues: [issue, { key: 'A-2', fields: issue }] }, null, 1),
  ],
  ['issues in NDJSON', readJiraJson, `${JSON.stringify(issue)}\n${JSON.stringify(issue)}\n`],
  [
    'issues in CSV',
    readJiraCsv,
    'Issue key,Summary,Status,Labels,Labels,Created\nA-1,"Grüße, ""👋""\n",Open,a,b,15/Apr/11 2:22 AM\n',
  ],
  [
    'test cases in JSON',
    readTestCaseJson,
    JSON.stringify([{ title: 'Grüße', steps: [{ action: 'a' }], automatable: true }]),
  ],
  ['test cases in CSV', readTestCaseCsv, 'external_id;title;jira_keys\n"a > b";Grüße;A-1 A-2\n'],
  [
    'a feature file',
    readGherkin,
    '@a\nFeature: Grüße\n  Rule: b\n    Scenario Outline: c\n      Given d\n        """\n        e\n        """\n      Examples:\n        | f |\n        | g |\n',
  ],
]

describe.each(files)('%s', (_what, reader, content) => {
  const bytes = Buffer.from(content)

  it('are read while they are whole', async () => {
    expect(await read(reader, bytes)).toBeTypeOf('number')
  })

  it('are read or refused in one line when they are damaged, and nothing else happens', async () => {
    const damage = fc.record({
      from: fc.nat(bytes.length),
      length: fc.nat(20),
      insert: fc.oneof(
        fc.uint8Array({ maxLength: 6 }),
        fc
          .constantFrom('{', '}', '[', ']', '"', ',', '\n', ';', '|', '@', '\\u', '7', 'null')
          .map((piece) => Buffer.from(piece)),
      ),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(damage, { minLength: 1, maxLength: 4 }), async (damages) => {
        let damaged = bytes
        for (const { from, length, insert } of damages) {
          damaged = Buffer.concat([damaged.subarray(0, from), insert, damaged.subarray(from + length)])
        }
        const outcome = await read(reader, damaged)
        if (typeof outcome === 'number') return
        expect(outcome).toBeInstanceOf(ValidationError)
        expect(String(outcome)).toMatch(/^ValidationError: damaged, row \d+: [^\n]+$/)
      }),
      { numRuns: 500 },
    )
  })
})

describe('Time is in proportion to', () => {
  const size = 2_000_000
  const repeat = (piece: string) => piece.repeat(size / piece.length)
  const csv = (cells: string) => `Issue key,Summary,Status\n${cells}`

  it.each<readonly [string, Reader, string]>([
    ['lists in lists', readJiraJson, repeat('[')],
    ['objects in objects', readJiraJson, repeat('{"a":')],
    ['line ends', readJiraJson, `[${repeat('\n')}]`],
    ['blanks', readJiraJson, `${repeat(' ')}[]`],
    ['a text', readJiraJson, `[{"key": "${repeat('x')}"}]`],
    ['escapes', readJiraJson, `[{"key": "${repeat('\\u0041')}"}]`],
    ['a number', readJiraJson, `[${repeat('1')}]`],
    ['properties', readJiraJson, `[{${Array.from({ length: 150_000 }, (_, n) => `"a${n}":1`).join(',')}}]`],
    ['labels', readJiraJson, `[{"key":"A","summary":"s","status":"o","labels":[${repeat('"a",')}"b"]}]`],
    ['short lines', readJiraJson, `{}\n{}\n${repeat('{"a":1}\n')}`],
    ['a line', readJiraJson, `{}\n{"key":"${repeat('x')}"}`],
    ['braces', readJiraJson, `{${repeat('} ')}`],
    ['delimiters', readJiraCsv, csv(repeat(','))],
    ['columns', readJiraCsv, `Issue key,Summary,Status,${repeat('Labels,')}\n${repeat('a,')}`],
    ['quotes', readJiraCsv, csv(`"${repeat('""')}",s,o`)],
    ['a quote that never ends', readJiraCsv, csv(`"${repeat('x\n')}`)],
    ['rows', readJiraCsv, csv(repeat('A-1,s,o\n'))],
    ['unknown columns', readTestCaseCsv, `title,${repeat('x,')}\nt`],
    ['keys', readTestCaseCsv, `title,jira_keys\nt,"${repeat('A-1 ')}"`],
    ['tags', readGherkin, `${repeat('@a ')}\nFeature: a\n  Scenario: b\n`],
    ['cells', readGherkin, `Feature: a\n  Scenario: b\n    Given c\n      ${repeat('| a ')}|\n`],
    ['steps', readGherkin, `Feature: a\n  Scenario: b\n${repeat('    Given c\n')}`],
    ['scenarios', readGherkin, `Feature: a\n${repeat('  Scenario: b\n')}`],
    ['lines that are no Gherkin', readGherkin, `Feature: a\n  Scenario: b\n${repeat('oops\n')}`],
  ])('%s', async (_what, reader, content) => {
    const start = performance.now()
    const outcome = await read(reader, Buffer.from(content))
    if (typeof outcome !== 'number') expect(outcome).toBeInstanceOf(ValidationError)
    expect(performance.now() - start).toBeLessThan(10_000)
  })
})
