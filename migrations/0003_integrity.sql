-- What the database keeps true by itself, whoever writes.

-- A row that says what it belongs to need not say which project that is in. The look-ups run under the
-- actor's own row security: what another tenant owns is not found, like what does not exist.
CREATE FUNCTION fill_project_of_cycle_item() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
	SELECT project_id INTO NEW.project_id FROM test_cycles WHERE id = NEW.cycle_id;
	RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER fill_project BEFORE INSERT ON test_cycle_items FOR EACH ROW
WHEN (NEW.project_id IS NULL) EXECUTE FUNCTION fill_project_of_cycle_item();
--> statement-breakpoint
CREATE FUNCTION fill_project_of_run() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
	SELECT project_id, test_case_id INTO NEW.project_id, NEW.test_case_id FROM test_cycle_items WHERE id = NEW.cycle_item_id;
	RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER fill_project BEFORE INSERT ON test_runs FOR EACH ROW
WHEN (NEW.project_id IS NULL OR NEW.test_case_id IS NULL) EXECUTE FUNCTION fill_project_of_run();
--> statement-breakpoint
CREATE FUNCTION fill_project_of_link() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
	SELECT project_id INTO NEW.project_id FROM test_cases WHERE id = NEW.test_case_id;
	RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER fill_project BEFORE INSERT ON test_case_jira_links FOR EACH ROW
WHEN (NEW.project_id IS NULL) EXECUTE FUNCTION fill_project_of_link();
--> statement-breakpoint
CREATE TRIGGER fill_project BEFORE INSERT ON pending_links FOR EACH ROW
WHEN (NEW.project_id IS NULL) EXECUTE FUNCTION fill_project_of_link();
--> statement-breakpoint
CREATE FUNCTION fill_project_of_test_case() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
	SELECT project_id INTO NEW.project_id FROM test_suites WHERE id = NEW.suite_id;
	RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER fill_project BEFORE INSERT ON test_cases FOR EACH ROW
WHEN (NEW.project_id IS NULL AND NEW.suite_id IS NOT NULL) EXECUTE FUNCTION fill_project_of_test_case();
--> statement-breakpoint
CREATE FUNCTION fill_project_of_document_version() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
	SELECT project_id INTO NEW.project_id FROM documents WHERE id = NEW.document_id;
	RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER fill_project BEFORE INSERT ON document_versions FOR EACH ROW
WHEN (NEW.project_id IS NULL) EXECUTE FUNCTION fill_project_of_document_version();
--> statement-breakpoint
CREATE FUNCTION fill_model_of_dimension() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
	IF NEW.model_id IS NULL THEN
		SELECT id INTO NEW.model_id FROM maturity_models WHERE project_id IS NOT DISTINCT FROM NEW.project_id;
	END IF;
	IF NEW.project_id IS NULL THEN
		SELECT project_id INTO NEW.project_id FROM maturity_models WHERE id = NEW.model_id;
	END IF;
	RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER fill_model BEFORE INSERT ON maturity_dimensions FOR EACH ROW
WHEN (NEW.model_id IS NULL OR NEW.project_id IS NULL) EXECUTE FUNCTION fill_model_of_dimension();
--> statement-breakpoint
CREATE FUNCTION fill_project_of_level() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
	SELECT project_id INTO NEW.project_id FROM maturity_dimensions WHERE id = NEW.dimension_id;
	RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER fill_project BEFORE INSERT ON maturity_levels FOR EACH ROW
WHEN (NEW.project_id IS NULL) EXECUTE FUNCTION fill_project_of_level();
--> statement-breakpoint
-- A dimension is the built-in model's or the same project's. A composite key cannot say "or".
CREATE FUNCTION check_dimension() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
	IF NOT EXISTS (
		SELECT FROM maturity_dimensions
		WHERE id = NEW.dimension_id AND (project_id IS NULL OR project_id = NEW.project_id)
	) THEN
		RAISE foreign_key_violation USING
			MESSAGE = format('dimension %s is not one that project %s can use', NEW.dimension_id, NEW.project_id),
			TABLE = TG_TABLE_NAME, CONSTRAINT = TG_TABLE_NAME || '_dimension_id_fkey';
	END IF;
	RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER check_dimension BEFORE INSERT OR UPDATE OF dimension_id, project_id ON assessments FOR EACH ROW
WHEN (NEW.dimension_id IS NOT NULL) EXECUTE FUNCTION check_dimension();
--> statement-breakpoint
CREATE TRIGGER check_dimension BEFORE INSERT OR UPDATE OF dimension_id, project_id ON recommendations FOR EACH ROW
WHEN (NEW.dimension_id IS NOT NULL) EXECUTE FUNCTION check_dimension();
--> statement-breakpoint
CREATE TRIGGER check_dimension BEFORE INSERT OR UPDATE OF dimension_id, project_id ON metrics FOR EACH ROW
WHEN (NEW.dimension_id IS NOT NULL) EXECUTE FUNCTION check_dimension();
--> statement-breakpoint
-- The specification's ON DELETE SET NULL would clear both columns of a composite key before PostgreSQL 15,
-- and a plain check beside it may look before the clearing: so the referring rows let go first.
CREATE FUNCTION detach_suite() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
	UPDATE test_cases SET suite_id = NULL WHERE suite_id = OLD.id;
	UPDATE test_cycle_items SET suite_id = NULL WHERE suite_id = OLD.id;
	RETURN OLD;
END
$$;
--> statement-breakpoint
CREATE TRIGGER detach BEFORE DELETE ON test_suites FOR EACH ROW EXECUTE FUNCTION detach_suite();
--> statement-breakpoint
CREATE FUNCTION detach_folder() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
	UPDATE documents SET folder_id = NULL WHERE folder_id = OLD.id;
	RETURN OLD;
END
$$;
--> statement-breakpoint
CREATE TRIGGER detach BEFORE DELETE ON document_folders FOR EACH ROW EXECUTE FUNCTION detach_folder();
--> statement-breakpoint
-- updated_at is the version that an optimistic update compares. Clients read it in milliseconds, so two
-- changes of a row never share one.
CREATE FUNCTION touch_updated_at() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	NEW.updated_at := greatest(
		date_trunc('milliseconds', clock_timestamp() AT TIME ZONE 'UTC'),
		date_trunc('milliseconds', OLD.updated_at) + interval '1 millisecond');
	RETURN NEW;
END
$$;
--> statement-breakpoint
DO $$
DECLARE
	target record;
BEGIN
	FOR target IN
		SELECT c.oid::regclass AS name
		FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attname = 'updated_at'
		WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'
	LOOP
		EXECUTE format('CREATE TRIGGER touch_updated_at BEFORE UPDATE ON %s FOR EACH ROW EXECUTE FUNCTION touch_updated_at()', target.name);
	END LOOP;
END
$$;
--> statement-breakpoint
-- A link to a key that no ticket has becomes real when the ticket arrives, whichever comes first. The locks
-- make the two wait for each other: without them, a ticket and a link that are written at the same moment
-- would not see one another, and the link would stay pending for good.
CREATE FUNCTION resolve_arrived_tickets() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
	PERFORM pg_advisory_xact_lock_shared(hashtext('atmosfera.pending_links'), project_id)
	FROM (SELECT DISTINCT project_id FROM arrived WHERE project_id IS NOT NULL ORDER BY project_id) AS touched;
	WITH resolved AS (
		DELETE FROM pending_links AS pending USING arrived AS ticket
		WHERE pending.project_id = ticket.project_id AND pending.jira_key = ticket.jira_key
		RETURNING pending.*, ticket.id AS ticket_id
	)
	INSERT INTO test_case_jira_links (project_id, test_case_id, jira_ticket_id, link_type, origin, created_by, created_at)
	SELECT project_id, test_case_id, ticket_id, link_type, origin, created_by, created_at FROM resolved
	ON CONFLICT (test_case_id, jira_ticket_id) DO NOTHING;
	RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER resolve_links_insert AFTER INSERT ON jira_tickets REFERENCING NEW TABLE AS arrived
FOR EACH STATEMENT EXECUTE FUNCTION resolve_arrived_tickets();
--> statement-breakpoint
-- Also where a ticket takes another key: an issue that was moved to another Jira project.
CREATE TRIGGER resolve_links_update AFTER UPDATE ON jira_tickets REFERENCING NEW TABLE AS arrived
FOR EACH STATEMENT EXECUTE FUNCTION resolve_arrived_tickets();
--> statement-breakpoint
CREATE FUNCTION resolve_new_pending_links() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
	PERFORM pg_advisory_xact_lock(hashtext('atmosfera.pending_links'), project_id)
	FROM (SELECT DISTINCT project_id FROM added ORDER BY project_id) AS touched;
	WITH resolved AS (
		DELETE FROM pending_links AS pending USING added, jira_tickets AS ticket
		WHERE pending.id = added.id AND ticket.project_id = added.project_id AND ticket.jira_key = added.jira_key
		RETURNING pending.*, ticket.id AS ticket_id
	)
	INSERT INTO test_case_jira_links (project_id, test_case_id, jira_ticket_id, link_type, origin, created_by, created_at)
	SELECT project_id, test_case_id, ticket_id, link_type, origin, created_by, created_at FROM resolved
	ON CONFLICT (test_case_id, jira_ticket_id) DO NOTHING;
	RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER resolve_links AFTER INSERT ON pending_links REFERENCING NEW TABLE AS added
FOR EACH STATEMENT EXECUTE FUNCTION resolve_new_pending_links();
--> statement-breakpoint
-- The status of a cycle item is that of its newest run. Whoever records or removes runs calls this, once for
-- all items concerned and with those items locked.
CREATE FUNCTION refresh_cycle_items(items integer[]) RETURNS void LANGUAGE sql SET search_path FROM CURRENT AS $$
	UPDATE test_cycle_items AS item SET status = coalesce(newest.status, 'not-run')
	FROM unnest(items) AS wanted (id)
	LEFT JOIN LATERAL (
		SELECT run.status FROM test_runs AS run WHERE run.cycle_item_id = wanted.id
		ORDER BY run.executed_at DESC NULLS LAST, run.id DESC LIMIT 1
	) AS newest ON true
	WHERE item.id = wanted.id AND item.status IS DISTINCT FROM coalesce(newest.status, 'not-run')
$$;
