import type { Parser } from '@lezer/common'
import { acceptRow } from '../reading/rows.js'
import type { TextSource } from '../reading/text-source.js'
import { readWhole } from '../reading/whole-text.js'
import { mentionedKeys } from './issue-keys.js'
import { SourceCode } from './source-code.js'
import { type TestCaseOptions, type TestCaseRow, toTestCase } from './test-case.js'

/** A test as it stands in the source of a program. */
export interface SourceTest {
  /** The line that it begins on, from 1. */
  readonly row: number
  /** `classname > name` of the tool's own report. */
  readonly identity: string
  readonly title: string
  readonly suite: string
  readonly description?: string | undefined
  readonly tags: readonly string[]
  /** Texts that may mention keys of tickets: titles, tags and comments, also those of what is around it. */
  readonly mentions: readonly string[]
  /** Whether it is only announced so far. */
  readonly isTodo?: boolean
}

/** A language that tests are written in. */
export interface SourceLanguage {
  /** What it is called in messages. */
  readonly name: string
  /** The parser for a file of that name; it makes something of everything. */
  readonly parserOf: (file: string) => Parser
  readonly testsIn: (code: SourceCode, options: TestCaseOptions) => Iterable<SourceTest>
}

/** Makes the reader of test cases out of a language. The code is parsed, never run. */
export function sourceReader({
  name,
  parserOf,
  testsIn,
}: SourceLanguage): (
  source: TextSource,
  options?: TestCaseOptions,
) => AsyncGenerator<TestCaseRow, void, undefined> {
  return async function* read(source, options = {}) {
    const code = new SourceCode(await readWhole(source), source.name, parserOf(source.name))
    const row = code.badLine
    if (row !== undefined) {
      const message = `has something in it that is not understood as ${name}; the rest was read`
      options.onWarning?.({ path: '', message, file: source.name, row })
    }
    for (const test of testsIn(code, options)) {
      const testCase = acceptRow(
        () => toTestCase(fieldsOf(test, code.file)),
        { file: source.name, row: test.row },
        options,
      )
      if (testCase !== undefined) yield { row: test.row, testCase }
    }
  }
}

function fieldsOf(test: SourceTest, file: string): Parameters<typeof toTestCase>[0] {
  return {
    externalId: test.identity,
    title: test.title,
    description: test.description,
    suite: test.suite,
    file,
    tags: test.tags,
    jiraKeys: mentionedKeys(test.mentions.join('\n')),
    ...(test.isTodo === true ? { status: 'draft' } : { automationStatus: 'automated', automatable: true }),
  }
}
