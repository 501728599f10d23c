import { isObject } from '../reading/fields.js'
import { type JsonPart, type JsonPath, readJsonParts, type Visit } from '../reading/json-parts.js'
import { shapeOf } from '../reading/json-shape.js'
import { looseObject, looseText } from '../reading/json-values.js'
import { refuseAt } from '../reading/refusal.js'
import type { TextSource } from '../reading/text-source.js'
import { newResult } from './new-result.js'
import { type PlaywrightSuite, resultsOf, storyOf } from './playwright-spec.js'
import type { TestResult } from './result.js'

/** Whether a text begins like a report of Playwright's `json` reporter. */
export function looksLikePlaywright(head: string): boolean {
  const shape = shapeOf(head)
  const hasSuites = ['suites[].specs', 'suites[].suites'].some((name) => shape.has(name))
  const hasConfig = ['projects', 'rootDir', 'forbidOnly'].some((name) => shape.has(`config.${name}`))
  return hasSuites || hasConfig
}

/**
 * Reads a report of Playwright's `json` reporter: `{ config, suites, errors }`, in which suites contain suites
 * and specs, a spec has a test for each project, and a test a result for each try. Every try is a result, in
 * flat memory: one spec at a time. A test without any try was not run and counts as skipped.
 *
 * A try passed if it went as was expected of it, so a test marked with `test.fail()` passes by failing.
 * `timedOut` and `interrupted` are errored. Each of the report's own `errors` (a global setup that broke, a file
 * that could not be loaded) is an errored result named `(global error)`.
 *
 * The identity is `file > describe › title`, as in Playwright's JUnit reports; the project is the environment.
 *
 * @throws ValidationError naming file and line when the JSON is malformed or cut off, has no suites, or a test
 *   is not of the shape that Playwright writes.
 */
export async function* readPlaywright(source: TextSource): AsyncGenerator<TestResult, void, undefined> {
  const report = new PlaywrightReport(source.name)
  for await (const part of readJsonParts(source, visit)) yield* report.take(part)
  if (!report.hasSuites) refuseAt({ file: source.name, row: 1 }, `has no "suites"; ${wanted}`)
}

const wanted = 'it has to be the JSON of Playwright: { config, suites: [{ specs, suites }], errors }'

/** Below `suites`, suites may be nested: `suites, [], suites, [], specs, []`. */
function visit(path: JsonPath): Visit {
  const name = path.at(-1)
  if (path.length === 0) return 'enter'
  if (path[0] === 'errors') return path.length === 1 ? 'enter' : 'take'
  if (path[0] !== 'suites') return 'skip'
  if (name === '[]') return path.at(-2) === 'specs' ? 'take' : 'enter'
  if (name === 'suites' || name === 'specs') return 'enter'
  return name === 'title' || name === 'file' ? 'take' : 'skip'
}

interface OpenSuite {
  title: string | undefined
  file: string | undefined
  /** Specs that came before the suite said its title, which Playwright itself writes first. */
  readonly held: { readonly spec: unknown; readonly row: number; readonly inside: readonly OpenSuite[] }[]
}

/** How many specs may come before the title of their suite. */
const heldLimit = 100_000

class PlaywrightReport {
  hasSuites = false
  readonly #file: string
  /** The suites that are open, outermost first. */
  readonly #suites: OpenSuite[] = []
  #held = 0

  constructor(file: string) {
    this.#file = file
  }

  *take(part: JsonPart): Generator<TestResult, void, undefined> {
    const { kind, path, value, row } = part
    const name = path.at(-1)
    if (path.length === 0) {
      if (kind !== 'object' && kind !== 'end') this.#refuse(wanted, row)
    } else if (name !== '[]') {
      this.#takeField(part)
    } else if (path[0] === 'errors') {
      yield this.#toGlobalError(value, row)
    } else if (path.at(-2) === 'specs') {
      yield* this.#takeSpec(value, row)
    } else if (kind === 'object') {
      this.#suites.push({ title: undefined, file: undefined, held: [] })
    } else if (kind === 'end') {
      yield* this.#closeSuite()
    } else {
      this.#refuse(`has a suite that is no object; ${wanted}`, row)
    }
  }

  /** A field of the report or of a suite. */
  #takeField({ kind, path, value, row }: JsonPart): void {
    const name = path.at(-1) ?? ''
    const suite = this.#suites.at(-1)
    if (kind === 'end' || (kind === 'value' && value === null)) return
    if (name === 'title' || name === 'file') {
      if (suite !== undefined) suite[name] = looseText(value) ?? ''
    } else if (kind === 'list') {
      if (path.length === 1 && name === 'suites') this.hasSuites = true
    } else {
      this.#refuse(`has ${JSON.stringify(name)} that is no list; ${wanted}`, row)
    }
  }

  *#takeSpec(spec: unknown, row: number): Generator<TestResult, void, undefined> {
    const untitled = this.#suites.find((suite) => suite.title === undefined)
    if (untitled === undefined) {
      yield* this.#resultsOf(spec, row, this.#suites)
    } else {
      if (++this.#held > heldLimit)
        this.#refuse(`has more than ${heldLimit} specs before the title of their suite`, row)
      untitled.held.push({ spec, row, inside: [...this.#suites] })
    }
  }

  *#closeSuite(): Generator<TestResult, void, undefined> {
    const suite = this.#suites.pop()
    if (suite === undefined) return
    suite.title ??= ''
    this.#held -= suite.held.length
    for (const { spec, row, inside } of suite.held) yield* this.#resultsOf(spec, row, inside)
  }

  #resultsOf(spec: unknown, row: number, suites: readonly OpenSuite[]): Iterable<TestResult> {
    if (!isObject(spec)) this.#refuse(`has a spec that is no object; ${wanted}`, row)
    const [outermost] = suites
    const suite: PlaywrightSuite = {
      path: suites.map(({ title }) => title ?? '').filter((title) => title !== ''),
      fileTitle: outermost?.title === '' ? undefined : outermost?.title,
      file: suites.findLast(({ file }) => file !== undefined && file !== '')?.file,
    }
    return resultsOf(spec, suite, { file: this.#file, row })
  }

  #toGlobalError(error: unknown, row: number): TestResult {
    const location = looseObject(looseObject(error).location)
    return newResult({
      name: '(global error)',
      status: 'errored',
      ...storyOf([error]),
      file: looseText(location.file),
      row,
    })
  }

  #refuse(message: string, row: number): never {
    refuseAt({ file: this.#file, row }, message)
  }
}
