import { stripVTControlCharacters } from 'node:util'
import { isObject, type JsonObject } from './fields.js'
import { capText, cleanText, withUnixLineEnds } from './text.js'

const noObject: JsonObject = Object.freeze({})
const nothing: readonly never[] = Object.freeze([])

/** The object itself; an empty one for anything else, so that its fields can be asked for. */
export function looseObject(value: unknown): JsonObject {
  return isObject(value) ? value : noObject
}

/** The list itself; an empty one for anything else. */
export function looseList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : nothing
}

/** The objects of a list; what is no object is passed over. */
export function looseObjects(value: unknown): readonly JsonObject[] {
  return looseList(value).filter(isObject)
}

/**
 * Text as results keep it: without the colours of a terminal, without blank ends, with `\n` at the end of
 * lines and without what PostgreSQL cannot store, at most 65,536 characters. A number is its digits.
 * Undefined for anything else, and where there is none.
 */
export function looseText(value: unknown): string | undefined {
  const raw = typeof value === 'number' ? String(value) : value
  if (typeof raw !== 'string') return undefined
  const text = plainText(raw).trim()
  return text === '' ? undefined : capText(text)
}

/** The texts of a list, without blank ones. */
export function looseTexts(value: unknown): readonly string[] {
  return looseList(value)
    .map(looseText)
    .filter((text) => text !== undefined)
}

/** The same text without colours, carriage returns and what PostgreSQL cannot store. */
export function plainText(text: string): string {
  const plain = text.includes('\u001b') ? stripVTControlCharacters(text) : text
  return withUnixLineEnds(cleanText(plain))
}

/** A number, also one that is written as text; undefined for anything else and for what has no end. */
export function looseNumber(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined
}

/** A duration in seconds, out of one of which `perSecond` make a second; undefined where it is negative. */
export function looseSeconds(value: unknown, perSecond: number): number | undefined {
  const number = looseNumber(value)
  return number !== undefined && number >= 0 ? number / perSecond : undefined
}

/** A line number, from 1. */
export function looseLine(value: unknown): number | undefined {
  const line = looseNumber(value)
  return line !== undefined && Number.isInteger(line) && line >= 1 && line < 1e9 ? line : undefined
}

/** The end of the year 9999, in milliseconds: what is later is no time but a mistake. */
const lastMoment = 253_402_300_799_999

/** A point in time out of milliseconds since 1970. */
export function looseMoment(value: unknown): Date | undefined {
  const milliseconds = looseNumber(value)
  if (milliseconds === undefined || Math.abs(milliseconds) > lastMoment) return undefined
  const moment = new Date(milliseconds)
  return moment.getUTCFullYear() > 0 ? moment : undefined
}
