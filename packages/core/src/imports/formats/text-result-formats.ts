import type { Format } from './detect.js'
import type { TestResult } from './result.js'

/** The formats of test results that are JSON, lines of JSON or plain text. */
export const textResultFormats = [] as const satisfies readonly Format<string, TestResult, undefined>[]
