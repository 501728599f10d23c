/** An account of Jira is one of our users, by rules that an administrator chose, and does what Jira lets it. */
import { describe, expect, it } from 'vitest'
import type { AdminAnswer, PanelAnswer } from '../../packages/core/src/server/forge/answers.js'
import { engineKinds } from '../support/engines.js'
import { type Installed, install, useForge } from '../support/forge.js'
import { connectShop, siteUsers } from '../support/forge-project.js'
import { encryptionKey, quickRetry, useJiraServer } from '../support/jira-project.js'
import { useAtmosfera } from '../support/use-atmosfera.js'

const minute = 60_000

describe.each(engineKinds)('Accounts of Jira on $name', (engine) => {
  const time = { passed: 0 }
  const clock = () => new Date(Date.now() + time.passed)
  const opened = useAtmosfera(engine, { encryptionKey, clock, jira: { retry: quickRetry } })
  const wavering = { accountId: 'wavering', displayName: 'Wa Vering', bearer: 'wavering' }
  const jira = useJiraServer({
    kind: 'cloud',
    users: [
      ...siteUsers,
      wavering,
      { accountId: 'colleague', email: 'Colleague@example.org', showsEmail: true },
      { accountId: 'outsider', email: 'outsider@example.org', showsEmail: true },
      { accountId: 'discreet', email: 'discreet@example.org' },
    ],
  })
  const forge = useForge(opened)

  const rules = async (here: Installed, createUsers: boolean, matchByEmail: boolean) => {
    const body = { createUsers, matchByEmail }
    const answer = await forge.call<AdminAnswer>(here, 'PUT', '/admin/users', { by: 'admin', body })
    expect(answer.body.users).toMatchObject(body)
  }
  const usersOf = async (projectId: number) =>
    await opened.database.query<{ name: string; level: string; origin: string }>(
      `SELECT full_name AS name, access_level AS level, origin FROM atmosfera.user_project_access AS access
        JOIN atmosfera.users ON users.id = access.user_id
        LEFT JOIN atmosfera.forge_accounts AS account ON account.user_id = users.id
        WHERE project_id = $1 ORDER BY 1`,
      [projectId],
    )
  const codeOf = ({ body, status }: { status: number; body: { code?: string } }) => ({
    status,
    code: body.code,
  })

  it('become users of their own, one each, with the access that Jira gives them', async () => {
    const shop = await connectShop(opened, jira.server, forge)
    const looks = Array.from({ length: 6 }, () => shop.ask('GET', '/issue', 'tester', { issue: 1 }))
    for (const { status } of await Promise.all(looks)) expect(status).toBe(200)
    await shop.ask('GET', '/issue', 'reader', { issue: 1 })
    expect(await usersOf(shop.projectId)).toEqual([
      { name: 'Rea Der', level: 'read', origin: 'created' },
      { name: 'Tess Ter', level: 'write', origin: 'created' },
    ])
    const { items } = await opened.system.users.list({ limit: 500 })
    const tester = items.find(({ fullName }) => fullName === 'Tess Ter')
    expect(tester).toMatchObject({ role: 'user', email: expect.stringMatching(/@jira\.invalid$/) })
    // What is done is on record as theirs.
    await shop.ask('POST', '/issue/test-cases', 'tester', { issue: 1, body: { title: 'pays' } })
    const [testCase] = (await opened.system.testCases.list({ projectId: shop.projectId })).items
    expect(testCase?.userId).toBe(tester?.id)
  })

  it('are somebody else in another installation', async () => {
    const one = await connectShop(opened, jira.server, forge)
    const other = await connectShop(opened, jira.server, forge)
    const idsOf = async (projectId: number) =>
      (
        await opened.database.query(
          'SELECT user_id FROM atmosfera.user_project_access WHERE project_id = $1',
          [projectId],
        )
      ).map((row) => Reflect.get(row, 'user_id'))
    await one.ask('GET', '/issue', 'tester', { issue: 1 })
    await other.ask('GET', '/issue', 'tester', { issue: 1 })
    expect(await idsOf(one.projectId)).not.toEqual(await idsOf(other.projectId))
  })

  it('lose their access within a minute of losing it in Jira', async () => {
    const shop = await connectShop(opened, jira.server, forge)
    const panel = () => shop.ask<PanelAnswer & { code?: string }>('GET', '/issue', 'wavering', { issue: 1 })
    expect((await panel()).body.access).toBe('write')
    const change = (changes: object) => Object.assign(jira.server.users('wavering'), changes)
    change({ edit: false })
    time.passed += minute
    expect((await panel()).body.access).toBe('read')
    expect(await usersOf(shop.projectId)).toMatchObject([{ level: 'read' }])
    change({ browse: [] })
    time.passed += minute
    expect(codeOf(await panel())).toEqual({ status: 403, code: 'jira_permission_missing' })
    expect(await usersOf(shop.projectId)).toEqual([])
    change({ browse: undefined, edit: true, administer: [shop.shop] })
    time.passed += minute
    expect((await panel()).body.access).toBe('manage')
  })

  it('are asked about once a minute, not with every look', async () => {
    const shop = await connectShop(opened, jira.server, forge)
    const checks = () => jira.server.requests.filter(({ path }) => path.endsWith('/permissions/check')).length
    await shop.ask('GET', '/issue', 'tester', { issue: 1 })
    const before = checks()
    for (let n = 0; n < 5; n++) await shop.ask('GET', '/issue', 'tester', { issue: 1 })
    expect(checks()).toBe(before)
  })

  it('may be asked for by their own token, where the app sends it', async () => {
    const shop = await connectShop(opened, jira.server, forge)
    const reader = jira.server.users('reader')
    const headers = { 'x-forge-oauth-user': reader.bearer }
    const panel = await shop.ask<PanelAnswer>('GET', '/issue', 'reader', { issue: 1, headers })
    expect(panel.body.access).toBe('read')
    expect(jira.server.requests.at(-1)).toBeDefined()
    expect(jira.server.requests.some(({ path }) => path.endsWith('/mypermissions'))).toBe(true)
  })

  it('that nobody here is known by stay out where the rules say so', async () => {
    const here = install(jira.server)
    await rules(here, false, false)
    const shop = await connectShop(opened, jira.server, forge, { here })
    const answer = await shop.ask<{ code: string }>('GET', '/issue', 'tester', { issue: 1 })
    expect(codeOf(answer)).toEqual({ status: 403, code: 'jira_account_unknown' })
    expect(await usersOf(shop.projectId)).toEqual([])
    await rules(here, true, false)
    expect((await shop.ask('GET', '/issue', 'tester', { issue: 1 })).status).toBe(200)
  })

  it('are users of this project by their e-mail address, and do no more than both allow', async () => {
    const here = install(jira.server)
    await rules(here, false, true)
    const shop = await connectShop(opened, jira.server, forge, { here })
    const invite = async (email: string, accessLevel: 'read' | undefined) => {
      const [user] = await opened.database.query<{ id: number }>(
        `INSERT INTO atmosfera.users (username, password_hash, full_name, email)
          VALUES ($1, 'none', $1, $1) RETURNING id`,
        [email],
      )
      const userId = user?.id ?? 0
      if (accessLevel !== undefined) {
        await opened.system.projects.grantAccess({ projectId: shop.projectId, userId, accessLevel })
      }
    }
    await invite('colleague@example.org', 'read')
    await invite('outsider@example.org', undefined)
    const look = (by: string) => shop.ask<PanelAnswer & { code?: string }>('GET', '/issue', by, { issue: 1 })
    // Jira would let them write, and this project lets them read.
    expect((await look('colleague')).body.access).toBe('read')
    expect(await usersOf(shop.projectId)).toEqual([
      { name: 'colleague@example.org', level: 'read', origin: 'matched' },
    ])
    // A user of ours, and none of this project: not theirs to be.
    expect(codeOf(await look('outsider'))).toEqual({ status: 403, code: 'jira_account_unknown' })
    expect(codeOf(await look('discreet'))).toEqual({ status: 403, code: 'jira_account_unknown' })
  })

  it('reach nothing but what they look at', async () => {
    const here = install(jira.server)
    const one = await connectShop(opened, jira.server, forge, { here })
    const other = await connectShop(opened, jira.server, forge, { here })
    for (const shop of [one, other]) await shop.ask('GET', '/issue', 'tester', { issue: 1 })
    const { id } = await opened.system.testCases.create({ projectId: other.projectId, title: 'theirs' })
    const body = { testCaseId: id }
    const answer = await one.ask<{ code: string }>('POST', '/issue/links', 'tester', { issue: 1, body })
    expect(codeOf(answer)).toEqual({ status: 404, code: 'not_found' })
  })
})
