import { parseDate } from '../reading/dates.js'
import { CappedText } from '../reading/text.js'
import type { XmlAttributes } from '../reading/xml.js'
import { textElement, type XmlElement } from '../reading/xml-tree.js'
import { parseSeconds } from './junit-values.js'
import type { ResultStatus } from './result.js'

/** Takes in a message that a keyword logs. */
export type Log = (level: string, text: string) => void

const words: ReadonlyMap<string, ResultStatus> = new Map([
  ['PASS', 'passed'],
  ['FAIL', 'failed'],
  ['SKIP', 'skipped'],
  ['NOT RUN', 'skipped'],
  ['NOT_RUN', 'skipped'],
])

/** The `<status>` of a test or of a step: how it went, when, for how long, and why. */
export class RobotStatus {
  status: ResultStatus | undefined
  startedAt: Date | undefined
  durationSeconds: number | undefined
  message: string | undefined

  /** Since version 7 there are `start` and `elapsed`, before that `starttime` and `endtime`. */
  element(attributes: XmlAttributes): XmlElement {
    const end = parseTime(attributes.endtime)
    this.status = words.get(attributes.status ?? '')
    this.startedAt = parseTime(attributes.start) ?? parseTime(attributes.starttime)
    this.durationSeconds = parseSeconds(attributes.elapsed) ?? secondsBetween(this.startedAt, end)
    const text = new CappedText()
    return textElement(text, () => {
      const message = text.toString()
      this.message = message === '' ? undefined : message
    })
  }
}

/** ISO 8601, or `20230510 10:15:30.123`. */
function parseTime(text: string | undefined): Date | undefined {
  const parts = /^(\d{4})(\d{2})(\d{2}) (\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?)$/.exec(text ?? '')
  return parseDate(parts === null ? (text ?? '') : `${parts[1]}-${parts[2]}-${parts[3]}T${parts[4]}`)
}

function secondsBetween(start: Date | undefined, end: Date | undefined): number | undefined {
  if (start === undefined || end === undefined || end < start) return undefined
  return (end.getTime() - start.getTime()) / 1_000
}
