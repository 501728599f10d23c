import type { Command } from 'commander'
import { cycleFinder, findProject, withAtmosfera } from '../context.js'
import {
  type CommonOptions,
  type ScopeOptions,
  toScope,
  withCommonOptions,
  withProject,
  withScope,
} from '../options.js'
import { renderExplanation } from '../render/coverage.js'
import type { Streams } from '../terminal.js'

interface ExplainOptions extends CommonOptions, ScopeOptions {
  readonly project: string
}

export function addExplain(program: Command, streams: Streams): void {
  withScope(withProject(withCommonOptions(program.command('explain'))))
    .description('why a ticket has the verdict that it has')
    .argument('<key>', 'key of the ticket')
    .action(async (key: string, options: ExplainOptions) => {
      await withAtmosfera(streams, options, async ({ services, terminal }) => {
        const project = await findProject(services, options.project)
        const scope = await toScope(options, cycleFinder(services, project.id))
        const explanation = await services.coverage.explain({ projectId: project.id, key, ...scope })
        terminal.answer(explanation, () => renderExplanation(terminal, explanation))
      })
    })
}
