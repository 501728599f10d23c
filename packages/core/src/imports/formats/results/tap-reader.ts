import { plainText } from '../reading/json-values.js'
import { refuseAt } from '../reading/refusal.js'
import { newResult } from './new-result.js'
import type { TestResult } from './result.js'
import { resultOf, type TapPoint, type TapSummary, toPoint } from './tap-point.js'

const depthLimit = 100
/** How many missing tests become results. */
const missingLimit = 10_000
const indentation = 4

/** A test run or a subtest of it that is open. */
interface Level {
  readonly name: string | undefined
  plan: number | undefined
  seen: number
  results: number
  isBad: boolean
  /** The last test point, to which the lines below it belong. */
  point: TapPoint | undefined
  /** What the next subtest is called. */
  nextName: string | undefined
  /** What the last subtest came to, until a test point sums it up. */
  subtest: TapSummary | undefined
}

/** Reads TAP line by line. */
export class TapReader {
  hasPlan = false
  readonly #file: string
  /** The run itself, and the subtests that are open, outermost first. */
  readonly #levels: [Level, ...Level[]] = [newLevel(undefined)]
  /** The blanks before a YAML block that is open. */
  #yaml: string | undefined
  #bailOut: { readonly reason: string; readonly row: number } | undefined

  constructor(file: string) {
    this.#file = file
  }

  *take(line: string, row: number): Generator<TestResult, void, undefined> {
    if (this.#bailOut !== undefined || this.#readYaml(line)) return
    const depth = Math.floor(line.search(/\S|$/) / indentation)
    const content = line.slice(depth * indentation)
    const [, reason] = /^\s*Bail out!\s*(.*)$/i.exec(line) ?? []
    if (reason !== undefined) {
      this.#bailOut = { reason: plainText(reason).trim(), row }
    } else if (depth >= this.#levels.length + 1 || !isTap(content)) {
      this.#point?.output.add(`${plainText(line)}\n`)
    } else {
      yield* this.#takeContent(content.trimEnd(), depth, row)
    }
  }

  *end(row: number): Generator<TestResult, void, undefined> {
    yield* this.#closeTo(0, row)
    const run = this.#levels[0]
    yield* this.#flush(run)
    const before = run.results
    yield* this.#missing(run, row)
    if (this.#bailOut === undefined) return
    this.hasPlan = true
    if (run.results > before) return
    const message = this.#bailOut.reason === '' ? undefined : this.#bailOut.reason
    yield newResult({ name: '(bail out)', status: 'errored', message, row: this.#bailOut.row })
  }

  get #last(): Level {
    return this.#levels.at(-1) ?? this.#levels[0]
  }

  /** The test point that was read last. */
  get #point(): TapPoint | undefined {
    return this.#levels.findLast(({ point }) => point !== undefined)?.point
  }

  /** Whether a line belongs to a YAML block. */
  #readYaml(line: string): boolean {
    if (this.#yaml !== undefined) {
      if (line.trim() === '...') this.#yaml = undefined
      else
        this.#point?.diagnostics.add(
          `${line.startsWith(this.#yaml) ? line.slice(this.#yaml.length) : line}\n`,
        )
      return true
    }
    const [, indent] = /^(\s+)---\s*$/.exec(line) ?? []
    if (indent === undefined || this.#point === undefined) return false
    this.#yaml = indent
    return true
  }

  *#takeContent(content: string, depth: number, row: number): Generator<TestResult, void, undefined> {
    const [, subtest] = /^# Subtest(?::\s*(.*))?$/.exec(content) ?? []
    const isSubtest = content.startsWith('# Subtest')
    if (depth === this.#levels.length) {
      if (this.#last.point?.opens !== true) yield* this.#flush(this.#last)
      // The comment stands in the subtest itself, unless one before it has already said its name.
      const isOwnName = isSubtest && this.#last.nextName === undefined
      this.#open(isOwnName ? subtest : undefined, row)
      if (isOwnName) return
    } else {
      yield* this.#closeTo(depth, row)
    }
    const level = this.#last
    const point = toPoint(content, row)
    const [, plan] = /^\d+\.\.(\d+)/.exec(content) ?? []
    if (isSubtest) {
      yield* this.#flush(level)
      level.nextName = subtest === undefined ? undefined : plainText(subtest)
    } else if (plan !== undefined) {
      // What follows a plan at the end belongs to no test.
      yield* this.#flush(level)
      this.#setPlan(level, Number(plan))
    } else if (point !== undefined) {
      yield* this.#flush(level)
      level.seen++
      point.subtest = level.subtest
      point.name ??= level.nextName
      level.subtest = undefined
      level.point = point
      level.nextName = point.opens ? point.name : undefined
    }
  }

  #open(name: string | undefined, row: number): void {
    if (this.#levels.length > depthLimit)
      refuseAt({ file: this.#file, row }, `has subtests more than ${depthLimit} levels deep`)
    const title = name ?? this.#last.nextName
    this.#levels.push(newLevel(title === undefined ? undefined : plainText(title)))
  }

  /** Ends the subtests that are deeper than a level. */
  *#closeTo(depth: number, row: number): Generator<TestResult, void, undefined> {
    while (this.#levels.length > depth + 1) {
      const level = this.#last
      yield* this.#flush(level)
      yield* this.#missing(level, row)
      this.#levels.pop()
      const around = this.#last
      const summary = { results: level.results, isBad: level.isBad }
      around.results += level.results
      around.isBad ||= level.isBad
      // In braces the point came first, otherwise it comes next.
      if (around.point?.opens === true) around.point.subtest = summary
      else around.subtest = summary
    }
  }

  *#flush(level: Level): Generator<TestResult, void, undefined> {
    const { point } = level
    level.point = undefined
    const result = point === undefined ? undefined : resultOf(point, this.#suiteOf(level))
    if (result !== undefined) yield* this.#count(level, result)
  }

  *#count(level: Level, result: TestResult): Generator<TestResult, void, undefined> {
    level.results++
    if (result.status === 'failed' || result.status === 'errored') level.isBad = true
    yield result
  }

  /** The tests that the plan promises but that are not there. */
  *#missing(level: Level, row: number): Generator<TestResult, void, undefined> {
    const { plan = 0, seen } = level
    if (plan - seen > missingLimit)
      refuseAt({ file: this.#file, row }, `has ${seen} of the ${plan} tests of its plan; the run was cut off`)
    const suite = this.#suiteOf(level)
    const reason = this.#bailOut?.reason ?? ''
    const message = reason === '' ? 'is in the plan, but was not run' : `was not run: ${reason}`
    const about = { className: suite.length === 0 ? undefined : suite.join('.'), suite, row }
    for (let number = seen + 1; number <= plan; number++) {
      yield* this.#count(level, newResult({ ...about, name: `(test ${number})`, status: 'errored', message }))
    }
  }

  #setPlan(level: Level, plan: number): void {
    level.plan = plan
    if (level === this.#levels[0]) this.hasPlan = true
  }

  #suiteOf(level: Level): readonly string[] {
    const around = this.#levels.slice(0, this.#levels.indexOf(level) + 1)
    return around.flatMap(({ name }) => (name === undefined || name === '' ? [] : [name]))
  }
}

function newLevel(name: string | undefined): Level {
  return {
    name,
    plan: undefined,
    seen: 0,
    results: 0,
    isBad: false,
    point: undefined,
    nextName: undefined,
    subtest: undefined,
  }
}

/** Whether a line is one that structures a report, other than YAML. */
function isTap(content: string): boolean {
  return /^(?:(?:not )?ok\b|\d+\.\.\d+\s*(?:#|$)|# Subtest\b|\}\s*$|TAP version \d|pragma [+-])/.test(content)
}
