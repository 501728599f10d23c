/**
 * A real project of 22,371 tickets, read through the app and looked at in Jira: the numbers are those of the command
 * line, and no answer is larger than Jira takes. The files are not part of this repository; where they are absent the
 * test is skipped.
 */
import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import type {
  AdminAnswer,
  BreakdownAnswer,
  CoverageAnswer,
  MatrixAnswer,
} from '../../packages/core/src/server/forge/answers.js'
import { engineKinds } from '../support/engines.js'
import { type Installed, install, useForge } from '../support/forge.js'
import { siteUsers } from '../support/forge-project.js'
import { encryptionKey, quickRetry, useJiraServer } from '../support/jira-project.js'
import type { RawIssue } from '../support/jira-server/index.js'
import { titaniumFolder } from '../support/titanium.js'
import { useAtmosfera } from '../support/use-atmosfera.js'

const isPresent = existsSync(titaniumFolder)
if (!isPresent) console.warn(`Titanium in Jira: skipped, ${titaniumFolder} is absent.`)
const file = (name: string): string => `${titaniumFolder}${name}`

/** What Jira takes of an answer that is shown at once. */
const largest = 500_000

// On a server, as teams with that many tickets have one: what is asked is tried on all engines elsewhere.
describe.skipIf(!isPresent).each(engineKinds.slice(-1))('Titanium in Jira on $name', (engine) => {
  const opened = useAtmosfera(engine, { encryptionKey, jira: { retry: quickRetry } })
  const jira = useJiraServer({ kind: 'cloud', users: siteUsers })
  const forge = useForge(opened)
  let here: Installed
  let projectId = 0
  const progress: { processed: number; expected: number | null }[] = []

  beforeAll(async () => {
    const lines = gunzipSync(readFileSync(file('issues.ndjson.gz')))
      .toString()
      .trimEnd()
      .split('\n')
    jira.server.load(lines.map((line) => JSON.parse(line) as RawIssue))
    here = install(jira.server)
    const connection = { by: 'admin', project: 'TIMOB', body: { name: 'Titanium' } }
    expect((await forge.call(here, 'POST', '/project/connection', connection)).status).toBe(200)
    for (let isRunning = true; isRunning; ) {
      const { body } = await forge.call<AdminAnswer>(here, 'GET', '/admin', { by: 'admin' })
      const sync = body.projects[0]?.sync
      if (sync !== undefined) progress.push(sync)
      isRunning = sync?.state === 'running'
    }
    await forge.settled()
    projectId = (await opened.system.projects.getByName('Titanium')).id
    await opened.system.imports.testCases({ projectId, files: [file('test-cases.csv')] })
    const files = ['android', 'ios', 'windows'].map((name) => file(`junit-${name}.xml`))
    await opened.system.imports.results({ projectId, files, cycle: 'CI' })
  }, 300_000)

  const ask = async <Body>(path: string) => {
    const answer = await forge.call<Body>(here, 'GET', path, { by: 'reader', project: 'TIMOB' })
    expect(answer.status).toBe(200)
    expect(answer.bytes).toBeLessThan(largest)
    return answer.body
  }

  it('is read whole, with progress to look at', async () => {
    expect(progress.at(-1)).toMatchObject({ state: 'done', processed: 22_371, expected: 22_371 })
    expect(progress.some(({ processed }) => processed > 0 && processed < 22_371)).toBe(true)
  })

  it('has the numbers of the command line, in answers that Jira takes', async () => {
    const { coverage, gaps } = await ask<CoverageAnswer>('/project/coverage')
    expect(coverage).toMatchObject({ tickets: 22_371, linked: 58, executed: 57, passing: 35 })
    const { projectId: _, scope: __, ...numbers } = await opened.system.coverage.summary({ projectId })
    expect(coverage).toEqual(numbers)
    expect(gaps.uncovered).toBe((await opened.system.coverage.gaps({ projectId })).uncovered)
    for (const by of ['fixVersion', 'component', 'epic', 'priority', 'issueType', 'environment']) {
      expect((await ask<BreakdownAnswer>(`/project/breakdown?by=${by}`)).items.length).toBeGreaterThan(0)
    }
    for (const path of ['/project/maturity', '/project/recommendations']) await ask(path)
  })

  it('shows the traceability of what is covered', async () => {
    const failing = await ask<MatrixAnswer>('/project/matrix?verdict=NOK')
    const { items } = await opened.system.coverage.tickets({ projectId, verdicts: ['NOK'], limit: 25 })
    expect(failing.items.map(({ key }) => key)).toEqual(items.map(({ key }) => key))
    for (const { testCases } of failing.items) expect(testCases[0]?.verdict).toBe('NOK')
    await ask<MatrixAnswer>('/project/matrix')
  })
})
