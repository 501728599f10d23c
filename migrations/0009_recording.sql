-- Recording in few steps, and what each step asks on its way made cheap: who acts, what goes on record, which run of
-- an item is the newest. Nothing here decides anything else than before.

-- Every statement under row security asks these. A function in SQL that runs as its owner is planned anew whenever it
-- is called (before PostgreSQL 18), which takes longer than what it looks up; PL/pgSQL keeps its plans.
CREATE OR REPLACE FUNCTION current_user_role() RETURNS text LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER AS $$
BEGIN
	RETURN (SELECT role FROM users WHERE id = current_user_id());
END
$$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION readable_project_ids() RETURNS SETOF integer LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER ROWS 10 AS $$
BEGIN
	RETURN QUERY SELECT project_id FROM user_project_access WHERE user_id = current_user_id();
END
$$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION writable_project_ids() RETURNS SETOF integer LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER ROWS 10 AS $$
BEGIN
	RETURN QUERY SELECT project_id FROM user_project_access
		WHERE user_id = current_user_id() AND access_level IN ('write', 'manage');
END
$$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION manageable_project_ids() RETURNS SETOF integer LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER ROWS 10 AS $$
BEGIN
	RETURN QUERY SELECT project_id FROM user_project_access
		WHERE user_id = current_user_id()
			AND (access_level = 'manage'
				OR access_level = 'write' AND current_user_role() IN ('admin', 'manager'));
END
$$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION project_access(wanted integer) RETURNS text LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER AS $$
BEGIN
	IF current_setting('atmosfera.actor', true) = 'system' THEN
		RETURN (SELECT 'manage' FROM projects WHERE id = wanted);
	END IF;
	RETURN (
		SELECT CASE
			WHEN access_level = 'write' AND current_user_role() IN ('admin', 'manager') THEN 'manage'
			ELSE access_level
		END
		FROM user_project_access WHERE user_id = current_user_id() AND project_id = wanted
	);
END
$$;
--> statement-breakpoint
SELECT mark_internal(name::regprocedure)
FROM unnest(ARRAY[
	'current_user_role()', 'readable_project_ids()', 'writable_project_ids()', 'manageable_project_ids()',
	'project_access(integer)'
]) AS name;
--> statement-breakpoint
-- Asked by every policy, and planned with each of them: as a call it takes a fraction of what its expression does.
CREATE OR REPLACE FUNCTION is_trusted() RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
	RETURN coalesce(current_setting('atmosfera.actor', true), '') = 'system'
		OR current_setting('search_path') LIKE '%, atmosfera_internal';
END
$$;
--> statement-breakpoint
-- One project of those that the actor may read: that which the transaction is about, if it says so, else the newest.
-- Nearly every row that a statement looks at is of that one, and to compare a row with it takes a fifth of looking it
-- up among all. What the transaction says is no more than a hint: whether the actor may is looked up here as well.
CREATE FUNCTION project_in_view() RETURNS integer LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER AS $$
DECLARE
	hinted integer := nullif(current_setting('atmosfera.project_id', true), '')::integer;
BEGIN
	RETURN (
		SELECT project_id FROM user_project_access
		WHERE user_id = current_user_id() AND (hinted IS NULL OR project_id = hinted)
		ORDER BY project_id DESC LIMIT 1
	);
END
$$;
--> statement-breakpoint
SELECT mark_internal('project_in_view()'::regprocedure);
--> statement-breakpoint
-- Lets rows of a table be read by those who may read their project, the most likely project first.
CREATE FUNCTION read_by_project(target regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE format('ALTER POLICY %I ON %s USING (project_id = (SELECT project_in_view())
		OR (SELECT is_trusted()) OR project_id IN (SELECT readable_project_ids()))',
		(SELECT relname || '_read' FROM pg_class WHERE oid = target), target);
END
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION read_by_project(regclass) FROM PUBLIC;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION protect_project_table(target regclass, own text DEFAULT NULL) RETURNS void LANGUAGE sql AS $$
	SELECT protect_table(target,
		'project_id IN (SELECT readable_project_ids())',
		'project_id IN (SELECT writable_project_ids())',
		'project_id IN (SELECT writable_project_ids()) AND ' || own);
	SELECT read_by_project(target)
$$;
--> statement-breakpoint
-- Every table that is read like that already.
SELECT read_by_project(polrelid::regclass) FROM pg_policy
JOIN pg_class ON pg_class.oid = polrelid AND relnamespace = current_schema()::regnamespace
WHERE polcmd = 'r' AND polname = relname || '_read' AND pg_get_expr(polqual, polrelid) = (
	SELECT pg_get_expr(polqual, polrelid) FROM pg_policy WHERE polrelid = 'test_runs'::regclass AND polname = 'test_runs_read'
);
--> statement-breakpoint
-- What of a row may go on record, as before; most rows hold nothing that has to be kept back or shortened.
CREATE OR REPLACE FUNCTION audit_fields(table_name text, fields jsonb) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
	IF length(fields::text) <= 1000 AND NOT fields ?| ARRAY['password_hash', 'value', 'secret', 'webhook_secret', 'test_data'] THEN
		RETURN fields;
	END IF;
	RETURN (
		SELECT jsonb_object_agg(field.key, CASE
			WHEN field.value = 'null'::jsonb THEN field.value
			WHEN field.key = 'password_hash' THEN '"[redacted]"'::jsonb
			WHEN table_name = 'global_settings' AND field.key = 'value' THEN '"[redacted]"'::jsonb
			WHEN table_name = 'jira_connections' AND field.key IN ('secret', 'webhook_secret') THEN '"[redacted]"'::jsonb
			WHEN field.key = 'test_data' AND jsonb_typeof(field.value) = 'object' THEN
				(SELECT coalesce(jsonb_object_agg(name, '[redacted]'::text), '{}') FROM jsonb_object_keys(field.value) AS name)
			WHEN jsonb_typeof(field.value) = 'string' AND length(field.value #>> '{}') > 1000 THEN
				jsonb_build_object(
					'length', length(field.value #>> '{}'),
					'sha256', encode(sha256(convert_to(field.value #>> '{}', 'UTF8')), 'hex'),
					'beginning', left(field.value #>> '{}', 200))
			ELSE field.value
		END)
		FROM jsonb_each(fields) AS field
	);
END
$$;
--> statement-breakpoint
-- What of a changed row goes on record: its fields before and after, as far as they differ. Derived and technical
-- columns are left out. Null for both where nothing else has changed.
CREATE FUNCTION audit_difference(table_name text, was jsonb, is_now jsonb, OUT before jsonb, OUT after jsonb) LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
	SELECT jsonb_object_agg(field.key, was -> field.key), jsonb_object_agg(field.key, field.value) INTO before, after
	FROM jsonb_each(is_now) AS field
	WHERE was -> field.key IS DISTINCT FROM field.value
		AND field.key NOT IN ('updated_at', 'last_synced', 'content_hash')
		AND NOT (table_name = 'test_cycle_items' AND field.key = 'status');
	IF before IS NOT NULL THEN
		before := audit_fields(table_name, before);
		after := audit_fields(table_name, after);
	END IF;
END
$$;
--> statement-breakpoint
-- The functions behind the triggers, as before but for that. A plan that was kept from a statement of one row must not
-- compare every row of a large one with every other, so rows are brought together by hashing.
DO $do$
DECLARE
	variant record;
BEGIN
	FOR variant IN
		SELECT * FROM (VALUES
			('audit_project_rows', 'changed.project_id'),
			('audit_projects', 'changed.id'),
			('audit_global_rows', 'NULL::integer')
		) AS v (function_name, project)
	LOOP
		EXECUTE format($create$
CREATE OR REPLACE FUNCTION %I() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET TimeZone TO 'UTC' SET enable_nestloop TO off AS $$
DECLARE
	by_system boolean := coalesce(current_setting('atmosfera.actor', true), '') = 'system';
	by_user integer := CASE WHEN by_system THEN NULL ELSE current_user_id() END;
	by_kind text := CASE WHEN by_system THEN 'system' WHEN by_user IS NOT NULL THEN 'user' ELSE 'database' END;
	by_login text := CASE WHEN by_kind = 'database' THEN session_user END;
BEGIN
	IF TG_OP = 'INSERT' THEN
		INSERT INTO audit_log (project_id, actor_kind, actor_id, database_user, action, table_name, row_ids, after, transaction_id)
		SELECT grouped.project, by_kind, by_user, by_login, 'insert', TG_TABLE_NAME, grouped.ids,
			CASE WHEN cardinality(grouped.ids) = 1 THEN
				(SELECT audit_fields(TG_TABLE_NAME, jsonb_strip_nulls(to_jsonb(changed))) FROM new_rows AS changed WHERE changed.id = grouped.ids[1])
			END,
			txid_current()
		FROM (SELECT %s AS project, array_agg(changed.id::bigint ORDER BY changed.id) AS ids FROM new_rows AS changed GROUP BY 1) AS grouped;
	ELSIF TG_OP = 'UPDATE' THEN
		INSERT INTO audit_log (project_id, actor_kind, actor_id, database_user, action, table_name, row_ids, before, after, transaction_id)
		SELECT row.project, by_kind, by_user, by_login, 'update', TG_TABLE_NAME, ARRAY[row.id], (row.difference).before, (row.difference).after, txid_current()
		FROM (
			SELECT %s AS project, changed.id, audit_difference(TG_TABLE_NAME, to_jsonb(previous), to_jsonb(changed)) AS difference
			FROM old_rows AS previous JOIN new_rows AS changed ON changed.id = previous.id
			OFFSET 0
		) AS row
		WHERE (row.difference).before IS NOT NULL
		ORDER BY row.id;
	ELSE
		INSERT INTO audit_log (project_id, actor_kind, actor_id, database_user, action, table_name, row_ids, before, transaction_id)
		SELECT %s, by_kind, by_user, by_login, 'delete', TG_TABLE_NAME, ARRAY[changed.id],
			audit_fields(TG_TABLE_NAME, jsonb_strip_nulls(to_jsonb(changed))), txid_current()
		FROM old_rows AS changed
		ORDER BY changed.id;
	END IF;
	RETURN NULL;
END
$$
		$create$, variant.function_name, variant.project, variant.project, variant.project);
		PERFORM mark_internal(format('%I()', variant.function_name)::regprocedure);
	END LOOP;
END
$do$;
--> statement-breakpoint
-- An item changes its status with every other run, and that is not on record: the run is. So items are looked at row
-- by row, and only those of which something else has changed; the others cost nothing.
CREATE FUNCTION audit_changed_item() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET TimeZone TO 'UTC' AS $$
DECLARE
	by_system boolean := coalesce(current_setting('atmosfera.actor', true), '') = 'system';
	by_user integer := CASE WHEN by_system THEN NULL ELSE current_user_id() END;
	by_kind text := CASE WHEN by_system THEN 'system' WHEN by_user IS NOT NULL THEN 'user' ELSE 'database' END;
	by_login text := CASE WHEN by_kind = 'database' THEN session_user END;
BEGIN
	INSERT INTO audit_log (project_id, actor_kind, actor_id, database_user, action, table_name, row_ids, before, after, transaction_id)
	SELECT NEW.project_id, by_kind, by_user, by_login, 'update', TG_TABLE_NAME, ARRAY[NEW.id], difference.before, difference.after, txid_current()
	FROM audit_difference(TG_TABLE_NAME, to_jsonb(OLD), to_jsonb(NEW)) AS difference
	WHERE difference.before IS NOT NULL;
	RETURN NULL;
END
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION audit_changed_item() FROM PUBLIC;
--> statement-breakpoint
SELECT mark_internal('audit_changed_item()'::regprocedure);
--> statement-breakpoint
DROP TRIGGER zz_audit_update ON test_cycle_items;
--> statement-breakpoint
CREATE TRIGGER zz_audit_update AFTER UPDATE ON test_cycle_items FOR EACH ROW
WHEN (OLD.id IS DISTINCT FROM NEW.id OR OLD.project_id IS DISTINCT FROM NEW.project_id
	OR OLD.cycle_id IS DISTINCT FROM NEW.cycle_id OR OLD.test_case_id IS DISTINCT FROM NEW.test_case_id
	OR OLD.suite_id IS DISTINCT FROM NEW.suite_id OR OLD.assigned_user_id IS DISTINCT FROM NEW.assigned_user_id
	OR OLD.created_at IS DISTINCT FROM NEW.created_at)
EXECUTE FUNCTION audit_changed_item();
--> statement-breakpoint
-- The newest run of an item, however many it has had: a suite that runs every night into one cycle has hundreds.
CREATE INDEX "idx_test_runs_newest" ON "test_runs" USING btree ("cycle_item_id", "executed_at" DESC NULLS LAST, "id" DESC);
--> statement-breakpoint
-- As before, planned once. A kept plan is for any number of items, and for tables and histories that grow after it was
-- made: so it goes by the indexes, also where they are all the same to the planner as yet.
CREATE OR REPLACE FUNCTION refresh_cycle_items(items integer[]) RETURNS void LANGUAGE plpgsql
SET search_path FROM CURRENT SET plan_cache_mode TO force_generic_plan SET enable_seqscan TO off SET enable_sort TO off AS $$
BEGIN
	UPDATE test_cycle_items AS item SET status = coalesce(newest.status, 'not-run')
	FROM unnest(items) AS wanted (id)
	LEFT JOIN LATERAL (
		SELECT run.status FROM test_runs AS run WHERE run.cycle_item_id = wanted.id
		ORDER BY run.executed_at DESC NULLS LAST, run.id DESC LIMIT 1
	) AS newest ON true
	WHERE item.id = wanted.id AND item.status IS DISTINCT FROM coalesce(newest.status, 'not-run');
END
$$;
--> statement-breakpoint
-- The items of places, in their order: one that is named, or that of a test case in a cycle, null where there is none.
CREATE FUNCTION items_of_places(project integer, items integer[], cycles integer[], test_cases integer[]) RETURNS integer[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode TO force_generic_plan SET enable_seqscan TO off AS $$
BEGIN
	RETURN (
		SELECT array_agg(coalesce(place.item_id, item.id) ORDER BY place.position)
		FROM unnest(items, cycles, test_cases) WITH ORDINALITY AS place (item_id, cycle_id, test_case_id, position)
		LEFT JOIN test_cycle_items AS item
			ON item.cycle_id = place.cycle_id AND item.test_case_id = place.test_case_id AND item.project_id = project
	);
END
$$;
--> statement-breakpoint
-- Records runs of one project in one step and returns them in their order: puts test cases into cycles where they are
-- not in there yet, locks the items, writes the runs, and gives the items the statuses of their newest runs. Changes
-- nothing and returns nothing where one of the places is not in the project, where the actor may not write there, and
-- for a login that row security does not bind. Row security decides as it does everywhere: this runs as the caller.
--   items, cycles, test_cases: where each run belongs, by its item, or else by its cycle and test case.
--   runs: the rest of each run, by the names of the columns.
-- Of two runs of one item that are recorded at the same moment the second waits for the lock, and every statement
-- after that sees what the first has written.
CREATE FUNCTION record_runs(project integer, items integer[], cycles integer[], test_cases integer[], runs json)
RETURNS SETOF test_runs LANGUAGE plpgsql
SET search_path FROM CURRENT SET plan_cache_mode TO force_generic_plan SET enable_seqscan TO off AS $$
DECLARE
	wanted integer[] := items;
	locked integer[];
	locked_cases integer[];
BEGIN
	IF NOT row_security_active('test_runs') OR coalesce(project_access(project), 'read') = 'read' THEN
		RETURN;
	END IF;
	IF array_position(wanted, NULL) IS NOT NULL THEN
		wanted := items_of_places(project, items, cycles, test_cases);
	END IF;
	IF array_position(wanted, NULL) IS NOT NULL THEN
		IF EXISTS (
			SELECT FROM unnest(wanted, cycles, test_cases) AS place (item_id, cycle_id, test_case_id)
			WHERE CASE WHEN place.item_id IS NOT NULL
				THEN NOT EXISTS (SELECT FROM test_cycle_items AS item WHERE item.id = place.item_id AND item.project_id = project)
				ELSE NOT EXISTS (SELECT FROM test_cycles AS cycle WHERE cycle.id = place.cycle_id AND cycle.project_id = project)
					OR NOT EXISTS (SELECT FROM test_cases AS test_case WHERE test_case.id = place.test_case_id AND test_case.project_id = project)
			END
		) THEN
			RETURN;
		END IF;
		INSERT INTO test_cycle_items (project_id, cycle_id, test_case_id, suite_id)
		SELECT DISTINCT ON (place.cycle_id, test_case.id) project, place.cycle_id, test_case.id, test_case.suite_id
		FROM unnest(wanted, cycles, test_cases) AS place (item_id, cycle_id, test_case_id)
		JOIN test_cases AS test_case ON test_case.id = place.test_case_id
		WHERE place.item_id IS NULL
		ORDER BY place.cycle_id, test_case.id
		ON CONFLICT (cycle_id, test_case_id) DO NOTHING;
		wanted := items_of_places(project, items, cycles, test_cases);
	END IF;
	SELECT array_agg(item.id), array_agg(item.test_case_id) INTO locked, locked_cases FROM (
		SELECT id, test_case_id FROM test_cycle_items
		WHERE project_id = project AND id = ANY (wanted) ORDER BY id FOR NO KEY UPDATE
	) AS item;
	IF cardinality(locked) IS DISTINCT FROM (SELECT count(DISTINCT id) FROM unnest(wanted) AS place (id))::integer THEN
		RETURN;
	END IF;
	RETURN QUERY
		INSERT INTO test_runs (project_id, cycle_item_id, test_case_id, executed_by, executed_at, duration, duration_ms,
			status, notes, evidence, environment, version, step_results, defects, tags, attempt)
		SELECT project, item.id, item.test_case_id, run.executed_by, run.executed_at, run.duration, run.duration_ms,
			run.status, run.notes, run.evidence, run.environment, run.version, run.step_results, run.defects, run.tags, run.attempt
		FROM ROWS FROM (
			json_to_recordset(runs) AS (executed_by integer, executed_at timestamp, duration integer, duration_ms integer, status text,
				notes text, evidence jsonb, environment text, version text, step_results jsonb, defects jsonb, tags jsonb, attempt integer),
			unnest(wanted)
		) WITH ORDINALITY AS run (executed_by, executed_at, duration, duration_ms, status, notes, evidence, environment, version,
			step_results, defects, tags, attempt, item_id, position)
		JOIN unnest(locked, locked_cases) AS item (id, test_case_id) ON item.id = run.item_id
		ORDER BY run.position
		RETURNING *;
	PERFORM refresh_cycle_items(locked);
END
$$;
