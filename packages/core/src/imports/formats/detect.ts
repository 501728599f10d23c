import { ValidationError } from '../../errors.js'
import { looksLikeGherkin, readGherkin } from './gherkin.js'
import { looksLikeJiraCsv, readJiraCsv } from './jira-csv.js'
import { readJiraJson } from './jira-json.js'
import { looksLikeJson } from './json-records.js'
import type { RowOptions } from './rows.js'
import type { TestCaseOptions, TestCaseRow } from './test-case.js'
import { looksLikeTestCaseCsv, readTestCaseCsv } from './test-case-csv.js'
import { readTestCaseJson } from './test-case-json.js'
import { shorten } from './text.js'
import type { TextSource } from './text-source.js'
import type { TicketRow } from './ticket.js'

/** A file format: how it is recognised by the beginning of its text, and read. */
export interface Format<Name extends string, Item, Options> {
  readonly name: Name
  /** What it is, for people. */
  readonly title: string
  readonly matches: (head: string) => boolean
  readonly read: (source: TextSource, options: Options) => AsyncIterable<Item>
}

export type NameOf<Formats extends readonly { readonly name: string }[]> = Formats[number]['name']

/** The formats of tickets. */
export const ticketFormats = [
  { name: 'jira-json', title: 'JSON or NDJSON issues', matches: looksLikeJson, read: readJiraJson },
  { name: 'jira-csv', title: 'CSV with a column "Issue key"', matches: looksLikeJiraCsv, read: readJiraCsv },
] as const satisfies readonly Format<string, TicketRow, RowOptions>[]

/** The formats of test cases. */
export const testCaseFormats = [
  { name: 'json', title: 'JSON or NDJSON', matches: looksLikeJson, read: readTestCaseJson },
  { name: 'gherkin', title: 'Gherkin', matches: looksLikeGherkin, read: readGherkin },
  { name: 'csv', title: 'CSV with a column "title"', matches: looksLikeTestCaseCsv, read: readTestCaseCsv },
] as const satisfies readonly Format<string, TestCaseRow, TestCaseOptions>[]

/** The name of a format of tickets. */
export type TicketFormat = NameOf<typeof ticketFormats>
/** The name of a format of test cases. */
export type TestCaseFormat = NameOf<typeof testCaseFormats>

/**
 * The format of a source: the one asked for by name, or else the first that its content matches. The source
 * stays unread.
 *
 * @throws ValidationError that lists what is known, when the name or the content is not.
 */
export async function chooseFormat<const Known extends readonly Format<string, unknown, never>[]>(
  source: TextSource,
  formats: Known,
  name: NameOf<Known> | undefined,
): Promise<Known[number]> {
  const titles = formats.map((format) => `${format.title} (${format.name})`).join(', ')
  if (name !== undefined) {
    const named = formats.find((format) => format.name === name)
    if (named !== undefined) return named
    throw new ValidationError([
      { path: 'format', message: `${JSON.stringify(name)} is not known; known are: ${titles}` },
    ])
  }
  const head = await source.head()
  const matching = formats.find((format) => format.matches(head))
  if (matching !== undefined) return matching
  const message =
    head.trim() === ''
      ? 'is empty; was it written?'
      : `is in no known format: ${beginning(head)}; known are: ${titles}`
  throw new ValidationError([{ path: '', message, file: source.name }])
}

function beginning(head: string): string {
  const root = rootElement(head)
  if (root !== undefined) return `its root element is <${root}>`
  return `it begins with ${JSON.stringify(shorten(head.trim().split(/\s+/, 8).join(' '), 40))}`
}

/** Recognises XML by the name of its root element. */
export function hasRoot(...names: readonly string[]): (head: string) => boolean {
  return (head) => names.includes(rootElement(head) ?? '')
}

/** The name of the first element of an XML text, past declaration, comments and document type. */
export function rootElement(head: string): string | undefined {
  for (let at = head.search(/\S/); at >= 0 && head[at] === '<'; ) {
    const end = endOfProlog(head, at)
    if (end === undefined) return /^<([^\s<>/!?]+)/.exec(head.slice(at, at + 1_000))?.[1]
    const next = end < 0 ? -1 : head.slice(end).search(/\S/)
    at = next < 0 ? -1 : end + next
  }
  return undefined
}

/** Where what is no element ends; -1 where it does not, undefined where an element starts. */
function endOfProlog(head: string, at: number): number | undefined {
  const close = (mark: string): number => {
    const found = head.indexOf(mark, at)
    return found < 0 ? -1 : found + mark.length
  }
  if (head.startsWith('<!--', at)) return close('-->')
  if (head.startsWith('<?', at)) return close('?>')
  if (!head.startsWith('<!', at)) return undefined
  const subset = head.indexOf('[', at)
  const bracket = head.indexOf('>', at)
  return subset >= 0 && subset < bracket ? close(']>') : close('>')
}
