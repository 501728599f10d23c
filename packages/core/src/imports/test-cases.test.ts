import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCatalogue } from '../../../../test/support/catalogue.js'
import { digestOfAll, digestOfProject } from '../../../../test/support/digest.js'
import { engines } from '../../../../test/support/engines.js'
import { failureOf } from '../../../../test/support/failure.js'
import { csvFile, jsonFile, ndjsonFile } from '../../../../test/support/files.js'
import { useAtmosfera } from '../../../../test/support/use-atmosfera.js'
import { ValidationError } from '../errors.js'

const catalogue = await readCatalogue()

const ticketFile = (...keys: readonly string[]) =>
  jsonFile(
    'tickets.json',
    keys.map((key) => ({ key, summary: key, status: 'Open' })),
  )

describe.each(engines)('Test cases out of files on $name', (engine) => {
  const opened = useAtmosfera(engine)
  const digest = (projectId: number) => digestOfProject(opened.database, catalogue, projectId)
  const importTestCases = (projectId: number, ...files: File[]) =>
    opened.system.imports.testCases({ projectId, files })
  const stored = async (projectId: number) =>
    (await opened.system.testCases.list({ projectId, limit: 500 })).items
  /** What is linked and what waits, as `test case → key`. */
  const links = async (projectId: number) => {
    const rows = await opened.database.query<{ link: string }>(
      `SELECT test_case.external_id || ' → ' || ticket.jira_key AS link FROM atmosfera.test_case_jira_links AS link
        JOIN atmosfera.test_cases AS test_case ON test_case.id = link.test_case_id
        JOIN atmosfera.jira_tickets AS ticket ON ticket.id = link.jira_ticket_id WHERE link.project_id = $1
      UNION ALL SELECT test_case.external_id || ' … ' || pending.jira_key FROM atmosfera.pending_links AS pending
        JOIN atmosfera.test_cases AS test_case ON test_case.id = pending.test_case_id WHERE pending.project_id = $1
      ORDER BY link`,
      [projectId],
    )
    return rows.map((row) => row.link)
  }

  it('are all there afterwards, with every field, in suites that are made by name', async () => {
    const { userId, imports } = await opened.member(await opened.newProject(), 'write')
    const [{ id: projectId } = { id: 0 }] = (await opened.atmosfera.as({ userId }).projects.list({})).items
    const file = csvFile('cases.csv', [
      {
        external_id: 'Pay > by card',
        title: 'by card',
        description: 'd',
        preconditions: 'p',
        steps: '1. Open\n2. Pay',
        expected_results: 'e',
        priority: 'high',
        severity: 'critical',
        status: 'draft',
        suite: 'Pay',
        automation_status: 'automated',
        automatable: 'yes',
        file: 'pay.test.ts',
        jira_keys: 'SHOP-1',
        tags: 'smoke;web',
        created: '2026-01-01',
        owner: 'Ada',
      },
    ])
    const report = await imports.testCases({ projectId, files: [file] })
    const [testCase] = await stored(projectId)
    expect(report).toEqual({
      files: [{ file: 'cases.csv', format: 'csv', total: 1 }],
      total: 1,
      created: 1,
      updated: 0,
      unchanged: 0,
      rejected: [],
      unresolvedLinks: [{ key: 'SHOP-1', testCaseId: testCase?.id, externalId: 'Pay > by card' }],
      warnings: ['cases.csv, row 1: owner: is not a field of test cases and was left out'],
    })
    const [suite] = (await opened.system.testSuites.list({ projectId })).items
    expect(suite).toMatchObject({ name: 'Pay' })
    expect(testCase).toMatchObject({
      externalId: 'Pay > by card',
      title: 'by card',
      description: 'd',
      preconditions: 'p',
      steps: [{ action: 'Open' }, { action: 'Pay' }],
      expectedResults: 'e',
      priority: 'high',
      severity: 'critical',
      status: 'draft',
      suiteId: suite?.id,
      automationStatus: 'automated',
      automatable: true,
      sourceFile: 'pay.test.ts',
      tags: ['smoke', 'web'],
      userId,
      createdAt: new Date('2026-01-01'),
    })
  })

  it('are known by their id, or by suite and title; what a file leaves out stays', async () => {
    const projectId = await opened.newProject()
    const file = jsonFile('a.json', [
      { externalId: 'T-1', title: 'pays', description: 'd', tags: ['smoke'], priority: 'high' },
      { suite: 'Pay', title: 'refunds', description: 'r' },
    ])
    await importTestCases(projectId, file)
    const before = await stored(projectId)
    const later = jsonFile('b.json', [
      { externalId: 'T-1', title: 'pays by card' },
      { suite: 'Pay', title: 'refunds', status: 'draft' },
      { suite: 'Other', title: 'refunds' },
    ])
    expect(await importTestCases(projectId, later)).toMatchObject({ created: 1, updated: 2, unchanged: 0 })
    expect(await stored(projectId)).toMatchObject([
      {
        id: before[0]?.id,
        title: 'pays by card',
        description: 'd',
        tags: ['smoke'],
        priority: 'high',
        status: 'ready',
      },
      { id: before[1]?.id, externalId: 'Pay > refunds', description: 'r', status: 'draft' },
      { externalId: 'Other > refunds' },
    ])
  })

  it('change nothing the second time, neither rows nor links nor the audit log', async () => {
    // More rows than go to the database at once, and one of them again far behind, and in another file.
    const rows = Array.from({ length: 2_100 }, (_, index) => ({
      externalId: `T-${index}`,
      title: `does thing ${index}`,
      suite: `Suite ${index % 7}`,
      jiraKeys: [`SHOP-${index % 50}`],
    }))
    const files = [
      ndjsonFile('all.ndjson', [...rows, { externalId: 'T-0', title: 'later', description: 'd' }]),
      jsonFile('more.json', [
        { externalId: 'T-0', title: 'last', jiraKeys: ['SHOP-7'] },
        { externalId: 'T-1', title: 'later', suite: 'Suite 0' },
      ]),
    ]
    const projectId = await opened.newProject()
    await opened.system.imports.tickets({ projectId, files: [ticketFile('SHOP-0', 'SHOP-7')] })
    expect(await importTestCases(projectId, ...files)).toMatchObject({
      total: 2_103,
      created: 2_100,
      updated: 0,
      unchanged: 3,
    })
    const [first] = await stored(projectId)
    expect(first).toMatchObject({ externalId: 'T-0', title: 'last', description: 'd' })
    expect((await links(projectId)).slice(0, 2)).toEqual(['T-0 → SHOP-0', 'T-0 → SHOP-7'])
    const before = await digest(projectId)
    expect(await importTestCases(projectId, ...files)).toMatchObject({
      created: 0,
      updated: 0,
      unchanged: 2_103,
    })
    expect(await digest(projectId)).toEqual(before)
  })

  it('are the same however their rows are spread over files, and the same again changes nothing', async () => {
    const optional = (values: readonly string[]) =>
      fc.option(fc.constantFrom(...values), { nil: undefined, freq: 2 })
    const anyRow = fc.record({
      externalId: fc.constantFrom('T-1', 'T-2', 'T-3'),
      title: fc.constantFrom('a', 'b', 'ü"\'\\'),
      description: optional(['d', 'e']),
      priority: optional(['low', 'high']),
      tags: fc.option(fc.constantFrom(['x'], ['x', 'y']), { nil: undefined }),
      steps: fc.option(fc.constantFrom([{ action: 'a', data: 'd' }], ['b']), { nil: undefined }),
      suite: optional(['S', 'T']),
      jiraKeys: fc.subarray(['SHOP-1', 'SHOP-2']),
    })
    const anyRows = fc.array(anyRow, { minLength: 1, maxLength: 10 })
    const content = async (projectId: number) => {
      const suites = new Map(
        (await opened.system.testSuites.list({ projectId })).items.map((suite) => [suite.id, suite.name]),
      )
      return (await stored(projectId))
        .map(({ externalId, title, description, priority, tags, steps, suiteId }) =>
          JSON.stringify([
            externalId,
            title,
            description,
            priority,
            tags,
            steps,
            suites.get(suiteId ?? 0) ?? null,
          ]),
        )
        .sort()
    }
    await fc.assert(
      fc.asyncProperty(anyRows, fc.nat(10), async (rows, cut) => {
        const whole = await opened.newProject()
        await importTestCases(whole, jsonFile('all.json', rows))
        const spread = await opened.newProject()
        const files = [rows.slice(0, cut), rows.slice(cut)]
          .filter((part) => part.length > 0)
          .map((part, index) => ndjsonFile(`${index}.ndjson`, part))
        const { created } = await importTestCases(spread, ...files)
        expect(created).toBe(new Set(rows.map((row) => row.externalId)).size)
        expect(await content(spread)).toEqual(await content(whole))
        expect(await links(spread)).toEqual(await links(whole))
        const before = await digest(spread)
        const again = await importTestCases(spread, ...files)
        expect(again).toMatchObject({ created: 0, updated: 0, unchanged: rows.length })
        expect(await digest(spread)).toEqual(before)
      }),
      { numRuns: engine.kind === 'pglite' ? 12 : 25 },
    )
  })

  it('are linked to the same tickets whether those come first or later', async () => {
    const cases = jsonFile('cases.json', [
      { externalId: 'T-1', title: 'a', jiraKeys: 'SHOP-1, SHOP-9' },
      { externalId: 'T-2', title: 'b', jiraKeys: ['SHOP-1', 'SHOP-2'] },
    ])
    const tickets = ticketFile('SHOP-1', 'SHOP-2')
    const { imports } = opened.system
    const [earlier, later] = [await opened.newProject(), await opened.newProject()]
    await imports.tickets({ projectId: earlier, files: [tickets] })
    const first = await importTestCases(earlier, cases)
    expect(first.unresolvedLinks.map(({ key }) => key)).toEqual(['SHOP-9'])
    const second = await importTestCases(later, cases)
    expect(second.unresolvedLinks.map(({ key }) => key)).toEqual(['SHOP-1', 'SHOP-1', 'SHOP-2', 'SHOP-9'])
    expect(await links(later)).toEqual(['T-1 … SHOP-1', 'T-1 … SHOP-9', 'T-2 … SHOP-1', 'T-2 … SHOP-2'])
    const arrived = await imports.tickets({ projectId: later, files: [tickets] })
    expect(arrived.unresolvedLinks.map(({ key, externalId }) => [key, externalId])).toEqual([
      ['SHOP-9', 'T-1'],
    ])
    expect(await links(later)).toEqual(['T-1 … SHOP-9', 'T-1 → SHOP-1', 'T-2 → SHOP-1', 'T-2 → SHOP-2'])
    expect(await links(earlier)).toEqual(await links(later))
  })

  it('are none where a row is not acceptable or the last of several files is broken', async () => {
    const projectId = await opened.newProject()
    const good = jsonFile('good.json', [{ title: 'a', suite: 'S', jiraKeys: ['SHOP-1'] }])
    const flawed = csvFile('flawed.csv', [
      { title: 'b', status: 'ready' },
      { title: 'c', status: 'obsolete' },
      { title: '', status: 'ready' },
    ])
    const cut = new File(['external_id,title\nT-1,"never closed\n'], 'cut.csv')
    const before = await digestOfAll(opened.database, catalogue)
    const refused = await failureOf(importTestCases(projectId, good, flawed), ValidationError)
    expect(refused.issues.map(({ file, row, path }) => [file, row, path])).toEqual([
      ['flawed.csv', 3, 'status'],
      ['flawed.csv', 4, 'title'],
    ])
    const broken = opened.system.imports.testCases({ projectId, files: [good, cut], onInvalid: 'skip' })
    expect((await failureOf(broken, ValidationError)).message).toMatch(
      /^cut\.csv, row \d: is not well-formed CSV on line \d: a quote is opened there and never closed$/,
    )
    expect(await digestOfAll(opened.database, catalogue)).toEqual(before)
    const skipped = await opened.system.imports.testCases({
      projectId,
      files: [good, flawed],
      onInvalid: 'skip',
    })
    expect(skipped).toMatchObject({ total: 4, created: 2, rejected: [{ row: 3 }, { row: 4 }] })
  })
})
