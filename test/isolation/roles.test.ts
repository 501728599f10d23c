/**
 * Who may do what. Rows are actions, columns kinds of actors, each with the level of access that they have to
 * the project in question: `+` may, `-` may not, `?` is told that there is no such thing.
 */
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Actor, system } from '../../packages/core/src/actor.js'
import type { AtmosferaTransaction } from '../../packages/core/src/atmosfera.js'
import { rowsOf } from '../../packages/core/src/database/engine.js'
import { NotFoundError } from '../../packages/core/src/errors.js'
import type { AccessLevel, UserRole } from '../../packages/core/src/schema/allowed-values.js'
import { auditLog, coverageCounts, coverageMarks, users } from '../../packages/core/src/schema/index.js'
import { engines } from '../support/engines.js'
import { trial } from './outcomes.js'
import { addUser, modelOf, openWorld, report, type World } from './world.js'

const permissions = `
                                             user                      manager             admin         system
                                             none  read  write manage  none  read  write   none  read    none
  read the project                           ?     +     +     +       ?     +     +       ?     +       +
  find it by its name                        ?     +     +     +       ?     +     +       ?     +       +
  list its test cases                        ?     +     +     +       ?     +     +       ?     +       +
  measure its coverage                       ?     +     +     +       ?     +     +       ?     +       +
  score its maturity                         ?     +     +     +       ?     +     +       ?     +       +

  add a test case                            ?     -     +     +       ?     -     +       ?     -       +
  change a test case                         ?     -     +     +       ?     -     +       ?     -       +
  approve a test case                        ?     -     +     +       ?     -     +       ?     -       -
  delete a document                          ?     -     +     +       ?     -     +       ?     -       +
  change a folder                            ?     -     +     +       ?     -     +       ?     -       +
  link a ticket                              ?     -     +     +       ?     -     +       ?     -       +
  record a run                               ?     -     +     +       ?     -     +       ?     -       +
  delete a run                               ?     -     +     +       ?     -     +       ?     -       +
  assign an item                             ?     -     +     +       ?     -     +       ?     -       +
  import results                             ?     -     +     +       ?     -     +       ?     -       +
  assess a dimension                         ?     -     +     +       ?     -     +       ?     -       +
  delete an assessment                       ?     -     +     +       ?     -     +       ?     -       +

  rename the project                         ?     -     -     +       ?     -     +       ?     -       +
  delete the project                         ?     -     -     +       ?     -     +       ?     -       +
  give it a model of its own                 ?     -     -     +       ?     -     +       ?     -       +
  compute its coverage anew                  ?     -     -     +       ?     -     +       ?     -       +
  see who else has access                    ?     ?     ?     +       ?     ?     +       ?     +       +
  give a colleague more access               ?     -     -     +       ?     -     +       +     +       +
  take a colleague's access away             ?     -     -     +       ?     -     +       +     +       +
  give themselves more access                ?     -     -     +       ?     -     +       +     +       +
  give a stranger access                     ?     -     -     ?       ?     -     ?       +     +       +
  read its audit log                         ?     ?     ?     +       ?     ?     +       ?     ?       +

  make a project                             -     -     -     -       +     +     +       +     +       +
  see a colleague                            ?     +     +     +       ?     +     +       +     +       +
  see a stranger                             ?     ?     ?     ?       ?     ?     ?       +     +       +
  make a user                                -     -     -     -       -     -     -       +     +       +
  delete a colleague                         ?     -     -     -       ?     -     -       +     +       +
  change their own name                      +     +     +     +       +     +     +       +     +       +
  change their own e-mail address            -     -     -     -       -     -     -       +     +       +
  change their own username                  -     -     -     -       -     -     -       +     +       +
  make themselves an administrator           -     -     -     -       -     -     -       +     +       +
  rename a colleague                         ?     -     -     -       ?     -     -       +     +       +
  make a colleague an administrator          ?     -     -     -       ?     -     -       +     +       +
  set their own password without it          -     -     -     -       -     -     -       -     -       +
  set a colleague's password                 ?     -     -     -       ?     -     -       +     +       +
  verify a password                          -     -     -     -       -     -     -       -     -       -

  read a setting                             +     +     +     +       +     +     +       +     +       +
  read a secret setting                      ?     ?     ?     ?       ?     ?     ?       +     +       +
  change a setting                           -     -     -     -       -     -     -       +     +       +
  change the built-in model                  -     -     -     -       -     -     -       +     +       +
  read the log of users and settings         ?     ?     ?     ?       ?     ?     ?       +     +       +

  SQL: read password hashes                  -     -     -     -       -     -     -       -     -       -
  SQL: compare password hashes               -     -     -     -       -     -     -       -     -       -
  SQL: read the hash of a colleague          ?     ?     ?     ?       ?     ?     ?       ?     ?       +
  SQL: make themselves an administrator      -     -     -     -       -     -     -       +     +       +
  SQL: raise their own level                 ?     ?     ?     +       ?     ?     +       ?     +       ?
  SQL: let themselves into the project       -     -     -     +       -     -     +       +     +       +
  SQL: read a secret                         ?     ?     ?     ?       ?     ?     ?       +     +       +
  SQL: change a setting                      ?     ?     ?     ?       ?     ?     ?       +     +       +
  SQL: bring its coverage up to date         ?     +     +     +       ?     +     +       ?     +       +
  SQL: compute its coverage anew             -     -     -     +       -     -     +       -     -       +
  SQL: change its coverage                   -     -     -     -       -     -     -       -     -       -
  SQL: lock its coverage                     -     -     -     -       -     -     -       -     -       -
  SQL: leave a mark                          -     -     -     -       -     -     -       -     -       -
  SQL: take marks away                       -     -     -     -       -     -     -       -     -       -
  SQL: add to the audit log                  -     -     -     -       -     -     -       -     -       -
  SQL: rewrite the audit log                 -     -     -     -       -     -     -       -     -       -
  SQL: delete from the audit log             -     -     -     -       -     -     -       -     -       -
  SQL: empty the audit log                   -     -     -     -       -     -     -       -     -       -
`

/** Who is involved besides the actor: someone who reads the project, and someone who has nothing to do with it. */
interface People {
  readonly me: number
  readonly colleague: number
  readonly stranger: number
}

type Action = (services: AtmosferaTransaction, world: World, people: People) => Promise<unknown>

const password = 'a password long enough'

const actions: Readonly<Record<string, Action>> = {
  'read the project': ({ projects }, { alpha }) => projects.get(alpha.projectId),
  'find it by its name': ({ projects }, { alpha }) => projects.getByName(alpha.name),
  'list its test cases': ({ testCases }, { alpha }) => testCases.list({ projectId: alpha.projectId }),
  'measure its coverage': ({ coverage }, { alpha }) => coverage.summary({ projectId: alpha.projectId }),
  'score its maturity': ({ maturity }, { alpha }) => maturity.report({ projectId: alpha.projectId }),

  'add a test case': ({ testCases }, { alpha }) =>
    testCases.create({ projectId: alpha.projectId, title: 'new' }),
  'change a test case': ({ testCases }, { alpha }) =>
    testCases.update(alpha.testCaseId, { title: 'changed' }),
  'approve a test case': ({ testCases }, { alpha }) => testCases.approve([alpha.testCaseId]),
  'delete a document': ({ documents }, { alpha }) => documents.delete(alpha.documentId),
  'change a folder': ({ documents }, { alpha }) =>
    documents.folders.update(alpha.folderId, { name: 'changed' }),
  'link a ticket': ({ links }, { alpha }) =>
    links.link({ projectId: alpha.projectId, testCaseId: alpha.testCaseId, key: 'ALPHA-2' }),
  'record a run': ({ testRuns }, { alpha }) =>
    testRuns.record({ projectId: alpha.projectId, cycleItemId: alpha.itemId, status: 'failed' }),
  'delete a run': ({ testRuns }, { alpha }) => testRuns.delete(alpha.runId),
  'assign an item': ({ testCycles }, { alpha }, { colleague }) => testCycles.assign(alpha.itemId, colleague),
  'import results': ({ imports }, { alpha }) =>
    imports.results({ projectId: alpha.projectId, files: [report('new', 'one')], createTestCases: true }),
  'assess a dimension': ({ maturity }, { alpha }) =>
    maturity.assess({ projectId: alpha.projectId, dimension: alpha.dimensionName, currentLevel: 3 }),
  'delete an assessment': ({ maturity }, { alpha }) => maturity.deleteAssessment(alpha.assessmentId),

  'rename the project': ({ projects }, { alpha }) => projects.update(alpha.projectId, { name: 'renamed' }),
  'delete the project': ({ projects }, { alpha }) => projects.delete(alpha.projectId),
  'give it a model of its own': ({ maturity }, { alpha }) =>
    maturity.saveModel({ projectId: alpha.projectId, model: modelOf('New') }),
  'compute its coverage anew': ({ coverage }, { alpha }) => coverage.rebuild({ projectId: alpha.projectId }),
  'see who else has access': async ({ projects }, { alpha }, { colleague }) =>
    some((await projects.listAccess({ projectId: alpha.projectId, userId: colleague })).items),
  'give a colleague more access': ({ projects }, { alpha }, { colleague }) =>
    projects.grantAccess({ projectId: alpha.projectId, userId: colleague, accessLevel: 'manage' }),
  "take a colleague's access away": ({ projects }, { alpha }, { colleague }) =>
    projects.revokeAccess({ projectId: alpha.projectId, userId: colleague }),
  'give themselves more access': ({ projects }, { alpha }, { me }) =>
    projects.grantAccess({ projectId: alpha.projectId, userId: me, accessLevel: 'manage' }),
  'give a stranger access': ({ projects }, { alpha }, { stranger }) =>
    projects.grantAccess({ projectId: alpha.projectId, userId: stranger }),
  'read its audit log': async ({ audit }, { alpha }) =>
    some((await audit.list({ projectId: alpha.projectId })).items),

  'make a project': ({ projects }) => projects.create({ name: 'new' }),
  'see a colleague': (services, _, { colleague }) => services.users.get(colleague),
  'see a stranger': (services, _, { stranger }) => services.users.get(stranger),
  'make a user': (services) =>
    services.users.create({ username: 'new', password, fullName: 'New', email: 'new@example.com' }),
  'delete a colleague': (services, _, { colleague }) => services.users.delete(colleague),
  'change their own name': (services, _, { me }) => services.users.update(me, { fullName: 'Changed' }),
  'change their own e-mail address': (services, _, { me }) =>
    services.users.update(me, { email: 'changed@example.com' }),
  'change their own username': (services, _, { me }) => services.users.update(me, { username: 'changed' }),
  'make themselves an administrator': (services, _, { me }) => services.users.update(me, { role: 'admin' }),
  'rename a colleague': (services, _, { colleague }) =>
    services.users.update(colleague, { fullName: 'Changed' }),
  'make a colleague an administrator': (services, _, { colleague }) =>
    services.users.update(colleague, { role: 'admin' }),
  'set their own password without it': (services, _, { me }) => services.users.setPassword(me, { password }),
  "set a colleague's password": (services, _, { colleague }) =>
    services.users.setPassword(colleague, { password }),
  'verify a password': (services, { alpha }) =>
    services.users.authenticate({ username: alpha.keeperLogin, password }),

  'read a setting': ({ settings }) => settings.get('password_min_length'),
  'read a secret setting': ({ settings }) => settings.get('openai_api_key'),
  'change a setting': ({ settings }) => settings.set({ key: 'openai_model', value: 'another' }),
  'change the built-in model': ({ maturity }) =>
    maturity.saveModel({ projectId: null, model: modelOf('Everybody') }),
  'read the log of users and settings': async ({ audit }) =>
    some((await audit.list({ tableName: 'users' })).items),

  'SQL: read password hashes': ({ db }) => db.select().from(users),
  'SQL: compare password hashes': ({ db }) =>
    db.execute(sql`SELECT id FROM users WHERE password_hash LIKE 'scrypt$%'`),
  'SQL: read the hash of a colleague': async ({ db }) =>
    some(await rowsOf(db, sql`SELECT FROM user_credentials('colleague')`)),
  'SQL: make themselves an administrator': ({ db }, _, { me }) =>
    db.execute(
      sql`UPDATE users SET role = CASE role WHEN 'admin' THEN 'user' ELSE 'admin' END WHERE id = ${me}`,
    ),
  'SQL: raise their own level': async ({ db }, { alpha }, { me }) =>
    some(
      await rowsOf(
        db,
        sql`UPDATE user_project_access SET access_level = 'manage'
          WHERE user_id = ${me} AND project_id = ${alpha.projectId} RETURNING id`,
      ),
    ),
  'SQL: let themselves into the project': ({ db }, { alpha }, { me }) =>
    db.execute(sql`INSERT INTO user_project_access (user_id, project_id, access_level)
      VALUES (${me}, ${alpha.projectId}, 'manage')
      ON CONFLICT (user_id, project_id) DO UPDATE SET access_level = 'manage'`),
  'SQL: read a secret': async ({ db }) =>
    some(await rowsOf(db, sql`SELECT value FROM global_settings WHERE secret`)),
  'SQL: change a setting': async ({ db }) =>
    some(
      await rowsOf(db, sql`UPDATE global_settings SET value = 'x' WHERE key = 'openai_model' RETURNING id`),
    ),
  'SQL: bring its coverage up to date': async ({ db }, { alpha }) =>
    some(await rowsOf(db, sql`SELECT WHERE fold_coverage(${alpha.projectId}, true)`)),
  'SQL: compute its coverage anew': ({ db }, { alpha }) =>
    db.execute(sql`SELECT rebuild_coverage(${alpha.projectId})`),
  'SQL: change its coverage': ({ db }) => db.update(coverageCounts).set({ ok: 99 }),
  'SQL: lock its coverage': ({ db }) => db.select().from(coverageCounts).for('key share'),
  'SQL: leave a mark': ({ db }, { alpha }) => db.insert(coverageMarks).values({ projectId: alpha.projectId }),
  'SQL: take marks away': ({ db }) => db.delete(coverageMarks),
  'SQL: add to the audit log': ({ db }) =>
    db.insert(auditLog).values({
      actorKind: 'system',
      action: 'delete',
      tableName: 'projects',
      rowIds: [1],
      transactionId: 1,
    }),
  'SQL: rewrite the audit log': ({ db }) => db.update(auditLog).set({ actorId: 1 }),
  'SQL: delete from the audit log': ({ db }) => db.delete(auditLog),
  'SQL: empty the audit log': ({ db }) => db.execute(sql`TRUNCATE audit_log`),
}

const { columns, rows } = readTable(permissions)

describe.each(engines)('on $name', (engine) => {
  let world: World
  let people: Omit<People, 'me'>
  const ids = new Map<string, number>()

  beforeAll(async () => {
    world = await openWorld(engine)
    const { database, alpha } = world
    const access = (level: string) => (level === 'none' ? {} : { [alpha.projectId]: level as AccessLevel })
    for (const { name, role, level } of columns) {
      ids.set(name, await addUser(database, role === 'system' ? 'user' : role, access(level)))
    }
    people = {
      colleague: await addUser(database, 'user', access('read'), 'colleague'),
      stranger: await addUser(database, 'user', {}, 'stranger'),
    }
    await database.query(`UPDATE atmosfera.users SET username = 'colleague' WHERE id = ${people.colleague}`)
  })

  afterAll(async () => {
    await world?.close()
  })

  it('has a row for every action', () => {
    expect(rows.map((row) => row.action).sort()).toEqual(Object.keys(actions).sort())
  })

  it.each(rows)('$action', async ({ action, cells }) => {
    const found: Record<string, string> = {}
    for (const { name, role } of columns) {
      const me = ids.get(name) ?? 0
      const actor: Actor = role === 'system' ? system : { userId: me }
      const { error } = await trial(world.atmosfera, actor, async (transaction) => {
        await actions[action]?.(transaction, world, { ...people, me })
      })
      const marks: Readonly<Record<string, string>> = { not_found: '?', permission_denied: '-' }
      found[name] = error === undefined ? '+' : (marks[error.code] ?? error.message)
    }
    expect(found).toEqual(cells)
  })
})

/** What is there; nothing at all is what an outsider sees, however they look. */
function some<Item>(items: readonly Item[]): readonly Item[] {
  if (items.length === 0) throw new NotFoundError('row')
  return items
}

interface Column {
  readonly name: string
  readonly role: UserRole | 'system'
  readonly level: string
}

function readTable(text: string): {
  readonly columns: readonly Column[]
  readonly rows: readonly { readonly action: string; readonly cells: Readonly<Record<string, string>> }[]
} {
  const [, roleLine = '', levelLine = '', ...lines] = text.split('\n')
  const levels = [...levelLine.matchAll(/\S+/g)]
  const roles = [...roleLine.matchAll(/\S+/g)]
  const columns = levels.map(([level, ...rest], index) => {
    const start = levels[index]?.index ?? 0
    const role = roles.findLast((candidate) => candidate.index <= start)?.[0] as Column['role']
    return { name: [role, level, ...rest].join(' '), role, level, start }
  })
  const rows = lines
    .filter((line) => line.trim() !== '')
    .map((line) => ({
      action: line.slice(0, columns[0]?.start).trim(),
      cells: Object.fromEntries(columns.map(({ name, start }) => [name, line.charAt(start)])),
    }))
  return { columns, rows }
}
