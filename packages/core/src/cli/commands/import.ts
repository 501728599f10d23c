import type { Command } from 'commander'
import type { Services } from '../../atmosfera.js'
import { NotFoundError } from '../../errors.js'
import type {
  ImportProgress,
  ImportTestCases,
  ImportTickets,
  ResultImportReport,
  RowImportReport,
} from '../../imports/types.js'
import type { Project } from '../../projects/types.js'
import { type Context, findCycle, findProject, withAtmosfera } from '../context.js'
import { type CommonOptions, withCommonOptions, withProject } from '../options.js'
import { openProgress } from '../progress.js'
import { count, plural, renderTable } from '../render/table.js'
import type { Streams, Terminal } from '../terminal.js'

interface ImportOptions extends CommonOptions {
  readonly project: string
  readonly createProject?: boolean
  readonly skipInvalid?: boolean
}

interface ResultOptions extends ImportOptions {
  readonly cycle?: string
  readonly environment?: string
  readonly version?: string
  readonly format?: string
  readonly createTestCases?: boolean
}

/** `import tickets`, `import test-cases` and `import results`; `-` stands for standard input. */
export function addImport(program: Command, streams: Streams): void {
  const command = program.command('import').description('bring tickets, test cases and results in from files')

  addRowImport(command.command('tickets'), streams, 'ticket', ({ imports }, input) =>
    imports.tickets(input),
  ).description('Jira issues from .json, .ndjson or .csv, plain or gzipped')

  addRowImport(command.command('test-cases'), streams, 'test case', ({ imports }, input) =>
    imports.testCases(input),
  ).description('test cases from .csv, .json, .ndjson or Gherkin .feature')

  withFiles(command.command('results'))
    .description('results of test runs from JUnit XML')
    .option('--cycle <name>', 'the cycle that they belong to, by name or id; made if there is none')
    .option('--environment <name>', 'where the tests ran (default: what the report says)')
    .option('--version <name>', 'what was tested (default: what the report says)')
    .option('--format <name>', 'the format of the files (default: recognised by content)')
    .option('--create-test-cases', 'make a test case for each test that has none')
    .action(async (files: string[], options: ResultOptions) => {
      await withAtmosfera(streams, options, async (context) => {
        const { cycle, environment, version, format, createTestCases } = options
        const report = await importInto(context, options, async (services, projectId, onProgress) =>
          services.imports.results({
            projectId,
            files: inputs(files, streams),
            // A number may be an id as well as the name of a new cycle, such as that of a build.
            cycle: cycle && ((await findCycle(services, projectId, cycle)) ?? cycle),
            environment,
            version,
            // The service refuses a format that it does not know, and lists those that it does.
            format: format as 'junit' | undefined,
            createTestCases,
            onProgress,
          }),
        )
        answerResults(context.terminal, report)
      })
    })
}

/** A command that imports rows, of which unacceptable ones can be skipped. */
function addRowImport(
  command: Command,
  streams: Streams,
  noun: string,
  importRows: (
    services: Services,
    input: Omit<ImportTickets & ImportTestCases, 'format'>,
  ) => Promise<RowImportReport>,
): Command {
  return withFiles(command)
    .option('--skip-invalid', 'import the other rows of a file that holds unacceptable ones')
    .action(async (files: string[], options: ImportOptions) => {
      const onInvalid = options.skipInvalid === true ? 'skip' : 'refuse'
      await withAtmosfera(streams, options, async (context) => {
        const report = await importInto(context, options, (services, projectId, onProgress) =>
          importRows(services, { projectId, files: inputs(files, streams), onInvalid, onProgress }),
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

function inputs(
  files: readonly string[],
  { stdin }: Streams,
): readonly (string | AsyncIterable<Uint8Array>)[] {
  return files.map((file) => (file === '-' ? stdin : file))
}

/** An import into the project that is asked for; one that is made for it stands and falls with it. */
async function importInto<Report>(
  { atmosfera, services, terminal }: Context,
  options: ImportOptions,
  work: (
    services: Services,
    projectId: number,
    onProgress: (progress: ImportProgress) => void,
  ) => Promise<Report>,
): Promise<Report> {
  const known = await findOrMiss(services, options)
  return await withProgress(terminal, async (onProgress) => {
    if (known !== undefined) return await work(services, known.id, onProgress)
    const { project, report } = await atmosfera.transaction({ system: true }, async (transaction) => {
      const made = await transaction.projects.create({ name: options.project })
      return { project: made, report: await work(transaction, made.id, onProgress) }
    })
    terminal.note(`Made the project ${JSON.stringify(project.name)} (id ${project.id}).`)
    return report
  })
}

/** Undefined where the project is to be made. */
async function findOrMiss(services: Services, options: ImportOptions): Promise<Project | undefined> {
  if (options.createProject !== true) return await findProject(services, options.project)
  try {
    return await services.projects.getByName(options.project)
  } catch (error) {
    if (error instanceof NotFoundError) return undefined
    throw error
  }
}

async function withProgress<Report>(
  terminal: Terminal,
  work: (onProgress: (progress: ImportProgress) => void) => Promise<Report>,
): Promise<Report> {
  const bars = openProgress(terminal)
  try {
    return await work(bars.onProgress)
  } finally {
    bars.stop()
  }
}

function answerRows(terminal: Terminal, report: RowImportReport, what: string): void {
  const { total, created, updated, unchanged, rejected, unresolvedLinks, warnings } = report
  terminal.answer(report, () =>
    created + updated === 0 && rejected.length === 0
      ? `Nothing changed: all ${plural(total, what)} were there already.`
      : `${plural(total, what)} read: ${count(created)} created, ${count(updated)} updated, ${count(unchanged)} unchanged, ${count(rejected.length)} rejected.`,
  )
  for (const warning of warnings) terminal.note(`Note: ${warning}.`)
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

function answerResults(terminal: Terminal, report: ResultImportReport): void {
  terminal.answer(report, () => {
    const table = renderTable(
      terminal,
      [
        { title: 'file', width: 46 },
        { title: 'results', align: 'right' },
        { title: 'passed', align: 'right' },
        { title: 'failed', align: 'right' },
        { title: 'errored', align: 'right' },
        { title: 'skipped', align: 'right' },
        { title: '' },
      ],
      report.files.map((file) => [
        file.file,
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
    const made = report.testCasesCreated === 0 ? '' : `, ${plural(report.testCasesCreated, 'test case')} made`
    return `${table}\n\n${plural(report.runs, 'run')} recorded in the cycle ${JSON.stringify(report.cycle.name)}${made}.`
  })
  if (report.unmatchedTotal > 0) {
    const some = report.unmatched.slice(0, 3).map(({ identity }) => JSON.stringify(identity))
    terminal.note(
      `${plural(report.unmatchedTotal, 'result')} without a test case, such as ${some.join(', ')}. Import the test cases first, or use --create-test-cases.`,
    )
  }
}
