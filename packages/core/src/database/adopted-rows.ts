import type { Session } from './engine.js'
import { quoteIdentifier, quoteLiteral } from './identifiers.js'
import { specification } from './migrations.generated.js'
import { specifiedTables } from './specification-shape.js'

/**
 * The specification lets columns with a default be null, and a database made from it may use that. Everyone
 * reads the default instead, so that is what they hold from now on: filters, counts and the services agree.
 */
export async function fillDefaults(session: Session, schema: string): Promise<void> {
  const [rows = []] = await session.script(`
    SELECT relname AS table, attname AS column, pg_get_expr(adbin, adrelid) AS value
    FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid AND attnum > 0 AND NOT attnotnull
    JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
    WHERE relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = ${quoteLiteral(schema)}) AND relkind = 'r'`)
  const defaults = rows as unknown as readonly { table: string; column: string; value: string }[]
  for (const [table, columns] of Object.entries(specification)) {
    const fillable = defaults.filter((entry) => entry.table === table && entry.column in columns)
    if (fillable.length === 0) continue
    const values = fillable.map(({ column, value }) => {
      const filling = columns[column] === 'timestamp' ? moment(column, Object.keys(columns)) : value
      return `${quoteIdentifier(column)} = coalesce(${quoteIdentifier(column)}, ${filling})`
    })
    const isNull = fillable.map(({ column }) => `${quoteIdentifier(column)} IS NULL`)
    await session.script(
      `UPDATE ${quoteIdentifier(table)} SET ${values.join(', ')} WHERE ${isNull.join(' OR ')}`,
    )
  }
}

/**
 * When something was that does not say when: not now. What has a sequence in time, a run or an assessment, comes
 * before all that do say; anything else is as old as the rest of its row.
 */
function moment(column: string, columns: readonly string[]): string {
  const others = ['created_at', 'updated_at'].filter((other) => other !== column && columns.includes(other))
  const known = ['executed_at', 'assessment_date'].includes(column) ? [] : others
  return `coalesce(${[...known, `'epoch'::timestamp`].join(', ')})`
}

/** Rows that were loaded with their ids leave a sequence behind them; the next id would be taken. */
export async function advanceSequences(session: Session): Promise<void> {
  await session.script(`
    DO $$
    DECLARE
      target text;
      sequence_name text;
      highest bigint;
      latest bigint;
    BEGIN
      FOREACH target IN ARRAY ARRAY[${specifiedTables.map(quoteLiteral).join(', ')}] LOOP
        CONTINUE WHEN NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = to_regclass(target) AND attname = 'id');
        sequence_name := pg_get_serial_sequence(target, 'id');
        CONTINUE WHEN sequence_name IS NULL;
        EXECUTE format('SELECT max(id) FROM %I', target) INTO highest;
        EXECUTE format('SELECT last_value FROM %s', sequence_name) INTO latest;
        IF highest > latest THEN PERFORM setval(sequence_name, highest); END IF;
      END LOOP;
    END
    $$`)
}

/** How many rows the tables hold together. */
export async function countRows(session: Session, tables: readonly string[]): Promise<number> {
  const counts = tables.map((name) => `(SELECT count(*) FROM ${quoteIdentifier(name)})`)
  const [rows = []] = await session.script(`SELECT (${counts.join(' + ')})::integer AS rows`)
  return Number(rows[0]?.rows ?? 0)
}
