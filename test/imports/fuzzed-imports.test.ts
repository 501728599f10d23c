/**
 * A damaged report is imported as a whole or not at all: refused means that not one row was written anywhere,
 * accepted means that every result has become a run.
 */
import { beforeAll, describe, expect, it } from 'vitest'
import { ValidationError } from '../../packages/core/src/errors.js'
import { resultFormats } from '../../packages/core/src/imports/formats/results/result-formats.js'
import { countResults, parseResults } from '../../packages/core/src/imports/index.js'
import { readCatalogue } from '../support/catalogue.js'
import { engines } from '../support/engines.js'
import { hostilePieces, mutate, Random } from '../support/mutations.js'
import { hasSample, sampleOf } from '../support/report-samples.js'
import { useAtmosfera } from '../support/use-atmosfera.js'

const inputs = 100
const hostile = hostilePieces('/nowhere', 'http://127.0.0.1:9/')
const formats = resultFormats.map(({ name }) => name)

describe('Damage', () => {
  it('is the same in every run, and another one with another seed', async () => {
    const sample = await sampleOf('junit')
    const mutated = (seed: number) => {
      const random = new Random(seed)
      return Array.from({ length: 50 }, () => mutate(sample, random, hostile).toString('base64'))
    }
    expect(mutated(1)).toEqual(mutated(1))
    expect(mutated(1)).not.toEqual(mutated(2))
    expect(new Set(mutated(1)).size).toBeGreaterThan(40)
  })
})

describe.each(engines.filter(({ kind }) => kind === 'pglite'))('On $name', (engine) => {
  const opened = useAtmosfera(engine)
  let counting: string
  const counts = async () => {
    const rows = await opened.database.query<{ name: string; rows: number }>(counting)
    return Object.fromEntries(rows.map(({ name, rows: count }) => [name, Number(count)]))
  }

  beforeAll(async () => {
    const { tables, globalTables } = await readCatalogue()
    counting = [...tables.map(({ name }) => name), ...globalTables]
      .map((name) => `SELECT '${name}' AS name, count(*) AS rows FROM atmosfera.${name}`)
      .join('\nUNION ALL\n')
  })

  it.each(formats.filter(hasSample))(
    'damaged reports of %s come in whole or not at all',
    async (format) => {
      const sample = await sampleOf(format)
      const random = new Random(1_000 + formats.indexOf(format))
      const projectId = await opened.newProject(`Fuzzed ${format}`)
      let accepted = 0
      let before = await counts()
      for (let index = 0; index < inputs; index++) {
        const bytes = mutate(sample, random, hostile)
        const outcome = await opened.system.imports
          .results({ projectId, files: [bytes], format, createTestCases: true })
          .catch((error: unknown) => error)
        const after = await counts()
        if (outcome instanceof ValidationError) {
          expect(after).toEqual(before)
        } else {
          const { total } = await countResults(parseResults(bytes, { format }))
          // The same damage twice is the same report twice.
          const runs = after.imports === before.imports ? 0 : total
          expect(outcome).toMatchObject({ runs, unmatchedTotal: 0 })
          expect(after.test_runs).toBe((before.test_runs ?? 0) + runs)
          accepted += 1
        }
        before = after
      }
      expect(accepted).toBeGreaterThan(0)
      expect(accepted).toBeLessThan(inputs)
    },
    300_000,
  )
})
