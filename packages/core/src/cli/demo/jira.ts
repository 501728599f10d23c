/** The sample project's tickets as an answer of Jira's issue search. */

import { dayOf, daysBefore } from './dates.js'
import type { SampleProject } from './story.js'
import { keyOf, type Person, people, type Ticket, type Version } from './ticket.js'

const types = { Epic: '10000', Story: '10001', 'Sub-task': '10003', Bug: '10004' } as const
const priorities = { Critical: '1', High: '2', Medium: '3', Low: '4' } as const
const resolutions = {
  Fixed: '1',
  Duplicate: '3',
  'Cannot Reproduce': '5',
  Done: '10000',
  "Won't Do": '10001',
}
const components = { Checkout: '1', Payments: '2', Delivery: '3', Promotions: '4', Orders: '5', Web: '6' }
const versions: Readonly<Record<Version, string>> = { '2.3.0': '10230', '2.4.0': '10240', '2.5.0': '10250' }
const categories = {
  new: { id: 2, key: 'new', name: 'To Do' },
  indeterminate: { id: 4, key: 'indeterminate', name: 'In Progress' },
  done: { id: 3, key: 'done', name: 'Done' },
}
const statuses = {
  'To Do': { id: '10010', name: 'To Do', statusCategory: categories.new },
  'In Progress': { id: '10011', name: 'In Progress', statusCategory: categories.indeterminate },
  'In Review': { id: '10012', name: 'In Review', statusCategory: categories.indeterminate },
  Done: { id: '10013', name: 'Done', statusCategory: categories.done },
}

/** `tickets.json`: `{ "issues": [...] }`, the newest ticket first, as Jira sorts unless told otherwise. */
export function ticketsJson(project: SampleProject, now: Date): string {
  const newestFirst = [...project.tickets].sort((a, b) => b.number - a.number)
  const issues = newestFirst.map((ticket) => ({
    id: idOf(ticket.number),
    key: keyOf(ticket.number),
    fields: fieldsOf(ticket, project, now),
  }))
  return `${JSON.stringify({ issues }, null, 2)}\n`
}

function fieldsOf(ticket: Ticket, project: SampleProject, now: Date): object {
  const { type, priority, progress, version, affects, assignee } = ticket
  const done = typeof progress === 'number'
  const resolved = done ? timeOf(daysBefore(now, progress, 15 * 60)) : null
  const resolution = ticket.resolution ?? (type === 'Bug' ? 'Fixed' : 'Done')
  const reporter = personOf(type === 'Bug' ? 'priya' : 'marguerite')
  const parent = project.tickets.find(({ number }) => number === ticket.parent)
  return {
    summary: ticket.summary,
    description: descriptionOf(ticket),
    issuetype: typeOf(type),
    project: { id: '10020', key: project.key, name: project.name },
    status: statuses[done ? 'Done' : progress],
    priority: { id: priorities[priority], name: priority },
    resolution: done ? { id: resolutions[resolution], name: resolution } : null,
    resolutiondate: resolved,
    labels: ticket.labels ?? [],
    components: [{ id: components[ticket.component], name: ticket.component }],
    fixVersions: version === null ? [] : [versionOf(version, project, now)],
    versions: affects === undefined ? [] : [versionOf(affects, project, now)],
    created: timeOf(createdOf(ticket, now)),
    updated: resolved ?? timeOf(daysBefore(now, 1, 16 * 60)),
    assignee: assignee === null ? null : personOf(assignee),
    reporter,
    creator: reporter,
    parent: parent === undefined ? null : parentOf(parent),
    issuelinks: linksOf(ticket),
    environment: null,
  }
}

/** Three tickets in two days, by their number; the hour is somewhere in the working day. */
function createdOf({ number }: Ticket, now: Date): Date {
  return daysBefore(now, Math.round((645 - number) * 0.65), 8 * 60 + ((number * 7) % 420))
}

/** Stories list what must hold; in the tables those are the lines that begin with a hyphen. */
function descriptionOf({ description }: Ticket): string {
  return description.replace('\n- ', '\n\nAcceptance criteria:\n- ').replaceAll('\n- ', '\n* ')
}

function parentOf(ticket: Ticket): object {
  const fields = { summary: ticket.summary, issuetype: typeOf(ticket.type) }
  return { id: idOf(ticket.number), key: keyOf(ticket.number), fields }
}

function linksOf({ number, duplicateOf }: Ticket): readonly object[] {
  if (duplicateOf === undefined) return []
  const type = { id: '10002', name: 'Duplicate', inward: 'is duplicated by', outward: 'duplicates' }
  return [{ id: `4${number}`, type, outwardIssue: { id: idOf(duplicateOf), key: keyOf(duplicateOf) } }]
}

function typeOf(name: Ticket['type']): object {
  return { id: types[name], name, subtask: name === 'Sub-task' }
}

function versionOf(name: Version, project: SampleProject, now: Date): object {
  const { daysAgo, released } = project.releases[name]
  return { id: versions[name], name, released, archived: false, releaseDate: dayOf(daysBefore(now, daysAgo)) }
}

function personOf(person: Person): object {
  return { accountId: `harbour-${person}`, displayName: people[person], active: true }
}

function idOf(number: number): string {
  return String(20_000 + number)
}

/** Jira's way to write a moment: `2026-11-21T15:00:00.000+0000`. */
function timeOf(date: Date): string {
  return date.toISOString().replace('Z', '+0000')
}
