import type { IssueStore } from './issue-store.js'
import { type Jql, type JqlClause, parseJql } from './jql.js'
import { parseJqlDate } from './jql-dates.js'
import { JqlError } from './jql-tokens.js'
import type { SortKey } from './search-index.js'
import type { StoredIssue } from './stored-issue.js'
import type { JiraUser } from './types.js'

/** Who asks, and of what. */
export interface Asking {
  readonly issues: IssueStore
  /** Nobody for an anonymous request. */
  readonly user: JiraUser | undefined
  readonly now: number
  /** Takes what is wrong about values, which otherwise refuses the query: Data Center's `validateQuery: false`. */
  readonly warn?: (message: string) => void
}

export interface Query {
  readonly bounded: boolean
  readonly order: readonly SortKey[]
  matches(issue: StoredIssue): boolean
}

/** Jira's own order where a query has none: the newest issue first. */
const newestFirst: readonly SortKey[] = [{ field: 'id', descending: true }]

/** @throws JqlError for a query that Jira, or this part of it, does not take. */
export function compileQuery(jql: string, asking: Asking): Query {
  const parsed: Jql = parseJql(jql)
  const tests = parsed.clauses.map((clause) => compileClause(clause, asking))
  return {
    bounded: parsed.clauses.length > 0,
    order: parsed.order.length > 0 ? parsed.order : newestFirst,
    matches: (issue) => maySee(asking.user, issue) && tests.every((test) => test(issue)),
  }
}

export function maySee(user: JiraUser | undefined, issue: StoredIssue): boolean {
  return !issue.hidden && user !== undefined && mayBrowse(user, issue.projectKey)
}

export function mayBrowse(user: JiraUser, projectKey: string): boolean {
  return user.browse === undefined || user.browse.includes(projectKey)
}

type Test = (issue: StoredIssue) => boolean

function compileClause(clause: JqlClause, asking: Asking): Test {
  switch (clause.field) {
    case 'project':
      return inProjects(clause.values, asking)
    case 'updated':
    case 'created':
      return byDate(clause, clause.field, asking)
    case 'key':
    case 'id':
      return amongIssues(clause, clause.field, asking)
  }
}

function inProjects(values: readonly string[], asking: Asking): Test {
  const { issues, user } = asking
  const keys = new Set<string>()
  for (const value of values) {
    const project = issues.project(value)
    // To somebody who may not see it, a project does not exist; nobody at all just finds nothing.
    if (user !== undefined && (project === undefined || !mayBrowse(user, project.key))) {
      complain(asking, `The value '${value}' does not exist for the field 'project'.`)
    } else if (project !== undefined) keys.add(project.key)
  }
  return (issue) => keys.has(issue.projectKey)
}

function byDate(clause: JqlClause, field: 'updated' | 'created', { user, now }: Asking): Test {
  const [value = ''] = clause.values
  const limit = parseJqlDate(value, now, user?.timeZone ?? 'UTC')
  if (limit === undefined) {
    throw new JqlError(
      `Date value '${value}' for field '${field}' is invalid. Valid formats include: 'yyyy/MM/dd HH:mm', 'yyyy-MM-dd HH:mm', 'yyyy/MM/dd', 'yyyy-MM-dd', or a period format e.g. '-5d', '4w 2d'.`,
    )
  }
  switch (clause.operator) {
    case '>=':
      return (issue) => issue[field] >= limit
    case '>':
      return (issue) => issue[field] > limit
    case '<=':
      return (issue) => issue[field] <= limit
    case '<':
      return (issue) => issue[field] < limit
    default:
      throw new JqlError(`The operator '${clause.operator}' is not supported by the '${field}' field here.`)
  }
}

/** One issue that is not there, or not to be seen, makes Jira refuse the whole query. */
function amongIssues(clause: JqlClause, field: 'key' | 'id', asking: Asking): Test {
  const { issues, user } = asking
  if (clause.operator !== '=' && clause.operator !== 'in') {
    throw new JqlError(`The operator '${clause.operator}' is not supported by the '${field}' field here.`)
  }
  const ids = new Set<string>()
  for (const value of clause.values) {
    const numeric = /^\d+$/.test(value)
    if (!numeric && !/^[A-Za-z][A-Za-z0-9_]*-\d+$/.test(value)) {
      throw new JqlError(`The issue key '${value}' for field '${field}' is invalid.`)
    }
    const issue = issues.get(value)
    if (issue !== undefined && maySee(user, issue)) ids.add(issue.id)
    else if (user !== undefined) {
      complain(
        asking,
        numeric
          ? `A value with ID '${value}' does not exist for the field '${field}'.`
          : `An issue with key '${value}' does not exist for field '${field}'.`,
      )
    }
  }
  return (issue) => ids.has(issue.id)
}

function complain({ warn }: Asking, message: string): void {
  if (warn === undefined) throw new JqlError(message)
  warn(message)
}
