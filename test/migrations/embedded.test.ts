/** One process at a time has an embedded database, and whatever happens to it, what it committed is there. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAtmosfera } from '../../packages/core/src/atmosfera.js'
import { AtmosferaError } from '../../packages/core/src/errors.js'
import { failureOf } from '../support/failure.js'
import type { Told } from '../support/processes/embedded-writer.js'
import type { Race } from '../support/processes/lock-racer.js'

const children = new Set<ChildProcess>()
let home: string

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'atmosfera-embedded-'))
})

afterAll(() => {
  for (const child of children) child.kill('SIGKILL')
  rmSync(home, { recursive: true, force: true })
})

function start(script: URL, ...parameters: string[]): ChildProcess {
  const child = fork(fileURLToPath(script), parameters, { execArgv: ['--import', 'tsx'] })
  children.add(child)
  return child
}

describe('an embedded database', () => {
  it('is another process’s as long as that one lives, and keeps what it committed when it is killed', async () => {
    const folder = join(home, 'killed')
    const database = `pglite:${folder}`
    const writer = start(new URL('../support/processes/embedded-writer.ts', import.meta.url), folder)
    const committed: number[] = []
    let begun = 0
    await new Promise<void>((resolve) => {
      writer.on('message', (told: Told) => {
        if ('committed' in told) committed.push(told.committed)
        else begun = told.begun
        // In the middle of a transaction, of which nothing may stay.
        if (committed.length >= 5 && 'begun' in told) resolve()
      })
    })

    const error = await failureOf(createAtmosfera({ database }), AtmosferaError)
    expect(error.code).toBe('database_locked')
    expect(error.message).toBe(
      `${folder}: Process ${writer.pid} on ${hostname()} has this embedded database open. Close it there, or delete ${folder}.lock if that process is gone.`,
    )

    writer.kill('SIGKILL')
    await once(writer, 'exit')
    expect(existsSync(`${folder}.lock`)).toBe(true)

    const atmosfera = await createAtmosfera({ database, migrate: 'check' })
    const { items: projects } = await atmosfera.system.projects.list({ limit: 500 })
    const ids = projects.map(({ id }) => id)
    expect(ids).toEqual(expect.arrayContaining(committed))
    // The one that was under way may have been committed and not told of any more; what never ended is gone.
    expect(ids.filter((id) => !committed.includes(id) && id < begun)).toEqual([])
    for (const projectId of ids) {
      expect((await atmosfera.system.testSuites.list({ projectId })).items).toHaveLength(1)
    }
    await atmosfera.close()
    expect(existsSync(`${folder}.lock`)).toBe(false)
  })
})

describe('eight processes that want one folder at the same moment', () => {
  let racers: ChildProcess[]

  beforeAll(async () => {
    racers = Array.from({ length: 8 }, () =>
      start(new URL('../support/processes/lock-racer.ts', import.meta.url)),
    )
    await Promise.all(racers.map((racer) => once(racer, 'message')))
  })

  const race = async (folder: string): Promise<readonly string[]> => {
    const race: Race = { folder, at: Date.now() + 15 }
    const answers = racers.map((racer) => once(racer, 'message'))
    for (const racer of racers) racer.send(race)
    return (await Promise.all(answers)).map(([answer]) => String(answer))
  }

  it.each([
    ['nobody had it', undefined],
    ['somebody who is gone had it', JSON.stringify({ pid: 2 ** 30, host: hostname(), id: 'gone' })],
  ])('find exactly one winner, where %s', async (name, stale) => {
    for (let round = 0; round < 25; round++) {
      const folder = join(home, `${name} ${round}`)
      if (stale !== undefined) writeFileSync(`${folder}.lock`, stale)
      const answers = await race(folder)
      const winners = racers.filter((_, index) => answers[index] === 'won')
      expect(winners).toHaveLength(1)
      const losers = answers.filter((answer) => answer !== 'won')
      expect(losers).toEqual(losers.map(() => expect.stringContaining(`Process ${winners[0]?.pid} on `)))
      winners[0]?.send('release')
      await once(winners[0] as ChildProcess, 'message')
    }
    expect(readdirSync(home).filter((file) => file.startsWith(name))).toEqual([])
  })
})
