-- The Jira app: where it is installed, which projects of Jira are which of ours, whose accounts are whose, and what
-- Jira told.

CREATE TABLE "forge_installations" (
	"id" serial PRIMARY KEY NOT NULL,
	"installation_id" varchar(200) NOT NULL,
	"app_id" varchar(200) NOT NULL,
	"cloud_id" varchar(100),
	"site_url" text,
	"api_base_url" text NOT NULL,
	"environment" varchar(50) NOT NULL,
	"app_version" varchar(50) NOT NULL,
	"create_users" boolean DEFAULT true NOT NULL,
	"match_by_email" boolean DEFAULT false NOT NULL,
	"system_token" text,
	"token_expires_at" timestamp,
	"installed_at" timestamp NOT NULL,
	"last_called_at" timestamp NOT NULL,
	"uninstalled_at" timestamp
);
--> statement-breakpoint
CREATE UNIQUE INDEX "idx_forge_installations_unique" ON "forge_installations" ("installation_id");
--> statement-breakpoint
CREATE INDEX "idx_forge_installations_site" ON "forge_installations" ("cloud_id", "app_id");
--> statement-breakpoint
CREATE TABLE "forge_projects" (
	"id" serial PRIMARY KEY NOT NULL,
	"project_id" integer NOT NULL,
	"forge_installation_id" integer NOT NULL,
	"jira_project_id" varchar(50) NOT NULL,
	"jira_project_key" varchar(50) NOT NULL,
	"issue_types" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"expected_issues" integer,
	"created_at" timestamp DEFAULT CURRENT_TIMESTAMP,
	CONSTRAINT "forge_projects_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE cascade,
	CONSTRAINT "forge_projects_installation_fkey" FOREIGN KEY ("forge_installation_id") REFERENCES "forge_installations"("id") ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX "idx_forge_projects_unique" ON "forge_projects" ("forge_installation_id", "jira_project_id");
--> statement-breakpoint
CREATE INDEX "idx_forge_projects_project" ON "forge_projects" ("project_id");
--> statement-breakpoint
CREATE TABLE "forge_codes" (
	"id" serial PRIMARY KEY NOT NULL,
	"project_id" integer NOT NULL,
	"code_hash" varchar(64) NOT NULL,
	"created_by" integer,
	"expires_at" timestamp NOT NULL,
	CONSTRAINT "forge_codes_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE cascade,
	CONSTRAINT "forge_codes_created_by_fkey" FOREIGN KEY ("created_by") REFERENCES "users"("id") ON DELETE set null
);
--> statement-breakpoint
-- Not unique: whoever ran into somebody else's would learn that it is there. Codes are random.
CREATE INDEX "idx_forge_codes_hash" ON "forge_codes" ("code_hash");
--> statement-breakpoint
CREATE INDEX "idx_forge_codes_project" ON "forge_codes" ("project_id");
--> statement-breakpoint
CREATE TABLE "forge_accounts" (
	"id" serial PRIMARY KEY NOT NULL,
	"forge_installation_id" integer NOT NULL,
	"account_id" varchar(128) NOT NULL,
	"user_id" integer NOT NULL,
	"origin" varchar(10) NOT NULL,
	"created_at" timestamp DEFAULT CURRENT_TIMESTAMP,
	CONSTRAINT "forge_accounts_installation_fkey" FOREIGN KEY ("forge_installation_id") REFERENCES "forge_installations"("id") ON DELETE cascade,
	CONSTRAINT "forge_accounts_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE cascade,
	CONSTRAINT "forge_accounts_origin_check" CHECK ("forge_accounts"."origin" IN ('created', 'matched'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX "idx_forge_accounts_unique" ON "forge_accounts" ("forge_installation_id", "account_id");
--> statement-breakpoint
CREATE INDEX "idx_forge_accounts_user" ON "forge_accounts" ("user_id");
--> statement-breakpoint
CREATE TABLE "forge_events" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"forge_installation_id" integer NOT NULL,
	"identifier" varchar(100) NOT NULL,
	"event" varchar(100) NOT NULL,
	"payload" jsonb NOT NULL,
	"received_at" timestamp DEFAULT CURRENT_TIMESTAMP NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp DEFAULT CURRENT_TIMESTAMP NOT NULL,
	"processed_at" timestamp,
	"outcome" varchar(20),
	CONSTRAINT "forge_events_installation_fkey" FOREIGN KEY ("forge_installation_id") REFERENCES "forge_installations"("id") ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX "idx_forge_events_unique" ON "forge_events" ("forge_installation_id", "identifier");
--> statement-breakpoint
CREATE INDEX "idx_forge_events_due" ON "forge_events" ("forge_installation_id", "due_at") WHERE processed_at IS NULL;
--> statement-breakpoint
-- What an installation is, whose accounts are whose and what Jira told is the system's business alone.
SELECT protect_table(name::regclass, 'false', 'false')
FROM unnest(ARRAY['forge_installations', 'forge_accounts', 'forge_events']) AS name;
--> statement-breakpoint
-- Whoever reads a project may see which of Jira it is. Only the system says so: the app's token reads all of a site,
-- so a row of somebody's own making would open it.
SELECT protect_table('forge_projects', 'project_id IN (SELECT readable_project_ids())', 'false');
--> statement-breakpoint
-- Who manages a project makes codes for it; nobody but the system redeems them.
SELECT protect_table('forge_codes',
	'project_id IN (SELECT manageable_project_ids())',
	'project_id IN (SELECT manageable_project_ids())');
--> statement-breakpoint
-- As before, and an installation's token and the codes go on record as little as other secrets.
CREATE OR REPLACE FUNCTION audit_fields(table_name text, fields jsonb) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
	IF length(fields::text) <= 1000
		AND NOT fields ?| ARRAY['password_hash', 'value', 'secret', 'webhook_secret', 'test_data', 'token_hash', 'previous_hash', 'code_hash', 'system_token']
	THEN
		RETURN fields;
	END IF;
	RETURN (
		SELECT jsonb_object_agg(field.key, CASE
			WHEN field.value = 'null'::jsonb THEN field.value
			WHEN field.key IN ('password_hash', 'token_hash', 'previous_hash', 'code_hash', 'system_token') THEN '"[redacted]"'::jsonb
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
SELECT audit_table(name::regclass, 'audit_project_rows') FROM unnest(ARRAY['forge_projects', 'forge_codes']) AS name;
--> statement-breakpoint
-- That the app came and went is on record, and whom it took for whom; not each of its calls.
CREATE TRIGGER zz_audit_insert AFTER INSERT ON forge_installations REFERENCING NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION audit_global_rows();
--> statement-breakpoint
CREATE TRIGGER zz_audit_delete AFTER DELETE ON forge_installations REFERENCING OLD TABLE AS old_rows
FOR EACH STATEMENT EXECUTE FUNCTION audit_global_rows();
--> statement-breakpoint
SELECT audit_table('forge_accounts', 'audit_global_rows');
