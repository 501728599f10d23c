import type { Command } from 'commander'
import type {
  CoverageMatrix,
  MatrixAxis,
  MatrixGrouping,
  MatrixQuery,
  TestCaseMatrix,
} from '../../coverage/matrix-types.js'
import { type Context, cycleFinder, findProject, withAtmosfera } from '../context.js'
import {
  type CommonOptions,
  choice,
  type ScopeOptions,
  toScope,
  withCommonOptions,
  withProject,
  withScope,
} from '../options.js'
import { renderMatrix } from '../render/matrix.js'
import type { Streams } from '../terminal.js'

interface MatrixOptions extends CommonOptions, ScopeOptions {
  readonly project: string
  readonly format: 'table' | 'csv' | 'html'
  readonly by?: MatrixAxis
  readonly groupBy?: MatrixGrouping
  readonly uncovered?: boolean
  readonly orphaned?: boolean
}

export function addMatrix(program: Command, streams: Streams): void {
  withScope(withProject(withCommonOptions(program.command('matrix'))))
    .description('tickets and the test cases that cover them, with their last results and defects')
    .addOption(choice('--format <format>', 'how to print it', ['table', 'csv', 'html']).default('table'))
    .addOption(choice('--by <what>', 'what its rows are (default: ticket)', ['ticket', 'testCase']))
    .addOption(
      choice('--group-by <what>', 'the rows of each one together', ['epic', 'fixVersion', 'component']),
    )
    .option('--uncovered', 'by ticket: also tickets that no test case covers')
    .option('--orphaned', 'by test case: also test cases without any ticket')
    .action(async (options: MatrixOptions) => {
      await withAtmosfera(streams, options, async (context) => {
        const { services, terminal } = context
        const project = await findProject(services, options.project)
        const scope = await toScope(options, cycleFinder(services, project.id))
        const { by, groupBy, uncovered, orphaned, format } = options
        const query = { projectId: project.id, ...scope, by, groupBy, uncovered, orphaned }
        if (terminal.json) await printJson(context, query)
        else if (format === 'table') await printTables(context, query)
        else {
          const title = `${project.name}: traceability matrix`
          for await (const text of services.coverage.exportMatrix({ ...query, format, title })) {
            await terminal.data(text)
          }
        }
      })
    })
}

type Matrix = CoverageMatrix | TestCaseMatrix

/** Page after page, so that a large project is never in memory as a whole. */
async function* pages({ services }: Context, query: MatrixQuery): AsyncGenerator<Matrix, void, void> {
  let cursor: string | null = null
  do {
    const page: Matrix = await services.coverage.matrix({ ...query, limit: 500, cursor })
    yield page
    cursor = page.nextCursor
  } while (cursor !== null)
}

/** A table for each page: the widths of its columns are known only once all of its rows are. */
async function printTables(context: Context, query: MatrixQuery): Promise<void> {
  const { terminal } = context
  for await (const page of pages(context, query)) await terminal.data(`${renderMatrix(terminal, page)}\n`)
}

/** All pages as if they were one. */
async function printJson(context: Context, query: MatrixQuery): Promise<void> {
  const { terminal } = context
  let isFirst = true
  for await (const { items, nextCursor: _, ...about } of pages(context, query)) {
    if (isFirst) await terminal.data(`${JSON.stringify(about).slice(0, -1)},"items":[`)
    const text = items.map((item) => `\n${JSON.stringify(item)}`).join(',')
    await terminal.data(isFirst || text === '' ? text : `,${text}`)
    isFirst = false
  }
  await terminal.data('\n],"nextCursor":null}\n')
}
