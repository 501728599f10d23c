import type { Logger } from '../options.js'
import type { Engine } from './engine.js'

/** One step of the schema, compiled into the package. */
export interface Migration {
  readonly id: number
  readonly name: string
  /** True where packages that do not know it cannot run against its result. */
  readonly breaking: boolean
  /** SHA-256 of `sql`. */
  readonly hash: string
  readonly sql: string
}

/** A database that was there before us and is ours now. */
export interface Adoption {
  /** The schema that the tables were in. */
  readonly from: string
  /** How many rows its tables hold. */
  readonly rows: number
}

/** What a migration did, or what `check` found. */
export interface MigrationResult {
  /** The PostgreSQL schema that holds the tables. */
  readonly schema: string
  /** Names of the migrations that ran now, in order. */
  readonly applied: readonly string[]
  /** How many the database had before. */
  readonly before: number
  /** Where an existing database was taken over: from which schema, and how many rows it held. */
  readonly adopted?: Adoption
}

export interface MigrateOptions {
  readonly engine: Engine
  readonly schema: string
  readonly migrations: readonly Migration[]
  readonly logger?: Logger | undefined
}
