import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { daysBefore } from './dates.js'
import { sampleFiles, writeSampleProject } from './files.js'

const now = new Date('2026-11-22T13:45:00Z')

describe('the files of the sample project', () => {
  it('come in the order of import, each with its meaning', async () => {
    const days = ['2.3.0 2026-09-06', '2.4.0 2026-10-05', '2.4.0 2026-10-18']
    const nights = ['2.5.0 2026-11-14', '2.5.0 2026-11-19', '2.5.0 2026-11-21']
    const reports = [...days, ...nights].flatMap((round) =>
      ['chrome', 'ios-safari'].map((where) => `results/${round.replace(' ', `-${where}-`)}.xml`),
    )
    const folder = await mkdtemp(join(tmpdir(), 'sample-project-'))
    const files = await writeSampleProject(folder, now)
    const onDisk = await readdir(folder, { recursive: true })
    await rm(folder, { recursive: true })
    expect(files.map(({ path }) => path)).toEqual(['tickets.json', 'test-cases.csv', ...reports])
    expect(onDisk.sort()).toEqual(['results', ...files.map(({ path }) => path)].sort())
    expect(files[0]?.meaning).toBe('65 Jira tickets: epics, stories, sub-tasks and bugs of three releases')
    expect(files[6]?.meaning).toBe(
      'Automated and manual tests before the release of 2.4.0 on chrome, 2026-10-18',
    )
  })

  it('depend on the given moment alone, and on its day only', () => {
    expect(sampleFiles(now)).toEqual(sampleFiles(new Date('2026-11-22T00:00:00Z')))
    const later = new Date('2027-02-03T04:05:06Z')
    expect(relative(sampleFiles(later), later)).toBe(relative(sampleFiles(now), now))
    expect(sampleFiles(later)).not.toEqual(sampleFiles(now))
  })

  /** Everything that the files say, with each date replaced by its distance from `today`. */
  function relative(content: object, today: Date): string {
    const midnight = daysBefore(today, 0).getTime()
    return JSON.stringify(content).replace(/\b\d{4}-\d\d-\d\d/g, (date) =>
      String((Date.parse(date) - midnight) / 86_400_000),
    )
  }
})
