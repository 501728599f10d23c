import { z } from 'zod'
import type { Issue } from '../errors.js'
import { id, name, shortText } from '../validation.js'
import type { TestCaseFormat, TicketFormat } from './formats/detect.js'
import type { ResultCounts } from './formats/results/result.js'
import type { ResultFormat } from './formats/results/result-formats.js'
import { type TestCaseMapping, type TestFramework, testFrameworks } from './formats/test-cases/test-case.js'
import type { Source, SourceInput } from './source.js'

/** How far an import is. */
export interface ImportProgress {
  readonly file: string
  readonly bytesRead: number
  /** Undefined where the size is not known. Of a compressed file, both count compressed bytes. */
  readonly totalBytes: number | undefined
}

interface ImportInput {
  readonly projectId: number
  /** Paths, bytes, streams or sources, in order. All of them are imported or none. */
  readonly files: readonly (SourceInput | Source)[]
  readonly onProgress?: ((progress: ImportProgress) => void) | undefined
}

interface RowImportInput extends ImportInput {
  /**
   * What happens to rows that are not acceptable: `refuse` imports nothing and throws, naming them all;
   * `skip` imports the others and returns them as `rejected`.
   *
   * @default 'refuse'
   */
  readonly onInvalid?: 'refuse' | 'skip' | undefined
}

export interface ImportTickets extends RowImportInput {
  /** Default: recognised by content. */
  readonly format?: TicketFormat | undefined
}

export interface ImportTestCases extends RowImportInput {
  /** Default: recognised by content, and source code by its name. */
  readonly format?: TestCaseFormat | undefined
  /** For CSV: columns by what they hold, `{ title: 'Name' }`. The others keep the meaning that their names have. */
  readonly mapping?: TestCaseMapping | undefined
  /**
   * For JavaScript and TypeScript: the tool whose reports the results come in, because it decides what they call
   * a test.
   *
   * @default what each file imports, else describe titles and test title joined by ` > `
   */
  readonly framework?: TestFramework | undefined
  /**
   * The folder that files of source code are named from, in reports too.
   *
   * @default the working directory
   */
  readonly root?: string | undefined
}

export interface ImportProject {
  /** The project to import into, which has to be empty, or to hold the same already. */
  readonly projectId: number
  /** An export of a project: a file of NDJSON, plain or gzipped, or the path of a folder of CSV. */
  readonly file: SourceInput | Source
  readonly onProgress?: ((progress: ImportProgress) => void) | undefined
}

export interface ImportResults extends ImportInput {
  /** Default: recognised by content. */
  readonly format?: ResultFormat | undefined
  /**
   * The cycle that the runs belong to, by id or by name; one that does not exist yet is made.
   *
   * @default 'Imported results'
   */
  readonly cycle?: string | number | undefined
  /** Where the tests ran. Default: what the report says in a property `environment`. */
  readonly environment?: string | undefined
  /** What was tested. Default: what the report says in a property `version`. */
  readonly version?: string | undefined
  /** Makes a test case for each test that has none, instead of listing it as unmatched. */
  readonly createTestCases?: boolean | undefined
  /**
   * Links test cases to the tickets whose keys their results name: in tags, properties and annotations, and in names
   * where the key's project has tickets.
   *
   * @default false
   */
  readonly linkKeys?: boolean | undefined
  /**
   * Stores the files that a report refers to, as far as they are beside or below it (or in the same archive). What a
   * report holds itself is stored in any case.
   *
   * @default false
   */
  readonly attachments?: boolean | undefined
}

/** How results found their test cases. */
export interface MatchCounts {
  /** By an id in a property, tag or annotation. */
  readonly id: number
  readonly externalId: number
  /** By the title of the only test case that has it and no external id. */
  readonly name: number
  /** To test cases made for them. */
  readonly created: number
}

/** Links made out of keys in results. */
export interface LinkCounts {
  readonly linked: number
  /** To keys that no ticket has yet. */
  readonly pending: number
}

/** A row that was not imported, and why. */
export interface RejectedRow {
  readonly file: string
  readonly row: number
  readonly reason: string
}

/** A key that test cases name and no ticket has yet. The links are kept. */
export interface UnresolvedLink {
  readonly key: string
  readonly testCaseId: number
  readonly externalId: string | null
}

/** A file that was read. */
interface ReadFile {
  readonly file: string
  /** What it was recognised as, of test cases. */
  readonly format?: TestCaseFormat
  readonly total: number
}

/** What an import of tickets or test cases did. */
export interface RowImportReport {
  readonly files: readonly ReadFile[]
  /** Rows read. */
  readonly total: number
  readonly created: number
  readonly updated: number
  /** Rows that were there like that, repetitions within the files included. */
  readonly unchanged: number
  readonly rejected: readonly RejectedRow[]
  /** Keys without a ticket: of all links of the project, where tickets were imported, else of these test cases. */
  readonly unresolvedLinks: readonly UnresolvedLink[]
  /** What was read and not used, such as a column of unknown meaning. */
  readonly warnings: readonly string[]
}

/** What an import of a project did. */
export interface ProjectImportReport {
  /** Records read, of all kinds. */
  readonly total: number
  readonly created: number
  /** All of them, where the project held the same already. */
  readonly unchanged: number
  /** How many records there are of each kind, such as `testCase`. */
  readonly records: Readonly<Record<string, number>>
  /** Usernames that nobody has here whom the actor may know of. What they did is kept, without saying who. */
  readonly unknownPeople: readonly string[]
}

/** One imported report. */
export interface ImportedReport extends Readonly<ResultCounts> {
  readonly file: string
  readonly format: ResultFormat
  /**
   * Where the same bytes were imported before, for the same cycle, environment and version: nothing was done. Not
   * where results that had no test case then have one now.
   */
  readonly duplicateOf?: { readonly importId: number; readonly file: string; readonly importedAt: Date }
}

/** What an import of results did. */
export interface ResultImportReport {
  readonly files: readonly ImportedReport[]
  /** Runs recorded. */
  readonly runs: number
  readonly testCasesCreated: number
  /** How the results, those of earlier imports included, found their test cases. */
  readonly matchedBy: MatchCounts
  /** New links, with `linkKeys`. */
  readonly links: LinkCounts
  /** Files of folders and archives that are no reports. */
  readonly skipped: readonly string[]
  /** Files that reports refer to and that are not there, with `attachments`. */
  readonly missingAttachments: readonly { readonly file: string; readonly path: string }[]
  /** How many results belong to no test case, and the first 1,000 of them. */
  readonly unmatchedTotal: number
  readonly unmatched: readonly { readonly file: string; readonly row: number; readonly identity: string }[]
  readonly cycle: { readonly id: number; readonly name: string }
}

const files = z.array(z.custom<SourceInput | Source>((value) => value !== undefined && value !== null)).min(1)
const onProgress = z
  .custom<(progress: ImportProgress) => void>((value) => typeof value === 'function')
  .optional()
const common = { projectId: id, files, onProgress }

export const importTickets = z.strictObject({
  ...common,
  onInvalid: z.enum(['refuse', 'skip']).default('refuse'),
  format: z.custom<TicketFormat>((value) => typeof value === 'string').optional(),
})

export const importTestCases = z.strictObject({
  ...common,
  onInvalid: z.enum(['refuse', 'skip']).default('refuse'),
  format: z.custom<TestCaseFormat>((value) => typeof value === 'string').optional(),
  // Which fields and columns there are, the reader of the file knows.
  mapping: z
    .record(z.string(), z.union([z.string(), z.array(z.string()).readonly()]))
    .transform((mapping) => mapping as TestCaseMapping)
    .optional(),
  framework: z.enum(testFrameworks).optional(),
  root: z.string().min(1).optional(),
})

export const importProject = z.strictObject({
  projectId: id,
  file: z.custom<SourceInput | Source>((value) => value !== undefined && value !== null),
  onProgress,
})

export const importResults = z.strictObject({
  ...common,
  format: z.custom<ResultFormat>((value) => typeof value === 'string').optional(),
  cycle: z.union([name(100), id]).default('Imported results'),
  environment: shortText(50).optional(),
  version: shortText(50).optional(),
  createTestCases: z.boolean().default(false),
  linkKeys: z.boolean().default(false),
  attachments: z.boolean().default(false),
})

export function toRejectedRow(issue: Issue): RejectedRow {
  const reason = [issue.path, issue.message].filter((part) => part !== '').join(': ')
  return { file: issue.file ?? '', row: issue.row ?? 0, reason }
}
