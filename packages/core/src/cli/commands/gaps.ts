import type { Command } from 'commander'
import { plural } from '../../formatting.js'
import { cycleFinder, findProject, withAtmosfera } from '../context.js'
import {
  type CommonOptions,
  parseInteger,
  type ScopeOptions,
  toScope,
  withCommonOptions,
  withProject,
  withScope,
} from '../options.js'
import { renderGaps } from '../render/coverage.js'
import type { Streams } from '../terminal.js'

interface GapsOptions extends CommonOptions, ScopeOptions {
  readonly project: string
  readonly limit?: number
}

export function addGaps(program: Command, streams: Streams): void {
  withScope(withProject(withCommonOptions(program.command('gaps'))))
    .description('tickets that fail or that nothing covers, riskiest first, and why')
    .option('--limit <number>', 'how many to list, up to 500 (default: 20)', parseInteger)
    .action(async (options: GapsOptions) => {
      await withAtmosfera(streams, options, async ({ services, terminal }) => {
        const project = await findProject(services, options.project)
        const scope = await toScope(options, cycleFinder(services, project.id))
        const gaps = await services.coverage.gaps({ projectId: project.id, ...scope, limit: options.limit })
        terminal.answer(gaps, () => renderGaps(terminal, gaps))
        const others = gaps.failing + gaps.uncovered - gaps.items.length
        if (others > 0)
          terminal.note(`${plural(others, 'ticket')} of less risk not shown; --limit shows more.`)
      })
    })
}
