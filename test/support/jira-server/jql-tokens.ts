/** Jira refuses a query; the message is what it says. */
export class JqlError extends Error {}

export interface JqlToken {
  readonly kind: 'word' | 'text' | 'operator' | 'end'
  readonly text: string
  /** Its first character in the query, from 1. */
  readonly character: number
}

/** Words that Jira wants in quotes where they are values. */
const reserved = new Set(
  `abort access add after alias all alter and any as asc audit avg before begin between boolean break by byte catch
  cf char character check checkpoint collate collation column commit connect continue count create current date
  decimal declare decrement default defaults define delete delimiter desc difference distinct divide do double
  drop else empty encoding end equals escape exclusive exec execute exists explain false fetch file field first
  float for from function go goto grant greater group having identified if immediate in increment index initial
  inner inout input insert int integer intersect intersection into is isempty isnull join last left less like
  limit lock long max min minus mode modify modulo more multiply next noaudit not notin nowait null number object
  of on option or order outer output power previous prior privileges public raise raw remainder rename resource
  return returns revoke right row rowid rownum rows select session set share size sqrt start strict string
  subtract sum synonym table then to trans transaction trigger true uid union unique update user validate values
  view when whenever where while with`.split(/\s+/),
)

export function tokenize(jql: string): readonly JqlToken[] {
  const tokens: JqlToken[] = []
  const pattern =
    /\s+|(?<quoted>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(?<operator>[<>!]=|[=<>~(),])|(?<word>[^\s"'<>!=~(),]+)/gy
  let at = 0
  while (at < jql.length) {
    pattern.lastIndex = at
    const match = pattern.exec(jql)
    if (match === null) throw atCharacter(jql, at)
    const { quoted, operator, word } = match.groups ?? {}
    const character = at + 1
    if (quoted !== undefined) {
      tokens.push({ kind: 'text', text: quoted.slice(1, -1).replace(/\\(.)/g, '$1'), character })
    }
    if (operator !== undefined) tokens.push({ kind: 'operator', text: operator, character })
    if (word !== undefined) tokens.push({ kind: 'word', text: word, character })
    at = pattern.lastIndex
  }
  return [...tokens, { kind: 'end', text: '', character: jql.length + 1 }]
}

function atCharacter(jql: string, at: number): JqlError {
  const character = jql[at] ?? ''
  const place = `(line 1, character ${at + 1})`
  if (character === '"' || character === "'") {
    return new JqlError(
      `Error in the JQL Query: The quoted string '${jql.slice(at + 1)}' has not been completed. ${place}`,
    )
  }
  return new JqlError(
    `Error in the JQL Query: The character '${character}' is a reserved JQL character. You must enclose it in a string or use the escape '\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}' instead. ${place}`,
  )
}

export function isReserved(word: string): boolean {
  return reserved.has(word.toLowerCase())
}

/** `Expecting X but got 'Y'`, in Jira's words. */
export function expected(what: string, got: JqlToken): JqlError {
  const place = `(line 1, character ${got.character})`
  if (got.kind === 'end') {
    return new JqlError(`Error in the JQL Query: Expecting ${what} before the end of the query.`)
  }
  return new JqlError(`Error in the JQL Query: Expecting ${what} but got '${got.text}'. ${place}`)
}
