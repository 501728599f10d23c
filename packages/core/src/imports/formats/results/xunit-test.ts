import { parseDate } from '../reading/dates.js'
import { CappedText, cleanText, shorten } from '../reading/text.js'
import type { XmlAttributes } from '../reading/xml.js'
import { attributeList, listElement, textElement, type XmlElement } from '../reading/xml-tree.js'
import { parseTimeSpan, withoutClass } from './dotnet-values.js'
import { attributeText, parseLine, parseSeconds } from './junit-values.js'
import type { ResultStatus, TestResult } from './result.js'
import { type Place, TestDraft } from './test-draft.js'

/** How much of attachments that are inside of the report one test keeps, in characters. */
const attachmentRoom = 1_048_576

/** A `<test>`, whose result is added at its end. */
export function xunitTest(
  add: (result: TestResult) => void,
  place: Place,
  attributes: XmlAttributes,
  line: number,
): XmlElement {
  const draft = new TestDraft()
  const reason = new CappedText()
  let told: ResultStatus | undefined
  let room = attachmentRoom

  const attachment = (about: XmlAttributes): XmlElement => {
    const content = new CappedText(room)
    let length = 0
    return {
      text(piece) {
        length += piece.length
        content.add(piece)
      },
      end() {
        // Half an attachment is none.
        if (length > room) return
        room -= length
        draft.attach(dataAddress(content.toString(), about['media-type']), about.name, about['media-type'])
      },
    }
  }

  return {
    child(name, inner) {
      switch (name) {
        case 'failure':
          told = 'failed'
          return failureElement(draft, inner)
        case 'reason':
          told ??= 'skipped'
          return reasonElement(reason)
        case 'output':
          return textElement(draft.output)
        case 'warnings':
          return listElement((warning) => (warning === 'warning' ? warningElement(draft) : undefined))
        case 'traits':
          return attributeList('trait', (trait) => addTrait(draft, trait))
        case 'attachments':
          return listElement((kind, about) => (kind === 'attachment' ? attachment(about) : undefined))
        default:
          return undefined
      }
    },
    end() {
      const className = attributeText(attributes.type)
      const displayName = attributeText(attributes.name) ?? attributeText(attributes.method) ?? '(unnamed)'
      if (told !== 'failed') draft.message.add(reason.toString())
      const status = statuses.get(attributes.result?.toLowerCase() ?? '') ?? told ?? 'passed'
      const result = draft.finish(
        {
          name: withoutClass(displayName, className),
          className,
          status,
          durationSeconds: parseTimeSpan(attributes['time-rtf']) ?? parseSeconds(attributes.time),
          startedAt: parseDate(attributes['start-rtf'] ?? ''),
          file: attributeText(attributes['source-file']),
          line: parseLine(attributes['source-line']),
          row: line,
        },
        place,
      )
      add(result)
    },
  }
}

/** A `<failure>`: what it says goes to the draft. */
export function failureElement(draft: TestDraft, attributes: XmlAttributes): XmlElement {
  draft.type ??= attributeText(attributes['exception-type'])
  return listElement((name) => {
    if (name === 'message') return textElement(draft.message)
    return name === 'stack-trace' ? textElement(draft.details) : undefined
  })
}

const statuses: ReadonlyMap<string, ResultStatus> = new Map([
  ['pass', 'passed'],
  ['fail', 'failed'],
  ['skip', 'skipped'],
  ['notrun', 'skipped'],
])

/** In v1 the reason is in a `<message>`, since v2 it is the text itself. */
function reasonElement(reason: CappedText): XmlElement {
  return {
    ...textElement(reason),
    child: (name) => (name === 'message' ? textElement(reason) : undefined),
  }
}

function warningElement(draft: TestDraft): XmlElement {
  const text = new CappedText()
  return textElement(text, () => draft.output.add(`\nwarning: ${text.toString()}`))
}

function addTrait(draft: TestDraft, { name, value }: XmlAttributes): void {
  if (name?.trim().toLowerCase() === 'category') draft.addTag(value)
  draft.addProperty(name, value)
}

/** An attachment with a media type is in base 64, any other is text. */
function dataAddress(content: string, mediaType: string | undefined): string {
  if (mediaType === undefined)
    return `data:text/plain;charset=utf-8,${encodeURIComponent(cleanText(content))}`
  return `data:${shorten(mediaType.trim(), 100)};base64,${content.replace(/\s+/g, '')}`
}
