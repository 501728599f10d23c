import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { identityLimit, shortenIdentity } from '../identity.js'
import { CappedText, capText, cleanText, longTextLimit, shorten } from './text.js'

const isHalf = /\p{Surrogate}/u

describe('cleanText', () => {
  it('replaces what PostgreSQL cannot store', () => {
    expect(cleanText('a\0b\uD83Dc\uDC4B👋')).toBe('a\uFFFDb\uFFFDc\uFFFD👋')
  })

  it('leaves everything else as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(cleanText(text)).toBe(text.replaceAll('\0', '\uFFFD'))
      }),
    )
  })
})

describe('shorten', () => {
  it('ends in an ellipsis where something is missing', () => {
    expect(shorten('abc', 3)).toBe('abc')
    expect(shorten('abcd', 3)).toBe('ab…')
  })

  it('never cuts a character in half', () => {
    expect(shorten('a👋bc', 3)).toBe('a…')
  })
})

describe('shortenIdentity', () => {
  it('leaves an identity that fits alone', () => {
    expect(shortenIdentity('x'.repeat(identityLimit))).toBe('x'.repeat(identityLimit))
  })

  it('keeps the start of a longer one and the hash of all of it', () => {
    expect(shortenIdentity('x'.repeat(501))).toBe(
      `${'x'.repeat(435)}…3ac31d30e2ef713a7d4803d2923982618af0bfb6488e67e2bcb9d0050f24d56a`,
    )
  })

  it('fits, is the same for the same text, and differs for another', () => {
    const long = fc.string({ unit: 'grapheme', minLength: 90, maxLength: 300 })
    fc.assert(
      fc.property(long, long, fc.integer({ min: 66, max: 80 }), (one, other, limit) => {
        const short = shortenIdentity(one, limit)
        expect(short.length).toBeLessThanOrEqual(limit)
        expect(isHalf.test(short)).toBe(false)
        expect(shortenIdentity(`${one}`, limit)).toBe(short)
        if (one !== other) expect(shortenIdentity(other, limit)).not.toBe(short)
      }),
    )
  })
})

describe('capText and CappedText', () => {
  it('say so where they left something out', () => {
    const marker = '\n… (shortened: only the first 5 characters were kept)'
    expect(capText('abcde', 5)).toBe('abcde')
    expect(capText('abcdef', 5)).toBe(`abcde${marker}`)
    const text = new CappedText(5)
    for (const piece of ['ab', 'cd', 'ef', 'gh']) text.add(piece)
    expect(text.toString()).toBe(`abcde${marker}`)
  })

  it('keep 65,536 characters unless told otherwise', () => {
    expect(longTextLimit).toBe(65_536)
    expect(capText('x'.repeat(70_000)).indexOf('\n')).toBe(65_536)
  })

  it('drop blank ends and read any line end as a line feed', () => {
    const text = new CappedText()
    text.add('\r\n  a\r')
    text.add('\nb\rc \n')
    expect(text.toString()).toBe('a\nb\nc')
  })

  it('give the same text however it comes in pieces', () => {
    const whole = fc.string({ unit: fc.constantFrom('a', '👋', '\r', '\n', ' '), maxLength: 40 })
    fc.assert(
      fc.property(whole, fc.nat(40), fc.nat(30), (text, at, limit) => {
        const [one, two] = [new CappedText(limit), new CappedText(limit)]
        one.add(text)
        two.add(text.slice(0, at))
        two.add(text.slice(at))
        expect(two.toString()).toBe(one.toString())
        expect(isHalf.test(one.toString())).toBe(false)
      }),
    )
  })
})
