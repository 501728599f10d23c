/**
 * Reports that are made to take long. In proportion to their size each takes a fraction of a second, in its
 * square longer than the test may run.
 */
import { describe, expect, it } from 'vitest'
import { type ReportReader, readReport } from '../../../../../../test/support/read-report.js'
import { ValidationError } from '../../../errors.js'
import { readAllure } from './allure.js'
import { readCtrf } from './ctrf.js'
import { readCucumberJson } from './cucumber-json.js'
import { readCucumberMessages } from './cucumber-messages.js'
import { readDart } from './dart.js'
import { readGoTest } from './go-test.js'
import { readJest } from './jest.js'
import { readMocha } from './mocha.js'
import { readPlaywright } from './playwright.js'
import { resultFormats } from './result-formats.js'
import { readTap } from './tap.js'

const size = 2_000_000
const repeat = (piece: string) => piece.repeat(size / piece.length)
const list = (piece: string) => `[${repeat(`${piece},`)}${piece}]`
const ctrf = (fields: string) => `{"results":{"tests":[{"name":"a","status":"passed",${fields}}]}}`
const goOutput = (text: string) => {
  const events = Array.from({ length: size / 1_000 }, () => ({
    Action: 'output',
    Package: 'p',
    Test: 'T',
    Output: text,
  }))
  return [...events, { Action: 'fail', Package: 'p', Test: 'T' }, { Action: 'fail', Package: 'p' }]
    .map((event) => JSON.stringify(event))
    .join('\n')
}
const inTap = (yaml: string) => `1..1\nnot ok 1\n  ---\n${yaml}\n  ...\n`

const hostile: readonly (readonly [string, ReportReader, string])[] = [
  ['a text that never ends', readMocha, `{"passes": ["${repeat('x')}`],
  ['escapes', readMocha, `{"passes": [{"title": "${repeat('\\u0041')}"}]}`],
  ['surrogates', readMocha, `{"passes": [{"title": "${repeat('\\ud83d')}"}]}`],
  [
    'colours',
    readJest,
    `{"testResults": [{"assertionResults": [{"title": "${repeat('\\u001b[3')}", "status": "passed"}]}]}`,
  ],
  ['blanks', readJest, `{"testResults": [${repeat(' ')}]}`],
  ['line ends', readJest, `{"testResults": [${repeat('\n')}]}`],
  ['lists in lists', readJest, `{"testResults": ${repeat('[')}`],
  [
    'ancestors',
    readJest,
    `{"testResults": [{"assertionResults": [{"ancestorTitles": ${list('"a"')}, "status": "todo"}]}]}`,
  ],
  ['suites that are opened', readPlaywright, `{"suites": ${repeat('[{"suites":')}`],
  ['suites beside each other', readPlaywright, `{"suites": ${list('{"title":"a","specs":[]}')}}`],
  ['specs before a title', readPlaywright, `{"suites": [{"specs": ${list('{"tests":[{"results":[]}]}')}}]}`],
  [
    'steps in steps',
    readPlaywright,
    `{"suites":[{"title":"a","specs":[{"tests":[{"results":[{"status":"passed","steps":${list('{"title":"a","steps":[{"title":"b"}]}')}}]}]}]}]}`,
  ],
  [
    'annotations',
    readPlaywright,
    `{"suites":[{"title":"a","specs":[{"tests":[{"annotations":${list('{"type":"a"}')}}]}]}]}`,
  ],
  ['an attachment that is nearly base64', readCtrf, ctrf(`"screenshot":"${repeat('A')}!"`)],
  ['a media type', readCtrf, ctrf(`"attachments":[{"path":"a","contentType":"${repeat('a/')}"}]`)],
  ['tags', readCtrf, ctrf(`"tags":${list('"a"')}`)],
  ['tries', readCtrf, ctrf(`"retryAttempts":${list('{"status":"failed"}')}`)],
  ['labels', readCtrf, ctrf(`"labels":{${Array.from({ length: 150_000 }, (_, n) => `"a${n}":1`).join()}}`)],
  [
    'steps of a scenario',
    readCucumberJson,
    `[{"elements":[{"steps":${list('{"result":{"status":"passed"}}')}}]}]`,
  ],
  ['elements', readCucumberJson, `[{"elements":${list('{}')}}]`],
  ['messages', readCucumberMessages, repeat('{"pickle":{"id":"a"}}\n')],
  ['a message that is deep', readCucumberMessages, `{"meta":${repeat('[')}${repeat(']')}}\n`],
  ['attempts', readAllure, repeat('{"uuid":"a","historyId":"h"}')],
  [
    'steps of Allure',
    readAllure,
    `{"uuid":"a","steps":${list('{"name":"a","attachments":[{"source":"a"}]}')}}`,
  ],
  [
    'groups',
    readDart,
    `{"type":"testStart","test":{"id":1,"groupIDs":${list('1')}}}\n{"type":"testDone","testID":1}\n{"type":"done"}`,
  ],
  ['braces', readDart, repeat('{')],
  [
    'errors',
    readDart,
    `{"type":"testStart","test":{"id":1}}\n${repeat('{"type":"error","testID":1}\n')}{"type":"done"}`,
  ],
  ['output that is blank', readGoTest, goOutput('\n'.repeat(100))],
  ['output that is nearly a message', readGoTest, goOutput('x.go:'.repeat(20))],
  ['lines of the compiler', readGoTest, repeat('# p\n')],
  ['packages that could not be built', readGoTest, repeat('FAIL\tp [build failed]\n')],
  ['a line of blanks', readTap, `${repeat(' ')}ok`],
  ['test points', readTap, `${repeat('ok\n')}1..${size / 3}\n`],
  ['a test point with many marks', readTap, `ok 1 - ${repeat(' #')}\n1..1`],
  ['a test point with many braces', readTap, `ok 1 - ${repeat(' {')} x\n1..1`],
  ['a test point with blanks', readTap, `ok ${repeat(' ')}\n1..1`],
  ['subtests', readTap, `${repeat('# Subtest: a\n    ok 1\n')}1..0`],
  ['YAML with many names', readTap, inTap(repeat('  a: b\n'))],
  ['YAML with many blocks', readTap, inTap(repeat('  a: |-\n'))],
  ['YAML with a long place', readTap, inTap(`  location: ${repeat('a:1')}`)],
  ['a plan that is a large number', readTap, `1..${repeat('9')}`],
]

describe('A report with', () => {
  it.each(hostile)('%s is read or refused in time', async (_what, read, report) => {
    const outcome = await readReport(read, report).catch((error: unknown) => error)
    if (!Array.isArray(outcome)) expect(outcome).toBeInstanceOf(ValidationError)
  })

  it.each(hostile)('%s is looked at in time', (_what, _read, report) => {
    const head = report.slice(0, 65_536)
    expect(resultFormats.filter((format) => format.matches(head)).length).toBeLessThan(2)
  })
})
