import type { TestDatabase } from './engines.js'

/** What a schema is made of, by kind and name, as the server describes it: `column users.id` → its type. */
export type Catalog = ReadonlyMap<string, string>

/** Names in the definitions are unqualified, so that the same tables in two schemas read alike. */
export async function readSchema({ query }: TestDatabase, schema: string): Promise<Catalog> {
  const rows = await query<{ name: string; definition: string }>(
    `WITH ours AS (SELECT * FROM pg_class WHERE relnamespace = $1::regnamespace)
    SELECT 'column ' || relname || '.' || attname AS name,
      concat_ws(' ', format_type(atttypid, atttypmod),
        CASE WHEN attnotnull THEN 'NOT NULL' END,
        'DEFAULT ' || replace(pg_get_expr(adbin, adrelid), $2, '')) AS definition
    FROM ours JOIN pg_attribute ON attrelid = ours.oid AND attnum > 0 AND NOT attisdropped
    LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
    WHERE relkind = 'r'
    UNION ALL
    SELECT 'constraint ' || conname, relname || ' ' || replace(pg_get_constraintdef(pg_constraint.oid), $2, '')
    FROM ours JOIN pg_constraint ON conrelid = ours.oid
    WHERE contype IN ('c', 'f', 'p', 'u', 'x')
    UNION ALL
    SELECT 'index ' || relname, replace(pg_get_indexdef(oid), $2, '')
    FROM ours WHERE relkind = 'i'
    UNION ALL
    SELECT 'view ' || relname, string_agg(attname || ' ' || format_type(atttypid, atttypmod), ', ' ORDER BY attnum)
    FROM ours JOIN pg_attribute ON attrelid = ours.oid AND attnum > 0
    WHERE relkind = 'v' GROUP BY relname
    UNION ALL
    SELECT 'policy ' || polname, relname FROM ours JOIN pg_policy ON polrelid = ours.oid
    ORDER BY 1`,
    [schema, `${schema}.`],
  )
  return new Map(rows.map(({ name, definition }) => [name, definition]))
}
