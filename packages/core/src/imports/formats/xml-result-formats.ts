import { type Format, hasRoot } from './detect.js'
import { readJUnit } from './junit.js'
import type { TestResult } from './result.js'

/** The formats of test results that are XML. Each is told by its root element. */
export const xmlResultFormats = [
  {
    name: 'junit',
    title: 'JUnit XML with <testsuites> or <testsuite>',
    matches: hasRoot('testsuites', 'testsuite'),
    read: readJUnit,
  },
] as const satisfies readonly Format<string, TestResult, undefined>[]
