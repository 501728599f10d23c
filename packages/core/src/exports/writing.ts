import { projectKind, type RecordField, type RecordKind } from '../database/project-kinds.js'
import type { StoredRecord } from './repository.js'
import type { ExportedPiece, ExportFormat } from './types.js'

/** How records become text. */
export interface RecordWriter {
  /** A piece with these records in it; the first one of a kind may begin a file. */
  write(kind: Pick<RecordKind, 'name' | 'file' | 'fields'>, records: readonly StoredRecord[]): ExportedPiece
}

/** The kind of the record that comes first, with what is said of the export and of the project's name. */
export const headKind: Pick<RecordKind, 'name' | 'file' | 'fields'> = {
  ...projectKind,
  fields: [plainField('version'), plainField('name'), ...projectKind.fields],
}

/** The kind of the record that comes last, so that an export that was cut off is known by its lack. */
export const endKind: Pick<RecordKind, 'name' | 'file' | 'fields'> = {
  name: 'end',
  file: 'end',
  fields: [plainField('records')],
}

function plainField(name: string): RecordField {
  return { name, column: name, type: 'text', required: true, byDefault: undefined, holds: 'value' }
}

export function writerOf(format: ExportFormat): RecordWriter {
  return format === 'csv' ? new CsvWriter() : ndjsonWriter
}

/** One JSON object a line; fields without a value are left out. */
const ndjsonWriter: RecordWriter = {
  write: (kind, records) => ({
    file: 'project.ndjson',
    text: records
      .map((record) => {
        const fields = [{ name: 'id' }, ...kind.fields].flatMap(({ name }) =>
          record[name] === null || record[name] === undefined ? [] : [[name, record[name]]],
        )
        return `${JSON.stringify({ kind: kind.name, ...Object.fromEntries(fields) })}\n`
      })
      .join(''),
  }),
}

/** A file for each kind, with a header. */
class CsvWriter implements RecordWriter {
  readonly #begun = new Set<string>()

  write(kind: Pick<RecordKind, 'name' | 'file' | 'fields'>, records: readonly StoredRecord[]): ExportedPiece {
    const isNumbered = kind !== headKind && kind !== endKind
    const fields = isNumbered ? [plainField('id'), ...kind.fields] : kind.fields
    const lines = records.map(
      (record) => `${fields.map((field) => cellOf(record[field.name], field)).join(',')}\r\n`,
    )
    const header = `${fields.map((field) => field.name).join(',')}\r\n`
    if (!this.#begun.has(kind.file)) lines.unshift(header)
    this.#begun.add(kind.file)
    return { file: `${kind.file}.csv`, text: lines.join('') }
  }
}

/**
 * A value as a cell: nothing where there is none, whatever may be of any shape as JSON. A text that is empty, or
 * that a spreadsheet would run as a formula, gets an apostrophe in front, as does one that begins with one.
 */
function cellOf(value: unknown, { type }: RecordField): string {
  if (value === null || value === undefined) return ''
  const text = typeof value === 'string' && type !== 'jsonb' ? guard(value) : JSON.stringify(value)
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function guard(text: string): string {
  return /^$|^[=+\-@'\t\r]/.test(text) ? `'${text}` : text
}
