import { Readable } from 'node:stream'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ValidationError } from '../../../errors.js'
import { openSource } from '../../source.js'
import { readJUnit } from './junit.js'
import type { ResultStatus, TestResult } from './result.js'

async function read(bytes: Iterable<Buffer>): Promise<TestResult[]> {
  const results: TestResult[] = []
  for await (const result of readJUnit(openSource(Readable.from(bytes), { name: 'report.xml' })))
    results.push(result)
  return results
}

interface Case {
  readonly name: string
  readonly className: string
  readonly status: ResultStatus
  readonly milliseconds: number
  readonly text: string
}

interface Suite {
  readonly name: string
  readonly cases: readonly Case[]
  readonly suites: readonly Suite[]
}

/** Text with everything that XML makes difficult. Without blank ends, which a reader may drop. */
const text = fc
  .string({
    unit: fc.constantFrom('a', 'é', '👋', '<', '&', '>', '"', "'", ']]>', ' ', '\n', '[[', '&amp;'),
    maxLength: 20,
  })
  .map((value) => `x${value.trim()}x`)

const testCase: fc.Arbitrary<Case> = fc.record({
  name: text,
  className: text,
  status: fc.constantFrom('passed', 'failed', 'errored', 'skipped'),
  milliseconds: fc.nat(10_000_000),
  text,
})

function suites(depth: number): fc.Arbitrary<Suite> {
  return fc.record({
    name: text,
    cases: fc.array(testCase, { maxLength: 4 }),
    suites: depth === 0 ? fc.constant([]) : fc.array(suites(depth - 1), { maxLength: 2 }),
  })
}

/** One way of many to write it down: the choices are made by the length of the names. */
function write({ name, cases, suites }: Suite): string {
  const inner =
    cases.map(writeCase).join(name.length % 2 === 0 ? '\n  ' : '') + suites.map(write).join('\r\n')
  return `<testsuite tests="${cases.length}" name=${quote(name)}>${inner}</testsuite>`
}

const elements: Readonly<Record<ResultStatus, string | undefined>> = {
  passed: undefined,
  failed: 'failure',
  errored: 'error',
  skipped: 'skipped',
}

function writeCase({ name, className, status, milliseconds, text }: Case): string {
  const element = elements[status]
  const cdata = `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`
  const inner =
    element &&
    `<${element} message=${quote(text)}>${text.length % 2 === 0 ? cdata : escapeXml(text)}</${element}>`
  const start = `<testcase name=${quote(name)} classname=${quote(className)} time='${milliseconds / 1000}'`
  return inner === undefined ? `${start}/>` : `${start}\n>${inner}</testcase>`
}

function quote(value: string): string {
  return value.length % 2 === 0 ? `"${escapeXml(value)}"` : `'${escapeXml(value).replaceAll("'", '&#39;')}'`
}

function escapeXml(value: string): string {
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

function* flatten(suite: Suite, path: readonly string[] = []): Generator<Partial<TestResult>> {
  const here = [...path, suite.name]
  for (const { name, className, status, milliseconds, text } of suite.cases) {
    const story = status === 'passed' ? {} : { message: text, details: text }
    const identity = `${className} > ${name}`
    yield { suite: here, name, className, identity, status, durationSeconds: milliseconds / 1000, ...story }
  }
  for (const inner of suite.suites) yield* flatten(inner, here)
}

function* cut(bytes: Buffer, at: readonly number[]): Generator<Buffer> {
  let start = 0
  for (const end of [...at.map((place) => place % bytes.length), bytes.length].sort((a, b) => a - b)) {
    yield bytes.subarray(start, end)
    start = end
  }
}

describe('readJUnit', () => {
  it('reads back whatever was written', async () => {
    await fc.assert(
      fc.asyncProperty(suites(3), async (written) => {
        const results = await read([Buffer.from(`<testsuites>${write(written)}</testsuites>`)])
        expect(results).toMatchObject([...flatten(written)])
      }),
    )
  })

  const difficult = `<?xml version="1.0" encoding="UTF-8"?>
    <!-- Grüße --><testsuites><testsuite name="Ü👋" timestamp="2021-04-02T15:48:23">
    <properties><property name="a" value="ä"/><property name="b">text é</property></properties>
    <testcase classname="C &gt; D" name="e&#10;f" time="1,234.5">
      <failure message="&#x1F44B;"><![CDATA[<a>]]> &amp; more ]]]]]]></failure>
      <system-out><![CDATA[out [[ATTACHMENT|a.png]] [[ATTACHMENT| [[PROPERTY|p=q]]
[[PROPERTY|long]]
line 1
[[/PROPERTY]] [[[ATTACHMENT|b.png]]]]></system-out><system-err>[[ATTACHMENT|</system-err>
      <rerunFailure message="again"><stackTrace>at x</stackTrace><system-out>[[</system-out></rerunFailure>
    </testcase>
    <testcase><properties><property name="step[passed]" value="s"/></properties><skipped/></testcase>
    </testsuite></testsuites>`.replace(']]]]]]>', ']]>')

  it('gives the same results wherever the bytes are cut', async () => {
    const bytes = Buffer.from(difficult)
    const whole = await read([bytes])
    expect(whole).toMatchObject([
      {
        attempt: 1,
        attachments: [{ path: 'a.png' }, { path: 'b.png' }],
        properties: [
          { name: 'p', value: 'q' },
          { name: 'long', value: 'line 1' },
        ],
      },
      { attempt: 2 },
      { status: 'skipped', steps: [{ text: 's', status: 'passed' }] },
    ])
    for (let at = 1; at < bytes.length; at++) expect(await read(cut(bytes, [at]))).toEqual(whole)
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(), { maxLength: 200 }), async (at) => {
        expect(await read(cut(bytes, at))).toEqual(whole)
      }),
    )
  })

  it('reads a damaged report or refuses it in one line, and does nothing else', async () => {
    const bytes = Buffer.from(difficult)
    const damage = fc.record({
      from: fc.nat(bytes.length),
      length: fc.nat(30),
      insert: fc.oneof(
        fc.uint8Array({ maxLength: 8 }),
        fc
          .constantFrom(
            '<testcase>',
            '</testsuite>',
            '<!DOCTYPE a [',
            '<![CDATA[',
            ']]>',
            '<!--',
            '&x;',
            '"',
            '<?',
            '</',
          )
          .map((piece) => Buffer.from(piece)),
      ),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(damage, { minLength: 1, maxLength: 5 }), async (damages) => {
        let damaged = bytes
        for (const { from, length, insert } of damages) {
          damaged = Buffer.concat([damaged.subarray(0, from), insert, damaged.subarray(from + length)])
        }
        const outcome = await read([damaged]).catch((error: unknown) => error)
        if (Array.isArray(outcome)) return
        expect(outcome).toBeInstanceOf(ValidationError)
        expect(String(outcome)).toMatch(/^ValidationError: report\.xml, row \d+: [^\n]+$/)
      }),
      { numRuns: 1_000 },
    )
  })
})

describe('readJUnit takes time in proportion to', () => {
  const size = 2_000_000
  const inCase = (inner: string) => `<testsuite><testcase>${inner}</testcase></testsuite>`
  const repeat = (piece: string) => piece.repeat(size / piece.length)

  it.each([
    ['an attribute', `<testsuite><testcase name="${repeat('x')}"/></testsuite>`],
    ['blanks in a tag', `<testsuite><testcase ${repeat(' ')}/></testsuite>`],
    ['a comment', inCase(`<!--${repeat('- ')}-->`)],
    ['text', inCase(`<failure>${repeat('x\r\n')}</failure>`)],
    ['text of one line after the other that is blank', inCase(`<failure>${repeat(' \n')}</failure>`)],
    ['CDATA that nearly ends', inCase(`<failure><![CDATA[${repeat(']]')}]]></failure>`)],
    ['character references', inCase(`<failure>${repeat('&#65;')}</failure>`)],
    ['marks that never close', inCase(`<system-out>${repeat('[[ATTACHMENT|')}</system-out>`)],
    ['marks that never begin', inCase(`<system-out>${repeat('[[')}</system-out>`)],
    ['properties that never close', inCase(`<system-out>[[PROPERTY|a]]${repeat('[[/')}</system-out>`)],
    [
      'attachments',
      inCase(
        `<system-out>${Array.from({ length: 60_000 }, (_, n) => `[[ATTACHMENT|${n}.png]]`).join('')}</system-out>`,
      ),
    ],
    [
      'properties',
      inCase(
        `<properties>${repeat('<property name="step"><![CDATA[<test-step-subfield name="a">]]></property>')}</properties>`,
      ),
    ],
    ['suite properties', `<testsuite>${repeat('<property name="a" value="b"/>')}</testsuite>`],
    ['failures', inCase(repeat('<failure message="x"/>'))],
    ['tries', inCase(repeat('<rerunFailure message="x"/>'))],
    ['numbers', `<testsuite><testcase time="${repeat('1,')}"/></testsuite>`],
    ['dates', `<testsuite timestamp="2021-01-01${repeat(' ')}"/>`],
    [
      'nested suites',
      `${'<testsuite name="a">'.repeat(200)}${repeat('<testcase/>')}${'</testsuite>'.repeat(200)}`,
    ],
    ['a declaration', `<testsuite><!${repeat('x')}`],
    ['a document type', `<!DOCTYPE ${repeat('x')}`],
    ['an entity', `<testsuite>&${repeat('x')}`],
    ['attributes', `<testsuite ${Array.from({ length: 150_000 }, (_, n) => `a${n}=""`).join(' ')}/>`],
  ])('%s', async (_what, xml) => {
    const start = performance.now()
    await read([Buffer.from(xml)]).catch((error: unknown) => expect(error).toBeInstanceOf(ValidationError))
    // In proportion, 2 MB take a tenth of a second; in its square, minutes.
    expect(performance.now() - start).toBeLessThan(5_000)
  })
})
