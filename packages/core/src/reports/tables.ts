/** Tables as data: the pages, the Markdown and the charts of a report all show the same ones. */

import type { Verdict } from '../coverage/verdict.js'

/** What stands in a cell. Text is as people wrote it; whoever shows it escapes it. */
export interface Cell {
  readonly text: string
  /** What to sort by, where that is not the text. */
  readonly value?: number | string | null
  readonly verdict?: Verdict
  /** Where more is to be seen: `https:` or `http:`. */
  readonly url?: string | null
  /** A second line, in the background. */
  readonly remark?: string | undefined
}

export interface Column {
  readonly title: string
  /** Numbers lean to the right. @default 'text' */
  readonly kind?: 'text' | 'number' | 'date'
}

export interface Table {
  /** What it is, for those who cannot see where it stands. */
  readonly caption: string
  readonly columns: readonly Column[]
  /** The first cell of a row says what the row is about. */
  readonly rows: readonly (readonly Cell[])[]
}
