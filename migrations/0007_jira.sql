-- Jira: what a project is connected to, what a synchronisation has to remember, and what webhooks told.

ALTER TABLE "jira_tickets" ADD COLUMN "team" varchar(100);
--> statement-breakpoint
ALTER TABLE "jira_tickets" ADD COLUMN "risk" varchar(50);
--> statement-breakpoint
ALTER TABLE "jira_tickets" ADD COLUMN "moved_out_at" timestamp;
--> statement-breakpoint
CREATE TABLE "jira_connections" (
	"id" serial PRIMARY KEY NOT NULL,
	"project_id" integer NOT NULL,
	"base_url" text NOT NULL,
	"project_keys" jsonb NOT NULL,
	"account" varchar(255),
	"secret" text,
	"field_mapping" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"write_back" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"webhook_id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"webhook_secret" text,
	"created_at" timestamp DEFAULT CURRENT_TIMESTAMP,
	"updated_at" timestamp DEFAULT CURRENT_TIMESTAMP,
	CONSTRAINT "jira_connections_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX "idx_jira_connections_project" ON "jira_connections" ("project_id");
--> statement-breakpoint
-- Not unique: whoever ran into somebody else's key would learn that it is there. It is random.
CREATE INDEX "idx_jira_connections_webhook" ON "jira_connections" ("webhook_id");
--> statement-breakpoint
ALTER TABLE "jira_sync_logs" ADD COLUMN "tickets_unchanged" integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
ALTER TABLE "jira_sync_logs" ADD COLUMN "tickets_deleted" integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
ALTER TABLE "jira_sync_logs" ADD COLUMN "pages" integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
ALTER TABLE "jira_sync_logs" ADD COLUMN "resumed" integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
ALTER TABLE "jira_sync_logs" ADD COLUMN "rejected" jsonb DEFAULT '[]'::jsonb NOT NULL;
--> statement-breakpoint
ALTER TABLE "jira_sync_logs" ADD COLUMN "scope" text;
--> statement-breakpoint
ALTER TABLE "jira_sync_logs" ADD COLUMN "checkpoint" jsonb;
--> statement-breakpoint
ALTER TABLE "jira_sync_logs" ADD COLUMN "watermark" timestamp;
--> statement-breakpoint
ALTER TABLE "jira_sync_logs" ADD COLUMN "holder" jsonb;
--> statement-breakpoint
ALTER TABLE "jira_sync_logs" ADD COLUMN "heartbeat_at" timestamp;
--> statement-breakpoint
ALTER TABLE "jira_sync_logs" ADD CONSTRAINT "jira_sync_logs_project_id_id_key" UNIQUE("project_id","id");
--> statement-breakpoint
-- No synchronisation of ours can have begun before this: whatever is said to be running is not.
UPDATE "jira_sync_logs" SET "status" = 'failed', "completed_at" = coalesce("completed_at", CURRENT_TIMESTAMP),
	"error_message" = coalesce("error_message", 'It was still running when the database was upgraded.')
WHERE "status" IN ('pending', 'in_progress');
--> statement-breakpoint
-- Two synchronisations of one project never run at once: the row of the one that runs is the lock.
CREATE UNIQUE INDEX "idx_jira_sync_logs_running" ON "jira_sync_logs" ("project_id") WHERE status = 'in_progress';
--> statement-breakpoint
CREATE INDEX "idx_jira_sync_logs_project_id" ON "jira_sync_logs" ("project_id", "id");
--> statement-breakpoint
CREATE TABLE "jira_sync_seen" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"project_id" integer NOT NULL,
	"sync_id" integer NOT NULL,
	"jira_id" varchar(50) NOT NULL,
	"is_gone" boolean DEFAULT false NOT NULL,
	CONSTRAINT "jira_sync_seen_sync_same_project_fkey" FOREIGN KEY ("project_id", "sync_id") REFERENCES "jira_sync_logs"("project_id", "id") ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX "idx_jira_sync_seen_unique" ON "jira_sync_seen" ("project_id", "sync_id", "jira_id");
--> statement-breakpoint
CREATE TABLE "jira_webhook_events" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"project_id" integer NOT NULL,
	"identifier" varchar(100) NOT NULL,
	"event" varchar(100) NOT NULL,
	"jira_id" varchar(50) NOT NULL,
	"occurred_at" timestamp,
	"received_at" timestamp DEFAULT CURRENT_TIMESTAMP NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp DEFAULT CURRENT_TIMESTAMP NOT NULL,
	"processed_at" timestamp,
	"outcome" varchar(20),
	"error_message" text,
	CONSTRAINT "jira_webhook_events_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX "idx_jira_webhook_events_unique" ON "jira_webhook_events" ("project_id", "identifier");
--> statement-breakpoint
CREATE INDEX "idx_jira_webhook_events_due" ON "jira_webhook_events" ("project_id", "due_at") WHERE processed_at IS NULL;
--> statement-breakpoint
CREATE TABLE "jira_write_backs" (
	"id" serial PRIMARY KEY NOT NULL,
	"project_id" integer NOT NULL,
	"jira_ticket_id" integer NOT NULL,
	"content_hash" varchar(64) NOT NULL,
	"written_at" timestamp DEFAULT CURRENT_TIMESTAMP NOT NULL,
	CONSTRAINT "jira_write_backs_ticket_same_project_fkey" FOREIGN KEY ("project_id", "jira_ticket_id") REFERENCES "jira_tickets"("project_id", "id") ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX "idx_jira_write_backs_unique" ON "jira_write_backs" ("project_id", "jira_ticket_id");
--> statement-breakpoint
SELECT protect_project_table(name::regclass)
FROM unnest(ARRAY['jira_sync_seen', 'jira_webhook_events', 'jira_write_backs']) AS name;
--> statement-breakpoint
-- Whoever reads the project may see what it is connected to; who manages it decides that.
SELECT protect_table('jira_connections',
	'project_id IN (SELECT readable_project_ids())',
	'project_id IN (SELECT manageable_project_ids())');
--> statement-breakpoint
-- Secrets go on record as little here as elsewhere, encrypted or not.
CREATE OR REPLACE FUNCTION audit_fields(table_name text, fields jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
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
$$;
--> statement-breakpoint
SELECT audit_table('jira_connections', 'audit_project_rows');
--> statement-breakpoint
-- A synchronisation tells its own story, page by page; that it began is on record.
DROP TRIGGER zz_audit_update ON jira_sync_logs;
--> statement-breakpoint
CREATE TRIGGER touch_updated_at BEFORE UPDATE ON jira_connections FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
