import type { Engine } from './engine.js'
import { quoteLiteral } from './identifiers.js'

const name = 'authenticated_users'

/**
 * The role that actors run as, where this login may take it and the migrations let it into the schema; null on
 * a host that does not allow roles, where forced row security binds the login itself.
 */
export async function findRole(engine: Engine, schema: string): Promise<string | null> {
  const results = await engine.single('', `SELECT ${roleIsUsable(schema)} AS usable`)
  return roleOf(results.at(-1)?.[0]?.usable === true)
}

export function roleOf(isUsable: boolean): string | null {
  return isUsable ? name : null
}

/** An SQL expression for whether that is so. Not true where there is no such role, or nothing of ours. */
export function roleIsUsable(schema: string): string {
  // The option SET of pg_has_role came with PostgreSQL 16, where membership alone no longer implies it. The
  // table is looked up in the catalogue, because looking it up by name takes rights on the schema.
  return `(
    SELECT pg_has_role(current_user, to_regrole('${name}')::oid,
        CASE WHEN current_setting('server_version_num')::integer >= 160000 THEN 'SET' ELSE 'MEMBER' END)
      AND has_table_privilege(to_regrole('${name}')::oid, pg_class.oid, 'SELECT')
    FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
    WHERE nspname = ${quoteLiteral(schema)} AND relname = 'projects')`
}
