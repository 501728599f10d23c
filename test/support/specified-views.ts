/** The views of chapter 8 of the specification as they stand there, but for the schema of the tables. */
export const specifiedViews = {
  test_coverage_summary: `
    SELECT
      p.id as project_id,
      p.name as project_name,
      COUNT(DISTINCT jt.id) as total_jira_tickets,
      COUNT(DISTINCT tcjl.jira_ticket_id) as covered_tickets,
      COUNT(DISTINCT tc.id) as total_test_cases,
      ROUND(
        (COUNT(DISTINCT tcjl.jira_ticket_id)::DECIMAL /
         NULLIF(COUNT(DISTINCT jt.id), 0)) * 100, 2
      ) as coverage_percentage
    FROM atmosfera.projects p
    LEFT JOIN atmosfera.jira_tickets jt ON p.id = jt.project_id
    LEFT JOIN atmosfera.test_case_jira_links tcjl ON jt.id = tcjl.jira_ticket_id
    LEFT JOIN atmosfera.test_cases tc ON p.id = tc.project_id
    GROUP BY p.id, p.name`,
  maturity_progress: `
    SELECT
      p.id as project_id,
      p.name as project_name,
      md.name as dimension_name,
      a.current_level,
      a.target_level,
      a.assessment_date,
      ROW_NUMBER() OVER (
        PARTITION BY p.id, md.id
        ORDER BY a.assessment_date DESC
      ) as latest_rank
    FROM atmosfera.projects p
    CROSS JOIN atmosfera.maturity_dimensions md
    LEFT JOIN atmosfera.assessments a ON p.id = a.project_id AND md.id = a.dimension_id
    ORDER BY p.id, md.id, a.assessment_date DESC`,
  test_execution_summary: `
    SELECT
      tc.id as cycle_id,
      tc.name as cycle_name,
      tc.project_id,
      COUNT(tci.id) as total_tests,
      COUNT(CASE WHEN tci.status = 'passed' THEN 1 END) as passed_tests,
      COUNT(CASE WHEN tci.status = 'failed' THEN 1 END) as failed_tests,
      COUNT(CASE WHEN tci.status = 'blocked' THEN 1 END) as blocked_tests,
      COUNT(CASE WHEN tci.status = 'not-run' THEN 1 END) as not_run_tests,
      ROUND(
        (COUNT(CASE WHEN tci.status = 'passed' THEN 1 END)::DECIMAL /
         NULLIF(COUNT(tci.id), 0)) * 100, 2
      ) as pass_rate
    FROM atmosfera.test_cycles tc
    LEFT JOIN atmosfera.test_cycle_items tci ON tc.id = tci.cycle_id
    GROUP BY tc.id, tc.name, tc.project_id`,
}
