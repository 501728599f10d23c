import { parseDate } from '../reading/dates.js'
import { firstLine } from '../reading/text.js'
import type { XmlAttributes } from '../reading/xml.js'
import { attributeList, listElement, textElement, type XmlElement } from '../reading/xml-tree.js'
import { exceptionOf, fileName, parseTimeSpan } from './dotnet-values.js'
import { attributeText } from './junit-values.js'
import type { ResultStatus } from './result.js'
import { type Place, TestDraft } from './test-draft.js'
import type { TrxJoin } from './trx-join.js'

/** What a result takes over from the run. */
export interface TrxRun {
  readonly join: TrxJoin
  /** The folder beside the report in which the run's files are. */
  readonly deploymentRoot: string | undefined
  placeOf(attributes: XmlAttributes): Place
}

/** A `<UnitTestResult>` or another kind of result; undefined where the element is none. */
export function trxResult(
  run: TrxRun,
  kind: string,
  attributes: XmlAttributes,
  line: number,
): XmlElement | undefined {
  if (!/Result(?:Aggregation)?$/.test(kind)) return undefined
  const draft = new TestDraft()
  const attach = (path: string | undefined): void => {
    const address = attachmentPath(path, attributes.relativeResultsDirectory, run.deploymentRoot)
    if (address !== undefined) draft.attach(address, fileName(address))
  }
  return {
    child(name) {
      switch (name) {
        case 'Output':
          return listElement((inner) => outputElement(draft, inner))
        case 'ResultFiles':
          return attributeList('ResultFile', (file) => attach(file.path))
        case 'CollectorDataEntries':
          return collectorElement(attach)
        case 'InnerResults':
          return listElement((inner, innerAttributes, innerLine) =>
            trxResult(run, inner, innerAttributes, innerLine),
          )
        default:
          return undefined
      }
    },
    end() {
      const status = statusOf(attributes.outcome)
      const message = draft.message.toString()
      if (status === 'failed' || status === 'errored') draft.type = exceptionOf(message)
      // xUnit's adapter says why it skipped a test in the output.
      if (status === 'skipped' && message === '') {
        draft.message.add(firstLine(draft.output.toString()) ?? '')
      }
      const told = {
        name: attributeText(attributes.testName) ?? '(unnamed)',
        status,
        durationSeconds: durationOf(attributes),
        startedAt: parseDate(attributes.startTime ?? ''),
        row: line,
      }
      // A text of one piece: read character by character, a key that is kept takes twenty times its length.
      run.join.add(attributeText(attributes.testId) ?? '', draft.finish(told, run.placeOf(attributes)))
    },
  }
}

function outputElement(draft: TestDraft, name: string): XmlElement | undefined {
  switch (name) {
    case 'StdOut':
    case 'StdErr':
    case 'DebugTrace':
      draft.output.add('\n')
      return textElement(draft.output)
    case 'TextMessages':
      return listElement((inner) => {
        if (inner !== 'Message') return undefined
        draft.output.add('\n')
        return textElement(draft.output)
      })
    case 'ErrorInfo':
      return listElement((inner) => {
        if (inner === 'Message') return textElement(draft.message)
        return inner === 'StackTrace' ? textElement(draft.details) : undefined
      })
    default:
      return undefined
  }
}

/** Data collectors nest the addresses of their files deeply: `<A href="…">` somewhere inside. */
function collectorElement(attach: (path: string | undefined) => void): XmlElement {
  return {
    child(name, attributes) {
      if (name === 'A') attach(attributes.href)
      return collectorElement(attach)
    },
  }
}

function statusOf(outcome: string | undefined): ResultStatus {
  const word = outcome ?? 'Error'
  if (word.includes('Failed')) return 'failed'
  if (word.includes('Passed')) return 'passed'
  return word === 'Error' || word === 'Timeout' ? 'errored' : 'skipped'
}

function durationOf({ duration, startTime, endTime }: XmlAttributes): number | undefined {
  const told = parseTimeSpan(duration)
  if (told !== undefined) return told
  const start = parseDate(startTime ?? '')
  const end = parseDate(endTime ?? '')
  if (start === undefined || end === undefined || end < start) return undefined
  return (end.getTime() - start.getTime()) / 1_000
}

/** Where the file is, seen from the report: Visual Studio keeps them in `<deployment>/In/<execution>`. */
function attachmentPath(
  path: string | undefined,
  folder: string | undefined,
  deploymentRoot: string | undefined,
): string | undefined {
  const slashed = attributeText(path)?.replaceAll('\\', '/')
  if (
    slashed === undefined ||
    deploymentRoot === undefined ||
    /^(?:\/|[A-Za-z][A-Za-z\d+.-]*:)/.test(slashed)
  ) {
    return slashed
  }
  return [deploymentRoot, 'In', attributeText(folder), slashed].filter((part) => part !== undefined).join('/')
}
