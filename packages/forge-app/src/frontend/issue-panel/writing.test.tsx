import { describe, expect, it } from 'vitest'
import type { PanelAnswer } from '../../answers'
import { held, problem, unreachable } from '../../testing/endpoints'
import { open } from '../../testing/open'
import { panel, testCase } from '../../testing/samples'

const both = panel({ testCases: [testCase(1, { title: 'Pays by card' }), testCase(2)] })
const onlySecond = panel({ testCases: [testCase(2)] })

describe('unlinking', () => {
  it('asks first, and takes the panel that the server answers', async () => {
    const page = await open('issue-panel', {
      'GET /forge/issue': both,
      'DELETE /forge/issue/links/:id': onlySecond,
    })
    await page.click('Unlink', page.row('Pays by card'))
    expect(page.text(page.dialog())).toContain('“Pays by card” no longer covers SHOP-1 then.')
    expect(page.asked()).toEqual(['GET /forge/issue'])

    await page.click('Unlink', page.dialog())
    expect(page.jira.calls.at(-1)?.path).toBe('/forge/issue/links/1')
    expect(page.asked()).toEqual(['GET /forge/issue', 'DELETE /forge/issue/links/:id'])
    expect(page.all('Modal')).toHaveLength(0)
    expect(page.all('Row')).toHaveLength(1)
    expect(page.flag()).toBe('Unlinked: Pays by card')
  })

  it('does nothing when the user thinks better of it', async () => {
    const page = await open('issue-panel', { 'GET /forge/issue': both })
    await page.click('Unlink', page.row('Pays by card'))
    await page.click('Cancel')
    expect(page.all('Modal')).toHaveLength(0)
    expect(page.asked()).toEqual(['GET /forge/issue'])
  })

  it('can be undone', async () => {
    const page = await open('issue-panel', {
      'GET /forge/issue': both,
      'DELETE /forge/issue/links/:id': onlySecond,
      'POST /forge/issue/links': both,
    })
    await page.click('Unlink', page.row('Pays by card'))
    await page.click('Unlink', page.dialog())
    await page.undo()
    expect(page.sent()).toEqual({ testCaseId: 1 })
    expect(page.all('Row')).toHaveLength(2)
    expect(page.flag()).toBe('Undone')
    expect(page.jira.closedFlags).toEqual([page.jira.flags[0]?.id])
  })

  it('says in the dialog why it failed, and can be tried again', async () => {
    let reply: PanelAnswer | ReturnType<typeof problem> = problem('permission_denied')
    const page = await open('issue-panel', {
      'GET /forge/issue': both,
      'DELETE /forge/issue/links/:id': () => reply,
    })
    await page.click('Unlink', page.row('Pays by card'))
    await page.click('Unlink', page.dialog())
    expect(page.text(page.dialog())).toContain('That did not work')
    expect(page.text(page.dialog())).toContain('Request ID: request-1')
    expect(page.jira.flags).toEqual([])

    reply = onlySecond
    await page.click('Unlink', page.dialog())
    expect(page.all('Modal')).toHaveLength(0)
  })

  it('says in the panel why undoing failed', async () => {
    const page = await open('issue-panel', {
      'GET /forge/issue': both,
      'DELETE /forge/issue/links/:id': onlySecond,
      'POST /forge/issue/links': unreachable,
    })
    await page.click('Unlink', page.row('Pays by card'))
    await page.click('Unlink', page.dialog())
    await page.undo()
    expect(page.text(page.one('SectionMessage'))).toContain('The server does not answer.')
    expect(page.all('Row')).toHaveLength(1)
  })

  it('shows that it goes on, and lets nothing else be started', async () => {
    const answer = held<PanelAnswer>()
    const page = await open('issue-panel', {
      'GET /forge/issue': both,
      'DELETE /forge/issue/links/:id': () => answer.promise,
    })
    await page.click('Unlink', page.row('Pays by card'))
    await page.click('Unlink', page.dialog())
    expect(page.button('Unlink', page.dialog()).props.isLoading).toBe(true)
    expect(page.button('Link test cases').props.isDisabled).toBe(true)

    await page.settle(() => answer.answer(onlySecond))
    expect(page.all('Modal')).toHaveLength(0)
    expect(page.button('Link test cases').props.isDisabled).toBe(false)
  })
})

describe('approving', () => {
  const waiting = panel({
    testCases: [
      testCase(1, { verdict: null, notCounted: 'unapproved' }),
      testCase(2, { verdict: null, notCounted: 'unapproved' }),
      testCase(3),
    ],
  })

  it('approves one', async () => {
    const page = await open('issue-panel', {
      'GET /forge/issue': waiting,
      'POST /forge/issue/approvals': both,
    })
    await page.click('Approve', page.row('TC-2'))
    expect(page.sent()).toEqual({ testCaseIds: [2] })
    expect(page.flag()).toBe('1 test case approved')
  })

  it('approves all that wait', async () => {
    const page = await open('issue-panel', {
      'GET /forge/issue': waiting,
      'POST /forge/issue/approvals': both,
    })
    await page.click('Approve all 2 test cases')
    expect(page.sent()).toEqual({ testCaseIds: [1, 2] })
    expect(page.flag()).toBe('2 test cases approved')
    expect(page.buttons()).not.toContain('Approve')
  })

  it('says why it failed', async () => {
    const page = await open('issue-panel', {
      'GET /forge/issue': waiting,
      'POST /forge/issue/approvals': problem('conflict'),
    })
    await page.click('Approve', page.row('TC-1'))
    expect(page.text(page.one('SectionMessage'))).toContain('Somebody else changed it meanwhile')
  })
})

describe('proposals of a model', () => {
  it('are offered only where there is a model', async () => {
    const without = await open('issue-panel', { 'GET /forge/issue': panel({ ai: false }) })
    expect(without.buttons()).not.toContain('Propose with AI')
    const withModel = await open('issue-panel', { 'GET /forge/issue': panel({ ai: true }) })
    expect(withModel.buttons()).toContain('Propose with AI')
  })

  it('wait until the ticket has been read', async () => {
    const page = await open('issue-panel', { 'GET /forge/issue': panel({ ai: true, ticket: null }) })
    expect(page.buttons()).not.toContain('Propose with AI')
  })

  it('are counted once they are there', async () => {
    const answer = held<PanelAnswer>()
    const page = await open('issue-panel', {
      'GET /forge/issue': panel({ ai: true, testCases: [testCase(1)] }),
      'POST /forge/issue/proposals': () => answer.promise,
    })
    await page.click('Propose with AI')
    expect(page.button('Propose with AI').props.isLoading).toBe(true)
    expect(page.sent()).toEqual({})

    const proposed = [2, 3].map((id) => testCase(id, { verdict: null, notCounted: 'unapproved' }))
    await page.settle(() => answer.answer(panel({ ai: true, testCases: [testCase(1), ...proposed] })))
    expect(page.flag()).toBe('2 test cases proposed. They count once they are approved.')
    expect(page.all('Row')).toHaveLength(3)
  })

  it('may not come', async () => {
    const page = await open('issue-panel', {
      'GET /forge/issue': panel({ ai: true }),
      'POST /forge/issue/proposals': problem('upstream_failed', 'The model did not answer.', 502),
    })
    await page.click('Propose with AI')
    expect(page.text(page.one('SectionMessage'))).toContain('Details: The model did not answer.')
  })
})
