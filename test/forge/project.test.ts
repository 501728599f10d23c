/** The project's page, its settings, gadgets and the assistant: the same numbers as everywhere else. */
import { beforeAll, describe, expect, it } from 'vitest'
import type {
  BreakdownAnswer,
  CoverageAnswer,
  GadgetAnswer,
  GadgetProjectsAnswer,
  MatrixAnswer,
  MaturityAnswer,
  RecommendationItem,
  RecommendationsAnswer,
  RovoAnswer,
  SettingsAnswer,
} from '../../packages/core/src/server/forge/answers.js'
import { engineKinds } from '../support/engines.js'
import { install, useForge } from '../support/forge.js'
import { type ConnectedShop, connectShop, siteUsers } from '../support/forge-project.js'
import { encryptionKey, quickRetry, useJiraServer } from '../support/jira-project.js'
import { importSample } from '../support/sample-project.js'
import { useAtmosfera } from '../support/use-atmosfera.js'

const codeOf = ({ status, body }: { status: number; body: unknown }) => ({
  status,
  code: Reflect.get(Object(body), 'code'),
})

describe.each(engineKinds)('A project in Jira on $name', (engine) => {
  const opened = useAtmosfera(engine, { encryptionKey, jira: { retry: quickRetry } })
  const jira = useJiraServer({ kind: 'cloud', users: siteUsers })
  const forge = useForge(opened)

  /** The sample project, connected by a code to a project of Jira whose issues cannot be read just now. */
  const sample = async () => {
    const projectId = await importSample(opened.system, 'Sample', new Date())
    const stop = jira.server.onRequest(({ path }) =>
      path.includes('/search') ? { respond: { status: 403, body: {} } } : undefined,
    )
    const here = install(jira.server)
    const { code } = await opened.system.forge.createCode({ projectId })
    const project = `SAM${projectId}`
    jira.server.issues.addProject(project)
    const about = { by: 'admin', project }
    const connection = { ...about, body: { code: code.toLowerCase().replaceAll('-', ' ') } }
    expect((await forge.call(here, 'POST', '/project/connection', connection)).status).toBe(200)
    await forge.settled()
    stop()
    const ask = <Body>(method: string, path: string, by = 'tester', body?: unknown) =>
      forge.call<Body>(here, method, path, { by, project, ...(body === undefined ? {} : { body }) })
    return { projectId, here, project, ask, code }
  }

  /** One that nobody changes. */
  let shared: Awaited<ReturnType<typeof sample>>

  beforeAll(async () => {
    shared = await sample()
  })

  it('has the numbers that the services have', async () => {
    const { projectId, ask } = shared
    const { coverage } = opened.system
    const { body } = await ask<CoverageAnswer>('GET', '/project/coverage')
    const { projectId: _, scope: __, ...numbers } = await coverage.summary({ projectId })
    expect(body.coverage).toEqual(numbers)
    const gaps = await coverage.gaps({ projectId, limit: 20 })
    expect(body.gaps).toMatchObject({ failing: gaps.failing, uncovered: gaps.uncovered })
    expect(body.gaps.items.map(({ key, risk }) => [key, risk])).toEqual(
      gaps.items.map(({ key, risk }) => [key, risk]),
    )
    expect(body.trend.length).toBeGreaterThan(10)
    expect(body.trend.at(-1)).toMatchObject({ passingPercentage: numbers.passingPercentage })
    for (const by of ['fixVersion', 'component', 'epic', 'environment'] as const) {
      const answer = await ask<BreakdownAnswer>('GET', `/project/breakdown?by=${by}`)
      const { items } = await coverage.breakdown({ projectId, by })
      const shown = answer.body.items.map(({ value, coverage: { tickets, passing } }) => [
        value,
        tickets,
        passing,
      ])
      const expected = items.map(({ value, summary: { tickets, passing } }) => [value, tickets, passing])
      expect(shown).toHaveLength(expected.length)
      expect(shown).toEqual(expect.arrayContaining(expected))
    }
    expect(codeOf(await ask('GET', '/project/breakdown?by=mood'))).toEqual({
      status: 400,
      code: 'validation_failed',
    })
  })

  it('shows every ticket once in its matrix, page by page, and by verdict', async () => {
    const { projectId, ask } = shared
    const read = async (filter: string) => {
      const items: MatrixAnswer['items'][number][] = []
      let cursor: string | null = ''
      while (cursor !== null) {
        const page: MatrixAnswer = (
          await ask<MatrixAnswer>('GET', `/project/matrix?${filter}&cursor=${encodeURIComponent(cursor)}`)
        ).body
        items.push(...page.items)
        cursor = page.nextCursor
      }
      return items
    }
    const all = await read('')
    const { tickets, verdicts } = await opened.system.coverage.summary({ projectId })
    expect(new Set(all.map(({ key }) => key)).size).toBe(tickets)
    expect(all).toHaveLength(tickets)
    const failing = await read('verdict=NOK&verdict=UNCOVERED')
    expect(failing).toHaveLength(verdicts.NOK + verdicts.UNCOVERED)
    for (const { verdict, testCases } of failing) {
      expect(testCases[0]?.verdict).toBe(verdict === 'NOK' ? 'NOK' : undefined)
    }
  })

  it('has the maturity that the service reports, and takes a self-assessment', async () => {
    const { projectId, ask } = await sample()
    const { body } = await ask<MaturityAnswer>('GET', '/project/maturity')
    const report = await opened.system.maturity.report({ projectId })
    expect(body).toMatchObject({ average: report.average, gatedLevel: report.gatedLevel })
    expect(body.dimensions.map(({ name, level, target }) => [name, level, target])).toEqual(
      report.dimensions.map(({ name, level, target }) => [name, level, target]),
    )
    const dimension = body.dimensions[0]?.name ?? ''
    const assessment = { dimension, currentLevel: 4, targetLevel: 5, evidence: 'seen' }
    const assessed = await ask<MaturityAnswer>('POST', '/project/assessments', 'tester', assessment)
    expect(assessed.body.dimensions[0]).toMatchObject({ assessed: 4, target: 5 })
    expect(codeOf(await ask('POST', '/project/assessments', 'reader', assessment))).toEqual({
      status: 403,
      code: 'permission_denied',
    })
    const wrong = { ...assessment, currentLevel: 6 }
    expect(codeOf(await ask('POST', '/project/assessments', 'tester', wrong)).code).toBe('validation_failed')
  })

  it('lets recommendations be accepted, dismissed, and thought over', async () => {
    const { projectId, ask } = await sample()
    const [dimension] = await opened.system.maturity.dimensions({ projectId })
    const { id } = await opened.system.recommendations.create({
      projectId,
      title: 'Automate the checkout',
      dimensionId: dimension?.id ?? null,
    })
    const list = async (status: string) =>
      (await ask<RecommendationsAnswer>('GET', `/project/recommendations?status=${status}`)).body.items
    expect(await list('active')).toMatchObject([{ id, status: 'active', dimension: dimension?.name }])
    for (const status of ['accepted', 'dismissed', 'active'] as const) {
      const path = `/project/recommendations/${id}`
      expect((await ask<RecommendationItem>('POST', path, 'tester', { status })).body).toMatchObject({
        id,
        status,
      })
      expect(await list(status)).toMatchObject([{ id, status }])
    }
  })

  it('counts the types that its settings say, and judges by their policy', async () => {
    const { projectId, ask } = await sample()
    const settings = async (body: unknown) =>
      (await ask<SettingsAnswer>('PUT', '/project/settings', 'admin', body)).body.connected
    const before = (await ask<SettingsAnswer>('GET', '/project/settings', 'admin')).body.connected
    expect(before).toMatchObject({ issueTypes: [], policy: { finalRunsFirst: true, skipped: 'count' } })
    expect(before?.knownIssueTypes).toContain('Story')
    expect(await settings({ issueTypes: ['Story', 'Story'] })).toMatchObject({ issueTypes: ['Story'] })
    const { body } = await ask<CoverageAnswer>('GET', '/project/coverage')
    const stories = await opened.system.coverage.summary({ projectId, issueTypes: ['Story'] })
    expect(body).toMatchObject({ issueTypes: ['Story'], coverage: { tickets: stories.tickets } })
    expect(await settings({ policy: { skipped: 'ignore' } })).toMatchObject({
      issueTypes: ['Story'],
      policy: { finalRunsFirst: true, skipped: 'ignore' },
    })
    expect((await opened.system.projects.get(projectId)).coveragePolicy).toEqual({ skipped: 'ignore' })
    expect(codeOf(await ask('PUT', '/project/settings', 'tester', {}))).toEqual({
      status: 403,
      code: 'jira_permission_missing',
    })
  })

  it('is connected once, by a code that is good once', async () => {
    const { here, ask, code, project } = await sample()
    const connect = (body: unknown) => ask('POST', '/project/connection', 'admin', body)
    expect(codeOf(await connect({ name: 'Another' }))).toEqual({ status: 409, code: 'conflict' })
    const { body } = await ask<SettingsAnswer>('DELETE', '/project/connection', 'admin')
    expect(body.connected).toBeNull()
    expect(codeOf(await ask('GET', '/project/coverage'))).toEqual({ status: 404, code: 'jira_not_connected' })
    expect(await connect({ code })).toMatchObject({
      status: 400,
      body: { detail: expect.stringContaining('code') },
    })
    expect((await connect({ name: 'New' })).status).toBe(200)
    const admin = await forge.call<{ projects: unknown }>(here, 'GET', '/admin', { by: 'admin' })
    expect(admin.body.projects).toMatchObject([{ project: { name: 'New' }, jiraProject: { key: project } }])
    await forge.settled()
  })

  it('makes codes for those who manage it alone', async () => {
    const projectId = await opened.newProject()
    const [manager, writer] = [
      await opened.member(projectId, 'manage'),
      await opened.member(projectId, 'write'),
    ]
    expect(await manager.forge.createCode({ projectId })).toMatchObject({
      code: expect.stringMatching(/^[A-Z2-9]{4}(-[A-Z2-9]{4}){2}$/),
    })
    await expect(writer.forge.createCode({ projectId })).rejects.toMatchObject({ code: 'permission_denied' })
  })

  it('is shown by gadgets to those who may browse it', async () => {
    const { here, project, projectId } = shared
    const jiraProjectId = jira.server.issues.project(project)?.id
    const gadget = async (by: string, show: string) =>
      await forge.call<GadgetAnswer>(here, 'GET', '/gadget', { by, gadget: { jiraProjectId, show } })
    const summary = await opened.system.coverage.summary({ projectId })
    expect((await gadget('reader', 'coverage')).body).toMatchObject({
      show: 'coverage',
      coverage: { tickets: summary.tickets },
    })
    expect((await gadget('reader', 'maturity')).body).toMatchObject({ show: 'maturity' })
    expect(codeOf(await gadget('stranger', 'coverage')).code).toBe('jira_permission_missing')
    const empty = await forge.call<GadgetAnswer>(here, 'GET', '/gadget', { by: 'reader', gadget: {} })
    expect(empty.body).toEqual({ show: 'nothing' })
    const projects = async (by: string) =>
      (await forge.call<GadgetProjectsAnswer>(here, 'GET', '/gadget/projects', { by, gadget: {} })).body.items
    expect(await projects('reader')).toEqual([{ jiraProjectId, key: project, name: 'Sample' }])
    expect(await projects('stranger')).toEqual([])
  })

  it('is told of by the assistant, to those who may browse it', async () => {
    const { here, project, projectId } = shared
    const asked = async (what: string, by: string | undefined, body: unknown) =>
      await forge.call<RovoAnswer & { code?: string }>(here, 'POST', `/rovo/${what}`, {
        ...(by === undefined ? {} : { by }),
        body,
      })
    const { tickets, failing } = {
      ...(await opened.system.coverage.summary({ projectId })),
      ...(await opened.system.coverage.gaps({ projectId })),
    }
    expect((await asked('coverage', 'reader', { projectKey: project.toLowerCase() })).body.text).toContain(
      `${tickets} tickets`,
    )
    expect((await asked('gaps', 'reader', { payload: { projectKey: project } })).body.text).toContain(
      `${failing} tickets fail`,
    )
    expect((await asked('maturity', 'reader', { projectKey: project })).body.text).toContain(
      'Testing maturity',
    )
    expect((await asked('coverage', 'stranger', { projectKey: project })).body.code).toBe(
      'jira_permission_missing',
    )
    expect((await asked('coverage', undefined, { projectKey: project })).body.code).toBe('permission_denied')
    expect((await asked('coverage', 'reader', { projectKey: 'NONE' })).body.code).toBe('jira_not_connected')
  })

  it('that was renamed in Jira stays what it is', async () => {
    const shop: ConnectedShop = await connectShop(opened, jira.server, forge)
    jira.server.issues.renameProject(shop.shop, `NEW${shop.shop}`)
    const about = { by: 'tester', issue: `NEW${shop.shop}-1` }
    await opened.system.jira.sync({ projectId: shop.projectId })
    expect((await forge.call(shop.here, 'GET', '/issue', about)).status).toBe(200)
    const [project] = await opened.database.query(
      'SELECT jira_project_key AS key FROM atmosfera.forge_projects WHERE project_id = $1',
      [shop.projectId],
    )
    expect(project).toEqual({ key: `NEW${shop.shop}` })
    await opened.system.jira.sync({ projectId: shop.projectId, mode: 'full' })
    const { items } = await opened.system.tickets.list({ projectId: shop.projectId, deleted: false })
    expect(items).toHaveLength(3)
  })
})
