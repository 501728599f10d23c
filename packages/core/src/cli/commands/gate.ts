import type { Command } from 'commander'
import type { CoverageScope } from '../../coverage/scope.js'
import { ValidationError } from '../../errors.js'
import { percent } from '../../formatting.js'
import { type Context, cycleFinder, findProject, withAtmosfera } from '../context.js'
import { CheckFailed } from '../exit.js'
import {
  type CommonOptions,
  parseInteger,
  parsePercent,
  type ScopeOptions,
  toScope,
  withCommonOptions,
  withProject,
  withScope,
} from '../options.js'
import type { Streams } from '../terminal.js'

interface GateOptions extends CommonOptions, ScopeOptions {
  readonly project: string
  readonly minLinked?: number
  readonly minExecuted?: number
  readonly minPassing?: number
  readonly maxFailing?: number
  readonly minLevel?: number
  /** False where `--no-new-uncovered` was given. */
  readonly newUncovered: boolean
  readonly since?: string
}

/** One condition of a gate. */
interface GateCheck {
  readonly name: string
  readonly wanted: string
  readonly actual: string
  readonly passed: boolean
}

export function addGate(program: Command, streams: Streams): void {
  withScope(withProject(withCommonOptions(program.command('gate'))))
    .description('fail, with status 1, where coverage or maturity is not good enough')
    .option('--min-linked <percent>', 'at least so many percent of the tickets are linked', parsePercent)
    .option('--min-executed <percent>', 'at least so many percent of the tickets are executed', parsePercent)
    .option('--min-passing <percent>', 'at least so many percent of the tickets pass', parsePercent)
    .option('--max-failing <number>', 'at most so many tickets fail', parseInteger)
    .option(
      '--min-level <number>',
      'every dimension of the maturity model has at least this level',
      parseInteger,
    )
    .option('--no-new-uncovered', 'no ticket created since --since is uncovered')
    .option('--since <date>', 'from when on a ticket is new')
    .action(async (options: GateOptions) => {
      await withAtmosfera(streams, options, async (context) => {
        const { services, terminal } = context
        const project = await findProject(services, options.project)
        const scope = await toScope(options, cycleFinder(services, project.id))
        const checks = await runChecks(context, project.id, scope, options)
        const passed = checks.every((check) => check.passed)
        terminal.answer({ projectId: project.id, passed, checks }, () => {
          const { colors } = terminal
          const lines = checks.map(
            ({ name, wanted, actual, passed: ok }) =>
              `  ${ok ? colors.green('passed') : colors.red('failed')}  ${name} ${actual}, wanted ${wanted}`,
          )
          return [`${project.name}: ${passed ? 'the gate is open.' : 'the gate is closed.'}`, ...lines].join(
            '\n',
          )
        })
        if (!passed) throw new CheckFailed()
      })
    })
}

async function runChecks(
  { services }: Context,
  projectId: number,
  scope: CoverageScope,
  options: GateOptions,
): Promise<readonly GateCheck[]> {
  const checks: GateCheck[] = []
  const summary = await services.coverage.summary({ projectId, ...scope })
  const minimum = (name: string, actual: number | null, wanted: number | undefined) => {
    if (wanted === undefined) return
    checks.push({
      name,
      wanted: `at least ${percent(wanted)}`,
      actual: percent(actual),
      passed: (actual ?? 0) >= wanted,
    })
  }
  minimum('linked', summary.linkedPercentage, options.minLinked)
  minimum('executed', summary.executedPercentage, options.minExecuted)
  minimum('passing', summary.passingPercentage, options.minPassing)
  if (options.maxFailing !== undefined) {
    const { NOK } = summary.verdicts
    const wanted = `at most ${options.maxFailing}`
    checks.push({ name: 'failing tickets', wanted, actual: String(NOK), passed: NOK <= options.maxFailing })
  }
  if (options.minLevel !== undefined) {
    const { gatedLevel, belowFoundation } = await services.maturity.report({ projectId, asOf: scope.asOf })
    const below = belowFoundation.length > 0
    const actual = below ? `below 1 (${belowFoundation.join(', ')})` : String(gatedLevel ?? 'unknown')
    const passed = !below && gatedLevel !== null && gatedLevel >= options.minLevel
    checks.push({ name: 'maturity level', wanted: `at least ${options.minLevel}`, actual, passed })
  }
  if (!options.newUncovered) checks.push(await checkNewTickets(services, projectId, scope, options.since))
  if (checks.length === 0) {
    throw new ValidationError('name at least one condition, such as --min-linked 80')
  }
  return checks
}

async function checkNewTickets(
  services: Context['services'],
  projectId: number,
  scope: CoverageScope,
  since: string | undefined,
): Promise<GateCheck> {
  if (since === undefined)
    throw new ValidationError([{ path: '--since', message: 'is missing; --no-new-uncovered needs a date' }])
  const { items, nextCursor } = await services.coverage.tickets({
    projectId,
    ...scope,
    createdSince: since,
    verdicts: ['UNCOVERED'],
    limit: 20,
  })
  const keys = items.map((item) => item.key).join(', ')
  const actual =
    items.length === 0 ? 'none' : `${nextCursor === null ? items.length : 'more than 20'} (${keys})`
  return {
    name: 'uncovered tickets',
    wanted: `none created since ${since}`,
    actual,
    passed: items.length === 0,
  }
}
