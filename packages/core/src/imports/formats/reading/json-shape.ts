import { jsonParser } from 'stream-json/core/parser.js'

const none: ReadonlySet<string> = new Set()
const depthLimit = 6
const pieceLength = 4_096

/**
 * The names that occur in the first JSON document of a text, with those around them: `results.tests[].name`.
 * The text may be cut off anywhere, and is looked at as far as it is JSON. Formats are recognised by it.
 */
export function shapeOf(head: string): ReadonlySet<string> {
  if (!/^\s*[[{]/.test(head)) return none
  const parse = jsonParser({ packValues: true, streamValues: false, jsonStreaming: true })
  const names = new Set<string>()
  const around: string[] = []
  let path = ''
  for (let start = 0; start < head.length; start += pieceLength) {
    let tokens: ReturnType<typeof parse>
    try {
      tokens = parse(head.slice(start, start + pieceLength))
    } catch {
      return names
    }
    if (typeof tokens === 'symbol') continue
    for (const token of tokens.values) {
      switch (token.name) {
        case 'keyValue':
          path = `${around.length > 1 ? `${around.at(-1)}.` : ''}${token.value}`
          if (around.length <= depthLimit) names.add(path)
          break
        case 'startObject':
          around.push(path)
          break
        case 'startArray':
          path += '[]'
          around.push(path)
          break
        case 'endObject':
        case 'endArray':
          path = (around.pop() ?? '').replace(/\[\]$/, '')
          if (around.length === 0) return names
          // Whatever comes next in a list is under the same name as what came before.
          if (around.at(-1)?.endsWith('[]') === true) path = around.at(-1) ?? ''
      }
    }
  }
  return names
}
