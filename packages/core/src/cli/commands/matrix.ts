import type { Command } from 'commander'
import { stringify } from 'csv-stringify/sync'
import type { CoverageMatrix, MatrixQuery } from '../../coverage/types.js'
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
import { renderMatrix } from '../render/coverage.js'
import { matrixHtml } from '../render/matrix-html.js'
import type { Streams } from '../terminal.js'

interface MatrixOptions extends CommonOptions, ScopeOptions {
  readonly project: string
  readonly format: 'table' | 'csv' | 'html'
  readonly uncovered?: boolean
}

export function addMatrix(program: Command, streams: Streams): void {
  withScope(withProject(withCommonOptions(program.command('matrix'))))
    .description('tickets, the test cases that cover them, and the verdict of each environment')
    .addOption(choice('--format <format>', 'how to print it', ['table', 'csv', 'html']).default('table'))
    .option('--uncovered', 'also tickets that no test case covers')
    .action(async (options: MatrixOptions) => {
      await withAtmosfera(streams, options, async (context) => {
        const { services, terminal } = context
        const project = await findProject(services, options.project)
        const scope = await toScope(options, cycleFinder(services, project.id))
        const query = { projectId: project.id, ...scope, uncovered: options.uncovered, limit: 500 }
        if (options.format === 'csv' && !terminal.json) await printCsv(context, query)
        else {
          const matrix = await readWhole(context, query)
          if (options.format === 'html' && !terminal.json)
            await terminal.data(matrixHtml(project.name, matrix))
          else terminal.answer(matrix, () => renderMatrix(terminal, matrix))
        }
      })
    })
}

/** Page after page, so that a large project is never in memory as a whole. */
async function* pages({ services }: Context, query: MatrixQuery): AsyncGenerator<CoverageMatrix> {
  let cursor: string | null = null
  do {
    const page: CoverageMatrix = await services.coverage.matrix({ ...query, cursor })
    yield page
    cursor = page.nextCursor
  } while (cursor !== null)
}

async function readWhole(context: Context, query: MatrixQuery): Promise<CoverageMatrix> {
  const items: CoverageMatrix['items'][number][] = []
  let environments: readonly string[] = []
  for await (const page of pages(context, query)) {
    items.push(...page.items)
    environments = page.environments
  }
  return { projectId: query.projectId, environments, items, nextCursor: null }
}

async function printCsv(context: Context, query: MatrixQuery): Promise<void> {
  let isFirst = true
  for await (const { environments, items } of pages(context, query)) {
    const head = [
      'ticket',
      'summary',
      'verdict',
      'test case',
      'test verdict',
      'last run',
      ...environments.map(nameOf),
    ]
    if (isFirst) await context.terminal.data(stringify([head]))
    isFirst = false
    const rows = items.flatMap(({ key, summary, verdict, testCases }) =>
      testCases.length === 0
        ? [[key, summary, verdict, '', '', '', ...environments.map(() => '')]]
        : testCases.map((testCase) => [
            key,
            summary,
            verdict,
            testCase.externalId ?? testCase.title,
            testCase.verdict,
            testCase.lastExecutedAt?.toISOString() ?? '',
            ...environments.map((environment) => testCase.environments[environment] ?? ''),
          ]),
    )
    // Spreadsheets run what looks like a formula.
    await context.terminal.data(stringify(rows, { escape_formulas: true }))
  }
}

function nameOf(environment: string): string {
  return environment === '' ? '(no environment)' : environment
}
