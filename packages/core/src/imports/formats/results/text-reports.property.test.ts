/** What holds for every format of results that is JSON, lines or text, whatever the report. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cut, type ReportReader, readPieces, readReport } from '../../../../../../test/support/read-report.js'
import { sampleOf } from '../../../../../../test/support/report-samples.js'
import { isBad, writers, written } from '../../../../../../test/support/text-report-writers.js'
import { ValidationError } from '../../../errors.js'
import type { TestResult } from './result.js'
import { resultFormats } from './result-formats.js'
import { textResultFormats } from './text-result-formats.js'

const byIdentity = (a: Partial<TestResult>, b: Partial<TestResult>) =>
  (a.name ?? '') < (b.name ?? '') ? -1 : 1

describe.each(textResultFormats.map((format) => [format.name, format] as const))('%s', (name, format) => {
  const read: ReportReader = format.read
  const writer = writers[name]

  it('reads back whatever was written', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(written, { minLength: 1, maxLength: 6, selector: (test) => test.name }),
        async (tests) => {
          const results = await readReport(read, writer.write(tests))
          const expected = tests.map(({ suite, name, status, milliseconds, text }) => ({
            name,
            ...(writer.hasNoSuite === true ? {} : { className: suite, identity: `${suite} > ${name}` }),
            status: writer.status?.[status] ?? status,
            durationSeconds: milliseconds / 1_000,
            ...(isBad(status) ? { message: text } : {}),
          }))
          expect(results.toSorted(byIdentity)).toMatchObject(expected.toSorted(byIdentity))
        },
      ),
      { numRuns: 50 },
    )
  })

  it('is recognised, and no other format is', async () => {
    const head = (await sampleOf(name)).toString()
    expect(resultFormats.filter(({ matches }) => matches(head)).map((each) => each.name)).toEqual([name])
  })

  it('gives the same results wherever the bytes are cut', async () => {
    const bytes = await sampleOf(name)
    const whole = await readPieces(read, [bytes])
    expect(whole.length).toBeGreaterThan(2)
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(), { maxLength: 200 }), async (at) => {
        expect(await readPieces(read, cut(bytes, at))).toEqual(whole)
      }),
      { numRuns: 50 },
    )
    expect(await readPieces(read, cut(bytes, [...bytes.keys()]))).toEqual(whole)
  })

  it.skipIf(writer.mayEndEarly)('is never taken for complete when its end is missing', async () => {
    const bytes = await sampleOf(name)
    const end = fc.nat(bytes.toString().trimEnd().length - 1)
    await fc.assert(
      fc.asyncProperty(end, async (length) => {
        const error: unknown = await readPieces(read, [bytes.subarray(0, length)]).catch(
          (reason: unknown) => reason,
        )
        expect(String(error)).toMatch(/^ValidationError: report, row \d+: [^\n]+$/)
      }),
      { numRuns: 50 },
    )
  })

  it('is read or refused in one line when it is damaged, and nothing else happens', async () => {
    const bytes = await sampleOf(name)
    const damage = fc.record({
      from: fc.nat(bytes.length),
      length: fc.nat(30),
      insert: fc.oneof(
        fc.uint8Array({ maxLength: 6 }),
        fc
          .constantFrom(
            '{',
            '}',
            '[',
            ']',
            '"',
            ',',
            ':',
            '\n',
            '\\u',
            '7',
            '-1',
            'null',
            '{}',
            '[]',
            '"__proto__":',
            '    ',
            'ok',
          )
          .map((piece) => Buffer.from(piece)),
      ),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(damage, { minLength: 1, maxLength: 4 }), async (damages) => {
        let damaged = bytes
        for (const { from, length, insert } of damages) {
          damaged = Buffer.concat([damaged.subarray(0, from), insert, damaged.subarray(from + length)])
        }
        const outcome = await readPieces(read, [damaged]).catch((error: unknown) => error)
        if (Array.isArray(outcome)) return
        expect(outcome).toBeInstanceOf(ValidationError)
        expect(String(outcome)).toMatch(/^ValidationError: report, row \d+: [^\n]+$/)
      }),
      { numRuns: 300 },
    )
  })
})
