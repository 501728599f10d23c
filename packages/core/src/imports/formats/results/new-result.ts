import { shortenIdentity } from '../identity.js'
import { looseList, looseText } from '../reading/json-values.js'
import { CappedText, capText, firstLine } from '../reading/text.js'
import { annotationLength, annotationLimit } from './annotations.js'
import type { ResultAttachment, ResultProperty, ResultStep, TestResult } from './result.js'

/** What a format knows of a result. Everything else has the value that means «not there». */
export interface ResultParts extends Partial<Omit<TestResult, 'name' | 'status' | 'row'>> {
  readonly name: string | undefined
  readonly status: TestResult['status']
  readonly row: number
}

const nothing: readonly never[] = Object.freeze([])
const mediaTypePattern = /^[\w.+-]{1,100}\/[\w.+-]{1,100}(?:; ?[\w-]{1,100}=[\w.+-]{1,100}){0,4}$/

/** A result, with `classname > name` as its identity where it brings none of its own. */
export function newResult(parts: ResultParts): TestResult {
  const name = parts.name ?? '(unnamed)'
  const { className, details } = parts
  return {
    suite: nothing,
    properties: nothing,
    tags: nothing,
    suiteProperties: nothing,
    steps: nothing,
    attachments: nothing,
    attempt: 1,
    ...parts,
    name,
    identity: shortenIdentity(parts.identity ?? (className === undefined ? name : `${className} > ${name}`)),
    message: parts.message ?? firstLine(details),
  }
}

/** Several texts as one, each after an empty line, at most 65,536 characters. */
export function joinTexts(texts: Iterable<string>, separator = '\n\n'): string | undefined {
  const all = new CappedText()
  let isFirst = true
  for (const text of texts) {
    all.add(isFirst ? text : `${separator}${text}`)
    isFirst = false
  }
  return textOf(all)
}

/** What was collected; undefined where there is none. */
export function textOf(text: CappedText): string | undefined {
  const value = text.toString()
  return value === '' ? undefined : value
}

/** Properties out of what JSON holds. What is neither text nor number nor true or false is passed over. */
export class PropertyList {
  readonly all: ResultProperty[] = []

  /** Takes in a value, or each of a list; beyond {@link annotationLimit} they are passed over. */
  add(name: string, value: unknown): void {
    if (Array.isArray(value)) {
      for (const item of value.slice(0, annotationLimit)) this.#addOne(name, item)
    } else {
      this.#addOne(name, value)
    }
  }

  #addOne(name: string, value: unknown): void {
    const text = typeof value === 'boolean' ? String(value) : looseText(value)
    if (text === undefined || this.all.length >= annotationLimit) return
    this.all.push({ name: capText(name, annotationLength), value: capText(text, annotationLength) })
  }

  /** Takes in each field of an object under its own name, after `prefix`. */
  addFields(prefix: string, value: unknown): void {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return
    for (const [name, inner] of Object.entries(value)) this.add(`${prefix}${name}`, inner)
  }
}

/** The names of a list without blank ones and repetitions, at most {@link annotationLimit}. */
export function tagList(value: unknown): readonly string[] {
  return toTags(looseList(value).map(looseText))
}

/** Tags without blank ones and repetitions, at most {@link annotationLimit}. */
export function toTags(names: readonly (string | undefined)[]): readonly string[] {
  return [...new Set(names.filter((name) => name !== undefined))].slice(0, annotationLimit)
}

/** A step, with texts of at most {@link annotationLength} characters. */
export function newStep(step: ResultStep): ResultStep {
  const { text, message } = step
  return {
    ...step,
    text: capText(text, annotationLength),
    message: message === undefined ? undefined : capText(message, annotationLength),
  }
}

/** The attachments that have a path, at most {@link annotationLimit}. */
export function toAttachments(
  attachments: readonly (ResultAttachment | undefined)[],
): readonly ResultAttachment[] {
  return attachments.filter((attachment) => attachment !== undefined).slice(0, annotationLimit)
}

/** An attachment by its path; undefined where there is none. */
export function newAttachment(path: unknown, name: unknown, type: unknown): ResultAttachment | undefined {
  if (typeof path !== 'string' || path.trim() === '') return undefined
  const label = looseText(name)
  return {
    path: path.trim(),
    name: label === path.trim() ? undefined : label,
    contentType: looseText(type),
  }
}

/** An attachment that is part of the report, as a `data:` address. What is no base64 is taken as text. */
export function inlineAttachment(body: string, name: unknown, type: unknown): ResultAttachment | undefined {
  const content = body.replace(/\s+/g, '')
  if (content === '') return undefined
  const base64 = /^[A-Za-z0-9+/_-]+={0,2}$/.test(content) ? content : Buffer.from(body).toString('base64')
  const contentType = looseText(type)
  const mediaType = isMediaType(contentType) ? contentType.replaceAll(' ', '') : 'application/octet-stream'
  return newAttachment(`data:${mediaType};base64,${base64}`, name, contentType)
}

function isMediaType(text: string | undefined): text is string {
  return text !== undefined && mediaTypePattern.test(text)
}
