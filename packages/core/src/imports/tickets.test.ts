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

interface Row {
  readonly key: string
  readonly id?: string
  readonly summary: string
  readonly status: string
}

const ticket = (key: string, more: object = {}) => ({ key, summary: `About ${key}`, status: 'Open', ...more })

describe.each(engines)('Tickets out of files on $name', (engine) => {
  const opened = useAtmosfera(engine)
  const digest = (projectId: number) => digestOfProject(opened.database, catalogue, projectId)
  const importTickets = (projectId: number, ...files: File[]) =>
    opened.system.imports.tickets({ projectId, files })
  const stored = async (projectId: number) =>
    (await opened.system.tickets.list({ projectId, sort: 'jiraKey', limit: 500 })).items

  it('are all there afterwards, with every field', async () => {
    const projectId = await opened.newProject()
    const issue = {
      id: 10001,
      key: 'SHOP-2',
      fields: {
        issuetype: { name: 'Story' },
        type: 'Story',
        summary: 'Pay by card',
        description: 'As a customer',
        priority: { name: 'High' },
        status: { name: 'In Progress' },
        resolution: { name: 'Done' },
        assignee: { displayName: 'Ada' },
        reporter: { displayName: 'Grace' },
        labels: ['payment', 'web'],
        components: [{ name: 'Checkout' }],
        fixVersions: [{ name: '2.5.0' }],
        parent: { key: 'SHOP-1' },
        created: '2026-01-01T12:00:00.000+0100',
        updated: '2026-02-01T12:00:00Z',
      },
    }
    const report = await importTickets(projectId, jsonFile('issues.json', { issues: [issue] }))
    expect(report).toEqual({
      files: [{ file: 'issues.json', total: 1 }],
      total: 1,
      created: 1,
      updated: 0,
      unchanged: 0,
      rejected: [],
      unresolvedLinks: [],
      warnings: [],
    })
    expect(await stored(projectId)).toEqual([
      {
        id: expect.any(Number),
        projectId,
        jiraKey: 'SHOP-2',
        jiraId: '10001',
        issueType: 'Story',
        summary: 'Pay by card',
        description: 'As a customer',
        priority: 'High',
        status: 'In Progress',
        resolution: 'Done',
        assignee: 'Ada',
        reporter: 'Grace',
        labels: ['payment', 'web'],
        components: ['Checkout'],
        fixVersions: ['2.5.0'],
        parentKey: 'SHOP-1',
        createdDate: new Date('2026-01-01T11:00:00Z'),
        updatedDate: new Date('2026-02-01T12:00:00Z'),
        team: null,
        risk: null,
        movedOutAt: null,
        contentHash: expect.stringMatching(/^[0-9a-f]{64}$/),
        lastSynced: expect.any(Date),
        deletedAt: null,
        createdAt: expect.any(Date),
        updatedAt: expect.any(Date),
      },
    ])
  })

  it('write only what changed, whatever format it comes in', async () => {
    const projectId = await opened.newProject()
    const rows = ['SHOP-1', 'SHOP-2', 'SHOP-3'].map((key) => ticket(key))
    await importTickets(projectId, jsonFile('a.json', rows))
    const before = await stored(projectId)
    const [one, , three] = rows as [Row, Row, Row]
    const changed = { ...one, summary: 'Another' }
    expect(await importTickets(projectId, ndjsonFile('b.ndjson', [changed, three]))).toMatchObject({
      created: 0,
      updated: 1,
      unchanged: 1,
    })
    const csv = csvFile('c.csv', [{ 'Issue key': 'SHOP-1', Summary: 'Another', Status: 'Open' }])
    expect(await importTickets(projectId, csv)).toMatchObject({ updated: 0, unchanged: 1 })
    const after = await stored(projectId)
    expect(after.slice(1)).toEqual(before.slice(1))
    expect(after[0]).toMatchObject({ id: before[0]?.id, summary: 'Another' })
  })

  it('change nothing the second time, neither rows nor the audit log', async () => {
    // More rows than go to the database at once, and one of them again far behind, and in another file.
    const rows = Array.from({ length: 2_100 }, (_, index) => ticket(`SHOP-${index}`, { id: String(index) }))
    const files = [
      ndjsonFile('all.ndjson', [...rows, ticket('SHOP-0', { id: '0', summary: 'Later' })]),
      jsonFile('more.json', [ticket('SHOP-1', { id: '1', summary: 'Later' }), ticket('NEW-2', { id: '2' })]),
    ]
    const projectId = await opened.newProject()
    const first = await importTickets(projectId, ...files)
    expect(first).toMatchObject({ total: 2_103, created: 2_100, updated: 0, unchanged: 3 })
    const summaries = new Map((await stored(projectId)).map((one) => [one.jiraKey, one.summary]))
    expect([summaries.get('SHOP-0'), summaries.get('SHOP-1')]).toEqual(['Later', 'Later'])
    expect([summaries.has('SHOP-2'), summaries.has('NEW-2')]).toEqual([false, true])
    const before = await digest(projectId)
    expect(await importTickets(projectId, ...files)).toMatchObject({
      total: 2_103,
      created: 0,
      updated: 0,
      unchanged: 2_103,
    })
    expect(await digest(projectId)).toEqual(before)
  })

  it('are those of the last rows, and the same files again change nothing, for any files', async () => {
    const issue = fc.record({
      // An issue keeps its id for life, and no other issue ever gets a key that it had.
      issue: fc.nat(5),
      moves: fc.nat(2),
      summary: fc.constantFrom('a', 'b', 'ü"\'\\', 'c\nd'),
      status: fc.constantFrom('Open', 'Done'),
    })
    const row = issue.map(({ issue, moves, summary, status }): Row => {
      const hasId = issue % 2 === 0
      return {
        key: `${'ABC'.charAt(hasId ? moves : 0)}-${issue}`,
        ...(hasId ? { id: String(issue) } : {}),
        summary,
        status,
      }
    })
    const anyFiles = fc.array(fc.array(row, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 4 })
    const lastOf = (rows: readonly Row[]) =>
      rows.filter(
        (one, index) =>
          !rows
            .slice(index + 1)
            .some((later) => later.key === one.key || (one.id !== undefined && later.id === one.id)),
      )
    await fc.assert(
      fc.asyncProperty(anyFiles, async (content) => {
        const projectId = await opened.newProject()
        const files = content.map((rows, index) => ndjsonFile(`${index}.ndjson`, rows))
        const first = await importTickets(projectId, ...files)
        expect(first.total).toBe(content.flat().length)
        const tickets = await stored(projectId)
        const expected = lastOf(content.flat()).map(({ key, id = null, summary, status }) => [
          key,
          id,
          summary,
          status,
        ])
        expect(new Set(tickets.map((one) => [one.jiraKey, one.jiraId, one.summary, one.status]))).toEqual(
          new Set(expected),
        )
        const before = await digest(projectId)
        const second = await importTickets(projectId, ...files)
        expect(second).toMatchObject({ created: 0, updated: 0, unchanged: first.total })
        expect(await digest(projectId)).toEqual(before)
      }),
      { numRuns: engine.kind === 'pglite' ? 15 : 25 },
    )
  })

  it('keep row, links and history when Jira moves them to another key', async () => {
    const projectId = await opened.newProject()
    await importTickets(projectId, jsonFile('a.json', [ticket('OLD-1', { id: '7' })]))
    const [before] = await stored(projectId)
    const { id: testCaseId } = await opened.system.testCases.create({ projectId, title: 'pays' })
    await opened.system.links.link({ projectId, testCaseId, key: 'OLD-1' })
    await opened.system.links.link({ projectId, testCaseId, key: 'NEW-1' })
    const report = await importTickets(projectId, jsonFile('b.json', [ticket('NEW-1', { id: '7' })]))
    expect(report).toMatchObject({ created: 0, updated: 1, unresolvedLinks: [] })
    const after = await stored(projectId)
    expect(after).toMatchObject([{ id: before?.id, jiraKey: 'NEW-1', summary: 'About NEW-1' }])
    const { items: links } = await opened.system.links.list({ projectId })
    expect(links.map((link) => link.jiraTicketId)).toEqual([before?.id])
  })

  it('go by their keys where another Jira has given the ids anew', async () => {
    const projectId = await opened.newProject()
    await importTickets(
      projectId,
      jsonFile('server.json', [ticket('A-1', { id: '1' }), ticket('A-2', { id: '2' }), ticket('A-3')]),
    )
    const before = await stored(projectId)
    const cloud = jsonFile('cloud.json', [
      ticket('A-1', { id: '2' }),
      ticket('A-2', { id: '3' }),
      ticket('A-3', { id: '1' }),
    ])
    expect(await importTickets(projectId, cloud)).toMatchObject({ created: 0, updated: 3 })
    const after = await stored(projectId)
    expect(after.map(({ id, jiraKey, jiraId }) => [id, jiraKey, jiraId])).toEqual([
      [before[0]?.id, 'A-1', '2'],
      [before[1]?.id, 'A-2', '3'],
      [before[2]?.id, 'A-3', '1'],
    ])
    expect(await importTickets(projectId, cloud)).toMatchObject({ updated: 0, unchanged: 3 })
  })

  it('come back where they were tombstoned; that a file lacks them says nothing', async () => {
    const projectId = await opened.newProject()
    const file = jsonFile('a.json', [ticket('SHOP-1'), ticket('SHOP-2')])
    await importTickets(projectId, file)
    const [gone] = await stored(projectId)
    await opened.system.tickets.update(gone?.id ?? 0, { deletedAt: new Date() })
    await importTickets(projectId, jsonFile('b.json', [ticket('SHOP-3')]))
    const deleted = async () => (await stored(projectId)).map((one) => one.deletedAt !== null)
    expect(await deleted()).toEqual([true, false, false])
    expect(await importTickets(projectId, file)).toMatchObject({ updated: 1, unchanged: 1 })
    expect(await deleted()).toEqual([false, false, false])
  })

  it('take back what somebody changed by hand', async () => {
    const projectId = await opened.newProject()
    const file = jsonFile('a.json', [ticket('SHOP-1')])
    await importTickets(projectId, file)
    const [one] = await stored(projectId)
    await opened.system.tickets.update(one?.id ?? 0, { summary: 'By hand' })
    expect(await importTickets(projectId, file)).toMatchObject({ updated: 1 })
    expect(await stored(projectId)).toMatchObject([{ id: one?.id, summary: 'About SHOP-1' }])
  })

  it('are refused together where one is not acceptable, and every such row is named', async () => {
    const projectId = await opened.newProject()
    const good = jsonFile('good.json', [ticket('SHOP-1')])
    const flawed = ndjsonFile('flawed.ndjson', [
      ticket('SHOP-2'),
      { summary: 's' },
      ticket('A-1', { id: [] }),
    ])
    const before = await digestOfAll(opened.database, catalogue)
    const error = await failureOf(importTickets(projectId, good, flawed), ValidationError)
    expect(error.message).toBe(
      'flawed.ndjson, row 2: key: is missing; every ticket has one, such as ABC-1 (and 1 more)',
    )
    expect(error.issues.map(({ file, row, path }) => [file, row, path])).toEqual([
      ['flawed.ndjson', 2, 'key'],
      ['flawed.ndjson', 3, 'jiraId'],
    ])
    expect(await digestOfAll(opened.database, catalogue)).toEqual(before)
    const report = await opened.system.imports.tickets({
      projectId,
      files: [good, flawed],
      onInvalid: 'skip',
    })
    expect(report).toMatchObject({ total: 4, created: 2, updated: 0, unchanged: 0 })
    expect(report.rejected).toEqual([
      { file: 'flawed.ndjson', row: 2, reason: 'key: is missing; every ticket has one, such as ABC-1' },
      { file: 'flawed.ndjson', row: 3, reason: 'jiraId: is a list; it has to be text' },
    ])
  })

  it('are none where the last of several files is broken, even if flawed rows are skipped', async () => {
    const projectId = await opened.newProject()
    const rows = Array.from({ length: 1_500 }, (_, index) => ticket(`SHOP-${index}`))
    const cut = new File([JSON.stringify(rows).slice(0, -20)], 'cut.json')
    const files = [jsonFile('a.json', rows), cut]
    const before = await digestOfAll(opened.database, catalogue)
    const error = await failureOf(
      opened.system.imports.tickets({ projectId, files, onInvalid: 'skip' }),
      ValidationError,
    )
    expect(error.message).toBe(
      'cut.json, row 1: malformed JSON: it ends in the middle; export or download it again',
    )
    expect(await digestOfAll(opened.database, catalogue)).toEqual(before)
  })
})
