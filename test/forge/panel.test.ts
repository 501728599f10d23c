/** The panel of a ticket: one answer with all that it shows, and what is done from it. */
import { describe, expect, it } from 'vitest'
import type {
  CandidatesAnswer,
  PanelAnswer,
  VerdictAnswer,
} from '../../packages/core/src/server/forge/answers.js'
import { engineKinds } from '../support/engines.js'
import { install, useForge } from '../support/forge.js'
import { encryptionKey, quickRetry, useJiraServer } from '../support/jira-project.js'
import { useAtmosfera } from '../support/use-atmosfera.js'

describe.each(engineKinds)('The panel of a ticket on $name', (engine) => {
  const opened = useAtmosfera(engine, { encryptionKey, jira: { retry: quickRetry } })
  const jira = useJiraServer({
    kind: 'cloud',
    users: [
      { accountId: 'app' },
      { accountId: 'admin', administer: 'all' },
      { accountId: 'tester', displayName: 'Tess Ter' },
      { accountId: 'reader', edit: false },
      { accountId: 'stranger', browse: [] },
    ],
  })
  const forge = useForge(opened)
  let shops = 0

  /** A project of Jira with three issues, connected to a new one of ours. */
  const connected = async () => {
    const shop = `SHOP${++shops}`
    const { server } = jira
    server.issues.addProject(shop)
    for (const n of [1, 2, 3]) server.issues.create({ key: `${shop}-${n}`, summary: `Ticket ${n}` })
    const here = install(server)
    const { status, body } = await forge.call(here, 'POST', '/project/connection', {
      by: 'admin',
      project: shop,
      body: { name: shop },
    })
    expect({ status, body }).toMatchObject({ status: 200, body: { connected: { project: { name: shop } } } })
    await forge.settled()
    const { id: projectId } = await opened.system.projects.getByName(shop)
    const call = <Body = PanelAnswer>(method: string, path: string, by: string, body?: unknown) =>
      forge.call<Body>(here, method, path, {
        by,
        issue: `${shop}-1`,
        ...(body === undefined ? {} : { body }),
      })
    return { shop, here, projectId, call }
  }

  it('says what covers it, links, writes test cases, and unlinks', async () => {
    const { shop, projectId, call } = await connected()
    const before = await call('GET', '/issue', 'tester')
    expect(before).toMatchObject({
      status: 200,
      body: {
        access: 'write',
        key: `${shop}-1`,
        ticket: { summary: 'Ticket 1', verdict: 'UNCOVERED', reason: { rule: 'unlinked' } },
        testCases: [],
        gaps: [{ kind: 'uncovered' }],
      },
    })
    const { id } = await opened.system.testCases.create({
      projectId,
      title: 'pays by card',
      externalId: 'T-7',
    })
    const found = await call<CandidatesAnswer>('GET', '/issue/candidates?search=card', 'tester')
    expect(found.body.items).toEqual([{ id, externalId: 'T-7', title: 'pays by card', linked: false }])
    const linked = await call('POST', '/issue/links', 'tester', { testCaseId: id })
    expect(linked.body).toMatchObject({
      ticket: { verdict: 'NOTRUN', reason: { rule: 'unrun', missing: 1, testCases: 1 } },
      testCases: [{ id, title: 'pays by card', verdict: 'NOTRUN' }],
    })
    const written = await call('POST', '/issue/test-cases', 'tester', { title: 'pays by invoice' })
    expect(written.body.testCases.map(({ title }) => title)).toEqual(['pays by card', 'pays by invoice'])
    const unlinked = await call('DELETE', `/issue/links/${id}`, 'tester')
    expect(unlinked.body.testCases.map(({ title }) => title)).toEqual(['pays by invoice'])
    const short = await call<VerdictAnswer>('GET', '/issue/verdict', 'reader')
    expect(short.body).toMatchObject({ verdict: 'NOTRUN', testCases: 1, failing: 0 })
  })

  it('is read by those who may browse the project, and written by those who may edit its issues', async () => {
    const { call } = await connected()
    expect((await call('GET', '/issue', 'reader')).body.access).toBe('read')
    expect((await call('GET', '/issue', 'admin')).body.access).toBe('manage')
    const refused = await call<{ code: string }>('POST', '/issue/test-cases', 'reader', { title: 'x' })
    expect({ status: refused.status, code: refused.body.code }).toEqual({
      status: 403,
      code: 'permission_denied',
    })
    const strange = await call<{ code: string }>('GET', '/issue', 'stranger')
    expect({ status: strange.status, code: strange.body.code }).toEqual({
      status: 403,
      code: 'jira_permission_missing',
    })
  })
})
