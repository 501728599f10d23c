/** What the reports of .NET's test tools write in the same way. */

/** The last part of a path of Windows or Unix: assemblies are named by where they lay on one machine. */
export function fileName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1) || path
}

/**
 * A full name such as `Shop.Cart("eur").Adds(1.5)`, cut at the last dot that is neither in arguments nor in
 * quotes: the class, where there is one, and the test.
 */
export function splitFullName(fullName: string): { className: string | undefined; name: string } {
  const dot = lastOpenDot(fullName)
  if (dot <= 0 || dot === fullName.length - 1) return { className: undefined, name: fullName }
  return { className: fullName.slice(0, dot), name: fullName.slice(dot + 1) }
}

/** A name without its class in front: `Shop.CartTest.Adds` of `Shop.CartTest` is `Adds`. */
export function withoutClass(name: string, className: string | undefined): string {
  const isInside = className !== undefined && name.length > className.length + 1
  return isInside && name.startsWith(`${className}.`) ? name.slice(className.length + 1) : name
}

function lastOpenDot(text: string): number {
  const firstBracket = text.search(/[(<"]/)
  if (firstBracket < 0) return text.lastIndexOf('.')
  let depth = 0
  let isQuoted = false
  let dot = -1
  for (let at = 0; at < text.length; at++) {
    const character = text[at]
    if (isQuoted && character === '\\') at++
    else if (character === '"') isQuoted = !isQuoted
    else if (isQuoted) continue
    else if (character === '(' || character === '<') depth++
    else if (character === ')' || character === '>') depth--
    else if (character === '.' && depth === 0) dot = at
  }
  // Where the brackets do not match, only what is before them is sure.
  return depth === 0 && !isQuoted ? dot : text.lastIndexOf('.', firstBracket)
}

/** Seconds out of `hh:mm:ss.fffffff`, with days in front where it took that long: `1.02:03:04`. */
export function parseTimeSpan(text: string | undefined): number | undefined {
  const parts = /^(?:(\d{1,6})\.)?(\d{1,2}):(\d{1,2}):(\d{1,2}(?:\.\d{1,9})?)$/.exec(text?.trim() ?? '')
  if (parts === null) return undefined
  const [, days = 0, hours, minutes, seconds] = parts
  return Number(days) * 86_400 + Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds)
}

/** The class of the exception that a message begins with: `System.ArgumentException : no such cart`. */
export function exceptionOf(message: string | undefined): string | undefined {
  return /^\s*([A-Za-z_][\w.+`]{0,500}Exception) ?: /.exec(message?.slice(0, 1_000) ?? '')?.[1]
}
