/** What people do on the pages, without scripts: projects, imports, maturity, recommendations, the report. */
import { describe, expect, it } from 'vitest'
import { Browsing, wordsOf } from '../support/browsing.js'
import { engineKinds } from '../support/engines.js'
import { password, usePriya } from '../support/pages.js'
import { useAtmosfera } from '../support/use-atmosfera.js'

describe.each(engineKinds)('Pages to work with on $name', (engine) => {
  const opened = useAtmosfera(engine)
  const priya = usePriya(opened)

  describe('a project', () => {
    it('is made by a form, once however often that is sent', async () => {
      const browsing = await priya.signedIn()
      const form = await browsing.open('/projects/new')
      const first = await browsing.fill(form, 'Create project', { name: 'Once', description: 'Made by hand' })
      expect(first.address).toMatch(/^\/projects\/\d+\/import$/)
      const again = await browsing.fill(form, 'Create project', { name: 'Once', description: 'Made by hand' })
      expect(again.address).toBe(first.address)
      const changed = await browsing.fill(form, 'Create project', { name: 'Once more' })
      expect(changed.status).toBe(409)
      expect(wordsOf(changed)).toContain('This form was sent before')
      expect((await opened.system.projects.list({ name: ['Once', 'Once more'] })).items).toHaveLength(1)
    })

    it('is refused beside its field, with what was typed', async () => {
      const browsing = await priya.signedIn()
      const page = await browsing.send('/projects/new', { name: ' ', description: 'Kept as it was' })
      expect(page.status).toBe(400)
      expect(page.text).toMatch(/role="alert"[^>]*autofocus/)
      expect(page.text).toContain('href="#field-name"')
      expect(page.text).toMatch(/<input id="field-name"[^>]*aria-invalid="true"/)
      expect(page.text).toContain('Kept as it was</textarea>')
    })

    it('is not offered to those who may not make one, and refused if they try', async () => {
      const projectId = await priya.newProject()
      const { userId } = await opened.member(projectId, 'read')
      const browsing = new Browsing(opened.atmosfera)
      const { username } = await opened.system.users.get(userId)
      await opened.system.users.setPassword(userId, { password })
      await browsing.send('/sign-in', { username, password })
      expect(wordsOf(await browsing.open('/'))).not.toContain('New project')
      expect((await browsing.send('/projects/new', { name: 'Mine' })).status).toBe(403)
      const imported = await browsing.send(`/projects/${projectId}/import?kind=tickets`, {
        tickets: new File(['{}'], 'tickets.json'),
      })
      expect(imported.status).toBe(403)
      expect(wordsOf(await browsing.open(`/projects/${projectId}`))).not.toContain('Import')
    })
  })

  describe('imports', () => {
    const tickets = ['SHOP-1', 'SHOP-2'].map((key) =>
      JSON.stringify({
        key,
        fields: { summary: `About ${key}`, status: { name: 'Open' }, issuetype: { name: 'Story' } },
      }),
    )

    it('are forms: tickets, test cases and results, and then there is something to see', async () => {
      const browsing = await priya.signedIn()
      const at = `/projects/${await priya.newProject('Imported')}`
      const send = async (kind: string, name: string, content: string, fields = {}) =>
        await browsing.send(`${at}/import?kind=${kind}`, { [kind]: new File([content], name), ...fields })
      const done = await send('tickets', 'tickets.ndjson', tickets.join('\n'))
      expect(wordsOf(done)).toMatch(/Tickets were imported 2 rows read\. New 2/)
      const twice = await send('tickets', 'tickets.ndjson', tickets.join('\n'))
      expect(wordsOf(twice)).toContain('nothing changed')
      const cases = await send(
        'test-cases',
        'cases.csv',
        'title,externalId,jira\nPays,pay > pays,SHOP-1\nWaits,pay > waits,SHOP-9\n',
      )
      expect(wordsOf(cases)).toMatch(/New 2.*Links that wait.*SHOP-9/)
      const report =
        '<testsuite name="pay"><testcase classname="pay" name="pays"/><testcase classname="pay" name="unknown"/></testsuite>'
      const results = await send('results', 'junit.xml', report, { cycle: 'Nightly', environment: 'ios' })
      expect(wordsOf(results)).toMatch(
        /1 run recorded in the cycle Nightly.*junit\.xml.*Results without a test case.*pay > unknown/,
      )
      const overview = wordsOf(await browsing.open(at))
      expect(overview).toMatch(/Linked 50\.00 % 1 of 2.*Passing 50\.00 %/)
      const ticket = wordsOf(await browsing.open(`${at}/tickets?key=SHOP-1`))
      expect(ticket).toMatch(/SHOP-1 About SHOP-1 OK Its only test case passed/)
      const csv = await (await browsing.request(`${at}/matrix.csv`)).text()
      expect(csv).toContain('SHOP-1')
    })

    it('say which row is wrong, and then import the others if they are told to', async () => {
      const browsing = await priya.signedIn()
      const at = `/projects/${await priya.newProject('Half wrong')}`
      const content = `${tickets[0]}\n{"key":"NO"}\n`
      const send = async (fields = {}) =>
        await browsing.send(`${at}/import?kind=tickets`, {
          tickets: new File([content], 'tickets.ndjson'),
          ...fields,
        })
      const refused = await send()
      expect(refused.status).toBe(400)
      expect(wordsOf(refused)).toMatch(/That did not work tickets\.ndjson, row 2/)
      const skipped = await send({ skip: 'yes' })
      expect(wordsOf(skipped)).toMatch(/New 1 .*Rejected 1.*Rejected rows.*tickets\.ndjson 2/)
      const nothing = await browsing.send(`${at}/import?kind=tickets`, { tickets: new File([], '') })
      expect(wordsOf(nothing)).toContain('There is no file')
    })

    it('tell how far they are where a script asks for that', async () => {
      const browsing = await priya.signedIn()
      const at = `/projects/${await priya.newProject('Told')}`
      const form = new FormData()
      form.append('tickets', new File([tickets.join('\n')], 'tickets.ndjson'))
      const answer = await browsing.request(`${at}/import?kind=tickets`, {
        method: 'POST',
        headers: { accept: 'text/event-stream', 'sec-fetch-site': 'same-origin' },
        body: form,
      })
      const text = await answer.text()
      expect(text).toMatch(/event: progress/)
      expect(text).toMatch(/event: result\ndata: \{"title":"Tickets were imported"/)
    })
  })

  describe('maturity', () => {
    it('is assessed and answered by forms; only what was changed is recorded', async () => {
      const browsing = await priya.signedIn()
      const projectId = await priya.newProject('Assessed')
      const address = `/projects/${projectId}/maturity/dimension?name=Risk%20Management`
      const before = await browsing.open(address)
      const nothing = await browsing.fill(before, 'Save assessment', { evidence: 'A workshop' })
      expect(nothing.status).toBe(400)
      expect(nothing.text).toContain('A workshop</textarea>')
      const assessed = await browsing.fill(before, 'Save assessment', {
        currentLevel: '2',
        targetLevel: '4',
        evidence: 'A workshop',
      })
      expect(wordsOf(assessed)).toMatch(/Level 2 Assessed 2 .*Target 4.*by Priya Raman \. A workshop/)
      const answered = await browsing.fill(assessed, 'Save answers', {
        'answer-RM-1.3': 'partly',
        'evidence-RM-1.3': 'Seen once',
      })
      expect(wordsOf(answered)).toMatch(/partly met RM-1\.3.*Seen once/)
      await browsing.fill(answered, 'Save answers', {})
      const { items } = await opened.system.maturity.listAnswers({ projectId })
      expect(items).toMatchObject([
        { criterionId: 'RM-1.3', answer: 'partly', evidence: 'Seen once', userId: priya.userId },
      ])
      expect(wordsOf(await browsing.open(`/projects/${projectId}/maturity`))).toContain('Risk Management 2 2')
      expect((await browsing.open(`/projects/${projectId}/maturity/dimension?name=Luck`)).status).toBe(404)
    })
  })

  describe('recommendations', () => {
    it('are added, accepted and dismissed', async () => {
      const browsing = await priya.signedIn()
      const at = `/projects/${await priya.newProject('Advised')}/recommendations`
      const added = await browsing.fill(await browsing.open(at), 'Add</button>', {
        title: 'Look at flaky tests',
        priority: 'high',
      })
      expect(wordsOf(added)).toMatch(/Look at flaky tests Priority high/)
      const accepted = await browsing.fill(added, 'Accept', { decision: 'accept' })
      expect(wordsOf(accepted)).toContain('Nothing waits for a decision')
      const list = await browsing.open(`${at}?list=accepted`)
      expect(wordsOf(list)).toContain('Look at flaky tests')
      await browsing.fill(list, 'Dismiss', { decision: 'dismiss' })
      expect(wordsOf(await browsing.open(`${at}?list=closed`))).toMatch(/Look at flaky tests.*declined/)
    })

    it('say so where somebody else decided meanwhile, and change nothing', async () => {
      const browsing = await priya.signedIn()
      const projectId = await priya.newProject('Contended')
      const { id } = await opened.system.recommendations.create({ projectId, title: 'Test the refunds' })
      const seen = await browsing.open(`/projects/${projectId}/recommendations`)
      await new Promise((resolve) => setTimeout(resolve, 5))
      await opened.system.recommendations.update(id, { priority: 'low' })
      const page = await browsing.fill(seen, 'Accept', { decision: 'accept' })
      expect(page.status).toBe(409)
      expect(wordsOf(page)).toMatch(/It has changed meanwhile.*Priority low/)
      expect((await opened.system.recommendations.get(id)).status).toBe('active')
    })
  })

  it('give the report as a page of its own policy, and as files', async () => {
    const browsing = await priya.signedIn()
    const projectId = await priya.newProject('Reported')
    const at = `/projects/${projectId}`
    expect(wordsOf(await browsing.open(`${at}/report`))).toContain('Markdown')
    const shown = await browsing.request(`${at}/report.html?show=yes`)
    expect(shown.status).toBe(200)
    expect(shown.headers.get('content-security-policy')).toMatch(/^sandbox/)
    expect(shown.headers.get('content-disposition')).toBe('inline')
    const file = await browsing.request(`${at}/report.md`)
    expect(file.headers.get('content-disposition')).toBe(`attachment; filename="report-${projectId}.md"`)
  })
})
