import type { Session } from './engine.js'
import { quoteLiteral } from './identifiers.js'

/** One thing in the schema: its kind, its name and how this server describes it. */
export interface CatalogEntry {
  readonly kind: string
  readonly name: string
  readonly definition: string
}

/** Everything of the schema that the migrations decide: what it is made of and who may do what with it. */
export async function readCatalog(session: Session, schema: string): Promise<readonly CatalogEntry[]> {
  const [rows = []] = await session.script(catalogQuery(schema))
  return rows as unknown as readonly CatalogEntry[]
}

/**
 * What someone changed by hand, one line each: whatever is missing or different, and whatever was added that
 * may open data (a policy, a trigger, a table). Further columns and indexes are the owner's own business.
 */
export function describeDrift(
  expected: readonly CatalogEntry[],
  found: readonly CatalogEntry[],
): readonly string[] {
  const key = (entry: CatalogEntry) => `${entry.kind} ${entry.name}`
  const now = new Map(found.map((entry) => [key(entry), entry]))
  const before = new Set(expected.map(key))
  return [
    ...expected.flatMap((entry) => {
      const current = now.get(key(entry))
      if (current === undefined) return [`${key(entry)} is missing`]
      if (current.definition === entry.definition) return []
      return [`${key(entry)} is "${current.definition}" instead of "${entry.definition}"`]
    }),
    ...found
      .filter((entry) => ['policy', 'trigger', 'table'].includes(entry.kind) && !before.has(key(entry)))
      .map((entry) => `${key(entry)} was added`),
  ]
}

// Function bodies and view texts as digests: they are long, and only whether they changed matters. A view's
// text is printed differently from one PostgreSQL to the next, so its columns stand for it.
const catalogQuery = (schema: string): string => `
  WITH ours AS (
    SELECT c.* FROM pg_class AS c
    WHERE c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = ${quoteLiteral(schema)})
  )
  SELECT 'table' AS kind, relname AS name,
    concat_ws(' ', CASE WHEN relrowsecurity THEN 'row security' ELSE 'no row security' END, CASE WHEN relforcerowsecurity THEN 'forced' END) AS definition
  FROM ours WHERE relkind IN ('r', 'p')
  UNION ALL
  SELECT CASE relkind WHEN 'v' THEN 'view column' ELSE 'column' END, relname || '.' || attname,
    concat_ws(' ', format_type(atttypid, atttypmod), CASE WHEN attnotnull THEN 'not null' END, 'default ' || regexp_replace(pg_get_expr(adbin, adrelid), '''[^'']*\\."?(\\w+)"?''::regclass', '''\\1''::regclass'))
  FROM ours JOIN pg_attribute ON attrelid = ours.oid AND attnum > 0 AND NOT attisdropped
  LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
  WHERE relkind IN ('r', 'p', 'v')
  UNION ALL
  SELECT 'constraint', relname || '.' || conname, pg_get_constraintdef(pg_constraint.oid)
  FROM ours JOIN pg_constraint ON conrelid = ours.oid
  WHERE contype IN ('c', 'f', 'p', 'u')
  UNION ALL
  SELECT 'index', relname, regexp_replace(pg_get_indexdef(ours.oid), ' ON \\S+ USING', ' USING')
  FROM ours WHERE relkind IN ('i', 'I')
  UNION ALL
  SELECT 'policy', relname || '.' || polname,
    concat_ws(' ', polcmd, CASE WHEN NOT polpermissive THEN 'restrictive' END, 'using ' || pg_get_expr(polqual, polrelid), 'check ' || pg_get_expr(polwithcheck, polrelid))
  FROM ours JOIN pg_policy ON polrelid = ours.oid
  UNION ALL
  SELECT 'trigger', relname || '.' || tgname,
    concat_ws(' ', CASE tgenabled WHEN 'D' THEN 'disabled' ELSE 'enabled' END, regexp_replace(pg_get_triggerdef(pg_trigger.oid), ' ON \\S+ ', ' '))
  FROM ours JOIN pg_trigger ON tgrelid = ours.oid AND NOT tgisinternal
  UNION ALL
  SELECT 'function', proname || '(' || pg_get_function_identity_arguments(pg_proc.oid) || ')',
    concat_ws(' ', CASE WHEN prosecdef THEN 'security definer' END, md5(prosrc))
  FROM pg_proc
  WHERE pronamespace = (SELECT oid FROM pg_namespace WHERE nspname = ${quoteLiteral(schema)})
  ORDER BY 1, 2`
