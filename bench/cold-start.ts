/**
 * What a process waits for before the embedded database has answered it for the first time, beside the time in which
 * PGlite alone is open: an empty database in memory and in a new folder, and the folder of a project. Each sample is
 * a process of its own, from its start, with the built package; the two of a round run one after the other.
 */
import { spawn } from 'node:child_process'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { pathToFileURL } from 'node:url'
import { buildCli } from '../test/support/cli-process.js'

/** The project whose folder is opened. */
interface ColdStartProject {
  readonly name: string
  readonly tickets: string
  readonly testCases: string
  readonly results: readonly string[]
}

/** Seconds from the start of a process. */
export interface ColdStartRow {
  readonly name: string
  /** To the first answer. */
  readonly ours: readonly number[]
  /** Until PGlite is open. */
  readonly reference: readonly number[]
}

interface Case {
  readonly name: string
  /** What both are given to open, new for each of them. Undefined for memory. */
  readonly folder: (() => Promise<string>) | undefined
  readonly answer: string
}

/** Measures in turns. */
export async function benchColdStart(
  runs: number,
  project: ColdStartProject,
): Promise<readonly ColdStartRow[]> {
  const built = buildCli()
  const home = await mkdtemp(join(tmpdir(), 'atmosfera-cold-'))
  const index = pathToFileURL(join(dirname(built.main), '..', 'index.js')).href
  try {
    const imported = join(home, 'imported')
    await run(importing(index, imported, project), home)
    let count = 0
    const cases: readonly Case[] = [
      { name: 'empty, in memory', folder: undefined, answer: 'projects.list()' },
      {
        name: 'empty, a new folder',
        folder: async () => join(home, `new-${count++}`),
        answer: 'projects.list()',
      },
      {
        name: `${project.name}, its folder`,
        folder: async () => {
          const copy = join(home, `copy-${count++}`)
          await cp(imported, copy, { recursive: true })
          return copy
        },
        answer: 'coverage.summary({ projectId: 1 })',
      },
    ]
    const rows = cases.map(({ name }) => ({ name, ours: [] as number[], reference: [] as number[] }))
    for (let round = 0; round < runs; round++) {
      for (const [position, { folder, answer }] of cases.entries()) {
        const row = rows[position]
        const sample = async (program: (folder: string | undefined) => string): Promise<number> => {
          const path = await folder?.()
          try {
            return Number(await run(program(path), home))
          } finally {
            if (path !== undefined) await rm(path, { recursive: true, force: true })
          }
        }
        row?.reference.push(await sample(alone))
        row?.ours.push(await sample((path) => opening(index, path, answer)))
      }
      process.stderr.write('.')
    }
    return rows
  } finally {
    await rm(home, { recursive: true, force: true })
    built.remove()
  }
}

const pglite = JSON.stringify(import.meta.resolve('@electric-sql/pglite'))

/** Since the process began. */
const tell = 'console.log(performance.now() / 1000)'

function alone(folder: string | undefined): string {
  return `
    import { PGlite } from ${pglite}
    const database = await PGlite.create(${JSON.stringify(folder)})
    ${tell}
    await database.close()`
}

function opening(index: string, folder: string | undefined, answer: string): string {
  const database = folder === undefined ? 'memory:' : `pglite:${folder}`
  return `
    import { createAtmosfera } from ${JSON.stringify(index)}
    const atmosfera = await createAtmosfera({ database: ${JSON.stringify(database)} })
    await atmosfera.system.${answer}
    ${tell}
    await atmosfera.close()`
}

function importing(
  index: string,
  folder: string,
  { name, tickets, testCases, results }: ColdStartProject,
): string {
  return `
    import { createAtmosfera } from ${JSON.stringify(index)}
    const atmosfera = await createAtmosfera({ database: ${JSON.stringify(`pglite:${folder}`)} })
    const { projects, imports, coverage } = atmosfera.system
    const { id: projectId } = await projects.create(${JSON.stringify({ name })})
    await imports.tickets({ projectId, files: [${JSON.stringify(tickets)}] })
    await imports.testCases({ projectId, files: [${JSON.stringify(testCases)}] })
    await imports.results({ projectId, files: ${JSON.stringify(results)} })
    await coverage.summary({ projectId })
    await atmosfera.close()`
}

/** What a program writes. */
async function run(program: string, folder: string): Promise<string> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [answer, status] = await Promise.all([
    text(child.stdout),
    new Promise((resolve) => child.on('close', resolve)),
  ])
  if (status !== 0) throw new Error(`a program of the benchmark ended with ${status}`)
  return answer
}
