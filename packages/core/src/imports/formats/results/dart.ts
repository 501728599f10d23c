import { eventOf, objectOf } from '../reading/line-json.js'
import { headLines, readLines } from '../reading/line-records.js'
import { refuseAt } from '../reading/refusal.js'
import type { TextSource } from '../reading/text-source.js'
import { DartRun } from './dart-run.js'
import type { TestResult } from './result.js'

/** Whether a text begins like the output of `dart test --reporter json` or `flutter test --machine`. */
export function looksLikeDart(head: string): boolean {
  return headLines(head).some((line) => {
    const event = objectOf(line.trim())
    return event?.type === 'start' && 'protocolVersion' in event
  })
}

/**
 * Reads what `dart test --reporter json` and `flutter test --machine` write: one event a line, with lines of
 * other programs in between. Hidden tests, such as the loading of a file, are none unless they failed.
 *
 * `result: failure` is failed and `error` errored, as Dart tells them apart. A test that was started but never
 * done is errored.
 *
 * The identity is `file > name of the groups and the test`, the file as junitreport has it: from the folder of
 * the tests on, without `_test.dart`, with dots for slashes (`test.cart.totals`). Where the tests ran is the
 * environment, unless it is Dart's own virtual machine.
 *
 * @throws ValidationError naming file and line when a line begins like an event but is none, or the output ends
 *   without `done`: then the run was cut off, and it is not known what is missing.
 */
export async function* readDart(source: TextSource): AsyncGenerator<TestResult, void, undefined> {
  const run = new DartRun()
  let row = 1
  for await (const line of readLines(source)) {
    row = line.row
    const event = eventOf(line, source.name)
    if (event !== undefined) yield* run.take(event, row)
  }
  if (!run.isDone) refuseAt({ file: source.name, row }, 'ends without the event "done"; the run was cut off')
}
