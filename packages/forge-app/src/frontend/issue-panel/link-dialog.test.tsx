import { beforeEach, describe, expect, it } from 'vitest'
import type { CandidatesAnswer, PanelAnswer } from '../../answers'
import { type Call, held, problem } from '../../testing/endpoints'
import { holdTime, open } from '../../testing/open'
import type { Page } from '../../testing/page'
import { panel, testCase } from '../../testing/samples'

const found: CandidatesAnswer = {
  items: [
    { id: 1, externalId: 'TC-1', title: 'Pays by card', linked: true },
    { id: 5, externalId: null, title: 'Pays by invoice', linked: false },
  ],
}
const before = panel({ testCases: [testCase(1, { title: 'Pays by card' })] })
const after = panel({ testCases: [testCase(1, { title: 'Pays by card' }), testCase(5)] })

beforeEach(holdTime)

async function openDialog(server: Parameters<typeof open>[1]): Promise<Page> {
  const page = await open('issue-panel', { 'GET /forge/issue': before, ...server })
  await page.click('Link test cases')
  return page
}

const searches = (page: Page): readonly (string | null)[] =>
  page.jira.calls
    .filter(({ endpoint }) => endpoint === 'GET /forge/issue/candidates')
    .map(({ query }) => query.get('search'))

describe('searching', () => {
  it('waits until the user stops typing', async () => {
    const page = await openDialog({ 'GET /forge/issue/candidates': found })
    await page.type('Search', 'p')
    await page.wait(200)
    await page.type('Search', 'pa')
    await page.wait(200)
    expect(searches(page)).toEqual([])
    expect(page.text(page.dialog())).toContain('Searching…')
    await page.wait(100)
    expect(searches(page)).toEqual(['pa'])
    expect(page.cells(page.table('Test cases found'))).toEqual([
      ['Pays by card | TC-1', 'Linked'],
      ['Pays by invoice', 'Link'],
    ])
  })

  it('does not search for nothing', async () => {
    const page = await openDialog({ 'GET /forge/issue/candidates': found })
    await page.type('Search', '   ')
    await page.wait(1000)
    expect(searches(page)).toEqual([])
  })

  it('drops what was asked for an earlier text, however late it comes', async () => {
    const slow = held<CandidatesAnswer>()
    const page = await openDialog({
      'GET /forge/issue/candidates': ({ query }: Call) =>
        query.get('search') === 'inv' ? slow.promise : found,
    })
    await page.type('Search', 'inv')
    await page.wait(300)
    await page.type('Search', 'pays')
    await page.wait(300)
    await page.settle(() =>
      slow.answer({ items: [{ id: 9, externalId: null, title: 'Too late', linked: false }] }),
    )
    expect(page.text(page.dialog())).toContain('Pays by invoice')
    expect(page.text(page.dialog())).not.toContain('Too late')
  })

  it('says that nothing matches', async () => {
    const page = await openDialog({ 'GET /forge/issue/candidates': { items: [] } })
    await page.type('Search', 'x')
    await page.wait(300)
    expect(page.text(page.dialog())).toContain('No test case matches.')
  })

  it('says that it failed, and tries again with the next text', async () => {
    let failing = true
    const page = await openDialog({
      'GET /forge/issue/candidates': () => (failing ? problem('internal', 'Boom.', 500) : found),
    })
    await page.type('Search', 'p')
    await page.wait(300)
    expect(page.text(page.dialog())).toContain('The search did not work')
    failing = false
    await page.type('Search', 'pa')
    await page.wait(300)
    expect(page.text(page.dialog())).not.toContain('The search did not work')
    expect(page.text(page.dialog())).toContain('Pays by invoice')
  })

  it('forgets what was found when the text is gone', async () => {
    const page = await openDialog({ 'GET /forge/issue/candidates': found })
    await page.type('Search', 'p')
    await page.wait(300)
    await page.type('Search', '')
    expect(page.text(page.dialog())).not.toContain('Pays by invoice')
  })
})

describe('linking', () => {
  async function search(server: Parameters<typeof open>[1]): Promise<Page> {
    const page = await openDialog({ 'GET /forge/issue/candidates': found, ...server })
    await page.type('Search', 'pays')
    await page.wait(300)
    return page
  }

  it('stays open and shows what is linked, without asking again', async () => {
    const page = await search({ 'POST /forge/issue/links': after })
    await page.click('Link', page.dialog())
    expect(page.sent()).toEqual({ testCaseId: 5 })
    expect(page.cells(page.table('Test cases found'))).toEqual([
      ['Pays by card | TC-1', 'Linked'],
      ['Pays by invoice', 'Linked'],
    ])
    expect(page.flag()).toBe('Linked: Pays by invoice')
    expect(page.asked().filter((endpoint) => endpoint.startsWith('GET'))).toEqual([
      'GET /forge/issue',
      'GET /forge/issue/candidates',
    ])

    await page.click('Close')
    expect(page.all('Modal')).toHaveLength(0)
    expect(page.all('Row')).toHaveLength(2)
  })

  it('can be undone', async () => {
    const page = await search({
      'POST /forge/issue/links': after,
      'DELETE /forge/issue/links/:id': before,
    })
    await page.click('Link', page.dialog())
    await page.undo()
    expect(page.jira.calls.at(-1)?.path).toBe('/forge/issue/links/5')
    expect(page.buttons(page.dialog())).toContain('Link')
    expect(page.flag()).toBe('Undone')
  })

  it('shows links that wait for the ticket as linked', async () => {
    const page = await search({
      'POST /forge/issue/links': panel({
        ticket: null,
        testCases: [],
        pendingLinks: [{ testCaseId: 5, title: 'Pays by invoice' }],
      }),
    })
    await page.click('Link', page.dialog())
    expect(page.text(page.row('Pays by invoice', page.dialog()))).toBe('Pays by invoice | Linked')
  })

  it('believes the server about those that the panel does not show', async () => {
    const page = await open('issue-panel', {
      'GET /forge/issue': panel({ testCases: [testCase(2)], testCasesTotal: 650 }),
      'GET /forge/issue/candidates': found,
    })
    await page.click('Link test cases')
    await page.type('Search', 'pays')
    await page.wait(300)
    expect(page.text(page.row('Pays by card', page.dialog()))).toContain('Linked')
  })

  it('shows which is being linked', async () => {
    const answer = held<PanelAnswer>()
    const page = await search({ 'POST /forge/issue/links': () => answer.promise })
    await page.click('Link', page.dialog())
    expect(page.button('Link', page.dialog()).props.isLoading).toBe(true)
    await page.settle(() => answer.answer(after))
    expect(page.buttons(page.dialog())).not.toContain('Link')
  })

  it('says in the dialog why it failed, and forgets it with the dialog', async () => {
    const page = await search({ 'POST /forge/issue/links': problem('not_found', 'Gone.', 404) })
    await page.click('Link', page.dialog())
    expect(page.text(page.dialog())).toContain('It does not exist any more.')
    await page.click('Close')
    expect(page.all('SectionMessage')).toHaveLength(0)
  })
})
