import { encodeCursor, type Page } from '../pagination.js'
import type { CoverageTicket } from './types.js'
import type { Rollup, Verdict } from './verdict.js'

/** Which tickets of a list to read. */
export interface TicketPage {
  readonly verdicts: readonly Verdict[]
  readonly sort: TicketSort
  readonly descending: boolean
  readonly limit: number
  readonly after: { readonly value: string | null; readonly id: number } | undefined
}

export type TicketSort = 'key' | 'verdict' | 'testCases' | 'lastExecutedAt'

/** A ticket of a list. */
export interface TicketRow {
  readonly id: number
  readonly key: string
  readonly summary: string
  readonly issueType: string | null
  readonly priority: string | null
  readonly status: string
  readonly verdict: Verdict
  readonly testCases: number
  readonly lastExecutedAt: Date | null
  /** The value that the list is sorted by, as text. */
  readonly position: string | null
}

/** A page out of its rows, of which there is one more than asked for where there are more. */
export function toPage(
  rows: readonly TicketRow[],
  rollups: ReadonlyMap<number, Rollup>,
  { limit }: TicketPage,
  sort: string,
): Page<CoverageTicket> {
  const items = rows.slice(0, limit)
  const last = rows.length > limit ? items.at(-1) : undefined
  return {
    items: items.map(({ id, position: _, ...item }) => {
      const below = rollups.get(id)
      if (below === undefined) return item
      const { verdict, children, childrenCovered } = below
      return { ...item, rolledUpVerdict: verdict, children, childrenCovered }
    }),
    nextCursor: last === undefined ? null : encodeCursor({ sort, value: last.position, id: last.id }),
  }
}
