/** Coverage as a caller meets it: a project in a few lines, every question once, and what is refused. */
import { describe, expect, it } from 'vitest'
import { buildProject } from '../../packages/core/src/testing/builders.js'
import { engines } from '../support/engines.js'
import { useAtmosfera } from '../support/use-atmosfera.js'

describe.each(engines)('coverage on $name', (engine) => {
  const opened = useAtmosfera(engine, { clock: () => new Date('2026-03-10T12:00:00Z') })

  const shop = () =>
    buildProject(opened.system, {
      tickets: [
        { jiraKey: 'SHOP-1', issueType: 'Epic' },
        { jiraKey: 'SHOP-2', issueType: 'Story', priority: 'High', parentKey: 'SHOP-1' },
        {
          jiraKey: 'SHOP-3',
          issueType: 'Bug',
          priority: 'Blocker',
          parentKey: 'SHOP-1',
          components: ['cart'],
        },
        { jiraKey: 'SHOP-10', issueType: 'Story', parentKey: 'SHOP-1' },
      ],
      testCases: {
        'pays by card': {
          covers: ['SHOP-2'],
          runs: [
            { status: 'passed', environment: 'ios', version: '1.0', executedAt: '2026-03-01' },
            { status: 'failed', environment: 'android', version: '1.0', executedAt: '2026-03-02' },
            { status: 'passed', environment: 'android', version: '1.1', executedAt: '2026-03-04' },
            { status: 'blocked', environment: 'android', version: '1.1', executedAt: '2026-03-05' },
          ],
        },
        'empties the cart': {
          covers: ['SHOP-3'],
          runs: [{ status: 'failed', environment: 'ios', version: '1.1', executedAt: '2026-03-03' }],
        },
      },
    })

  it('gives three numbers', async () => {
    const { project } = await shop()
    expect(await opened.system.coverage.summary({ projectId: project.id })).toMatchObject({
      tickets: 4,
      linked: 2,
      executed: 2,
      passing: 1,
      linkedPercentage: 50,
      passingPercentage: 25,
    })
  })

  it('says of a ticket what is below it', async () => {
    const { project } = await shop()
    const { items } = await opened.system.coverage.tickets({ projectId: project.id })
    expect(items.map(({ key, verdict }) => [key, verdict])).toEqual([
      ['SHOP-1', 'UNCOVERED'],
      ['SHOP-2', 'OK'],
      ['SHOP-3', 'NOK'],
      ['SHOP-10', 'UNCOVERED'],
    ])
    expect(items[0]).toMatchObject({ rolledUpVerdict: 'NOK', children: 3, childrenCovered: 2 })
    expect(items[1]).not.toHaveProperty('children')
  })

  it('explains itself', async () => {
    const { project, testCaseIds } = await shop()
    const explanation = await opened.system.coverage.explain({ projectId: project.id, key: 'SHOP-3' })
    expect(explanation).toMatchObject({
      key: 'SHOP-3',
      verdict: 'NOK',
      decidedBy: {
        status: 'failed',
        environment: 'ios',
        testCaseId: testCaseIds['empties the cart'],
        ageDays: 7,
      },
      testCases: [{ title: 'empties the cart', counted: true, verdict: 'NOK', linkOrigin: 'manual' }],
      rollup: null,
    })
    expect(explanation.reason).toContain('"empties the cart" is failed on ios 7 days ago')
  })

  it('says what a release changed, and why', async () => {
    const { project, testCaseIds } = await shop()
    const { changed } = await opened.system.coverage.diff(
      { projectId: project.id, versions: ['1.0'] },
      { projectId: project.id, versions: ['1.1'] },
    )
    expect(changed).toEqual([
      {
        key: 'SHOP-2',
        summary: 'SHOP-2',
        from: 'NOK',
        to: 'OK',
        ticket: null,
        because: [
          {
            testCaseId: testCaseIds['pays by card'],
            title: 'pays by card',
            from: 'NOK',
            to: 'OK',
            why: 'results',
          },
        ],
      },
      {
        key: 'SHOP-3',
        summary: 'SHOP-3',
        from: 'NOTRUN',
        to: 'NOK',
        ticket: null,
        because: [
          {
            testCaseId: testCaseIds['empties the cart'],
            title: 'empties the cart',
            from: 'NOTRUN',
            to: 'NOK',
            why: 'results',
          },
        ],
      },
    ])
  })

  it('draws a matrix and a trend, and lists the gaps', async () => {
    const { project, testCaseIds } = await shop()
    // The links were made just now, which is later than the runs: only as of then is anything covered.
    await opened.database.query(
      'UPDATE atmosfera.test_case_jira_links SET created_at = $2 WHERE project_id = $1',
      [project.id, '2026-03-01'],
    )
    const matrix = await opened.system.coverage.matrix({ projectId: project.id })
    expect(matrix).toMatchObject({
      environments: ['android', 'ios'],
      items: [
        {
          key: 'SHOP-2',
          testCases: [{ id: testCaseIds['pays by card'], environments: { android: 'OK', ios: 'OK' } }],
        },
        { key: 'SHOP-3', testCases: [{ environments: { ios: 'NOK' } }] },
      ],
    })
    const trend = await opened.system.coverage.trend({
      projectId: project.id,
      from: '2026-03-01',
      to: '2026-03-04',
    })
    expect(trend.map(({ date, executed, passing }) => [date, executed, passing])).toEqual([
      ['2026-03-01', 1, 1],
      ['2026-03-02', 1, 0],
      ['2026-03-03', 2, 0],
      ['2026-03-04', 2, 1],
    ])
    const gaps = await opened.system.coverage.gaps({ projectId: project.id })
    expect(gaps).toMatchObject({
      failing: 1,
      uncovered: 1,
      items: [{ key: 'SHOP-3', risk: 64, ageDays: null, nearby: null }, { key: 'SHOP-10' }],
    })
  })

  it('takes lists of Jira that are none, as other programs write them, for no values', async () => {
    const projectId = await opened.newProject()
    const labels = ['{"a": 1}', '"a"', 'null', '["a", "a"]', '["a", null]', '[1]']
    await opened.database.query(
      `INSERT INTO atmosfera.jira_tickets (project_id, jira_key, summary, status, labels)
        SELECT $1, 'SHOP-' || row_number() OVER (), 'odd', 'Open', value::jsonb FROM unnest($2::text[]) AS value`,
      [projectId, labels],
    )
    const { items } = await opened.system.coverage.breakdown({ projectId, by: 'label' })
    expect(items.map(({ value, summary }) => [value, summary.tickets])).toEqual([
      ['1', 1],
      ['a', 2],
      [null, 4],
    ])
  })

  it.each<[string, object]>([
    ['a field that does not exist', { environment: 'ios' }],
    ['a moment that is none', { asOf: 'yesterday' }],
    ['another meaning for a status that has one', { policy: { statuses: { passed: 'NOK' } } }],
    ['a verdict that is none', { policy: { statuses: { flaky: 'BAD' } } }],
  ])('refuses %s', async (_, given) => {
    const projectId = await opened.newProject()
    const summary = opened.system.coverage.summary({ projectId, ...given })
    await expect(summary).rejects.toMatchObject({ code: 'validation_failed' })
  })

  it('refuses to compare two projects, and to explain what is not there', async () => {
    const [one, other] = [await opened.newProject(), await opened.newProject()]
    await expect(opened.system.coverage.diff({ projectId: one }, { projectId: other })).rejects.toMatchObject(
      {
        code: 'validation_failed',
      },
    )
    await expect(opened.system.coverage.explain({ projectId: one, key: 'SHOP-1' })).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})
