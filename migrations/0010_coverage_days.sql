-- The trend of coverage: its numbers at the end of days, kept. Whoever asks for a trend closes the days that are
-- missing (close_days), out of what the runs and links of those days say; nobody has to remember to. What is written
-- later reopens the days that it belongs to, and no others: a mark says from when on what it stands for changes history.

-- The numbers at the end of a day, by the project's policy, without any scope. What is here is right.
CREATE TABLE "coverage_days" (
	"project_id" integer NOT NULL,
	"day" date NOT NULL,
	"linked" integer NOT NULL,
	"executed" integer NOT NULL,
	"passing" integer NOT NULL,
	CONSTRAINT "coverage_days_pkey" PRIMARY KEY ("project_id", "day")
);
--> statement-breakpoint
-- Tickets that were found deleted are there on the days before.
CREATE INDEX "idx_jira_tickets_deleted" ON "jira_tickets" ("project_id", "deleted_at") WHERE deleted_at IS NOT NULL;
--> statement-breakpoint
-- Whoever folds marks takes them away, with the project's row of coverage_counts locked, and so does whoever closes
-- days. A change that was not seen when a day was closed still has its mark then, and reopens it.
CREATE FUNCTION reopen_days() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
	change record;
BEGIN
	FOR change IN
		SELECT project_id, min(coalesce(since, '-infinity'))::date AS since, max(until)::date AS until FROM folded GROUP BY project_id
	LOOP
		DELETE FROM coverage_days WHERE project_id = change.project_id AND day >= change.since;
		UPDATE coverage_counts SET newest = change.until
		WHERE project_id = change.project_id AND change.until > coalesce(newest, '-infinity');
	END LOOP;
	RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER reopen_days AFTER DELETE ON coverage_marks REFERENCING OLD TABLE AS folded
FOR EACH STATEMENT EXECUTE FUNCTION reopen_days();
--> statement-breakpoint
-- Everything was judged for the first time, or is rebuilt: nothing is known of what was before.
CREATE FUNCTION reopen_all_days() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
	DELETE FROM coverage_days WHERE project_id = NEW.project_id;
	UPDATE coverage_counts SET newest = greatest(
		(SELECT max(executed_at) FROM test_case_results WHERE project_id = NEW.project_id),
		(SELECT max(created_at) FROM test_case_jira_links WHERE project_id = NEW.project_id),
		(SELECT max(deleted_at) FROM jira_tickets WHERE project_id = NEW.project_id)
	)::date
	WHERE project_id = NEW.project_id;
	RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER reopen_all_days AFTER UPDATE ON coverage_counts FOR EACH ROW
WHEN (OLD.is_stale AND NOT NEW.is_stale) EXECUTE FUNCTION reopen_all_days();
--> statement-breakpoint
-- What decided before a moment: of each test case and environment the newest run with a result, and the newest of the
-- others or of all. Mostly it still is the newest one, which is stored; else it is looked up.
DO $do$
DECLARE
	branch text := $branch$
				(SELECT id, status, executed_at FROM test_runs
				WHERE project_id = project AND test_case_id = known.test_case_id AND {place} AND {time}{results}
				ORDER BY executed_at DESC, id DESC LIMIT 1)$branch$;
	branches text;
BEGIN
	SELECT string_agg(replace(replace(branch, '{place}', place), '{time}', time), ' UNION ALL ') INTO branches
	FROM unnest(ARRAY['environment = known.environment', $$environment IS NULL AND known.environment = ''$$]) AS place,
		unnest(ARRAY['executed_at < moment', 'executed_at IS NULL']) AS time;
	EXECUTE format($create$
CREATE FUNCTION results_before(project integer, moment timestamp, final_first boolean) RETURNS TABLE (
	test_case_id integer, environment varchar, run_id integer, status varchar, executed_at timestamp
) LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
BEGIN
	RETURN QUERY
	WITH known AS MATERIALIZED (
		SELECT test_case_id, environment, is_final, run_id, status, executed_at, coalesce(executed_at < moment, true) AS is_before
		FROM test_case_results WHERE project_id = project
	), final AS MATERIALIZED (
		SELECT test_case_id, environment, run_id, status, executed_at FROM known WHERE is_final AND is_before
		UNION ALL
		SELECT known.test_case_id, known.environment, run.id, run.status, run.executed_at
		FROM known CROSS JOIN LATERAL (
			SELECT * FROM (%s
			) AS run ORDER BY executed_at DESC NULLS LAST, id DESC LIMIT 1
		) AS run
		WHERE is_final AND NOT is_before
	), other AS MATERIALIZED (
		SELECT * FROM known
		WHERE NOT is_final AND NOT (final_first AND (test_case_id, environment) IN (SELECT test_case_id, environment FROM final))
	)
	SELECT * FROM final
	UNION ALL
	SELECT test_case_id, environment, run_id, status, executed_at FROM other WHERE is_before
	UNION ALL
	SELECT known.test_case_id, known.environment, run.id, run.status, run.executed_at
	FROM other AS known CROSS JOIN LATERAL (
		SELECT * FROM (%s
		) AS run ORDER BY executed_at DESC NULLS LAST, id DESC LIMIT 1
	) AS run
	WHERE NOT is_before;
END
$$
	$create$, replace(branches, '{results}', $$ AND status IN ('passed', 'failed')$$), replace(branches, '{results}', ''));
END
$do$;
--> statement-breakpoint
ALTER FUNCTION results_before(integer, timestamp, boolean) SET enable_seqscan TO off;
--> statement-breakpoint
ALTER FUNCTION results_before(integer, timestamp, boolean) SET jit TO off;
--> statement-breakpoint
REVOKE ALL ON FUNCTION results_before(integer, timestamp, boolean) FROM PUBLIC;
--> statement-breakpoint
-- Closes days of a project: computes their numbers and keeps them. False where that cannot be now; see fold_coverage.
--
-- What was there at the end of the first day is found as it is now; then only what changed counts, from day to day:
-- first of the environments of a test case, then of the test case, then of its tickets. A test case passes while some
-- of its environments count and none of those does anything but pass; a ticket, while all of its test cases pass. So
-- sums are enough, and each step sorts what is left of the one before.
--   wanted: the days; what is between two of them counts for the later one.
CREATE FUNCTION close_days(project integer, wanted date[]) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
SET lock_timeout TO '2s' SET enable_nestloop TO off SET enable_hashjoin TO on SET enable_mergejoin TO on SET enable_seqscan TO on
SET jit TO off SET plan_cache_mode TO force_custom_plan AS $$
DECLARE
	stored coverage_counts;
	policy jsonb;
	final_first boolean;
	ignored text;
	days date[] := array(SELECT DISTINCT day FROM unnest(wanted) AS day WHERE isfinite(day) ORDER BY day);
	ends timestamp[] := array(SELECT (day + 1)::timestamp FROM unnest(days) AS day ORDER BY day);
	size integer := cardinality(days);
BEGIN
	IF project_access(project) IS NULL OR current_setting('transaction_read_only')::boolean
		OR current_setting('transaction_isolation') <> 'read committed'
	THEN
		RETURN false;
	END IF;
	BEGIN
		SELECT * INTO stored FROM coverage_counts WHERE project_id = project FOR NO KEY UPDATE;
	EXCEPTION WHEN lock_not_available THEN
		RETURN false;
	END;
	IF stored.is_stale IS DISTINCT FROM false THEN
		RETURN false;
	END IF;
	policy := (SELECT coverage_policy FROM projects WHERE id = project);
	final_first := coalesce((policy ->> 'finalRunsFirst')::boolean, true);
	ignored := CASE WHEN policy ->> 'skipped' = 'ignore' THEN 'skipped' END;
	INSERT INTO coverage_days (project_id, day, linked, executed, passing)
	WITH run AS (
		SELECT test_case_id, environment, 0 AS day, run_id AS id, status, executed_at FROM results_before(project, ends[1], final_first)
		UNION ALL
		SELECT test_case_id, coalesce(environment, ''), width_bucket(executed_at, ends), id, status, executed_at
		FROM test_runs WHERE project_id = project AND executed_at >= ends[1] AND executed_at < ends[size]
	), taken AS (
		SELECT DISTINCT ON (test_case_id, environment, day) test_case_id, environment, day, status,
			bool_or(status IN ('passed', 'failed')) OVER (PARTITION BY test_case_id, environment, day) AS executed
		FROM run
		ORDER BY test_case_id, environment, day, (status IN ('passed', 'failed') AND final_first) DESC, executed_at DESC NULLS LAST, id DESC
	), preceded AS (
		SELECT *, coalesce(bool_or(executed) OVER (PARTITION BY test_case_id, environment ORDER BY day
			ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), false) AS was_executed
		FROM taken
	), judged AS (
		SELECT test_case_id, environment, day, (status IS DISTINCT FROM ignored)::integer AS counting,
			(status IS DISTINCT FROM ignored AND coverage_code(status, policy) <> 1)::integer AS wrong,
			(executed AND NOT was_executed)::integer AS executed
		FROM preceded WHERE NOT (final_first AND was_executed AND NOT executed)
	), differing AS (
		SELECT test_case_id, day, counting - lag(counting, 1, 0) OVER environments AS counting,
			wrong - lag(wrong, 1, 0) OVER environments AS wrong, executed
		FROM judged WINDOW environments AS (PARTITION BY test_case_id, environment ORDER BY day)
	), test_case_day AS (
		SELECT test_case_id, day, sum(sum(counting)) OVER upto > 0 AND sum(sum(wrong)) OVER upto = 0 AS passing,
			sum(sum(executed)) OVER upto > 0 AS executed
		FROM differing WHERE (counting, wrong, executed) <> (0, 0, 0)
		GROUP BY test_case_id, day WINDOW upto AS (PARTITION BY test_case_id ORDER BY day)
	), test_case AS (
		SELECT test_case_id, day, passing::integer - lag(passing::integer, 1, 0) OVER upto AS passing,
			executed::integer - lag(executed::integer, 1, 0) OVER upto AS executed
		FROM test_case_day WINDOW upto AS (PARTITION BY test_case_id ORDER BY day)
	), change AS (
		SELECT known.test_case_id, 0 AS day, 1 AS linked, coalesce(passing, 0) AS passing, coalesce(test_case.executed, 0) AS executed
		FROM test_case_coverage AS known LEFT JOIN test_case ON test_case.test_case_id = known.test_case_id AND test_case.day = 0
		WHERE known.project_id = project
		UNION ALL
		SELECT known.test_case_id, day, 0, passing, test_case.executed
		FROM test_case_coverage AS known JOIN test_case ON test_case.test_case_id = known.test_case_id
		WHERE known.project_id = project AND test_case.day > 0 AND (passing, test_case.executed) <> (0, 0)
	), removed AS (
		SELECT id, width_bucket(deleted_at, ends) AS day FROM jira_tickets
		WHERE project_id = project AND deleted_at IS NOT NULL AND deleted_at < ends[size]
	), ticket_change AS (
		SELECT link.jira_ticket_id AS ticket_id, greatest(change.day, width_bucket(link.created_at, ends)) AS day,
			change.linked, change.passing, change.executed
		FROM test_case_jira_links AS link JOIN change ON change.test_case_id = link.test_case_id
		WHERE link.project_id = project AND (link.created_at IS NULL OR link.created_at < ends[size])
	), ticket_day AS (
		SELECT ticket_id, day, sum(sum(linked)) OVER upto AS linked, sum(sum(passing)) OVER upto AS passing,
			sum(sum(executed)) OVER upto AS executed
		FROM ticket_change GROUP BY ticket_id, day WINDOW upto AS (PARTITION BY ticket_id ORDER BY day)
	), ticket_state AS (
		SELECT ticket_id, day, (linked > 0)::integer AS linked, (executed > 0)::integer AS executed,
			(linked > 0 AND passing = linked)::integer AS passing
		FROM ticket_day WHERE NOT EXISTS (SELECT FROM removed WHERE removed.id = ticket_id AND removed.day <= ticket_day.day)
		UNION ALL
		SELECT id, day, 0, 0, 0 FROM removed
	), ticket AS (
		SELECT day, linked - lag(linked, 1, 0) OVER upto AS linked, executed - lag(executed, 1, 0) OVER upto AS executed,
			passing - lag(passing, 1, 0) OVER upto AS passing
		FROM ticket_state WINDOW upto AS (PARTITION BY ticket_id ORDER BY day)
	), total AS (
		SELECT day, sum(linked) AS linked, sum(executed) AS executed, sum(passing) AS passing FROM ticket GROUP BY day
	)
	SELECT project, days[place], sum(coalesce(linked, 0)) OVER upto, sum(coalesce(executed, 0)) OVER upto,
		sum(coalesce(passing, 0)) OVER upto
	FROM generate_subscripts(days, 1) AS place LEFT JOIN total ON total.day = place - 1
	WINDOW upto AS (ORDER BY place)
	ON CONFLICT (project_id, day) DO NOTHING;
	RETURN true;
END
$$;
--> statement-breakpoint
SELECT mark_internal(name::regprocedure)
FROM unnest(ARRAY[
	'reopen_days()', 'reopen_all_days()', 'close_days(integer, date[])'
]) AS name;
--> statement-breakpoint
REVOKE ALL ON FUNCTION reopen_days(), reopen_all_days(), close_days(integer, date[]) FROM PUBLIC;
--> statement-breakpoint
DO $do$
DECLARE
	roles text := policy_roles();
BEGIN
	ALTER TABLE coverage_days ENABLE ROW LEVEL SECURITY;
	ALTER TABLE coverage_days FORCE ROW LEVEL SECURITY;
	EXECUTE format('CREATE POLICY coverage_days_read ON coverage_days FOR SELECT TO %s USING ((SELECT is_trusted()) OR project_id IN (SELECT readable_project_ids()))', roles);
	EXECUTE format('CREATE POLICY coverage_days_insert ON coverage_days FOR INSERT TO %s WITH CHECK ((SELECT is_internal()))', roles);
	EXECUTE format('CREATE POLICY coverage_days_update ON coverage_days FOR UPDATE TO %s USING ((SELECT is_internal()))', roles);
	EXECUTE format('CREATE POLICY coverage_days_delete ON coverage_days FOR DELETE TO %s USING ((SELECT is_internal()))', roles);
	IF roles <> 'PUBLIC' THEN
		REVOKE ALL ON coverage_days FROM PUBLIC, authenticated_users;
		GRANT SELECT ON coverage_days TO authenticated_users;
		GRANT EXECUTE ON FUNCTION close_days(integer, date[]) TO authenticated_users;
	END IF;
END
$do$;
