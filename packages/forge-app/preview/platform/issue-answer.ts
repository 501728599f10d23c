import type { JiraIssue } from './site.js'

const longTexts = new Set(['description', 'environment'])

/** An issue with the fields that were asked for; those that Jira does not know are left out without a word. */
export function issueAnswer({ id, key, fields }: JiraIssue, wanted: readonly string[], self: string): object {
  const isAll = wanted.some((name) => name === '*all' || name === '*navigable')
  const picked = Object.entries(fields).filter(([name]) => isAll || wanted.includes(name))
  return {
    id,
    key,
    self: `${self}/rest/api/3/issue/${id}`,
    fields: Object.fromEntries(picked.map(([name, value]) => [name, fieldAnswer(name, value)])),
  }
}

/** Version 3 of the API answers long texts as documents. */
function fieldAnswer(name: string, value: unknown): unknown {
  return longTexts.has(name) && typeof value === 'string' ? toDocument(value) : value
}

/** A plain text in the Atlassian Document Format: blank lines part paragraphs, line ends are hard breaks. */
function toDocument(text: string): object {
  const paragraphs = text.split('\n\n').map((paragraph) => ({
    type: 'paragraph',
    content: paragraph
      .split('\n')
      .flatMap((line, index) => [
        ...(index > 0 ? [{ type: 'hardBreak' }] : []),
        ...(line === '' ? [] : [{ type: 'text', text: line }]),
      ]),
  }))
  return { type: 'doc', version: 1, content: paragraphs }
}
