import { MigrationError } from '../errors.js'
import { advanceSequences, countRows, fillDefaults } from './adopted-rows.js'
import { findObstacles } from './adoption-obstacles.js'
import { isMigrated } from './bookkeeping.js'
import type { CatalogEntry } from './drift.js'
import type { Session } from './engine.js'
import { quoteIdentifier, quoteLiteral } from './identifiers.js'
import type { Adoption, MigrateOptions, Migration } from './migration.js'
import { isSpecified, readShape, type Shape, specifiedTables, specifiedViews } from './specification-shape.js'

/** An adoption that is done, but for the migrations that follow. */
interface Adopted extends Adoption {
  /** The migration that need not run any more. */
  readonly migration: Migration
  /** Tells what is the specification's from what is the host's own. */
  expect(entry: CatalogEntry): CatalogEntry
}

/** A database made from the specification, and where it is. */
interface Found {
  readonly schema: string
  readonly tables: readonly string[]
}

/**
 * Takes over a database that was created from the specification's own SQL, every row of it: the first
 * migration *is* the specification, so it only has to be completed and marked as done. The tables are
 * looked for in our schema itself, and else in `public`, from where they are moved.
 *
 * @throws MigrationError `adoption_refused`, naming everything that stands in the way; nothing was changed.
 */
export async function adoptSpecification(
  session: Session,
  options: Pick<MigrateOptions, 'schema' | 'migrations' | 'logger'>,
): Promise<Adopted | undefined> {
  const { schema, migrations, logger } = options
  const [migration] = migrations
  if (migration === undefined) return undefined
  const found = await findSpecification(session, options)
  if (found === undefined) return undefined
  const { schema: from, tables } = found
  refuse(from, await findForeignTables(session, found), 'Migrate with a login that owns them')
  for (const policy of await liftRowSecurity(session, found)) {
    logger?.warn(`The policy ${policy} of the adopted database is replaced by those of ATMosFera.`)
  }
  refuse(from, await findObstacles(session, from, tables), 'Correct these rows and run again')
  if (from !== schema) await moveTables(session, from, schema)
  await complete(session, schema, migration)
  await fillDefaults(session, schema)
  await advanceSequences(session)
  return {
    from,
    rows: await countRows(session, tables),
    migration,
    expect: (entry) => (isSpecified(entry, migration) ? entry : { ...entry, foreign: true }),
  }
}

function refuse(schema: string, problems: readonly string[], remedy: string): void {
  if (problems.length === 0) return
  throw new MigrationError(
    'adoption_refused',
    `The existing database in schema "${schema}" cannot be adopted yet: ${problems.join('; ')}. ${remedy}; nothing was changed.`,
    { problems },
  )
}

/** The schema whose tables are the specification's, or undefined where there is none. */
async function findSpecification(
  session: Session,
  { schema, logger }: Pick<MigrateOptions, 'schema' | 'logger'>,
): Promise<Found | undefined> {
  const own = await readShape(session, schema)
  if (own.tables.length > 0) {
    if (own.problems.length === 0) return { schema, tables: own.tables }
    throw new MigrationError(
      'adoption_refused',
      `Schema "${schema}" holds tables that are not ours: ${firstOf(own)}. Choose another schema; nothing was changed.`,
      { problems: own.problems },
    )
  }
  // A schema that migrations of ours ran in may be in use by another program at this moment.
  if (schema === 'public' || (await isMigrated(session, 'public'))) return undefined
  const open = await readShape(session, 'public')
  if (!open.isComplete) {
    // A program that has tables called users and projects is common, and none of our business.
    if (open.tables.length >= tellingNumber) {
      logger?.warn(
        `Schema "public" looks like a database made from the specification, but is not adopted: ${firstOf(open)}.`,
      )
    }
    return undefined
  }
  // One that has all of them is not: an empty database beside it would look like the loss of everything in it.
  refuse('public', open.problems, 'Correct that, or move these tables to another schema to start empty')
  return { schema: 'public', tables: open.tables }
}

/** How many tables of the specification's names are no coincidence: about half. */
const tellingNumber = 9

function firstOf({ problems }: Shape): string {
  return problems.slice(0, 5).join('; ') + (problems.length > 5 ? '; …' : '')
}

/** Tables that this login may not alter. */
async function findForeignTables(session: Session, { schema, tables }: Found): Promise<readonly string[]> {
  const [rows = []] = await session.script(`
    SELECT relname AS name, pg_get_userbyid(relowner) AS owner
    FROM (${adoptedTables(schema, tables)}) AS adopted
    WHERE NOT pg_has_role(relowner, 'USAGE') ORDER BY 1`)
  return rows.map(({ name, owner }) => `table ${name} belongs to ${owner}`)
}

/**
 * Takes away what would hide rows from their owner, and policies that would open rows beside ours: what they
 * allow adds up. Restrictive ones only ever hide, and stay.
 */
async function liftRowSecurity(session: Session, { schema, tables }: Found): Promise<readonly string[]> {
  const [policies = [], forced = []] = await session.script(`
    SELECT relname AS table, polname AS policy
    FROM (${adoptedTables(schema, tables)}) AS adopted JOIN pg_policy ON polrelid = adopted.oid
    WHERE polpermissive ORDER BY 1, 2;
    SELECT relname AS table FROM (${adoptedTables(schema, tables)}) AS adopted WHERE relforcerowsecurity`)
  const qualified = (table: unknown) => `${quoteIdentifier(schema)}.${quoteIdentifier(String(table))}`
  for (const { table, policy } of policies) {
    await session.script(`DROP POLICY ${quoteIdentifier(String(policy))} ON ${qualified(table)}`)
  }
  for (const { table } of forced) {
    await session.script(`ALTER TABLE ${qualified(table)} NO FORCE ROW LEVEL SECURITY`)
  }
  // The specification has one of its own, which ours replaces under its name.
  return policies
    .map(({ table, policy }) => `${policy} on ${table}`)
    .filter((policy) => policy !== 'project_access_policy on projects')
}

function adoptedTables(schema: string, tables: readonly string[]): string {
  return `SELECT * FROM pg_class
    WHERE relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = ${quoteLiteral(schema)})
      AND relkind = 'r' AND relname IN (${tables.map(quoteLiteral).join(', ')})`
}

async function moveTables(session: Session, from: string, to: string): Promise<void> {
  const movable = [...specifiedTables, ...specifiedViews]
  const [rows = []] = await session.script(`
    SELECT relname AS name, relkind AS kind FROM pg_class
    WHERE relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = ${quoteLiteral(from)})
      AND relkind IN ('r', 'v') AND relname IN (${movable.map(quoteLiteral).join(', ')})`)
  for (const { name, kind } of rows) {
    const type = kind === 'v' ? 'VIEW' : 'TABLE'
    await session.script(
      `ALTER ${type} ${quoteIdentifier(from)}.${quoteIdentifier(String(name))} SET SCHEMA ${quoteIdentifier(to)}`,
    )
  }
  await session.script(`SET LOCAL search_path TO ${quoteIdentifier(to)}, pg_temp`)
}

/** Runs those statements of the first migration whose result is not there yet. */
async function complete(session: Session, schema: string, migration: Migration): Promise<void> {
  const [rows = []] = await session.script(`
    SELECT relname AS name FROM pg_class WHERE relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = ${quoteLiteral(schema)})
    UNION ALL
    SELECT conname FROM pg_constraint WHERE connamespace = (SELECT oid FROM pg_namespace WHERE nspname = ${quoteLiteral(schema)})`)
  const present = new Set(rows.map((row) => String(row.name)))
  for (const { name, sql } of stepsOf(migration, present)) {
    try {
      await session.script(sql)
    } catch (error) {
      const reason = error instanceof Error ? error.message.split('\n')[0] : String(error)
      refuse(schema, [`${name} cannot be made: ${reason}`], 'Correct that and run again')
    }
  }
}

/** The statements that make what is not present, with the constraints that tables would have come with. */
function stepsOf(
  { sql }: Migration,
  present: ReadonlySet<string>,
): readonly { readonly name: string; readonly sql: string }[] {
  const steps = sql.split('--> statement-breakpoint').flatMap((statement) => {
    const [, made] =
      /^\s*(?:CREATE TABLE|CREATE (?:UNIQUE )?INDEX|ALTER TABLE "\w+" ADD CONSTRAINT) "(\w+)"/.exec(
        statement,
      ) ?? []
    if (made === undefined) return []
    const step = { name: made, sql: statement }
    if (!statement.includes('CREATE TABLE') || !present.has(made)) return [step]
    const inline = statement.matchAll(/^\tCONSTRAINT "(\w+)" .*?(?=,?$)/gm)
    return [...inline].map(([text, name = '']) => ({ name, sql: `ALTER TABLE "${made}" ADD ${text}` }))
  })
  return steps.filter(({ name }) => !present.has(name))
}
