import type { Command } from 'commander'
import { ValidationError } from '../../errors.js'
import type { Page } from '../../pagination.js'
import { type Context, cycleFinder, findProject, withAtmosfera } from '../context.js'
import {
  type CommonOptions,
  parseInteger,
  type ScopeOptions,
  toScope,
  withCommonOptions,
  withProject,
  withRunScope,
} from '../options.js'
import { renderFlaky, renderNeverRun, renderOrphaned, renderSlow, renderStale } from '../render/tests.js'
import type { Streams } from '../terminal.js'

type RunScopeOptions = Pick<ScopeOptions, 'environment' | 'version' | 'cycle' | 'asOf'>

interface TestsOptions extends CommonOptions, RunScopeOptions {
  readonly project: string
  readonly flaky?: boolean
  readonly slow?: boolean
  readonly neverRun?: boolean
  readonly orphaned?: boolean
  readonly stale?: boolean
  readonly lastRuns?: number
  readonly since?: string
  readonly days?: number
  readonly limit?: number
  readonly cursor?: string
}

const lists = ['flaky', 'slow', 'neverRun', 'orphaned', 'stale'] as const

export function addTests(program: Command, streams: Streams): void {
  withRunScope(withProject(withCommonOptions(program.command('tests'))))
    .description('tests that need attention; name one of the lists')
    .option('--flaky', 'tests that pass and fail without a change of version')
    .option('--slow', 'tests by how long they take, and how much longer than before')
    .option('--never-run', 'tests that never passed nor failed')
    .option('--orphaned', 'tests that are linked to no ticket that is there')
    .option('--stale', 'tests without a result for long')
    .option('--last-runs <number>', 'flaky, slow: how many of the newest runs to look at', parseInteger)
    .option('--since <date>', 'flaky: only runs from then on')
    .option('--days <number>', 'stale: without a result for so many days (default: 90)', parseInteger)
    .option('--limit <number>', 'how many to list (default: 50)', parseInteger)
    .option('--cursor <cursor>', 'go on with the list where the nextCursor of the one before says')
    .action(async (options: TestsOptions) => {
      const list = listOf(options)
      await withAtmosfera(streams, options, async (context) => {
        const { services, terminal } = context
        const project = await findProject(services, options.project)
        const scope = await toScope(options, cycleFinder(services, project.id))
        const { limit, cursor } = options
        const nextCursor = await print(
          context,
          list,
          { projectId: project.id, ...scope, limit, cursor },
          options,
        )
        if (nextCursor !== null) terminal.note(`There are more: go on with --cursor ${nextCursor}`)
      })
    })
}

type List = (typeof lists)[number]

/** @throws ValidationError unless exactly one list is named, and with options of that list alone. */
function listOf(options: TestsOptions): List {
  const [list, ...others] = lists.filter((name) => options[name] === true)
  if (list === undefined || others.length > 0) {
    throw new ValidationError('name one of --flaky, --slow, --never-run, --orphaned and --stale')
  }
  const misplaced = [
    { name: '--last-runs', given: options.lastRuns, of: ['flaky', 'slow'] },
    { name: '--since', given: options.since, of: ['flaky'] },
    { name: '--days', given: options.days, of: ['stale'] },
  ].find((option) => option.given !== undefined && !option.of.includes(list))
  if (misplaced !== undefined) {
    const owners = misplaced.of.map((name) => `--${name}`).join(' and ')
    throw new ValidationError([{ path: misplaced.name, message: `belongs to ${owners}` }])
  }
  return list
}

/** Prints a page of a list, and returns where it goes on. */
async function print(
  { services, terminal }: Context,
  list: List,
  query: Parameters<Context['services']['coverage']['tests']['neverRun']>[0],
  { lastRuns, since, days }: TestsOptions,
): Promise<string | null> {
  const answer = <Item>(page: Page<Item>, render: (items: readonly Item[]) => string) => {
    terminal.answer(page, () => render(page.items))
    return page.nextCursor
  }
  const { tests } = services.coverage
  switch (list) {
    case 'flaky':
      return answer(await tests.flaky({ ...query, lastRuns, since }), (items) => renderFlaky(terminal, items))
    case 'slow':
      return answer(await tests.slow({ ...query, lastRuns }), (items) => renderSlow(terminal, items))
    case 'neverRun':
      return answer(await tests.neverRun(query), (items) => renderNeverRun(terminal, items))
    case 'orphaned':
      return answer(await tests.orphaned(query), (items) => renderOrphaned(terminal, items))
    case 'stale':
      return answer(await tests.stale({ ...query, days }), (items) => renderStale(terminal, items))
  }
}
