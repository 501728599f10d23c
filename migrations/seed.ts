/**
 * Writes a migration that seeds what every database starts with: ATMF and the global settings. A database
 * that was adopted may hold some of it already, edited perhaps; what is there stays.
 *
 * Run once for each new version of ATMF, with the number of the migration to write:
 * `npx tsx migrations/seed.ts 0006_seed.sql`.
 */
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { atmf } from '../packages/core/src/maturity/model.js'

const json = (value: unknown): string => `$json$${JSON.stringify(value)}$json$`
const text = (value: string): string => `'${value.replaceAll("'", "''")}'`

const dimensions = atmf.dimensions.map(
  ({ name, description, weight }, index) =>
    `\t(${index + 1}, ${text(name)}, ${text(description)}, ${weight.toFixed(2)})`,
)

const levels = atmf.dimensions.flatMap((dimension) =>
  dimension.levels.map(
    ({ level, name, description, criteria }) =>
      `\t(${text(dimension.name)}, ${level}, ${text(name)}, ${text(description)}, ${json(criteria)}::jsonb)`,
  ),
)

const sql = `-- What every database starts with: ATMF, version ${atmf.version}, and the specification's settings. Made by
-- migrations/seed.ts. A database that was adopted may hold some of it already, edited perhaps: that stays.
INSERT INTO maturity_models (name, version) VALUES (${text(atmf.name)}, ${atmf.version});
--> statement-breakpoint
UPDATE maturity_dimensions SET model_id = (SELECT id FROM maturity_models WHERE project_id IS NULL);
--> statement-breakpoint
INSERT INTO maturity_dimensions (name, description, weight, model_id)
SELECT name, description, weight, (SELECT id FROM maturity_models WHERE project_id IS NULL)
FROM (VALUES
${dimensions.join(',\n')}
) AS atmf (position, name, description, weight)
WHERE NOT EXISTS (SELECT FROM maturity_dimensions AS present WHERE present.name = atmf.name)
ORDER BY position;
--> statement-breakpoint
UPDATE maturity_dimensions AS dimension SET position = numbered.position
FROM (
	SELECT id, row_number() OVER (ORDER BY array_position(ARRAY[${atmf.dimensions.map(({ name }) => text(name)).join(', ')}]::varchar[], name), id) AS position
	FROM maturity_dimensions
) AS numbered
WHERE numbered.id = dimension.id;
--> statement-breakpoint
INSERT INTO maturity_levels (dimension_id, level, name, description, criteria)
SELECT dimension.id, atmf.level, atmf.name, atmf.description, atmf.criteria
FROM (VALUES
${levels.join(',\n')}
) AS atmf (dimension, level, name, description, criteria)
JOIN maturity_dimensions AS dimension ON dimension.name = atmf.dimension
ON CONFLICT (dimension_id, level) DO UPDATE
	SET description = coalesce(nullif(maturity_levels.description, ''), excluded.description),
		criteria = CASE WHEN coalesce(maturity_levels.criteria, '[]') = '[]' THEN excluded.criteria ELSE maturity_levels.criteria END;
--> statement-breakpoint
INSERT INTO maturity_model_versions (model_id, version, definition)
SELECT id, version, ${json(atmf)}::jsonb FROM maturity_models WHERE project_id IS NULL;
--> statement-breakpoint
INSERT INTO global_settings (key, value, description, category) VALUES
	('openai_api_key', '', 'OpenAI API key for AI features', 'AI'),
	('openai_model', 'gpt-4o', 'OpenAI model for general AI features', 'AI'),
	('anthropic_api_key', '', 'Anthropic API key for document generation', 'AI'),
	('anthropic_model', 'claude-3-7-sonnet-20250219', 'Anthropic model for documents', 'AI'),
	('max_ai_requests_per_hour', '1000', 'Rate limit for AI API calls', 'AI'),
	('session_timeout_hours', '24', 'User session timeout in hours', 'Security'),
	('password_min_length', '8', 'Minimum password length requirement', 'Security')
ON CONFLICT (key) DO NOTHING;
--> statement-breakpoint
UPDATE global_settings SET secret = true WHERE key LIKE '%\\_api\\_key';
`

const [file] = process.argv.slice(2)
if (file === undefined || !/^\d{4}_\w+\.sql$/.test(file))
  throw new Error('name the migration to write, such as 0006_seed.sql')
writeFileSync(fileURLToPath(new URL(file, import.meta.url)), sql)
