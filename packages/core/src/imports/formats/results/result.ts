/** What a test did. `failed`: an expectation did not hold; `errored`: it broke before it could tell. */
export type ResultStatus = 'passed' | 'failed' | 'errored' | 'skipped'

/** A name and a value that a report attaches to a test or to a suite. */
export interface ResultProperty {
  readonly name: string
  /** At most 16,384 characters. */
  readonly value: string
}

/** A step that a test reports of itself. */
export interface ResultStep {
  readonly text: string
  /** What the step should have led to, where the report says so. */
  readonly expected?: string
  readonly status?: ResultStatus
  /** In seconds, never negative. */
  readonly durationSeconds?: number
  /** Why it did not pass. */
  readonly message?: string
}

/** Evidence that a report refers to; nothing is read from it. */
export interface ResultAttachment {
  /** As the report has it: a path relative to the report, a web address or a `data:` address. */
  readonly path: string
  /** What the report calls it, where that is not its path. */
  readonly name?: string
  /** Its media type, such as `image/png`, where the report says so. */
  readonly contentType?: string
}

/** One execution of one test, whatever tool reported it. Lists are empty rather than missing. */
export interface TestResult {
  /**
   * Which test this is: `classname > name`, or just the name where there is no class name. It is the
   * external id of the test case. At most 500 characters, see `shortenIdentity`.
   */
  readonly identity: string
  /** The test's own name, never empty: `(unnamed)` where the report has none. */
  readonly name: string
  /** The names of the suites around it, outermost first. */
  readonly suite: readonly string[]
  readonly className?: string
  readonly status: ResultStatus
  /** In seconds, never negative. */
  readonly durationSeconds?: number
  /** When the test started, or else its nearest suite; a time without a zone is read as UTC. */
  readonly startedAt?: Date
  /** Why it did not pass, or was skipped: what the tool says in short, or else the first line of it. */
  readonly message?: string
  /** The whole story, usually a stack trace. At most 65,536 characters, and a line that says if it was cut. */
  readonly details?: string
  /** The kind of failure, usually the exception's class. */
  readonly type?: string
  /** Source file of the test, as the report has it. */
  readonly file?: string
  /** Line in {@link file}, from 1. */
  readonly line?: number
  /** The test's own properties, at most 1,000. Those that are steps or attachments are found there instead. */
  readonly properties: readonly ResultProperty[]
  /** Its tags, labels or categories, as the report has them, at most 1,000. */
  readonly tags: readonly string[]
  /** Where it ran, in a report that holds the results of several places: a browser, a device, a project. */
  readonly environment?: string
  /** Those of the suites around it that precede the test in the file, outermost first, at most 1,000. */
  readonly suiteProperties: readonly ResultProperty[]
  readonly steps: readonly ResultStep[]
  readonly attachments: readonly ResultAttachment[]
  /** Which try this was, from 1: tools that repeat failed tests report each try. */
  readonly attempt: number
  /** What the test printed, standard output before standard error. At most 65,536 characters, like details. */
  readonly output?: string
  /** Line of the report at which the result starts, from 1. */
  readonly row: number
}

/** How many results there are, in all and of each status. */
export type ResultCounts = { total: number } & Record<ResultStatus, number>

/** Counts results without keeping them. */
export async function countResults(
  results: AsyncIterable<TestResult> | Iterable<TestResult>,
): Promise<ResultCounts> {
  const counts: ResultCounts = { total: 0, passed: 0, failed: 0, errored: 0, skipped: 0 }
  for await (const result of results) {
    counts.total++
    counts[result.status]++
  }
  return counts
}
