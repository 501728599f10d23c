import { describe, isObject, type LooseFields } from '../reading/fields.js'
import { readJsonRecords } from '../reading/json-records.js'
import { acceptRow, FieldError, type RowOptions } from '../reading/rows.js'
import type { TextSource } from '../reading/text-source.js'
import { type TicketField, type TicketRecord, type TicketRow, ticketFields, toTicket } from './ticket.js'

/**
 * Reads tickets out of JSON: a list, a search response (`{ "issues": [...] }`), a single issue, or NDJSON. An
 * issue looks as in Jira's REST API 2 and 3 (`{ id, key, fields: {...} }`), or is flat, with the names of
 * `TicketRecord` in camelCase or snake_case.
 *
 * @throws ValidationError naming file and row: at the first bad ticket unless `onRejected` is given, and
 *   always when the JSON is malformed.
 */
export async function* readJiraJson(
  source: TextSource,
  options: RowOptions = {},
): AsyncGenerator<TicketRow, void, undefined> {
  for await (const { row, value } of readJsonRecords(source, ['issues', 'tickets'], options)) {
    const ticket = acceptRow(() => toTicket(fieldsOf(value)), { file: source.name, row }, options)
    if (ticket !== undefined) yield { row, ticket }
  }
}

/**
 * A single issue of Jira's REST API as a ticket.
 *
 * @param fields what is in which custom field, beside the usual ones
 * @throws FieldError where it cannot be one.
 */
export function toTicketRecord(
  issue: unknown,
  fields: Readonly<Partial<Record<'epicLink' | 'team' | 'risk', string | undefined>>> = {},
): TicketRecord {
  const found = fieldsOf(issue)
  const inner = isObject(issue) && isObject(issue.fields) ? issue.fields : {}
  const custom = (id: string | undefined): unknown => (id === undefined ? undefined : textOfField(inner[id]))
  return toTicket({
    ...found,
    epicLink: custom(fields.epicLink) ?? found.epicLink,
    team: custom(fields.team),
    risk: custom(fields.risk),
  })
}

/** Custom fields are texts, numbers, objects with a name or a value, or lists of those. */
function textOfField(value: unknown): unknown {
  if (Array.isArray(value)) {
    const parts = value.map(textOfField).filter((part) => typeof part === 'string')
    return parts.length === 0 ? undefined : parts.join(', ')
  }
  if (isObject(value)) return textOfField(value.name ?? value.value ?? value.title)
  return typeof value === 'number' ? String(value) : (value ?? undefined)
}

function fieldsOf(issue: unknown): LooseFields<TicketField> {
  if (!isObject(issue)) throw new FieldError('', `is ${describe(issue)}; a ticket is an object`)
  const outer = ticketFields.gather(issue)
  return isObject(issue.fields) ? { ...ticketFields.gather(issue.fields), ...outer } : outer
}
