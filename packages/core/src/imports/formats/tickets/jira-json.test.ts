import { existsSync } from 'node:fs'
import { Readable } from 'node:stream'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Issue, ValidationError } from '../../../errors.js'
import { openSource } from '../../source.js'
import { readJiraJson } from './jira-json.js'
import type { TicketRecord, TicketRow } from './ticket.js'

async function read(
  content: string | Iterable<Buffer>,
  onRejected?: (issue: Issue) => void,
): Promise<TicketRow[]> {
  const input = typeof content === 'string' ? new Blob([content]) : Readable.from(content)
  const rows: TicketRow[] = []
  for await (const row of readJiraJson(openSource(input, { name: 'issues.json' }), { onRejected }))
    rows.push(row)
  return rows
}

async function refusal(content: string): Promise<string> {
  const error = await read(content).catch((reason: unknown) => reason)
  return error instanceof ValidationError ? error.message : `no refusal but ${JSON.stringify(error)}`
}

const issue = {
  id: '60635',
  key: 'TIMOB-3',
  fields: {
    summary: 'Table view',
    description: 'Make one.',
    issuetype: { id: '1', name: 'Bug' },
    status: { name: 'Closed' },
    priority: { name: 'Medium' },
    resolution: { name: 'Fixed' },
    labels: ['android', 'android'],
    components: [{ id: '1', name: 'iOS' }],
    fixVersions: [{ id: '2', name: 'GA - M1', released: true }],
    created: '2011-04-15T02:22:16.000+0000',
    updated: '2011-04-17T01:50:05.000+0000',
    assignee: { accountId: 'user-2242', displayName: 'User 2242' },
    reporter: { accountId: 'user-0071', displayName: 'User 0071' },
    parent: null,
    epic: null,
    issuelinks: [],
  },
}

const ticket: TicketRecord = {
  key: 'TIMOB-3',
  jiraId: '60635',
  issueType: 'Bug',
  summary: 'Table view',
  description: 'Make one.',
  priority: 'Medium',
  status: 'Closed',
  resolution: 'Fixed',
  assignee: 'User 2242',
  reporter: 'User 0071',
  labels: ['android'],
  components: ['iOS'],
  fixVersions: ['GA - M1'],
  createdDate: new Date('2011-04-15T02:22:16Z'),
  updatedDate: new Date('2011-04-17T01:50:05Z'),
}

const flat = { key: 'A-1', summary: 's', status: 'Open' }
const flatTicket = { ...flat, labels: [], components: [], fixVersions: [] }

describe('readJiraJson reads', () => {
  it.each([
    ['a list', JSON.stringify([issue, flat])],
    ['a list over many lines', JSON.stringify([issue, flat], null, 2)],
    ['a search response', JSON.stringify({ expand: 'names', total: 2, issues: [issue, flat], isLast: true })],
    [
      'a search response over many lines',
      JSON.stringify({ issues: [issue, flat], names: { a: [1] } }, null, 2),
    ],
    ['one issue a line', `${JSON.stringify(issue)}\n${JSON.stringify(flat)}\n`],
    ['one issue a line, as Windows ends lines', `${JSON.stringify(issue)}\r\n${JSON.stringify(flat)}`],
    ['one response a line', `${JSON.stringify({ issues: [issue] })} ${JSON.stringify({ issues: [flat] })}`],
  ])('%s', async (_what, content) => {
    expect(await read(content)).toEqual([
      { row: 1, ticket },
      { row: 2, ticket: flatTicket },
    ])
  })

  it('a single issue', async () => {
    expect(await read(JSON.stringify(issue))).toEqual([{ row: 1, ticket }])
    expect(await read(JSON.stringify(issue, null, 2))).toEqual([{ row: 1, ticket }])
  })

  it('nothing out of an empty list', async () => {
    expect(await read('[]')).toEqual([])
    expect(await read('{"issues": []}')).toEqual([])
  })

  it('our own flat shape, in camelCase and in snake_case', async () => {
    const expected = {
      ...flatTicket,
      issueType: 'Bug',
      fixVersions: ['1.0'],
      parentKey: 'A-2',
      createdDate: new Date('2021-01-01'),
    }
    const camel = {
      ...flat,
      issueType: 'Bug',
      fixVersions: ['1.0'],
      parentKey: 'A-2',
      createdDate: '2021-01-01',
    }
    const snake = {
      jira_key: 'A-1',
      summary: 's',
      status: 'Open',
      issue_type: 'Bug',
      fix_versions: ['1.0'],
      parent_key: 'A-2',
      created_date: '2021-01-01',
    }
    expect(await read(JSON.stringify([camel, snake]))).toEqual([
      { row: 1, ticket: expected },
      { row: 2, ticket: expected },
    ])
  })

  it('what it wrote itself', async () => {
    expect(await read(JSON.stringify([ticket]))).toEqual([{ row: 1, ticket }])
  })

  it('descriptions of REST API 3, which are documents', async () => {
    const description = {
      type: 'doc',
      version: 1,
      content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Hi' }] }],
    }
    const [row] = await read(JSON.stringify({ ...issue, fields: { ...issue.fields, description } }))
    expect(row?.ticket.description).toBe('Hi')
  })

  it.each([
    [{ parent: { key: 'A-1' }, epic: { key: 'A-2' }, customfield_10014: 'A-3' }, 'A-1'],
    [{ parent: null, epic: { key: 'A-2' }, customfield_10014: 'A-3' }, 'A-2'],
    [{ customfield_10014: 'A-3' }, 'A-3'],
    [{ customfield_10014: { id: 7 }, parent: '10017' }, undefined],
    [{ epic: 'Große-Änderung' }, undefined],
  ])('the parent, or else the epic, out of %j', async (fields, parentKey) => {
    const [row] = await read(JSON.stringify({ ...issue, fields: { ...issue.fields, ...fields } }))
    expect(row?.ticket.parentKey).toBe(parentKey)
  })
})

describe('readJiraJson makes fit', () => {
  it('texts that PostgreSQL cannot store', async () => {
    const [row] = await read(
      '[{"key": "A-1", "summary": "a\\u0000b\\ud83dc", "status": "Open", "labels": ["\\u0000"]}]',
    )
    expect(row?.ticket).toMatchObject({ summary: 'a\uFFFDb\uFFFDc', labels: ['\uFFFD'] })
  })

  it('display names that are too long', async () => {
    const long = 'x'.repeat(200)
    const names = {
      issueType: long,
      priority: long,
      status: long,
      resolution: long,
      assignee: long,
      reporter: { displayName: long },
    }
    const [row] = await read(JSON.stringify({ ...flat, ...names }))
    const { issueType, priority, status, resolution, assignee, reporter } = row?.ticket ?? {}
    expect([issueType, priority, status].map((name) => name?.length)).toEqual([50, 50, 50])
    expect([resolution, assignee, reporter].map((name) => name?.length)).toEqual([100, 100, 100])
    expect(status).toBe(`${'x'.repeat(49)}…`)
  })
})

describe('readJiraJson rejects', () => {
  it.each([
    ['no key', { ...flat, key: undefined }, 'key: is missing; every ticket has one, such as ABC-1'],
    ['a key that is a number', { ...flat, key: 7 }, 'key: is a number; it has to be text'],
    [
      'a key that is too long',
      { ...flat, key: 'A'.repeat(51) },
      'key: has 51 characters; a key has at most 50',
    ],
    ['no summary', { ...flat, summary: '  ' }, 'summary: is missing; export the summary too'],
    ['no status', { ...flat, status: null }, 'status: is missing; export the status too'],
    ['a status without a name', { ...flat, status: { id: 1 } }, 'status: is an object; it has to be text'],
    ['labels that are no list', { ...flat, labels: 'a, b' }, 'labels: is text; it has to be a list'],
    ['labels that are no texts', { ...flat, labels: ['a', 7] }, 'labels[1]: is a number; it has to be text'],
    [
      'a date that is none',
      { ...flat, created: '32/Foo' },
      'createdDate: "32/Foo" is not understood; dates look like "2011-04-15T02:22:16Z" or "15/Apr/11 2:22 AM"',
    ],
    [
      'a date that is a number',
      { ...flat, updated: 7 },
      'updatedDate: is a number; it has to be a date in text',
    ],
    [
      'a description that is too long',
      { ...flat, description: 'x'.repeat(1_000_001) },
      'description: has 1000001 characters; at most 1000000 are stored',
    ],
    [
      'a description that is no text',
      { ...flat, description: [] },
      'description: is a list; it has to be text',
    ],
    ['a ticket that is no object', 'A-1', 'is text; a ticket is an object'],
  ])('%s', async (_what, bad, message) => {
    expect(await refusal(JSON.stringify([flat, bad, flat]))).toBe(`issues.json, row 2: ${message}`)

    const rejected: Issue[] = []
    const rows = await read(JSON.stringify([flat, bad, flat]), (reason) => rejected.push(reason))
    expect(rows.map(({ row }) => row)).toEqual([1, 3])
    expect(rejected).toMatchObject([{ file: 'issues.json', row: 2 }])
  })

  it('a line that is no JSON, and goes on with the next one where it may', async () => {
    const content = `${JSON.stringify(flat)}\n{"key": "A-2", "summ\n\n${JSON.stringify(flat)}\n`
    const message = 'malformed JSON; each line has to hold one complete object'
    expect(await refusal(content)).toBe(`issues.json, row 2: is ${message}`)
    const rejected: Issue[] = []
    expect((await read(content, (reason) => rejected.push(reason))).map(({ row }) => row)).toEqual([1, 4])
    expect(rejected).toEqual([{ path: '', message: `is ${message}`, file: 'issues.json', row: 2 }])
  })

  it.each([
    ['[{"key": "A-1",\n"summary": "s"\n"status": "Open"}]', "row 3: malformed JSON on line 3 (expected ',')"],
    ['[{"key": "A-1",\n"summary": "a\nb"}]', 'row 2: malformed JSON on line 2 (escaped characters)'],
    [
      '[{"key": "A-1",\n"summary": "s',
      'row 2: malformed JSON: it ends in the middle; export or download it again',
    ],
    ['[{}}]', "row 1: malformed JSON on line 1 (expected ']')"],
    ['[\n1 2]', "row 2: malformed JSON on line 2 (expected ',')"],
    [' \n ', 'row 2: is empty; was the export written?'],
  ])('the document %j, whatever may be skipped', async (content, message) => {
    const reading = read(content, () => {})
    await expect(reading).rejects.toBeInstanceOf(ValidationError)
    await expect(reading).rejects.toThrow(message)
  })

  it('a record that would not fit into memory', async () => {
    const endless = (function* () {
      yield Buffer.from('[{"key": "')
      for (;;) yield Buffer.alloc(1_000_000, 'x')
    })()
    await expect(read(endless)).rejects.toThrow(
      'issues.json, row 1: has a record of more than 33554432 characters',
    )
    const line = (function* () {
      yield Buffer.from('{"key": "A-1"}\n{"key": "')
      for (;;) yield Buffer.alloc(1_000_000, 'x')
    })()
    await expect(read(line, () => {})).rejects.toThrow('issues.json, row 2: has a record of more than')
  })
})

describe('readJiraJson reads back', () => {
  const text = fc
    .string({ unit: fc.constantFrom('a', '"', '\\', '\n', '{', ']', 'é', '👋', ','), maxLength: 12 })
    .map((value) => `x${value.trim()}x`)
  const texts = fc.uniqueArray(text, { maxLength: 3 })
  const tickets = fc.array(
    fc.record(
      {
        key: fc.nat().map((number) => `KEY-${number}`),
        summary: text,
        description: text,
        status: text,
        labels: texts,
        components: texts,
        fixVersions: texts,
        createdDate: fc.date({
          min: new Date('1970-01-01'),
          max: new Date('2100-01-01'),
          noInvalidDate: true,
        }),
      },
      { requiredKeys: ['key', 'summary', 'status', 'labels', 'components', 'fixVersions'] },
    ),
    { minLength: 2, maxLength: 5 },
  )

  it.each([
    ['a list', (items: readonly unknown[]) => JSON.stringify(items)],
    ['a list over many lines', (items: readonly unknown[]) => JSON.stringify({ issues: items }, null, 1)],
    ['NDJSON', (items: readonly unknown[]) => items.map((item) => JSON.stringify(item)).join('\n')],
  ])('%s, wherever the bytes are cut', async (_what, write) => {
    await fc.assert(
      fc.asyncProperty(tickets, fc.array(fc.nat(), { maxLength: 20 }), async (written, at) => {
        const bytes = Buffer.from(write(written))
        const ends = [...at.map((place) => place % bytes.length), bytes.length].sort((a, b) => a - b)
        const pieces = ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end))
        expect((await read(pieces)).map((row) => row.ticket)).toEqual(written)
      }),
    )
  })
})

const archive = new URL('../../../../../../../shared/data/titanium/issues.ndjson.gz', import.meta.url)

describe.skipIf(!existsSync(archive))('Titanium (skipped where ../shared/data is absent)', () => {
  it('has 22,371 tickets, and none is rejected', async () => {
    const keys = new Set<string>()
    let longest = 0
    let parents = 0
    let withoutPriority = 0
    for await (const { ticket } of readJiraJson(openSource(archive))) {
      keys.add(ticket.key)
      longest = Math.max(longest, ticket.description?.length ?? 0)
      if (ticket.parentKey !== undefined) parents++
      if (ticket.priority === undefined) withoutPriority++
    }
    expect({ keys: keys.size, parents, withoutPriority }).toEqual({
      keys: 22_371,
      parents: 2_047,
      withoutPriority: 429,
    })
    expect(longest).toBeGreaterThan(650_000)
  })
})
