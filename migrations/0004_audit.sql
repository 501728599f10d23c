-- Who changed what, and when, written by the database in the transaction of the change.

-- What of a row may go on record: no secrets, and of long texts their length, digest and beginning.
CREATE FUNCTION audit_fields(table_name text, fields jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
	SELECT jsonb_object_agg(field.key, CASE
		WHEN field.value = 'null'::jsonb THEN field.value
		WHEN field.key = 'password_hash' THEN '"[redacted]"'::jsonb
		WHEN table_name = 'global_settings' AND field.key = 'value' THEN '"[redacted]"'::jsonb
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
$$;
--> statement-breakpoint
-- One function for the three kinds of table: rows of a project, projects themselves, and rows of none.
-- Statement triggers, so that a statement costs one entry however many rows it inserts; the content of a
-- single new row is recorded, of many their ids (what they held is in the rows, or in the entry of the change
-- that came after). Derived and technical columns are left out: they change with what is on record anyway.
-- In UTC, like every moment here, also where somebody at the database lives in another zone.
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
CREATE FUNCTION %I() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET TimeZone TO 'UTC' AS $$
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
		SELECT %s, by_kind, by_user, by_login, 'update', TG_TABLE_NAME, ARRAY[changed.id],
			audit_fields(TG_TABLE_NAME, difference.before), audit_fields(TG_TABLE_NAME, difference.after), txid_current()
		FROM old_rows AS previous
		JOIN new_rows AS changed ON changed.id = previous.id
		CROSS JOIN LATERAL (
			SELECT jsonb_object_agg(was.key, was.value) AS before, jsonb_object_agg(was.key, is_now.value) AS after
			FROM jsonb_each(to_jsonb(previous)) AS was
			JOIN jsonb_each(to_jsonb(changed)) AS is_now ON is_now.key = was.key
			WHERE is_now.value IS DISTINCT FROM was.value
				AND was.key NOT IN ('updated_at', 'last_synced', 'content_hash')
				AND NOT (TG_TABLE_NAME = 'test_cycle_items' AND was.key = 'status')
		) AS difference
		WHERE difference.before IS NOT NULL
		ORDER BY changed.id;
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
		EXECUTE format('REVOKE ALL ON FUNCTION %I() FROM PUBLIC', variant.function_name);
		PERFORM mark_internal(format('%I()', variant.function_name)::regprocedure);
	END LOOP;
END
$do$;
--> statement-breakpoint
-- Puts a table on record. Migrations call it; nobody else may.
CREATE FUNCTION audit_table(target regclass, function_name text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE format('CREATE TRIGGER zz_audit_insert AFTER INSERT ON %s REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION %I()', target, function_name);
	EXECUTE format('CREATE TRIGGER zz_audit_update AFTER UPDATE ON %s REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION %I()', target, function_name);
	EXECUTE format('CREATE TRIGGER zz_audit_delete AFTER DELETE ON %s REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION %I()', target, function_name);
END
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION audit_table(regclass, text) FROM PUBLIC;
--> statement-breakpoint
SELECT audit_table(name::regclass, 'audit_project_rows')
FROM unnest(ARRAY[
	'user_project_access', 'test_suites', 'test_cases', 'test_cycles', 'test_cycle_items', 'test_runs',
	'jira_tickets', 'test_case_jira_links', 'pending_links', 'jira_sync_logs', 'imports', 'assessments',
	'criterion_answers', 'recommendations', 'metrics', 'documents', 'document_versions', 'document_folders',
	'maturity_models', 'maturity_model_versions', 'maturity_dimensions', 'maturity_levels'
]) AS name;
--> statement-breakpoint
SELECT audit_table('projects', 'audit_projects');
--> statement-breakpoint
SELECT audit_table(name::regclass, 'audit_global_rows') FROM unnest(ARRAY['users', 'global_settings']) AS name;
--> statement-breakpoint
-- Only read: by those who manage the project, and by administrators where no project is concerned. Written
-- by the functions above alone, and never rewritten by anyone.
ALTER TABLE audit_log ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE audit_log FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
DO $do$
BEGIN
	EXECUTE format($$CREATE POLICY audit_log_read ON audit_log FOR SELECT TO %s USING (
		(SELECT is_trusted())
		OR project_id IN (SELECT manageable_project_ids())
		OR project_id IS NULL AND (SELECT current_user_role()) = 'admin')$$, policy_roles());
	EXECUTE format($$CREATE POLICY audit_log_insert ON audit_log FOR INSERT TO %s
		WITH CHECK (is_internal())$$, policy_roles());
	IF policy_roles() <> 'PUBLIC' THEN
		GRANT SELECT ON audit_log TO authenticated_users;
	END IF;
END
$do$;
--> statement-breakpoint
CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE insufficient_privilege USING MESSAGE = 'the audit log is written once';
END
$$;
--> statement-breakpoint
CREATE TRIGGER written_once BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_log
FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
