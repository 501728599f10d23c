import { projectKind, projectKinds, type RecordField, type RecordKind } from '../database/project-kinds.js'
import { ValidationError } from '../errors.js'
import { readCsvRows } from './formats/reading/csv-records.js'
import { isObject } from './formats/reading/fields.js'
import { readJsonRecords } from './formats/reading/json-records.js'
import { shorten } from './formats/reading/text.js'
import type { TextSource } from './formats/reading/text-source.js'
import { problemWith } from './project-values.js'

/** Where a record stands. */
export interface RecordPlace {
  readonly file: string
  readonly row: number
}

/** A record of an exported project, its values checked one by one. */
export interface ProjectRecord {
  /** `project`, `end`, or the name of a kind. */
  readonly kind: string
  /** By the names of fields; those without a value are missing. */
  readonly values: Readonly<Record<string, unknown>>
  readonly place: RecordPlace
}

/** The fields that say what is read, beside those of the records. */
const special: Readonly<Record<string, readonly RecordField[]>> = {
  project: [whole('version'), { ...whole('name'), type: 'varchar(100)' }, ...projectKind.fields],
  end: [whole('records')],
}

const fieldsByKind: ReadonlyMap<string, ReadonlyMap<string, RecordField>> = new Map(
  [
    ...Object.entries(special),
    ...projectKinds.map(({ name, fields }) => [name, [whole('id'), ...fields]] as const),
  ].map(([name, fields]) => [name, new Map(fields.map((field) => [field.name, field]))]),
)

function whole(name: string): RecordField {
  return { name, column: name, type: 'integer', required: true, byDefault: undefined, holds: 'value' }
}

/**
 * Reads an exported project: one JSON object a line.
 *
 * @throws ValidationError naming file and line for what is no record, of no known kind, or of wrong values.
 */
export async function* readNdjsonRecords(source: TextSource): AsyncGenerator<ProjectRecord, void, undefined> {
  for await (const { row, value } of readJsonRecords(source, [], {})) {
    const place = { file: source.name, row }
    if (!isObject(value) || typeof value.kind !== 'string')
      refuse(place, 'kind', 'is missing; every record says what it is')
    const { kind, ...values } = value
    yield checked(kind, values, place)
  }
}

/**
 * Reads one CSV file of an exported project, whose name says what its records are.
 *
 * @throws ValidationError as `readNdjsonRecords`.
 */
export async function* readCsvRecords(
  source: TextSource,
  kind: string,
): AsyncGenerator<ProjectRecord, void, undefined> {
  const known = fieldsByKind.get(kind)
  let header: readonly string[] | undefined
  for await (const { row, cells } of readCsvRows(source)) {
    if (header === undefined) {
      header = cells.map((cell) => cell.trim())
      continue
    }
    const place = { file: source.name, row }
    const names = header
    if (cells.length > names.length)
      refuse(place, '', `has ${cells.length} cells under ${names.length} columns`)
    const values: Record<string, unknown> = {}
    for (const [index, cell] of cells.entries()) {
      const name = names[index] ?? ''
      const field = known?.get(name)
      if (cell !== '') values[name] = field === undefined ? cell : cellValue(cell, field, place)
    }
    yield checked(kind, values, place)
  }
}

/** The files that the records of a project are in, where each kind has one, in the order that they are read in. */
export const csvFiles: readonly { readonly kind: string; readonly file: string }[] = [
  { kind: 'project', file: 'project.csv' },
  ...projectKinds.map(({ name, file }) => ({ kind: name, file: `${file}.csv` })),
  { kind: 'end', file: 'end.csv' },
]

/** A cell as the value that it stands for; an apostrophe in front only keeps a text from being something else. */
function cellValue(cell: string, field: RecordField, place: RecordPlace): unknown {
  const isText = field.type === 'text' || field.type === 'timestamp' || field.type.startsWith('varchar')
  if (field.holds === 'person' || field.holds === 'builtInDimension' || (field.holds !== 'record' && isText))
    return cell.startsWith("'") ? cell.slice(1) : cell
  try {
    return JSON.parse(cell)
  } catch {
    return refuse(
      place,
      field.name,
      `${JSON.stringify(shorten(cell, 40))} is no ${field.type === 'jsonb' ? 'JSON' : 'number, true or false'}`,
    )
  }
}

function checked(kind: string, values: Readonly<Record<string, unknown>>, place: RecordPlace): ProjectRecord {
  const fields = fieldsByKind.get(kind)
  if (fields === undefined) {
    refuse(
      place,
      'kind',
      `${JSON.stringify(shorten(kind, 40))} is not known; was it exported by a newer version?`,
    )
  }
  const given: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(values)) {
    const field = fields.get(name)
    if (field === undefined)
      refuse(place, name, `is no field of "${kind}"; was it exported by a newer version?`)
    if (value === null) continue
    const problem = problemWith(value, field)
    if (problem !== undefined) refuse(place, name, problem)
    given[name] = value
  }
  for (const { name, required, byDefault } of fields.values()) {
    if (!required || given[name] !== undefined) continue
    if (byDefault === undefined) refuse(place, name, `is missing; every "${kind}" has it`)
    given[name] = byDefault
  }
  return { kind, values: given, place }
}

/** @throws ValidationError naming the place. */
export function refuse({ file, row }: RecordPlace, path: string, message: string): never {
  throw new ValidationError([{ path, message, file, row }])
}

/** The kind of a record, for those that are rows. */
export function kindOf(name: string): RecordKind | undefined {
  return projectKinds.find((kind) => kind.name === name)
}
