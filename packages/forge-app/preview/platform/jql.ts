/** The bit of JQL that the server writes: clauses joined by AND, and an order. */

import type { JiraIssue, Site } from './site.js'

/** A query that Jira would refuse too. */
export class JqlError extends Error {}

type Test = (issue: JiraIssue) => boolean

const clausePattern = /^(\w+)\s*(=|!=|>=|<=|>|<|\bin\b|\bnot in\b)\s*(.+)$/i
const sortable = ['created', 'updated', 'key', 'id'] as const

/**
 * The issues that a query finds, in its order; without one the newest come first, as in Jira.
 *
 * @throws JqlError for what is not understood.
 */
export function findIssues(site: Site, jql: string): readonly JiraIssue[] {
  const [where = '', order = ''] = jql.split(/\border by\b/i)
  if (where.trim() === '') throw new JqlError('Unbounded JQL queries are not allowed here.')
  const tests = where
    .trim()
    .split(/\s+and\s+/i)
    .map((clause) => testOf(site, clause))
  const compare = comparison(order)
  return site.issues.filter((issue) => tests.every((test) => test(issue))).sort(compare)
}

function testOf(site: Site, clause: string): Test {
  const [, field = '', operator = '', right = ''] = clausePattern.exec(clause.trim()) ?? []
  const values = valuesOf(right)
  const isNegated = operator === '!=' || /^not/i.test(operator)
  const among = (value: unknown): boolean => values.includes(String(value)) !== isNegated
  switch (field.toLowerCase()) {
    case 'project':
      return (issue) => {
        const { id, key, name } = site.projectOf(issue) ?? {}
        return [id, key, name].some((value) => values.includes(String(value))) !== isNegated
      }
    case 'key':
    case 'issuekey':
      return (issue) => among(issue.key)
    case 'id':
      return (issue) => among(issue.id)
    case 'issuetype':
      return (issue) => among(nameOf(issue.fields.issuetype))
    case 'updated':
    case 'created': {
      // Times come in the zone of whoever asks, which is UTC on this site.
      const wanted = Date.parse(`${values[0]?.replace(' ', 'T') ?? ''}Z`)
      if (Number.isNaN(wanted)) throw new JqlError(`'${right}' is not a date that JQL knows.`)
      return (issue) => holds(timeOf(issue, field.toLowerCase()), operator, wanted)
    }
    default:
      throw new JqlError(
        `Field '${field || clause}' does not exist or you do not have permission to view it.`,
      )
  }
}

function valuesOf(text: string): readonly string[] {
  const list = text.trim().replace(/^\((.*)\)$/s, '$1')
  return [...list.matchAll(/"((?:\\.|[^"\\])*)"|([^\s,"]+)/g)].map(([, quoted, bare]) =>
    quoted === undefined ? (bare ?? '') : quoted.replace(/\\(.)/g, '$1'),
  )
}

function holds(left: number, operator: string, right: number): boolean {
  if (operator === '>=') return left >= right
  if (operator === '<=') return left <= right
  if (operator === '>') return left > right
  return operator === '<' ? left < right : left === right
}

function comparison(order: string): (a: JiraIssue, b: JiraIssue) => number {
  const parts = order.trim() === '' ? ['created DESC'] : order.split(',')
  const keys = parts.map((part) => {
    const [name = '', direction = 'ASC'] = part.trim().split(/\s+/)
    const field = sortable.find((one) => one === name.toLowerCase())
    if (field === undefined) throw new JqlError(`Not able to sort using field '${name}'.`)
    return { field, sign: direction.toUpperCase() === 'DESC' ? -1 : 1 }
  })
  return (a, b) => {
    for (const { field, sign } of keys) {
      const difference = placeOf(a, field) - placeOf(b, field)
      if (difference !== 0) return difference * sign
    }
    return Number(a.id) - Number(b.id)
  }
}

/** Keys sort by their number here: every query that the server writes stays within projects. */
function placeOf(issue: JiraIssue, field: (typeof sortable)[number]): number {
  if (field === 'id') return Number(issue.id)
  return field === 'key' ? Number(issue.key.slice(issue.key.lastIndexOf('-') + 1)) : timeOf(issue, field)
}

function timeOf(issue: JiraIssue, field: string): number {
  return Date.parse(String(issue.fields[field]))
}

function nameOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'name' in value ? value.name : undefined
}
