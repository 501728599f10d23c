import { existsSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { rootElement } from './formats/detect.js'
import { resultFormats } from './formats/results/result-formats.js'
import {
  countResults,
  detectResultFormat,
  openSource,
  parseResults,
  parseTestCases,
  parseTickets,
  type ResultFormat,
  ValidationError,
} from './index.js'

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const list: Item[] = []
  for await (const item of items) list.push(item)
  return list
}

async function refusal(reading: AsyncIterable<unknown>): Promise<string> {
  const error = await collect(reading).catch((reason: unknown) => reason)
  return error instanceof ValidationError ? error.message : `no refusal but ${JSON.stringify(error)}`
}

const report =
  '<testsuites><testsuite name="S"><testcase name="a"/><testcase name="b"><skipped/></testcase></testsuite></testsuites>'
const knownResults = `known are: ${resultFormats.map((format) => format.name).join(', ')}`

describe('parseResults', () => {
  it('needs nothing but a file', async () => {
    const names: string[] = []
    for await (const result of parseResults(new Blob([report]))) names.push(result.name)
    expect(names).toEqual(['a', 'b'])
  })

  it('counts with countResults', async () => {
    expect(await countResults(parseResults(gzipSync(report)))).toEqual({
      total: 2,
      passed: 1,
      failed: 0,
      errored: 0,
      skipped: 1,
    })
  })

  it('reads a source that was opened before, which then knows its digest', async () => {
    const source = openSource(new Blob([report]), { name: 'nightly' })
    expect(await detectResultFormat(source)).toBe('junit')
    expect(await countResults(parseResults(source))).toMatchObject({ total: 2 })
    expect(source.sha256).toMatch(/^[0-9a-f]{64}$/)
  })

  it('looks at what a file holds, not at what it is called', async () => {
    const withProlog = `\uFEFF<?xml version="1.0"?>\n<!-- by <testsuite> -->\n<!DOCTYPE testsuites [ <!ELEMENT a (b)> ]>\n${report}`
    expect(await collect(parseResults(new File([withProlog], 'results.json')))).toHaveLength(2)
  })

  it('names what it knows where it knows nothing', async () => {
    expect(await refusal(parseResults(new File(['this is\nnot json'], 'a.json')))).toBe(
      `a.json: is in no known format: it begins with "this is not json"; ${knownResults}`,
    )
    expect(await refusal(parseResults(new File(['<?xml version="1.0"?><suites/>'], 'a.xml')))).toBe(
      `a.xml: is in no known format: its root element is <suites>; ${knownResults}`,
    )
    expect(await refusal(parseResults(new File([' \n'], 'a.xml')))).toBe('a.xml: is empty; was it written?')
    const format = 'nunit' as ResultFormat
    expect(await refusal(parseResults(new Blob([report]), { format }))).toBe(
      `format: "nunit" is not known; ${knownResults}`,
    )
  })

  it('takes the format as given, where it is', async () => {
    expect(await refusal(parseResults(new File(['<suites/>'], 'a.xml'), { format: 'junit' }))).toContain(
      'a.xml, row 1: has the root element <suites>',
    )
  })

  it('closes what it did not read to the end', async () => {
    const source = openSource(new Blob([report]))
    for await (const _ of parseResults(source)) break
    await expect(source[Symbol.asyncIterator]().next()).rejects.toThrow('was read already')
  })
})

describe('parseTickets', () => {
  const ticket = { key: 'A-1', summary: 's', status: 'Open', labels: [], components: [], fixVersions: [] }

  it.each([
    ['JSON', JSON.stringify([ticket])],
    ['NDJSON', `${JSON.stringify(ticket)}\n`],
    ['CSV', 'Summary,Issue key,Status\ns,A-1,Open\n'],
  ])('recognises %s', async (_what, content) => {
    expect((await collect(parseTickets(new Blob([content])))).map((row) => row.ticket)).toEqual([ticket])
  })

  it('names what it knows', async () => {
    expect(await refusal(parseTickets(new File(['a,b\n'], 'a.csv')))).toBe(
      'a.csv: is in no known format: it begins with "a,b"; known are: JSON or NDJSON issues (jira-json), CSV with a column "Issue key" (jira-csv)',
    )
  })

  it('hands on what it rejects', async () => {
    const rejected: unknown[] = []
    const input = new File([JSON.stringify([{ key: 7 }, ticket])], 'a.json')
    expect(await collect(parseTickets(input, { onRejected: (issue) => rejected.push(issue) }))).toHaveLength(
      1,
    )
    expect(rejected).toEqual([
      { path: 'key', message: 'is a number; it has to be text', file: 'a.json', row: 1 },
    ])
  })
})

describe('parseTestCases', () => {
  it.each([
    ['JSON', '[{"title": "t"}]'],
    ['CSV', 'external_id,title\na,t\n'],
    ['Gherkin', 'Feature: f\n  Scenario: t\n'],
  ])('recognises %s', async (_what, content) => {
    expect((await collect(parseTestCases(new Blob([content])))).map((row) => row.testCase.title)).toEqual([
      't',
    ])
  })

  it('names what it knows', async () => {
    expect(await refusal(parseTestCases(new File(['<a/>'], 'a.xml')))).toBe(
      'a.xml: is in no known format: its root element is <a>; known are: json, gherkin, testrail, zephyr-scale, zephyr-squad, xray, csv, source-javascript, source-python, source-java',
    )
  })
})

describe('rootElement', () => {
  it.each([
    ['<a/>', 'a'],
    ['<a:b c="d">', 'a:b'],
    [' <?x y?><!-- <b> --><!DOCTYPE a [<!ENTITY c "d">]>\n<a>', 'a'],
    ['<!DOCTYPE a SYSTEM "b">\n<a>', 'a'],
    ['<!-- never closed', undefined],
    ['text <a>', undefined],
    ['<', undefined],
    ['', undefined],
  ])('of %j is %s', (text, name) => {
    expect(rootElement(text)).toBe(name)
  })
})

const reports = new URL('../../../../../shared/data/reports/', import.meta.url)
const titanium = new URL('../../../../../shared/data/titanium/', import.meta.url)

describe.skipIf(!existsSync(reports))('Real files (skipped where ../shared/data is absent)', () => {
  it('bad ones are refused in one line that names the file', async () => {
    const expected: Record<string, { error?: true }> = JSON.parse(
      readFileSync(new URL('expected.json', reports), 'utf8'),
    )
    const bad = Object.keys(expected).filter((file) => expected[file]?.error)
    expect(bad).toHaveLength(4)
    for (const file of bad) {
      const message = await refusal(parseResults(new URL(file, reports), { name: file }))
      expect(message).toMatch(/^bad\/[^\n]+$/)
      expect(message.startsWith(file)).toBe(true)
    }
  })

  it('Titanium: every result has a test case', async () => {
    const identities = new Set<string | undefined>()
    for await (const { testCase } of parseTestCases(new URL('test-cases.csv', titanium)))
      identities.add(testCase.externalId)
    let results = 0
    for (const platform of ['android', 'ios', 'windows']) {
      for await (const result of parseResults(new URL(`junit-${platform}.xml`, titanium))) {
        if (identities.has(result.identity)) results++
      }
    }
    expect(results).toBe(7_467)
  })

  it('Titanium: 22,371 tickets', async () => {
    let tickets = 0
    for await (const _ of parseTickets(new URL('issues.ndjson.gz', titanium))) tickets++
    expect(tickets).toBe(22_371)
  })
})
