import type { PGlite } from '@electric-sql/pglite'
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
import type { Pool } from 'pg'
import type { JiraOptions } from './jira/types.js'
import type { ServerOptions } from './server/options.js'
import type { EvidenceStore } from './test-runs/evidence.js'

/** Where messages for operators go; `console` and pino fit. */
export interface Logger {
  debug(message: string): void
  info(message: string): void
  warn(message: string): void
  error(message: string): void
}

/** A caller's own Drizzle over `pg` or PGlite. */
export type DrizzleDatabase = PgDatabase<PgQueryResultHKT, Record<string, unknown>> & {
  readonly $client: unknown
}

/** What `createAtmosfera` takes. */
export interface AtmosferaOptions {
  /**
   * Where the data lives: nothing for an embedded PGlite in `./.atmosfera`, `'memory:'` for one that is gone
   * with the process, `'pglite:./folder'`, a `postgres://` URL, or a `pg.Pool`, a `PGlite` or a Drizzle
   * instance over either, which stay the caller's to close.
   *
   * @default 'pglite:./.atmosfera'
   */
  readonly database?: string | Pool | PGlite | DrizzleDatabase | undefined
  /**
   * The PostgreSQL schema that holds the tables. One of its own, because a host application already has a
   * table called `users`.
   *
   * @default 'atmosfera'
   */
  readonly schema?: string | undefined
  /**
   * `auto` brings the database up to date when it opens; `check` refuses to open one that is not, or that
   * someone altered by hand; `off` trusts it. A login without rights on the schema wants `check`.
   *
   * @default 'auto'
   */
  readonly migrate?: 'auto' | 'check' | 'off' | undefined
  /** Told of migrations and of what deserves an operator's attention. Silent when absent. */
  readonly logger?: Logger | undefined
  /** What time it is, for what depends on it (ages, freshness, the default of `asOf`). */
  readonly clock?: (() => Date) | undefined
  /**
   * 32 bytes, as they are or in base64 or hexadecimal, that secret settings are encrypted with. Without it
   * secret settings can be neither stored nor read.
   */
  readonly encryptionKey?: string | Uint8Array | undefined
  /**
   * Where evidence is kept, such as screenshots that come with results: a folder by its path, or a store of one's own.
   *
   * @default './.atmosfera-evidence', and nowhere beyond the process for a database in memory
   */
  readonly evidence?: string | EvidenceStore | undefined
  /** Credentials for Jira that are not stored, and how it is talked to. */
  readonly jira?: JiraOptions | undefined
  /** How `atmosfera.handler` serves the API and the pages. */
  readonly server?: ServerOptions | undefined
}
