import { describe, isObject, type LooseFields } from '../reading/fields.js'
import { readJsonRecords } from '../reading/json-records.js'
import { acceptRow, FieldError } from '../reading/rows.js'
import type { TextSource } from '../reading/text-source.js'
import {
  type TestCaseField,
  type TestCaseOptions,
  type TestCaseRow,
  testCaseFields,
  toTestCase,
  unknownNames,
} from './test-case.js'

/**
 * Reads test cases out of JSON: a list, `{ "testCases": [...] }`, a single test case, or NDJSON, with the
 * names of `TestCaseRecord` in camelCase or snake_case. Properties of unknown meaning are reported once each.
 *
 * @throws ValidationError naming file and row: at the first bad test case unless `onRejected` is given, and
 *   always when the JSON is malformed.
 */
export async function* readTestCaseJson(
  source: TextSource,
  options: TestCaseOptions = {},
): AsyncGenerator<TestCaseRow, void, undefined> {
  const onUnknown = unknownNames(source.name, options)
  for await (const { row, value } of readJsonRecords(source, ['testCases', 'test_cases'], options)) {
    const build = () => toTestCase(fieldsOf(value, (name) => onUnknown(name, row)))
    const testCase = acceptRow(build, { file: source.name, row }, options)
    if (testCase !== undefined) yield { row, testCase }
  }
}

function fieldsOf(record: unknown, onUnknown: (name: string) => void): LooseFields<TestCaseField> {
  if (!isObject(record)) throw new FieldError('', `is ${describe(record)}; a test case is an object`)
  return testCaseFields.gather(record, onUnknown)
}
