import type { Engine } from './engine.js'

const name = 'authenticated_users'

/**
 * The role that actors run as, where this login may take it; null on a host that does not allow roles, where
 * forced row security binds the login itself.
 */
export async function findRole(engine: Engine): Promise<string | null> {
  return await engine.transaction('', async (session) => {
    // The option SET of pg_has_role came with PostgreSQL 16, where membership alone no longer implies it.
    const [rows = []] = await session.script(
      `SELECT pg_has_role(current_user, oid,
        CASE WHEN current_setting('server_version_num')::integer >= 160000 THEN 'SET' ELSE 'MEMBER' END) AS settable
      FROM pg_roles WHERE rolname = '${name}'`,
    )
    return rows[0]?.settable === true ? name : null
  })
}
