import { headLines, readLines } from '../reading/line-records.js'
import { refuseAt } from '../reading/refusal.js'
import type { TextSource } from '../reading/text-source.js'
import type { TestResult } from './result.js'
import { TapReader } from './tap-reader.js'

/** Whether a text looks like TAP: it says its version, or has numbered test points or a plan and test points. */
export function looksLikeTap(head: string): boolean {
  const lines = headLines(head)
  if (lines.some((line) => /^TAP version \d+\s*$/.test(line))) return true
  const points = lines.filter((line) => /^(?:not )?ok\b(?!\s*\t)/.test(line))
  const isNumbered = points.some((line) => /^(?:not )?ok \d+\b/.test(line))
  const hasPlan = lines.some((line) => /^1\.\.\d+\s*(?:#.*)?$/.test(line))
  return isNumbered || (hasPlan && (points.length > 0 || /^\s*1\.\.0\b/.test(head)))
}

/**
 * Reads the Test Anything Protocol, versions 12 to 14: test points with `# SKIP` and `# TODO`, YAML diagnostics,
 * subtests (also in braces) and `Bail out!`. What is none of this belongs to the test point before it.
 *
 * The point that sums up a subtest is no result beside the points in it, unless it failed while they did not, or
 * says itself why they did (a hook that broke). A `TODO` that fails is skipped, as TAP wants it. Tests that the plan
 * promises but that are missing are errored, and so is a `Bail out!` where no test is missing.
 *
 * The identity is `subtests > description`, the subtests joined by dots, as in the JUnit reports of Node's own
 * test runner; just the description outside of subtests.
 *
 * @throws ValidationError naming file and line when there is no plan at the end: then the run was cut off, and
 *   it is not known what is missing. Also when more than 10,000 are missing, and for subtests
 *   more than 100 levels deep.
 */
export async function* readTap(source: TextSource): AsyncGenerator<TestResult, void, undefined> {
  const reader = new TapReader(source.name)
  let row = 1
  for await (const line of readLines(source)) {
    row = line.row
    yield* reader.take(line.text, row)
  }
  yield* reader.end(row)
  if (!reader.hasPlan)
    refuseAt({ file: source.name, row }, 'ends without a plan such as "1..12"; the run was cut off')
}
