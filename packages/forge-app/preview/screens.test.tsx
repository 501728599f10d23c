/**
 * The screens against the real server: what the app asks goes through the bridge, is signed as Atlassian signs it, and
 * is answered over HTTP out of a database. No part of it is prepared.
 */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Call, Failure, Server } from '../src/testing/endpoints'
import { type ModuleName, open } from '../src/testing/open'
import type { Page } from '../src/testing/page'
import type { Extension } from './platform/claims'
import { sampleAccounts, sampleJiraProject } from './platform/sample-site'
import { type Preview, startPreview } from './start'

let preview: Preview

beforeAll(async () => {
  preview = await startPreview({ port: 0 })
  preview.platform.jira.pageDelayMs = 0
}, 120_000)

afterAll(async () => {
  await preview?.close()
})

const project = { id: sampleJiraProject.id, key: sampleJiraProject.key, type: 'software' }
const onProject: Extension = { type: 'jira:projectPage', project }

async function onIssue(key: string): Promise<Extension> {
  const issue = preview.platform.jira.site.issue(key)
  return {
    type: 'jira:issuePanel',
    issue: { id: issue?.id ?? '', key, type: 'Story', typeId: '10001' },
    project,
  }
}

/** Opens a module as somebody, with the platform and the server behind it. */
async function openAs(
  account: keyof typeof sampleAccounts,
  module: ModuleName,
  extension: Extension,
): Promise<Page> {
  const asked = async ({ endpoint, path, query, headers, body }: Call): Promise<unknown> => {
    const [method] = endpoint.split(' ') as ['GET' | 'POST' | 'PUT' | 'DELETE']
    const answer = await preview.platform.invokeRemote({
      method,
      path: query.size === 0 ? path : `${path}?${query}`,
      body,
      headers,
      module: { type: extension.type, key: module },
      extension,
      accountId: sampleAccounts[account].accountId,
    })
    if (answer.status === 200) return answer.body
    return { failure: 'problem', status: answer.status, body: answer.body } satisfies Failure
  }
  // Whatever is asked is answered by the server.
  const server = new Proxy({}, { get: () => asked }) as Server
  return await open(module, server, { extension: { ...extension } })
}

/** Waits until something can be read. */
async function shows(page: Page, text: string): Promise<void> {
  await vi.waitFor(
    async () => {
      await page.settle()
      expect(page.text()).toContain(text)
    },
    { timeout: 20_000 },
  )
}

describe('the panel of a ticket', () => {
  it('says why, and links and unlinks in the database', async () => {
    const page = await openAs('tester', 'issue-panel', await onIssue('SHOP-602'))
    await shows(page, 'No test case covers this issue.')
    await page.click('Link test cases')
    await page.type('Search', 'gift card')
    await shows(page, 'refunds the part of the gift card to the gift card')
    await page.click('Link', page.row('refunds the part of the gift card to the gift card', page.dialog()))
    await shows(page, 'Test cases (1)')
    expect(page.flag()).toContain('Linked')
    await page.undo()
    await shows(page, 'No test case covers this issue.')
  })

  it('shows those nothing who may not browse the project', async () => {
    const page = await openAs('stranger', 'issue-panel', await onIssue('SHOP-602'))
    await shows(page, 'permission')
  })
})

describe('the page of a project', () => {
  it('has the numbers of the server', async () => {
    const page = await openAs('reader', 'project-page', onProject)
    await shows(page, '51 of 65 issues')
    await page.openTab('Maturity')
    await shows(page, '2 Developing')
  })
})

describe('the settings of Jira', () => {
  it('say how the project is read, and read it again', async () => {
    const page = await openAs('administrator', 'admin-page', { type: 'jira:adminPage' })
    await shows(page, '65 issues read')
    await page.click('Read all issues')
    await page.click('Read all issues', page.dialog())
    await shows(page, 'Up to date')
  })

  it('are for those who administer it', async () => {
    const page = await openAs('tester', 'admin-page', { type: 'jira:adminPage' })
    await shows(page, 'permission')
  })
})
