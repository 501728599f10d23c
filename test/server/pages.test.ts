/** The pages without a browser, and so without scripts: the way in, what holds for all of them, and where they are. */
import { describe, expect, it } from 'vitest'
import { Browsing, type SeenPage, wordsOf } from '../support/browsing.js'
import { engineKinds } from '../support/engines.js'
import { password, usePriya } from '../support/pages.js'
import { useAtmosfera } from '../support/use-atmosfera.js'

const hostile = `<img src=x onerror=alert(1)>"'&`

describe.each(engineKinds)('Pages on $name', (engine) => {
  const opened = useAtmosfera(engine)
  const priya = usePriya(opened)

  describe('signing in', () => {
    it('leads to what was asked for', async () => {
      const browsing = new Browsing(opened.atmosfera)
      const asked = await browsing.request('/account?tab=1')
      expect(asked.status).toBe(303)
      expect(asked.headers.get('location')).toBe('/sign-in?next=%2Faccount%3Ftab%3D1')
      const form = await browsing.open('/account?tab=1')
      expect(wordsOf(form)).toContain('Sign in')
      const page = await browsing.fill(form, 'Sign in', { username: 'priya', password })
      expect(page.address).toBe('/account?tab=1')
      expect(wordsOf(page)).toContain('Priya Raman')
    })

    it('says what is wrong, keeps the name, and never the password', async () => {
      const browsing = new Browsing(opened.atmosfera)
      const page = await browsing.send('/sign-in', { username: 'priya', password: 'not that one' })
      expect(page.status).toBe(401)
      expect(wordsOf(page)).toContain('The username or the password is wrong')
      expect(page.text).toContain('value="priya"')
      expect(page.text).not.toContain('not that one')
      expect(browsing.cookie).toBeUndefined()
    })

    it('goes to no other site, however that is written', async () => {
      const elsewhere = [
        'https://evil.example/',
        '//evil.example/',
        '/\\evil.example',
        '\\\\evil.example',
        '/\t/evil.example',
        '/.//evil.example',
        '/..//evil.example',
        'javascript:alert(1)',
        'account',
      ]
      for (const next of elsewhere) {
        const browsing = new Browsing(opened.atmosfera)
        const sent = await browsing.post('/sign-in', { username: 'priya', password, next })
        expect(sent.headers.get('location'), next).toBe('/signed-in?next=%2F')
        const direct = await browsing.request(`/signed-in?next=${encodeURIComponent(next)}`)
        expect(direct.headers.get('location'), next).toBe('/')
        const form = await browsing.request(`/sign-in?next=${encodeURIComponent(next)}`)
        expect(form.headers.get('location'), next).toBe('/')
      }
    })

    it('explains HTTPS where the browser did not keep the cookie', async () => {
      const browsing = new Browsing(opened.atmosfera, { origin: 'http://tests.example', keepsCookies: false })
      const page = await browsing.send('/sign-in', { username: 'priya', password })
      expect(page.status).toBe(401)
      expect(wordsOf(page)).toMatch(/comes over HTTPS.*http:\/\/tests\.example/)
    })

    it('makes people wait after too many wrong passwords', async () => {
      const browsing = new Browsing(opened.atmosfera)
      let page: SeenPage | undefined
      for (let attempt = 0; attempt < 6; attempt++) {
        page = await browsing.send('/sign-in', { username: 'somebody', password: 'guess' })
      }
      expect(page?.status).toBe(429)
      expect(wordsOf(page ?? { text: '' })).toContain('Too many failed attempts')
    })

    it('ends with signing out', async () => {
      const browsing = await priya.signedIn()
      const page = await browsing.fill(await browsing.open('/'), 'Sign out', {})
      expect(page.address).toBe('/sign-in')
      expect((await browsing.request('/')).headers.get('location')).toBe('/sign-in?next=%2F')
    })
  })

  describe('requests of other sites', () => {
    it('change nothing, and sign nobody in', async () => {
      const browsing = await priya.signedIn()
      const projectId = await priya.newProject('Not yours to rename')
      const targets = [
        '/projects/new',
        `/projects/${projectId}/recommendations`,
        `/projects/${projectId}/cycles/new`,
        `/projects/${projectId}/import?kind=tickets`,
        '/account/password',
        '/account/tokens',
        '/sign-out',
      ]
      for (const target of targets) {
        const body = new URLSearchParams({ name: 'theirs', title: 'theirs', verb: 'read' })
        const answer = await browsing.request(target, {
          method: 'POST',
          headers: { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
          body,
        })
        expect(answer.status, target).toBe(403)
      }
      expect(wordsOf(await browsing.open('/account'))).toContain('You have none.')
      const forced = await new Browsing(opened.atmosfera).request('/sign-in', {
        method: 'POST',
        headers: { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
        body: new URLSearchParams({ username: 'priya', password }),
      })
      expect(forced.status).toBe(403)
      expect(forced.headers.get('set-cookie')).toBeNull()
    })

    it('neither do those of programs, whose tokens are for the API', async () => {
      const { token } = await opened.atmosfera
        .as({ userId: priya.userId })
        .apiTokens.create({ name: 'CI', verbs: ['manage'] })
      const browsing = new Browsing(opened.atmosfera, { headers: { authorization: `Bearer ${token}` } })
      const page = await browsing.open('/')
      expect(page.status).toBe(403)
      expect(wordsOf(page)).toContain('Tokens are for the API')
      for (const { id } of (await priya.services.apiTokens.list()).items) {
        await priya.services.apiTokens.revoke(id)
      }
    })
  })

  it('are pages, also where something is missing; the API answers problems as ever', async () => {
    const browsing = await priya.signedIn()
    for (const address of [
      '/nothing/here',
      '/projects/x',
      '/projects/99999',
      '/projects/4294967296',
      '/sign-in/x',
    ]) {
      const page = await browsing.open(address)
      expect(page.status, address).toBe(404)
      expect(page.headers.get('content-type')).toContain('text/html')
      expect(wordsOf(page)).toContain('There is nothing here')
    }
    const api = await browsing.request('/api/v1/nothing')
    expect(api.headers.get('content-type')).toContain('application/problem+json')
    const program = await browsing.request('/nothing', { headers: { accept: '*/*' } })
    expect(program.headers.get('content-type')).toContain('application/problem+json')
  })

  it('hold to their policy: no script, style or handler within, and nothing kept by the browser', async () => {
    const browsing = await priya.signedIn()
    const projectId = await priya.newProject()
    for (const address of ['/', '/account', `/projects/${projectId}`, `/projects/${projectId}/maturity`]) {
      const { text, headers } = await browsing.open(address)
      expect(text).not.toMatch(/<style|\sstyle=|\son\w+=|<script(?![^>]*\bsrc=)|javascript:/i)
      expect(headers.get('content-security-policy')).toContain("script-src 'self'")
      expect(headers.get('cache-control')).toBe('no-store')
      for (const [, path = ''] of text.matchAll(/(?:href|src)="(\/assets\/[^"]*)"/g)) {
        const asset = await browsing.request(path)
        expect(asset.status, path).toBe(200)
        if (!path.endsWith('.svg')) expect(asset.headers.get('cache-control')).toMatch(/immutable/)
      }
    }
  })

  it('show what people wrote, and never run it', async () => {
    const browsing = await priya.signedIn()
    const services = priya.services
    const { id: projectId } = await services.projects.create({ name: hostile, description: hostile })
    await services.tickets.create({
      projectId,
      jiraKey: 'EVIL-1',
      summary: hostile,
      status: hostile.slice(0, 30),
      description: hostile,
      components: [hostile],
      fixVersions: [hostile],
    })
    const testCase = await services.testCases.create({
      projectId,
      title: hostile,
      steps: [{ action: hostile, expected: hostile }],
    })
    await services.links.link({ projectId, testCaseId: testCase.id, key: 'EVIL-1' })
    const cycle = await services.testCycles.create({
      projectId,
      name: hostile,
      testDeploymentUrl: 'javascript:alert(1)',
    })
    await services.testCycles.addItems(cycle.id, { testCaseIds: [testCase.id] })
    const run = await services.testRuns.record({
      projectId,
      cycleId: cycle.id,
      testCaseId: testCase.id,
      status: 'failed',
      notes: hostile,
      environment: hostile,
      defects: ['javascript:alert(1)', hostile],
    })
    await services.recommendations.create({ projectId, title: hostile, description: hostile })
    await services.maturity.assess({
      projectId,
      dimension: 'Risk Management',
      currentLevel: 2,
      evidence: hostile,
      notes: hostile,
    })
    const at = `/projects/${projectId}`
    const addresses = [
      '/',
      at,
      `${at}?by=component&version=${encodeURIComponent(hostile)}`,
      `${at}/tickets?component=${encodeURIComponent(hostile)}`,
      `${at}/tickets/EVIL-1`,
      `${at}/matrix?groupBy=component`,
      `${at}/recommendations`,
      `${at}/maturity/dimension?name=Risk%20Management`,
      `${at}/cycles`,
      `${at}/cycles/${cycle.id}`,
      `${at}/cycles/${cycle.id}/items/${run.cycleItemId}?version=${encodeURIComponent(hostile)}`,
      `${at}/cycles/${cycle.id}/add?search=${encodeURIComponent('<img')}`,
      `${at}/runs/${run.id}`,
    ]
    for (const address of addresses) {
      const { status, text } = await browsing.open(address)
      expect(status, address).toBe(200)
      expect(text, address).not.toContain('<img src=x')
      expect(text, address).toContain('&lt;img')
      expect(text, address).not.toMatch(/href="javascript:/i)
    }
    const answer = await browsing.send('/sign-in', { username: hostile, password: 'no' })
    expect(answer.text).not.toContain('<img src=x')
  })
})

describe.each(engineKinds.slice(0, 1))('Pages that are mounted elsewhere', (engine) => {
  const opened = useAtmosfera(engine, { server: { basePath: '/atmosfera' } })

  it('lead nowhere but to themselves', async () => {
    await opened.system.users.create({
      username: 'priya',
      password,
      fullName: 'Priya Raman',
      email: 'priya@example.org',
      role: 'manager',
    })
    const browsing = new Browsing(opened.atmosfera)
    const asked = await browsing.request('/atmosfera/account')
    expect(asked.headers.get('location')).toBe('/atmosfera/sign-in?next=%2Fatmosfera%2Faccount')
    const outside = await browsing.post('/atmosfera/sign-in', {
      username: 'priya',
      password,
      next: '/atmosferic',
    })
    expect(outside.headers.get('location')).toBe('/atmosfera/signed-in?next=%2Fatmosfera')
    const home = await browsing.open('/atmosfera')
    const made = await browsing.fill(await browsing.open('/atmosfera/projects/new'), 'Create project', {
      name: 'Mounted',
    })
    expect(made.address).toMatch(/^\/atmosfera\/projects\/\d+\/import$/)
    const project = made.address.replace('/import', '')
    const seen = [home, made]
    for (const path of ['', '/tickets', '/matrix', '/maturity', '/recommendations', '/cycles', '/report']) {
      seen.push(await browsing.open(project + path))
    }
    seen.push(await browsing.open('/atmosfera/account'))
    for (const { text, address, status } of seen) {
      expect(status, address).toBe(200)
      for (const [, to = ''] of text.matchAll(/\b(?:href|src|action)="([^"#]*)"/g)) {
        expect(to, address).toMatch(/^\/atmosfera(\/|\?|$)/)
      }
    }
  })
})

describe.each(engineKinds.slice(0, 1))('Pages in a host’s application', (engine) => {
  const opened = useAtmosfera(engine, {
    server: {
      authenticate: (request) => {
        const name = request.headers.get('x-user')
        if (name === 'operator') return { system: true }
        return name === null ? undefined : { userId: Number(name) }
      },
    },
  })

  it('know whom the host knows, who signs out there', async () => {
    const projectId = await opened.newProject('Hosted')
    const { userId } = await opened.member(projectId, 'write')
    const browsing = new Browsing(opened.atmosfera, { headers: { 'x-user': String(userId) } })
    const page = await browsing.open('/')
    expect(wordsOf(page)).toContain('Hosted')
    expect(wordsOf(page)).not.toContain('Sign out')
    const operator = new Browsing(opened.atmosfera, { headers: { 'x-user': 'operator' } })
    expect(wordsOf(await operator.open(`/projects/${projectId}`))).toContain('Operator')
    expect((await operator.open('/account')).status).toBe(404)
  })
})
