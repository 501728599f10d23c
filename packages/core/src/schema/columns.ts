import { sql } from 'drizzle-orm'
import { type PgTimestampBuilderInitial, timestamp } from 'drizzle-orm/pg-core'

/**
 * The specification's `TIMESTAMP DEFAULT CURRENT_TIMESTAMP`: no zone, so every connection runs in UTC and
 * the stored value is UTC.
 */
export function now<Name extends string>(name: Name) {
  return (timestamp(name) as PgTimestampBuilderInitial<Name>).default(sql`CURRENT_TIMESTAMP`)
}
