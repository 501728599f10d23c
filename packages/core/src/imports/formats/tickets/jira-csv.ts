import { ValidationError } from '../../../errors.js'
import { CsvHeader, type CsvRow, firstCsvLine, readCsvRows } from '../reading/csv-records.js'
import type { LooseFields } from '../reading/fields.js'
import { acceptRow, type RowOptions } from '../reading/rows.js'
import type { TextSource } from '../reading/text-source.js'
import { type TicketField, type TicketRow, ticketFields, toTicket } from './ticket.js'

/**
 * Reads tickets out of CSV, as Jira exports it or as anybody writes it: columns in any order and under any of
 * the usual names, columns that mean nothing here are passed over. Labels, components and fix versions may
 * take several columns of the same name; in a single column, semicolons separate them, and blanks and commas
 * separate labels, which contain neither.
 *
 * @throws ValidationError naming file and row: at the first bad ticket unless `onRejected` is given, and
 *   always when a column for key, summary or status is missing or the quotes do not match.
 */
export async function* readJiraCsv(
  source: TextSource,
  options: RowOptions = {},
): AsyncGenerator<TicketRow, void, undefined> {
  let header: CsvHeader<TicketField> | undefined
  for await (const row of readCsvRows(source)) {
    if (header === undefined) {
      header = toHeader(row, source.name)
      continue
    }
    const known = header
    const place = { file: source.name, row: row.row }
    const ticket = acceptRow(() => toTicket(fieldsOf(row, known)), place, options)
    if (ticket !== undefined) yield { row: row.row, ticket }
  }
  if (header === undefined) refuse(source.name, 'is empty; was the export written?')
}

/** Whether a text looks like CSV with tickets. */
export function looksLikeJiraCsv(head: string): boolean {
  return firstCsvLine(head).some((name) => ticketFields.find(name) === 'key')
}

function toHeader(row: CsvRow, file: string): CsvHeader<TicketField> {
  const header = new CsvHeader(row.cells, ticketFields)
  for (const [field, name] of required) {
    if (!header.has(field)) refuse(file, `has no column ${JSON.stringify(name)}; export it too`)
  }
  return header
}

const required = [
  ['key', 'Issue key'],
  ['summary', 'Summary'],
  ['status', 'Status'],
] as const

const lists: ReadonlySet<TicketField> = new Set(['labels', 'components', 'fixVersions'])

function fieldsOf(row: CsvRow, header: CsvHeader<TicketField>): LooseFields<TicketField> {
  header.checkWidth(row)
  const fields: LooseFields<TicketField> = {}
  for (const field of header.fields) {
    const cells = header.cells(row, field)
    fields[field] = lists.has(field) ? listOf(field, cells, header.isRepeated(field)) : cells[0]
  }
  return fields
}

function listOf(field: TicketField, cells: readonly string[], isRepeated: boolean): readonly string[] {
  if (field === 'labels') return cells.flatMap((cell) => cell.split(/[\s,;]+/))
  return isRepeated ? cells : cells.flatMap((cell) => cell.split(';'))
}

function refuse(file: string, message: string): never {
  throw new ValidationError([{ path: '', message, file, row: 1 }])
}
