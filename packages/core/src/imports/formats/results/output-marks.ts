import { CappedText } from '../reading/text.js'
import { type Annotations, annotationLength } from './annotations.js'

const attachmentMark = '[[ATTACHMENT|'
const propertyMark = '[[PROPERTY|'
const marks = [attachmentMark, propertyMark]
const propertyEnd = '[[/PROPERTY]]'
/** Within so many characters a mark has to be closed by `]]`, with no line end or other mark before that. */
const markLength = 4_096

/**
 * Finds `[[ATTACHMENT|path]]`, `[[PROPERTY|name=value]]` and `[[PROPERTY|name]]…[[/PROPERTY]]` in what a test
 * printed. The output comes in pieces that may be cut anywhere, also inside a mark.
 */
export class OutputMarks {
  readonly #annotations: Annotations
  /** The end of what was read, where it may be the start of a mark. */
  #pending = ''
  #open: { readonly name: string; readonly value: CappedText } | undefined

  constructor(annotations: Annotations) {
    this.#annotations = annotations
  }

  read(piece: string): void {
    let text = this.#pending + piece
    this.#pending = ''
    while (text !== '') {
      text = this.#open === undefined ? this.#findMark(text) : this.#findEnd(text, this.#open)
    }
  }

  /** Handles the text up to and including the next mark; what is left to look at comes back. */
  #findMark(text: string): string {
    for (let at = text.indexOf('[['); at >= 0; at = text.indexOf('[[', at + 1)) {
      const rest = text.slice(at, at + markLength)
      const mark = marks.find((candidate) => candidate.startsWith(rest.slice(0, candidate.length)))
      if (mark === undefined) continue
      const end = rest.slice(mark.length).search(/\n|\[\[|\]\]/) + mark.length
      if (end >= mark.length) {
        if (!rest.startsWith(']]', end)) continue
        this.#onMark(mark, rest.slice(mark.length, end))
        return text.slice(at + end + 2)
      }
      if (rest.length < markLength) {
        this.#pending = rest
        return ''
      }
    }
    this.#pending = text.endsWith('[') ? '[' : ''
    return ''
  }

  #findEnd(text: string, open: { readonly name: string; readonly value: CappedText }): string {
    const end = text.indexOf(propertyEnd)
    if (end < 0) {
      const sure = Math.max(0, text.length - propertyEnd.length + 1)
      open.value.add(text.slice(0, sure))
      this.#pending = text.slice(sure)
      return ''
    }
    open.value.add(text.slice(0, end))
    this.#annotations.add(open.name, open.value.toString())
    this.#open = undefined
    return text.slice(end + propertyEnd.length)
  }

  #onMark(mark: string, content: string): void {
    const equals = content.indexOf('=')
    if (mark === attachmentMark) {
      this.#annotations.attach(content.trim())
    } else if (equals >= 0) {
      this.#annotations.add(content.slice(0, equals).trim(), content.slice(equals + 1).trim())
    } else {
      this.#open = { name: content.trim(), value: new CappedText(annotationLength) }
    }
  }
}
