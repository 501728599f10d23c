import { readFileSync } from 'node:fs'
import type { FlagOptions, FullContext } from '@forge/bridge'
import { type Call, endpointOf, isFailure, type Server } from './endpoints'
import { copyOf, type Drawn } from './tree'

/** What Jira says of where a module is shown. */
export interface Situation {
  readonly locale?: string
  readonly timezone?: string
  readonly extension?: Readonly<Record<string, unknown>>
}

/** What the app hands to the bridge, for the server. */
interface Question {
  readonly method: string
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

/** Jira as far as the app sees it: the bridge into it, and behind it the server. */
export class FakeJira {
  /** Every question that reached the server, in order. */
  readonly calls: Call[] = []
  readonly flags: FlagOptions[] = []
  readonly closedFlags: unknown[] = []
  /** Where the app sent the user. */
  readonly navigations: unknown[] = []
  /** What was submitted or closed, with what. */
  readonly submissions: unknown[] = []
  closed = 0
  /** What is wrong with the test or with what is drawn, which nobody waits to be told. */
  readonly complaints: unknown[] = []
  /** Whether it turns down what is submitted. */
  refusing = false
  /** What is drawn right now. */
  drawn: Drawn = { type: 'Root', props: {}, children: [] }
  readonly #server: Server
  readonly #situation: Situation

  constructor(server: Server, situation: Situation) {
    this.#server = server
    this.#situation = situation
  }

  async call(command: string, data: unknown): Promise<unknown> {
    switch (command) {
      case 'reconcile':
        this.#draw((data as { readonly forgeDoc: Drawn }).forgeDoc)
        return
      case 'getContext':
        return this.#context()
      case 'invoke':
        return await this.#invoke(data as Question)
      case 'showFlag':
        this.flags.push(data as FlagOptions)
        return
      case 'closeFlag':
        this.closedFlags.push((data as { readonly id: unknown }).id)
        return
      case 'navigate':
        this.navigations.push(data)
        return
      case 'submit':
        if (this.refusing) return false
        this.submissions.push(data)
        return
      case 'close':
        this.closed += 1
        return
      default:
        this.complaints.push(new Error(`This Jira knows nothing of ${command}.`))
        return
    }
  }

  #draw(tree: Drawn): void {
    try {
      this.drawn = copyOf(tree)
    } catch (error) {
      this.complaints.push(error)
    }
  }

  #context(): Omit<FullContext, 'locale'> & { readonly locale: string } {
    const { locale = 'en_US', timezone = 'Europe/Berlin', extension = {} } = this.#situation
    return {
      accountId: 'account-1',
      cloudId: 'cloud-1',
      environmentId: 'environment-1',
      environmentType: 'DEVELOPMENT',
      localId: 'local-1',
      moduleKey: 'module-1',
      siteUrl: 'https://example.atlassian.net',
      locale,
      timezone,
      extension: { project: { id: '10000', key: 'SHOP' }, ...extension },
    }
  }

  async #invoke({ method, path, headers = {}, body }: Question): Promise<unknown> {
    const { pathname, searchParams } = new URL(path, 'https://atmosfera.example.com')
    const endpoint = endpointOf(method, pathname)
    const call: Call = { endpoint, path: pathname, query: searchParams, headers, body }
    this.calls.push(call)
    const known: Readonly<Record<string, unknown>> = this.#server
    const replies = known[endpoint]
    if (replies === undefined) this.complaints.push(new Error(`No answer was prepared for ${endpoint}.`))
    const reply: unknown = await (typeof replies === 'function' ? replies(call) : replies)
    if (!isFailure(reply)) return { success: true, payload: { status: 200, headers: {}, body: reply } }
    if (reply.failure === 'rejected') throw new Error(reply.message)
    if (reply.failure === 'jira') return { success: false, error: reply.error }
    return { success: true, payload: { status: reply.status, headers: {}, body: reply.body } }
  }
}

const elsewhere = globalThis.fetch

/** Serves the translations under the names by which the bridge fetches them from where the app is hosted. */
export async function fetchTranslations(address: unknown, request?: RequestInit): Promise<Response> {
  if (!String(address).startsWith('./__LOCALES__/')) return await elsewhere(address as URL, request)
  const file = String(address).replace('./__LOCALES__/', '')
  if (file === 'i18n-info.json') {
    return Response.json({ config: { locales: ['en-US', 'de-DE'], fallback: { default: 'en-US' } } })
  }
  return new Response(readFileSync(new URL(`../../locales/${file}`, import.meta.url)))
}
