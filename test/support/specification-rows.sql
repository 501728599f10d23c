-- Rows in every table of a database made from the specification: three projects, of which the last is empty.

INSERT INTO users (username, password_hash, full_name, email, role) VALUES
  ('ada', 'scrypt$ada', 'Ada Lovelace', 'ada@example.org', 'admin'),
  ('grace', 'scrypt$grace', 'Grace Hopper', 'grace@example.org', 'manager'),
  ('alan', 'scrypt$alan', 'Alan Turing', 'alan@example.org', 'user');

INSERT INTO projects (name, description, project_type, industry_area) VALUES
  ('Checkout', 'The shop', 'Greenfield', 'Retail'),
  ('Ledger', 'The books', 'Legacy', 'Finance'),
  ('Attic', NULL, NULL, NULL);

INSERT INTO maturity_levels (dimension_id, level, name, description, criteria) VALUES
  (1, 1, 'Foundation', 'Ours, in our words', '["Some tests run by themselves"]'),
  (1, 2, 'Developing', NULL, '[]');

INSERT INTO assessments (project_id, user_id, dimension_id, current_level, target_level, evidence, assessment_date) VALUES
  (1, 1, 1, 2, 4, 'Workshop', '2026-01-10'),
  (1, 1, 1, 3, 4, 'Workshop', '2026-03-10'),
  (1, 2, 3, 1, 2, NULL, '2026-02-01'),
  (2, 2, 2, 4, 5, NULL, '2026-02-02');

INSERT INTO test_suites (name, priority, tags, project_id) VALUES
  ('Payment', 'high', '["smoke"]', 1),
  ('Basket', 'medium', '[]', 1),
  ('Postings', 'low', '[]', 2);

INSERT INTO test_cases (title, status, steps, suite_id, user_id, test_data, project_id) VALUES
  ('Pays by card', 'ready', '[{"action": "Pay"}]', 1, 1, '{}', 1),
  ('Pays by invoice', 'passed', '[]', 1, 1, '{}', 1),
  ('Empties the basket', 'failed', '[]', 2, 2, '{}', 1),
  ('Has no suite', 'draft', '[]', NULL, NULL, '{}', 1),
  ('Posts an entry', 'in-progress', '[]', 3, 2, '{"account": {"value": "4711"}}', 2),
  ('Belongs to nobody', 'draft', '[]', NULL, NULL, '{}', NULL);

INSERT INTO test_cycles (name, status, start_date, end_date, user_id, testing_mode, project_id) VALUES
  ('Release 1', 'completed', '2026-01-01', '2026-01-31', 1, 'manual', 1),
  ('Release 2', 'in-progress', '2026-02-01', NULL, 1, 'automated', 1),
  ('Year end', 'created', NULL, NULL, 2, 'ai-assisted-manual', 2);

INSERT INTO test_cycle_items (cycle_id, test_case_id, suite_id, assigned_user_id, status) VALUES
  (1, 1, 1, 1, 'passed'),
  (1, 2, 1, 1, 'failed'),
  (1, 3, 2, NULL, 'blocked'),
  (2, 1, 1, 2, 'not-run'),
  (2, 2, NULL, NULL, 'passed'),
  (3, 5, 3, 2, 'failed');

INSERT INTO test_runs (cycle_item_id, executed_by, executed_at, duration, status, environment, version, defects) VALUES
  (1, 1, '2026-01-05 10:00', 12, 'failed', 'staging', '1.0', '["BUG-1"]'),
  (1, 1, '2026-01-06 10:00', 10, 'passed', 'staging', '1.0', '[]'),
  (2, 1, '2026-01-06 11:00', 30, 'failed', 'staging', '1.0', '[]'),
  (3, NULL, '2026-01-07 09:00', NULL, 'blocked', NULL, NULL, '[]'),
  (5, 2, '2026-02-05 10:00', 11, 'passed', 'staging', '2.0', '[]'),
  (6, 2, '2026-12-31 23:00', 60, 'failed', 'production', '9', '[]');

INSERT INTO jira_tickets (project_id, jira_key, issue_type, summary, status, labels) VALUES
  (1, 'SHOP-1', 'Story', 'Pay by card', 'Done', '["payment"]'),
  (1, 'SHOP-2', 'Story', 'Pay by invoice', 'Done', '[]'),
  (1, 'SHOP-3', 'Bug', 'Basket is full', 'Open', '[]'),
  (2, 'BOOK-1', 'Story', 'Post an entry', 'Open', '[]');

INSERT INTO test_case_jira_links (test_case_id, jira_ticket_id, link_type) VALUES
  (1, 1, 'covers'),
  (2, 1, 'covers'),
  (2, 2, 'blocks'),
  (5, 4, 'covers');

INSERT INTO jira_sync_logs (project_id, sync_type, status, tickets_processed) VALUES
  (1, 'full', 'completed', 3),
  (2, 'manual', 'failed', 0);

INSERT INTO recommendations (title, category, project_id, dimension_id, ai_confidence) VALUES
  ('Automate the smoke tests', 'automation', 1, 1, 0.85),
  ('Review risks', 'risk', 2, 3, NULL);

INSERT INTO metrics (name, value, unit, project_id, dimension_id) VALUES
  ('automation.ratio', 0.4200, 'ratio', 1, 1),
  ('coverage.linked', 66.6667, '%', 1, NULL);

UPDATE global_settings SET value = 'gpt-5' WHERE key = 'openai_model';
UPDATE global_settings SET value = 'sk-from-before-1234' WHERE key = 'openai_api_key';
INSERT INTO global_settings (key, value, category) VALUES ('company', 'Example', 'Branding');
