import type { Cell, Table } from './tables.js'

/** Between them and what follows GitHub sees no mention, issue or commit, and a reader sees nothing. */
const gap = '\u{200b}'

const controls = /\p{Cc}|[\u{202a}-\u{202e}\u{2066}-\u{2069}]/gu

/**
 * What somebody wrote as text that GitHub shows as it is: no markup, HTML, table, mention of a person or issue, and no
 * link that it would make by itself.
 */
export function escapeMarkdown(written: string): string {
  return (
    written
      .toWellFormed()
      .replace(/\s+/gu, ' ')
      .replace(controls, '\u{fffd}')
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      .replace(/[\\`*_[\]#|~$]/g, '\\$&')
      // A line that begins so would be a list or a rule.
      .replace(/^(\s*)([-+=])/, '$1\\$2')
      .replace(/^(\s*\d+)([.)])(?=\s|$)/, '$1\\$2')
      .replace(/@/g, `@${gap}`)
      .replace(/\\#(?=\d)/g, `\\#${gap}`)
      .replace(/\bGH-(?=\d)/gi, (found) => found + gap)
      .replace(/\b(https?|ftp|mailto|xmpp):/gi, (_, scheme: string) => `${scheme}${gap}:`)
      .replace(/\bwww\./gi, (found) => `${found.slice(0, -1)}${gap}.`)
      // Seven digits of a hash and more would link to a commit.
      .replace(/\b(?=[0-9a-f]*\d)[0-9a-f]{7,40}\b/gi, (found) => found.slice(0, 6) + gap + found.slice(6))
  )
}

/** A table as GitHub writes them. */
export function tableMarkdown({ columns, rows }: Table): string {
  const head = columns.map(({ title }) => escapeMarkdown(title))
  const rule = columns.map(({ kind }) => (kind === 'number' ? '---:' : '---'))
  return [head, rule, ...rows.map((row) => row.map(cellMarkdown))]
    .map((cells) => `| ${cells.join(' | ')} |\n`)
    .join('')
}

function cellMarkdown({ text, url, remark }: Cell): string {
  const shown = escapeMarkdown(text)
  const linked = url == null ? shown : `[${shown}](<${encodeLink(url)}>)`
  return remark === undefined || remark === '' ? linked : `${linked} (${escapeMarkdown(remark)})`
}

/** An address that ends neither its link nor its cell. */
function encodeLink(url: string): string {
  return url.replace(/[<>|\\\s]/g, (character) => encodeURIComponent(character))
}
