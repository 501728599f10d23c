import { Command } from 'commander'
import { packageVersion } from '../version.js'
import { addAssess } from './commands/assess.js'
import { addCoverage } from './commands/coverage.js'
import { addDemo } from './commands/demo.js'
import { addDiff } from './commands/diff.js'
import { addExplain } from './commands/explain.js'
import { addExport } from './commands/export.js'
import { addGaps } from './commands/gaps.js'
import { addGate } from './commands/gate.js'
import { addImport } from './commands/import.js'
import { addJira } from './commands/jira.js'
import { addMatrix } from './commands/matrix.js'
import { addMaturity } from './commands/maturity.js'
import { addMigrate } from './commands/migrate.js'
import { addReport } from './commands/report.js'
import { addServe } from './commands/serve.js'
import { addTests } from './commands/tests.js'
import { addTrend } from './commands/trend.js'
import { describeError, type ExitStatus, exitStatus } from './exit.js'
import type { Streams } from './terminal.js'

/**
 * Runs one command.
 *
 * @returns the status to exit with: 0 done, 1 a gate or check failed, 2 bad usage or input, 3 a service could
 *   not be reached.
 */
export async function runCli(parameters: readonly string[], streams: Streams): Promise<ExitStatus> {
  try {
    await createProgram(streams).parseAsync(parameters, { from: 'user' })
    return 0
  } catch (error) {
    for (const line of describeError(error)) streams.stderr.write(`${line}\n`)
    if (parameters.includes('--debug')) streams.stderr.write(`${describeOrigin(error)}\n`)
    return exitStatus(error)
  }
}

function createProgram(streams: Streams): Command {
  const program = new Command('atmosfera')
    .description('Test coverage and testing maturity, joined from tickets, test cases and results.')
    .version(packageVersion(), '-V, --version')
    .enablePositionalOptions()
    .showHelpAfterError('(add --help for what there is)')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => streams.stdout.write(text),
      writeErr: (text) => streams.stderr.write(text),
    })
  addMigrate(program, streams)
  addDemo(program, streams)
  addImport(program, streams)
  addExport(program, streams)
  addJira(program, streams)
  addCoverage(program, streams)
  addExplain(program, streams)
  addMatrix(program, streams)
  addDiff(program, streams)
  addTrend(program, streams)
  addGaps(program, streams)
  addTests(program, streams)
  addAssess(program, streams)
  addMaturity(program, streams)
  addGate(program, streams)
  addReport(program, streams)
  addServe(program, streams)
  return program
}

/** The stack of an error and of what caused it. */
function describeOrigin(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const cause = error.cause === undefined ? '' : `\ncaused by: ${describeOrigin(error.cause)}`
  return `${error.stack ?? error.message}${cause}`
}
