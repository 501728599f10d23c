import { type SQL, sql } from 'drizzle-orm'
import { planned } from '../coverage/plan-rows.js'
import { coverageTables, isThere, wasBy } from '../coverage/queries.js'
import { rowOf, toDate } from '../database/engine.js'
import type { Transaction } from '../database/transaction.js'
import type { Measurements } from './input.js'
import type { MetricName, MetricValues } from './metric-names.js'
import {
  bugIssueTypes,
  criticalPriorities,
  deliveredResolutions,
  openRecommendationStatuses,
  recentDays,
  recommendationGraceDays,
} from './metric-vocabulary.js'

type Measured<Prefix extends string> = Readonly<
  Record<Extract<MetricName, `${Prefix}.${string}`>, number | null>
>

/** What is measured, and as of when. */
export interface MeasureQuery {
  readonly projectId: number
  readonly asOf: Date
}

/** Every metric of the catalogue as of a moment. The formulas are those of `metrics.ts` and docs/maturity.md. */
export async function measure(transaction: Transaction, query: MeasureQuery): Promise<Measurements> {
  return await planned(transaction, 'linear', async () => {
    const metrics: MetricValues = {
      ...(await measureTickets(transaction, query)),
      ...(await measureTestCases(transaction, query)),
      ...(await measureRuns(transaction, query)),
      ...(await measureCycles(transaction, query)),
      ...(await measurePeople(transaction, query)),
      ...(await measureImprovement(transaction, query)),
    }
    return { metrics, newestEvidenceAt: await readNewestEvidence(transaction, query) }
  })
}

async function measureTickets(
  { db }: Transaction,
  query: MeasureQuery,
): Promise<
  Measured<'coverage' | 'risk'> &
    Pick<Measured<'defects'>, 'defects.regressionRatio'> &
    Pick<Measured<'process'>, 'process.leadTimeDays'>
> {
  const { projectId, asOf } = query
  return await rowOf(
    db,
    sql`WITH ${coverageTables({ projectId, asOf, policy: {}, basis: 'runs', isStored: false }, isActive(query))}, existing AS (
        SELECT ticket.id, ticket.code, ticket.executed,
          coalesce(issue.created_date, issue.created_at) AS created, coalesce(issue.updated_date, issue.updated_at) AS updated,
          ${lowerIn(sql`issue.priority`, criticalPriorities)} AS critical,
          ${lowerIn(sql`issue.issue_type`, bugIssueTypes)} AS bug,
          ${lowerIn(sql`issue.resolution`, deliveredResolutions)} AS delivered,
          issue.resolution IS NULL AS unresolved
        FROM ticket JOIN jira_tickets AS issue ON issue.project_id = ${projectId} AND issue.id = ticket.id
        WHERE ${wasBy(createdOf(sql`issue`), asOf)}
      ), first_run AS (
        SELECT covering.jira_ticket_id, min(run.executed_at) AS executed_at
        FROM covering JOIN test_runs AS run ON run.test_case_id = covering.test_case_id
        WHERE run.project_id = ${projectId} AND run.status IN ('passed', 'failed') AND run.executed_at < ${after(asOf)}
        GROUP BY covering.jira_ticket_id
      )
      SELECT ${ratio(sql`code > 0`)} AS "coverage.linked",
        ${ratio(sql`executed`)} AS "coverage.executed",
        ${ratio(sql`code = 1`)} AS "coverage.passing",
        ${ratio(sql`code > 0`, sql`created > ${recent(asOf)}`)} AS "coverage.newLinked",
        ${ratio(sql`executed`, sql`critical`)} AS "risk.criticalCoverage",
        ${ratio(sql`code = 1`, sql`critical`)} AS "risk.criticalPassing",
        CASE WHEN bool_or(bug) THEN coalesce(percentile_cont(0.5) WITHIN GROUP (ORDER BY ${days(sql`created`, at(asOf))})
          FILTER (WHERE bug AND critical AND unresolved), 0) END AS "risk.openCriticalDefectAgeDays",
        ${ratio(sql`code > 0`, sql`bug AND delivered AND updated > ${recent(asOf)} AND updated < ${after(asOf)}`)} AS "defects.regressionRatio",
        percentile_cont(0.5) WITHIN GROUP (ORDER BY greatest(0, ${days(sql`updated`, sql`first_run.executed_at`)}))
          FILTER (WHERE delivered AND updated > ${recent(asOf)} AND updated < ${after(asOf)} AND first_run.executed_at IS NOT NULL)
          AS "process.leadTimeDays"
      FROM existing LEFT JOIN first_run ON first_run.jira_ticket_id = existing.id`,
  )
}

/** Whether a row of `test_cases AS test_case` exists, is not deprecated and was approved if a model wrote it. */
function isActive({ asOf }: MeasureQuery): SQL {
  return sql`${wasBy(sql`test_case.created_at`, asOf)} AND test_case.status IS DISTINCT FROM 'deprecated'
          AND (test_case.ai_generated IS NOT TRUE OR coalesce(test_case.approved_at < ${after(asOf)}, false))`
}

/** `active`: the active test cases. */
function activeTable(query: MeasureQuery): SQL {
  return sql`active AS (
        SELECT test_case.*, coalesce(test_case.automation_status, '') = 'automated' AS automated
        FROM test_cases AS test_case WHERE test_case.project_id = ${query.projectId} AND ${isActive(query)}
      )`
}

/** `recent_run`: the runs of active test cases within the last days, final ones marked. */
function recentRunTable({ projectId, asOf }: MeasureQuery): SQL {
  return sql`recent_run AS (
        SELECT run.*, run.status IN ('passed', 'failed') AS final, active.automated,
          nullif(run.environment, '') AS place, nullif(run.version, '') AS build
        FROM test_runs AS run JOIN active ON active.id = run.test_case_id
        WHERE run.project_id = ${projectId} AND run.executed_at > ${recent(asOf)} AND run.executed_at < ${after(asOf)}
      )`
}

async function measureTestCases({ db }: Transaction, query: MeasureQuery): Promise<Measured<'automation'>> {
  return await rowOf(
    db,
    sql`WITH ${activeTable(query)}, ${recentRunTable(query)}
      SELECT ${ratio(sql`automated`, sql`automated OR automatable IS DISTINCT FROM false`)} AS "automation.ratio",
        ${ratio(sql`id IN (SELECT test_case_id FROM recent_run WHERE final)`, sql`automated`)}
          AS "automation.exercisedRatio"
      FROM active`,
  )
}

/** Whether a row of `recent_run` names a defect. The specification's column holds any JSON. */
const namesDefect: SQL = sql`CASE WHEN jsonb_typeof(defects) = 'array' THEN jsonb_array_length(defects) > 0 ELSE false END`

async function measureRuns(
  { db }: Transaction,
  query: MeasureQuery,
): Promise<Measured<'execution'> & Pick<Measured<'defects'>, 'defects.linkedFailureRatio'>> {
  const { projectId, asOf } = query
  return await rowOf(
    db,
    sql`WITH ${activeTable(query)}, ${recentRunTable(query)}, pair AS (
        SELECT DISTINCT ON (test_case_id, place) status,
          bool_or(status = 'failed' AND ${namesDefect}) OVER (PARTITION BY test_case_id, place) AS names_defect
        FROM recent_run WHERE final ORDER BY test_case_id, place, executed_at DESC, id DESC
      ), placed AS (
        SELECT recent_run.test_case_id, place, build, CASE WHEN build IS NULL THEN item.cycle_id END AS cycle_id, recent_run.status,
          row_number() OVER (PARTITION BY recent_run.test_case_id, place, build, CASE WHEN build IS NULL THEN item.cycle_id END
            ORDER BY executed_at, attempt, recent_run.id) AS position
        FROM recent_run JOIN test_cycle_items AS item ON item.project_id = ${projectId} AND item.id = recent_run.cycle_item_id
        WHERE final
      ), rerun AS (
        SELECT coalesce(min(position) FILTER (WHERE status = 'failed') < max(position) FILTER (WHERE status = 'passed'), false) AS flaky
        FROM placed GROUP BY test_case_id, place, build, cycle_id
      )
      SELECT (SELECT ${ratio(sql`status = 'passed'`)} FROM pair) AS "execution.passRate",
        (SELECT ${ratio(sql`flaky`)} FROM rerun) AS "execution.flakyRate",
        (SELECT min(greatest(0, ${days(sql`run.executed_at`, at(asOf))})) FROM test_runs AS run JOIN active ON active.id = run.test_case_id
          WHERE run.project_id = ${projectId} AND run.status IN ('passed', 'failed') AND run.executed_at < ${after(asOf)})
          AS "execution.freshnessDays",
        (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY coalesce(duration_ms / 1000.0, duration)) FROM recent_run
          WHERE final AND automated AND coalesce(duration_ms, duration) IS NOT NULL) AS "execution.medianDurationSeconds",
        (SELECT ${ratio(sql`status = 'blocked'`, sql`final OR status = 'blocked'`)} FROM recent_run) AS "execution.blockedRate",
        (SELECT ${ratio(sql`place IS NOT NULL AND build IS NOT NULL`, sql`final`)} FROM recent_run) AS "execution.traceableRatio",
        (SELECT ${ratio(sql`names_defect`, sql`status = 'failed'`)} FROM pair) AS "defects.linkedFailureRatio"`,
  )
}

async function measureCycles(
  { db }: Transaction,
  { projectId, asOf }: MeasureQuery,
): Promise<
  Pick<Measured<'process'>, 'process.cycleCompletion'> &
    Pick<Measured<'collaboration'>, 'collaboration.assignedRatio'>
> {
  return await rowOf(
    db,
    sql`WITH item AS (
        SELECT item.status, item.assigned_user_id, cycle.testing_mode IS DISTINCT FROM 'automated' AS by_people,
          coalesce(cycle.status, 'created') IN ('created', 'in-progress') AS open,
          coalesce(cycle.end_date > ${recent(asOf)} AND cycle.end_date < ${after(asOf)}, false)
            OR cycle.status IN ('completed', 'archived') AND cycle.updated_at > ${recent(asOf)} AND cycle.updated_at < ${after(asOf)}
              AND (cycle.end_date IS NULL OR cycle.end_date >= ${after(asOf)}) AS ended
        FROM test_cycle_items AS item
        JOIN test_cycles AS cycle ON cycle.project_id = item.project_id AND cycle.id = item.cycle_id
        WHERE item.project_id = ${projectId} AND ${wasBy(sql`cycle.created_at`, asOf)}
      )
      SELECT ${ratio(sql`status IN ('passed', 'failed')`, sql`ended AND status IS DISTINCT FROM 'skipped'`)} AS "process.cycleCompletion",
        ${ratio(sql`assigned_user_id IS NOT NULL`, sql`by_people AND (open OR ended)`)} AS "collaboration.assignedRatio"
      FROM item`,
  )
}

async function measurePeople(
  { db }: Transaction,
  query: MeasureQuery,
): Promise<Omit<Measured<'collaboration'>, 'collaboration.assignedRatio'>> {
  const { asOf } = query
  const reviewed = sql`approved_by IS NOT NULL AND approved_by IS DISTINCT FROM user_id AND approved_at < ${after(asOf)}`
  return await rowOf(
    db,
    sql`WITH ${activeTable(query)}, ${recentRunTable(query)}, person AS (
        SELECT user_id AS id FROM active WHERE created_at > ${recent(asOf)}
        UNION SELECT approved_by FROM active WHERE approved_at > ${recent(asOf)} AND approved_at < ${after(asOf)}
        UNION SELECT executed_by FROM recent_run
      )
      SELECT CASE WHEN count(*) > 0 THEN count(DISTINCT approved_by) FILTER (WHERE ${reviewed} AND approved_at > ${recent(asOf)}) END::float8
          AS "collaboration.reviewers",
        ${ratio(reviewed, sql`NOT automated`)} AS "collaboration.reviewedRatio",
        CASE WHEN count(*) > 0 THEN (SELECT count(*) FROM person WHERE id IS NOT NULL) END::float8 AS "collaboration.contributors"
      FROM active`,
  )
}

async function measureImprovement(
  transaction: Transaction,
  { projectId, asOf }: MeasureQuery,
): Promise<Measured<'improvement'>> {
  const { db } = transaction
  const before = new Date(asOf.getTime() - recentDays * 86_400_000)
  const now = await measureLinked(transaction, { projectId, asOf })
  const then = await measureLinked(transaction, { projectId, asOf: before })
  const closed = sql`coalesce(status, 'active') NOT IN (${list(openRecommendationStatuses)})`
  const others = await rowOf<Omit<Measured<'improvement'>, 'improvement.coverageTrend'>>(
    db,
    sql`SELECT
        (SELECT ${ratio(closed)} FROM recommendations WHERE project_id = ${projectId}
          AND created_at < ${at(asOf)} - make_interval(days => ${recommendationGraceDays}::integer)) AS "improvement.recommendationsClosed",
        (SELECT min(greatest(0, ${days(sql`assessment_date`, at(asOf))})) FROM assessments
          WHERE project_id = ${projectId} AND assessment_date < ${after(asOf)}) AS "improvement.assessmentAgeDays"`,
  )
  const known = now.linked !== null && then.linked !== null && then.links > 0
  return {
    ...others,
    'improvement.coverageTrend': known ? 100 * (Number(now.linked) - Number(then.linked)) : null,
  }
}

async function measureLinked(
  { db }: Transaction,
  query: MeasureQuery,
): Promise<{ readonly linked: number | null; readonly links: number }> {
  const { projectId, asOf } = query
  return await rowOf(
    db,
    sql`WITH ${activeTable(query)}, link AS (
        SELECT link.jira_ticket_id FROM test_case_jira_links AS link JOIN active ON active.id = link.test_case_id
        WHERE link.project_id = ${projectId} AND ${wasBy(sql`link.created_at`, asOf)}
      )
      SELECT ${ratio(sql`issue.id IN (SELECT jira_ticket_id FROM link)`)} AS linked,
        (SELECT count(*)::integer FROM link) AS links
      FROM jira_tickets AS issue
      WHERE ${isThere(query, sql`issue`)} AND ${wasBy(createdOf(sql`issue`), asOf)}`,
  )
}

/** The newest run, or without runs the newest test case or ticket. */
async function readNewestEvidence({ db }: Transaction, query: MeasureQuery): Promise<Date | null> {
  const { projectId, asOf } = query
  const { newest } = await rowOf<{ newest: string | null }>(
    db,
    sql`WITH ${activeTable(query)}
      SELECT coalesce(
        (SELECT max(run.executed_at) FROM test_runs AS run JOIN active ON active.id = run.test_case_id
          WHERE run.project_id = ${projectId} AND run.executed_at < ${after(asOf)}),
        greatest(
          (SELECT max(created_at) FROM test_cases WHERE project_id = ${projectId} AND created_at < ${after(asOf)}),
          (SELECT max(${createdOf(sql`issue`)}) FROM jira_tickets AS issue
            WHERE ${isThere(query, sql`issue`)} AND ${createdOf(sql`issue`)} < ${after(asOf)}))
      )::text AS newest`,
  )
  return newest === null ? null : toDate(newest)
}

/** Rows for which `part` holds, out of those of which `whole` does; null where there are none. */
function ratio(part: SQL, whole: SQL = sql`true`): SQL {
  return sql`(count(*) FILTER (WHERE (${whole}) AND (${part})))::float8 / nullif(count(*) FILTER (WHERE ${whole}), 0)`
}

/** Days, with fractions, between two moments. */
function days(from: SQL, to: SQL): SQL {
  return sql`(extract(epoch FROM ${to} - ${from}) / 86400)::float8`
}

function at(moment: Date): SQL {
  return sql`${moment.toISOString()}::timestamp`
}

/** The end of a moment's millisecond: PostgreSQL keeps microseconds, a `Date` does not. */
function after(moment: Date): SQL {
  return sql`${at(moment)} + interval '1 millisecond'`
}

/** When a row of `jira_tickets` came to be: Jira's own date, or else the day it was first stored. */
function createdOf(ticket: SQL): SQL {
  return sql`coalesce(${ticket}.created_date, ${ticket}.created_at)`
}

function recent(moment: Date): SQL {
  return sql`${new Date(moment.getTime() - recentDays * 86_400_000).toISOString()}::timestamp`
}

/** Whether a text is one of these in any case; false where there is none. */
function lowerIn(column: SQL, values: readonly string[]): SQL {
  return sql`coalesce(lower(${column}) IN (${list(values)}), false)`
}

function list(values: readonly string[]): SQL {
  return sql.join(
    values.map((value) => sql`${value}`),
    sql`, `,
  )
}
