-- Who is asking, where programs and people come over the network: sessions, tokens within limits, lockout, and
-- answers that are given once.

CREATE TABLE "sessions" (
	"id" serial PRIMARY KEY NOT NULL,
	"user_id" integer NOT NULL,
	"token_hash" varchar(64) NOT NULL,
	"previous_hash" varchar(64),
	"rotated_at" timestamp NOT NULL,
	"last_seen_at" timestamp NOT NULL,
	"expires_at" timestamp NOT NULL,
	"user_agent" varchar(300),
	"created_at" timestamp DEFAULT CURRENT_TIMESTAMP,
	CONSTRAINT "sessions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX "idx_sessions_token" ON "sessions" ("token_hash");
--> statement-breakpoint
CREATE INDEX "idx_sessions_previous" ON "sessions" ("previous_hash") WHERE "previous_hash" IS NOT NULL;
--> statement-breakpoint
CREATE INDEX "idx_sessions_user" ON "sessions" ("user_id");
--> statement-breakpoint
CREATE INDEX "idx_sessions_expires" ON "sessions" ("expires_at");
--> statement-breakpoint
CREATE TABLE "api_tokens" (
	"id" serial PRIMARY KEY NOT NULL,
	"user_id" integer NOT NULL,
	"name" varchar(100) NOT NULL,
	"token_hash" varchar(64) NOT NULL,
	"hint" varchar(8) NOT NULL,
	"project_ids" jsonb,
	"verbs" jsonb NOT NULL,
	"expires_at" timestamp NOT NULL,
	"last_used_at" timestamp,
	"created_at" timestamp DEFAULT CURRENT_TIMESTAMP,
	CONSTRAINT "api_tokens_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX "idx_api_tokens_token" ON "api_tokens" ("token_hash");
--> statement-breakpoint
CREATE INDEX "idx_api_tokens_user" ON "api_tokens" ("user_id");
--> statement-breakpoint
CREATE TABLE "sign_in_attempts" (
	"id" serial PRIMARY KEY NOT NULL,
	"name_hash" varchar(64) NOT NULL,
	"failures" integer NOT NULL,
	"last_at" timestamp NOT NULL,
	"locked_until" timestamp
);
--> statement-breakpoint
CREATE UNIQUE INDEX "idx_sign_in_attempts_name" ON "sign_in_attempts" ("name_hash");
--> statement-breakpoint
CREATE INDEX "idx_sign_in_attempts_last" ON "sign_in_attempts" ("last_at");
--> statement-breakpoint
CREATE TABLE "idempotent_requests" (
	"id" serial PRIMARY KEY NOT NULL,
	"user_id" integer,
	"limits" text DEFAULT '' NOT NULL,
	"key" varchar(255) NOT NULL,
	"fingerprint" varchar(64) NOT NULL,
	"status" integer,
	"headers" jsonb,
	"body" text,
	"created_at" timestamp NOT NULL,
	CONSTRAINT "idempotent_requests_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX "idx_idempotent_requests_unique" ON "idempotent_requests" (COALESCE(user_id, 0), "limits", "key");
--> statement-breakpoint
CREATE INDEX "idx_idempotent_requests_created" ON "idempotent_requests" ("created_at");
--> statement-breakpoint
-- A token reaches less than the user whose it is. What a transaction says in atmosfera.limits, such as `read:*` or
-- `write:3,5`, narrows what its actor may see and change: it never widens it, and what cannot be read allows nothing.
CREATE FUNCTION is_limited() RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
	RETURN coalesce(current_setting('atmosfera.limits', true), '') <> '';
END
$$;
--> statement-breakpoint
-- The projects in which an actor within limits may do that: what their access, their role and the limits all allow.
CREATE FUNCTION limited_project_ids(needed text) RETURNS SETOF integer LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER ROWS 10 AS $$
DECLARE
	limits text[] := string_to_array(coalesce(current_setting('atmosfera.limits', true), ''), ':');
	levels CONSTANT text[] := ARRAY['read', 'write', 'manage'];
BEGIN
	IF cardinality(limits) <> 2 OR coalesce(array_position(levels, limits[1]), 0) < array_position(levels, needed) THEN
		RETURN;
	END IF;
	RETURN QUERY
		SELECT access.project_id
		FROM user_project_access AS access JOIN users AS holder ON holder.id = access.user_id
		WHERE access.user_id = current_user_id()
			AND (limits[2] = '*' OR access.project_id::text = ANY (string_to_array(limits[2], ',')))
			AND CASE needed
				WHEN 'read' THEN true
				WHEN 'write' THEN access.access_level IN ('write', 'manage')
				ELSE access.access_level = 'manage' OR access.access_level = 'write' AND holder.role IN ('admin', 'manager')
			END;
END
$$;
--> statement-breakpoint
-- Within limits nobody runs the system, unless the limits leave them everything.
CREATE OR REPLACE FUNCTION current_user_role() RETURNS text LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER AS $$
BEGIN
	IF coalesce(current_setting('atmosfera.limits', true), '') NOT IN ('', 'manage:*') THEN
		RETURN (SELECT 'user' FROM users WHERE id = current_user_id());
	END IF;
	RETURN (SELECT role FROM users WHERE id = current_user_id());
END
$$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION readable_project_ids() RETURNS SETOF integer LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER ROWS 10 AS $$
BEGIN
	IF coalesce(current_setting('atmosfera.limits', true), '') <> '' THEN
		RETURN QUERY SELECT limited_project_ids('read');
	ELSE
		RETURN QUERY SELECT project_id FROM user_project_access WHERE user_id = current_user_id();
	END IF;
END
$$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION writable_project_ids() RETURNS SETOF integer LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER ROWS 10 AS $$
BEGIN
	IF coalesce(current_setting('atmosfera.limits', true), '') <> '' THEN
		RETURN QUERY SELECT limited_project_ids('write');
	ELSE
		RETURN QUERY SELECT project_id FROM user_project_access
			WHERE user_id = current_user_id() AND access_level IN ('write', 'manage');
	END IF;
END
$$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION manageable_project_ids() RETURNS SETOF integer LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER ROWS 10 AS $$
BEGIN
	IF coalesce(current_setting('atmosfera.limits', true), '') <> '' THEN
		RETURN QUERY SELECT limited_project_ids('manage');
	ELSE
		RETURN QUERY SELECT project_id FROM user_project_access
			WHERE user_id = current_user_id()
				AND (access_level = 'manage'
					OR access_level = 'write' AND current_user_role() IN ('admin', 'manager'));
	END IF;
END
$$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION project_access(wanted integer) RETURNS text LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER AS $$
DECLARE
	limits text[] := string_to_array(nullif(current_setting('atmosfera.limits', true), ''), ':');
	levels CONSTANT text[] := ARRAY['read', 'write', 'manage'];
BEGIN
	IF current_setting('atmosfera.actor', true) = 'system' THEN
		RETURN (SELECT 'manage' FROM projects WHERE id = wanted);
	END IF;
	IF limits IS NOT NULL THEN
		-- The lesser of what the actor has and what the limits leave; null where they cannot be read.
		RETURN (
			SELECT levels[least(
				array_position(levels, limits[1]),
				array_position(levels, CASE WHEN access.access_level = 'write' AND holder.role IN ('admin', 'manager')
					THEN 'manage' ELSE access.access_level::text END))]
			FROM user_project_access AS access JOIN users AS holder ON holder.id = access.user_id
			WHERE access.user_id = current_user_id() AND access.project_id = wanted
				AND cardinality(limits) = 2 AND array_position(levels, limits[1]) IS NOT NULL
				AND (limits[2] = '*' OR wanted::text = ANY (string_to_array(limits[2], ',')))
		);
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
CREATE OR REPLACE FUNCTION project_in_view() RETURNS integer LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER AS $$
DECLARE
	hinted integer := nullif(current_setting('atmosfera.project_id', true), '')::integer;
	limits text[] := string_to_array(nullif(current_setting('atmosfera.limits', true), ''), ':');
BEGIN
	IF limits IS NOT NULL THEN
		RETURN (
			SELECT project_id FROM user_project_access
			WHERE user_id = current_user_id() AND (hinted IS NULL OR project_id = hinted)
				AND cardinality(limits) = 2 AND limits[1] IN ('read', 'write', 'manage')
				AND (limits[2] = '*' OR project_id::text = ANY (string_to_array(limits[2], ',')))
			ORDER BY project_id DESC LIMIT 1
		);
	END IF;
	RETURN (
		SELECT project_id FROM user_project_access
		WHERE user_id = current_user_id() AND (hinted IS NULL OR project_id = hinted)
		ORDER BY project_id DESC LIMIT 1
	);
END
$$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION colleague_ids() RETURNS SETOF integer LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER ROWS 50 AS $$
	SELECT theirs.user_id FROM user_project_access AS theirs
	WHERE theirs.project_id IN (SELECT readable_project_ids())
$$;
--> statement-breakpoint
-- A password is its user's own business, not that of a token.
CREATE OR REPLACE FUNCTION user_credentials(login text) RETURNS TABLE (id integer, password_hash text)
LANGUAGE sql STABLE SECURITY DEFINER AS $$
	SELECT u.id, u.password_hash::text FROM users AS u
	WHERE u.username = login
		AND (coalesce(current_setting('atmosfera.actor', true), '') = 'system' OR u.id = current_user_id() AND NOT is_limited())
$$;
--> statement-breakpoint
ALTER POLICY users_update ON users
	USING ((SELECT is_trusted()) OR id = (SELECT current_user_id()) AND NOT (SELECT is_limited()) OR (SELECT current_user_role()) = 'admin');
--> statement-breakpoint
-- One's own access, as far as the limits reach; without limits that is all of it.
ALTER POLICY user_project_access_read ON user_project_access
	USING ((SELECT is_trusted()) OR (SELECT current_user_role()) = 'admin' OR project_id IN (SELECT manageable_project_ids())
		OR user_id = (SELECT current_user_id()) AND project_id IN (SELECT readable_project_ids()));
--> statement-breakpoint
-- A password that was changed ends what was begun with the one before.
CREATE FUNCTION end_sessions() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
	DELETE FROM sessions WHERE user_id = NEW.id;
	RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER end_sessions AFTER UPDATE ON users FOR EACH ROW
WHEN (OLD.password_hash IS DISTINCT FROM NEW.password_hash) EXECUTE FUNCTION end_sessions();
--> statement-breakpoint
SELECT mark_internal(name::regprocedure)
FROM unnest(ARRAY[
	'limited_project_ids(text)', 'current_user_role()', 'readable_project_ids()', 'writable_project_ids()',
	'manageable_project_ids()', 'project_access(integer)', 'project_in_view()', 'colleague_ids()', 'user_credentials(text)',
	'end_sessions()'
]) AS name;
--> statement-breakpoint
REVOKE ALL ON FUNCTION end_sessions(), limited_project_ids(text) FROM PUBLIC;
--> statement-breakpoint
-- People see and end what is theirs, administrators what is anybody's. The system alone begins sessions.
SELECT protect_table('sessions',
	$$user_id = (SELECT current_user_id()) AND NOT (SELECT is_limited()) OR (SELECT current_user_role()) = 'admin'$$,
	$$user_id = (SELECT current_user_id()) AND NOT (SELECT is_limited()) OR (SELECT current_user_role()) = 'admin'$$,
	'false');
--> statement-breakpoint
-- Everyone makes tokens of their own, and no token makes another one. None is ever changed: it is made anew.
SELECT protect_table('api_tokens',
	$$user_id = (SELECT current_user_id()) AND NOT (SELECT is_limited()) OR (SELECT current_user_role()) = 'admin'$$,
	$$user_id = (SELECT current_user_id()) AND NOT (SELECT is_limited()) OR (SELECT current_user_role()) = 'admin'$$,
	'false',
	$$user_id = (SELECT current_user_id()) AND NOT (SELECT is_limited())$$);
--> statement-breakpoint
SELECT protect_table('sign_in_attempts', 'false', 'false');
--> statement-breakpoint
SELECT protect_table('idempotent_requests', own, own)
FROM (VALUES (
	$$user_id = (SELECT current_user_id()) AND limits = coalesce((SELECT current_setting('atmosfera.limits', true)), '')$$
)) AS rule (own);
--> statement-breakpoint
-- As before, and what tokens are known by is on record no more than other secrets are.
CREATE OR REPLACE FUNCTION audit_fields(table_name text, fields jsonb) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
	IF length(fields::text) <= 1000
		AND NOT fields ?| ARRAY['password_hash', 'value', 'secret', 'webhook_secret', 'test_data', 'token_hash', 'previous_hash']
	THEN
		RETURN fields;
	END IF;
	RETURN (
		SELECT jsonb_object_agg(field.key, CASE
			WHEN field.value = 'null'::jsonb THEN field.value
			WHEN field.key IN ('password_hash', 'token_hash', 'previous_hash') THEN '"[redacted]"'::jsonb
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
-- Who signed in and out, and which tokens were made and revoked; not every moment at which one was used.
CREATE TRIGGER zz_audit_insert AFTER INSERT ON sessions REFERENCING NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION audit_global_rows();
--> statement-breakpoint
CREATE TRIGGER zz_audit_delete AFTER DELETE ON sessions REFERENCING OLD TABLE AS old_rows
FOR EACH STATEMENT EXECUTE FUNCTION audit_global_rows();
--> statement-breakpoint
CREATE TRIGGER zz_audit_insert AFTER INSERT ON api_tokens REFERENCING NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION audit_global_rows();
--> statement-breakpoint
CREATE TRIGGER zz_audit_delete AFTER DELETE ON api_tokens REFERENCING OLD TABLE AS old_rows
FOR EACH STATEMENT EXECUTE FUNCTION audit_global_rows();
