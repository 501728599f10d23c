import { parseDate } from '../reading/dates.js'
import type { TextSource } from '../reading/text-source.js'
import type { XmlAttributes } from '../reading/xml.js'
import { attributeList, listElement, readXmlReport, type XmlElement } from '../reading/xml-tree.js'
import { attributeText } from './junit-values.js'
import type { TestResult } from './result.js'
import { nowhere, type Place, withProperty } from './test-draft.js'
import { trxDefinition } from './trx-definition.js'
import { TrxJoin } from './trx-join.js'
import { type TrxRun, trxResult } from './trx-result.js'

/**
 * Reads a TRX report of Visual Studio, `dotnet test` or MSTest (`<TestRun>`).
 *
 * A test is identified by its class and its name without the class, `Shop.CartTest > Adds(1)`. The class
 * stands in the definition of the test, which comes after the results as a rule: results wait for it, so
 * they come out in the order of the definitions. Of what waits, long texts are shortened once there are
 * many, so that 100,000 results take tens of megabytes.
 *
 * Every result counts, as it does in the report's own totals: a data-driven test and each of its rows. An
 * outcome with `Passed` in it is passed, `Failed` failed, `Error`, `Timeout` or none errored; any other, such
 * as `NotExecuted`, `Inconclusive` or `Aborted`, leaves open how the test would have gone and is skipped.
 * Files of a result are attachments, by their path relative to the report.
 *
 * @throws ValidationError naming file and line when the report is not well-formed, is cut off, has another
 *   root element or uses entities.
 */
export function readTrx(source: TextSource): AsyncGenerator<TestResult, void, undefined> {
  return readXmlReport(source, {
    title: 'TRX',
    roots: new Map([['TestRun', openRun]]),
    entities: 'refuse',
  })
}

function openRun(results: TestResult[]): XmlElement {
  const join = new TrxJoin(results)
  const run = new Run(join)
  return {
    child(name, attributes) {
      switch (name) {
        case 'Times':
          run.start(attributes.start)
          return undefined
        case 'TestSettings':
        case 'TestRunConfiguration':
          return attributeList('Deployment', (deployment) => {
            run.deploymentRoot = attributeText(deployment.runDeploymentRoot)
          })
        case 'Results':
          return listElement((kind, inner, line) => trxResult(run, kind, inner, line))
        case 'TestDefinitions':
          return listElement((_kind, inner) => trxDefinition(join, inner))
        default:
          return undefined
      }
    },
    end: () => join.end(),
  }
}

class Run implements TrxRun {
  readonly join: TrxJoin
  deploymentRoot: string | undefined
  #place: Place = nowhere
  #computer: string | undefined
  #placeOnComputer: Place = nowhere

  constructor(join: TrxJoin) {
    this.join = join
  }

  start(time: string | undefined): void {
    this.#place = { ...this.#place, startedAt: parseDate(time ?? '') }
    this.#placeOnComputer = withProperty(this.#place, 'computerName', this.#computer)
  }

  /** Most results share one computer, and so one place. */
  placeOf({ computerName }: XmlAttributes): Place {
    if (computerName !== this.#computer) {
      this.#computer = computerName
      this.#placeOnComputer = withProperty(this.#place, 'computerName', computerName)
    }
    return this.#placeOnComputer
  }
}
