import { CommanderError } from 'commander'
import { AtmosferaError, describeIssue, type ErrorCode, MigrationError, ValidationError } from '../errors.js'

/** 0 done, 1 a gate or check failed, 2 bad usage or input, 3 a service could not be reached. */
export type ExitStatus = 0 | 1 | 2 | 3

/** Thrown where a gate or a check did not pass; everything about it has been said. */
export class CheckFailed extends Error {}

const unreachable: readonly ErrorCode[] = [
  'database_unreachable',
  'database_full',
  'database_busy',
  'database_locked',
  'upstream_failed',
  'rate_limited',
]
const failedChecks: readonly ErrorCode[] = [
  'migration_needed',
  'schema_drift',
  'database_newer',
  'migration_failed',
]

/** The status that an error ends the process with. */
export function exitStatus(error: unknown): ExitStatus {
  if (error instanceof CheckFailed) return 1
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  if (!(error instanceof AtmosferaError)) return 1
  if (unreachable.includes(error.code)) return 3
  return failedChecks.includes(error.code) ? 1 : 2
}

const shownIssues = 20

/** What an error says on the terminal: one line each for what is wrong, and what to do. */
export function describeError(error: unknown): readonly string[] {
  if (error instanceof CheckFailed || error instanceof CommanderError) return []
  if (error instanceof ValidationError) return describeIssues(error)
  if (error instanceof MigrationError && error.problems.length > 1) {
    return [error.message, ...error.problems.slice(0, shownIssues).map((problem) => `  ${problem}`)]
  }
  if (error instanceof AtmosferaError) return [error.message]
  const reason = error instanceof Error ? error.message.split('\n')[0] : String(error)
  return [`Something unforeseen happened: ${reason}. Run it again with --debug and report what it prints.`]
}

function describeIssues({ issues }: ValidationError): readonly string[] {
  const lines = issues.slice(0, shownIssues).map(describeIssue)
  return issues.length > shownIssues ? [...lines, `and ${issues.length - shownIssues} more`] : lines
}
