import { createHash } from 'node:crypto'
import { cutAt } from './reading/text.js'

/** The longest external id of a test case, in characters. */
export const identityLimit = 500

/**
 * The text itself if it has at most `limit` characters; otherwise its beginning, an ellipsis and the
 * SHA-256 of the whole in hexadecimal, together at most `limit` characters. The same text always gives the
 * same identity and two texts give two, so a test case and its results find each other however long the
 * name is.
 *
 * @param limit At least 66, so that the hash fits.
 */
export function shortenIdentity(text: string, limit: number = identityLimit): string {
  if (text.length <= limit) return text
  const hash = createHash('sha256').update(text).digest('hex')
  return `${cutAt(text, limit - hash.length - 1)}…${hash}`
}
