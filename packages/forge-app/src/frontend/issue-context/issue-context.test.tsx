import { expect, it } from 'vitest'
import { open } from '../../testing/open'
import { verdictAnswer } from '../../testing/samples'

it('says the verdict, why, and how recent it is', async () => {
  const page = await open('issue-context', { 'GET /forge/issue/verdict': verdictAnswer() })
  expect(page.text()).toBe(
    'Failed | “Pays by card” ended with “failed” on staging, 2 days ago. | 3 test cases | 1 fails | ' +
      'Last result Nov 20, 2026, 10:30 AM | Reload',
  )
})

it('keeps quiet about what there is not', async () => {
  const page = await open('issue-context', {
    'GET /forge/issue/verdict': verdictAnswer({
      verdict: 'UNCOVERED',
      reason: { rule: 'unlinked' },
      testCases: 0,
      failing: 0,
      lastResultAt: null,
    }),
  })
  expect(page.text()).toBe('Not covered | No test case is linked. | 0 test cases | Reload')
})

it('says that a ticket has not been read yet, and reads again when asked', async () => {
  let answer = verdictAnswer({ verdict: null, reason: null })
  const page = await open('issue-context', { 'GET /forge/issue/verdict': () => answer })
  expect(page.text()).toContain('SHOP-1 has not been read yet')

  answer = verdictAnswer()
  await page.click('Reload')
  expect(page.text()).toContain('Failed')
})
