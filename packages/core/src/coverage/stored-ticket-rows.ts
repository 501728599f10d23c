import { sql } from 'drizzle-orm'
import { type Rows, rowsOf, toDate } from '../database/engine.js'
import { quoteLiteral } from '../database/identifiers.js'
import type { Transaction } from '../database/transaction.js'
import { codeOf, verdictOf } from './queries.js'
import type { CoverageQuery } from './scope.js'
import type { TicketPage, TicketRow } from './ticket-page.js'
import { type Rollup, verdicts } from './verdict.js'

/** A page of tickets out of what is stored, with what is below them. */
export interface StoredPage {
  readonly rows: readonly TicketRow[]
  readonly rollups: ReadonlyMap<number, Rollup>
}

/** A page out of what is stored, in a transaction in which that is up to date. */
export async function readStoredPage(
  { db }: Transaction,
  query: CoverageQuery,
  page: TicketPage,
): Promise<StoredPage> {
  return storedPage(await rowsOf(db, sql.raw(`SELECT * FROM ${pageCall(query, page)}`)))
}

/** The rows of `coverage_page`; those of a join that found none have no id. */
export function storedPage(found: Rows): StoredPage {
  const rollups = new Map<number, Rollup>()
  // What the function answers is known here alone.
  const rows = (found as unknown as readonly PageRow[]).flatMap((row): readonly TicketRow[] => {
    if (row.id === null) return []
    const rollup = storedRollup(row)
    if (rollup !== null) rollups.set(row.id, rollup)
    return [
      {
        id: row.id,
        key: row.key,
        summary: row.summary,
        issueType: row.issue_type,
        priority: row.priority,
        status: row.status,
        verdict: verdictOf(row.code),
        testCases: row.test_cases,
        lastExecutedAt: row.last_executed_at === null ? null : toDate(row.last_executed_at),
        position: row.position,
      },
    ]
  })
  return { rows, rollups }
}

/** What is below a ticket, as our functions answer it. */
export interface BelowRow {
  /** The join with everything below it. */
  readonly rolled_up: number
  /** Null where nothing is below it. */
  readonly children: number | null
  readonly covered: number
}

/** Null where nothing is below it. */
export function storedRollup({ rolled_up, children, covered }: BelowRow): Rollup | null {
  return children === null ? null : { verdict: verdictOf(rolled_up), children, childrenCovered: covered }
}

/** What `coverage_page` answers. */
interface PageRow extends BelowRow {
  readonly id: number | null
  readonly key: string
  readonly summary: string
  readonly issue_type: string | null
  readonly priority: string | null
  readonly status: string
  readonly code: number
  readonly test_cases: number
  readonly last_executed_at: string | null
  readonly position: string | null
}

/**
 * The call of `coverage_page` that reads a page: SQL without parameters.
 *
 * @param project an expression: nothing is read where it is null
 */
export function pageCall(
  query: CoverageQuery,
  page: TicketPage,
  project = `${query.projectId}::integer`,
): string {
  const { sort, descending, limit, after } = page
  const wanted = wantedCodes(page)
  const { issueTypes, priorities, statuses, parents, components, labels, fixVersions, createdSince } = query
  const lists = { issueTypes, priorities, statuses, parents, components, labels, fixVersions }
  const asked = {
    codes: wanted.map(({ code }) => code),
    after: wanted.map((one) => one.after),
    sort,
    descending,
    value: after?.value,
    id: after?.id,
    howMany: limit + 1,
    ...Object.fromEntries(Object.entries(lists).filter(([, list]) => list !== undefined && list.length > 0)),
    createdSince:
      createdSince === undefined ? undefined : new Date(createdSince).toISOString().replace('Z', ''),
  }
  return `coverage_page(${project}, ${quoteLiteral(JSON.stringify(asked))})`
}

/** The verdicts to look through, and behind which id of each. */
function wantedCodes({ verdicts: wanted, sort, descending, after }: TicketPage): readonly {
  readonly code: number
  readonly after: number
}[] {
  const codes = [...new Set((wanted.length === 0 ? verdicts : wanted).map(codeOf))]
  const first = descending ? maxId : 0
  if (sort !== 'verdict' || after === undefined) return codes.map((code) => ({ code, after: first }))
  const reached = 5 - Number(after.value)
  return codes.flatMap((code) => {
    if (code === reached) return [{ code, after: after.id }]
    return (descending ? code > reached : code < reached) ? [{ code, after: first }] : []
  })
}

const maxId = 2_147_483_647
