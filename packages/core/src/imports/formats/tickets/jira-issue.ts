import { describe, isObject, type LooseFields } from '../reading/fields.js'
import { FieldError } from '../reading/rows.js'
import { type TicketField, type TicketRecord, ticketFields, toTicket } from './ticket.js'

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

/**
 * What an object holds of a ticket: an issue of Jira's REST API, or an object that is flat.
 *
 * @throws FieldError where it is no object.
 */
export function fieldsOf(issue: unknown): LooseFields<TicketField> {
  if (!isObject(issue)) throw new FieldError('', `is ${describe(issue)}; a ticket is an object`)
  const outer = ticketFields.gather(issue)
  return isObject(issue.fields) ? { ...ticketFields.gather(issue.fields), ...outer } : outer
}
