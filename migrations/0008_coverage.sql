-- Coverage as it stands: kept, so that asking for it costs the same in a small project and in a large one.
--
-- Whoever writes leaves a mark in the same transaction and computes nothing; that costs one row a statement, and
-- writers never wait for each other. The next reader takes the marks away and brings what is stored up to date
-- (fold_coverage), with the project's row of coverage_counts locked. A mark and what it stands for become visible
-- together, and every statement of a fold sees at least what the one before saw: so a fold that took a mark has seen
-- the change, and the mark of a change that it has not seen is still there for the next.

-- Which runs are new, and which test cases and tickets have to be looked at again; all of them, where none are named. One
-- row for each statement. For the trend: from when on history differs, nothing being always, and the latest date among
-- what was written.
CREATE TABLE "coverage_marks" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"project_id" integer NOT NULL,
	"runs" integer[],
	"test_cases" integer[],
	"tickets" integer[],
	"since" timestamp,
	"until" timestamp
);
--> statement-breakpoint
CREATE INDEX "idx_coverage_marks_project" ON "coverage_marks" ("project_id");
--> statement-breakpoint
-- Marks come and go. What is left of them must not pile up in front of those who look whether there are any.
ALTER TABLE "coverage_marks" SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000, autovacuum_vacuum_insert_scale_factor = 0.5);
--> statement-breakpoint
-- The newest run of each test case and environment that came to a result, and the newest that did not. Which of the
-- two is taken is the policy's to say, so they stay right when it changes. '' is no environment.
CREATE TABLE "test_case_results" (
	"project_id" integer NOT NULL,
	"test_case_id" integer NOT NULL,
	"environment" varchar(50) NOT NULL,
	"is_final" boolean NOT NULL,
	"run_id" integer NOT NULL,
	"status" varchar(30) NOT NULL,
	"version" varchar(50),
	"executed_at" timestamp,
	CONSTRAINT "test_case_results_pkey" PRIMARY KEY ("project_id", "test_case_id", "environment", "is_final")
);
--> statement-breakpoint
-- Counted test cases by the project's policy, without any scope. Verdicts are numbers, so that the join is max:
-- 0 UNCOVERED, 1 OK, 2 NOTRUN, 3 UNKNOWN, 4 NOK.
CREATE TABLE "test_case_coverage" (
	"project_id" integer NOT NULL,
	"test_case_id" integer NOT NULL,
	"code" smallint NOT NULL,
	"executed" boolean NOT NULL,
	"last_executed_at" timestamp,
	CONSTRAINT "test_case_coverage_pkey" PRIMARY KEY ("project_id", "test_case_id")
);
--> statement-breakpoint
-- Tickets that were not tombstoned. sort_key lets keys count upwards: SHOP-9 comes before SHOP-10.
CREATE TABLE "ticket_coverage" (
	"project_id" integer NOT NULL,
	"ticket_id" integer NOT NULL,
	"code" smallint NOT NULL,
	"executed" boolean NOT NULL,
	"test_cases" integer NOT NULL,
	"last_executed_at" timestamp,
	"sort_key" text NOT NULL,
	CONSTRAINT "ticket_coverage_pkey" PRIMARY KEY ("project_id", "ticket_id")
);
--> statement-breakpoint
-- One for each order of a list, within a verdict.
CREATE INDEX "idx_ticket_coverage_key" ON "ticket_coverage" ("project_id", "code", "sort_key", "ticket_id");
--> statement-breakpoint
CREATE INDEX "idx_ticket_coverage_verdict" ON "ticket_coverage" ("project_id", "code", "ticket_id");
--> statement-breakpoint
CREATE INDEX "idx_ticket_coverage_test_cases" ON "ticket_coverage" ("project_id", "code", "test_cases", "ticket_id");
--> statement-breakpoint
CREATE INDEX "idx_ticket_coverage_executed" ON "ticket_coverage" ("project_id", "code", "last_executed_at", "ticket_id");
--> statement-breakpoint
-- How many there are of each, whether nobody has judged them yet, and the latest day that anything is dated on, or a
-- later one.
CREATE TABLE "coverage_counts" (
	"project_id" integer PRIMARY KEY NOT NULL,
	"is_stale" boolean DEFAULT false NOT NULL,
	"uncovered" integer DEFAULT 0 NOT NULL,
	"ok" integer DEFAULT 0 NOT NULL,
	"notrun" integer DEFAULT 0 NOT NULL,
	"unknown" integer DEFAULT 0 NOT NULL,
	"nok" integer DEFAULT 0 NOT NULL,
	"executed" integer DEFAULT 0 NOT NULL,
	"test_cases_ok" integer DEFAULT 0 NOT NULL,
	"test_cases_notrun" integer DEFAULT 0 NOT NULL,
	"test_cases_unknown" integer DEFAULT 0 NOT NULL,
	"test_cases_nok" integer DEFAULT 0 NOT NULL,
	"newest" date
);
--> statement-breakpoint
CREATE FUNCTION coverage_code(status text, policy jsonb) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
	SELECT CASE status WHEN 'passed' THEN 1 WHEN 'failed' THEN 4
		WHEN 'blocked' THEN 2 WHEN 'skipped' THEN 2 WHEN 'in-progress' THEN 2 WHEN 'not-run' THEN 2
		ELSE CASE policy -> 'statuses' ->> status WHEN 'OK' THEN 1 WHEN 'NOTRUN' THEN 2 WHEN 'NOK' THEN 4 ELSE 3 END
	END
$$;
--> statement-breakpoint
CREATE FUNCTION ticket_sort_key(key text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
	SELECT regexp_replace(key, '[0-9]+$', '') || lpad(coalesce(substring(key from '[0-9]+$'), ''), 12, '0')
$$;
--> statement-breakpoint
-- The marks. Statement triggers, and of updates row triggers that ask only where something changed that coverage
-- depends on. In history a test case matters from its first link on, and a ticket by its links; those leave marks of
-- their own.
CREATE FUNCTION mark_new_runs() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
	INSERT INTO coverage_marks (project_id, runs, since, until)
	SELECT project_id, array_agg(id), min(coalesce(executed_at, '-infinity')), max(executed_at) FROM changed GROUP BY project_id;
	RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER mark_insert AFTER INSERT ON test_runs REFERENCING NEW TABLE AS changed
FOR EACH STATEMENT EXECUTE FUNCTION mark_new_runs();
--> statement-breakpoint
CREATE FUNCTION mark_test_cases_of_runs() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
	INSERT INTO coverage_marks (project_id, test_cases, since)
	SELECT project_id, array_agg(DISTINCT test_case_id), min(coalesce(executed_at, '-infinity')) FROM changed GROUP BY project_id;
	RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER mark_delete AFTER DELETE ON test_runs REFERENCING OLD TABLE AS changed
FOR EACH STATEMENT EXECUTE FUNCTION mark_test_cases_of_runs();
--> statement-breakpoint
CREATE FUNCTION mark_test_cases_of_run() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
	INSERT INTO coverage_marks (project_id, test_cases, since, until)
	VALUES (OLD.project_id, ARRAY[OLD.test_case_id], coalesce(OLD.executed_at, '-infinity'), NULL),
		(NEW.project_id, ARRAY[NEW.test_case_id], coalesce(NEW.executed_at, '-infinity'), NEW.executed_at);
	RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER mark_update AFTER UPDATE ON test_runs FOR EACH ROW
WHEN (OLD.id <> NEW.id OR OLD.project_id <> NEW.project_id OR OLD.test_case_id <> NEW.test_case_id OR OLD.status <> NEW.status
	OR OLD.environment IS DISTINCT FROM NEW.environment OR OLD.version IS DISTINCT FROM NEW.version
	OR OLD.executed_at IS DISTINCT FROM NEW.executed_at)
EXECUTE FUNCTION mark_test_cases_of_run();
--> statement-breakpoint
CREATE FUNCTION mark_test_cases() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
	INSERT INTO coverage_marks (project_id, test_cases, since)
	SELECT project_id, array_agg(id), 'infinity' FROM changed WHERE project_id IS NOT NULL GROUP BY project_id;
	RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER mark_insert AFTER INSERT ON test_cases REFERENCING NEW TABLE AS changed
FOR EACH STATEMENT EXECUTE FUNCTION mark_test_cases();
--> statement-breakpoint
CREATE TRIGGER mark_delete AFTER DELETE ON test_cases REFERENCING OLD TABLE AS changed
FOR EACH STATEMENT EXECUTE FUNCTION mark_test_cases();
--> statement-breakpoint
CREATE FUNCTION mark_test_case() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
	INSERT INTO coverage_marks (project_id, test_cases, since)
	SELECT place.project_id, ARRAY[place.id], coalesce(
		(SELECT min(coalesce(created_at, '-infinity')) FROM test_case_jira_links WHERE test_case_id = place.id), 'infinity')
	FROM (VALUES (OLD.project_id, OLD.id), (NEW.project_id, NEW.id)) AS place (project_id, id)
	WHERE place.project_id IS NOT NULL;
	RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER mark_update AFTER UPDATE ON test_cases FOR EACH ROW
WHEN (OLD.id <> NEW.id OR OLD.project_id IS DISTINCT FROM NEW.project_id
	OR (OLD.status = 'deprecated') IS DISTINCT FROM (NEW.status = 'deprecated')
	OR OLD.ai_generated IS DISTINCT FROM NEW.ai_generated OR (OLD.approved_at IS NULL) <> (NEW.approved_at IS NULL))
EXECUTE FUNCTION mark_test_case();
--> statement-breakpoint
CREATE FUNCTION mark_tickets_of_links() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
	INSERT INTO coverage_marks (project_id, tickets, since, until)
	SELECT project_id, array_agg(DISTINCT jira_ticket_id), min(coalesce(created_at, '-infinity')), max(created_at)
	FROM changed GROUP BY project_id;
	RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER mark_insert AFTER INSERT ON test_case_jira_links REFERENCING NEW TABLE AS changed
FOR EACH STATEMENT EXECUTE FUNCTION mark_tickets_of_links();
--> statement-breakpoint
CREATE TRIGGER mark_delete AFTER DELETE ON test_case_jira_links REFERENCING OLD TABLE AS changed
FOR EACH STATEMENT EXECUTE FUNCTION mark_tickets_of_links();
--> statement-breakpoint
CREATE FUNCTION mark_tickets_of_link() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
	INSERT INTO coverage_marks (project_id, tickets, since, until)
	VALUES (OLD.project_id, ARRAY[OLD.jira_ticket_id], coalesce(OLD.created_at, '-infinity'), NULL),
		(NEW.project_id, ARRAY[NEW.jira_ticket_id], coalesce(NEW.created_at, '-infinity'), NEW.created_at);
	RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER mark_update AFTER UPDATE ON test_case_jira_links FOR EACH ROW
WHEN (OLD.project_id <> NEW.project_id OR OLD.test_case_id IS DISTINCT FROM NEW.test_case_id
	OR OLD.jira_ticket_id IS DISTINCT FROM NEW.jira_ticket_id OR OLD.created_at IS DISTINCT FROM NEW.created_at)
EXECUTE FUNCTION mark_tickets_of_link();
--> statement-breakpoint
CREATE FUNCTION mark_tickets() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
	INSERT INTO coverage_marks (project_id, tickets, since, until)
	SELECT project_id, array_agg(id), 'infinity', max(deleted_at) FROM changed WHERE project_id IS NOT NULL GROUP BY project_id;
	RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER mark_insert AFTER INSERT ON jira_tickets REFERENCING NEW TABLE AS changed
FOR EACH STATEMENT EXECUTE FUNCTION mark_tickets();
--> statement-breakpoint
CREATE TRIGGER mark_delete AFTER DELETE ON jira_tickets REFERENCING OLD TABLE AS changed
FOR EACH STATEMENT EXECUTE FUNCTION mark_tickets();
--> statement-breakpoint
CREATE FUNCTION mark_ticket() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
	INSERT INTO coverage_marks (project_id, tickets, since, until)
	SELECT place.project_id, ARRAY[place.id], coalesce(least(OLD.deleted_at, NEW.deleted_at), 'infinity'), NEW.deleted_at
	FROM (VALUES (OLD.project_id, OLD.id), (NEW.project_id, NEW.id)) AS place (project_id, id)
	WHERE place.project_id IS NOT NULL;
	RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER mark_update AFTER UPDATE ON jira_tickets FOR EACH ROW
WHEN (OLD.id <> NEW.id OR OLD.project_id IS DISTINCT FROM NEW.project_id OR OLD.jira_key <> NEW.jira_key
	OR OLD.deleted_at IS DISTINCT FROM NEW.deleted_at)
EXECUTE FUNCTION mark_ticket();
--> statement-breakpoint
CREATE FUNCTION drop_coverage(project integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	DELETE FROM coverage_counts WHERE project_id = project;
	DELETE FROM test_case_results WHERE project_id = project;
	DELETE FROM test_case_coverage WHERE project_id = project;
	DELETE FROM ticket_coverage WHERE project_id = project;
	DELETE FROM coverage_days WHERE project_id = project;
END
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION drop_coverage(integer) FROM PUBLIC;
--> statement-breakpoint
-- Whoever chooses an id that a project had before begins with nothing, whatever became of that one. Its marks stay: one
-- statement may insert a project and what is in it, and one mark too many is only looked at in vain.
CREATE FUNCTION begin_coverage() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
	PERFORM drop_coverage(NEW.id);
	INSERT INTO coverage_counts (project_id) VALUES (NEW.id);
	RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER begin_coverage AFTER INSERT ON projects FOR EACH ROW EXECUTE FUNCTION begin_coverage();
--> statement-breakpoint
-- A mark as well, of everything: it waits for nobody who folds.
CREATE FUNCTION judge_anew() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
	INSERT INTO coverage_marks (project_id) VALUES (NEW.id);
	RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER judge_anew AFTER UPDATE ON projects FOR EACH ROW
WHEN (OLD.coverage_policy IS DISTINCT FROM NEW.coverage_policy) EXECUTE FUNCTION judge_anew();
--> statement-breakpoint
-- Instead of foreign keys on what is stored, which would be checked for each row that is. At the end of the transaction,
-- because what foreign keys delete leaves marks, and waits for those who are writing.
CREATE FUNCTION forget_coverage() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
	IF NOT EXISTS (SELECT FROM projects WHERE id = OLD.id) THEN
		PERFORM drop_coverage(OLD.id);
		DELETE FROM coverage_marks WHERE project_id = OLD.id;
	END IF;
	RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER forget_coverage AFTER DELETE ON projects DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION forget_coverage();
--> statement-breakpoint
-- The verdicts of some test cases and tickets, or of all, from what test_case_results holds. Both out of one text, in
-- which conditions on ids come and go: what is read of each table is bounded by those, and joins are never loops, so
-- that neither becomes quadratic where the planner knows nothing of the tables yet.
DO $do$
DECLARE
	variant record;
BEGIN
	FOR variant IN
		SELECT * FROM (VALUES
			('refresh_coverage', true),
			('refresh_all_coverage', false)
		) AS v (name, is_part)
	LOOP
		EXECUTE replace(replace(replace(replace(replace(format($create$
CREATE FUNCTION %I(project integer, cases integer[], issues integer[]) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
	policy jsonb := (SELECT coverage_policy FROM projects WHERE id = project);
	final_first boolean := coalesce((policy ->> 'finalRunsFirst')::boolean, true);
	ignored text := CASE WHEN policy ->> 'skipped' = 'ignore' THEN 'skipped' END;
	touched integer[];
	covering integer[];
	of_cases record;
	of_tickets record;
BEGIN
	WITH taken AS (
		SELECT DISTINCT ON (test_case_id, environment) test_case_id, status, executed_at,
			bool_or(is_final) OVER (PARTITION BY test_case_id) AS executed
		FROM test_case_results
		WHERE project_id = project AND test_case_id {cases}
		ORDER BY test_case_id, environment, (is_final AND final_first) DESC, executed_at DESC NULLS LAST, run_id DESC
	), judged AS (
		SELECT test_case_id, max(coverage_code(status, policy)) FILTER (WHERE status IS DISTINCT FROM ignored) AS code,
			bool_or(executed) AS executed, max(executed_at) FILTER (WHERE status IS DISTINCT FROM ignored) AS last_executed_at
		FROM taken GROUP BY test_case_id
	), now AS (
		SELECT test_case.id AS test_case_id, coalesce(judged.code, 2)::smallint AS code,
			coalesce(judged.executed, false) AS executed, judged.last_executed_at
		FROM test_cases AS test_case LEFT JOIN judged ON judged.test_case_id = test_case.id
		WHERE test_case.project_id = project AND test_case.id {cases} AND test_case.status IS DISTINCT FROM 'deprecated'
			AND (test_case.ai_generated IS NOT TRUE OR test_case.approved_at IS NOT NULL)
	), before AS (
		SELECT * FROM test_case_coverage WHERE project_id = project AND test_case_id {cases}
	), difference AS (
		SELECT coalesce(now.test_case_id, before.test_case_id) AS test_case_id, now.code, now.executed, now.last_executed_at,
			before.code AS was
		FROM now FULL JOIN before ON before.test_case_id = now.test_case_id
		WHERE (now.code, now.executed, now.last_executed_at) IS DISTINCT FROM (before.code, before.executed, before.last_executed_at)
	), removed AS (
		DELETE FROM test_case_coverage AS known USING difference
		WHERE known.project_id = project AND known.test_case_id {cases} AND known.test_case_id = difference.test_case_id
			AND difference.code IS NULL
	), stored AS (
		INSERT INTO test_case_coverage (project_id, test_case_id, code, executed, last_executed_at)
		SELECT project, test_case_id, code, executed, last_executed_at FROM difference WHERE code IS NOT NULL
		ON CONFLICT (project_id, test_case_id) DO UPDATE
		SET code = excluded.code, executed = excluded.executed, last_executed_at = excluded.last_executed_at
	)
	SELECT {touched} AS touched, count(*)::integer AS changed,
		(count(*) FILTER (WHERE code = 1) - count(*) FILTER (WHERE was = 1))::integer AS ok,
		(count(*) FILTER (WHERE code = 2) - count(*) FILTER (WHERE was = 2))::integer AS notrun,
		(count(*) FILTER (WHERE code = 3) - count(*) FILTER (WHERE was = 3))::integer AS unknown,
		(count(*) FILTER (WHERE code = 4) - count(*) FILTER (WHERE was = 4))::integer AS nok
	INTO of_cases FROM difference;

	{narrow}
	WITH covered AS (
		SELECT link.jira_ticket_id, max(known.code) AS code, bool_or(known.executed) AS executed, count(*)::integer AS test_cases,
			max(known.last_executed_at) AS last_executed_at
		FROM test_case_jira_links AS link
		JOIN test_case_coverage AS known ON known.test_case_id = link.test_case_id
		WHERE link.project_id = project AND link.jira_ticket_id {issues}
			AND known.project_id = project AND known.test_case_id {covering}
		GROUP BY link.jira_ticket_id
	), now AS (
		SELECT issue.id AS ticket_id, coalesce(covered.code, 0)::smallint AS code, coalesce(covered.executed, false) AS executed,
			coalesce(covered.test_cases, 0) AS test_cases, covered.last_executed_at, ticket_sort_key(issue.jira_key) AS sort_key
		FROM jira_tickets AS issue LEFT JOIN covered ON covered.jira_ticket_id = issue.id
		WHERE issue.project_id = project AND issue.id {issues} AND issue.deleted_at IS NULL
	), before AS (
		SELECT * FROM ticket_coverage WHERE project_id = project AND ticket_id {issues}
	), difference AS (
		SELECT coalesce(now.ticket_id, before.ticket_id) AS ticket_id, now.code, now.executed, now.test_cases, now.last_executed_at,
			now.sort_key, before.code AS was, before.executed AS was_executed
		FROM now FULL JOIN before ON before.ticket_id = now.ticket_id
		WHERE (now.code, now.executed, now.test_cases, now.last_executed_at, now.sort_key)
			IS DISTINCT FROM (before.code, before.executed, before.test_cases, before.last_executed_at, before.sort_key)
	), removed AS (
		DELETE FROM ticket_coverage AS known USING difference
		WHERE known.project_id = project AND known.ticket_id {issues} AND known.ticket_id = difference.ticket_id
			AND difference.code IS NULL
	), stored AS (
		INSERT INTO ticket_coverage (project_id, ticket_id, code, executed, test_cases, last_executed_at, sort_key)
		SELECT project, ticket_id, code, executed, test_cases, last_executed_at, sort_key FROM difference WHERE code IS NOT NULL
		ON CONFLICT (project_id, ticket_id) DO UPDATE SET code = excluded.code, executed = excluded.executed,
			test_cases = excluded.test_cases, last_executed_at = excluded.last_executed_at, sort_key = excluded.sort_key
	)
	SELECT count(*)::integer AS changed,
		(count(*) FILTER (WHERE code = 0) - count(*) FILTER (WHERE was = 0))::integer AS uncovered,
		(count(*) FILTER (WHERE code = 1) - count(*) FILTER (WHERE was = 1))::integer AS ok,
		(count(*) FILTER (WHERE code = 2) - count(*) FILTER (WHERE was = 2))::integer AS notrun,
		(count(*) FILTER (WHERE code = 3) - count(*) FILTER (WHERE was = 3))::integer AS unknown,
		(count(*) FILTER (WHERE code = 4) - count(*) FILTER (WHERE was = 4))::integer AS nok,
		(count(*) FILTER (WHERE executed) - count(*) FILTER (WHERE was_executed))::integer AS executed
	INTO of_tickets FROM difference;

	UPDATE coverage_counts SET is_stale = false,
		uncovered = uncovered + of_tickets.uncovered, ok = ok + of_tickets.ok, notrun = notrun + of_tickets.notrun,
		unknown = unknown + of_tickets.unknown, nok = nok + of_tickets.nok, executed = executed + of_tickets.executed,
		test_cases_ok = test_cases_ok + of_cases.ok, test_cases_notrun = test_cases_notrun + of_cases.notrun,
		test_cases_unknown = test_cases_unknown + of_cases.unknown, test_cases_nok = test_cases_nok + of_cases.nok
	WHERE project_id = project;
	RETURN of_cases.changed + of_tickets.changed;
END
$$
		$create$, variant.name),
			'{cases}', CASE WHEN variant.is_part THEN '= ANY (cases)' ELSE 'IS NOT NULL' END),
			'{issues}', CASE WHEN variant.is_part THEN '= ANY (issues)' ELSE 'IS NOT NULL' END),
			'{covering}', CASE WHEN variant.is_part THEN '= ANY (covering)' ELSE 'IS NOT NULL' END),
			'{touched}', CASE WHEN variant.is_part THEN 'array_agg(test_case_id)' ELSE 'NULL::integer[]' END),
			'{narrow}', CASE WHEN variant.is_part THEN $narrow$issues := array(
		SELECT unnest(issues) UNION
		SELECT jira_ticket_id FROM test_case_jira_links WHERE project_id = project AND test_case_id = ANY (of_cases.touched));
	covering := array(
		SELECT DISTINCT test_case_id FROM test_case_jira_links WHERE project_id = project AND jira_ticket_id = ANY (issues));$narrow$
			ELSE '' END);
		EXECUTE format('REVOKE ALL ON FUNCTION %I(integer, integer[], integer[]) FROM PUBLIC', variant.name);
		EXECUTE format('ALTER FUNCTION %I(integer, integer[], integer[]) SET enable_nestloop TO off', variant.name);
		-- Whatever plan the caller's transaction prefers.
		EXECUTE format('ALTER FUNCTION %I(integer, integer[], integer[]) SET enable_hashjoin TO on', variant.name);
		EXECUTE format('ALTER FUNCTION %I(integer, integer[], integer[]) SET enable_mergejoin TO on', variant.name);
		EXECUTE format('ALTER FUNCTION %I(integer, integer[], integer[]) SET enable_seqscan TO on', variant.name);
		EXECUTE format('ALTER FUNCTION %I(integer, integer[], integer[]) SET jit TO off', variant.name);
		IF variant.is_part THEN
			EXECUTE format('ALTER FUNCTION %I(integer, integer[], integer[]) SET enable_seqscan TO off', variant.name);
			EXECUTE format('ALTER FUNCTION %I(integer, integer[], integer[]) SET plan_cache_mode TO force_generic_plan', variant.name);
		END IF;
	END LOOP;
END
$do$;
--> statement-breakpoint
-- Brings the results of test cases up to date: of some from all their runs, then with runs that are new.
CREATE FUNCTION refresh_results(project integer, cases integer[], added integer[]) RETURNS void LANGUAGE plpgsql
SET enable_nestloop TO off SET enable_hashjoin TO on SET enable_seqscan TO off SET jit TO off SET plan_cache_mode TO force_generic_plan AS $$
BEGIN
	DELETE FROM test_case_results WHERE project_id = project AND test_case_id = ANY (cases);
	INSERT INTO test_case_results (project_id, test_case_id, environment, is_final, run_id, status, version, executed_at)
	SELECT DISTINCT ON (test_case_id, coalesce(environment, ''), status IN ('passed', 'failed'))
		project, test_case_id, coalesce(environment, ''), status IN ('passed', 'failed'), id, status, version, executed_at
	FROM test_runs WHERE project_id = project AND test_case_id = ANY (cases)
	ORDER BY test_case_id, coalesce(environment, ''), status IN ('passed', 'failed'), executed_at DESC NULLS LAST, id DESC;
	INSERT INTO test_case_results AS known (project_id, test_case_id, environment, is_final, run_id, status, version, executed_at)
	SELECT DISTINCT ON (test_case_id, coalesce(environment, ''), status IN ('passed', 'failed'))
		project, test_case_id, coalesce(environment, ''), status IN ('passed', 'failed'), id, status, version, executed_at
	FROM test_runs WHERE project_id = project AND id = ANY (added)
	ORDER BY test_case_id, coalesce(environment, ''), status IN ('passed', 'failed'), executed_at DESC NULLS LAST, id DESC
	ON CONFLICT (project_id, test_case_id, environment, is_final) DO UPDATE
	SET run_id = excluded.run_id, status = excluded.status, version = excluded.version, executed_at = excluded.executed_at
	WHERE (coalesce(excluded.executed_at, '-infinity'), excluded.run_id) > (coalesce(known.executed_at, '-infinity'), known.run_id);
END
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION refresh_results(integer, integer[], integer[]) FROM PUBLIC;
--> statement-breakpoint
-- Brings what is stored of a project up to date. False where that cannot be now, and has to be computed instead:
-- somebody else does it and keeps the caller waiting, or the transaction may not write or sees one moment only.
--   patient: whether to wait for somebody else, which a transaction that holds locks of its own should not.
CREATE FUNCTION fold_coverage(project integer, patient boolean) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
SET lock_timeout TO '2s' AS $$
DECLARE
	stored coverage_counts;
	new_runs integer[];
	cases integer[];
	issues integer[];
	is_all boolean;
	size integer;
	changed integer;
BEGIN
	IF project_access(project) IS NULL OR current_setting('transaction_read_only')::boolean
		OR current_setting('transaction_isolation') <> 'read committed'
	THEN
		RETURN false;
	END IF;
	BEGIN
		IF patient THEN
			SELECT * INTO stored FROM coverage_counts WHERE project_id = project FOR NO KEY UPDATE;
		ELSE
			SELECT * INTO stored FROM coverage_counts WHERE project_id = project FOR NO KEY UPDATE NOWAIT;
		END IF;
	EXCEPTION WHEN lock_not_available THEN
		RETURN false;
	END;
	IF stored.project_id IS NULL THEN
		RETURN false;
	END IF;
	WITH taken AS (DELETE FROM coverage_marks WHERE project_id = project RETURNING runs, test_cases, tickets)
	SELECT array(SELECT unnest(runs) FROM taken), array(SELECT DISTINCT unnest(test_cases) FROM taken),
		array(SELECT DISTINCT unnest(tickets) FROM taken),
		EXISTS (SELECT FROM taken WHERE coalesce(runs, test_cases, tickets) IS NULL)
	INTO new_runs, cases, issues, is_all;
	PERFORM refresh_results(project, cases, new_runs);
	cases := array(SELECT unnest(cases) UNION SELECT test_case_id FROM test_runs WHERE project_id = project AND id = ANY (new_runs));
	size := stored.uncovered + stored.ok + stored.notrun + stored.unknown + stored.nok
		+ stored.test_cases_ok + stored.test_cases_notrun + stored.test_cases_unknown + stored.test_cases_nok;
	IF is_all OR stored.is_stale OR 8 * (cardinality(cases) + cardinality(issues)) > greatest(size, 8000) THEN
		changed := refresh_all_coverage(project, NULL, NULL);
	ELSE
		changed := refresh_coverage(project, cases, issues);
	END IF;
	-- The embedded database never learns by itself what its tables hold, and a server only after a while.
	IF changed > 1000 AND 4 * changed > size THEN
		ANALYZE (SKIP_LOCKED) test_case_results, test_case_coverage, ticket_coverage, jira_tickets, test_case_jira_links, test_cases, test_runs;
	END IF;
	RETURN true;
END
$$;
--> statement-breakpoint
-- Everything that is stored of a project, from its rows: after its tables were filled past their triggers.
CREATE FUNCTION rebuild_coverage(project integer) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET enable_nestloop TO off SET jit TO off AS $$
BEGIN
	IF project_access(project) IS DISTINCT FROM 'manage' THEN
		RAISE insufficient_privilege USING MESSAGE = 'only who manages a project rebuilds its coverage';
	END IF;
	INSERT INTO coverage_counts (project_id) VALUES (project) ON CONFLICT (project_id) DO NOTHING;
	PERFORM FROM coverage_counts WHERE project_id = project FOR NO KEY UPDATE;
	DELETE FROM coverage_marks WHERE project_id = project;
	DELETE FROM test_case_results WHERE project_id = project;
	DELETE FROM test_case_coverage WHERE project_id = project;
	DELETE FROM ticket_coverage WHERE project_id = project;
	UPDATE coverage_counts SET is_stale = true, uncovered = 0, ok = 0, notrun = 0, unknown = 0, nok = 0, executed = 0,
		test_cases_ok = 0, test_cases_notrun = 0, test_cases_unknown = 0, test_cases_nok = 0
	WHERE project_id = project;
	INSERT INTO test_case_results (project_id, test_case_id, environment, is_final, run_id, status, version, executed_at)
	SELECT DISTINCT ON (test_case_id, coalesce(environment, ''), status IN ('passed', 'failed'))
		project, test_case_id, coalesce(environment, ''), status IN ('passed', 'failed'), id, status, version, executed_at
	FROM test_runs WHERE project_id = project
	ORDER BY test_case_id, coalesce(environment, ''), status IN ('passed', 'failed'), executed_at DESC NULLS LAST, id DESC;
	PERFORM refresh_all_coverage(project, NULL, NULL);
	ANALYZE (SKIP_LOCKED) test_case_results, test_case_coverage, ticket_coverage;
END
$$;
--> statement-breakpoint
SELECT mark_internal(name::regprocedure)
FROM unnest(ARRAY[
	'mark_new_runs()', 'mark_test_cases_of_runs()', 'mark_test_cases_of_run()', 'mark_test_cases()', 'mark_test_case()',
	'mark_tickets_of_links()', 'mark_tickets_of_link()', 'mark_tickets()', 'mark_ticket()', 'begin_coverage()', 'judge_anew()',
	'forget_coverage()', 'fold_coverage(integer, boolean)', 'rebuild_coverage(integer)'
]) AS name;
--> statement-breakpoint
REVOKE ALL ON FUNCTION mark_new_runs(), mark_test_cases_of_runs(), mark_test_cases_of_run(), mark_test_cases(), mark_test_case(),
	mark_tickets_of_links(), mark_tickets_of_link(), mark_tickets(), mark_ticket(), begin_coverage(), judge_anew(), forget_coverage(),
	fold_coverage(integer, boolean), rebuild_coverage(integer) FROM PUBLIC;
--> statement-breakpoint
-- What is there already. Which runs are the newest is found out now; verdicts follow when they are asked for.
INSERT INTO coverage_counts (project_id, is_stale) SELECT id, true FROM projects;
--> statement-breakpoint
INSERT INTO test_case_results (project_id, test_case_id, environment, is_final, run_id, status, version, executed_at)
SELECT DISTINCT ON (project_id, test_case_id, coalesce(environment, ''), status IN ('passed', 'failed'))
	project_id, test_case_id, coalesce(environment, ''), status IN ('passed', 'failed'), id, status, version, executed_at
FROM test_runs
ORDER BY project_id, test_case_id, coalesce(environment, ''), status IN ('passed', 'failed'), executed_at DESC NULLS LAST, id DESC;
--> statement-breakpoint
-- Read by those who read the project, written by the functions above alone: others are not even granted it. From
-- here on, because that binds the login that migrates as well.
DO $do$
DECLARE
	name text;
	roles text := policy_roles();
BEGIN
	FOREACH name IN ARRAY ARRAY['coverage_marks', 'test_case_results', 'test_case_coverage', 'ticket_coverage', 'coverage_counts'] LOOP
		EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
		EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
		EXECUTE format('CREATE POLICY %I ON %I FOR SELECT TO %s USING ((SELECT is_trusted()) OR project_id IN (SELECT readable_project_ids()))',
			name || '_read', name, roles);
		EXECUTE format('CREATE POLICY %I ON %I FOR INSERT TO %s WITH CHECK ((SELECT is_internal()))', name || '_insert', name, roles);
		EXECUTE format('CREATE POLICY %I ON %I FOR UPDATE TO %s USING ((SELECT is_internal()))', name || '_update', name, roles);
		EXECUTE format('CREATE POLICY %I ON %I FOR DELETE TO %s USING ((SELECT is_internal()))', name || '_delete', name, roles);
		IF roles <> 'PUBLIC' THEN
			EXECUTE format('REVOKE ALL ON %I FROM PUBLIC, authenticated_users', name);
			EXECUTE format('GRANT SELECT ON %I TO authenticated_users', name);
		END IF;
	END LOOP;
	IF roles <> 'PUBLIC' THEN
		GRANT EXECUTE ON FUNCTION fold_coverage(integer, boolean), rebuild_coverage(integer) TO authenticated_users;
	END IF;
END
$do$;
--> statement-breakpoint
-- What is kept of a project, and whether something was written that nobody has folded into it. No row where the project
-- does not exist for the actor. A function, because PL/pgSQL keeps its plans, and planning under row security takes longer
-- than looking it up. It runs as whoever calls it.
CREATE FUNCTION stored_coverage(wanted integer) RETURNS TABLE (
	project_id integer, policy jsonb, is_behind boolean, uncovered integer, ok integer, notrun integer, unknown integer, nok integer,
	executed integer, test_cases_ok integer, test_cases_notrun integer, test_cases_unknown integer, test_cases_nok integer
) LANGUAGE plpgsql STABLE ROWS 1 AS $$
#variable_conflict use_column
BEGIN
	RETURN QUERY
	SELECT project.id, project.coverage_policy,
		counts.is_stale IS NOT FALSE OR EXISTS (SELECT FROM coverage_marks AS mark WHERE mark.project_id = wanted),
		counts.uncovered, counts.ok, counts.notrun, counts.unknown, counts.nok, counts.executed, counts.test_cases_ok,
		counts.test_cases_notrun, counts.test_cases_unknown, counts.test_cases_nok
	FROM projects AS project LEFT JOIN coverage_counts AS counts ON counts.project_id = project.id
	WHERE project.id = wanted;
END
$$;
--> statement-breakpoint
-- A plan may be kept from when there were no marks yet.
ALTER FUNCTION stored_coverage(integer) SET enable_seqscan TO off;
--> statement-breakpoint
-- A page of tickets with what is below them, out of what is stored, along the index of its order: of each verdict that
-- is wanted the first so many, of which the page takes the first. A function for the same reason.
--   asked: the verdicts' codes, and behind which id of each; the order; behind which value and id; how many; which
--   tickets of a scope.
DO $do$
DECLARE
	branch record;
	branches text := '';
	part text := $part$(
			SELECT issue.id, issue.jira_key, issue.summary, issue.issue_type, issue.priority, issue.status, known.code, known.test_cases,
				known.last_executed_at, known.sort_key
			FROM ticket_coverage AS known
			-- By id alone: of a table that nobody analyzed every index that begins with the project would seem as good.
			CROSS JOIN LATERAL (SELECT * FROM jira_tickets WHERE id = known.ticket_id OFFSET 0) AS issue
			WHERE known.project_id = project AND known.code = wanted.code{after} AND issue.project_id = project AND issue.deleted_at IS NULL
				AND (asked."issueTypes" IS NULL OR issue.issue_type = ANY (asked."issueTypes"))
				AND (asked.priorities IS NULL OR issue.priority = ANY (asked.priorities))
				AND (asked.statuses IS NULL OR issue.status = ANY (asked.statuses))
				AND (asked.parents IS NULL OR issue.parent_key = ANY (asked.parents))
				AND (asked.components IS NULL OR issue.components ?| asked.components)
				AND (asked.labels IS NULL OR issue.labels ?| asked.labels)
				AND (asked."fixVersions" IS NULL OR issue.fix_versions ?| asked."fixVersions")
				AND (asked."createdSince" IS NULL OR issue.created_date >= asked."createdSince")
			ORDER BY {order} LIMIT asked."howMany")$part$;
	parts text;
BEGIN
	FOR branch IN
		SELECT sorted.*, direction, CASE direction WHEN 'ASC' THEN '>' ELSE '<' END AS beyond, is_first
		FROM (VALUES
			('key', 'known.sort_key', 'text'),
			('verdict', '(5 - known.code)', NULL),
			('testCases', 'known.test_cases', 'integer'),
			('lastExecutedAt', 'known.last_executed_at', 'timestamp')
		) AS sorted (name, position, type)
		CROSS JOIN unnest(ARRAY['ASC', 'DESC']) AS direction CROSS JOIN unnest(ARRAY[true, false]) AS is_first
	LOOP
		IF branch.type IS NULL THEN
			-- Within a verdict, by id; which verdicts are still to come is known before.
			CONTINUE WHEN NOT branch.is_first;
			parts := replace(replace(part, '{after}', format(' AND known.ticket_id %s wanted.after', branch.beyond)),
				'{order}', format('known.ticket_id %s', branch.direction));
		ELSE
			parts := replace(replace(part, '{after}',
				CASE WHEN branch.name = 'lastExecutedAt' THEN ' AND known.last_executed_at IS NOT NULL' ELSE '' END
				|| CASE WHEN branch.is_first THEN '' ELSE
					format(' AND (%s, known.ticket_id) %s (asked.value::%s, asked.id)', branch.position, branch.beyond, branch.type) END),
				'{order}', format('%s %s, known.ticket_id %s', branch.position, branch.direction, branch.direction));
			-- What has no date comes last in either direction, which is no order that an index has.
			IF branch.name = 'lastExecutedAt' THEN
				parts := parts || ' UNION ALL ' || replace(replace(part, '{after}',
					' AND known.last_executed_at IS NULL' || CASE WHEN branch.is_first THEN '' ELSE
						format(' AND known.ticket_id %s CASE WHEN asked.value IS NULL THEN asked.id ELSE wanted.after END', branch.beyond) END),
					'{order}', format('known.last_executed_at %s, known.ticket_id %s', branch.direction, branch.direction));
			END IF;
		END IF;
		branches := branches || format($branch$
	IF asked.sort = %L AND asked.descending = %L%s THEN
		RETURN QUERY
		WITH RECURSIVE chosen AS MATERIALIZED (
			SELECT known.*, (%s)::text AS value
			FROM unnest(asked.codes, asked.after) AS wanted (code, after) CROSS JOIN LATERAL (%s) AS known
			ORDER BY %s %s NULLS LAST, known.id %s LIMIT asked."howMany"
		), below AS (
			SELECT chosen.id AS root, chosen.id, chosen.jira_key AS key FROM chosen
			-- Most tickets have nothing below them, which is found out sooner than their descendants are looked for.
			WHERE EXISTS (SELECT FROM jira_tickets AS child WHERE child.project_id = project AND child.parent_key = chosen.jira_key)
			UNION
			SELECT below.root, child.id, child.jira_key FROM below JOIN jira_tickets AS child ON child.parent_key = below.key
			WHERE child.project_id = project AND child.deleted_at IS NULL
		), judged AS (
			SELECT root, max(known.code) AS code, count(*)::integer AS children, count(*) FILTER (WHERE known.code > 0)::integer AS covered
			FROM below JOIN ticket_coverage AS known ON known.project_id = project AND known.ticket_id = below.id
			WHERE below.id <> below.root GROUP BY root
		)
		SELECT known.id, known.jira_key, known.summary, known.issue_type, known.priority, known.status, known.code, known.test_cases,
			known.last_executed_at, known.value, greatest(known.code, judged.code), judged.children, judged.covered
		FROM chosen AS known LEFT JOIN judged ON judged.root = known.id
		ORDER BY %s %s NULLS LAST, known.id %s;
	END IF;$branch$, branch.name, branch.direction = 'DESC',
			CASE WHEN branch.type IS NULL THEN '' WHEN branch.is_first THEN ' AND asked.id IS NULL' ELSE ' AND asked.id IS NOT NULL' END,
			branch.position, parts, branch.position, branch.direction, branch.direction, branch.position, branch.direction, branch.direction);
	END LOOP;
	EXECUTE format($create$
CREATE FUNCTION coverage_page(project integer, page json) RETURNS TABLE (
	id integer, key varchar, summary text, issue_type varchar, priority varchar, status varchar, code smallint, test_cases integer,
	last_executed_at timestamp, "position" text, rolled_up smallint, children integer, covered integer
) LANGUAGE plpgsql STABLE STRICT AS $$
#variable_conflict use_column
DECLARE
	asked record;
BEGIN
	SELECT * INTO asked FROM json_to_record(page) AS given (
		codes smallint[], after integer[], sort text, descending boolean, value text, id integer, "howMany" integer,
		"issueTypes" text[], priorities text[], statuses text[], parents text[], components text[], labels text[],
		"fixVersions" text[], "createdSince" timestamp);%s
END
$$
	$create$, branches);
END
$do$;
--> statement-breakpoint
ALTER FUNCTION coverage_page(integer, json) SET enable_seqscan TO off;
--> statement-breakpoint
ALTER FUNCTION coverage_page(integer, json) SET enable_hashjoin TO off;
--> statement-breakpoint
ALTER FUNCTION coverage_page(integer, json) SET enable_mergejoin TO off;
--> statement-breakpoint
ALTER FUNCTION coverage_page(integer, json) SET enable_sort TO off;
--> statement-breakpoint
ALTER FUNCTION coverage_page(integer, json) SET enable_bitmapscan TO off;
--> statement-breakpoint
ALTER FUNCTION coverage_page(integer, json) SET jit TO off;
--> statement-breakpoint
ALTER FUNCTION coverage_page(integer, json) SET plan_cache_mode TO force_generic_plan;
--> statement-breakpoint
-- A ticket with what is below it, out of what is stored, and its evidence: the linked test cases, each with its runs in
-- every environment, first the one that is taken and then the newest of the others, as many as shown. A function for the
-- same reason. No row where there is no such ticket.
CREATE FUNCTION coverage_evidence(project integer, final_runs_first boolean, ticket text, shown integer) RETURNS TABLE (
	id integer, key varchar, summary text, issue_type varchar, rolled_up smallint, children integer, covered integer, test_cases json
) LANGUAGE plpgsql STABLE STRICT AS $$
#variable_conflict use_column
BEGIN
	RETURN QUERY
	WITH RECURSIVE explained AS MATERIALIZED (
		SELECT issue.id, issue.jira_key, issue.summary, issue.issue_type FROM jira_tickets AS issue
		WHERE issue.project_id = project AND issue.jira_key = ticket AND issue.deleted_at IS NULL
	), below AS (
		SELECT id, jira_key, false AS is_child FROM explained
		UNION
		SELECT child.id, child.jira_key, true FROM below JOIN jira_tickets AS child ON child.parent_key = below.jira_key
		WHERE child.project_id = project AND child.deleted_at IS NULL AND child.jira_key <> ticket
	), judged AS (
		SELECT max(known.code) AS code, count(*) FILTER (WHERE is_child)::integer AS children,
			count(*) FILTER (WHERE is_child AND known.code > 0)::integer AS covered
		FROM below JOIN ticket_coverage AS known ON known.project_id = project AND known.ticket_id = below.id
	), linked AS MATERIALIZED (
		SELECT test_case.id, test_case.external_id AS "externalId", test_case.title, test_case.status,
			coalesce(test_case.ai_generated, false) AS "aiGenerated", test_case.approved_at IS NOT NULL AS approved,
			link.origin AS "linkOrigin", link.created_at AS "linkedAt"
		FROM explained
		JOIN test_case_jira_links AS link ON link.project_id = project AND link.jira_ticket_id = explained.id
		-- By id alone, as above.
		CROSS JOIN LATERAL (SELECT * FROM test_cases WHERE id = link.test_case_id OFFSET 0) AS test_case
		WHERE test_case.project_id = project
	)
	SELECT explained.id, explained.jira_key, explained.summary, explained.issue_type, judged.code,
		nullif(judged.children, 0), judged.covered,
		(SELECT json_agg(one) FROM (
			SELECT linked.*, (
				SELECT json_agg(shown_run) FROM (
					SELECT ranked.id, ranked.status, ranked.environment, ranked.version, ranked.executed_at AS "executedAt", ranked.attempt,
						ranked.total, (SELECT cycle_id FROM test_cycle_items AS item WHERE item.id = ranked.cycle_item_id) AS "cycleId"
					FROM (
						SELECT run.id, run.status, nullif(run.environment, '') AS environment, run.version, run.executed_at, run.attempt,
							run.cycle_item_id, (count(*) OVER place)::integer AS total,
							row_number() OVER (place ORDER BY final_runs_first AND run.status IN ('passed', 'failed') DESC,
								run.executed_at DESC NULLS LAST, run.id DESC) AS rank,
							row_number() OVER (place ORDER BY run.executed_at DESC NULLS LAST, run.id DESC) AS age_rank
						FROM test_runs AS run WHERE run.project_id = project AND run.test_case_id = linked.id
						WINDOW place AS (PARTITION BY nullif(run.environment, ''))
					) AS ranked
					WHERE ranked.rank = 1 OR ranked.age_rank <= shown + 1
					ORDER BY ranked.environment NULLS LAST, ranked.rank > 1, ranked.age_rank
				) AS shown_run
			) AS runs
			FROM linked ORDER BY linked.id
		) AS one)
	FROM explained CROSS JOIN judged;
END
$$;
--> statement-breakpoint
ALTER FUNCTION coverage_evidence(integer, boolean, text, integer) SET enable_seqscan TO off;
--> statement-breakpoint
ALTER FUNCTION coverage_evidence(integer, boolean, text, integer) SET enable_hashjoin TO off;
--> statement-breakpoint
ALTER FUNCTION coverage_evidence(integer, boolean, text, integer) SET enable_mergejoin TO off;
--> statement-breakpoint
ALTER FUNCTION coverage_evidence(integer, boolean, text, integer) SET enable_bitmapscan TO off;
--> statement-breakpoint
ALTER FUNCTION coverage_evidence(integer, boolean, text, integer) SET jit TO off;
--> statement-breakpoint
ALTER FUNCTION coverage_evidence(integer, boolean, text, integer) SET plan_cache_mode TO force_generic_plan;
--> statement-breakpoint
-- The specification's view with the same numbers: links are in order by index, where counting distinct ones sorts them.
DO $do$
BEGIN
	EXECUTE format($view$
CREATE OR REPLACE VIEW test_coverage_summary %s AS
SELECT
	p.id AS project_id,
	p.name AS project_name,
	coalesce(ticket.total, 0) AS total_jira_tickets,
	coalesce(covered.total, 0) AS covered_tickets,
	coalesce(test_case.total, 0) AS total_test_cases,
	ROUND((coalesce(covered.total, 0)::DECIMAL / NULLIF(coalesce(ticket.total, 0), 0)) * 100, 2) AS coverage_percentage
FROM projects p
LEFT JOIN (SELECT project_id, COUNT(*) AS total FROM jira_tickets GROUP BY project_id) ticket ON ticket.project_id = p.id
LEFT JOIN (
	SELECT project_id, COUNT(jira_ticket_id) AS total
	FROM (SELECT project_id, jira_ticket_id FROM test_case_jira_links GROUP BY project_id, jira_ticket_id) AS linked GROUP BY project_id
) covered ON covered.project_id = p.id
LEFT JOIN (SELECT project_id, COUNT(*) AS total FROM test_cases GROUP BY project_id) test_case ON test_case.project_id = p.id
	$view$, CASE WHEN current_setting('server_version_num')::integer >= 150000 THEN 'WITH (security_invoker = true)' ELSE '' END);
END
$do$;
