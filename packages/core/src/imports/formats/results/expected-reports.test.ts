/** Reports of real tools, and the counts that they must give, whatever format they turn out to be in. */
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ValidationError } from '../../../errors.js'
import { parseResults } from '../../index.js'
import { countResults, type ResultCounts } from './result.js'

const reports = new URL('../../../../../../../shared/data/reports/', import.meta.url)
const isThere = existsSync(reports)

describe.skipIf(!isThere)('Reports of real tools (skipped where ../shared/data is absent)', () => {
  const expected: Record<string, ResultCounts | { error: true }> = isThere
    ? JSON.parse(readFileSync(new URL('expected.json', reports), 'utf8'))
    : {}
  const files = Object.entries(expected)
  const counting = (file: string) => countResults(parseResults(new URL(file, reports), { name: file }))

  it('are many', () => {
    expect(files.length).toBeGreaterThan(30)
  })

  it.each(files.filter(([, counts]) => !('error' in counts)))('%s has %o', async (file, counts) => {
    expect(await counting(file)).toEqual(counts)
  })

  it.each(files.filter(([, counts]) => 'error' in counts))('%s is refused', async (file) => {
    const reading = counting(file)
    await expect(reading).rejects.toBeInstanceOf(ValidationError)
    await expect(reading).rejects.toThrow(file)
  })

  it('that point at a file or an address in an entity reach neither', async () => {
    const file = 'nunit/nunit3/jenkins/NUnit-sec1752-file.xml'
    const messages: unknown[] = []
    for await (const { message } of parseResults(new URL(file, reports))) messages.push(message)
    expect(messages).toEqual(['&xxe;', undefined])
  })
})
