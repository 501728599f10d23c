import { type Command, InvalidArgumentError, Option } from 'commander'
import type { CoverageScope } from '../coverage/scope.js'

/** What every command takes. */
export interface CommonOptions {
  readonly database?: string
  readonly schema?: string
  readonly json?: boolean
  readonly quiet?: boolean
  readonly debug?: boolean
}

/** Adds what every command takes. */
export function withCommonOptions(command: Command): Command {
  return command
    .option(
      '--database <url>',
      'postgres:// URL, pglite:./folder or memory: (default: $ATMOSFERA_DATABASE_URL, else pglite:./.atmosfera)',
    )
    .option('--schema <name>', 'PostgreSQL schema that holds the tables (default: atmosfera)')
    .option('--json', 'print the result as JSON, and nothing else, on stdout')
    .option('--quiet', 'no remarks and no progress bar')
    .option('--debug', 'with an error, print where it comes from')
}

/** Adds `--project`. */
export function withProject(command: Command): Command {
  return command.requiredOption('--project <name>', 'name or id of the project')
}

/** What narrows coverage down, as the command line gives it. */
export interface ScopeOptions {
  readonly environment?: readonly string[]
  readonly version?: readonly string[]
  readonly cycle?: readonly string[]
  readonly fixVersion?: readonly string[]
  readonly component?: readonly string[]
  readonly issueType?: readonly string[]
  readonly label?: readonly string[]
  readonly priority?: readonly string[]
  readonly status?: readonly string[]
  readonly parent?: readonly string[]
  readonly asOf?: string
}

/** Adds the options that narrow coverage down; each may be repeated. */
export function withScope(command: Command): Command {
  return withRunScope(command)
    .option('--fix-version <name>', 'only tickets of that fix version; may be repeated', collect)
    .option('--component <name>', 'only tickets of that component; may be repeated', collect)
    .option('--issue-type <name>', 'only tickets of that type; may be repeated', collect)
    .option('--label <name>', 'only tickets with that label; may be repeated', collect)
    .option('--priority <name>', 'only tickets of that priority; may be repeated', collect)
    .option('--status <name>', 'only tickets of that status; may be repeated', collect)
    .option('--parent <key>', 'only tickets directly below that one; may be repeated', collect)
}

/** Adds the options that select runs. */
export function withRunScope(command: Command): Command {
  return command
    .option('--environment <name>', 'only runs there; may be repeated', collect)
    .option('--version <name>', 'only runs of that version; may be repeated', collect)
    .option('--cycle <name>', 'only runs of that cycle, by name or id; may be repeated', collect)
    .option('--as-of <date>', 'the state at that moment; a day means its end, in UTC')
}

/** The scope out of its options; cycles by name are found by `findCycle`. */
export async function toScope(
  options: ScopeOptions,
  findCycle: (name: string) => Promise<number>,
): Promise<CoverageScope> {
  const cycleIds: number[] = []
  for (const cycle of options.cycle ?? []) cycleIds.push(await findCycle(cycle))
  const given: [keyof CoverageScope, unknown][] = [
    ['environments', options.environment],
    ['versions', options.version],
    ['cycleIds', cycleIds.length > 0 ? cycleIds : undefined],
    ['fixVersions', options.fixVersion],
    ['components', options.component],
    ['issueTypes', options.issueType],
    ['labels', options.label],
    ['priorities', options.priority],
    ['statuses', options.status],
    ['parents', options.parent],
    ['asOf', options.asOf],
  ]
  return Object.fromEntries(given.filter(([, value]) => value !== undefined))
}

/** Gathers the values of an option that may be repeated. */
export function collect(value: string, previous: readonly string[] = []): readonly string[] {
  return [...previous, value]
}

export function parseInteger(value: string): number {
  if (!/^\d+$/.test(value)) throw new InvalidArgumentError('It has to be a whole number.')
  return Number(value)
}

export function parsePercent(value: string): number {
  const number = Number(value.replace(/%$/, ''))
  if (value.trim() === '' || !(number >= 0 && number <= 100)) {
    throw new InvalidArgumentError('It has to be a number from 0 to 100.')
  }
  return number
}

/** An option with a fixed set of values. */
export function choice(flags: string, description: string, values: readonly string[]): Option {
  return new Option(flags, description).choices(values)
}
