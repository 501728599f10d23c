-- Who may see and change what. One door: a transaction says who is acting (atmosfera.user_id, or
-- atmosfera.actor = 'system'), and row security, forced, decides. Without either, nothing is visible.

-- The role that every actor runs as. Roles belong to the cluster, so another database may have made it, or
-- be making it now. A host that does not allow CREATE ROLE goes without: forced row security then binds the
-- login itself, which owns the tables.
DO $$
BEGIN
	IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'authenticated_users') THEN
		CREATE ROLE authenticated_users NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
	END IF;
EXCEPTION
	WHEN duplicate_object OR unique_violation OR insufficient_privilege THEN NULL;
END
$$;
--> statement-breakpoint
DO $$
BEGIN
	IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'authenticated_users')
		AND NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)
	THEN
		IF current_setting('server_version_num')::integer >= 160000 THEN
			IF NOT pg_has_role(current_user, 'authenticated_users', 'SET') THEN
				EXECUTE format('GRANT authenticated_users TO %I WITH INHERIT FALSE, SET TRUE', current_user);
			END IF;
		ELSIF NOT pg_has_role(current_user, 'authenticated_users', 'MEMBER') THEN
			EXECUTE format('GRANT authenticated_users TO %I', current_user);
		END IF;
	END IF;
EXCEPTION
	WHEN insufficient_privilege OR unique_violation OR internal_error THEN NULL;
END
$$;
--> statement-breakpoint
-- The roles that policies name: the application's and the owner's, since FORCE binds the owner too. Everyone,
-- where the login may not take the application's role, or may not let it into a schema that others own. Before
-- PostgreSQL 15 that role has to own the views, which takes more.
CREATE FUNCTION policy_roles() RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
	version integer := current_setting('server_version_num')::integer;
	rights text[] := CASE WHEN version >= 150000 THEN ARRAY['USAGE'] ELSE ARRAY['USAGE', 'CREATE'] END;
BEGIN
	IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'authenticated_users') THEN
		IF pg_has_role(current_user, 'authenticated_users', CASE WHEN version >= 160000 THEN 'SET' ELSE 'MEMBER' END)
			AND (SELECT bool_and(has_schema_privilege('authenticated_users', current_schema(), needed)
				OR has_schema_privilege(current_schema(), needed || ' WITH GRANT OPTION')) FROM unnest(rights) AS needed)
		THEN
			RETURN format('authenticated_users, %I', current_user);
		END IF;
	END IF;
	RETURN 'PUBLIC';
END
$$;
--> statement-breakpoint
-- The specification's function: who is acting. Null for nobody, and nobody sees nothing.
CREATE OR REPLACE FUNCTION current_user_id() RETURNS integer LANGUAGE sql STABLE PARALLEL SAFE AS $$
	SELECT nullif(current_setting('atmosfera.user_id', true), '')::integer
$$;
--> statement-breakpoint
-- True inside one of our own SECURITY DEFINER functions. FORCE binds their owner as well, so they need a mark
-- that lasts as long as they run. Only a superuser may attach a setting of our own to a function, so the
-- function's search path carries it: the name of a schema that never exists.
CREATE FUNCTION is_internal() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
	SELECT current_setting('search_path') LIKE '%, atmosfera_internal'
$$;
--> statement-breakpoint
CREATE FUNCTION mark_internal(target regprocedure) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE format('ALTER FUNCTION %s SET search_path TO %I, pg_temp, atmosfera_internal', target, current_schema());
END
$$;
--> statement-breakpoint
-- An operator's job, or one of our own functions.
CREATE FUNCTION is_trusted() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
	SELECT coalesce(current_setting('atmosfera.actor', true), '') = 'system'
		OR current_setting('search_path') LIKE '%, atmosfera_internal'
$$;
--> statement-breakpoint
CREATE FUNCTION current_user_role() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER AS $$
	SELECT role FROM users WHERE id = current_user_id()
$$;
--> statement-breakpoint
CREATE FUNCTION readable_project_ids() RETURNS SETOF integer LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER ROWS 10 AS $$
	SELECT project_id FROM user_project_access WHERE user_id = current_user_id()
$$;
--> statement-breakpoint
CREATE FUNCTION writable_project_ids() RETURNS SETOF integer LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER ROWS 10 AS $$
	SELECT project_id FROM user_project_access
	WHERE user_id = current_user_id() AND access_level IN ('write', 'manage')
$$;
--> statement-breakpoint
-- Managing takes the level 'manage', or the level 'write' of someone whose role is to manage projects.
CREATE FUNCTION manageable_project_ids() RETURNS SETOF integer LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER ROWS 10 AS $$
	SELECT project_id FROM user_project_access
	WHERE user_id = current_user_id()
		AND (access_level = 'manage'
			OR access_level = 'write' AND current_user_role() IN ('admin', 'manager'))
$$;
--> statement-breakpoint
-- The people whom one may know of: those of one's own projects.
CREATE FUNCTION colleague_ids() RETURNS SETOF integer LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER ROWS 50 AS $$
	SELECT theirs.user_id
	FROM user_project_access AS mine
	JOIN user_project_access AS theirs ON theirs.project_id = mine.project_id
	WHERE mine.user_id = current_user_id()
$$;
--> statement-breakpoint
-- 'read', 'write', 'manage', or null where the project does not exist for the actor. For good error
-- messages: the policies decide, not this.
CREATE FUNCTION project_access(wanted integer) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER AS $$
	SELECT CASE
		WHEN current_setting('atmosfera.actor', true) = 'system' THEN
			(SELECT 'manage' FROM projects WHERE id = wanted)
		ELSE (
			SELECT CASE
				WHEN access_level = 'write' AND current_user_role() IN ('admin', 'manager') THEN 'manage'
				ELSE access_level
			END
			FROM user_project_access WHERE user_id = current_user_id() AND project_id = wanted
		)
	END
$$;
--> statement-breakpoint
-- Whether somebody may be given work in a project: asked by those who can read it, null for others.
CREATE FUNCTION has_access(wanted_user integer, wanted_project integer) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER AS $$
	SELECT CASE WHEN project_access(wanted_project) IS NOT NULL THEN
		EXISTS (SELECT FROM user_project_access WHERE user_id = wanted_user AND project_id = wanted_project)
	END
$$;
--> statement-breakpoint
-- The one place where a password hash is read: the system verifies a login, a user the password they have.
CREATE FUNCTION user_credentials(login text) RETURNS TABLE (id integer, password_hash text)
LANGUAGE sql STABLE SECURITY DEFINER AS $$
	SELECT u.id, u.password_hash::text FROM users AS u
	WHERE u.username = login
		AND (coalesce(current_setting('atmosfera.actor', true), '') = 'system' OR u.id = current_user_id())
$$;
--> statement-breakpoint
-- Enables and forces row security on a table, with one policy for reading and three for changing, and grants
-- the application's role what the policies then narrow. Migrations call it; nobody else may.
--   readable, writable: which rows may be seen; which may be changed and deleted.
--   resulting: what a row must be like after it was added or changed, where that is more than `writable`.
--   insertable: what a new row must be like, where that is something else altogether.
CREATE FUNCTION protect_table(target regclass, readable text, writable text, resulting text DEFAULT NULL, insertable text DEFAULT NULL)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	roles text := policy_roles();
	label text := (SELECT relname FROM pg_class WHERE oid = target);
	sequence_name text;
BEGIN
	EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
	EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
	EXECUTE format('CREATE POLICY %I ON %s FOR SELECT TO %s USING ((SELECT is_trusted()) OR (%s))',
		label || '_read', target, roles, readable);
	EXECUTE format('CREATE POLICY %I ON %s FOR INSERT TO %s WITH CHECK ((SELECT is_trusted()) OR (%s))',
		label || '_insert', target, roles, coalesce(insertable, resulting, writable));
	EXECUTE format('CREATE POLICY %I ON %s FOR UPDATE TO %s USING ((SELECT is_trusted()) OR (%s)) WITH CHECK ((SELECT is_trusted()) OR (%s))',
		label || '_update', target, roles, writable, coalesce(resulting, writable));
	EXECUTE format('CREATE POLICY %I ON %s FOR DELETE TO %s USING ((SELECT is_trusted()) OR (%s))',
		label || '_delete', target, roles, writable);
	IF roles <> 'PUBLIC' THEN
		-- A table that was there before may be open to more, and TRUNCATE passes row security by.
		EXECUTE format('REVOKE ALL ON %s FROM PUBLIC, authenticated_users', target);
		EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO authenticated_users', target);
		sequence_name := pg_get_serial_sequence(target::text, 'id');
		IF sequence_name IS NOT NULL THEN
			EXECUTE format('GRANT USAGE, SELECT ON SEQUENCE %s TO authenticated_users', sequence_name);
		END IF;
	END IF;
END
$$;
--> statement-breakpoint
-- For a table whose rows belong to the project in their column project_id.
--   own: what a row must refer to, where it has a unique key without the project. The policy is asked before the
--   key is, which would tell of another project's row, and wait for one that is not committed yet.
CREATE FUNCTION protect_project_table(target regclass, own text DEFAULT NULL) RETURNS void LANGUAGE sql AS $$
	SELECT protect_table(target,
		'project_id IN (SELECT readable_project_ids())',
		'project_id IN (SELECT writable_project_ids())',
		'project_id IN (SELECT writable_project_ids()) AND ' || own)
$$;
--> statement-breakpoint
DO $$
BEGIN
	IF policy_roles() <> 'PUBLIC' THEN
		EXECUTE format('GRANT USAGE ON SCHEMA %I TO authenticated_users', current_schema());
	END IF;
END
$$;
--> statement-breakpoint
-- A database made from the specification may have its policy already.
DROP POLICY IF EXISTS project_access_policy ON projects;
--> statement-breakpoint
SELECT protect_project_table(name::regclass)
FROM unnest(ARRAY[
	'test_suites', 'test_cases', 'test_cycles', 'test_runs', 'jira_tickets', 'pending_links', 'jira_sync_logs',
	'imports', 'assessments', 'criterion_answers', 'recommendations', 'metrics', 'documents', 'document_versions',
	'document_folders'
]) AS name;
--> statement-breakpoint
SELECT protect_project_table('test_cycle_items', $$EXISTS (
	SELECT FROM test_cycles AS cycle
	WHERE cycle.id = test_cycle_items.cycle_id AND cycle.project_id = test_cycle_items.project_id)$$);
--> statement-breakpoint
SELECT protect_project_table('test_case_jira_links', $$EXISTS (
	SELECT FROM test_cases AS test_case
	WHERE test_case.id = test_case_jira_links.test_case_id AND test_case.project_id = test_case_jira_links.project_id)$$);
--> statement-breakpoint
SELECT protect_table('projects',
	'id IN (SELECT readable_project_ids())',
	'id IN (SELECT manageable_project_ids())',
	insertable => $$(SELECT current_user_role()) IN ('admin', 'manager')$$);
--> statement-breakpoint
-- Which migrations ran is no secret: a login that may only use the tables checks it at start.
SELECT protect_table('atmosfera_migrations', 'true', 'false');
--> statement-breakpoint
-- The name that the specification gives to this policy.
ALTER POLICY projects_read ON projects RENAME TO project_access_policy;
--> statement-breakpoint
-- Whoever manages a project gives access to people they know of. Otherwise they could try ids, and each that is
-- somebody's would show them a name and an address.
SELECT protect_table('user_project_access',
	$$user_id = (SELECT current_user_id()) OR (SELECT current_user_role()) = 'admin' OR project_id IN (SELECT manageable_project_ids())$$,
	$$(SELECT current_user_role()) = 'admin' OR project_id IN (SELECT manageable_project_ids())$$,
	$$(SELECT current_user_role()) = 'admin' OR project_id IN (SELECT manageable_project_ids())
		AND (user_id = (SELECT current_user_id()) OR user_id IN (SELECT colleague_ids()))$$);
--> statement-breakpoint
SELECT protect_table('users',
	$$id = (SELECT current_user_id()) OR (SELECT current_user_role()) = 'admin' OR id IN (SELECT colleague_ids())$$,
	$$(SELECT current_user_role()) = 'admin'$$);
--> statement-breakpoint
DROP POLICY users_update ON users;
--> statement-breakpoint
DO $do$
BEGIN
	EXECUTE format($$CREATE POLICY users_update ON users FOR UPDATE TO %s
		USING ((SELECT is_trusted()) OR id = (SELECT current_user_id()) OR (SELECT current_user_role()) = 'admin')$$, policy_roles());
	IF policy_roles() <> 'PUBLIC' THEN
		REVOKE SELECT ON users FROM authenticated_users;
		GRANT SELECT (id, username, full_name, email, role, created_at, updated_at) ON users TO authenticated_users;
	END IF;
END
$do$;
--> statement-breakpoint
-- Everyone may change their own name and password; who they are and what they may do, only an administrator.
-- An e-mail address is unique, so whoever could choose their own could try whom else there is.
CREATE FUNCTION guard_user_identity() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
	IF NOT is_trusted() AND current_user_id() IS NOT NULL AND coalesce(current_user_role(), '') <> 'admin' THEN
		RAISE insufficient_privilege USING MESSAGE = 'only an administrator changes a role, a username or an e-mail address';
	END IF;
	RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER guard_identity BEFORE UPDATE ON users FOR EACH ROW
WHEN (OLD.role IS DISTINCT FROM NEW.role OR OLD.username IS DISTINCT FROM NEW.username
	OR OLD.email IS DISTINCT FROM NEW.email OR OLD.id IS DISTINCT FROM NEW.id)
EXECUTE FUNCTION guard_user_identity();
--> statement-breakpoint
SELECT protect_table('global_settings',
	$$NOT secret AND (SELECT current_user_role()) IS NOT NULL OR (SELECT current_user_role()) = 'admin'$$,
	$$(SELECT current_user_role()) = 'admin'$$);
--> statement-breakpoint
-- The built-in model belongs to no project: every user reads it, administrators edit it. What a model consists of
-- belongs to whom the model does, so that nobody can put something of no project into another project's model.
SELECT protect_table(name::regclass,
	'project_id IS NULL AND (SELECT current_user_role()) IS NOT NULL OR project_id IN (SELECT readable_project_ids())',
	may_change,
	'(' || may_change || ')' || ' AND ' || own)
FROM (VALUES
	('maturity_models', NULL),
	('maturity_model_versions', $$EXISTS (SELECT FROM maturity_models AS model WHERE model.id = maturity_model_versions.model_id
		AND model.project_id IS NOT DISTINCT FROM maturity_model_versions.project_id)$$),
	('maturity_dimensions', $$EXISTS (SELECT FROM maturity_models AS model WHERE model.id = maturity_dimensions.model_id
		AND model.project_id IS NOT DISTINCT FROM maturity_dimensions.project_id)$$),
	('maturity_levels', $$EXISTS (SELECT FROM maturity_dimensions AS dimension WHERE dimension.id = maturity_levels.dimension_id
		AND dimension.project_id IS NOT DISTINCT FROM maturity_levels.project_id)$$)
) AS part (name, own)
CROSS JOIN (VALUES (
	$$project_id IS NULL AND (SELECT current_user_role()) = 'admin' OR project_id IN (SELECT manageable_project_ids())$$
)) AS rule (may_change);
--> statement-breakpoint
-- Whoever makes a project may use it.
CREATE FUNCTION grant_access_to_creator() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
	IF current_user_id() IS NOT NULL THEN
		INSERT INTO user_project_access (user_id, project_id, access_level, granted_by)
		VALUES (current_user_id(), NEW.id, 'manage', current_user_id());
	END IF;
	RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER grant_access AFTER INSERT ON projects FOR EACH ROW EXECUTE FUNCTION grant_access_to_creator();
--> statement-breakpoint
SELECT mark_internal(name::regprocedure)
FROM unnest(ARRAY[
	'current_user_role()', 'readable_project_ids()', 'writable_project_ids()', 'manageable_project_ids()',
	'colleague_ids()', 'project_access(integer)', 'has_access(integer, integer)', 'user_credentials(text)', 'grant_access_to_creator()'
]) AS name;
--> statement-breakpoint
REVOKE ALL ON FUNCTION mark_internal(regprocedure), protect_table(regclass, text, text, text, text), protect_project_table(regclass, text), policy_roles(),
	user_credentials(text), grant_access_to_creator() FROM PUBLIC;
--> statement-breakpoint
DO $$
BEGIN
	IF policy_roles() <> 'PUBLIC' THEN
		GRANT EXECUTE ON FUNCTION user_credentials(text) TO authenticated_users;
	END IF;
END
$$;
