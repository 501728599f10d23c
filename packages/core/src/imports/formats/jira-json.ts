import { describe, isObject, type LooseFields } from './fields.js'
import { readJsonRecords } from './json-records.js'
import { acceptRow, FieldError, type RowOptions } from './rows.js'
import type { TextSource } from './text-source.js'
import { type TicketField, type TicketRow, ticketFields, toTicket } from './ticket.js'

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

function fieldsOf(issue: unknown): LooseFields<TicketField> {
  if (!isObject(issue)) throw new FieldError('', `is ${describe(issue)}; a ticket is an object`)
  const outer = ticketFields.gather(issue)
  return isObject(issue.fields) ? { ...ticketFields.gather(issue.fields), ...outer } : outer
}
