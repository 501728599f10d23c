import type { Session } from './engine.js'
import { quoteLiteral } from './identifiers.js'

/** One thing in the schema: its kind, its name and how this server describes it. */
export interface CatalogEntry {
  readonly kind: string
  readonly name: string
  readonly definition: string
  /** True for what was in the schema before us: a host's own, which may change and go. */
  readonly foreign?: boolean
}

/** The kinds that decide who sees what: few and quick to read, so they are looked at whenever a database opens. */
const protectingKinds: readonly string[] = ['table', 'policy', 'function', 'view']

/** The kinds of which one more than expected may open or change data. Columns and indexes only add. */
const watchedKinds: readonly string[] = ['table', 'policy', 'trigger', 'grant']

/** Everything of the schema that the migrations decide: what it is made of and who may do what with it. */
export async function readCatalog(session: Session, schema: string): Promise<readonly CatalogEntry[]> {
  const [rows = []] = await session.script(`${catalogQuery(schema, Object.keys(parts))} ORDER BY 1, 2`)
  return rows as unknown as readonly CatalogEntry[]
}

/** Those entries of a catalogue that decide who sees what. */
export function protectionOf(catalog: readonly CatalogEntry[]): readonly CatalogEntry[] {
  return catalog.filter((entry) => protectingKinds.includes(entry.kind))
}

/**
 * What someone changed by hand, one line each: whatever is missing or different, and whatever was added that
 * may open data (a policy, a trigger, a grant, a table). Further columns and indexes are the owner's own
 * business, and so is everything that belongs to tables of a host's.
 *
 * @param shared whether the host keeps tables of its own in the schema, and may add more.
 */
export function describeDrift(
  expected: readonly CatalogEntry[],
  found: readonly CatalogEntry[],
  shared = false,
): readonly string[] {
  const now = byKey(found)
  const known = byKey(expected)
  const ours = new Set(expected.filter((entry) => isTable(entry) && !entry.foreign).map(({ name }) => name))
  const mayOpenData = (entry: CatalogEntry): boolean =>
    watchedKinds.includes(entry.kind) && (isTable(entry) ? !shared : ours.has(tableOf(entry)))
  return [
    ...expected
      .filter((entry) => !entry.foreign)
      .flatMap((entry) => {
        const current = now.get(keyOf(entry))
        if (current === undefined) return [`${keyOf(entry)} is missing`]
        if (current.definition === entry.definition) return []
        return [`${keyOf(entry)} is "${current.definition}" instead of "${entry.definition}"`]
      }),
    ...found
      .filter((entry) => !known.has(keyOf(entry)) && mayOpenData(entry))
      .map((entry) => `${keyOf(entry)} was added`),
  ]
}

/**
 * What to expect once migrations have turned `before` into `after`. What they did not touch is expected to be
 * what it was before, also where it is not: an upgrade must not make an alteration by hand look intended.
 */
export function expectAfter(
  expected: readonly CatalogEntry[],
  before: readonly CatalogEntry[],
  after: readonly CatalogEntry[],
): readonly CatalogEntry[] {
  const [was, is, wanted] = [byKey(before), byKey(after), byKey(expected)]
  return [...new Set([...wanted.keys(), ...is.keys()])].flatMap((key) => {
    const untouched = was.get(key)?.definition === is.get(key)?.definition
    return (untouched ? wanted.get(key) : is.get(key)) ?? []
  })
}

/** True where the host keeps tables of its own in the schema. `public` is everybody's. */
export function isShared(schema: string, expected: readonly CatalogEntry[]): boolean {
  return schema === 'public' || expected.some((entry) => entry.foreign && isTable(entry))
}

/**
 * A query for one boolean: whether what decides who sees what is as the catalogue in `recorded` says. The
 * server compares, because nearly always there is nothing to tell.
 *
 * @param recorded an SQL expression for the newest catalogue, as jsonb.
 */
export function protectionIsIntact(schema: string, recorded: string): string {
  const whole = `string_agg(concat_ws('|', kind, name, definition), '~' ORDER BY kind COLLATE "C", name COLLATE "C")`
  return `
    WITH expected AS (
      SELECT kind, name, definition
      FROM jsonb_to_recordset(${recorded}) AS entry (kind text, name text, definition text, "foreign" boolean)
      WHERE "foreign" IS NOT TRUE AND kind IN (${protectingKinds.map(quoteLiteral).join(', ')})
    ), found AS (
      SELECT * FROM (${catalogQuery(schema, protectingKinds)}) AS entry
      WHERE (kind, name) IN (SELECT kind, name FROM expected)
        OR kind = 'policy' AND split_part(name, '.', 1) IN (SELECT name FROM expected WHERE kind = 'table')
    )
    SELECT (SELECT ${whole} FROM expected) IS NOT DISTINCT FROM (SELECT ${whole} FROM found) AS intact`
}

function byKey(entries: readonly CatalogEntry[]): ReadonlyMap<string, CatalogEntry> {
  return new Map(entries.map((entry) => [keyOf(entry), entry]))
}

function keyOf(entry: CatalogEntry): string {
  return `${entry.kind} ${entry.name}`
}

function isTable(entry: CatalogEntry): boolean {
  return entry.kind === 'table'
}

/** The table of a policy, trigger or grant, whose name begins with it. */
function tableOf(entry: CatalogEntry): string {
  return entry.name.split(/[. ]/)[0] ?? ''
}

function catalogQuery(schema: string, kinds: readonly string[]): string {
  return `
    WITH home AS (SELECT oid FROM pg_namespace WHERE nspname = ${quoteLiteral(schema)}),
      ours AS (SELECT * FROM pg_class WHERE relnamespace = (SELECT oid FROM home)),
      catalog (kind, name, definition) AS (${kinds.map((kind) => `SELECT '${kind}', ${parts[kind]}`).join(' UNION ALL ')})
    SELECT kind, name, definition FROM catalog`
}

// Function bodies as digests: they are long, and only whether they changed matters. (MD5 would be shorter, and is
// refused by servers that follow FIPS.) A view's text is printed
// differently from one PostgreSQL to the next, so its columns stand for it. Grants to other roles than that of
// our actors are the owner's business.
const parts: Readonly<Record<string, string>> = {
  table: `relname,
      concat_ws(' ', CASE WHEN relrowsecurity THEN 'row security' ELSE 'no row security' END, CASE WHEN relforcerowsecurity THEN 'forced' END)
    FROM ours WHERE relkind IN ('r', 'p')`,
  policy: `relname || '.' || polname,
      concat_ws(' ', polcmd, CASE WHEN NOT polpermissive THEN 'restrictive' END,
        'to ' || (SELECT string_agg(CASE role WHEN 0 THEN 'everyone' WHEN relowner THEN 'the owner' ELSE pg_get_userbyid(role) END, ', ' ORDER BY 1) FROM unnest(polroles) AS role),
        'using ' || pg_get_expr(polqual, polrelid), 'check ' || pg_get_expr(polwithcheck, polrelid))
    FROM ours JOIN pg_policy ON polrelid = ours.oid`,
  function: `proname || '(' || pg_get_function_identity_arguments(pg_proc.oid) || ')',
      concat_ws(' ', CASE WHEN prosecdef THEN 'security definer' END,
        CASE WHEN EXISTS (SELECT FROM aclexplode(coalesce(proacl, acldefault('f', proowner))) WHERE grantee = 0) THEN 'for everyone' END,
        array_to_string(proconfig, ' '), encode(sha256(convert_to(prosrc, 'UTF8')), 'hex'))
    FROM pg_proc WHERE pronamespace = (SELECT oid FROM home)`,
  view: `relname, CASE
      WHEN 'security_invoker=true' = ANY (reloptions) THEN 'reads as its reader'
      WHEN pg_get_userbyid(relowner) = 'authenticated_users' THEN 'reads as authenticated_users'
      ELSE 'reads as its owner' END
    FROM ours WHERE relkind = 'v'`,
  column: `relname || '.' || attname,
      concat_ws(' ', format_type(atttypid, atttypmod), CASE WHEN attnotnull THEN 'not null' END, 'default ' || regexp_replace(pg_get_expr(adbin, adrelid), '''[^'']*\\."?(\\w+)"?''::regclass', '''\\1''::regclass'))
    FROM ours JOIN pg_attribute ON attrelid = ours.oid AND attnum > 0 AND NOT attisdropped
    LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
    WHERE relkind IN ('r', 'p')`,
  'view column': `relname || '.' || attname, format_type(atttypid, atttypmod)
    FROM ours JOIN pg_attribute ON attrelid = ours.oid AND attnum > 0
    WHERE relkind = 'v'`,
  constraint: `relname || '.' || conname, pg_get_constraintdef(pg_constraint.oid)
    FROM ours JOIN pg_constraint ON conrelid = ours.oid
    WHERE contype IN ('c', 'f', 'p', 'u')`,
  index: `relname, regexp_replace(pg_get_indexdef(ours.oid), ' ON \\S+ USING', ' USING')
    FROM ours WHERE relkind IN ('i', 'I')`,
  trigger: `relname || '.' || tgname,
      concat_ws(' ', CASE tgenabled WHEN 'O' THEN 'enabled' WHEN 'A' THEN 'always enabled' WHEN 'R' THEN 'enabled in replicas only' ELSE 'disabled' END,
        regexp_replace(pg_get_triggerdef(pg_trigger.oid), ' ON \\S+ ', ' '))
    FROM ours JOIN pg_trigger ON tgrelid = ours.oid AND NOT tgisinternal`,
  grant: `concat(relname, ' to ', CASE grantee WHEN 0 THEN 'everyone' ELSE pg_get_userbyid(grantee) END),
      string_agg(DISTINCT concat(privilege_type, ' of ' || attname), ', ')
    FROM (
      SELECT relname, NULL::name AS attname, given.* FROM ours, aclexplode(relacl) AS given WHERE relkind IN ('r', 'p', 'v')
      UNION ALL
      SELECT relname, attname, given.* FROM ours JOIN pg_attribute ON attrelid = ours.oid, aclexplode(attacl) AS given
    ) AS granted
    WHERE grantee = 0 OR pg_get_userbyid(grantee) = 'authenticated_users'
    GROUP BY relname, grantee`,
}
