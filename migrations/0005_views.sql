-- The specification's views, columns and numbers unchanged.

-- The specification joins every ticket of a project with every test case of it, and counts distinct. Counting
-- each on its own gives the same numbers in linear time.
CREATE OR REPLACE VIEW test_coverage_summary AS
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
	SELECT project_id, COUNT(DISTINCT jira_ticket_id) AS total FROM test_case_jira_links GROUP BY project_id
) covered ON covered.project_id = p.id
LEFT JOIN (SELECT project_id, COUNT(*) AS total FROM test_cases GROUP BY project_id) test_case ON test_case.project_id = p.id;
--> statement-breakpoint
-- latest_rank 1 is the newest dated assessment; an undated one never comes before a dated one. A team's own
-- dimensions belong to that team's project alone.
CREATE OR REPLACE VIEW maturity_progress AS
SELECT
	p.id AS project_id,
	p.name AS project_name,
	md.name AS dimension_name,
	a.current_level,
	a.target_level,
	a.assessment_date,
	ROW_NUMBER() OVER (PARTITION BY p.id, md.id ORDER BY a.assessment_date DESC NULLS LAST, a.id DESC) AS latest_rank
FROM projects p
JOIN maturity_dimensions md ON md.project_id IS NULL OR md.project_id = p.id
LEFT JOIN assessments a ON p.id = a.project_id AND md.id = a.dimension_id
ORDER BY p.id, md.id, a.assessment_date DESC NULLS LAST;
--> statement-breakpoint
CREATE OR REPLACE VIEW test_execution_summary AS
SELECT
	tc.id AS cycle_id,
	tc.name AS cycle_name,
	tc.project_id,
	COUNT(tci.id) AS total_tests,
	COUNT(CASE WHEN tci.status = 'passed' THEN 1 END) AS passed_tests,
	COUNT(CASE WHEN tci.status = 'failed' THEN 1 END) AS failed_tests,
	COUNT(CASE WHEN tci.status = 'blocked' THEN 1 END) AS blocked_tests,
	COUNT(CASE WHEN tci.status = 'not-run' THEN 1 END) AS not_run_tests,
	ROUND((COUNT(CASE WHEN tci.status = 'passed' THEN 1 END)::DECIMAL / NULLIF(COUNT(tci.id), 0)) * 100, 2) AS pass_rate
FROM test_cycles tc
LEFT JOIN test_cycle_items tci ON tc.id = tci.cycle_id
GROUP BY tc.id, tc.name, tc.project_id;
--> statement-breakpoint
-- A view reads its tables as its owner unless it is told otherwise, which PostgreSQL can be since 15. Before
-- that the application's role, itself bound by the policies, becomes the owner.
DO $$
DECLARE
	view_name text;
	version integer := current_setting('server_version_num')::integer;
	role_known boolean := policy_roles() <> 'PUBLIC';
BEGIN
	IF version < 150000 AND role_known THEN
		EXECUTE format('GRANT CREATE ON SCHEMA %I TO authenticated_users', current_schema());
	END IF;
	FOREACH view_name IN ARRAY ARRAY['test_coverage_summary', 'maturity_progress', 'test_execution_summary'] LOOP
		IF version >= 150000 THEN
			EXECUTE format('ALTER VIEW %I SET (security_invoker = true)', view_name);
		ELSIF role_known THEN
			EXECUTE format('ALTER VIEW %I OWNER TO authenticated_users', view_name);
		END IF;
		IF role_known THEN
			EXECUTE format('GRANT SELECT ON %I TO authenticated_users', view_name);
		END IF;
	END LOOP;
	IF version < 150000 AND role_known THEN
		EXECUTE format('REVOKE CREATE ON SCHEMA %I FROM authenticated_users', current_schema());
	END IF;
END
$$;
