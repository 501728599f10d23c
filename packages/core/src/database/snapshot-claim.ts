import { quoteIdentifier } from './identifiers.js'
import type { MigrateOptions, MigrationResult } from './migration.js'
import { translateError } from './sqlstate.js'

/**
 * Makes a database that was laid out of the package's snapshot one that was migrated now: until then its rows say
 * that they were written when the package was built.
 */
export async function claimSnapshot(options: MigrateOptions): Promise<MigrationResult> {
  const { engine, schema, migrations, logger } = options
  try {
    // Without triggers, which would keep a record of this, and let nobody rewrite the record.
    const opening = `SET LOCAL search_path TO ${quoteIdentifier(schema)}, pg_temp;
      SET LOCAL TimeZone TO 'UTC'; SET LOCAL session_replication_role TO replica;`
    await engine.transaction(opening, (session) => session.script(moveToNow))
  } catch (error) {
    throw translateError(error)
  }
  const applied = migrations.map(({ name }) => name)
  for (const name of applied) logger?.info(`Applied migration ${name}.`)
  return { schema, applied, before: 0 }
}

/** Every moment at or after the one of the migrations, in columns and in the audit log's copies of rows. */
const moveToNow = `
  DO $$
  DECLARE
    made CONSTANT timestamp := (SELECT min(applied_at) FROM atmosfera_migrations);
    stamp CONSTANT text := format('"\\1": %s', to_json(CURRENT_TIMESTAMP::timestamp));
    stamped CONSTANT text := '"(created_at|updated_at)": "[^"]*"';
    entry record;
  BEGIN
    FOR entry IN
      SELECT relname, attname FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
      WHERE relnamespace = (SELECT relnamespace FROM pg_class WHERE oid = 'atmosfera_migrations'::regclass)
        AND relkind = 'r' AND pg_relation_size(pg_class.oid) > 0
        AND attnum > 0 AND NOT attisdropped AND atttypid = 'timestamp'::regtype
    LOOP
      EXECUTE format('UPDATE %I SET %I = CURRENT_TIMESTAMP WHERE %2$I >= %L', entry.relname, entry.attname, made);
    END LOOP;
    UPDATE audit_log SET
      before = regexp_replace(before::text, stamped, stamp, 'g')::jsonb,
      after = regexp_replace(after::text, stamped, stamp, 'g')::jsonb;
  END $$`
