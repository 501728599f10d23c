import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Runs one statement or several. */
type Run = (sql: string) => Promise<unknown>

/** The specification's statements, one by one. */
const specificationStatements: readonly string[] = read('specification.sql')
  .split(/;\s*$/m)
  .map((statement) => statement.trim())
  .filter((statement) => statement !== '')

/** What the specification uses without defining, invented in the plainest way. */
export interface Inventions {
  readonly userProjectAccess: string
  readonly documentFolders: string
}

/** The least that the specification's own SQL needs to run. */
export const barest: Inventions = {
  userProjectAccess: 'CREATE TABLE user_project_access (user_id INTEGER, project_id INTEGER)',
  documentFolders: 'CREATE TABLE document_folders (id SERIAL PRIMARY KEY)',
}

/** What somebody who builds a product on it would make of it. */
const plausible: Inventions = {
  userProjectAccess: `CREATE TABLE user_project_access (
    user_id INTEGER NOT NULL REFERENCES users(id) ON DELETE CASCADE,
    project_id INTEGER NOT NULL REFERENCES projects(id) ON DELETE CASCADE,
    PRIMARY KEY (user_id, project_id)
  )`,
  documentFolders: `CREATE TABLE document_folders (
    id SERIAL PRIMARY KEY,
    name VARCHAR(100) NOT NULL,
    project_id INTEGER REFERENCES projects(id) ON DELETE CASCADE
  )`,
}

/** Builds the specification's database with everything it takes, in the current schema. */
export async function buildSpecification(run: Run, inventions: Inventions = plausible): Promise<void> {
  const documents = specificationStatements.findIndex((statement) =>
    statement.includes('CREATE TABLE documents'),
  )
  for (const statement of [
    ...specificationStatements.slice(0, documents),
    inventions.userProjectAccess,
    inventions.documentFolders,
    currentUserId,
    role,
    ...specificationStatements.slice(documents),
  ]) {
    await run(statement)
  }
}

/** Runs the specification as it stands, statement by statement and past every error, as psql does. */
export async function runSpecificationAsPsqlDoes(run: Run): Promise<readonly string[]> {
  const errors: string[] = []
  for (const statement of specificationStatements) {
    await run(statement).catch((error: Error) => errors.push(error.message))
  }
  return errors
}

const currentUserId = `CREATE FUNCTION current_user_id() RETURNS INTEGER LANGUAGE sql STABLE AS
  $$ SELECT nullif(current_setting('app.user_id', true), '')::INTEGER $$`

const role = `DO $$ BEGIN
  CREATE ROLE authenticated_users NOLOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$`

/** Rows for every table that the specification's own SQL makes. */
export const sampleRows = read('specification-rows.sql')

/** Rows for what it takes besides: who may see which project, and documents in folders. */
export const sampleRowsOfInventions = `
  INSERT INTO user_project_access (user_id, project_id) VALUES (1, 1), (2, 1), (2, 2);
  INSERT INTO document_folders (name, project_id) VALUES ('Strategy', 1), ('Reports', 2);
  INSERT INTO documents (title, type, content, tags, project_id, folder_id, created_by) VALUES
    ('Test strategy', 'strategy', 'Test early.', '["draft"]', 1, 1, 1),
    ('Loose sheet', 'note', 'Unfiled.', '[]', 1, NULL, 2),
    ('Annual report', 'report', 'All is well.', '[]', 2, 2, 2);`

function read(name: string): string {
  return readFileSync(fileURLToPath(new URL(name, import.meta.url)), 'utf8')
}
