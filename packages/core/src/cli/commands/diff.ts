import type { Command } from 'commander'
import type { CoverageScope } from '../../coverage/scope.js'
import { ValidationError } from '../../errors.js'
import { cycleFinder, findProject, withAtmosfera } from '../context.js'
import {
  type CommonOptions,
  collect,
  parseInteger,
  type ScopeOptions,
  toScope,
  withCommonOptions,
  withProject,
  withScope,
} from '../options.js'
import { renderDiff } from '../render/diff.js'
import type { Streams } from '../terminal.js'

interface DiffOptions extends CommonOptions, ScopeOptions {
  readonly project: string
  readonly fromCycle?: readonly string[]
  readonly toCycle?: readonly string[]
  readonly fromVersion?: readonly string[]
  readonly toVersion?: readonly string[]
  readonly fromDate?: string
  readonly toDate?: string
  readonly limit?: number
  readonly cursor?: string
}

export function addDiff(program: Command, streams: Streams): void {
  withScope(withProject(withCommonOptions(program.command('diff'))))
    .description('which tickets have another verdict in one cycle, version or date than in another, and why')
    .option('--from-cycle <name>', 'from that cycle; may be repeated', collect)
    .option('--to-cycle <name>', 'to that cycle; may be repeated', collect)
    .option('--from-version <name>', 'from that version; may be repeated', collect)
    .option('--to-version <name>', 'to that version; may be repeated', collect)
    .option('--from-date <date>', 'from the state at that moment; a day means its end, in UTC')
    .option('--to-date <date>', 'to the state at that moment (default: now)')
    .option('--limit <number>', 'how many tickets to list (default: 50)', parseInteger)
    .option('--cursor <cursor>', 'go on with the list where the nextCursor of the one before says')
    .action(async (options: DiffOptions) => {
      await withAtmosfera(streams, options, async ({ services, terminal }) => {
        const project = await findProject(services, options.project)
        const find = cycleFinder(services, project.id)
        const scope = { projectId: project.id, ...(await toScope(options, find)) }
        const { fromCycle, fromVersion, fromDate, toCycle, toVersion, toDate, limit, cursor } = options
        const from = await toScope({ cycle: fromCycle, version: fromVersion, asOf: fromDate }, find)
        const to = await toScope({ cycle: toCycle, version: toVersion, asOf: toDate }, find)
        requireDifference(from, to)
        const diff = await services.coverage.diff(
          { ...scope, ...from },
          { ...scope, ...to },
          { limit, cursor },
        )
        terminal.answer(diff, () => renderDiff(terminal, diff))
        if (diff.nextCursor !== null) terminal.note(`There are more: go on with --cursor ${diff.nextCursor}`)
      })
    })
}

/** @throws ValidationError where both sides are the same. */
function requireDifference(from: CoverageScope, to: CoverageScope): void {
  if (Object.keys(from).length === 0 && Object.keys(to).length === 0) {
    throw new ValidationError('name what to compare, such as --from-version 1.0 --to-version 1.1')
  }
}
