import { isObject } from '../reading/fields.js'
import { shapeOf } from '../reading/json-shape.js'
import { looseObject } from '../reading/json-values.js'
import { eventOf } from '../reading/line-json.js'
import { readLines } from '../reading/line-records.js'
import { refuseAt } from '../reading/refusal.js'
import type { TextSource } from '../reading/text-source.js'
import { CucumberRun } from './cucumber-run.js'
import type { TestResult } from './result.js'

const marks = [
  'meta.protocolVersion',
  'source.mediaType',
  'gherkinDocument.comments',
  'gherkinDocument.feature',
  'pickle.astNodeIds',
  'testRunStarted.timestamp',
  'stepDefinition.pattern',
  'testCase.pickleId',
  'parameterType.regularExpressions',
]

/** Whether a text begins like a stream of Cucumber's messages. */
export function looksLikeCucumberMessages(head: string): boolean {
  const shape = shapeOf(head)
  return marks.some((mark) => shape.has(mark))
}

/**
 * Reads a stream of Cucumber's messages, one envelope a line. Each try of a scenario, or of a row of an
 * outline, is a result, once it is finished. A hook of the whole run that failed is an errored result of its
 * own, as it is a test case of its own in Cucumber's JUnit reports; and so is an exception that ended the run.
 *
 * The status is the worst of steps and hooks by Cucumber's own severity: those that are undefined, ambiguous or
 * pending fail. A scenario that was started but not finished is errored.
 *
 * The identity is `feature > rule > scenario`, which is what the scenarios of a `.feature` file have. The rows
 * of an outline share that of the outline; their own name and the property `example` (`#1.2`: second row of
 * the first table) tell them apart.
 *
 * Memory does not depend on what was run, but on the scenarios: their names and steps come before the first of
 * them is run.
 *
 * @throws ValidationError naming file and line when a line is no envelope, or the stream ends without
 *   `testRunFinished`: then the run was cut off, and it is not known what is missing.
 */
export async function* readCucumberMessages(source: TextSource): AsyncGenerator<TestResult, void, undefined> {
  const run = new CucumberRun(source.name)
  let row = 1
  for await (const line of readLines(source)) {
    row = line.row
    if (line.text.trim() === '') continue
    const envelope = eventOf(line, source.name)
    if (envelope === undefined) refuseAt({ file: source.name, row }, 'is no message of Cucumber')
    for (const [name, message] of Object.entries(envelope)) {
      if (isObject(message)) yield* run.take(name, looseObject(message), row)
    }
  }
  if (!run.isFinished)
    refuseAt({ file: source.name, row }, 'ends without "testRunFinished"; the run was cut off')
}
