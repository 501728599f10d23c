-- The SQL of the specification (ATMosFera Database Schema Documentation, version 1.0), word for word and in its
-- order. It uses four things that it does not define: the tables document_folders and user_project_access, the
-- role authenticated_users and the function current_user_id().

CREATE TABLE users (
  id SERIAL PRIMARY KEY,
  username VARCHAR(50) UNIQUE NOT NULL,
  password_hash VARCHAR(255) NOT NULL,
  full_name VARCHAR(100) NOT NULL,
  email VARCHAR(255) UNIQUE NOT NULL,
  role VARCHAR(20) DEFAULT 'user' NOT NULL,
  created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
  updated_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP
);

-- Indexes
CREATE INDEX idx_users_username ON users(username);
CREATE INDEX idx_users_email ON users(email);
CREATE INDEX idx_users_role ON users(role);

CREATE TABLE projects (
  id SERIAL PRIMARY KEY,
  name VARCHAR(100) NOT NULL,
  description TEXT,
  status VARCHAR(20) DEFAULT 'active',
  project_type VARCHAR(30),
  industry_area VARCHAR(50),
  regulations VARCHAR(100),
  additional_context TEXT,
  quality_focus TEXT,
  test_strategy TEXT,
  created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
  updated_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP
);

-- Indexes
CREATE INDEX idx_projects_status ON projects(status);
CREATE INDEX idx_projects_type ON projects(project_type);
CREATE INDEX idx_projects_industry ON projects(industry_area);

CREATE TABLE maturity_dimensions (
  id SERIAL PRIMARY KEY,
  name VARCHAR(100) NOT NULL,
  description TEXT,
  weight DECIMAL(3,2) DEFAULT 1.00,
  created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP
);

-- Sample Data
INSERT INTO maturity_dimensions (name, description) VALUES
('Automation Intelligence', 'Test automation maturity and intelligent tooling'),
('Quality Engineering', 'Quality practices, culture, and engineering excellence'),
('Risk Management', 'Risk-based testing strategies and mitigation'),
('Process Optimization', 'Testing process efficiency and optimization'),
('Team Collaboration', 'Cross-functional collaboration and communication'),
('Continuous Improvement', 'Learning, adaptation, and evolution practices');

CREATE TABLE maturity_levels (
  id SERIAL PRIMARY KEY,
  dimension_id INTEGER REFERENCES maturity_dimensions(id) ON DELETE CASCADE,
  level INTEGER NOT NULL CHECK (level BETWEEN 1 AND 5),
  name VARCHAR(50) NOT NULL,
  description TEXT,
  criteria JSONB DEFAULT '[]',
  created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP
);

-- Indexes
CREATE INDEX idx_maturity_levels_dimension ON maturity_levels(dimension_id);
CREATE INDEX idx_maturity_levels_level ON maturity_levels(level);

CREATE TABLE assessments (
  id SERIAL PRIMARY KEY,
  project_id INTEGER REFERENCES projects(id) ON DELETE CASCADE,
  user_id INTEGER REFERENCES users(id),
  dimension_id INTEGER REFERENCES maturity_dimensions(id),
  current_level INTEGER CHECK (current_level BETWEEN 1 AND 5),
  target_level INTEGER CHECK (target_level BETWEEN 1 AND 5),
  evidence TEXT,
  notes TEXT,
  assessment_date TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
  created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP
);

-- Indexes
CREATE INDEX idx_assessments_project ON assessments(project_id);
CREATE INDEX idx_assessments_dimension ON assessments(dimension_id);
CREATE INDEX idx_assessments_date ON assessments(assessment_date);

CREATE TABLE test_suites (
  id SERIAL PRIMARY KEY,
  name VARCHAR(100) NOT NULL,
  description TEXT,
  project_area VARCHAR(50),
  priority VARCHAR(20) DEFAULT 'medium',
  status VARCHAR(30) DEFAULT 'active',
  coverage_requirements JSONB DEFAULT '[]',
  ai_generated BOOLEAN DEFAULT false,
  tags JSONB DEFAULT '[]',
  created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
  updated_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
  project_id INTEGER REFERENCES projects(id) ON DELETE CASCADE
);

-- Indexes
CREATE INDEX idx_test_suites_project ON test_suites(project_id);
CREATE INDEX idx_test_suites_status ON test_suites(status);
CREATE INDEX idx_test_suites_priority ON test_suites(priority);
CREATE INDEX idx_test_suites_area ON test_suites(project_area);

CREATE TABLE test_cases (
  id SERIAL PRIMARY KEY,
  title VARCHAR(200) NOT NULL,
  description TEXT,
  preconditions TEXT,
  steps JSONB DEFAULT '[]',
  expected_results TEXT,
  actual_results TEXT,
  priority VARCHAR(20) DEFAULT 'medium',
  severity VARCHAR(20) DEFAULT 'normal',
  status VARCHAR(30) DEFAULT 'draft',
  suite_id INTEGER REFERENCES test_suites(id) ON DELETE SET NULL,
  user_id INTEGER REFERENCES users(id),
  ai_generated BOOLEAN DEFAULT false,
  automatable BOOLEAN,
  automation_status VARCHAR(30),
  test_data JSONB DEFAULT '{}',
  created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
  updated_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
  project_id INTEGER REFERENCES projects(id) ON DELETE CASCADE
);

-- Indexes
CREATE INDEX idx_test_cases_project ON test_cases(project_id);
CREATE INDEX idx_test_cases_suite ON test_cases(suite_id);
CREATE INDEX idx_test_cases_status ON test_cases(status);
CREATE INDEX idx_test_cases_priority ON test_cases(priority);
CREATE INDEX idx_test_cases_ai_generated ON test_cases(ai_generated);

CREATE TABLE test_cycles (
  id SERIAL PRIMARY KEY,
  name VARCHAR(100) NOT NULL,
  description TEXT,
  status VARCHAR(30) DEFAULT 'created',
  start_date TIMESTAMP,
  end_date TIMESTAMP,
  user_id INTEGER REFERENCES users(id),
  -- Enhanced fields for AI Assisted Execution Readiness
  testing_mode VARCHAR(30) DEFAULT 'manual',
  test_deployment_url TEXT,
  test_data JSONB DEFAULT '{}',
  created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
  updated_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
  project_id INTEGER REFERENCES projects(id) ON DELETE CASCADE
);

-- Indexes
CREATE INDEX idx_test_cycles_project ON test_cycles(project_id);
CREATE INDEX idx_test_cycles_status ON test_cycles(status);
CREATE INDEX idx_test_cycles_dates ON test_cycles(start_date, end_date);
CREATE INDEX idx_test_cycles_testing_mode ON test_cycles(testing_mode);

CREATE TABLE test_cycle_items (
  id SERIAL PRIMARY KEY,
  cycle_id INTEGER NOT NULL REFERENCES test_cycles(id) ON DELETE CASCADE,
  test_case_id INTEGER NOT NULL REFERENCES test_cases(id) ON DELETE CASCADE,
  suite_id INTEGER REFERENCES test_suites(id) ON DELETE SET NULL,
  assigned_user_id INTEGER REFERENCES users(id),
  status VARCHAR(30) DEFAULT 'not-run',
  created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
  updated_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP
);

-- Indexes
CREATE INDEX idx_test_cycle_items_cycle ON test_cycle_items(cycle_id);
CREATE INDEX idx_test_cycle_items_test_case ON test_cycle_items(test_case_id);
CREATE INDEX idx_test_cycle_items_status ON test_cycle_items(status);
CREATE UNIQUE INDEX idx_test_cycle_items_unique ON test_cycle_items(cycle_id, test_case_id);

CREATE TABLE test_runs (
  id SERIAL PRIMARY KEY,
  cycle_item_id INTEGER NOT NULL REFERENCES test_cycle_items(id) ON DELETE CASCADE,
  executed_by INTEGER REFERENCES users(id),
  executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
  duration INTEGER, -- in seconds
  status VARCHAR(30) NOT NULL,
  notes TEXT,
  evidence JSONB DEFAULT '[]',
  environment VARCHAR(50),
  version VARCHAR(50),
  step_results JSONB DEFAULT '[]',
  defects JSONB DEFAULT '[]',
  tags JSONB DEFAULT '[]'
);

-- Indexes
CREATE INDEX idx_test_runs_cycle_item ON test_runs(cycle_item_id);
CREATE INDEX idx_test_runs_executed_by ON test_runs(executed_by);
CREATE INDEX idx_test_runs_status ON test_runs(status);
CREATE INDEX idx_test_runs_executed_at ON test_runs(executed_at);

CREATE TABLE jira_tickets (
  id SERIAL PRIMARY KEY,
  project_id INTEGER REFERENCES projects(id) ON DELETE CASCADE,
  jira_key VARCHAR(50) NOT NULL,
  issue_type VARCHAR(50),
  summary TEXT NOT NULL,
  description TEXT,
  priority VARCHAR(50),
  status VARCHAR(50) NOT NULL,
  assignee VARCHAR(100),
  reporter VARCHAR(100),
  labels JSONB DEFAULT '[]',
  components JSONB DEFAULT '[]',
  created_date TIMESTAMP,
  updated_date TIMESTAMP,
  content_hash VARCHAR(64),
  last_synced TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
  created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
  updated_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP
);

-- Indexes
CREATE INDEX idx_jira_tickets_project ON jira_tickets(project_id);
CREATE INDEX idx_jira_tickets_key ON jira_tickets(jira_key);
CREATE INDEX idx_jira_tickets_status ON jira_tickets(status);
CREATE INDEX idx_jira_tickets_sync ON jira_tickets(last_synced);
CREATE UNIQUE INDEX idx_jira_tickets_unique ON jira_tickets(project_id, jira_key);

CREATE TABLE test_case_jira_links (
  id SERIAL PRIMARY KEY,
  test_case_id INTEGER REFERENCES test_cases(id) ON DELETE CASCADE,
  jira_ticket_id INTEGER REFERENCES jira_tickets(id) ON DELETE CASCADE,
  link_type VARCHAR(30) DEFAULT 'covers',
  created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP
);

-- Indexes
CREATE INDEX idx_jira_links_test_case ON test_case_jira_links(test_case_id);
CREATE INDEX idx_jira_links_jira_ticket ON test_case_jira_links(jira_ticket_id);
CREATE UNIQUE INDEX idx_jira_links_unique ON test_case_jira_links(test_case_id, jira_ticket_id);

CREATE TABLE jira_sync_logs (
  id SERIAL PRIMARY KEY,
  project_id INTEGER REFERENCES projects(id) ON DELETE CASCADE,
  sync_type VARCHAR(20) NOT NULL, -- 'full', 'incremental', 'manual'
  status VARCHAR(20) NOT NULL, -- 'pending', 'in_progress', 'completed', 'failed'
  tickets_processed INTEGER DEFAULT 0,
  tickets_created INTEGER DEFAULT 0,
  tickets_updated INTEGER DEFAULT 0,
  error_message TEXT,
  started_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
  completed_at TIMESTAMP,
  created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP
);

-- Indexes
CREATE INDEX idx_jira_sync_logs_project ON jira_sync_logs(project_id);
CREATE INDEX idx_jira_sync_logs_status ON jira_sync_logs(status);
CREATE INDEX idx_jira_sync_logs_started ON jira_sync_logs(started_at);

CREATE TABLE recommendations (
  id SERIAL PRIMARY KEY,
  title VARCHAR(200) NOT NULL,
  description TEXT,
  category VARCHAR(50),
  priority VARCHAR(20) DEFAULT 'medium',
  project_id INTEGER REFERENCES projects(id) ON DELETE CASCADE,
  dimension_id INTEGER REFERENCES maturity_dimensions(id),
  status VARCHAR(30) DEFAULT 'active',
  ai_confidence DECIMAL(3,2),
  implementation_effort VARCHAR(20),
  expected_impact VARCHAR(20),
  created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
  updated_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP
);

-- Indexes
CREATE INDEX idx_recommendations_project ON recommendations(project_id);
CREATE INDEX idx_recommendations_dimension ON recommendations(dimension_id);
CREATE INDEX idx_recommendations_status ON recommendations(status);
CREATE INDEX idx_recommendations_priority ON recommendations(priority);

CREATE TABLE metrics (
  id SERIAL PRIMARY KEY,
  name VARCHAR(100) NOT NULL,
  value DECIMAL(10,4) NOT NULL,
  unit VARCHAR(20),
  category VARCHAR(50),
  project_id INTEGER REFERENCES projects(id) ON DELETE CASCADE,
  dimension_id INTEGER REFERENCES maturity_dimensions(id),
  recorded_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
  created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP
);

-- Indexes
CREATE INDEX idx_metrics_project ON metrics(project_id);
CREATE INDEX idx_metrics_name ON metrics(name);
CREATE INDEX idx_metrics_category ON metrics(category);
CREATE INDEX idx_metrics_recorded ON metrics(recorded_at);

CREATE TABLE documents (
  id SERIAL PRIMARY KEY,
  title VARCHAR(200) NOT NULL,
  type VARCHAR(50) NOT NULL,
  content TEXT NOT NULL,
  tags JSONB DEFAULT '[]',
  project_id INTEGER REFERENCES projects(id) ON DELETE CASCADE,
  folder_id INTEGER REFERENCES document_folders(id) ON DELETE SET NULL,
  ai_generated BOOLEAN DEFAULT false,
  version INTEGER DEFAULT 1,
  status VARCHAR(30) DEFAULT 'draft',
  created_by INTEGER REFERENCES users(id),
  created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
  updated_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP
);

-- Indexes
CREATE INDEX idx_documents_project ON documents(project_id);
CREATE INDEX idx_documents_type ON documents(type);
CREATE INDEX idx_documents_folder ON documents(folder_id);
CREATE INDEX idx_documents_ai_generated ON documents(ai_generated);

CREATE TABLE global_settings (
  id SERIAL PRIMARY KEY,
  key VARCHAR(100) UNIQUE NOT NULL,
  value TEXT,
  description TEXT,
  category VARCHAR(50),
  created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
  updated_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP
);

-- Indexes
CREATE INDEX idx_global_settings_key ON global_settings(key);
CREATE INDEX idx_global_settings_category ON global_settings(category);

-- Sample Configuration Data
INSERT INTO global_settings (key, value, description, category) VALUES
('openai_api_key', '', 'OpenAI API key for AI features', 'AI'),
('openai_model', 'gpt-4o', 'OpenAI model for general AI features', 'AI'),
('anthropic_api_key', '', 'Anthropic API key for document generation', 'AI'),
('anthropic_model', 'claude-3-7-sonnet-20250219', 'Anthropic model for documents', 'AI'),
('max_ai_requests_per_hour', '1000', 'Rate limit for AI API calls', 'AI'),
('session_timeout_hours', '24', 'User session timeout in hours', 'Security'),
('password_min_length', '8', 'Minimum password length requirement', 'Security');

CREATE VIEW test_coverage_summary AS
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
FROM projects p
LEFT JOIN jira_tickets jt ON p.id = jt.project_id
LEFT JOIN test_case_jira_links tcjl ON jt.id = tcjl.jira_ticket_id
LEFT JOIN test_cases tc ON p.id = tc.project_id
GROUP BY p.id, p.name;

CREATE VIEW maturity_progress AS
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
FROM projects p
CROSS JOIN maturity_dimensions md
LEFT JOIN assessments a ON p.id = a.project_id AND md.id = a.dimension_id
ORDER BY p.id, md.id, a.assessment_date DESC;

CREATE VIEW test_execution_summary AS
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
FROM test_cycles tc
LEFT JOIN test_cycle_items tci ON tc.id = tci.cycle_id
GROUP BY tc.id, tc.name, tc.project_id;

-- Enable RLS on key tables
ALTER TABLE projects ENABLE ROW LEVEL SECURITY;
ALTER TABLE test_suites ENABLE ROW LEVEL SECURITY;
ALTER TABLE test_cases ENABLE ROW LEVEL SECURITY;
ALTER TABLE test_cycles ENABLE ROW LEVEL SECURITY;
ALTER TABLE jira_tickets ENABLE ROW LEVEL SECURITY;

-- Create policies for project access
CREATE POLICY project_access_policy ON projects
  FOR ALL TO authenticated_users
  USING (
    id IN (
      SELECT project_id FROM user_project_access 
      WHERE user_id = current_user_id()
    )
  );

-- Optimize common query patterns
CREATE INDEX idx_test_cases_project_status ON test_cases(project_id, status);
CREATE INDEX idx_test_cycle_items_cycle_status ON test_cycle_items(cycle_id, status);
CREATE INDEX idx_jira_tickets_project_status ON jira_tickets(project_id, status);
CREATE INDEX idx_assessments_project_dimension ON assessments(project_id, dimension_id);

-- Index only active records
CREATE INDEX idx_projects_active ON projects(id) WHERE status = 'active';
CREATE INDEX idx_test_cases_ready ON test_cases(id) WHERE status = 'ready';
CREATE INDEX idx_recommendations_active ON recommendations(id) WHERE status = 'active';

-- Optimize JSONB field queries
CREATE INDEX idx_test_cases_steps_gin ON test_cases USING GIN(steps);
CREATE INDEX idx_jira_tickets_labels_gin ON jira_tickets USING GIN(labels);
CREATE INDEX idx_documents_tags_gin ON documents USING GIN(tags);
