/** Asks who a connection is while nobody has it: no role, no actor, and no setting that a transaction made. */
export const idle = `SELECT current_user = session_user AS "isLogin", current_setting('role') AS role,
  nullif(current_setting('atmosfera.user_id', true), '') AS "userId",
  nullif(current_setting('atmosfera.actor', true), '') AS actor,
  (SELECT array_agg(name || ' ' || setting) FROM pg_settings
    WHERE setting <> reset_val AND name IN ('search_path', 'TimeZone', 'enable_nestloop')) AS settings,
  (SELECT count(*)::int FROM pg_prepared_statements) AS prepared`

/** The answer. */
export const nobody = {
  isLogin: true,
  role: 'none',
  userId: null,
  actor: null,
  settings: null,
  prepared: 0,
}
