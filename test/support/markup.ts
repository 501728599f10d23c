/** An element of a page: its name, its attributes and the text directly in it. */
export interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  text: string
}

/** A tag, or text up to the next one; nothing else may stand in a page of ours. */
const token = /<(\/?)([a-zA-Z][\w-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/y

/**
 * The elements of a page, in order. The page has to be written as XML is: every tag closed, every value in quotes,
 * so that nothing in it is left to a browser's guess.
 *
 * @throws where it is not.
 */
export function elementsOf(page: string): readonly Element[] {
  const markup = page
    .replace(/^<!doctype html>\s*/i, '')
    // These alone hold text of their own kind.
    .replace(/(<(style|script)>)[\s\S]*?(<\/\2>)/g, '$1$3')
  const found: Element[] = []
  const open: Element[] = []
  for (let at = 0; at < markup.length; at = token.lastIndex) {
    token.lastIndex = at
    const match = token.exec(markup)
    if (match === null) throw new Error(`not well-formed: ${markup.slice(at, at + 80)}`)
    const [, closing, name = '', attributes = '', selfClosing, text] = match
    if (text !== undefined) {
      const element = open.at(-1)
      if (element !== undefined) element.text += decode(text)
    } else if (closing === '/') {
      const last = open.pop()
      if (last?.name !== name) throw new Error(`</${name}> closes <${last?.name ?? 'nothing'}>`)
    } else {
      const element = { name, attributes: attributesOf(attributes), text: '' }
      found.push(element)
      if (selfClosing !== '/') open.push(element)
    }
  }
  if (open.length > 0) throw new Error(`<${open.at(-1)?.name}> is not closed`)
  return found
}

function attributesOf(text: string): Readonly<Record<string, string>> {
  const pairs = [...text.matchAll(/([\w:-]+)="([^"]*)"/g)]
  return Object.fromEntries(pairs.map(([, name = '', value = '']) => [name, decode(value)]))
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  '#x27': "'",
}

function decode(text: string): string {
  return text.replace(/&([^;\s]*;?)/g, (written, name: string) => {
    const character = entities[name.replace(/;$/, '')]
    if (character === undefined || !name.endsWith(';')) throw new Error(`not an entity: ${written}`)
    return character
  })
}
