import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import german from '../locales/de-DE.json'
import english from '../locales/en-US.json'

type Texts = Readonly<Record<string, string>>

const texts: Texts = english
const translations: Texts = german
const folder = new URL('..', import.meta.url)

/** Everything in which a text may be asked for. */
const sources = [
  'manifest.yml',
  ...readdirSync(new URL('src', folder), { recursive: true, encoding: 'utf8' }).map((file) => `src/${file}`),
]
  .filter((file) => /\.(tsx?|yml)$/.test(file) && !file.includes('.test.') && !file.startsWith('src/testing'))
  .map((file) => readFileSync(new URL(file, folder), 'utf8'))
  .join('\n')

/** Without what only says how many there are. */
const nameOf = (key: string): string => key.replace(/\.(one|other)$/, '')

const placeholdersIn = (text: string | undefined): readonly string[] =>
  [...new Set((text ?? '').match(/\{\w+\}/g))].sort()

describe('both languages', () => {
  it('have the same texts', () => {
    expect(Object.keys(translations)).toEqual(Object.keys(texts))
  })

  it('have the same placeholders in each', () => {
    const differing = Object.keys(texts).filter(
      (key) => `${placeholdersIn(translations[key])}` !== `${placeholdersIn(texts[key])}`,
    )
    expect(differing).toEqual([])
  })

  it('say something everywhere', () => {
    expect(
      [...Object.values(texts), ...Object.values(translations)].filter((text) => text.trim() === ''),
    ).toEqual([])
  })

  it('name themselves, for their rules of grammar', () => {
    expect([texts.language, translations.language]).toEqual(['en', 'de'])
  })
})

it('has one and many of everything that is counted', () => {
  const counted = Object.keys(texts).filter((key) => nameOf(key) !== key)
  expect(
    counted.filter((key) => !(`${nameOf(key)}.one` in texts && `${nameOf(key)}.other` in texts)),
  ).toEqual([])
})

it('has every text that is asked for', () => {
  // The type checker knows those in the code; of what the manifest asks for it knows nothing.
  const asked = [...sources.matchAll(/i18n: ([\w.]+)/g)].map(([, key]) => key)
  expect(asked).not.toHaveLength(0)
  expect(asked.filter((key) => key !== undefined && !(key in texts))).toEqual([])
})

it('has no text that nobody asks for', () => {
  const unused = Object.keys(texts)
    .map(nameOf)
    .filter((name) => !sources.includes(`'${name}'`) && !sources.includes(`i18n: ${name}`))
  expect(unused).toEqual([])
})
