import type { Command } from 'commander'
import { plural } from '../../formatting.js'
import type { ProjectImportReport } from '../../imports/types.js'
import { withAtmosfera } from '../context.js'
import { importInto, inputs } from '../import-into.js'
import { type CommonOptions, withCommonOptions, withProject } from '../options.js'
import type { Streams, Terminal } from '../terminal.js'

/** `import project`: makes a project of what `export` wrote. */
export function addImportProject(program: Command, streams: Streams): void {
  withProject(withCommonOptions(program.command('project')))
    .description('a whole project from what export wrote, into an empty or a new one')
    .argument('<file>', 'the file, the folder of CSV, or - for standard input')
    .action(async (file: string, options: CommonOptions & { readonly project: string }) => {
      await withAtmosfera(streams, options, async (context) => {
        const into = { ...options, createProject: true }
        const [input = file] = inputs([file], streams)
        const report = await importInto(context, into, (services, projectId, onProgress) =>
          services.imports.project({ projectId, file: input, onProgress }),
        )
        answerProject(context.terminal, report)
      })
    })
}

function answerProject(terminal: Terminal, report: ProjectImportReport): void {
  const { total, created, unknownPeople } = report
  terminal.answer(report, () =>
    created === 0
      ? `Nothing changed: all ${plural(total, 'record')} were there already.`
      : `${plural(created, 'record')} imported.`,
  )
  if (unknownPeople.length > 0) {
    const some = unknownPeople.slice(0, 5).join(', ') + (unknownPeople.length > 5 ? ', …' : '')
    terminal.note(
      `${plural(unknownPeople.length, 'person', 'people')} not known here, so what they did does not say who: ${some}.`,
    )
  }
}
