import { type SQL, sql } from 'drizzle-orm'
import { rowOf } from '../database/engine.js'
import type { Transaction } from '../database/transaction.js'
import { coverageTables, naturalKey, type ResolvedQuery, wasBy } from './queries.js'
import { momentOf } from './scope.js'

/** A ticket whose verdict is not the same in two scopes. Codes are null where a scope does not select it. */
export interface ChangeRow {
  readonly id: number
  readonly key: string
  readonly summary: string
  readonly from: number | null
  readonly to: number | null
  readonly wasThere: boolean
  readonly isThere: boolean
  readonly created: boolean
  /** How many test cases it has, in both scopes together. */
  readonly cells: number
  readonly position: string
}

export interface Changes {
  /** How many went from which verdict to which, most first. */
  readonly transitions: readonly (Pick<ChangeRow, 'from' | 'to'> & { readonly tickets: number })[]
  /** By key, one more than asked for where there are more. */
  readonly rows: readonly ChangeRow[]
}

/** What differs between two scopes, and a page of it. */
export async function readChanges(
  { db }: Transaction,
  before: ResolvedQuery,
  after: ResolvedQuery,
  page: {
    readonly limit: number
    readonly after: { readonly value: string | null; readonly id: number } | undefined
  },
): Promise<Changes> {
  const beyond =
    page.after === undefined
      ? sql``
      : sql` WHERE (${naturalKey}, id) > (${page.after.value}::text, ${page.after.id}::integer)`
  return await rowOf<Changes>(
    db,
    sql`WITH ticket AS (
        SELECT id, issue.jira_key, issue.summary, was.code AS from_code, became.code AS to_code,
          was.code IS NOT NULL AND was.selected AS was_selected, became.code IS NOT NULL AND became.selected AS is_selected,
          was.code IS NOT NULL AS was_there, became.code IS NOT NULL AS is_there, ${isCreatedBetween(before, after)} AS created,
          coalesce(was.test_cases, 0) + coalesce(became.test_cases, 0) AS cells
        FROM (WITH ${coverageTables(before)} SELECT id, code, selected, test_cases FROM ticket) AS was
        FULL JOIN (WITH ${coverageTables(after)} SELECT id, code, selected, test_cases FROM ticket) AS became USING (id)
        JOIN jira_tickets AS issue USING (id)
        WHERE issue.project_id = ${before.projectId}
          AND CASE WHEN was.selected THEN was.code END IS DISTINCT FROM CASE WHEN became.selected THEN became.code END
      ), change AS (
        SELECT id, jira_key AS key, summary, CASE WHEN was_selected THEN from_code END AS "from",
          CASE WHEN is_selected THEN to_code END AS "to", was_there AS "wasThere", is_there AS "isThere", created, cells,
          ${naturalKey} AS position
        FROM ticket${beyond} ORDER BY ${naturalKey}, id LIMIT ${page.limit + 1}
      ), transition AS (
        SELECT CASE WHEN was_selected THEN from_code END AS "from", CASE WHEN is_selected THEN to_code END AS "to",
          count(*)::integer AS tickets
        FROM ticket GROUP BY 1, 2
      )
      SELECT (SELECT coalesce(json_agg(transition ORDER BY tickets DESC, "from", "to"), '[]') FROM transition) AS transitions,
        (SELECT coalesce(json_agg(change ORDER BY position, id), '[]') FROM change) AS rows`,
  )
}

/** Whether a row of `jira_tickets AS issue` came into Jira after the first moment and by the second. */
function isCreatedBetween(before: ResolvedQuery, after: ResolvedQuery): SQL {
  const [from, to] = [momentOf(before.asOf), momentOf(after.asOf)]
  if (from === undefined) return sql`false`
  const created = sql`issue.created_date`
  return sql`(NOT ${wasBy(created, from)}${to === undefined ? sql`` : sql` AND ${wasBy(created, to)}`})`
}
