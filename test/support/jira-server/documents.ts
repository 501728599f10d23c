/**
 * A plain text as an ADF document. Blank lines part paragraphs, single line ends are hard breaks; several
 * blank lines in a row stay within one paragraph, so that nothing of the text is lost on the way.
 */
export function toAdf(text: string): object {
  return {
    type: 'doc',
    version: 1,
    content: text === '' ? [] : text.split(/(?<!\n)\n\n(?!\n)/).map(paragraph),
  }
}

function paragraph(text: string): object {
  return {
    type: 'paragraph',
    content: text
      .split('\n')
      .flatMap((line, index) => [
        ...(index > 0 ? [{ type: 'hardBreak' }] : []),
        ...(line === '' ? [] : [{ type: 'text', text: line }]),
      ]),
  }
}

/** What Cloud asks of a document: the type and version of its root, and content. */
export function isAdf(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  const document = value as Readonly<Record<string, unknown>>
  return document.type === 'doc' && document.version === 1 && Array.isArray(document.content)
}
