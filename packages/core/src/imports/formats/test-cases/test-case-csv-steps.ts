import type { CsvHeader, CsvRow } from '../reading/csv-records.js'
import type { TestCaseColumn } from './test-case-dialects.js'

/** A step as cells have it: a part that is missing is undefined. */
interface LooseStep {
  readonly action: string | undefined
  readonly data: string | undefined
  readonly expected: string | undefined
}

/**
 * The steps of one test case out of columns of their own, one a row.
 *
 * @param numbered whether one row may hold all of them, each beginning a line with its number
 */
export function stepsOf(
  rows: readonly CsvRow[],
  header: CsvHeader<TestCaseColumn>,
  numbered: boolean,
): readonly { readonly action: string; readonly data?: string; readonly expected?: string }[] {
  const cells = rows.map((row) => ({
    action: header.cells(row, 'stepAction')[0],
    data: header.cells(row, 'stepData')[0],
    expected: header.cells(row, 'stepExpected')[0],
  }))
  const [only] = cells
  const steps = numbered && cells.length === 1 && only !== undefined ? split(only) : cells
  const result: { action: string; data?: string; expected?: string }[] = []
  for (const { action, data, expected } of steps) {
    const last = result.at(-1)
    if (action !== undefined) result.push(withParts(action, data, expected))
    // What should have happened without anything to do belongs to the step before.
    else if (expected !== undefined && data === undefined && last !== undefined) {
      last.expected = last.expected === undefined ? expected : `${last.expected}\n${expected}`
    } else if (data !== undefined) result.push(withParts(data, undefined, expected))
    else if (expected !== undefined) result.push({ action: expected })
  }
  return result
}

function withParts(
  action: string,
  data: string | undefined,
  expected: string | undefined,
): { action: string; data?: string; expected?: string } {
  return {
    action,
    ...(data === undefined ? {} : { data }),
    ...(expected === undefined ? {} : { expected }),
  }
}

/** Several numbered steps in one cell, and what each of them should lead to in another. */
function split({ action, data, expected }: LooseStep): readonly LooseStep[] {
  const actions = numberedParts(action)
  if (actions === undefined) return [{ action, data, expected }]
  const results = numberedParts(expected)
  return actions.map((part, index) => {
    const whole = index === actions.length - 1 ? expected : undefined
    return {
      action: part,
      data: index === 0 ? data : undefined,
      expected: results === undefined ? whole : results[index],
    }
  })
}

/** The parts of a text that counts them from 1, each at the beginning of a line; undefined where it does not. */
function numberedParts(text: string | undefined): readonly (string | undefined)[] | undefined {
  const parts: string[] = []
  for (const line of text?.split(/\r\n?|\n/) ?? []) {
    const rest = new RegExp(`^\\s*${parts.length + 1}[.)](?:\\s+|$)(.*)$`, 's').exec(line)?.[1]
    if (rest !== undefined) parts.push(rest)
    else if (parts.length === 0) return undefined
    else parts.push(`${parts.pop()}\n${line}`)
  }
  return parts.length === 0 ? undefined : parts.map((part) => part.trim() || undefined)
}

/** The lines of a cell without blank ones, and without the numbers or dashes that lists have. */
export function linesOf(cell: string): readonly string[] {
  return cell
    .split(/\r\n?|\n/)
    .map((line) => line.trim().replace(/^(?:\d{1,3}[.)]|[-*•])\s+/, ''))
    .filter((line) => line !== '')
}
