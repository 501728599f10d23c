/** Looks at pages as a browser without scripts does: follows redirects, keeps cookies, sends forms. */
import type { Atmosfera } from '../../packages/core/src/atmosfera.js'

/** A page that has been read. */
export interface SeenPage {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** Where the last redirect led, or what was asked for. */
  readonly address: string
}

type Fields = Readonly<Record<string, string | readonly string[] | File>>

export interface BrowsingOptions {
  /** @default 'http://localhost' */
  readonly origin?: string
  /** Sent with every request, such as what a proxy adds. */
  readonly headers?: Readonly<Record<string, string>>
  readonly keepsCookies?: boolean
}

/** Somebody at a browser. */
export class Browsing {
  readonly #handler: Atmosfera['handler']
  readonly #origin: string
  readonly #headers: Readonly<Record<string, string>>
  readonly #keepsCookies: boolean
  #cookie: string | undefined

  constructor({ handler }: Pick<Atmosfera, 'handler'>, options: BrowsingOptions = {}) {
    this.#handler = handler
    this.#origin = options.origin ?? 'http://localhost'
    this.#headers = options.headers ?? {}
    this.#keepsCookies = options.keepsCookies ?? true
  }

  get cookie(): string | undefined {
    return this.#cookie
  }

  /** Opens an address, and what it redirects to. */
  async open(address: string): Promise<SeenPage> {
    return await this.#follow(address, await this.request(address))
  }

  /** Sends a form, and opens what comes of it. Files make it `multipart/form-data`. */
  async send(address: string, fields: Fields): Promise<SeenPage> {
    return await this.#follow(address, await this.post(address, fields))
  }

  /** Sends a form of a page that was seen: its hidden fields, what it proposes, and what somebody filled in. */
  async fill({ text, address }: SeenPage, button: string, fields: Fields): Promise<SeenPage> {
    const form = [...text.matchAll(/<form\b[^>]*>.*?<\/form>/gs)].find(([html]) => html.includes(button))?.[0]
    if (form === undefined) throw new Error(`there is no form with ${JSON.stringify(button)} at ${address}`)
    const action = /^<form[^>]*\baction="([^"]*)"/.exec(form)?.[1]?.replaceAll('&amp;', '&')
    const isMultipart = /^<form[^>]*multipart/.test(form)
    const answer = await this.post(action ?? address, { ...proposed(form), ...fields }, isMultipart)
    return await this.#follow(action ?? address, answer)
  }

  /** One request, with its own answer. */
  async request(address: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers({ accept: 'text/html', ...this.#headers })
    if (this.#cookie !== undefined) headers.set('cookie', this.#cookie)
    for (const [name, value] of new Headers(init.headers)) headers.set(name, value)
    const response = await this.#handler(new Request(new URL(address, this.#origin), { ...init, headers }))
    const given = response.headers.get('set-cookie')
    if (given !== null && this.#keepsCookies) this.#cookie = given.split(';', 1)[0]
    return response
  }

  async post(address: string, fields: Fields, isMultipart = false): Promise<Response> {
    const entries = Object.entries(fields).flatMap(([name, value]) =>
      (Array.isArray(value) ? (value as readonly string[]) : [value as string | File]).map(
        (one) => [name, one] as const,
      ),
    )
    const form = new FormData()
    for (const [name, value] of entries) form.append(name, value)
    const hasFiles = isMultipart || entries.some(([, value]) => value instanceof File)
    return await this.request(address, {
      method: 'POST',
      headers: { origin: this.#origin, 'sec-fetch-site': 'same-origin' },
      body: hasFiles
        ? form
        : new URLSearchParams(entries.map(([name, value]): [string, string] => [name, String(value)])),
    })
  }

  async #follow(address: string, response: Response, left = 5): Promise<SeenPage> {
    const location = response.headers.get('location')
    if (response.status === 303 && location !== null && left > 0) {
      return await this.#follow(location, await this.request(location), left - 1)
    }
    return { status: response.status, headers: response.headers, text: await response.text(), address }
  }
}

/** What a form sends where nobody touches it. */
function proposed(form: string): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const [, attributes = ''] of form.matchAll(/<input\b([^>]*)>/g)) {
    const attribute = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1]
    const [name, type = 'text', value = ''] = ['name', 'type', 'value'].map(attribute)
    const isChoice = type === 'radio' || type === 'checkbox'
    if (name === undefined || type === 'file' || (isChoice && !/\bchecked\b/.test(attributes))) continue
    fields[name] = decoded(value)
  }
  for (const [, name = '', options = ''] of form.matchAll(
    /<select\b[^>]*\bname="([^"]*)"[^>]*>(.*?)<\/select>/gs,
  )) {
    const chosen = /<option value="([^"]*)" selected/.exec(options) ?? /<option value="([^"]*)"/.exec(options)
    fields[name] = decoded(chosen?.[1] ?? '')
  }
  for (const [, name = '', value = ''] of form.matchAll(
    /<textarea\b[^>]*\bname="([^"]*)"[^>]*>\n?(.*?)<\/textarea>/gs,
  )) {
    fields[name] = decoded(value)
  }
  return fields
}

function decoded(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
}

/** The text of a page as people read it, on one line. */
export function wordsOf({ text }: Pick<SeenPage, 'text'>): string {
  const body = text.replace(/^.*<body>/s, '').replaceAll(/<(style|script|title|desc)\b.*?<\/\1>/gs, ' ')
  return decoded(body.replaceAll(/<[^>]*>/g, ' '))
    .replaceAll(/\s+/g, ' ')
    .trim()
}
