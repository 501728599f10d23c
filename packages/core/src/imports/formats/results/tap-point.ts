import { looseSeconds, looseText, plainText } from '../reading/json-values.js'
import { CappedText } from '../reading/text.js'
import { newResult, textOf } from './new-result.js'
import type { ResultStatus, TestResult } from './result.js'
import { readDiagnostics } from './tap-diagnostics.js'

/** What came of a subtest. */
export interface TapSummary {
  readonly results: number
  readonly isBad: boolean
}

/** A test point, with what follows it. */
export interface TapPoint {
  readonly isOk: boolean
  name: string | undefined
  readonly directive: 'skip' | 'todo' | undefined
  readonly reason: string | undefined
  readonly durationSeconds: number | undefined
  readonly row: number
  /** Whether its subtest follows in braces. */
  readonly opens: boolean
  /** The YAML below it. */
  readonly diagnostics: CappedText
  /** Comments and other lines below it. */
  readonly output: CappedText
  subtest: TapSummary | undefined
}

const pointLine = /^(not )?ok\b(?:\s+(\d{1,9})\b)?(.*)$/
const directiveMark = /^\s*(skip\S*|todo\S*)(?:\s+(.*))?$/i

/** The test point that a line is; undefined for others. */
export function toPoint(line: string, row: number): TapPoint | undefined {
  const [match, not, , rest = ''] = pointLine.exec(line) ?? []
  if (match === undefined) return undefined
  const mark = lastMark(rest)
  const [, word, reason] = mark === undefined ? [] : (directiveMark.exec(rest.slice(mark + 1)) ?? [])
  const time =
    mark === undefined ? undefined : /^\s*time=([\d.]{1,20})(ms|s)\s*(?:\{\s*)?$/.exec(rest.slice(mark + 1))
  const opens = /(?:^|\s)\{\s*$/.test(rest)
  const named = word !== undefined || time != null ? rest.slice(0, mark) : rest
  const name = named
    .replace(/(?:^|\s)\{\s*$/, '')
    .replace(/^\s*-?\s+/, '')
    .replace(/\\([\\#])/g, '$1')
  return {
    isOk: not === undefined,
    name: looseText(name),
    directive: word === undefined ? undefined : word.toLowerCase().startsWith('skip') ? 'skip' : 'todo',
    reason: looseText(reason),
    durationSeconds: time == null ? undefined : looseSeconds(time[1], time[2] === 's' ? 1 : 1_000),
    row,
    opens,
    diagnostics: new CappedText(),
    output: new CappedText(),
    subtest: undefined,
  }
}

/** Where the last `#` is that is not escaped and after a blank. */
function lastMark(text: string): number | undefined {
  for (let at = text.lastIndexOf('#'); at >= 0; at = at === 0 ? -1 : text.lastIndexOf('#', at - 1)) {
    if (at === 0 || /\s/.test(text[at - 1] ?? '')) return at
  }
  return undefined
}

/** The result of a test point in the subtests of these names; undefined where it only sums up a subtest. */
export function resultOf(point: TapPoint, suite: readonly string[]): TestResult | undefined {
  const { subtest, name, row } = point
  const isSummary = subtest !== undefined && subtest.results > 0
  const own = statusOf(point)
  const diagnostics = readDiagnostics(plainText(point.diagnostics.toString()))
  const isOwnFailure = own === 'failed' && (subtest?.isBad !== true || diagnostics.isCause)
  if (isSummary && !isOwnFailure) return undefined
  // Perl says why a test failed in comments below it.
  const said = textOf(point.output)?.replace(/^[ ]*#[ ]{0,3}/gm, '')
  const details = own === 'failed' ? (diagnostics.details ?? said) : undefined
  return newResult({
    name,
    className: suite.length === 0 ? undefined : suite.join('.'),
    suite,
    status: own === 'failed' && diagnostics.isBroken ? 'errored' : own,
    durationSeconds: point.durationSeconds ?? diagnostics.durationSeconds,
    message: own === 'passed' ? undefined : (point.reason ?? diagnostics.message),
    details,
    type: own === 'failed' ? diagnostics.type : undefined,
    file: diagnostics.file,
    line: diagnostics.line,
    output: details !== undefined && details === said ? undefined : textOf(point.output),
    row,
  })
}

function statusOf({ isOk, directive }: TapPoint): ResultStatus {
  if (directive === 'skip') return 'skipped'
  if (isOk) return 'passed'
  return directive === 'todo' ? 'skipped' : 'failed'
}
