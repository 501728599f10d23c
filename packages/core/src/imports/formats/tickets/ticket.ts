import {
  FieldNames,
  isObject,
  type LooseFields,
  nameList,
  optionalDate,
  optionalName,
  optionalText,
  requiredText,
} from '../reading/fields.js'
import { FieldError } from '../reading/rows.js'
import { cleanText } from '../reading/text.js'
import { adfToText, isAdfDocument } from './adf.js'

/**
 * A Jira ticket, wherever it was exported from. Texts hold neither NUL characters nor halves of surrogate
 * pairs: those are U+FFFD here. Lists are empty rather than missing.
 */
export interface TicketRecord {
  /** Such as `TIMOB-3`, at most 50 characters. */
  readonly key: string
  /** Jira's own id, which stays when a ticket is moved to another project. At most 50 characters. */
  readonly jiraId?: string
  /** At most 50 characters; longer ones are shortened with an ellipsis, here and below. */
  readonly issueType?: string
  readonly summary: string
  /** Plain text or wiki markup, at most 1,000,000 characters. */
  readonly description?: string
  /** At most 50 characters. */
  readonly priority?: string
  /** At most 50 characters. */
  readonly status: string
  /** At most 100 characters. */
  readonly resolution?: string
  /** Display name, at most 100 characters. */
  readonly assignee?: string
  /** Display name, at most 100 characters. */
  readonly reporter?: string
  readonly labels: readonly string[]
  readonly components: readonly string[]
  readonly fixVersions: readonly string[]
  /** Key of the parent or the epic, which need not be in the same file. */
  readonly parentKey?: string
  /** A time without a zone is read as UTC. */
  readonly createdDate?: Date
  readonly updatedDate?: Date
  /** At most 100 characters. */
  readonly team?: string
  /** At most 50 characters. */
  readonly risk?: string
}

/** A ticket and where it came from. */
export interface TicketRow {
  /** Line, row or position in the list, from 1; in CSV the header is row 1. */
  readonly row: number
  readonly ticket: TicketRecord
}

/** The longest key and the longest id, in characters. */
export const keyLimit = 50
/** The longest description, in characters. */
const descriptionLimit = 1_000_000

/** What a file calls the fields of a ticket, beside their canonical names. */
const aliases = {
  key: ['issueKey', 'jiraKey', 'ticketKey'],
  jiraId: ['id', 'issueId'],
  issueType: ['type'],
  summary: ['title'],
  description: [],
  priority: [],
  status: [],
  resolution: [],
  assignee: [],
  reporter: [],
  labels: ['label'],
  components: ['component'],
  fixVersions: ['fixVersion'],
  parentKey: [],
  parent: [],
  epic: ['epicKey'],
  epicLink: ['customfield_10014', 'Custom field (Epic Link)'],
  createdDate: ['created', 'createdAt'],
  updatedDate: ['updated', 'updatedAt'],
  team: [],
  risk: [],
} as const

export type TicketField = keyof typeof aliases

/** Finds out what a column or property of a ticket means. */
export const ticketFields: FieldNames<TicketField> = new FieldNames(aliases)

/**
 * Checks the fields of one ticket.
 *
 * @throws FieldError when key, summary or status is missing, or a value is too long or of a wrong type.
 */
export function toTicket(fields: LooseFields<TicketField>): TicketRecord {
  return {
    key: keyOf(requiredText(fields.key, 'key', 'every ticket has one, such as ABC-1'), 'key'),
    jiraId: jiraIdOf(fields.jiraId),
    issueType: optionalName(fields.issueType, 'issueType', 50),
    summary: requiredText(fields.summary, 'summary', 'export the summary too'),
    description: descriptionOf(fields.description),
    priority: optionalName(fields.priority, 'priority', 50),
    status: statusOf(fields.status),
    resolution: optionalName(fields.resolution, 'resolution', 100),
    assignee: optionalName(fields.assignee, 'assignee', 100),
    reporter: optionalName(fields.reporter, 'reporter', 100),
    labels: nameList(fields.labels, 'labels'),
    components: nameList(fields.components, 'components'),
    fixVersions: nameList(fields.fixVersions, 'fixVersions'),
    parentKey: parentOf(fields),
    createdDate: optionalDate(fields.createdDate, 'createdDate'),
    updatedDate: optionalDate(fields.updatedDate, 'updatedDate'),
    team: optionalName(fields.team, 'team', 100),
    risk: optionalName(fields.risk, 'risk', 50),
  }
}

function keyOf(key: string, path: string): string {
  if (key.length <= keyLimit) return key
  throw new FieldError(path, `has ${key.length} characters; a key has at most ${keyLimit}`)
}

function jiraIdOf(value: unknown): string | undefined {
  const id = optionalText(typeof value === 'number' ? String(value) : value, 'jiraId')
  if (id === undefined || id.length <= keyLimit) return id
  throw new FieldError('jiraId', `has ${id.length} characters; an id has at most ${keyLimit}`)
}

/** A ticket without a status is refused rather than given one: coverage can be asked for by status. */
function statusOf(value: unknown): string {
  const status = optionalName(value, 'status', 50)
  if (status === undefined) throw new FieldError('status', 'is missing; export the status too')
  return status
}

function descriptionOf(value: unknown): string | undefined {
  const text = isAdfDocument(value) ? adfToText(value, 'description') : value
  const description = optionalText(text, 'description')
  if (description === undefined || description.length <= descriptionLimit) return description
  const message = `has ${description.length} characters; at most ${descriptionLimit} are stored`
  throw new FieldError('description', message)
}

/**
 * The parent, or else the epic. A value that is no key is passed over: exports also hold numeric ids there,
 * and the custom field of the epic link can be another one.
 */
function parentOf(fields: LooseFields<TicketField>): string | undefined {
  const parentKey = optionalText(fields.parentKey, 'parentKey')
  if (parentKey !== undefined) return keyOf(parentKey, 'parentKey')
  return [fields.parent, fields.epic, fields.epicLink].map(toKey).find((key) => key !== undefined)
}

function toKey(value: unknown): string | undefined {
  const key = isObject(value) ? value.key : value
  if (typeof key !== 'string' || key.length > keyLimit) return undefined
  const text = cleanText(key).trim()
  return /^\p{L}[\p{L}\p{N}_]*-\d+$/u.test(text) ? text : undefined
}
