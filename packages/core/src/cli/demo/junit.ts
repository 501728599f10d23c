/** Test results of the sample project as JUnit XML, the way a test runner with retries writes them. */

import { specFile } from './csv.js'
import { daysBefore } from './dates.js'
import type { Attempt, CaseResult, Report } from './results.js'

/** One report; environment and version are properties of each suite. A retry follows the attempt it repeats. */
export function junitXml(project: string, report: Report, now: Date): string {
  const { version, environment, purpose, results } = report
  // A quarter past two at night, the second browser after the first.
  const started = daysBefore(now, report.daysAgo, environment === 'chrome' ? 135 : 255)
  let elapsed = 0
  const names = new Set(results.map(({ testCase }) => testCase.suite))
  const suites = [...names].map((name) => {
    const own = results.filter(({ testCase }) => testCase.suite === name)
    const from = new Date(started.getTime() + elapsed * 1000)
    elapsed += secondsOf(own)
    return [
      `  <testsuite ${attributes({ name, ...countsOf(own), timestamp: timeOf(from) })}>`,
      '    <properties>',
      `      <property ${attributes({ name: 'environment', value: environment })}/>`,
      `      <property ${attributes({ name: 'version', value: version })}/>`,
      '    </properties>',
      ...own.flatMap((result) => result.attempts.map((attempt) => testCaseXml(result, attempt))),
      '  </testsuite>',
    ].join('\n')
  })
  const name = `${project} ${version} ${purpose} on ${environment}`
  const head = attributes({ name, ...countsOf(results), timestamp: timeOf(started) })
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${head}>`,
    ...suites,
    '</testsuites>',
    '',
  ].join('\n')
}

function testCaseXml(result: CaseResult, { outcome, message }: Attempt): string {
  const { suite, title, kind } = result.testCase
  const time = (outcome === 'skipped' ? 0 : durationOf(result)).toFixed(3)
  const identity = { classname: suite, name: title, time }
  const open = `    <testcase ${attributes(kind === 'manual' ? identity : { ...identity, file: specFile(suite) })}`
  switch (outcome) {
    case 'passed':
      return `${open}/>`
    case 'skipped':
      return `${open}><skipped ${attributes({ message })}/></testcase>`
    case 'failed':
      return `${open}><failure ${attributes({ message, type: 'AssertionError' })}/></testcase>`
    case 'errored':
      return `${open}><error ${attributes({ message, type: 'TimeoutError' })}/></testcase>`
  }
}

function countsOf(results: readonly CaseResult[]): Readonly<Record<string, string>> {
  const outcomes = results.flatMap(({ attempts }) => attempts.map(({ outcome }) => outcome))
  const count = (wanted: Attempt['outcome']) =>
    String(outcomes.filter((outcome) => outcome === wanted).length)
  return {
    tests: String(outcomes.length),
    failures: count('failed'),
    errors: count('errored'),
    skipped: count('skipped'),
    time: secondsOf(results).toFixed(3),
  }
}

function secondsOf(results: readonly CaseResult[]): number {
  const seconds = results.flatMap((result) =>
    result.attempts.map(({ outcome }) => (outcome === 'skipped' ? 0 : durationOf(result))),
  )
  return seconds.reduce((sum, value) => sum + value, 0)
}

/** Seconds, different from test to test yet always the same: minutes for people, seconds for machines. */
function durationOf({ testCase }: CaseResult): number {
  const spread = (testCase.id.length * 37) % 90
  return testCase.kind === 'manual' ? 180 + spread * 4 : 0.4 + spread / 10
}

function timeOf(date: Date): string {
  return date.toISOString().replace(/\.\d+Z$/, 'Z')
}

function attributes(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}="${escaped(value)}"`)
    .join(' ')
}

function escaped(value: string): string {
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
