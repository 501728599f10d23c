import type { Parser, SyntaxNode, Tree } from '@lezer/common'

/** The source of a program, parsed: its tree, and what belongs to a place in it. */
export class SourceCode {
  /** The file, with `/` between folders whatever the system. */
  readonly file: string
  readonly tree: Tree
  readonly #text: string
  readonly #lineStarts: readonly number[]

  constructor(text: string, file: string, parser: Parser) {
    this.file = file.replaceAll('\\', '/').replace(/^(?:\.\/)+/, '')
    this.tree = parser.parse(text)
    this.#text = text
    const starts = [0]
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
    this.#lineStarts = starts
  }

  textOf({ from, to }: Pick<SyntaxNode, 'from' | 'to'>): string {
    return this.#text.slice(from, to)
  }

  /** The line of a position, from 1. */
  lineOf(position: number): number {
    let low = 0
    let high = this.#lineStarts.length
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if ((this.#lineStarts[middle] ?? 0) <= position) low = middle
      else high = middle
    }
    return low + 1
  }

  /** The first line that the parser could make nothing of. */
  get badLine(): number | undefined {
    let at: number | undefined
    this.tree.iterate({
      enter: ({ type, from }) => {
        if (at === undefined && type.isError) at = from
        return at === undefined
      },
    })
    return at === undefined ? undefined : this.lineOf(at)
  }

  /** The comments directly above a node, without a blank line in between, top to bottom. */
  commentsAbove(node: SyntaxNode): string {
    const comments: string[] = []
    let below = node
    for (let above = node.prevSibling; above !== null; above = above.prevSibling) {
      const between = this.#text.slice(above.to, below.from)
      if (!above.name.endsWith('Comment') || !/^[^\S\n]*\n?[^\S\n]*$/.test(between)) break
      // What stands behind code on its line is about that code.
      if (this.#text.slice(this.#lineStarts[this.lineOf(above.from) - 1], above.from).trim() !== '') break
      comments.unshift(this.textOf(above))
      below = above
    }
    return comments.join('\n')
  }
}

/** What the escapes in a text literal stand for; those of JavaScript, which Java and Python mostly share. */
export function unescapeText(text: string): string {
  return text.replace(
    /\\(?:u\{([\da-fA-F]{1,6})\}|u([\da-fA-F]{4})|x([\da-fA-F]{2})|(\r\n|[\s\S]))/g,
    (_, braced?: string, four?: string, two?: string, one = '') => {
      const code = braced ?? four ?? two
      if (code !== undefined)
        return Number.parseInt(code, 16) > 0x10ffff ? '' : String.fromCodePoint(Number.parseInt(code, 16))
      return escapes.get(one) ?? one
    },
  )
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['b', '\b'],
  ['f', '\f'],
  ['v', '\v'],
  ['0', ''],
  ['\n', ''],
  ['\r\n', ''],
])
