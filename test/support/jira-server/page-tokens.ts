import { createHash, createHmac, randomBytes } from 'node:crypto'
import type { Position } from './stored-issue.js'

interface Content extends Position {
  readonly query: string
  readonly page: number
  readonly issued: number
  readonly generation: number
}

/**
 * Cloud's page tokens. A token holds a position (that of the last issue on the page in the query's order),
 * not an offset: the next page is the query asked again from there. An issue that changes in the meantime is
 * met again, or no more, depending on where the change has put it.
 */
export class PageTokens {
  readonly #secret = randomBytes(16)
  #generation = 0

  issue(query: string, page: number, after: Position, now: number): string {
    const { projectKey, number, numericId, created, updated } = after
    const position: Position = { projectKey, number, numericId, created, updated }
    const generation = this.#generation
    const content: Content = { ...position, query: digest(query), page, issued: now, generation }
    const text = Buffer.from(JSON.stringify(content)).toString('base64url')
    return `${text}.${this.#sign(text)}`
  }

  /** Where a page begins and its number; undefined where the token is foreign, too old or of another query. */
  read(token: string, query: string, now: number, lifetime: number): Content | undefined {
    const [text = '', signature] = token.split('.')
    if (signature !== this.#sign(text)) return undefined
    const content = JSON.parse(Buffer.from(text, 'base64url').toString()) as Content
    const fresh = content.generation === this.#generation && now - content.issued < lifetime
    return fresh && content.query === digest(query) ? content : undefined
  }

  expireAll(): void {
    this.#generation++
  }

  #sign(text: string): string {
    return createHmac('sha256', this.#secret).update(text).digest('base64url').slice(0, 16)
  }
}

function digest(query: string): string {
  return createHash('sha256').update(query).digest('base64url').slice(0, 16)
}
