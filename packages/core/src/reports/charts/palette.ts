import type { Verdict } from '../../coverage/verdict.js'
import type { ColorName } from '../theme.js'

/** A colour of the theme; it changes with the page around the chart. */
export function color(name: ColorName): string {
  return `var(--${name})`
}

/** How an area is filled: a colour, and a pattern for those who cannot tell it from the others. */
export interface Fill {
  readonly color: string
  /** Text on it. */
  readonly text: string
  readonly border: string
  readonly decal?: Decal
}

/** Lines or dots over an area, as ECharts describes them. */
interface Decal {
  readonly symbol: 'rect' | 'circle'
  readonly color: string
  readonly dashArrayX: number[] | number[][]
  readonly dashArrayY: number[]
  readonly rotation?: number
  readonly symbolSize?: number
}

const over = color('page')
const stripes = (rotation: number): Decal => ({
  symbol: 'rect',
  color: over,
  dashArrayX: [1, 0],
  dashArrayY: [1, 6],
  rotation,
})
const dots: Decal = {
  symbol: 'circle',
  color: over,
  dashArrayX: [
    [4, 4],
    [0, 4, 4, 0],
  ],
  dashArrayY: [4, 0],
  symbolSize: 0.5,
}

const solid = (name: ColorName, text: ColorName): Fill => ({
  color: color(name),
  text: color(text),
  border: over,
})

/** How each verdict is drawn: plain, striped, dotted, ruled, and hollow. */
export const verdictFills: Readonly<Record<Verdict, Fill>> = {
  OK: solid('ok', 'on-ok'),
  NOK: { ...solid('nok', 'on-nok'), decal: stripes(-Math.PI / 4) },
  NOTRUN: { ...solid('notrun', 'on-notrun'), decal: dots },
  UNKNOWN: { ...solid('unknown', 'on-unknown'), decal: stripes(Math.PI / 2) },
  UNCOVERED: { ...solid('uncovered', 'on-uncovered'), border: color('uncovered-edge') },
}
