import type { Engine } from './engine.js'
import { quoteLiteral } from './identifiers.js'

const name = 'authenticated_users'

/**
 * The role that actors run as, where this login may take it and the migrations let it into the schema; null on
 * a host that does not allow roles, where forced row security binds the login itself.
 */
export async function findRole(engine: Engine, schema: string): Promise<string | null> {
  return await engine.transaction('', async (session) => {
    // The option SET of pg_has_role came with PostgreSQL 16, where membership alone no longer implies it. The
    // table is looked up in the catalogue, because looking it up by name takes rights on the schema.
    const [rows = []] = await session.script(
      `SELECT pg_has_role(current_user, pg_roles.oid,
          CASE WHEN current_setting('server_version_num')::integer >= 160000 THEN 'SET' ELSE 'MEMBER' END)
        AND has_table_privilege(pg_roles.oid, pg_class.oid, 'SELECT') AS usable
      FROM pg_roles, pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
      WHERE rolname = '${name}' AND nspname = ${quoteLiteral(schema)} AND relname = 'projects'`,
    )
    return rows[0]?.usable === true ? name : null
  })
}
