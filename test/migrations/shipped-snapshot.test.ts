/** The built package begins new embedded databases with the snapshot that it brings, and no other ones. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { pathToFileURL } from 'node:url'
import { PGlite } from '@electric-sql/pglite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { migrations } from '../../packages/core/src/database/migrations.generated.js'
import { buildCli, type CliProcess } from '../support/cli-process.js'
import { createRandom } from '../support/random.js'

const children = new Set<ChildProcess>()
let home: string
let built: CliProcess
let dist: string

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'atmosfera-shipped-'))
  built = buildCli()
  dist = join(dirname(built.main), '..')
})

afterAll(() => {
  for (const child of children) child.kill('SIGKILL')
  built?.remove()
  rmSync(home, { recursive: true, force: true })
})

/** Runs a program that uses the built package, in a process of its own. */
function start(program: string): ChildProcess {
  const file = (name: string) => JSON.stringify(pathToFileURL(join(dist, name)).href)
  const imports = `
    import { createAtmosfera } from ${file('index.js')}
    import { createTestAtmosfera } from ${file('testing/index.js')}
  `
  const child = spawn(process.execPath, ['--input-type=module', '-e', `${imports}${program}`], { cwd: home })
  children.add(child)
  return child
}

/** What a program writes, as JSON. */
async function run(program: string): Promise<unknown> {
  const { stdout, stderr } = start(program)
  const [answer, problem] = await Promise.all([
    stdout === null ? '' : text(stdout),
    stderr === null ? '' : text(stderr),
  ])
  if (problem !== '') throw new Error(problem)
  return JSON.parse(answer)
}

/** Opens databases, one after the other, and tells what that did with each. */
const opening = (...databases: readonly Readonly<Record<string, string>>[]) => `
  const answers = []
  for (const options of ${JSON.stringify(databases)}) {
    try {
      const atmosfera = await createAtmosfera(options)
      const { id } = await atmosfera.system.projects.create({ name: 'Checkout' })
      await atmosfera.system.coverage.summary({ projectId: id })
      answers.push({ ...atmosfera.migration, id })
      await atmosfera.close()
    } catch (error) {
      answers.push({ code: error.code ?? error.stack })
    }
  }
  console.log(JSON.stringify(answers))`

/** Which initdb made a database. */
async function originOf(folder: string): Promise<string | undefined> {
  const database = await PGlite.create(folder)
  const { rows } = await database.query<{ id: string }>(
    'SELECT system_identifier::text AS id FROM pg_control_system()',
  )
  await database.close()
  return rows[0]?.id
}

const names = migrations.map(({ name }) => name)
const fresh = { schema: 'atmosfera', applied: names, before: 0, id: 1 }

describe('the built package', () => {
  it('begins with it in folders and in memory, and what it says is the same as without', async () => {
    const folders = ['one', 'two', 'without'].map((name) => join(home, name))
    const [one = '', two = '', without = ''] = folders
    const [first, second, memory, again, checked] = (await run(
      opening(
        { database: `pglite:${one}` },
        { database: `pglite:${two}` },
        { database: 'memory:' },
        { database: `pglite:${one}` },
        { database: `pglite:${one}`, migrate: 'check' },
      ),
    )) as readonly unknown[]
    expect([first, second, memory]).toEqual([fresh, fresh, fresh])
    expect(again).toEqual({ schema: 'atmosfera', applied: [], before: names.length, id: 2 })
    expect(checked).toEqual({ schema: 'atmosfera', applied: [], before: names.length, id: 3 })

    const archive = join(dist, 'snapshot.tar.br')
    renameSync(archive, `${archive}.away`)
    try {
      expect(await run(opening({ database: `pglite:${without}` }))).toEqual([fresh])
    } finally {
      renameSync(`${archive}.away`, archive)
    }
    expect(await originOf(one)).toBe(await originOf(two))
    expect(await originOf(without)).not.toBe(await originOf(one))
  })

  it('migrates where another schema is wanted', async () => {
    const options = { database: `pglite:${join(home, 'schema')}`, schema: 'quality' }
    expect(await run(opening(options))).toEqual([{ ...fresh, schema: 'quality' }])
  })

  it('makes nothing of a new folder that is opened to be checked, or trusted', async () => {
    const modes = ['check', 'off'].map((migrate) => ({ database: `pglite:${join(home, migrate)}`, migrate }))
    const refused = { code: 'migration_needed' }
    expect(await run(opening(...modes))).toEqual([refused, refused])
  })

  it('brings it to the tests of programs that use it', async () => {
    const program = `
      const one = await createTestAtmosfera()
      const other = await createTestAtmosfera({ schema: 'quality' })
      console.log(JSON.stringify([one.migration.before, other.migration.applied.length]))
      await Promise.all([one.close(), other.close()])`
    expect(await run(program)).toEqual([names.length, names.length])
  })
})

describe('a process that is killed while it opens a new folder', () => {
  it('leaves one that the next process opens, whenever that was', async () => {
    const random = createRandom(20_261_122)
    const program = (folder: string) => `
      console.log('begin')
      await createAtmosfera({ database: ${JSON.stringify(`pglite:${folder}`)} })
      console.log('open')
      setInterval(() => {}, 1000)`
    const begin = async (folder: string): Promise<ChildProcess> => {
      const child = start(program(folder))
      if (child.stdout !== null) await once(child.stdout, 'data')
      return child
    }
    const kill = async (child: ChildProcess): Promise<void> => {
      child.kill('SIGKILL')
      await once(child, 'exit')
    }

    const whole = await begin(join(home, 'not killed'))
    const since = performance.now()
    if (whole.stdout !== null) await once(whole.stdout, 'data')
    const duration = performance.now() - since
    await kill(whole)

    const found = { nothing: 0, half: 0, whole: 0 }
    for (let round = 0; round < 8; round++) {
      const folder = join(home, `killed ${round}`)
      const child = await begin(folder)
      await new Promise((resolve) => setTimeout(resolve, random() * duration))
      await kill(child)
      const isMade = existsSync(join(folder, 'PG_VERSION'))
      found[isMade ? 'whole' : existsSync(folder) ? 'half' : 'nothing']++

      const database = `pglite:${folder}`
      const [opened, checked] = (await run(
        opening({ database }, { database, migrate: 'check' }),
      )) as readonly [typeof fresh, unknown]
      expect(opened).toMatchObject({ schema: 'atmosfera', id: 1 })
      expect(opened.before + opened.applied.length).toBe(names.length)
      expect(checked).toEqual({ schema: 'atmosfera', applied: [], before: names.length, id: 2 })
    }
    // The moments were such that it mattered.
    expect(found.whole).toBeGreaterThan(0)
    expect(found.nothing + found.half).toBeGreaterThan(0)
  }, 300_000)
})
