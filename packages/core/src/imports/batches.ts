import { type Issue, ValidationError } from '../errors.js'
import { isSource, openSource, type Source, type SourceInput } from './source.js'
import { type ImportProgress, type RowImportReport, toRejectedRow } from './types.js'

/** How many rows go to the database at once. */
export const batchSize = 1_000
/** Texts can be long: about this many characters at once. */
export const batchWeight = 8_000_000
/** About how many characters of rows wait for the end of an import at most. */
export const waitingWeight = 16_000_000

/** From this many rows on, an import changes what the planner should know of a table. */
export const manyRows = 1_000

/** Opens what was handed in to be imported, in the order given. */
export function openSources(
  files: readonly (SourceInput | Source)[],
  onProgress: ((progress: ImportProgress) => void) | undefined,
): readonly Source[] {
  return files.map((input) => {
    if (isSource(input)) return input
    const source: Source = openSource(input, {
      onProgress: (bytesRead, totalBytes) => onProgress?.({ file: source.name, bytesRead, totalBytes }),
    })
    return source
  })
}

/** Groups items into batches of at most `count`, and of about `weight` in all where items are heavy. */
export async function* inBatches<Item>(
  items: AsyncIterable<Item> | Iterable<Item>,
  count: number,
  weight = Number.POSITIVE_INFINITY,
  weigh: (item: Item) => number = () => 0,
): AsyncGenerator<readonly Item[], void, undefined> {
  let batch: Item[] = []
  let total = 0
  for await (const item of items) {
    batch.push(item)
    total += weigh(item)
    if (batch.length >= count || total >= weight) {
      yield batch
      batch = []
      total = 0
    }
  }
  if (batch.length > 0) yield batch
}

/** Rows that cannot be imported: gathered, so that all of them are told at once. */
export class Rejections {
  readonly issues: Issue[] = []
  readonly #limit = 10_000

  /** @throws ValidationError where there are so many that the file is the wrong one. */
  readonly add = (issue: Issue): void => {
    this.issues.push(issue)
    if (this.issues.length > this.#limit) this.refuse()
  }

  /** @throws ValidationError naming all of them, where there are any. */
  refuse(): void {
    const [first, ...others] = this.issues
    if (first !== undefined) throw new ValidationError([first, ...others])
  }
}

/** How the rows of a file are read and written. */
interface RowWork<Row> {
  read(source: Source): AsyncIterable<Row>
  /** How heavy a row is, in characters. */
  weigh(row: Row): number
  write(rows: readonly Row[]): Promise<void>
}

/**
 * Writes the rows of files batch by batch, and counts those of each file.
 *
 * @throws ValidationError naming all rejections, unless they are to be skipped.
 */
export async function writeFiles<Row>(
  sources: readonly Source[],
  rejections: Rejections,
  onInvalid: 'refuse' | 'skip' | undefined,
  { read, weigh, write }: RowWork<Row>,
): Promise<RowImportReport['files']> {
  const files: { file: string; total: number }[] = []
  for (const source of sources) {
    let total = 0
    for await (const batch of inBatches(read(source), batchSize, batchWeight, weigh)) {
      total += batch.length
      // What is refused in the end need not be written first.
      if (onInvalid !== 'skip' && rejections.issues.length > 0) continue
      await write(batch)
    }
    files.push({ file: source.name, total })
  }
  if (onInvalid !== 'skip') rejections.refuse()
  return files
}

/** What became of all rows. */
export function countRows(
  files: RowImportReport['files'],
  { created, updated }: Pick<RowImportReport, 'created' | 'updated'>,
  { issues }: Rejections,
): Pick<RowImportReport, 'files' | 'total' | 'created' | 'updated' | 'unchanged' | 'rejected'> {
  const total = files.reduce((sum, file) => sum + file.total, 0)
  return {
    files,
    total: total + issues.length,
    created,
    updated,
    unchanged: total - created - updated,
    rejected: issues.map(toRejectedRow),
  }
}
