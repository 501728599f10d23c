import { ValidationError } from '../../errors.js'
import { looksLikeJson } from './reading/json-records.js'
import type { RowOptions } from './reading/rows.js'
import { shorten } from './reading/text.js'
import type { TextSource } from './reading/text-source.js'
import { looksLikeGherkin, readGherkin } from './test-cases/gherkin.js'
import { isSourceFile, looksLikeSource } from './test-cases/source-names.js'
import type { TestCaseOptions, TestCaseRow } from './test-cases/test-case.js'
import {
  dialectMatcher,
  dialectReader,
  looksLikeTestCaseCsv,
  readTestCaseCsv,
} from './test-cases/test-case-csv.js'
import {
  type TestCaseDialect,
  testRail,
  xray,
  zephyrScale,
  zephyrSquad,
} from './test-cases/test-case-dialects.js'
import { readTestCaseJson } from './test-cases/test-case-json.js'
import { looksLikeJiraCsv, readJiraCsv } from './tickets/jira-csv.js'
import { readJiraJson } from './tickets/jira-json.js'
import type { TicketRow } from './tickets/ticket.js'

/** A file format: how it is recognised by the beginning of its text, and read. */
export interface Format<Name extends string, Item, Options> {
  readonly name: Name
  /** What it is, for people. */
  readonly title: string
  /** @param name the file as the caller named it, for formats that their content does not tell */
  readonly matches: (head: string, name: string) => boolean
  readonly read: (source: TextSource, options: Options) => AsyncIterable<Item>
}

export type NameOf<Formats extends readonly { readonly name: string }[]> = Formats[number]['name']

/** A reader that is loaded when it is used first: the grammars of programming languages are large. */
function lazily<Item, Options>(
  load: () => Promise<(source: TextSource, options: Options) => AsyncIterable<Item>>,
): (source: TextSource, options: Options) => AsyncIterable<Item> {
  return async function* (source, options) {
    const read = await load()
    yield* read(source, options)
  }
}

/** The formats of tickets. */
export const ticketFormats = [
  { name: 'jira-json', title: 'JSON or NDJSON issues', matches: looksLikeJson, read: readJiraJson },
  { name: 'jira-csv', title: 'CSV with a column "Issue key"', matches: looksLikeJiraCsv, read: readJiraCsv },
] as const satisfies readonly Format<string, TicketRow, RowOptions>[]

/** The formats of test cases. Source code goes by its name, since it may begin with anything. */
export const testCaseFormats = [
  { name: 'json', title: 'JSON or NDJSON', matches: unlessSource(looksLikeJson), read: readTestCaseJson },
  { name: 'gherkin', title: 'Gherkin', matches: unlessSource(looksLikeGherkin), read: readGherkin },
  dialectFormat('testrail', 'CSV of TestRail', testRail),
  dialectFormat('zephyr-scale', 'CSV of Zephyr Scale', zephyrScale),
  dialectFormat('zephyr-squad', 'CSV of Zephyr Squad', zephyrSquad),
  dialectFormat('xray', 'CSV of Xray', xray),
  {
    name: 'csv',
    title: 'CSV with a column "title"',
    matches: unlessSource(looksLikeTestCaseCsv),
    read: readTestCaseCsv,
  },
  {
    name: 'source-javascript',
    title: 'tests in JavaScript or TypeScript',
    matches: looksLikeSource('javascript'),
    read: lazily(async () => (await import('./test-cases/source-javascript.js')).readJavaScriptTests),
  },
  {
    name: 'source-python',
    title: 'tests in Python',
    matches: looksLikeSource('python'),
    read: lazily(async () => (await import('./test-cases/source-python.js')).readPythonTests),
  },
  {
    name: 'source-java',
    title: 'tests in Java',
    matches: looksLikeSource('java'),
    read: lazily(async () => (await import('./test-cases/source-java.js')).readJavaTests),
  },
] as const satisfies readonly Format<string, TestCaseRow, TestCaseOptions>[]

function dialectFormat<Name extends string>(
  name: Name,
  title: string,
  dialect: TestCaseDialect,
): Format<Name, TestCaseRow, TestCaseOptions> {
  return { name, title, matches: unlessSource(dialectMatcher(dialect)), read: dialectReader(dialect) }
}

function unlessSource(matches: (head: string) => boolean): (head: string, name: string) => boolean {
  return (head, name) => !isSourceFile(name) && matches(head)
}

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
  const titles = listOf(formats)
  if (name !== undefined) {
    const named = formats.find((format) => format.name === name)
    if (named !== undefined) return named
    throw new ValidationError([
      { path: 'format', message: `${JSON.stringify(name)} is not known; known are: ${titles}` },
    ])
  }
  const matching = await findFormat(source, formats)
  if (matching !== undefined) return matching
  const head = await source.head()
  const message =
    head.trim() === ''
      ? 'is empty; was it written?'
      : `is in no known format: ${beginning(head)}; known are: ${titles}`
  throw new ValidationError([{ path: '', message, file: source.name }])
}

/** The first of the formats that a source's content matches; undefined where none does. The source stays unread. */
export async function findFormat<const Known extends readonly Format<string, unknown, never>[]>(
  source: TextSource,
  formats: Known,
): Promise<Known[number] | undefined> {
  const head = await source.head()
  return formats.find((format) => format.matches(head, source.name))
}

/** A few by what they are, many by their names. */
function listOf(formats: readonly { readonly name: string; readonly title: string }[]): string {
  return formats.map(({ name, title }) => (formats.length > 5 ? name : `${title} (${name})`)).join(', ')
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
