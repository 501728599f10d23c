import { ValidationError } from '../../../errors.js'
import { cleanText } from './text.js'
import type { TextSource } from './text-source.js'

/** The longest file that is parsed as a whole, in characters. */
const limit = 16_777_216

/**
 * All of a text, for parsers that need it whole, as a database can store it.
 *
 * @throws ValidationError when it is too long.
 */
export async function readWhole(source: TextSource): Promise<string> {
  let text = ''
  for await (const piece of source) {
    text += piece
    if (text.length > limit) {
      const message = `has more than ${limit} characters; split it`
      throw new ValidationError([{ path: '', message, file: source.name, row: 1 }])
    }
  }
  return cleanText(text)
}
