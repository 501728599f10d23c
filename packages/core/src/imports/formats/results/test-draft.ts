import { shortenIdentity } from '../identity.js'
import { CappedText, capText, firstLine, shorten } from '../reading/text.js'
import { Annotations, annotationLength, annotationLimit } from './annotations.js'
import type { ResultProperty, TestResult } from './result.js'

/** How long the name of an attachment may be, in characters. */
const shortTextLimit = 1_000

const nothing: readonly never[] = Object.freeze([])

/** Where a test stands in its report, and what it takes over from there. */
export interface Place {
  /** The names of the suites, outermost first. */
  readonly suite: readonly string[]
  readonly startedAt: Date | undefined
  readonly tags: readonly string[]
  readonly properties: readonly ResultProperty[]
}

export const nowhere: Place = { suite: [], startedAt: undefined, tags: [], properties: [] }

/** What a report says of one test itself. */
type Told = Pick<TestResult, 'name' | 'status' | 'row'> &
  Partial<Pick<TestResult, 'attempt' | 'className' | 'durationSeconds' | 'file' | 'line' | 'startedAt'>>

/** Gathers what the elements inside of a test say, and makes the result of it. */
export class TestDraft {
  readonly #tags: string[] = []
  readonly message = new CappedText()
  readonly details = new CappedText()
  readonly output = new CappedText()
  type: string | undefined
  #annotations: Annotations | undefined

  get tags(): readonly string[] {
    return this.#tags
  }

  get properties(): readonly ResultProperty[] {
    return this.#annotations?.properties ?? nothing
  }

  /** Where properties, steps and attachments go. */
  get annotations(): Annotations {
    this.#annotations ??= new Annotations()
    return this.#annotations
  }

  addProperty(name: string | undefined, value: string | undefined): void {
    const trimmed = name?.trim() ?? ''
    if (trimmed === '' || value === undefined) return
    this.annotations.add(capText(trimmed, annotationLength), capText(value.trim(), annotationLength))
  }

  addTag(tag: string | undefined): void {
    addTo(this.#tags, tag)
  }

  attach(path: string, name?: string, contentType?: string): void {
    this.annotations.attach(path, { name: shortText(name), contentType: shortText(contentType) })
  }

  finish(told: Told, place: Place): TestResult {
    const { name, className } = told
    const message = textOf(this.message)
    const details = textOf(this.details)
    return {
      identity: shortenIdentity(className === undefined ? name : `${className} > ${name}`),
      name,
      suite: place.suite,
      className,
      status: told.status,
      durationSeconds: told.durationSeconds,
      startedAt: told.startedAt ?? place.startedAt,
      message: message ?? firstLine(details),
      details,
      type: this.type,
      file: told.file,
      line: told.line,
      properties: this.properties,
      tags: unite(place.tags, this.#tags),
      suiteProperties: place.properties,
      steps: this.#annotations?.steps ?? nothing,
      attachments: this.#annotations?.attachments ?? nothing,
      attempt: told.attempt ?? 1,
      output: textOf(this.output),
      row: told.row,
    }
  }
}

/** A place with one property more. Results before it keep the list that they have. */
export function withProperty(place: Place, name: string | undefined, value: string | undefined): Place {
  const trimmed = name?.trim() ?? ''
  if (trimmed === '' || value === undefined || place.properties.length >= annotationLimit) return place
  const property = {
    name: capText(trimmed, annotationLength),
    value: capText(value.trim(), annotationLength),
  }
  return { ...place, properties: [...place.properties, property] }
}

/** A place with one tag more for the tests in it. */
export function withTag(place: Place, tag: string | undefined): Place {
  const tags = [...place.tags]
  addTo(tags, tag)
  return tags.length === place.tags.length ? place : { ...place, tags }
}

function addTo(tags: string[], tag: string | undefined): void {
  const trimmed = capText(tag?.trim() ?? '', annotationLength)
  if (trimmed !== '' && tags.length < annotationLimit && !tags.includes(trimmed)) tags.push(trimmed)
}

function unite(inherited: readonly string[], own: readonly string[]): readonly string[] {
  if (own.length === 0) return inherited
  if (inherited.length === 0) return own
  return [...new Set([...inherited, ...own])].slice(0, annotationLimit)
}

function shortText(text: string | undefined): string | undefined {
  const trimmed = text?.trim() ?? ''
  return trimmed === '' ? undefined : shorten(trimmed, shortTextLimit)
}

function textOf(text: CappedText): string | undefined {
  const value = text.toString()
  return value === '' ? undefined : value
}
