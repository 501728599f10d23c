import { describe, expect, it } from 'vitest'
import type { Failure } from '../../testing/endpoints'
import { problem } from '../../testing/endpoints'
import { open } from '../../testing/open'
import { panel, testCase } from '../../testing/samples'
import { withQuery } from './ask'

describe('what comes of an answer that is no success', () => {
  const answered = (status: number, body: unknown): Failure => ({ failure: 'problem', status, body })
  const rejected = (message: string): Failure => ({ failure: 'rejected', message })

  const outcomes: readonly (readonly [string, Failure, string])[] = [
    ['a problem that is known', problem('rate_limited'), 'There were too many requests.'],
    ['a problem that is not known', problem('of_tomorrow'), 'The server could not do it.'],
    ['a proxy whose server is away', answered(503, { error: 'no upstream' }), 'The server does not answer.'],
    ['somebody else’s server', answered(404, { message: 'nginx' }), 'Its address may be wrong'],
    [
      'an invocation token that the server does not take',
      rejected('Remote could not verify the Forge Invocation Token'),
      'The server does not accept calls from this app.',
    ],
    [
      'no answer in time',
      rejected('Remote invocation timed out after 25 seconds'),
      'The server does not answer.',
    ],
    [
      'an error of Jira’s in the place of an answer',
      { failure: 'jira', error: { message: 'Something at Atlassian broke.' } },
      'Details: Something at Atlassian broke.',
    ],
    [
      'a problem that the bridge takes for an error of Jira’s',
      { failure: 'jira', error: { status: 429, body: { code: 'rate_limited', detail: 'Slow down.' } } },
      'There were too many requests.',
    ],
    ['no word of what went wrong', { failure: 'jira', error: {} }, 'Details: There was no answer.'],
    ['an answer without a body', answered(200, undefined), 'in a way that this app does not understand'],
  ]
  it.each(outcomes)('%s', async (_, failure, words) => {
    const page = await open('issue-context', { 'GET /forge/issue/verdict': failure })
    expect(page.text()).toContain(words)
  })
})

describe('what a question carries', () => {
  it('is a name of its own for each thing that is to be done, and none for looking', async () => {
    const linked = panel({ testCases: [testCase(1, { title: 'Pays by card' })] })
    const page = await open('issue-panel', {
      'GET /forge/issue': linked,
      'DELETE /forge/issue/links/:id': panel({ testCases: [] }),
      'POST /forge/issue/links': linked,
    })
    await page.click('Unlink', page.row('Pays by card'))
    await page.click('Unlink', page.dialog())
    await page.undo()
    const names = page.jira.calls.map(({ headers }) => headers['idempotency-key'])
    expect(names[0]).toBeUndefined()
    expect(names[1]).toMatch(/^[0-9a-f]{32}$/)
    expect(names[2]).toMatch(/^[0-9a-f]{32}$/)
    expect(names[1]).not.toBe(names[2])
  })
})

describe('withQuery', () => {
  it('adds what says something', () => {
    expect(withQuery('/a', { verdict: ['OK', 'NOK'], cursor: null, search: 'a & b' })).toBe(
      '/a?verdict=OK&verdict=NOK&search=a+%26+b',
    )
  })

  it('leaves a path alone to which nothing is added', () => {
    expect(withQuery('/a', { verdict: [], cursor: null })).toBe('/a')
  })
})
