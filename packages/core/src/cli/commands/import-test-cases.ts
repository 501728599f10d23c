import type { Command } from 'commander'
import { ValidationError } from '../../errors.js'
import { plural } from '../../formatting.js'
import { testFrameworks } from '../../imports/formats/test-cases/test-case.js'
import type { ImportTestCases, RowImportReport } from '../../imports/types.js'
import type { ImportOptions } from '../import-into.js'
import { choice, collect } from '../options.js'

/** What `import test-cases` takes beside what every import does. */
export interface TestCaseOptions extends ImportOptions {
  readonly map?: readonly string[]
  readonly format?: string
  readonly framework?: ImportTestCases['framework']
  readonly root?: string
}

/** Adds what `import test-cases` takes. */
export function withTestCaseOptions(command: Command): Command {
  return command
    .option('--map <field=column>', 'the column of a CSV file that holds a field; may be repeated', collect)
    .option('--format <name>', 'the format of the files (default: recognised by content)')
    .addOption(
      choice('--framework <name>', 'what runs the tests of JavaScript and TypeScript', testFrameworks),
    )
    .option('--root <folder>', 'the folder that source files are named from (default: this one)')
}

export function toTestCaseOptions({
  map,
  format,
  framework,
  root,
}: TestCaseOptions): Pick<ImportTestCases, 'mapping' | 'format' | 'framework' | 'root'> {
  return {
    mapping: map === undefined ? undefined : toMapping(map),
    // The service refuses a format that it does not know, and lists those that it does.
    format: format as ImportTestCases['format'],
    framework,
    root,
  }
}

/** `title=Name` as a mapping; a field that several columns hold is given several times. */
function toMapping(pairs: readonly string[]): ImportTestCases['mapping'] {
  const columns = new Map<string, string[]>()
  for (const pair of pairs) {
    const [, field, column] = /^([^=]+)=([\s\S]+)$/.exec(pair) ?? []
    if (field === undefined || column === undefined) {
      const message = `${JSON.stringify(pair)} is not understood; it looks like title=Name`
      throw new ValidationError([{ path: '--map', message }])
    }
    columns.set(field.trim(), [...(columns.get(field.trim()) ?? []), column])
  }
  return Object.fromEntries(columns)
}

/** What files were taken for, where that is another tool's format or source code. */
export function recognised({ files }: RowImportReport): readonly string[] {
  const formats = new Map<string, string[]>()
  for (const { file, format } of files) {
    if (format === undefined || ['csv', 'json', 'gherkin'].includes(format)) continue
    formats.set(format, [...(formats.get(format) ?? []), file])
  }
  return [...formats].map(
    ([format, names]) =>
      `Read as ${format}: ${names.length > 3 ? plural(names.length, 'file') : names.join(', ')}.`,
  )
}
