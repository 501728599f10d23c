/** Issues are told of their coverage, where that is asked for, once, and again when it changes. */
import { describe, expect, it } from 'vitest'
import { engines } from '../support/engines.js'
import { connectTo, encryptionKey, quickRetry, useJiraServer } from '../support/jira-project.js'
import { useAtmosfera } from '../support/use-atmosfera.js'

describe.each(engines)('Write back on $name', (engine) => {
  const opened = useAtmosfera(engine, { encryptionKey, jira: { retry: quickRetry } })

  describe.each(['cloud', 'data-center'] as const)('to Jira %s', (kind) => {
    const jira = useJiraServer({ kind })
    let shops = 0

    const covered = async (writeBack: object) => {
      const { server } = jira
      const shop = `TELL${++shops}`
      const projectId = await opened.newProject(shop)
      for (let n = 1; n <= 3; n++) server.issues.create({ key: `${shop}-${n}` })
      await connectTo(opened.system, server, projectId, { projectKeys: [shop], writeBack })
      await opened.system.jira.sync({ projectId })
      const testCase = await opened.system.testCases.create({ projectId, title: 'pays', status: 'ready' })
      await opened.system.links.link({ projectId, testCaseId: testCase.id, key: `${shop}-1` })
      const write = () => opened.system.jira.writeBack({ projectId })
      const ask = async (path: string): Promise<Record<string, never>> => {
        const root = `${server.url}/rest/api/${kind === 'cloud' ? 3 : 2}`
        const headers = { authorization: server.authorization.basic }
        return (await (await fetch(`${root}/issue/${shop}-1${path}`, { headers })).json()) as Record<
          string,
          never
        >
      }
      return { server, shop, projectId, testCase, write, ask }
    }

    it('is off unless it is asked for', async () => {
      const { write } = await covered({})
      await expect(write()).rejects.toThrow('writeBack: is off; say with jira.connect')
    })

    it('sets a property, a label and one comment, and nothing again while nothing changes', async () => {
      const { server, shop, projectId, testCase, write, ask } = await covered({
        property: true,
        label: true,
        comment: true,
      })
      server.issues.update(`${shop}-1`, { labels: ['kept', 'coverage-nok'] })
      expect(await write()).toMatchObject({ total: 1, written: 1, unchanged: 0, failed: [] })
      expect((await ask('/properties/atmosfera.coverage')).value).toMatchObject({
        verdict: 'NOTRUN',
        testCases: 1,
      })
      expect(server.issues.get(`${shop}-1`)?.fields.labels).toEqual(['coverage-notrun', 'kept'])
      const before = server.requests.length
      expect(await write()).toMatchObject({ written: 0, unchanged: 1 })
      expect(server.requests.slice(before).filter(({ method }) => method !== 'GET')).toEqual([])

      const cycle = await opened.system.testCycles.create({ projectId, name: 'nightly' })
      await opened.system.testRuns.record({
        projectId,
        cycleId: cycle.id,
        testCaseId: testCase.id,
        status: 'passed',
      })
      expect(await write()).toMatchObject({ written: 1 })
      expect(server.issues.get(`${shop}-1`)?.fields.labels).toEqual(['coverage-ok', 'kept'])
      const { comments } = (await ask('/comment')) as unknown as { comments: readonly unknown[] }
      expect(comments).toHaveLength(1)
      expect(JSON.stringify(comments)).toContain('ATMosFera coverage: OK (1 test case, last result ')
    })

    it('adds no second comment though the answer to the first was lost', async () => {
      const { server, write, ask } = await covered({ comment: true })
      const stop = server.onRequest(({ method, path }) =>
        method === 'POST' && path.endsWith('/comment') ? { fault: 'dropped' } : undefined,
      )
      expect(await write()).toMatchObject({ written: 0, failed: [{ key: expect.any(String) }] })
      stop()
      expect(await write()).toMatchObject({ written: 1, failed: [] })
      const { comments } = (await ask('/comment')) as unknown as { comments: readonly unknown[] }
      expect(comments).toHaveLength(1)
    })

    it('ends though every third call fails', async () => {
      const { server, write, ask } = await covered({ property: true, label: true })
      server.faults.inject({ fraction: 1 / 3, seed: 3 })
      expect(await write()).toMatchObject({ written: 1, failed: [] })
      server.faults.stop()
      expect((await ask('/properties/atmosfera.coverage')).value).toMatchObject({ verdict: 'NOTRUN' })
    })
  })
})
