/**
 * The tables and views as Drizzle knows them, for a caller's own queries inside `atmosfera.transaction`.
 * Names are unqualified: the transaction's `search_path` says which PostgreSQL schema they live in.
 *
 * @module
 */
export * from './access.js'
export * from './allowed-values.js'
export * from './analytics.js'
export * from './atmf.js'
export * from './audit.js'
export * from './configuration.js'
export * from './core.js'
export * from './coverage.js'
export * from './forge.js'
export * from './imports.js'
export * from './integration.js'
export * from './jira.js'
export * from './test-management.js'
export * from './views.js'
