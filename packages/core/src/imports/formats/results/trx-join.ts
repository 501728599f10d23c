import { shortenIdentity } from '../identity.js'
import { capText } from '../reading/text.js'
import { withoutClass } from './dotnet-values.js'
import type { ResultProperty, TestResult } from './result.js'

/** What the definition of a test adds to its results. */
export interface TrxDefinition {
  readonly className: string | undefined
  readonly suite: readonly string[]
  readonly tags: readonly string[]
  readonly properties: readonly ResultProperty[]
}

/** How much of the long texts of waiting results is kept, in characters: of all, and of each after that. */
const room = 16_000_000
const shortLength = 400

/** Brings results and definitions together, in whichever order the report has them. */
export class TrxJoin {
  readonly #results: TestResult[]
  readonly #definitions = new Map<string, TrxDefinition>()
  readonly #waiting = new Map<string, TestResult | TestResult[]>()
  #sawResults = false
  #held = 0

  /** @param results Takes in each result as soon as it is complete. */
  constructor(results: TestResult[]) {
    this.#results = results
  }

  add(testId: string, result: TestResult): void {
    this.#sawResults = true
    const definition = this.#definitions.get(testId)
    if (definition !== undefined) {
      this.#results.push(defined(result, definition))
      return
    }
    const slim = this.#slim(result)
    const waiting = this.#waiting.get(testId)
    if (Array.isArray(waiting)) waiting.push(slim)
    else this.#waiting.set(testId, waiting === undefined ? slim : [waiting, slim])
  }

  define(testId: string, definition: TrxDefinition): void {
    const waiting = this.#waiting.get(testId)
    // After the results, nobody asks for a definition again.
    if (!this.#sawResults) this.#definitions.set(testId, definition)
    if (waiting === undefined) return
    this.#waiting.delete(testId)
    for (const result of [waiting].flat()) this.#results.push(defined(result, definition))
  }

  /** What has no definition comes out as it is. */
  end(): void {
    for (const waiting of this.#waiting.values()) {
      for (const result of [waiting].flat()) this.#results.push(result)
    }
    this.#waiting.clear()
  }

  #slim(result: TestResult): TestResult {
    const { message, details, output } = result
    const length = [message, details, output].reduce((sum, text) => sum + (text?.length ?? 0), 0)
    if (this.#held + length <= room) {
      this.#held += length
      return result
    }
    return {
      ...result,
      message: message && capText(message, shortLength),
      details: details && capText(details, shortLength),
      output: output && capText(output, shortLength),
    }
  }
}

function defined(result: TestResult, definition: TrxDefinition): TestResult {
  const { className, suite, tags, properties } = definition
  const name = withoutClass(result.name, className)
  return {
    ...result,
    identity: shortenIdentity(className === undefined ? name : `${className} > ${name}`),
    name,
    className,
    suite,
    tags,
    properties,
  }
}
