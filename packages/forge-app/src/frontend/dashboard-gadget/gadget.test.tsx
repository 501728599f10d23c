import { describe, expect, it } from 'vitest'
import { open } from '../../testing/open'
import type { Page } from '../../testing/page'
import { coverage, coverageNumbers, noCoverage } from '../../testing/samples'

const project = { id: 7, name: 'Web shop' }

describe('looking at it', () => {
  it('shows how to begin where nothing was chosen', async () => {
    const page = await open('dashboard-gadget', { 'GET /forge/gadget': { show: 'nothing' } })
    expect(page.text()).toContain('Nothing chosen yet | Open the menu of this gadget and choose “Edit”')
  })

  it('shows coverage in three numbers, by verdict and over time', async () => {
    const page = await open('dashboard-gadget', {
      'GET /forge/gadget': {
        show: 'coverage',
        project,
        coverage: coverageNumbers(),
        trend: coverage().trend,
      },
    })
    expect(page.text()).toContain('Test coverage of Web shop')
    expect(page.text()).toContain('Linked | 75% | 150 of 200 issues')
    expect(page.text()).toContain('Executed | 60% | 120 of 200 issues')
    expect(page.text()).toContain('Passing | 45% | 90 of 200 issues')
    expect(page.one('DonutChart').props.data).toContainEqual({ verdict: 'Failed', tickets: 20 })
    expect(page.all('LineChart')).toHaveLength(1)
  })

  it('says that nothing counts yet', async () => {
    const page = await open('dashboard-gadget', {
      'GET /forge/gadget': { show: 'coverage', project, coverage: noCoverage, trend: [] },
    })
    expect(page.text()).toContain('No issues yet | Nothing counts so far in this project.')
    expect(page.all('DonutChart')).toHaveLength(0)
  })

  it('shows maturity, and what of it is out of date', async () => {
    const page = await open('dashboard-gadget', {
      'GET /forge/gadget': {
        show: 'maturity',
        project,
        average: 2.456,
        gatedLevel: 1,
        dimensions: [
          { name: 'Test automation', level: 3, target: 4, stale: true },
          { name: 'Environments', level: null, target: null, stale: false },
        ],
      },
    })
    expect(page.text()).toContain('Testing maturity of Web shop')
    expect(page.text()).toContain('Average | 2.46')
    expect(page.text()).toContain('Gated level | 1 Foundation')
    expect(page.cells(page.one('DynamicTable'))).toEqual([
      ['Test automation | Out of date', '3 Defined', '4 Managed'],
      ['Environments', '–', '–'],
    ])
  })
})

describe('setting it up', () => {
  const projects = {
    items: [
      { jiraProjectId: '10000', key: 'SHOP', name: 'Web shop' },
      { jiraProjectId: '10001', key: 'APP', name: 'Mobile app' },
    ],
  }
  const setUp = async (gadgetConfiguration?: unknown, server = {}): Promise<Page> =>
    await open(
      'dashboard-gadget',
      { 'GET /forge/gadget/projects': projects, ...server },
      { extension: { entryPoint: 'edit', gadgetConfiguration } },
    )

  it('submits what was chosen', async () => {
    const page = await setUp()
    await page.choose('Project', 'APP: Mobile app')
    await page.pick('Testing maturity')
    await page.click('Save')
    expect(page.jira.submissions).toEqual([{ jiraProjectId: '10001', show: 'maturity' }])
  })

  it('begins with what was chosen before', async () => {
    const page = await setUp({ jiraProjectId: '10001', show: 'maturity' })
    expect(page.field('Project').props.defaultValue).toEqual({ value: '10001', label: 'APP: Mobile app' })
    expect(page.one('RadioGroup').props.defaultValue).toBe('maturity')
    await page.pick('Test coverage')
    await page.click('Save')
    expect(page.jira.submissions).toEqual([{ jiraProjectId: '10001', show: 'coverage' }])
  })

  it('wants a project', async () => {
    const page = await setUp({ jiraProjectId: 'gone', show: 'coverage' })
    await page.click('Save')
    expect(page.text()).toContain('Choose a project.')
    expect(page.field('Project').props.isInvalid).toBe(true)
    expect(page.jira.submissions).toEqual([])
  })

  it('makes nothing of a configuration that it does not understand', async () => {
    const page = await setUp('what?')
    expect(page.field('Project').props.defaultValue).toBeUndefined()
    expect(page.one('RadioGroup').props.defaultValue).toBe('coverage')
  })

  it('can be left', async () => {
    const page = await setUp()
    await page.click('Cancel')
    expect(page.jira.closed).toBe(1)
  })

  it('says what to do where no project is connected', async () => {
    const page = await setUp(undefined, { 'GET /forge/gadget/projects': { items: [] } })
    expect(page.text()).toContain('No connected project')
  })

  it('says when Jira does not take it', async () => {
    const page = await setUp()
    page.jira.refusing = true
    await page.choose('Project', 'APP: Mobile app')
    await page.click('Save')
    expect(page.text(page.one('SectionMessage'))).toContain('Jira did not take this over.')
  })
})
