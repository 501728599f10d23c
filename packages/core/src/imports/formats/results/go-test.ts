import { looseText, plainText } from '../reading/json-values.js'
import { eventOf, objectOf } from '../reading/line-json.js'
import { headLines, readLines } from '../reading/line-records.js'
import { refuseAt } from '../reading/refusal.js'
import { CappedText } from '../reading/text.js'
import type { TextSource } from '../reading/text-source.js'
import { GoPackage } from './go-package.js'
import type { TestResult } from './result.js'

const actions: ReadonlySet<unknown> = new Set([
  ...['start', 'run', 'pause', 'cont', 'pass', 'bench', 'fail', 'output', 'skip'],
  ...['build-output', 'build-fail', 'attr', 'artifacts'],
])

/** Whether a text begins like the output of `go test -json`, maybe after lines of the compiler. */
export function looksLikeGoTest(head: string): boolean {
  return headLines(head).some((line) => {
    const event = objectOf(line.trim())
    return event !== undefined && actions.has(event.Action) && !('type' in event)
  })
}

/**
 * Reads the output of `go test -json`, one event a line, in which packages may be interleaved. Lines that are
 * no events, such as those of the compiler, are kept as the output of a package that could not be built.
 *
 * A test with subtests is a result like each of them, as in the reports of go-junit-report and gotestsum. A test
 * that was started but did not end is errored: the package panicked, was out of time or exited. A package that
 * failed although none of its tests did is an errored result of its own, `(package failed)`. Repetitions by
 * `-count` are attempts, and so are tests that are run again after they failed. Benchmarks pass with their package.
 *
 * The identity is `package > test`, with subtests as `Test/sub`.
 *
 * @throws ValidationError naming file and line when a line begins like an event but is none, or the output ends
 *   before a package did: then the run was cut off, and it is not known what is missing.
 */
export async function* readGoTest(source: TextSource): AsyncGenerator<TestResult, void, undefined> {
  const run = new GoRun()
  let row = 1
  for await (const line of readLines(source)) {
    row = line.row
    const event = eventOf(line, source.name)
    yield* event === undefined ? run.takeOther(line.text, row) : run.takeEvent(event, row)
  }
  const open = run.firstOpen
  if (open !== undefined)
    refuseAt(
      { file: source.name, row },
      `ends before the package ${JSON.stringify(open)} did; the run was cut off`,
    )
  if (!run.sawEvent) refuseAt({ file: source.name, row }, 'has no event of "go test -json" in it')
}

class GoRun {
  sawEvent = false
  /** The packages that are being tested. */
  readonly #packages = new Map<string, GoPackage>()
  /** What the compiler said, of packages that are not known yet. */
  readonly #builds = new Map<string, CappedText>()
  readonly #failures = new Map<string, number>()
  readonly #others = new CappedText()

  /** The name of a package that has not ended. */
  get firstOpen(): string | undefined {
    for (const [name, { isOpen }] of this.#packages) if (isOpen) return name
    return undefined
  }

  *takeEvent(event: Readonly<Record<string, unknown>>, row: number): Generator<TestResult, void, undefined> {
    const action = typeof event.Action === 'string' ? event.Action : ''
    if (!actions.has(action)) return
    this.sawEvent = true
    if (action === 'build-output') {
      this.#buildOf(looseText(event.ImportPath) ?? '').add(outputOf(event))
      return
    }
    const name = looseText(event.Package)
    if (name === undefined) return
    const tested = this.#packageOf(name)
    if (looseText(event.Test) !== undefined) {
      yield* tested.takeTest(action, event, row)
    } else if (action === 'start') {
      tested.isOpen = true
    } else if (action === 'output') {
      tested.addOutput(outputOf(event))
    } else if (action === 'pass' || action === 'fail' || action === 'skip') {
      this.#packages.delete(name)
      yield* tested.end(action, { row, build: this.#takeBuild(looseText(event.FailedBuild) ?? name), event })
    }
  }

  /** Go before 1.20 reports a package that could not be built in a line of its own. */
  *takeOther(text: string, row: number): Generator<TestResult, void, undefined> {
    const [, name] = /^FAIL\s+(\S+) \[(?:build|setup) failed\]$/.exec(text) ?? []
    if (name === undefined) {
      this.#others.add(`${plainText(text)}\n`)
      return
    }
    const tested = this.#packages.get(name) ?? new GoPackage(name, this.#failures)
    this.#packages.delete(name)
    tested.addOutput(`${text}\n`)
    yield* tested.end('fail', { row, build: this.#takeBuild(name), event: {} })
  }

  #packageOf(name: string): GoPackage {
    const known = this.#packages.get(name)
    if (known !== undefined) return known
    const tested = new GoPackage(name, this.#failures)
    this.#packages.set(name, tested)
    return tested
  }

  #buildOf(name: string): CappedText {
    const known = this.#builds.get(name)
    if (known !== undefined) return known
    const build = new CappedText()
    this.#builds.set(name, build)
    return build
  }

  #takeBuild(name: string): string {
    const build = this.#builds.get(name)?.toString() ?? ''
    return build === '' ? this.#others.toString() : build
  }
}

function outputOf({ Output }: Readonly<Record<string, unknown>>): string {
  return typeof Output === 'string' ? plainText(Output) : ''
}
