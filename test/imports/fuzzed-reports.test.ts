/**
 * Whatever a report holds, reading it yields results or refuses it in one line. Nothing else ever happens: no
 * hang, no crash, no file opened, no connection made. Ten thousand damaged reports for each format, the same
 * in every run.
 */
import { createHook } from 'node:async_hooks'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { ValidationError } from '../../packages/core/src/errors.js'
import { resultFormats } from '../../packages/core/src/imports/formats/results/result-formats.js'
import {
  detectResultFormat,
  openSource,
  parseResults,
  type ResultFormat,
  type Source,
} from '../../packages/core/src/imports/index.js'
import { hostilePieces, mutate, Random } from '../support/mutations.js'
import { hasSample, sampleOf } from '../support/report-samples.js'

const inputs = 10_000
const folder = mkdtempSync(join(tmpdir(), 'atmosfera-fuzz-'))
const canary = join(folder, 'canary.txt')
const secret = 'a secret of this machine'
writeFileSync(canary, secret)
afterAll(() => rmSync(folder, { recursive: true, force: true }))
// Port 9 discards; nothing listens there.
const hostile = hostilePieces(canary, 'http://127.0.0.1:9/canary')
const formats = resultFormats.map(({ name }) => name)

/** What reaches out of the process announces itself as one of these. */
const reachingOut = /^(FS|FILEHANDLE|TCP|PIPE|UDP|GETADDRINFO|GETNAMEINFO|QUERY|DNS|HTTP|TLS|PROCESS)/

/** Runs work and tells which files and connections it used. */
async function reachedBy(work: () => Promise<void>): Promise<readonly string[]> {
  const reached: string[] = []
  const hook = createHook({
    init(_id, type) {
      if (reachingOut.test(type)) reached.push(type)
    },
  })
  hook.enable()
  try {
    await work()
  } finally {
    hook.disable()
  }
  return reached
}

const open = (bytes: Buffer): Source => openSource(bytes, { name: 'fuzzed' })

/** The format that a report is taken for, if any. The report is closed if there is none. */
async function formatOf(report: Source): Promise<ResultFormat | undefined> {
  try {
    return await detectResultFormat(report)
  } catch (error) {
    await report.close()
    return refused(error)
  }
}

/** How many results there are; undefined where the report is refused. Fails where it is neither. */
async function read(report: Source, format: ResultFormat): Promise<number | undefined> {
  let results = 0
  try {
    for await (const result of parseResults(report, { format })) {
      results += 1
      if (JSON.stringify(result).includes(secret)) throw new Error('the canary was read')
    }
  } catch (error) {
    return refused(error)
  }
  return results
}

/** Passes over one clear line, and nothing else. */
function refused(error: unknown): undefined {
  const isClear = error instanceof ValidationError && /^fuzzed[^\n]*: [^\n]+$/.test(error.message)
  if (!isClear) throw error
}

describe('The watch over files and connections', () => {
  it('notices both', async () => {
    const file = await reachedBy(async () => {
      await readFile(canary)
    })
    const connection = await reachedBy(async () => {
      const socket = connect({ host: 'localhost', port: 9 })
      await once(socket, 'connect').catch(() => socket.destroy())
    })
    expect(file).not.toEqual([])
    expect(connection).not.toEqual([])
  })
})

describe('A sample', () => {
  it.each(formats)('is there for %s', (format) => {
    expect(hasSample(format)).toBe(true)
  })

  it.each(formats.filter(hasSample))('of %s is recognised and has results', async (format) => {
    const report = open(await sampleOf(format))
    expect(await formatOf(report)).toBe(format)
    expect(await read(report, format)).toBeGreaterThan(0)
  })
})

describe(`${inputs} damaged reports of`, () => {
  it.each(formats.filter(hasSample))(
    '%s are read or refused, and nothing else happens',
    async (format) => {
      const sample = await sampleOf(format)
      const random = new Random(formats.indexOf(format))
      let accepted = 0
      const reached = await reachedBy(async () => {
        for (let index = 0; index < inputs; index++) {
          const bytes = mutate(sample, random, hostile)
          try {
            const report = open(bytes)
            const detected = await formatOf(report)
            // Read as what it looks like, and as what it was; most of the time both are the same.
            const results = detected === undefined ? undefined : await read(report, detected)
            const forced = detected === format ? results : await read(open(bytes), format)
            if ((results ?? forced) !== undefined) accepted += 1
          } catch (cause) {
            throw new Error(`neither read nor refused, in base 64: ${bytes.toString('base64')}`, { cause })
          }
        }
      })
      expect(reached).toEqual([])
      // Damage that always leads to a refusal would try nothing but the refusal.
      expect(accepted).toBeGreaterThan(inputs / 10)
      expect(accepted).toBeLessThan(inputs)
    },
    300_000,
  )
})
