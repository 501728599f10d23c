import type { Command } from 'commander'
import { findProject, withAtmosfera } from '../context.js'
import { type CommonOptions, withCommonOptions, withProject } from '../options.js'
import { renderMaturity } from '../render/maturity.js'
import type { Streams } from '../terminal.js'

interface MaturityOptions extends CommonOptions {
  readonly project: string
  readonly asOf?: string
}

export function addMaturity(program: Command, streams: Streams): void {
  withProject(withCommonOptions(program.command('maturity')))
    .description('how mature the testing is, and what to do next')
    .option('--as-of <date>', 'the state at that moment; a day means its end, in UTC')
    .action(async (options: MaturityOptions) => {
      await withAtmosfera(streams, options, async ({ services, terminal }) => {
        const project = await findProject(services, options.project)
        const report = await services.maturity.report({ projectId: project.id, asOf: options.asOf })
        terminal.answer(report, () => renderMaturity(terminal, project.name, report))
      })
    })
}
