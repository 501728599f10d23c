CREATE TABLE "document_folders" (
	"id" serial PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE TABLE "documents" (
	"id" serial PRIMARY KEY NOT NULL,
	"title" varchar(200) NOT NULL,
	"type" varchar(50) NOT NULL,
	"content" text NOT NULL,
	"tags" jsonb DEFAULT '[]'::jsonb,
	"project_id" integer,
	"folder_id" integer,
	"ai_generated" boolean DEFAULT false,
	"version" integer DEFAULT 1,
	"status" varchar(30) DEFAULT 'draft',
	"created_by" integer,
	"created_at" timestamp DEFAULT CURRENT_TIMESTAMP,
	"updated_at" timestamp DEFAULT CURRENT_TIMESTAMP
);
--> statement-breakpoint
CREATE TABLE "metrics" (
	"id" serial PRIMARY KEY NOT NULL,
	"name" varchar(100) NOT NULL,
	"value" numeric(10, 4) NOT NULL,
	"unit" varchar(20),
	"category" varchar(50),
	"project_id" integer,
	"dimension_id" integer,
	"recorded_at" timestamp DEFAULT CURRENT_TIMESTAMP,
	"created_at" timestamp DEFAULT CURRENT_TIMESTAMP
);
--> statement-breakpoint
CREATE TABLE "recommendations" (
	"id" serial PRIMARY KEY NOT NULL,
	"title" varchar(200) NOT NULL,
	"description" text,
	"category" varchar(50),
	"priority" varchar(20) DEFAULT 'medium',
	"project_id" integer,
	"dimension_id" integer,
	"status" varchar(30) DEFAULT 'active',
	"ai_confidence" numeric(3, 2),
	"implementation_effort" varchar(20),
	"expected_impact" varchar(20),
	"created_at" timestamp DEFAULT CURRENT_TIMESTAMP,
	"updated_at" timestamp DEFAULT CURRENT_TIMESTAMP
);
--> statement-breakpoint
CREATE TABLE "assessments" (
	"id" serial PRIMARY KEY NOT NULL,
	"project_id" integer,
	"user_id" integer,
	"dimension_id" integer,
	"current_level" integer,
	"target_level" integer,
	"evidence" text,
	"notes" text,
	"assessment_date" timestamp DEFAULT CURRENT_TIMESTAMP,
	"created_at" timestamp DEFAULT CURRENT_TIMESTAMP,
	CONSTRAINT "assessments_current_level_check" CHECK ("assessments"."current_level" BETWEEN 1 AND 5),
	CONSTRAINT "assessments_target_level_check" CHECK ("assessments"."target_level" BETWEEN 1 AND 5)
);
--> statement-breakpoint
CREATE TABLE "maturity_dimensions" (
	"id" serial PRIMARY KEY NOT NULL,
	"name" varchar(100) NOT NULL,
	"description" text,
	"weight" numeric(3, 2) DEFAULT 1.00,
	"created_at" timestamp DEFAULT CURRENT_TIMESTAMP
);
--> statement-breakpoint
CREATE TABLE "maturity_levels" (
	"id" serial PRIMARY KEY NOT NULL,
	"dimension_id" integer,
	"level" integer NOT NULL,
	"name" varchar(50) NOT NULL,
	"description" text,
	"criteria" jsonb DEFAULT '[]'::jsonb,
	"created_at" timestamp DEFAULT CURRENT_TIMESTAMP,
	CONSTRAINT "maturity_levels_level_check" CHECK ("maturity_levels"."level" BETWEEN 1 AND 5)
);
--> statement-breakpoint
CREATE TABLE "global_settings" (
	"id" serial PRIMARY KEY NOT NULL,
	"key" varchar(100) NOT NULL,
	"value" text,
	"description" text,
	"category" varchar(50),
	"created_at" timestamp DEFAULT CURRENT_TIMESTAMP,
	"updated_at" timestamp DEFAULT CURRENT_TIMESTAMP,
	CONSTRAINT "global_settings_key_key" UNIQUE("key")
);
--> statement-breakpoint
CREATE TABLE "projects" (
	"id" serial PRIMARY KEY NOT NULL,
	"name" varchar(100) NOT NULL,
	"description" text,
	"status" varchar(20) DEFAULT 'active',
	"project_type" varchar(30),
	"industry_area" varchar(50),
	"regulations" varchar(100),
	"additional_context" text,
	"quality_focus" text,
	"test_strategy" text,
	"created_at" timestamp DEFAULT CURRENT_TIMESTAMP,
	"updated_at" timestamp DEFAULT CURRENT_TIMESTAMP
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" serial PRIMARY KEY NOT NULL,
	"username" varchar(50) NOT NULL,
	"password_hash" varchar(255) NOT NULL,
	"full_name" varchar(100) NOT NULL,
	"email" varchar(255) NOT NULL,
	"role" varchar(20) DEFAULT 'user' NOT NULL,
	"created_at" timestamp DEFAULT CURRENT_TIMESTAMP,
	"updated_at" timestamp DEFAULT CURRENT_TIMESTAMP,
	CONSTRAINT "users_username_key" UNIQUE("username"),
	CONSTRAINT "users_email_key" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "jira_sync_logs" (
	"id" serial PRIMARY KEY NOT NULL,
	"project_id" integer,
	"sync_type" varchar(20) NOT NULL,
	"status" varchar(20) NOT NULL,
	"tickets_processed" integer DEFAULT 0,
	"tickets_created" integer DEFAULT 0,
	"tickets_updated" integer DEFAULT 0,
	"error_message" text,
	"started_at" timestamp DEFAULT CURRENT_TIMESTAMP,
	"completed_at" timestamp,
	"created_at" timestamp DEFAULT CURRENT_TIMESTAMP
);
--> statement-breakpoint
CREATE TABLE "jira_tickets" (
	"id" serial PRIMARY KEY NOT NULL,
	"project_id" integer,
	"jira_key" varchar(50) NOT NULL,
	"issue_type" varchar(50),
	"summary" text NOT NULL,
	"description" text,
	"priority" varchar(50),
	"status" varchar(50) NOT NULL,
	"assignee" varchar(100),
	"reporter" varchar(100),
	"labels" jsonb DEFAULT '[]'::jsonb,
	"components" jsonb DEFAULT '[]'::jsonb,
	"created_date" timestamp,
	"updated_date" timestamp,
	"content_hash" varchar(64),
	"last_synced" timestamp DEFAULT CURRENT_TIMESTAMP,
	"created_at" timestamp DEFAULT CURRENT_TIMESTAMP,
	"updated_at" timestamp DEFAULT CURRENT_TIMESTAMP
);
--> statement-breakpoint
CREATE TABLE "test_case_jira_links" (
	"id" serial PRIMARY KEY NOT NULL,
	"test_case_id" integer,
	"jira_ticket_id" integer,
	"link_type" varchar(30) DEFAULT 'covers',
	"created_at" timestamp DEFAULT CURRENT_TIMESTAMP
);
--> statement-breakpoint
CREATE TABLE "test_cases" (
	"id" serial PRIMARY KEY NOT NULL,
	"title" varchar(200) NOT NULL,
	"description" text,
	"preconditions" text,
	"steps" jsonb DEFAULT '[]'::jsonb,
	"expected_results" text,
	"actual_results" text,
	"priority" varchar(20) DEFAULT 'medium',
	"severity" varchar(20) DEFAULT 'normal',
	"status" varchar(30) DEFAULT 'draft',
	"suite_id" integer,
	"user_id" integer,
	"ai_generated" boolean DEFAULT false,
	"automatable" boolean,
	"automation_status" varchar(30),
	"test_data" jsonb DEFAULT '{}'::jsonb,
	"created_at" timestamp DEFAULT CURRENT_TIMESTAMP,
	"updated_at" timestamp DEFAULT CURRENT_TIMESTAMP,
	"project_id" integer
);
--> statement-breakpoint
CREATE TABLE "test_cycle_items" (
	"id" serial PRIMARY KEY NOT NULL,
	"cycle_id" integer NOT NULL,
	"test_case_id" integer NOT NULL,
	"suite_id" integer,
	"assigned_user_id" integer,
	"status" varchar(30) DEFAULT 'not-run',
	"created_at" timestamp DEFAULT CURRENT_TIMESTAMP,
	"updated_at" timestamp DEFAULT CURRENT_TIMESTAMP
);
--> statement-breakpoint
CREATE TABLE "test_cycles" (
	"id" serial PRIMARY KEY NOT NULL,
	"name" varchar(100) NOT NULL,
	"description" text,
	"status" varchar(30) DEFAULT 'created',
	"start_date" timestamp,
	"end_date" timestamp,
	"user_id" integer,
	"testing_mode" varchar(30) DEFAULT 'manual',
	"test_deployment_url" text,
	"test_data" jsonb DEFAULT '{}'::jsonb,
	"created_at" timestamp DEFAULT CURRENT_TIMESTAMP,
	"updated_at" timestamp DEFAULT CURRENT_TIMESTAMP,
	"project_id" integer
);
--> statement-breakpoint
CREATE TABLE "test_runs" (
	"id" serial PRIMARY KEY NOT NULL,
	"cycle_item_id" integer NOT NULL,
	"executed_by" integer,
	"executed_at" timestamp DEFAULT CURRENT_TIMESTAMP,
	"duration" integer,
	"status" varchar(30) NOT NULL,
	"notes" text,
	"evidence" jsonb DEFAULT '[]'::jsonb,
	"environment" varchar(50),
	"version" varchar(50),
	"step_results" jsonb DEFAULT '[]'::jsonb,
	"defects" jsonb DEFAULT '[]'::jsonb,
	"tags" jsonb DEFAULT '[]'::jsonb
);
--> statement-breakpoint
CREATE TABLE "test_suites" (
	"id" serial PRIMARY KEY NOT NULL,
	"name" varchar(100) NOT NULL,
	"description" text,
	"project_area" varchar(50),
	"priority" varchar(20) DEFAULT 'medium',
	"status" varchar(30) DEFAULT 'active',
	"coverage_requirements" jsonb DEFAULT '[]'::jsonb,
	"ai_generated" boolean DEFAULT false,
	"tags" jsonb DEFAULT '[]'::jsonb,
	"created_at" timestamp DEFAULT CURRENT_TIMESTAMP,
	"updated_at" timestamp DEFAULT CURRENT_TIMESTAMP,
	"project_id" integer
);
--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_folder_id_fkey" FOREIGN KEY ("folder_id") REFERENCES "document_folders"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_created_by_fkey" FOREIGN KEY ("created_by") REFERENCES "users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "metrics" ADD CONSTRAINT "metrics_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "metrics" ADD CONSTRAINT "metrics_dimension_id_fkey" FOREIGN KEY ("dimension_id") REFERENCES "maturity_dimensions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recommendations" ADD CONSTRAINT "recommendations_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recommendations" ADD CONSTRAINT "recommendations_dimension_id_fkey" FOREIGN KEY ("dimension_id") REFERENCES "maturity_dimensions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessments" ADD CONSTRAINT "assessments_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessments" ADD CONSTRAINT "assessments_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessments" ADD CONSTRAINT "assessments_dimension_id_fkey" FOREIGN KEY ("dimension_id") REFERENCES "maturity_dimensions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "maturity_levels" ADD CONSTRAINT "maturity_levels_dimension_id_fkey" FOREIGN KEY ("dimension_id") REFERENCES "maturity_dimensions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jira_sync_logs" ADD CONSTRAINT "jira_sync_logs_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jira_tickets" ADD CONSTRAINT "jira_tickets_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "test_case_jira_links" ADD CONSTRAINT "test_case_jira_links_test_case_id_fkey" FOREIGN KEY ("test_case_id") REFERENCES "test_cases"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "test_case_jira_links" ADD CONSTRAINT "test_case_jira_links_jira_ticket_id_fkey" FOREIGN KEY ("jira_ticket_id") REFERENCES "jira_tickets"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "test_cases" ADD CONSTRAINT "test_cases_suite_id_fkey" FOREIGN KEY ("suite_id") REFERENCES "test_suites"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "test_cases" ADD CONSTRAINT "test_cases_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "test_cases" ADD CONSTRAINT "test_cases_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "test_cycle_items" ADD CONSTRAINT "test_cycle_items_cycle_id_fkey" FOREIGN KEY ("cycle_id") REFERENCES "test_cycles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "test_cycle_items" ADD CONSTRAINT "test_cycle_items_test_case_id_fkey" FOREIGN KEY ("test_case_id") REFERENCES "test_cases"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "test_cycle_items" ADD CONSTRAINT "test_cycle_items_suite_id_fkey" FOREIGN KEY ("suite_id") REFERENCES "test_suites"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "test_cycle_items" ADD CONSTRAINT "test_cycle_items_assigned_user_id_fkey" FOREIGN KEY ("assigned_user_id") REFERENCES "users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "test_cycles" ADD CONSTRAINT "test_cycles_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "test_cycles" ADD CONSTRAINT "test_cycles_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "test_runs" ADD CONSTRAINT "test_runs_cycle_item_id_fkey" FOREIGN KEY ("cycle_item_id") REFERENCES "test_cycle_items"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "test_runs" ADD CONSTRAINT "test_runs_executed_by_fkey" FOREIGN KEY ("executed_by") REFERENCES "users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "test_suites" ADD CONSTRAINT "test_suites_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "idx_documents_project" ON "documents" USING btree ("project_id");--> statement-breakpoint
CREATE INDEX "idx_documents_type" ON "documents" USING btree ("type");--> statement-breakpoint
CREATE INDEX "idx_documents_folder" ON "documents" USING btree ("folder_id");--> statement-breakpoint
CREATE INDEX "idx_documents_ai_generated" ON "documents" USING btree ("ai_generated");--> statement-breakpoint
CREATE INDEX "idx_documents_tags_gin" ON "documents" USING gin ("tags");--> statement-breakpoint
CREATE INDEX "idx_metrics_project" ON "metrics" USING btree ("project_id");--> statement-breakpoint
CREATE INDEX "idx_metrics_name" ON "metrics" USING btree ("name");--> statement-breakpoint
CREATE INDEX "idx_metrics_category" ON "metrics" USING btree ("category");--> statement-breakpoint
CREATE INDEX "idx_metrics_recorded" ON "metrics" USING btree ("recorded_at");--> statement-breakpoint
CREATE INDEX "idx_recommendations_project" ON "recommendations" USING btree ("project_id");--> statement-breakpoint
CREATE INDEX "idx_recommendations_dimension" ON "recommendations" USING btree ("dimension_id");--> statement-breakpoint
CREATE INDEX "idx_recommendations_status" ON "recommendations" USING btree ("status");--> statement-breakpoint
CREATE INDEX "idx_recommendations_priority" ON "recommendations" USING btree ("priority");--> statement-breakpoint
CREATE INDEX "idx_recommendations_active" ON "recommendations" USING btree ("id") WHERE "recommendations"."status" = 'active';--> statement-breakpoint
CREATE INDEX "idx_assessments_project" ON "assessments" USING btree ("project_id");--> statement-breakpoint
CREATE INDEX "idx_assessments_dimension" ON "assessments" USING btree ("dimension_id");--> statement-breakpoint
CREATE INDEX "idx_assessments_date" ON "assessments" USING btree ("assessment_date");--> statement-breakpoint
CREATE INDEX "idx_assessments_project_dimension" ON "assessments" USING btree ("project_id","dimension_id");--> statement-breakpoint
CREATE INDEX "idx_maturity_levels_dimension" ON "maturity_levels" USING btree ("dimension_id");--> statement-breakpoint
CREATE INDEX "idx_maturity_levels_level" ON "maturity_levels" USING btree ("level");--> statement-breakpoint
CREATE INDEX "idx_global_settings_key" ON "global_settings" USING btree ("key");--> statement-breakpoint
CREATE INDEX "idx_global_settings_category" ON "global_settings" USING btree ("category");--> statement-breakpoint
CREATE INDEX "idx_projects_status" ON "projects" USING btree ("status");--> statement-breakpoint
CREATE INDEX "idx_projects_type" ON "projects" USING btree ("project_type");--> statement-breakpoint
CREATE INDEX "idx_projects_industry" ON "projects" USING btree ("industry_area");--> statement-breakpoint
CREATE INDEX "idx_projects_active" ON "projects" USING btree ("id") WHERE "projects"."status" = 'active';--> statement-breakpoint
CREATE INDEX "idx_users_username" ON "users" USING btree ("username");--> statement-breakpoint
CREATE INDEX "idx_users_email" ON "users" USING btree ("email");--> statement-breakpoint
CREATE INDEX "idx_users_role" ON "users" USING btree ("role");--> statement-breakpoint
CREATE INDEX "idx_jira_sync_logs_project" ON "jira_sync_logs" USING btree ("project_id");--> statement-breakpoint
CREATE INDEX "idx_jira_sync_logs_status" ON "jira_sync_logs" USING btree ("status");--> statement-breakpoint
CREATE INDEX "idx_jira_sync_logs_started" ON "jira_sync_logs" USING btree ("started_at");--> statement-breakpoint
CREATE INDEX "idx_jira_tickets_project" ON "jira_tickets" USING btree ("project_id");--> statement-breakpoint
CREATE INDEX "idx_jira_tickets_key" ON "jira_tickets" USING btree ("jira_key");--> statement-breakpoint
CREATE INDEX "idx_jira_tickets_status" ON "jira_tickets" USING btree ("status");--> statement-breakpoint
CREATE INDEX "idx_jira_tickets_sync" ON "jira_tickets" USING btree ("last_synced");--> statement-breakpoint
CREATE UNIQUE INDEX "idx_jira_tickets_unique" ON "jira_tickets" USING btree ("project_id","jira_key");--> statement-breakpoint
CREATE INDEX "idx_jira_tickets_project_status" ON "jira_tickets" USING btree ("project_id","status");--> statement-breakpoint
CREATE INDEX "idx_jira_tickets_labels_gin" ON "jira_tickets" USING gin ("labels");--> statement-breakpoint
CREATE INDEX "idx_jira_links_test_case" ON "test_case_jira_links" USING btree ("test_case_id");--> statement-breakpoint
CREATE INDEX "idx_jira_links_jira_ticket" ON "test_case_jira_links" USING btree ("jira_ticket_id");--> statement-breakpoint
CREATE UNIQUE INDEX "idx_jira_links_unique" ON "test_case_jira_links" USING btree ("test_case_id","jira_ticket_id");--> statement-breakpoint
CREATE INDEX "idx_test_cases_project" ON "test_cases" USING btree ("project_id");--> statement-breakpoint
CREATE INDEX "idx_test_cases_suite" ON "test_cases" USING btree ("suite_id");--> statement-breakpoint
CREATE INDEX "idx_test_cases_status" ON "test_cases" USING btree ("status");--> statement-breakpoint
CREATE INDEX "idx_test_cases_priority" ON "test_cases" USING btree ("priority");--> statement-breakpoint
CREATE INDEX "idx_test_cases_ai_generated" ON "test_cases" USING btree ("ai_generated");--> statement-breakpoint
CREATE INDEX "idx_test_cases_project_status" ON "test_cases" USING btree ("project_id","status");--> statement-breakpoint
CREATE INDEX "idx_test_cases_ready" ON "test_cases" USING btree ("id") WHERE "test_cases"."status" = 'ready';--> statement-breakpoint
CREATE INDEX "idx_test_cases_steps_gin" ON "test_cases" USING gin ("steps");--> statement-breakpoint
CREATE INDEX "idx_test_cycle_items_cycle" ON "test_cycle_items" USING btree ("cycle_id");--> statement-breakpoint
CREATE INDEX "idx_test_cycle_items_test_case" ON "test_cycle_items" USING btree ("test_case_id");--> statement-breakpoint
CREATE INDEX "idx_test_cycle_items_status" ON "test_cycle_items" USING btree ("status");--> statement-breakpoint
CREATE UNIQUE INDEX "idx_test_cycle_items_unique" ON "test_cycle_items" USING btree ("cycle_id","test_case_id");--> statement-breakpoint
CREATE INDEX "idx_test_cycle_items_cycle_status" ON "test_cycle_items" USING btree ("cycle_id","status");--> statement-breakpoint
CREATE INDEX "idx_test_cycles_project" ON "test_cycles" USING btree ("project_id");--> statement-breakpoint
CREATE INDEX "idx_test_cycles_status" ON "test_cycles" USING btree ("status");--> statement-breakpoint
CREATE INDEX "idx_test_cycles_dates" ON "test_cycles" USING btree ("start_date","end_date");--> statement-breakpoint
CREATE INDEX "idx_test_cycles_testing_mode" ON "test_cycles" USING btree ("testing_mode");--> statement-breakpoint
CREATE INDEX "idx_test_runs_cycle_item" ON "test_runs" USING btree ("cycle_item_id");--> statement-breakpoint
CREATE INDEX "idx_test_runs_executed_by" ON "test_runs" USING btree ("executed_by");--> statement-breakpoint
CREATE INDEX "idx_test_runs_status" ON "test_runs" USING btree ("status");--> statement-breakpoint
CREATE INDEX "idx_test_runs_executed_at" ON "test_runs" USING btree ("executed_at");--> statement-breakpoint
CREATE INDEX "idx_test_suites_project" ON "test_suites" USING btree ("project_id");--> statement-breakpoint
CREATE INDEX "idx_test_suites_status" ON "test_suites" USING btree ("status");--> statement-breakpoint
CREATE INDEX "idx_test_suites_priority" ON "test_suites" USING btree ("priority");--> statement-breakpoint
CREATE INDEX "idx_test_suites_area" ON "test_suites" USING btree ("project_area");