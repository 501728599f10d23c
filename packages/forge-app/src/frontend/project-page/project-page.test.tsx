import { expect, it } from 'vitest'
import { open } from '../../testing/open'
import { coverage, maturity, noCoverage, recommendations } from '../../testing/samples'

it('asks for a tab when it is opened first, and keeps what it showed', async () => {
  const page = await open('project-page', {
    'GET /forge/project/coverage': coverage({ coverage: noCoverage }),
    'GET /forge/project/matrix': { items: [], nextCursor: null },
    'GET /forge/project/maturity': maturity(),
    'GET /forge/project/recommendations': recommendations([]),
  })
  expect(page.asked()).toEqual(['GET /forge/project/coverage'])
  await page.openTab('Maturity')
  await page.openTab('Recommendations')
  await page.openTab('Traceability')
  await page.openTab('Maturity')
  await page.openTab('Coverage')
  expect(page.asked()).toEqual([
    'GET /forge/project/coverage',
    'GET /forge/project/maturity',
    'GET /forge/project/recommendations',
    'GET /forge/project/matrix',
  ])
})
