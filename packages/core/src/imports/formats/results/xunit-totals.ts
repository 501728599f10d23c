import type { XmlAttributes } from '../reading/xml.js'
import type { ResultStatus, TestResult } from './result.js'
import { type Place, TestDraft } from './test-draft.js'

/** How many tests without a name an assembly may have: failed ones before skipped and passed ones. */
const unlistedLimit = 1_000

/**
 * Compares the tests that an assembly lists with those that it says it has. Tools that cut a report down
 * drop tests but keep the totals, and a failure must not vanish with its name.
 */
export class UnlistedTests {
  readonly #declared: ReadonlyMap<ResultStatus, number>
  readonly #total: number
  readonly #listed = new Map<ResultStatus, number>()
  #listedTotal = 0

  /** @param attributes Those of the `<assembly>`. */
  constructor(attributes: XmlAttributes) {
    this.#declared = new Map([
      ['failed', toCount(attributes.failed)],
      ['skipped', toCount(attributes.skipped)],
      ['passed', toCount(attributes.passed)],
    ])
    this.#total = toCount(attributes.total)
  }

  count(status: ResultStatus): void {
    this.#listed.set(status, (this.#listed.get(status) ?? 0) + 1)
    this.#listedTotal += 1
  }

  /** A result for each test that is missing. */
  *results(place: Place, row: number): Generator<TestResult> {
    let missing = Math.min(this.#total - this.#listedTotal, unlistedLimit)
    for (const [status, declared] of this.#declared) {
      const unlisted = Math.min(declared - (this.#listed.get(status) ?? 0), missing)
      for (let number = 1; number <= unlisted; number++) {
        const draft = new TestDraft()
        draft.message.add('The report counts this test but does not list it.')
        const name = `(not listed: ${status} ${number})`
        yield draft.finish({ name, className: place.suite.at(-1), status, row }, place)
      }
      missing -= Math.max(unlisted, 0)
    }
  }
}

function toCount(text: string | undefined): number {
  return /^\d{1,9}$/.test(text ?? '') ? Number(text) : 0
}
