import { readJsonRecords } from '../reading/json-records.js'
import { acceptRow, type RowOptions } from '../reading/rows.js'
import type { TextSource } from '../reading/text-source.js'
import { fieldsOf } from './jira-issue.js'
import { type TicketRow, toTicket } from './ticket.js'

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
