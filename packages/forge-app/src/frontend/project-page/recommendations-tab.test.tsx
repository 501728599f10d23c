import { describe, expect, it } from 'vitest'
import type { DecideBody, RecommendationItem, RecommendationsAnswer } from '../../answers'
import { type Call, held, problem, type Server, unreachable } from '../../testing/endpoints'
import { open } from '../../testing/open'
import type { Page } from '../../testing/page'
import { coverage, noCoverage, recommendation, recommendations } from '../../testing/samples'
import type { Drawn } from '../../testing/tree'

async function openTab(server: Server): Promise<Page> {
  const page = await open('project-page', {
    'GET /forge/project/coverage': coverage({ coverage: noCoverage }),
    ...server,
  })
  await page.openTab('Recommendations')
  return page
}

const two = recommendations([recommendation(1), recommendation(2)])
/** What belongs to a recommendation: the innermost box around it. */
function cardOf(page: Page, id: number): Drawn {
  const boxes = page.all('Box').filter((box) => page.text(box).startsWith(`Recommendation ${id} |`))
  const card = boxes.at(-1)
  if (card === undefined) throw new Error(`Recommendation ${id} is not shown.`)
  return card
}

it('shows those to decide, with what speaks for them', async () => {
  const page = await openTab({ 'GET /forge/project/recommendations': two })
  expect(page.jira.calls.at(-1)?.query.toString()).toBe('status=active')
  expect(page.text(cardOf(page, 1))).toBe(
    'Recommendation 1 | High | To decide | Because it helps. | Dimension: Test automation · ' +
      'Category: automation · Effort: days · Impact: high · Confidence of the AI: 75% | Accept | Dismiss',
  )
})

it('leaves out what is not known, and shows words of the team’s own', async () => {
  const page = await openTab({
    'GET /forge/project/recommendations': recommendations([
      recommendation(1, {
        description: null,
        category: null,
        dimension: null,
        effort: null,
        impact: null,
        confidence: null,
        priority: 'P1',
        status: 'on hold',
      }),
    ]),
  })
  expect(page.text(cardOf(page, 1))).toBe('Recommendation 1 | P1 | on hold | Accept | Dismiss | Reopen')
})

describe('deciding', () => {
  const decided: Server = {
    'GET /forge/project/recommendations': two,
    'POST /forge/project/recommendations/:id': ({ body, path }: Call<DecideBody>): RecommendationItem =>
      recommendation(Number(path.split('/').at(-1)), body),
  }

  it('accepts one and leaves the others alone', async () => {
    const page = await openTab(decided)
    await page.click('Accept', cardOf(page, 1))
    expect(page.jira.calls.at(-1)).toMatchObject({
      path: '/forge/project/recommendations/1',
      body: { status: 'accepted' },
    })
    expect(page.text(cardOf(page, 1))).toContain('Accepted')
    expect(page.buttons(cardOf(page, 1))).toEqual(['Reopen'])
    expect(page.buttons(cardOf(page, 2))).toEqual(['Accept', 'Dismiss'])
    expect(page.flag()).toBe('Accepted: Recommendation 1')
  })

  it('can be undone, also after other decisions', async () => {
    const page = await openTab(decided)
    await page.click('Accept', cardOf(page, 1))
    const undo = page.jira.flags.at(-1)?.actions?.[0]
    await page.click('Dismiss', cardOf(page, 2))
    await page.settle(() => undo?.onClick())
    expect(page.sent()).toEqual({ status: 'active' })
    expect(page.buttons(cardOf(page, 1))).toEqual(['Accept', 'Dismiss'])
    expect(page.text(cardOf(page, 2))).toContain('Dismissed')
    expect(page.flag()).toBe('Undone')
  })

  it('undoes reopening by the decision before it', async () => {
    const page = await openTab({
      ...decided,
      'GET /forge/project/recommendations': recommendations([recommendation(1, { status: 'dismissed' })]),
    })
    await page.click('Reopen')
    expect(page.flag()).toBe('Reopened: Recommendation 1')
    await page.undo()
    expect(page.sent()).toEqual({ status: 'dismissed' })
  })

  it('offers no way back to a word of the team’s own', async () => {
    const page = await openTab({
      ...decided,
      'GET /forge/project/recommendations': recommendations([recommendation(1, { status: 'on hold' })]),
    })
    await page.click('Accept')
    expect(page.jira.flags.at(-1)?.actions).toBeUndefined()
  })

  it('shows which decision goes on, and takes no other meanwhile', async () => {
    const answer = held<RecommendationItem>()
    const page = await openTab({
      ...decided,
      'POST /forge/project/recommendations/:id': () => answer.promise,
    })
    await page.click('Accept', cardOf(page, 1))
    expect(page.button('Accept', cardOf(page, 1)).props.isLoading).toBe(true)
    expect(page.button('Dismiss', cardOf(page, 1)).props.isDisabled).toBe(true)
    expect(page.button('Accept', cardOf(page, 2)).props.isDisabled).toBe(true)
    await page.settle(() => answer.answer(recommendation(1, { status: 'accepted' })))
    expect(page.button('Accept', cardOf(page, 2)).props.isDisabled).toBe(false)
  })

  it('says why it failed', async () => {
    const page = await openTab({
      ...decided,
      'POST /forge/project/recommendations/:id': problem('not_found', 'Gone.', 404),
    })
    await page.click('Dismiss', cardOf(page, 2))
    expect(page.text(page.one('SectionMessage'))).toContain('It does not exist any more.')
    expect(page.buttons(cardOf(page, 2))).toEqual(['Accept', 'Dismiss'])
    expect(page.jira.flags).toEqual([])
  })

  it('is not for those who may only read', async () => {
    const page = await openTab({
      'GET /forge/project/recommendations': recommendations([recommendation(1)], { access: 'read' }),
    })
    expect(page.buttons(page.one('TabPanel', 'Recommendation 1'))).toEqual([])
  })
})

describe('more of them', () => {
  const pages: Server = {
    'GET /forge/project/recommendations': ({ query }: Call): RecommendationsAnswer =>
      query.get('cursor') === 'two'
        ? recommendations([recommendation(2), recommendation(3)])
        : recommendations([recommendation(1), recommendation(2)], { nextCursor: 'two' }),
  }

  it('come after those that are there, none twice', async () => {
    const page = await openTab(pages)
    await page.click('Load more')
    expect(page.jira.calls.at(-1)?.query.toString()).toBe('status=active&cursor=two')
    expect(page.all('Heading').map((heading) => page.text(heading))).toEqual([
      'Recommendation 1',
      'Recommendation 2',
      'Recommendation 3',
    ])
    expect(page.buttons()).not.toContain('Load more')
  })

  it('may not come, which takes nothing away', async () => {
    let first = true
    const page = await openTab({
      'GET /forge/project/recommendations': () => {
        if (!first) return unreachable
        first = false
        return recommendations([recommendation(1)], { nextCursor: 'two' })
      },
    })
    await page.click('Load more')
    expect(page.text(page.one('SectionMessage'))).toContain('The server does not answer.')
    expect(page.text()).toContain('Recommendation 1')
    expect(page.buttons()).toContain('Load more')
  })
})

it('shows those of another kind', async () => {
  const page = await openTab({
    'GET /forge/project/recommendations': ({ query }: Call) =>
      recommendations(query.get('status') === 'active' ? [] : [recommendation(1, { status: 'accepted' })]),
  })
  expect(page.text()).toContain('No recommendations | Nothing waits for a decision.')
  await page.choose('Show', 'Accepted')
  expect(page.jira.calls.at(-1)?.query.toString()).toBe('status=accepted')
  expect(page.text()).toContain('Recommendation 1')
  await page.choose('Show', 'All')
  expect(page.jira.calls.at(-1)?.query.toString()).toBe('')
})

it('says that there are none of a kind', async () => {
  const page = await openTab({ 'GET /forge/project/recommendations': recommendations([]) })
  await page.choose('Show', 'Dismissed')
  expect(page.text()).toContain('There are none of this kind.')
})
