import type { Command } from 'commander'
import { count, plural } from '../../formatting.js'
import type { ImportTestCases, ImportTickets, RowImportReport } from '../../imports/types.js'
import type { Services } from '../../services.js'
import { withAtmosfera } from '../context.js'
import { importInto, inputs } from '../import-into.js'
import { withCommonOptions, withProject } from '../options.js'
import type { Streams, Terminal } from '../terminal.js'
import { addImportProject } from './import-project.js'
import { addImportResults } from './import-results.js'
import {
  recognised,
  type TestCaseOptions,
  toTestCaseOptions,
  withTestCaseOptions,
} from './import-test-cases.js'

/** `import tickets`, `test-cases`, `project` and `results`; `-` stands for standard input. */
export function addImport(program: Command, streams: Streams): void {
  const command = program.command('import').description('bring tickets, test cases and results in from files')

  addRowImport(command.command('tickets'), streams, 'ticket', ({ imports }, input) =>
    imports.tickets(input),
  ).description('Jira issues from .json, .ndjson or .csv, plain or gzipped')

  withTestCaseOptions(
    addRowImport(command.command('test-cases'), streams, 'test case', ({ imports }, input, options) =>
      imports.testCases({ ...input, ...toTestCaseOptions(options) }),
    ),
  ).description(
    'test cases from .csv, .json, .ndjson, Gherkin .feature, or the source of tests and folders of it',
  )

  addImportProject(command, streams)

  addImportResults(withFiles(command.command('results')), streams)
}

/** A command that imports rows, of which unacceptable ones can be skipped. */
function addRowImport(
  command: Command,
  streams: Streams,
  noun: string,
  importRows: (
    services: Services,
    input: Omit<ImportTickets & ImportTestCases, 'format'>,
    options: TestCaseOptions,
  ) => Promise<RowImportReport>,
): Command {
  return withFiles(command)
    .option('--skip-invalid', 'import the other rows of a file that holds unacceptable ones')
    .action(async (files: string[], options: TestCaseOptions) => {
      const onInvalid = options.skipInvalid === true ? 'skip' : 'refuse'
      await withAtmosfera(streams, options, async (context) => {
        const report = await importInto(context, options, (services, projectId, onProgress) =>
          importRows(services, { projectId, files: inputs(files, streams), onInvalid, onProgress }, options),
        )
        answerRows(context.terminal, report, noun)
      })
    })
}

function withFiles(command: Command): Command {
  return withProject(withCommonOptions(command))
    .argument('<file...>', 'files, or - for standard input')
    .option('--create-project', 'make the project if there is none of that name')
}

function answerRows(terminal: Terminal, report: RowImportReport, what: string): void {
  const { total, created, updated, unchanged, rejected, unresolvedLinks, warnings } = report
  terminal.answer(report, () =>
    created + updated === 0 && rejected.length === 0
      ? `Nothing changed: all ${plural(total, what)} were there already.`
      : `${plural(total, what)} read: ${count(created)} created, ${count(updated)} updated, ${count(unchanged)} unchanged, ${count(rejected.length)} rejected.`,
  )
  for (const note of recognised(report)) terminal.note(note)
  for (const warning of warnings.slice(0, 20)) terminal.note(`Note: ${warning}.`)
  if (warnings.length > 20) terminal.note(`Note: and ${count(warnings.length - 20)} more.`)
  for (const { file, row, reason } of rejected.slice(0, 20))
    terminal.note(`Rejected: ${file}, row ${row}: ${reason}`)
  const keys = [...new Set(unresolvedLinks.map((link) => link.key))]
  if (keys.length > 0) {
    const some = keys.slice(0, 5).join(', ') + (keys.length > 5 ? ', …' : '')
    terminal.note(
      `${plural(unresolvedLinks.length, 'link')} kept for ${plural(keys.length, 'key')} that no ticket has yet: ${some}.`,
    )
  }
}
