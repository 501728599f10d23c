import { html } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'

/** HTML as `html` makes it: what is put into it is escaped, unless it is markup itself. */
type Markup = HtmlEscapedString | Promise<HtmlEscapedString>

/** What may stand in markup; false and undefined are nothing. */
export type Content = Markup | string | number | false | undefined | null | readonly Content[]

/** Things one after the other, with words between them. */
export function joined(parts: readonly Content[], between = ', '): Content {
  return parts.flatMap((part, index) => (index === 0 ? [part] : [between, part]))
}

/** A moment, to the minute, in UTC as the footer says. */
export function moment(value: Date | null, otherwise = '–'): Content {
  if (value === null) return otherwise
  const iso = value.toISOString()
  return html`<time datetime="${iso}">${iso.slice(0, 10)} ${iso.slice(11, 16)}</time>`
}

/** A day, in UTC. */
export function dayOf(value: Date | null, otherwise = '–'): Content {
  if (value === null) return otherwise
  const iso = value.toISOString().slice(0, 10)
  return html`<time datetime="${iso}">${iso}</time>`
}

export { html }
