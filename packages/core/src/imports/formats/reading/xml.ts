import sax, { type SAXOptions, type SAXParser, type Tag } from 'sax'
import { ValidationError } from '../../../errors.js'

/**
 * What to do with entities other than XML's own five. Either way a document type is never read beyond
 * noticing it, and nothing is ever expanded or fetched.
 *
 * - `refuse`: a document that declares an entity, points at an external one or uses one is not accepted.
 * - `literal`: the document type is passed over and a reference such as `&nbsp;` stays in the text as it is.
 */
export type EntityPolicy = 'refuse' | 'literal'

/** The attributes of an element. Values keep at most {@link attributeLimit} + 1 characters. */
export type XmlAttributes = Readonly<Record<string, string | undefined>>

/** Receives the document while it is read. What a handler throws ends the reading. */
export interface XmlHandler {
  /** @param line Where the element starts, from 1. */
  open(name: string, attributes: XmlAttributes, line: number): void
  /** A piece of an element's text; a long text comes in several. */
  text(piece: string): void
  close(name: string): void
}

/** How deep elements may be nested. Reports have a handful of levels. */
export const depthLimit = 256
/** How much of an attribute's value is kept; one more character tells that there was more. */
export const attributeLimit = 65_536

const attributeCountLimit = 1_000
const nameLimit = 1_024
const doctypeLimit = 65_536
/**
 * Buffers are looked at between slices, so a slice is what they can grow by unseen. Short, because sax looks
 * at an unknown declaration (`<!x…`) anew with each of its characters.
 */
const sliceLength = 8_192

/** The plain fields in which sax gathers what it is in the middle of. Its types leave them out. */
interface Gathering {
  attribName: string
  attribValue: string
  bufferCheckPosition: number
  c: string
  comment: string
  doctype: string | true
  entity: string
  procInstBody: string
  procInstName: string
  sgmlDecl: string
  tagName: string
}

/**
 * A strict, streaming XML reader in flat memory: text in, events out. It wraps sax and adds what a reader
 * of foreign files needs: one root element and nothing outside of it, limits on everything that could grow,
 * a policy on entities, and errors that name the file and the line.
 *
 * References to characters that XML cannot hold, such as `&#27;` of coloured output, stay in the text as
 * they are under both policies: they are common in reports and harmless.
 */
export class XmlReader {
  readonly #file: string
  readonly #handler: XmlHandler
  readonly #entities: EntityPolicy
  readonly #sax: SAXParser & Gathering
  #depth = 0
  #elementLine = 1
  #sawRoot = false
  #sawText = false
  /** Whether an attribute is open between two slices, so that it may have grown long. */
  #attributeSpans = false
  #openTag: Tag | null = null

  constructor(file: string, handler: XmlHandler, entities: EntityPolicy) {
    this.#file = file
    this.#handler = handler
    this.#entities = entities
    const options: SAXOptions & { strictEntities: boolean } = { strictEntities: true }
    this.#sax = sax.parser(true, options) as SAXParser & Gathering
    // Its own check refuses an attribute of 64 KiB, which failure messages do reach.
    this.#sax.bufferCheckPosition = Number.POSITIVE_INFINITY
    this.#listen()
  }

  /** The line that is being read, from 1. */
  get line(): number {
    return this.#sax.line + 1
  }

  /** @throws ValidationError naming file and line, at the first thing that is not acceptable. */
  write(text: string): void {
    for (let at = 0; at < text.length; at += sliceLength) {
      this.#writeSlice(text.length <= sliceLength ? text : text.slice(at, at + sliceLength))
    }
  }

  /** @throws ValidationError when the document is not complete. */
  end(): void {
    if (!this.#sawText) this.fail('is empty; was the report written?')
    const lastLine = this.line
    this.#guarded(() => this.#sax.close())
    if (!this.#sawRoot) this.fail('has no XML element in it; is it a report?', lastLine)
  }

  /** Refuses the document. */
  fail(message: string, line: number = this.line): never {
    throw new ValidationError([{ path: '', message, file: this.#file, row: line }])
  }

  #listen(): void {
    const reader = this.#sax
    reader.onopentagstart = () => {
      // By now the character after the name has been counted.
      this.#elementLine = reader.line + (reader.c === '\n' ? 0 : 1)
    }
    reader.onopentag = (tag) => this.#open(tag as Tag)
    reader.onclosetag = (name) => {
      this.#depth--
      this.#handler.close(name)
    }
    reader.ontext = reader.oncdata = (piece) => {
      if (this.#depth > 0) this.#handler.text(piece)
    }
    reader.onopencdata = () => {
      if (this.#depth === 0) this.fail('has text outside of its root element; keep one report per file')
    }
    reader.onsgmldeclaration = () => this.fail('is not well-formed XML: a declaration where none may be')
    reader.ondoctype = (doctype) => this.#checkDoctype(doctype)
    reader.onerror = (error) => this.#onError(error)
  }

  #writeSlice(slice: string): void {
    const nul = slice.indexOf('\0')
    this.#sawText ||= slice.trim() !== ''
    this.#guarded(() => {
      this.#sax.write(nul < 0 ? slice : slice.slice(0, nul))
      this.#sax.flush()
    })
    if (nul >= 0) this.fail('has a NUL character, which XML cannot hold; is the file damaged?')
    this.#limitBuffers()
  }

  /** sax calls `attributes.hasOwnProperty`, so an attribute of that name stops it. */
  #guarded(read: () => void): void {
    try {
      read()
    } catch (error) {
      if (error instanceof TypeError && typeof this.#sax.tag?.attributes.hasOwnProperty === 'string') {
        this.fail('has an attribute called hasOwnProperty, which cannot be read; rename it')
      }
      throw error
    }
  }

  #open(tag: Tag): void {
    if (this.#depth === 0 && this.#sawRoot) {
      this.fail(`has a second root element <${tag.name}>; keep one report per file`, this.#elementLine)
    }
    if (++this.#depth > depthLimit) this.fail(`has elements nested more than ${depthLimit} deep`)
    this.#sawRoot = true
    if (this.#attributeSpans) this.#cutAttributes(tag)
    this.#handler.open(tag.name, tag.attributes, this.#elementLine)
  }

  #cutAttributes(tag: Tag): void {
    this.#attributeSpans = false
    for (const [name, value] of Object.entries(tag.attributes)) {
      if (value.length > attributeLimit) tag.attributes[name] = value.slice(0, attributeLimit + 1)
    }
  }

  #checkDoctype(doctype: string): void {
    if (this.#entities === 'literal') return
    const found = /<!ENTITY|\b(?:SYSTEM|PUBLIC)\b/i.exec(doctype)
    if (found === null) return
    const linesAfter = doctype.slice(found.index).split('\n').length - 1
    const what = found[0].startsWith('<') ? 'declares entities' : 'refers to an external document type'
    this.fail(`${what}, which is not read for safety; remove the <!DOCTYPE>`, this.line - linesAfter)
  }

  #onError(error: Error): void {
    const problem = error.message.split('\n', 1)[0] ?? ''
    if (problem === 'Invalid character entity') {
      const name = this.#sax.entity
      if (this.#entities === 'literal' || /^#(?:\d+|x[\da-f]+)$/i.test(name)) {
        this.#sax.resume()
        return
      }
      this.fail(`uses the entity &${name}; which XML does not define; write the character itself`)
    }
    this.fail(explanations[problem] ?? `is not well-formed XML: ${problem.toLowerCase()}`)
  }

  /** What is only passed over is dropped, what is kept is cut, and names that never end are refused. */
  #limitBuffers(): void {
    const held = this.#sax
    held.comment = ''
    held.procInstBody = held.procInstBody.slice(0, attributeLimit)
    this.#attributeSpans ||= held.attribValue !== ''
    if (held.attribValue.length > attributeLimit) {
      held.attribValue = held.attribValue.slice(0, attributeLimit + 1)
    }
    const longest = Math.max(
      held.tagName.length,
      held.attribName.length,
      held.entity.length,
      held.procInstName.length,
      held.sgmlDecl.length,
    )
    if (longest > nameLimit) this.fail(`is not well-formed XML: a name of more than ${nameLimit} characters`)
    if (held.doctype !== true && held.doctype.length > doctypeLimit) {
      this.fail(`has a <!DOCTYPE> of more than ${doctypeLimit} characters; remove it`)
    }
    // A tag that stays open from slice to slice may have any number of attributes.
    if (held.tag !== null && held.tag === this.#openTag) {
      const count = Object.keys(held.tag.attributes).length
      if (count > attributeCountLimit)
        this.fail(`has an element with more than ${attributeCountLimit} attributes`)
    }
    this.#openTag = held.tag
  }
}

const truncated = 'ends in the middle; the report was cut off, so write or download it again'

/** What sax says, in the words of somebody who has to repair the file. */
const explanations: Readonly<Record<string, string | undefined>> = {
  'Unclosed root tag': truncated,
  'Unexpected end': truncated,
  'Text data outside of root node.': 'has text outside of its root element; keep one report per file',
  'Non-whitespace before first tag.': 'is not XML: it does not start with a tag',
  'Invalid character in entity name': 'is not well-formed XML: an & that is not written as &amp;',
  'Unencoded <': 'is not well-formed XML: a < that is not written as &lt;',
  'Unexpected close tag': 'is not well-formed XML: an element is closed that is not the innermost open one',
}
