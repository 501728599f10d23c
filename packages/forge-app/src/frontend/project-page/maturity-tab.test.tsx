import { describe, expect, it } from 'vitest'
import type { MaturityAnswer } from '../../answers'
import { held, problem, type Server } from '../../testing/endpoints'
import { open } from '../../testing/open'
import type { Page } from '../../testing/page'
import { coverage, dimension, maturity, noCoverage } from '../../testing/samples'

async function openTab(answer: MaturityAnswer = maturity(), server: Server = {}): Promise<Page> {
  const page = await open('project-page', {
    'GET /forge/project/coverage': coverage({ coverage: noCoverage }),
    'GET /forge/project/maturity': answer,
    ...server,
  })
  expect(page.asked()).not.toContain('GET /forge/project/maturity')
  await page.openTab('Maturity')
  return page
}

it('shows the average and the gated level, and how sure they are', async () => {
  const page = await openTab()
  expect(page.text()).toContain('Average | 2.5 | of 5, weighted')
  expect(page.text()).toContain('Gated level | 2 Developing | reached by every dimension')
  expect(page.text()).toContain('Confidence | 80%')
  expect(page.text()).toContain('Model ATMF, version 2, as of Nov 22, 2026, 11:00 AM')
})

it('sets what people found beside what was measured', async () => {
  const page = await openTab(
    maturity({
      dimensions: [
        dimension('Test automation', { stale: true }),
        dimension('Environments', {
          assessed: null,
          derived: null,
          level: null,
          target: null,
          gap: null,
          assessedAt: null,
        }),
        dimension('Test data', { assessed: 1, derived: null, belowFoundation: true, assessedAt: null }),
      ],
    }),
  )
  const rows = page.cells(page.table('Dimensions'))
  expect(rows.map((cells) => cells.slice(0, 7))).toEqual([
    [
      'Test automation',
      '3 Defined',
      '2 Developing',
      '2 Developing',
      '4 Managed',
      '8',
      'What people assessed and what was measured differ. | Some of the evidence is out of date. | ' +
        'Assessed on Oct 1, 2026',
    ],
    ['Environments', '–', '–', '–', '–', '–', ''],
    [
      'Test data',
      '1 Foundation',
      'Below 1',
      '2 Developing',
      '4 Managed',
      '8',
      'Does not reach Foundation by what was measured and answered.',
    ],
  ])
  expect(
    page.all('ProgressBar', page.row('Test automation', page.table('Dimensions'))).map(({ props }) => props),
  ).toMatchObject([{ value: 0.4, ariaLabel: 'Test automation: level 2 of 5' }])
})

it('shows the criteria of a dimension on request', async () => {
  const page = await openTab()
  await page.click('Criteria', page.row('Test automation', page.table('Dimensions')))
  expect(page.text(page.dialog())).toContain('Criteria of Test automation')
  expect(page.cells(page.table('Criteria of Test automation'))).toEqual([
    ['2 Developing', 'Tests run on every change | TA-2.1', 'Met', '97 % of runs'],
    ['3 Defined', 'Failures are looked at daily | TA-3.1', 'Not met', 'Nothing measured or answered'],
  ])
  await page.click('Close')
  expect(page.all('Modal')).toHaveLength(0)
})

it('shows what is short of its target, and the way there', async () => {
  const page = await openTab()
  expect(page.cells(page.table('Short of the target'))).toEqual([['Test automation', '2', '4 Managed', '8']])
  expect(page.text()).toContain(
    'The way ahead | Test automation: from 2 to 3 Defined | Look at failures daily (TA-3.1)',
  )
})

it('says that nothing is short of its target', async () => {
  const page = await openTab(maturity({ gaps: [], roadmap: [] }))
  expect(page.text()).toContain('No dimension is short of its target.')
  expect(page.text()).not.toContain('The way ahead')
})

it('says that a dimension is to be assessed anew where all criteria hold', async () => {
  const page = await openTab(
    maturity({
      gaps: [{ dimension: 'Test data', current: 0, target: 3, gap: 15 }],
      roadmap: [{ dimension: 'Test data', from: 0, to: 1, steps: [] }],
    }),
  )
  expect(page.text()).toContain('Test data: from 0 to 1 Foundation | All criteria hold: assess it anew.')
  expect(page.text()).toContain('Test data | Below 1 | 3 Defined | 15')
})

describe('where nothing is known yet', () => {
  const unknown = maturity({ average: null, gatedLevel: null })

  it('says what those who may write can do', async () => {
    const page = await openTab(unknown)
    expect(page.text()).toContain('No level is known yet | Assess a dimension to begin with')
    expect(page.text()).toContain('Average | – | of 5, weighted | Gated level | –')
  })

  it('says to others who can', async () => {
    const page = await openTab({ ...unknown, access: 'read' })
    expect(page.text()).toContain('Somebody who may write to the project can assess its dimensions.')
  })
})

describe('assessing', () => {
  it('sends what was touched, and shows what the server makes of it', async () => {
    const answer = held<MaturityAnswer>()
    const page = await openTab(maturity(), {
      'POST /forge/project/assessments': () => answer.promise,
    })
    await page.click('Assess', page.row('Test automation', page.table('Dimensions')))
    expect(page.field('Dimension').props.defaultValue).toMatchObject({ value: 'Test automation' })
    expect(page.field('Level found').props.defaultValue).toMatchObject({ value: 3 })
    expect(page.field('Target').props.defaultValue).toMatchObject({ value: 4 })
    await page.choose('Level found', '4 Managed')
    await page.type('Evidence', ' All suites run nightly. ')
    await page.click('Save')
    expect(page.sent()).toEqual({
      dimension: 'Test automation',
      currentLevel: 4,
      evidence: 'All suites run nightly.',
    })
    expect(page.button('Save').props.isLoading).toBe(true)

    await page.settle(() => answer.answer(maturity({ average: 3.1 })))
    expect(page.all('Modal')).toHaveLength(0)
    expect(page.text()).toContain('Average | 3.1')
    expect(page.flag()).toBe('Assessment of Test automation saved')
    expect(page.asked().filter((endpoint) => endpoint === 'GET /forge/project/maturity')).toHaveLength(1)
  })

  it('can take a level back', async () => {
    const page = await openTab(maturity(), { 'POST /forge/project/assessments': maturity() })
    await page.click('Assess', page.row('Test automation', page.table('Dimensions')))
    await page.choose('Level found', null)
    await page.choose('Target', null)
    await page.click('Save')
    expect(page.sent()).toEqual({ dimension: 'Test automation', currentLevel: null, targetLevel: null })
  })

  it('is of any dimension, which has to be chosen', async () => {
    const page = await openTab(maturity(), { 'POST /forge/project/assessments': maturity() })
    await page.click('Assess a dimension')
    await page.click('Save')
    expect(page.text(page.dialog())).toContain('Choose the dimension that you assess.')
    await page.choose('Dimension', 'Environments')
    await page.choose('Target', '3 Defined')
    await page.click('Save')
    expect(page.sent()).toEqual({ dimension: 'Environments', targetLevel: 3 })
  })

  it('says why it failed, and keeps what was typed', async () => {
    const page = await openTab(maturity(), {
      'POST /forge/project/assessments': problem('permission_denied', 'Readers may not.', 403),
    })
    await page.click('Assess', page.row('Test automation', page.table('Dimensions')))
    await page.choose('Level found', '4 Managed')
    await page.click('Save')
    expect(page.text(page.dialog())).toContain('Details: Readers may not.')
    await page.click('Cancel')
    expect(page.all('Modal')).toHaveLength(0)
  })

  it('is not offered to those who may only read', async () => {
    const page = await openTab(maturity({ access: 'read' }))
    expect(page.buttons()).not.toContain('Assess')
    expect(page.buttons()).not.toContain('Assess a dimension')
    expect(page.buttons()).toContain('Criteria')
  })
})
