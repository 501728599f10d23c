import { type SQL, sql } from 'drizzle-orm'
import { rowsOf, toDate } from '../database/engine.js'
import type { Transaction } from '../database/transaction.js'
import { isOrphaned } from './matrix-rows.js'
import { environmentName, isCounted, isFinal, isThere, newestFirst, runConditions, until } from './queries.js'
import type { CoverageQuery } from './scope.js'
import { type Durations, type Flakiness, flipsOf, growthOf } from './test-health.js'
import type { FlakyTest, NeverRunTest, OrphanedTest, SlowTest, StaleTest } from './test-list-types.js'
import { percentage } from './verdict.js'

/** How much of a list of tests, and from where. `value` is what the list is ordered by, as text. */
export interface ListPage {
  readonly limit: number
  readonly after: { readonly value: string | null; readonly id: number } | undefined
}

/** An item of a list, and the value that it is ordered by. */
export interface Placed<Item> {
  readonly item: Item
  readonly position: string | null
}

/** Flaky tests, those that flip most first, one more than asked for where there are more. */
export async function readFlaky(
  { db }: Transaction,
  query: CoverageQuery,
  { lastRuns, since }: { readonly lastRuns: number; readonly since: Date | undefined },
  page: ListPage,
): Promise<readonly Placed<FlakyTest>[]> {
  const place = sql`test_case_id, environment, version`
  const from = since === undefined ? sql`` : sql` AND run.executed_at >= ${since.toISOString()}::timestamp`
  const rows = await rowsOf<
    Omit<FlakyTest, 'rate' | 'lastFlipAt'> & { readonly steps: number; readonly last: string | null }
  >(
    db,
    sql`WITH placed AS (
        SELECT run.test_case_id, ${environmentName} AS environment, nullif(run.version, '') AS version, run.status,
          run.executed_at, run.attempt, run.import_id,
          row_number() OVER (PARTITION BY run.test_case_id, ${environmentName}, nullif(run.version, '') ORDER BY ${newestFirst}) AS age
        FROM test_runs AS run WHERE ${sql.join(runConditions(query), sql` AND `)} AND ${isFinal}${from}
      ), stepped AS (
        SELECT *, status <> lead(status) OVER (PARTITION BY ${place} ORDER BY age) AS flipped,
          status = 'passed' AND import_id IS NOT NULL
            AND attempt > min(attempt) FILTER (WHERE status = 'failed') OVER (PARTITION BY ${place}, import_id) AS recovered
        FROM placed WHERE age <= ${lastRuns}
      ), place AS (
        SELECT ${place}, count(*) AS runs, count(*) FILTER (WHERE status = 'failed') AS failed,
          count(*) FILTER (WHERE flipped) AS flips, count(DISTINCT import_id) FILTER (WHERE recovered) AS retried,
          max(executed_at) FILTER (WHERE flipped) AS last_flip
        FROM stepped GROUP BY ${place}
      ), flaky AS (
        SELECT test_case_id, sum(runs)::integer AS runs, sum(failed)::integer AS failed, sum(flips)::integer AS flips,
          sum(runs - 1)::integer AS steps, sum(retried)::integer AS retried, max(last_flip) AS last_flip,
          json_agg(DISTINCT coalesce(environment, '')) AS environments
        FROM place
        WHERE retried > 0
          OR flips >= CASE WHEN version IS NULL THEN ${flipsOf.unknownVersion}::integer ELSE ${flipsOf.sameVersion}::integer END
        GROUP BY test_case_id
      )
      SELECT ${testCaseFields}, flaky.runs, flaky.failed, flaky.flips, flaky.steps, flaky.retried, flaky.environments,
        flaky.last_flip AS last
      FROM flaky JOIN test_cases AS test_case ON test_case.id = flaky.test_case_id
      WHERE test_case.project_id = ${query.projectId} AND ${isCounted}${beyond(page, sql`flaky.flips`, sql`integer`, 'DESC')}
      ORDER BY flaky.flips DESC, test_case.id LIMIT ${page.limit + 1}`,
  )
  return rows.map(({ steps, last, environments, ...row }) => ({
    item: {
      ...row,
      rate: rateOf(row.flips, steps),
      environments: environments.toSorted(),
      lastFlipAt: last === null ? null : toDate(last),
    },
    position: String(row.flips),
  }))
}

function rateOf(flips: number, steps: number): Flakiness['rate'] {
  return percentage(flips, steps) ?? 0
}

/** Tests that have durations, slowest first, one more than asked for where there are more. */
export async function readSlow(
  { db }: Transaction,
  query: CoverageQuery,
  lastRuns: number,
  page: ListPage,
): Promise<readonly Placed<SlowTest>[]> {
  const duration = sql`coalesce(run.duration_ms, run.duration * 1000.0)::double precision`
  const isNew = sql`FILTER (WHERE age <= ${lastRuns})`
  const isOld = sql`FILTER (WHERE age > ${lastRuns})`
  const quantile = (share: number, which: SQL) =>
    sql`percentile_disc(${sql.raw(String(share))}) WITHIN GROUP (ORDER BY duration) ${which}`
  const rows = await rowsOf<
    Omit<SlowTest, 'before' | 'growth'> & {
      readonly runsBefore: number
      readonly p50Before: number | null
      readonly p95Before: number | null
    }
  >(
    db,
    sql`WITH timed AS (
        SELECT run.test_case_id, ${duration} AS duration,
          row_number() OVER (PARTITION BY run.test_case_id ORDER BY ${newestFirst}) AS age
        FROM test_runs AS run WHERE ${sql.join(runConditions(query), sql` AND `)} AND ${isFinal} AND ${duration} IS NOT NULL
      ), slow AS (
        SELECT test_case_id, (count(*) ${isNew})::integer AS runs, (count(*) ${isOld})::integer AS runs_before,
          ${quantile(0.5, isNew)} AS p50, ${quantile(0.95, isNew)} AS p95,
          ${quantile(0.5, isOld)} AS p50_before, ${quantile(0.95, isOld)} AS p95_before
        FROM timed WHERE age <= ${2 * lastRuns} GROUP BY test_case_id
      )
      SELECT ${testCaseFields}, slow.runs, slow.p50 AS "p50Ms", slow.p95 AS "p95Ms", slow.runs_before AS "runsBefore",
        slow.p50_before AS "p50Before", slow.p95_before AS "p95Before"
      FROM slow JOIN test_cases AS test_case ON test_case.id = slow.test_case_id
      WHERE test_case.project_id = ${query.projectId} AND ${isCounted}${beyond(page, sql`slow.p95`, sql`double precision`, 'DESC')}
      ORDER BY slow.p95 DESC, test_case.id LIMIT ${page.limit + 1}`,
  )
  return rows.map(({ runsBefore, p50Before, p95Before, ...row }) => {
    const before: Durations | null =
      p50Before === null || p95Before === null
        ? null
        : { runs: runsBefore, p50Ms: p50Before, p95Ms: p95Before }
    return { item: { ...row, before, growth: growthOf(row, before) }, position: String(row.p95Ms) }
  })
}

/** Tests without a final run, by id, one more than asked for where there are more. */
export async function readNeverRun(
  { db }: Transaction,
  query: CoverageQuery,
  page: ListPage,
): Promise<readonly Placed<NeverRunTest>[]> {
  const rows = await rowsOf<Omit<NeverRunTest, 'createdAt'> & { readonly created: string | null }>(
    db,
    sql`WITH tried AS (
        SELECT run.test_case_id, bool_or(${isFinal}) AS executed, count(*)::integer AS runs,
          (array_agg(run.status ORDER BY ${newestFirst}))[1] AS last_status
        FROM test_runs AS run WHERE ${sql.join(runConditions(query), sql` AND `)} GROUP BY run.test_case_id
      )
      SELECT ${testCaseFields}, test_case.created_at AS created, coalesce(tried.runs, 0) AS runs, tried.last_status AS "lastStatus"
      FROM test_cases AS test_case LEFT JOIN tried ON tried.test_case_id = test_case.id
      WHERE test_case.project_id = ${query.projectId} AND ${isCounted} AND tried.executed IS NOT TRUE${beyondId(page)}
      ORDER BY test_case.id LIMIT ${page.limit + 1}`,
  )
  return rows.map(({ created, ...row }) => ({
    item: { ...row, createdAt: created === null ? null : toDate(created) },
    position: null,
  }))
}

/** Tests that are linked to no ticket that is there, by id, one more than asked for where there are more. */
export async function readOrphaned(
  { db }: Transaction,
  query: CoverageQuery,
  page: ListPage,
): Promise<readonly Placed<OrphanedTest>[]> {
  const rows = await rowsOf<Omit<OrphanedTest, 'reasons'>>(
    db,
    sql`WITH orphan AS (
        SELECT ${testCaseFields} FROM test_cases AS test_case
        WHERE ${isOrphaned(query)}${beyondId(page)} ORDER BY test_case.id LIMIT ${page.limit + 1}
      ), gone AS (
        SELECT link.test_case_id, json_agg(issue.jira_key ORDER BY issue.id) AS keys
        FROM test_case_jira_links AS link
        JOIN jira_tickets AS issue ON issue.project_id = link.project_id AND issue.id = link.jira_ticket_id
        WHERE link.project_id = ${query.projectId}${until(query, sql`link.created_at`)} AND NOT (${isThere(query, sql`issue`)})
          AND link.test_case_id IN (SELECT id FROM orphan)
        GROUP BY link.test_case_id
      ), pending AS (
        SELECT link.test_case_id, json_agg(link.jira_key ORDER BY link.id) AS keys
        FROM pending_links AS link
        WHERE link.project_id = ${query.projectId}${until(query, sql`link.created_at`)}
          AND link.test_case_id IN (SELECT id FROM orphan)
        GROUP BY link.test_case_id
      )
      SELECT orphan.*, coalesce(gone.keys, '[]') AS "tombstonedKeys", coalesce(pending.keys, '[]') AS "pendingKeys"
      FROM orphan LEFT JOIN gone ON gone.test_case_id = orphan.id LEFT JOIN pending ON pending.test_case_id = orphan.id
      ORDER BY orphan.id`,
  )
  return rows.map((row) => {
    const reasons = [
      ...(row.tombstonedKeys.length > 0 ? ['tombstoned' as const] : []),
      ...(row.pendingKeys.length > 0 ? ['pending' as const] : []),
    ]
    return {
      item: { ...row, reasons: reasons.length > 0 ? reasons : ['unlinked' as const] },
      position: null,
    }
  })
}

/** Tests whose newest final run was before that moment, oldest first, one more than asked for where there are more. */
export async function readStale(
  { db }: Transaction,
  query: CoverageQuery,
  before: Date,
  page: ListPage,
): Promise<readonly Placed<StaleTest>[]> {
  const rows = await rowsOf<Omit<StaleTest, 'lastExecutedAt'> & { readonly last: string }>(
    db,
    sql`WITH tried AS (
        SELECT run.test_case_id, max(run.executed_at) AS last FROM test_runs AS run
        WHERE ${sql.join(runConditions(query), sql` AND `)} AND ${isFinal} GROUP BY run.test_case_id
      )
      SELECT ${testCaseFields}, tried.last::text
      FROM test_cases AS test_case JOIN tried ON tried.test_case_id = test_case.id
      WHERE test_case.project_id = ${query.projectId} AND ${isCounted} AND tried.last < ${before.toISOString()}::timestamp
        ${beyond(page, sql`tried.last`, sql`timestamp`, 'ASC')}
      ORDER BY tried.last, test_case.id LIMIT ${page.limit + 1}`,
  )
  return rows.map(({ last, ...row }) => ({ item: { ...row, lastExecutedAt: toDate(last) }, position: last }))
}

const testCaseFields: SQL = sql`test_case.id, test_case.external_id AS "externalId", test_case.title, test_case.status`

function beyondId({ after }: ListPage): SQL {
  return after === undefined ? sql`` : sql` AND test_case.id > ${after.id}`
}

/** `AND` that a row comes after the page before, where its value is never null. */
function beyond({ after }: ListPage, value: SQL, type: SQL, order: 'ASC' | 'DESC'): SQL {
  if (after === undefined) return sql``
  const at = sql`${after.value}::${type}`
  const further = order === 'ASC' ? sql`${value} > ${at}` : sql`${value} < ${at}`
  return sql` AND (${further} OR ${value} = ${at} AND test_case.id > ${after.id})`
}
