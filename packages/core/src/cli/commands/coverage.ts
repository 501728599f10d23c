import { type Command, InvalidArgumentError } from 'commander'
import type { CoverageBreakdown, ListCoverageTickets } from '../../coverage/types.js'
import { type Verdict, verdicts } from '../../coverage/verdict.js'
import { cycleFinder, findProject, withAtmosfera } from '../context.js'
import {
  type CommonOptions,
  choice,
  parseInteger,
  type ScopeOptions,
  toScope,
  withCommonOptions,
  withProject,
  withScope,
} from '../options.js'
import { renderBreakdown, renderSummary, renderTickets } from '../render/coverage.js'
import type { Streams } from '../terminal.js'

interface CoverageOptions extends CommonOptions, ScopeOptions {
  readonly project: string
  readonly by?: CoverageBreakdown['by']
  readonly tickets?: boolean
  readonly verdict?: readonly Verdict[]
  readonly limit?: number
  readonly cursor?: string
  readonly sort?: ListCoverageTickets['sort']
  readonly rebuild?: boolean
}

const groupings = ['fixVersion', 'component', 'label', 'epic', 'priority', 'issueType', 'environment']

export function addCoverage(program: Command, streams: Streams): void {
  withScope(withProject(withCommonOptions(program.command('coverage'))))
    .description('which tickets are covered by tests, and what those say')
    .addOption(choice('--by <what>', 'a summary for each value', groupings))
    .option('--tickets', 'list the tickets')
    .addOption(
      choice('--verdict <verdict>', 'list tickets with that verdict; may be repeated', verdicts).argParser(
        (value: string, previous: readonly string[] = []) => {
          const verdict = value.toUpperCase()
          if (!verdicts.some((known) => known === verdict)) {
            throw new InvalidArgumentError(`Allowed choices are ${verdicts.join(', ')}.`)
          }
          return [...previous, verdict]
        },
      ),
    )
    .option('--limit <number>', 'how many tickets to list (default: 50)', parseInteger)
    .option('--cursor <cursor>', 'go on with the list where the nextCursor of the one before says')
    .option('--sort <field>', 'key, verdict, testCases or lastExecutedAt; with - before it descending')
    .option('--rebuild', 'first compute anew what the database keeps of it')
    .action(async (options: CoverageOptions) => {
      await withAtmosfera(streams, options, async ({ services, terminal }) => {
        const project = await findProject(services, options.project)
        const scope = await toScope(options, cycleFinder(services, project.id))
        const query = { projectId: project.id, ...scope }
        if (options.rebuild === true) {
          await services.coverage.rebuild({ projectId: project.id })
          terminal.note(`Computed the coverage of ${JSON.stringify(project.name)} anew.`)
        }
        if (options.by !== undefined) {
          const breakdown = await services.coverage.breakdown({ ...query, by: options.by })
          terminal.answer(breakdown, () => renderBreakdown(terminal, breakdown))
        } else if (options.tickets === true || options.verdict !== undefined) {
          const { verdict, limit, cursor, sort } = options
          const page = await services.coverage.tickets({ ...query, verdicts: verdict, limit, cursor, sort })
          terminal.answer(page, () => renderTickets(terminal, page.items))
          if (page.nextCursor !== null)
            terminal.note(`There are more: go on with --cursor ${page.nextCursor}`)
        } else {
          const summary = await services.coverage.summary(query)
          terminal.answer(summary, () => renderSummary(terminal, project.name, summary))
        }
      })
    })
}
