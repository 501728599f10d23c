import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { adfToText } from '../../../packages/core/src/imports/formats/tickets/adf.js'
import { isAdf, toAdf } from './documents.js'

describe('a text as a document', () => {
  it('keeps every line', () => {
    const lines = fc.array(fc.constantFrom('', '', 'one', ' two ', 'h1. three', '\r'), { maxLength: 12 })
    fc.assert(
      fc.property(lines, (given) => {
        const text = given.join('\n')
        const document = toAdf(text)
        expect(isAdf(document)).toBe(true)
        expect(adfToText(document as Readonly<Record<string, unknown>>, 'description')).toBe(text.trim())
      }),
    )
  })
})
