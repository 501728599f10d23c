/** The sample project as files, for the same import that real projects go through. */

import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { testCasesCsv } from './csv.js'
import { dayOf, daysBefore } from './dates.js'
import { ticketsJson } from './jira.js'
import { junitXml } from './junit.js'
import { sampleProject } from './story.js'

/** A file of the sample project. */
export interface SampleFile {
  /** Relative to the folder, with forward slashes: `results/2.5.0-chrome-2026-11-21.xml`. */
  readonly path: string
  /** Which import takes it. */
  readonly kind: 'tickets' | 'test-cases' | 'results'
  /** What it holds, for somebody who sees the project for the first time. */
  readonly meaning: string
}

/** A file of the sample project with its text. */
export interface SampleFileContent extends SampleFile {
  readonly content: string
}

/**
 * The files of the sample project in the order in which to import them: tickets, test cases, results oldest first.
 * All dates count back from `now`, the latest results are of the day before; the rest is always the same.
 */
export function sampleFiles(now: Date): readonly SampleFileContent[] {
  const { name, tickets, testCases, reports } = sampleProject
  return [
    {
      path: 'tickets.json',
      kind: 'tickets',
      meaning: `${tickets.length} Jira tickets: epics, stories, sub-tasks and bugs of three releases`,
      content: ticketsJson(sampleProject, now),
    },
    {
      path: 'test-cases.csv',
      kind: 'test-cases',
      meaning: `${testCases.length} test cases, automated and manual, with the keys of the tickets they cover`,
      content: testCasesCsv(testCases, now),
    },
    ...reports.map((report): SampleFileContent => {
      const { version, environment, purpose, daysAgo } = report
      const day = dayOf(daysBefore(now, daysAgo))
      return {
        path: `results/${version}-${environment}-${day}.xml`,
        kind: 'results',
        meaning: `${purposes[purpose]} ${version} on ${environment}, ${day}`,
        content: junitXml(name, report, now),
      }
    }),
  ]
}

const purposes = {
  beta: 'Automated tests of the beta of',
  release: 'Automated and manual tests before the release of',
  nightly: 'Nightly automated tests of',
} as const

/**
 * Writes the sample project into a folder, which is created if need be; files of the same name are replaced.
 *
 * @throws the file system's error if the folder cannot be written to.
 * @example
 * const files = await writeSampleProject('./sample', new Date())
 */
export async function writeSampleProject(folder: string, now: Date): Promise<readonly SampleFile[]> {
  const written: SampleFile[] = []
  for (const { content, ...file } of sampleFiles(now)) {
    const target = join(folder, file.path)
    await mkdir(dirname(target), { recursive: true })
    await writeFile(target, content)
    written.push(file)
  }
  return written
}
