import { describe, expect, it } from 'vitest'
import { baseCss, type ColorName, colorCss, darkPalette, lightPalette, type Palette } from './theme.js'

const verdictNames = ['ok', 'nok', 'notrun', 'unknown', 'uncovered'] as const

describe.each<[string, Palette]>([
  ['light', lightPalette],
  ['dark', darkPalette],
])('the %s colours', (_, palette) => {
  it.each<[ColorName, ColorName]>([
    ['ink', 'page'],
    ['muted', 'page'],
    ['accent', 'page'],
    ['ink', 'raised'],
    ['muted', 'raised'],
    ...verdictNames.map((name): [ColorName, ColorName] => [`on-${name}`, name]),
  ])('let %s be read on %s (AA)', (text, surface) => {
    expect(contrast(palette[text], palette[surface])).toBeGreaterThanOrEqual(4.5)
  })

  it.each<ColorName>(['ok', 'nok', 'unknown', 'uncovered-edge', 'series-1', 'series-2', 'series-3'])(
    'let %s be seen on the page',
    (name) => {
      expect(contrast(palette[name], palette.page)).toBeGreaterThanOrEqual(3)
    },
  )

  it('tell verdicts apart for people who see no red or no green', () => {
    const pairs = verdictNames.flatMap((a, index) =>
      verdictNames.slice(index + 1).map((b) => [a, b] as const),
    )
    for (const [a, b] of pairs) {
      expect(distance(palette[a], palette[b]), `${a} and ${b}`).toBeGreaterThan(40)
    }
  })
})

describe('the style', () => {
  it('uses no color that is not a variable, and asks the network for nothing', () => {
    expect(baseCss).not.toMatch(/#[0-9a-f]{3,8}\b|rgb|url\(|@import/i)
    expect(colorCss).not.toMatch(/url\(|@import/)
  })

  it('uses only variables that there are', () => {
    const used = [...baseCss.matchAll(/var\(--([a-z0-9-]+)\)/g)].map(([, name]) => name)
    expect(used.filter((name) => name === undefined || !Object.hasOwn(lightPalette, name))).toEqual([])
  })
})

/** The ratio that WCAG 2 defines. */
function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (light + 0.05) / (dark + 0.05)
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = linear(color)
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function linear(color: string): readonly number[] {
  return [1, 3, 5]
    .map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
}

/** How far apart two colours are, from 0 to 441, at worst of what protanopes and deuteranopes see. */
function distance(a: string, b: string): number {
  return Math.min(
    ...[protanopia, deuteranopia].map((matrix) => {
      const [one, other] = [seen(a, matrix), seen(b, matrix)]
      return Math.hypot(...one.map((value, index) => 255 * (value - (other[index] ?? 0))))
    }),
  )
}

/** Machado, Oliveira, Fernandes 2009, severity 1, on linear RGB. */
const protanopia = [
  [0.152286, 1.052583, -0.204868],
  [0.114503, 0.786281, 0.099216],
  [-0.003882, -0.048116, 1.051998],
]
const deuteranopia = [
  [0.367322, 0.860646, -0.227968],
  [0.280085, 0.672501, 0.047413],
  [-0.01182, 0.04294, 0.968881],
]

function seen(color: string, matrix: readonly (readonly number[])[]): readonly number[] {
  const rgb = linear(color)
  return matrix
    .map((row) => row.reduce((sum, weight, index) => sum + weight * (rgb[index] ?? 0), 0))
    .map((value) => Math.min(1, Math.max(0, value)))
    .map((value) => (value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055))
}
