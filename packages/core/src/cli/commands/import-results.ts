import type { Command } from 'commander'
import { count, plural } from '../../formatting.js'
import type { ImportResults, MatchCounts, ResultImportReport } from '../../imports/types.js'
import { findCycle, withAtmosfera } from '../context.js'
import { type ImportOptions, importInto, inputs } from '../import-into.js'
import { renderTable } from '../render/table.js'
import type { Streams, Terminal } from '../terminal.js'

interface ResultOptions extends ImportOptions {
  readonly cycle?: string
  readonly environment?: string
  readonly version?: string
  readonly format?: string
  readonly createTestCases?: boolean
  readonly linkKeys?: boolean
  readonly attachments?: boolean
}

/** `import results`, on a command that takes files. */
export function addImportResults(command: Command, streams: Streams): void {
  command
    .description('results of test runs from the reports of every tool: files, folders and zip archives')
    .option('--cycle <name>', 'the cycle that they belong to, by name or id; made if there is none')
    .option('--environment <name>', 'where the tests ran (default: what the report says)')
    .option('--version <name>', 'what was tested (default: what the report says)')
    .option('--format <name>', 'the format of the files (default: recognised by content)')
    .option('--create-test-cases', 'make a test case for each test that has none')
    .option('--link-keys', 'link test cases to the tickets that their results name')
    .option('--attachments', 'keep the files beside a report that it refers to, such as screenshots')
    .action(async (files: string[], options: ResultOptions) => {
      await withAtmosfera(streams, options, async (context) => {
        const { cycle, environment, version, format, createTestCases, linkKeys, attachments } = options
        const report = await importInto(context, options, async (services, projectId, onProgress) =>
          services.imports.results({
            projectId,
            files: inputs(files, streams),
            // A number may be an id as well as the name of a new cycle, such as that of a build.
            cycle: cycle && ((await findCycle(services, projectId, cycle)) ?? cycle),
            environment,
            version,
            // The service refuses a format that it does not know, and lists those that it does.
            format: format as ImportResults['format'],
            createTestCases,
            linkKeys,
            attachments,
            onProgress,
          }),
        )
        answer(context.terminal, report)
      })
    })
}

function answer(terminal: Terminal, report: ResultImportReport): void {
  terminal.answer(report, () => `${fileTable(terminal, report)}\n\n${summaryOf(report)}`)
  const { skipped, missingAttachments, unmatchedTotal } = report
  if (skipped.length > 0) terminal.note(`Passed over, no reports: ${some(skipped)}.`)
  if (missingAttachments.length > 0) {
    const paths = missingAttachments.map(({ path }) => path)
    terminal.note(`${plural(paths.length, 'attachment')} not found beside the reports: ${some(paths)}.`)
  }
  if (unmatchedTotal > 0) {
    const identities = report.unmatched.map(({ identity }) => JSON.stringify(identity))
    terminal.note(
      `${plural(unmatchedTotal, 'result')} without a test case, such as ${identities.slice(0, 3).join(', ')}. Import the test cases first, or use --create-test-cases.`,
    )
  }
}

function fileTable(terminal: Terminal, { files }: ResultImportReport): string {
  return renderTable(
    terminal,
    [
      { title: 'file', width: 46 },
      { title: 'format' },
      { title: 'results', align: 'right' },
      { title: 'passed', align: 'right' },
      { title: 'failed', align: 'right' },
      { title: 'errored', align: 'right' },
      { title: 'skipped', align: 'right' },
      { title: '' },
    ],
    files.map((file) => [
      file.file,
      file.format,
      count(file.total),
      count(file.passed),
      count(file.failed),
      count(file.errored),
      count(file.skipped),
      file.duplicateOf === undefined
        ? ''
        : `imported before, on ${file.duplicateOf.importedAt.toISOString().slice(0, 10)}: nothing changed`,
    ]),
  )
}

function summaryOf({ runs, cycle, testCasesCreated, matchedBy, links }: ResultImportReport): string {
  const made = testCasesCreated === 0 ? '' : `, ${plural(testCasesCreated, 'test case')} made`
  const linked = links.linked + links.pending
  const tied = linked === 0 ? '' : `, ${plural(linked, 'link')} to tickets made`
  const matched = howMatched(matchedBy)
  return `${plural(runs, 'run')} recorded in the cycle ${JSON.stringify(cycle.name)}${made}${tied}.${matched}`
}

/** Said where it is more than the usual. */
function howMatched({ id, externalId, name, created }: MatchCounts): string {
  if (id === 0 && name === 0) return ''
  const parts = [
    [id, 'by an id in the report'],
    [externalId, 'by external id'],
    [name, 'by name'],
    [created, 'to new test cases'],
  ] as const
  const said = parts.filter(([number]) => number > 0).map(([number, how]) => `${count(number)} ${how}`)
  return ` Matched: ${said.join(', ')}.`
}

function some(texts: readonly string[]): string {
  return texts.slice(0, 3).join(', ') + (texts.length > 3 ? ', …' : '')
}
