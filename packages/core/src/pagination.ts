import { z } from 'zod'
import { ValidationError } from './errors.js'

/** Part of a list, and where the next part begins. */
export interface Page<Item> {
  readonly items: readonly Item[]
  /** Give it as `cursor` to go on; null at the end. Opaque, and valid for the same filters and sort only. */
  readonly nextCursor: string | null
}

/** How much of a list, and from where. Pages go by key, so that rows added meanwhile neither repeat nor hide one. */
export interface PageOptions {
  /**
   * At most this many items, from 1 to 500.
   *
   * @default 50
   */
  readonly limit?: number | undefined
  /** `nextCursor` of the page before. */
  readonly cursor?: string | null | undefined
}

export const pageOptions = {
  limit: z.int().min(1).max(500).default(50),
  cursor: z.string().nullish(),
}

/** Where a page ended: the sort it is for, the last item's value of it, and its id. */
export interface Position {
  readonly sort: string
  readonly value: string | null
  readonly id: number
}

export function encodeCursor(position: Position): string {
  return Buffer.from(JSON.stringify([position.sort, position.value, position.id])).toString('base64url')
}

/** @throws ValidationError where it is none of ours, or for another sort. */
export function decodeCursor(cursor: string, sort: string): Position {
  const schema = z.tuple([z.literal(sort), z.string().nullable(), z.int()])
  const result = schema.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString()))
  if (!result.success) {
    throw new ValidationError([
      { path: 'cursor', message: 'is not the nextCursor of a page with this sort; start again without one' },
    ])
  }
  const [, value, id] = result.data
  return { sort, value, id }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
