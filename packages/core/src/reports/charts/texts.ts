import type { ChartOption } from './chart.js'
import { color } from './palette.js'

/** Sizes and colours that all charts share. */
const small = 12

export const base: ChartOption = { textStyle: { color: color('ink'), fontSize: small } }

export interface LegendOptions {
  /** @default 0 */
  readonly left?: number | 'center'
  /** What stands before a name: an area with its pattern, a line with its dashes and mark, or the mark alone. @default 'area' */
  readonly icon?: 'area' | 'line' | ((name: string) => string)
}

/** A legend that shows of each part what tells it from the others without colour. */
export function legend(names: readonly string[], { left = 0, icon = 'area' }: LegendOptions = {}) {
  const iconOf = typeof icon === 'function' ? icon : () => 'rect'
  const [itemWidth, itemHeight] = icon === 'area' ? [18, 12] : icon === 'line' ? [30, 8] : [10, 10]
  return {
    data: names.map((name) => ({ name, ...(icon === 'line' ? {} : { icon: iconOf(name) }) })),
    itemWidth,
    itemHeight,
    itemGap: 16,
    top: 0,
    left,
    selectedMode: false as const,
    inactiveColor: color('muted'),
    backgroundColor: 'transparent',
    borderColor: 'transparent',
    textStyle: { color: color('ink'), fontSize: small, lineHeight: 16 },
  }
}

/** How many lines a legend takes. */
export function legendLines(names: readonly string[], width: number): number {
  const swatch = 18 + 5 + 16
  return Math.ceil(names.reduce((sum, name) => sum + swatch + 8 * name.length, 0) / width)
}

/** The lines behind a chart. */
export const gridLine = { lineStyle: { color: color('line') } }
export const mutedLabel = { color: color('muted'), fontSize: small }

const controls = /(?![\t\n])\p{Cc}|[\u{202a}-\u{202e}\u{2066}-\u{2069}]/gu

/** A name as a chart can write it: on one line, in one direction, no longer than there is room for. */
export function label(text: string, most: number): string {
  const plain = text.toWellFormed().replace(controls, '\u{fffd}').replace(/\s+/g, ' ').trim()
  const letters = [...plain]
  return letters.length <= most
    ? plain
    : `${letters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`
}
