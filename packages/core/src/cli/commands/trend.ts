import type { Command } from 'commander'
import type { TrendQuery } from '../../coverage/types.js'
import { cycleFinder, findProject, withAtmosfera } from '../context.js'
import {
  type CommonOptions,
  choice,
  type ScopeOptions,
  toScope,
  withCommonOptions,
  withProject,
  withScope,
} from '../options.js'
import { renderTrend } from '../render/coverage.js'
import type { Streams } from '../terminal.js'

interface TrendOptions extends CommonOptions, ScopeOptions {
  readonly project: string
  readonly from: string
  readonly to?: string
  readonly interval?: TrendQuery['interval']
}

export function addTrend(program: Command, streams: Streams): void {
  withScope(withProject(withCommonOptions(program.command('trend'))))
    .description('the numbers of coverage at the end of each day, week or month')
    .requiredOption('--from <date>', 'the first day')
    .option('--to <date>', 'the last day (default: today, in UTC)')
    .addOption(choice('--interval <what>', 'how far apart (default: day)', ['day', 'week', 'month']))
    .action(async (options: TrendOptions) => {
      await withAtmosfera(streams, options, async ({ services, terminal }) => {
        const project = await findProject(services, options.project)
        const scope = await toScope(options, cycleFinder(services, project.id))
        const { from, to = new Date(), interval } = options
        const points = await services.coverage.trend({ projectId: project.id, ...scope, from, to, interval })
        terminal.answer(points, () => renderTrend(terminal, points))
      })
    })
}
