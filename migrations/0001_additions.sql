-- What ATMosFera adds to the specification's tables. Written so that it also runs over a database that holds
-- rows: columns that must not be empty are added, filled and only then closed.

-- Two tables that the specification uses without defining. Whoever built a database from it had to invent
-- them, so they may be here already, with more or fewer columns.
CREATE TABLE IF NOT EXISTS "user_project_access" ("user_id" integer NOT NULL, "project_id" integer NOT NULL);
--> statement-breakpoint
ALTER TABLE "user_project_access"
	ADD COLUMN IF NOT EXISTS "id" serial,
	ADD COLUMN IF NOT EXISTS "access_level" varchar(20) DEFAULT 'write' NOT NULL,
	ADD COLUMN IF NOT EXISTS "granted_by" integer,
	ADD COLUMN IF NOT EXISTS "created_at" timestamp DEFAULT CURRENT_TIMESTAMP,
	ADD COLUMN IF NOT EXISTS "updated_at" timestamp DEFAULT CURRENT_TIMESTAMP;
--> statement-breakpoint
-- An invented one may be open to what ours is not.
ALTER TABLE "user_project_access"
	ALTER COLUMN "user_id" SET NOT NULL,
	ALTER COLUMN "project_id" SET NOT NULL,
	ALTER COLUMN "access_level" SET NOT NULL,
	ALTER COLUMN "access_level" SET DEFAULT 'write';
--> statement-breakpoint
-- Its key may be the user and the project. The id then gets one beside it, which others may refer to.
DO $$
DECLARE
	key_columns smallint[] := (SELECT conkey FROM pg_constraint WHERE conrelid = 'user_project_access'::regclass AND contype = 'p');
	id_column smallint := (SELECT attnum FROM pg_attribute WHERE attrelid = 'user_project_access'::regclass AND attname = 'id');
BEGIN
	IF key_columns IS NULL THEN
		ALTER TABLE "user_project_access" ADD CONSTRAINT "user_project_access_pkey" PRIMARY KEY ("id");
	ELSIF key_columns <> ARRAY[id_column] THEN
		ALTER TABLE "user_project_access" ADD CONSTRAINT "user_project_access_id_key" UNIQUE ("id");
	END IF;
END
$$;
--> statement-breakpoint
ALTER TABLE "user_project_access" ADD CONSTRAINT "user_project_access_level_check" CHECK ("access_level" IN ('read', 'write', 'manage'));
--> statement-breakpoint
ALTER TABLE "user_project_access" DROP CONSTRAINT IF EXISTS "user_project_access_user_id_fkey";
--> statement-breakpoint
ALTER TABLE "user_project_access" ADD CONSTRAINT "user_project_access_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "user_project_access" DROP CONSTRAINT IF EXISTS "user_project_access_project_id_fkey";
--> statement-breakpoint
ALTER TABLE "user_project_access" ADD CONSTRAINT "user_project_access_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "user_project_access" DROP CONSTRAINT IF EXISTS "user_project_access_granted_by_fkey";
--> statement-breakpoint
ALTER TABLE "user_project_access" ADD CONSTRAINT "user_project_access_granted_by_fkey" FOREIGN KEY ("granted_by") REFERENCES "users"("id") ON DELETE set null ON UPDATE no action;
--> statement-breakpoint
CREATE UNIQUE INDEX IF NOT EXISTS "idx_user_project_access_unique" ON "user_project_access" USING btree ("user_id","project_id");
--> statement-breakpoint
CREATE INDEX IF NOT EXISTS "idx_user_project_access_project" ON "user_project_access" USING btree ("project_id");
--> statement-breakpoint
ALTER TABLE "document_folders"
	ADD COLUMN IF NOT EXISTS "project_id" integer,
	ADD COLUMN IF NOT EXISTS "parent_id" integer,
	ADD COLUMN IF NOT EXISTS "name" varchar(200),
	ADD COLUMN IF NOT EXISTS "created_at" timestamp DEFAULT CURRENT_TIMESTAMP,
	ADD COLUMN IF NOT EXISTS "updated_at" timestamp DEFAULT CURRENT_TIMESTAMP;
--> statement-breakpoint
-- A folder that does not say where it belongs is where its documents are.
UPDATE "document_folders" AS folder SET "project_id" = content."project_id"
FROM (SELECT "folder_id", min("project_id") AS "project_id" FROM "documents" GROUP BY "folder_id") AS content
WHERE content."folder_id" = folder."id" AND folder."project_id" IS NULL;
--> statement-breakpoint
CREATE TABLE "document_versions" (
	"id" serial PRIMARY KEY NOT NULL,
	"project_id" integer NOT NULL,
	"document_id" integer NOT NULL,
	"version" integer NOT NULL,
	"title" varchar(200) NOT NULL,
	"content" text NOT NULL,
	"status" varchar(30),
	"created_by" integer,
	"created_at" timestamp DEFAULT CURRENT_TIMESTAMP
);
--> statement-breakpoint
CREATE TABLE "criterion_answers" (
	"id" serial PRIMARY KEY NOT NULL,
	"project_id" integer NOT NULL,
	"criterion_id" varchar(50) NOT NULL,
	"answer" varchar(20) NOT NULL,
	"evidence" text,
	"user_id" integer,
	"answered_at" timestamp DEFAULT CURRENT_TIMESTAMP NOT NULL,
	CONSTRAINT "criterion_answers_answer_check" CHECK ("criterion_answers"."answer" IN ('yes', 'partly', 'no', 'not-applicable'))
);
--> statement-breakpoint
CREATE TABLE "maturity_model_versions" (
	"id" serial PRIMARY KEY NOT NULL,
	"model_id" integer NOT NULL,
	"project_id" integer,
	"version" integer NOT NULL,
	"definition" jsonb NOT NULL,
	"created_by" integer,
	"created_at" timestamp DEFAULT CURRENT_TIMESTAMP
);
--> statement-breakpoint
CREATE TABLE "maturity_models" (
	"id" serial PRIMARY KEY NOT NULL,
	"project_id" integer,
	"name" varchar(100) NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp DEFAULT CURRENT_TIMESTAMP,
	"updated_at" timestamp DEFAULT CURRENT_TIMESTAMP,
	CONSTRAINT "maturity_models_project_id_id_key" UNIQUE("project_id","id")
);
--> statement-breakpoint
CREATE TABLE "audit_log" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"occurred_at" timestamp DEFAULT CURRENT_TIMESTAMP NOT NULL,
	"project_id" integer,
	"actor_kind" varchar(20) NOT NULL,
	"actor_id" integer,
	"database_user" text,
	"action" varchar(10) NOT NULL,
	"table_name" varchar(63) NOT NULL,
	"row_ids" bigint[] NOT NULL,
	"before" jsonb,
	"after" jsonb,
	"transaction_id" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "imports" (
	"id" serial PRIMARY KEY NOT NULL,
	"project_id" integer NOT NULL,
	"kind" varchar(20) NOT NULL,
	"file_name" text NOT NULL,
	"sha256" varchar(64) NOT NULL,
	"target" text DEFAULT '' NOT NULL,
	"summary" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"imported_by" integer,
	"imported_at" timestamp DEFAULT CURRENT_TIMESTAMP,
	CONSTRAINT "imports_project_id_id_key" UNIQUE("project_id","id"),
	CONSTRAINT "imports_kind_check" CHECK ("imports"."kind" IN ('tickets', 'test-cases', 'results'))
);
--> statement-breakpoint
CREATE TABLE "pending_links" (
	"id" serial PRIMARY KEY NOT NULL,
	"project_id" integer NOT NULL,
	"test_case_id" integer NOT NULL,
	"jira_key" varchar(50) NOT NULL,
	"link_type" varchar(30) DEFAULT 'covers' NOT NULL,
	"origin" varchar(20) DEFAULT 'manual' NOT NULL,
	"created_by" integer,
	"created_at" timestamp DEFAULT CURRENT_TIMESTAMP,
	CONSTRAINT "pending_links_origin_check" CHECK ("pending_links"."origin" IN ('manual', 'import', 'jira', 'ai'))
);
--> statement-breakpoint
ALTER TABLE "assessments" ADD COLUMN "model_version" integer;
--> statement-breakpoint
ALTER TABLE "maturity_dimensions" ADD COLUMN "model_id" integer;
--> statement-breakpoint
ALTER TABLE "maturity_dimensions" ADD COLUMN "project_id" integer;
--> statement-breakpoint
ALTER TABLE "maturity_dimensions" ADD COLUMN "position" integer;
--> statement-breakpoint
ALTER TABLE "maturity_dimensions" ADD COLUMN "retired_at" timestamp;
--> statement-breakpoint
ALTER TABLE "maturity_levels" ADD COLUMN "project_id" integer;
--> statement-breakpoint
ALTER TABLE "global_settings" ADD COLUMN "secret" boolean DEFAULT false NOT NULL;
--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "coverage_policy" jsonb DEFAULT '{}'::jsonb NOT NULL;
--> statement-breakpoint
ALTER TABLE "jira_tickets" ADD COLUMN "jira_id" varchar(50);
--> statement-breakpoint
ALTER TABLE "jira_tickets" ADD COLUMN "parent_key" varchar(50);
--> statement-breakpoint
ALTER TABLE "jira_tickets" ADD COLUMN "fix_versions" jsonb DEFAULT '[]'::jsonb NOT NULL;
--> statement-breakpoint
ALTER TABLE "jira_tickets" ADD COLUMN "resolution" varchar(100);
--> statement-breakpoint
ALTER TABLE "jira_tickets" ADD COLUMN "deleted_at" timestamp;
--> statement-breakpoint
ALTER TABLE "test_case_jira_links" ADD COLUMN "project_id" integer;
--> statement-breakpoint
ALTER TABLE "test_case_jira_links" ADD COLUMN "origin" varchar(20) DEFAULT 'manual' NOT NULL;
--> statement-breakpoint
ALTER TABLE "test_case_jira_links" ADD COLUMN "created_by" integer;
--> statement-breakpoint
ALTER TABLE "test_cases" ADD COLUMN "external_id" varchar(500);
--> statement-breakpoint
ALTER TABLE "test_cases" ADD COLUMN "tags" jsonb DEFAULT '[]'::jsonb NOT NULL;
--> statement-breakpoint
ALTER TABLE "test_cases" ADD COLUMN "source_file" text;
--> statement-breakpoint
ALTER TABLE "test_cases" ADD COLUMN "approved_by" integer;
--> statement-breakpoint
ALTER TABLE "test_cases" ADD COLUMN "approved_at" timestamp;
--> statement-breakpoint
ALTER TABLE "test_cycle_items" ADD COLUMN "project_id" integer;
--> statement-breakpoint
ALTER TABLE "test_runs" ADD COLUMN "project_id" integer;
--> statement-breakpoint
ALTER TABLE "test_runs" ADD COLUMN "test_case_id" integer;
--> statement-breakpoint
ALTER TABLE "test_runs" ADD COLUMN "duration_ms" integer;
--> statement-breakpoint
ALTER TABLE "test_runs" ADD COLUMN "attempt" integer DEFAULT 1 NOT NULL;
--> statement-breakpoint
ALTER TABLE "test_runs" ADD COLUMN "import_id" integer;
--> statement-breakpoint
ALTER TABLE "test_runs" ADD COLUMN "recorded_at" timestamp DEFAULT CURRENT_TIMESTAMP;
--> statement-breakpoint
-- Every row gets the project of what it belongs to.
UPDATE "test_cycle_items" AS item SET "project_id" = cycle."project_id" FROM "test_cycles" AS cycle WHERE cycle."id" = item."cycle_id";
--> statement-breakpoint
UPDATE "test_runs" AS run SET "project_id" = item."project_id", "test_case_id" = item."test_case_id"
FROM "test_cycle_items" AS item WHERE item."id" = run."cycle_item_id";
--> statement-breakpoint
UPDATE "test_case_jira_links" AS link SET "project_id" = test_case."project_id"
FROM "test_cases" AS test_case WHERE test_case."id" = link."test_case_id";
--> statement-breakpoint
ALTER TABLE "test_case_jira_links" ALTER COLUMN "project_id" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "test_cycle_items" ALTER COLUMN "project_id" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "test_runs" ALTER COLUMN "project_id" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "test_runs" ALTER COLUMN "test_case_id" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "document_folders" ADD CONSTRAINT "document_folders_project_id_id_key" UNIQUE("project_id","id");
--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_project_id_id_key" UNIQUE("project_id","id");
--> statement-breakpoint
ALTER TABLE "maturity_dimensions" ADD CONSTRAINT "maturity_dimensions_project_id_id_key" UNIQUE("project_id","id");
--> statement-breakpoint
ALTER TABLE "jira_tickets" ADD CONSTRAINT "jira_tickets_project_id_id_key" UNIQUE("project_id","id");
--> statement-breakpoint
ALTER TABLE "test_cases" ADD CONSTRAINT "test_cases_project_id_id_key" UNIQUE("project_id","id");
--> statement-breakpoint
ALTER TABLE "test_cycle_items" ADD CONSTRAINT "test_cycle_items_project_id_id_test_case_id_key" UNIQUE("project_id","id","test_case_id");
--> statement-breakpoint
ALTER TABLE "test_cycles" ADD CONSTRAINT "test_cycles_project_id_id_key" UNIQUE("project_id","id");
--> statement-breakpoint
ALTER TABLE "test_suites" ADD CONSTRAINT "test_suites_project_id_id_key" UNIQUE("project_id","id");
--> statement-breakpoint
ALTER TABLE "projects" ADD CONSTRAINT "projects_project_type_check" CHECK ("projects"."project_type" IN ('Greenfield', 'Legacy', 'Migration', 'Integration'));
--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_role_check" CHECK ("users"."role" IN ('admin', 'manager', 'user'));
--> statement-breakpoint
ALTER TABLE "jira_sync_logs" ADD CONSTRAINT "jira_sync_logs_sync_type_check" CHECK ("jira_sync_logs"."sync_type" IN ('full', 'incremental', 'manual'));
--> statement-breakpoint
ALTER TABLE "jira_sync_logs" ADD CONSTRAINT "jira_sync_logs_status_check" CHECK ("jira_sync_logs"."status" IN ('pending', 'in_progress', 'completed', 'failed'));
--> statement-breakpoint
ALTER TABLE "test_case_jira_links" ADD CONSTRAINT "test_case_jira_links_origin_check" CHECK ("test_case_jira_links"."origin" IN ('manual', 'import', 'jira', 'ai'));
--> statement-breakpoint
ALTER TABLE "test_case_jira_links" ADD CONSTRAINT "test_case_jira_links_complete_check" CHECK ("test_case_jira_links"."test_case_id" IS NOT NULL AND "test_case_jira_links"."jira_ticket_id" IS NOT NULL);
--> statement-breakpoint
ALTER TABLE "test_cases" ADD CONSTRAINT "test_cases_status_check" CHECK ("test_cases"."status" IN ('draft', 'ready', 'in-progress', 'passed', 'failed', 'blocked', 'deprecated'));
--> statement-breakpoint
ALTER TABLE "test_cases" ADD CONSTRAINT "test_cases_suite_needs_project" CHECK ("test_cases"."suite_id" IS NULL OR "test_cases"."project_id" IS NOT NULL);
--> statement-breakpoint
ALTER TABLE "test_cycles" ADD CONSTRAINT "test_cycles_status_check" CHECK ("test_cycles"."status" IN ('created', 'in-progress', 'completed', 'archived'));
--> statement-breakpoint
ALTER TABLE "test_cycles" ADD CONSTRAINT "test_cycles_testing_mode_check" CHECK ("test_cycles"."testing_mode" IN ('manual', 'ai-assisted-manual', 'automated'));
--> statement-breakpoint
ALTER TABLE "test_runs" ADD CONSTRAINT "test_runs_attempt_check" CHECK ("test_runs"."attempt" >= 1);
--> statement-breakpoint
ALTER TABLE "document_versions" ADD CONSTRAINT "document_versions_document_same_project_fkey" FOREIGN KEY ("project_id","document_id") REFERENCES "documents"("project_id","id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "document_versions" ADD CONSTRAINT "document_versions_created_by_fkey" FOREIGN KEY ("created_by") REFERENCES "users"("id") ON DELETE set null ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "criterion_answers" ADD CONSTRAINT "criterion_answers_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "criterion_answers" ADD CONSTRAINT "criterion_answers_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE set null ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "maturity_model_versions" ADD CONSTRAINT "maturity_model_versions_model_id_fkey" FOREIGN KEY ("model_id") REFERENCES "maturity_models"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "maturity_model_versions" ADD CONSTRAINT "maturity_model_versions_created_by_fkey" FOREIGN KEY ("created_by") REFERENCES "users"("id") ON DELETE set null ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "maturity_model_versions" ADD CONSTRAINT "maturity_model_versions_model_same_project_fkey" FOREIGN KEY ("project_id","model_id") REFERENCES "maturity_models"("project_id","id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "maturity_models" ADD CONSTRAINT "maturity_models_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_imported_by_fkey" FOREIGN KEY ("imported_by") REFERENCES "users"("id") ON DELETE set null ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "pending_links" ADD CONSTRAINT "pending_links_test_case_same_project_fkey" FOREIGN KEY ("project_id","test_case_id") REFERENCES "test_cases"("project_id","id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "pending_links" ADD CONSTRAINT "pending_links_created_by_fkey" FOREIGN KEY ("created_by") REFERENCES "users"("id") ON DELETE set null ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "document_folders" DROP CONSTRAINT IF EXISTS "document_folders_project_id_fkey";
--> statement-breakpoint
ALTER TABLE "document_folders" ADD CONSTRAINT "document_folders_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "document_folders" ADD CONSTRAINT "document_folders_parent_same_project_fkey" FOREIGN KEY ("project_id","parent_id") REFERENCES "document_folders"("project_id","id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_folder_same_project_fkey" FOREIGN KEY ("project_id","folder_id") REFERENCES "document_folders"("project_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "maturity_dimensions" ADD CONSTRAINT "maturity_dimensions_model_id_fkey" FOREIGN KEY ("model_id") REFERENCES "maturity_models"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "maturity_dimensions" ADD CONSTRAINT "maturity_dimensions_model_same_project_fkey" FOREIGN KEY ("project_id","model_id") REFERENCES "maturity_models"("project_id","id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "maturity_levels" ADD CONSTRAINT "maturity_levels_dimension_same_project_fkey" FOREIGN KEY ("project_id","dimension_id") REFERENCES "maturity_dimensions"("project_id","id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "test_case_jira_links" ADD CONSTRAINT "test_case_jira_links_test_case_same_project_fkey" FOREIGN KEY ("project_id","test_case_id") REFERENCES "test_cases"("project_id","id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "test_case_jira_links" ADD CONSTRAINT "test_case_jira_links_ticket_same_project_fkey" FOREIGN KEY ("project_id","jira_ticket_id") REFERENCES "jira_tickets"("project_id","id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "test_case_jira_links" ADD CONSTRAINT "test_case_jira_links_created_by_fkey" FOREIGN KEY ("created_by") REFERENCES "users"("id") ON DELETE set null ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "test_cases" ADD CONSTRAINT "test_cases_suite_same_project_fkey" FOREIGN KEY ("project_id","suite_id") REFERENCES "test_suites"("project_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "test_cases" ADD CONSTRAINT "test_cases_approved_by_fkey" FOREIGN KEY ("approved_by") REFERENCES "users"("id") ON DELETE set null ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "test_cycle_items" ADD CONSTRAINT "test_cycle_items_cycle_same_project_fkey" FOREIGN KEY ("project_id","cycle_id") REFERENCES "test_cycles"("project_id","id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "test_cycle_items" ADD CONSTRAINT "test_cycle_items_test_case_same_project_fkey" FOREIGN KEY ("project_id","test_case_id") REFERENCES "test_cases"("project_id","id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "test_cycle_items" ADD CONSTRAINT "test_cycle_items_suite_same_project_fkey" FOREIGN KEY ("project_id","suite_id") REFERENCES "test_suites"("project_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "test_runs" ADD CONSTRAINT "test_runs_item_same_project_fkey" FOREIGN KEY ("project_id","cycle_item_id","test_case_id") REFERENCES "test_cycle_items"("project_id","id","test_case_id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "test_runs" ADD CONSTRAINT "test_runs_import_fkey" FOREIGN KEY ("project_id","import_id") REFERENCES "imports"("project_id","id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
CREATE UNIQUE INDEX "idx_document_versions_unique" ON "document_versions" USING btree ("project_id","document_id","version");
--> statement-breakpoint
CREATE INDEX "idx_criterion_answers_latest" ON "criterion_answers" USING btree ("project_id","criterion_id","answered_at");
--> statement-breakpoint
CREATE UNIQUE INDEX "idx_maturity_model_versions_unique" ON "maturity_model_versions" USING btree ("model_id","version");
--> statement-breakpoint
CREATE INDEX "idx_maturity_model_versions_project" ON "maturity_model_versions" USING btree ("project_id");
--> statement-breakpoint
CREATE UNIQUE INDEX "idx_maturity_models_project" ON "maturity_models" USING btree ("project_id");
--> statement-breakpoint
CREATE INDEX "idx_audit_log_project" ON "audit_log" USING btree ("project_id","id");
--> statement-breakpoint
CREATE INDEX "idx_audit_log_table" ON "audit_log" USING btree ("project_id","table_name","id");
--> statement-breakpoint
CREATE INDEX "idx_audit_log_actor" ON "audit_log" USING btree ("actor_id","id");
--> statement-breakpoint
CREATE UNIQUE INDEX "idx_imports_unique" ON "imports" USING btree ("project_id","kind","sha256","target");
--> statement-breakpoint
CREATE INDEX "idx_imports_imported_at" ON "imports" USING btree ("project_id","imported_at");
--> statement-breakpoint
CREATE UNIQUE INDEX "idx_pending_links_unique" ON "pending_links" USING btree ("project_id","jira_key","test_case_id");
--> statement-breakpoint
CREATE INDEX "idx_pending_links_test_case" ON "pending_links" USING btree ("test_case_id");
--> statement-breakpoint
CREATE INDEX "idx_document_folders_parent" ON "document_folders" USING btree ("project_id","parent_id");
--> statement-breakpoint
CREATE INDEX "idx_maturity_dimensions_model" ON "maturity_dimensions" USING btree ("model_id","position");
--> statement-breakpoint
CREATE UNIQUE INDEX "idx_maturity_levels_unique" ON "maturity_levels" USING btree ("dimension_id","level");
--> statement-breakpoint
CREATE INDEX "idx_maturity_levels_project" ON "maturity_levels" USING btree ("project_id");
--> statement-breakpoint
CREATE UNIQUE INDEX "idx_jira_tickets_jira_id" ON "jira_tickets" USING btree ("project_id","jira_id");
--> statement-breakpoint
CREATE INDEX "idx_jira_tickets_parent" ON "jira_tickets" USING btree ("project_id","parent_key");
--> statement-breakpoint
CREATE INDEX "idx_jira_links_project" ON "test_case_jira_links" USING btree ("project_id","jira_ticket_id","test_case_id");
--> statement-breakpoint
CREATE UNIQUE INDEX "idx_test_cases_external_id" ON "test_cases" USING btree ("project_id","external_id");
--> statement-breakpoint
CREATE INDEX "idx_test_cycle_items_suite" ON "test_cycle_items" USING btree ("suite_id") WHERE "test_cycle_items"."suite_id" IS NOT NULL;
--> statement-breakpoint
CREATE INDEX "idx_test_runs_latest" ON "test_runs" USING btree ("project_id","test_case_id","environment","executed_at");
--> statement-breakpoint
CREATE INDEX "idx_test_runs_import" ON "test_runs" USING btree ("project_id","import_id");
