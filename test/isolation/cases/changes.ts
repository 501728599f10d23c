/** Tables that the database derives from others, and writes by itself. */
export const derived: readonly string[] = [
  'coverage_counts',
  'coverage_days',
  'coverage_marks',
  'test_case_coverage',
  'test_case_results',
  'ticket_coverage',
]

/** Tables of bookkeeping: what they are kept for is on record itself, or in them. */
export const unrecorded: readonly string[] = [
  ...derived,
  'jira_sync_seen',
  'jira_webhook_events',
  'jira_write_backs',
]

/** Tables that only the system writes to: a row of somebody's own making would open what is not theirs. */
export const writtenBySystem: readonly string[] = ['forge_projects']

/** Tables that those who may only read a project see nothing of: who has access, what happened, and secrets. */
export const hiddenFromReaders: readonly string[] = ['audit_log', 'forge_codes']

/** Tables whose rows tell their own story, page by page: only that they came and went is on record. */
export const tellingThemselves: readonly string[] = ['jira_sync_logs']

/** A column of each table whose rows are of a project, and another value for it. */
export const changes: Readonly<Record<string, readonly [column: string, value: unknown]>> = {
  assessments: ['evidence', 'changed'],
  criterion_answers: ['answer', 'no'],
  document_folders: ['name', 'changed'],
  document_versions: ['title', 'changed'],
  documents: ['content', 'changed'],
  forge_codes: ['expires_at', '2001-01-01T00:00:00'],
  forge_projects: ['jira_project_key', 'CHANGED'],
  imports: ['file_name', 'changed'],
  jira_connections: ['base_url', 'https://changed.example.com'],
  jira_sync_logs: ['error_message', 'changed'],
  jira_tickets: ['labels', ['changed']],
  maturity_dimensions: ['description', 'changed'],
  maturity_levels: ['description', 'changed'],
  maturity_model_versions: ['definition', { changed: true }],
  maturity_models: ['name', 'changed'],
  metrics: ['unit', 'changed'],
  pending_links: ['link_type', 'changed'],
  projects: ['coverage_policy', { changed: true }],
  recommendations: ['title', 'changed'],
  test_case_jira_links: ['link_type', 'changed'],
  test_cases: ['title', 'changed'],
  test_cycle_items: ['created_at', '2001-01-01T00:00:00'],
  test_cycles: ['status', 'archived'],
  test_runs: ['attempt', 2],
  test_suites: ['name', 'changed'],
  user_project_access: ['access_level', 'read'],
}
