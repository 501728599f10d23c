import { Readable } from 'node:stream'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Issue, ValidationError } from '../../../errors.js'
import { openSource } from '../../source.js'
import { readJiraCsv } from './jira-csv.js'
import type { TicketRow } from './ticket.js'

async function read(
  content: string | Iterable<Buffer>,
  onRejected?: (issue: Issue) => void,
): Promise<TicketRow[]> {
  const input = typeof content === 'string' ? new Blob([content]) : Readable.from(content)
  const rows: TicketRow[] = []
  for await (const row of readJiraCsv(openSource(input, { name: 'jira.csv' }), { onRejected })) rows.push(row)
  return rows
}

async function refusal(content: string): Promise<string> {
  const error = await read(content).catch((reason: unknown) => reason)
  return error instanceof ValidationError ? error.message : `no refusal but ${JSON.stringify(error)}`
}

describe('readJiraCsv reads', () => {
  it("Jira's own export", async () => {
    const csv = `Summary,Issue key,Issue id,Issue Type,Status,Priority,Resolution,Assignee,Reporter,Created,Updated,Fix Version/s,Fix Version/s,Component/s,Labels,Labels,Description,Custom field (Epic Link),Parent id
"Table ""view"", wide",TIMOB-3,60635,Bug,Closed,Medium,Fixed,ada,bob,15/Apr/11 2:22 AM,17/Apr/11 1:50 AM,1.0,"2.0, beta",iOS,android,crash,"line 1
line 2",TIMOB-1,
Second,TIMOB-4,60636,Bug,Open,,,,,,,,,,,,,,60635
`
    expect(await read(csv)).toEqual([
      {
        row: 2,
        ticket: {
          key: 'TIMOB-3',
          jiraId: '60635',
          issueType: 'Bug',
          summary: 'Table "view", wide',
          description: 'line 1\nline 2',
          priority: 'Medium',
          status: 'Closed',
          resolution: 'Fixed',
          assignee: 'ada',
          reporter: 'bob',
          labels: ['android', 'crash'],
          components: ['iOS'],
          fixVersions: ['1.0', '2.0, beta'],
          parentKey: 'TIMOB-1',
          createdDate: new Date('2011-04-15T02:22:00Z'),
          updatedDate: new Date('2011-04-17T01:50:00Z'),
        },
      },
      {
        row: 3,
        ticket: {
          key: 'TIMOB-4',
          jiraId: '60636',
          issueType: 'Bug',
          summary: 'Second',
          status: 'Open',
          labels: [],
          components: [],
          fixVersions: [],
        },
      },
    ])
  })

  it.each([
    ['semicolons', 'Key;Summary;Status\nA-1;a, b;Open\n'],
    ['tabs', 'Key\tSummary\tStatus\nA-1\ta, b\tOpen\n'],
    ['quotes around everything', '"Key","Summary","Status"\r\n"A-1","a, b","Open"\r\n'],
    ['a delimiter inside of a quoted name', '"Key";"Summary";"Status";"x,y,z,w,v"\nA-1;a, b;Open;\n'],
    ['a byte order mark', '\uFEFFKey,Summary,Status\nA-1,"a, b",Open'],
    ['another order and names of our own', 'status,jira_key,summary\nOpen,A-1,"a, b"\n'],
    ['columns that mean nothing here', 'Key,Watchers,Summary,Votes,Status\nA-1,7,"a, b",,Open\n'],
    [
      'rows that are shorter or longer than the header',
      'Key,Summary,Status,Labels\nA-1,"a, b",Open\nA-1,"a, b",Open,,,\n',
    ],
    ['old Macintosh line ends', 'Key,Summary,Status\rA-1,"a, b",Open\r'],
  ])('%s', async (_what, csv) => {
    const ticket = {
      key: 'A-1',
      summary: 'a, b',
      status: 'Open',
      labels: [],
      components: [],
      fixVersions: [],
    }
    const rows = await read(csv)
    expect(rows.length).toBeGreaterThan(0)
    for (const row of rows) expect(row.ticket).toEqual(ticket)
  })

  it('several values in one cell', async () => {
    const [row] = await read(
      'Key;Summary;Status;Labels;Components;Fix versions\nA-1;s;Open;a b,c;"UI, web; API";"1.0; 2.0"\n',
    )
    expect(row?.ticket).toMatchObject({
      labels: ['a', 'b', 'c'],
      components: ['UI, web', 'API'],
      fixVersions: ['1.0', '2.0'],
    })
  })

  it('rows as a spreadsheet counts them', async () => {
    const rows = await read('Key,Summary,Status\nA-1,"two\nlines",Open\n\nA-2,s,Open\n')
    expect(rows.map(({ row }) => row)).toEqual([2, 4])
  })

  it('the parent where the column holds a key', async () => {
    const [one, two] = await read(
      'Key,Summary,Status,Parent,Parent key\nA-1,s,Open,10017,A-9\nA-2,s,Open,A-8,\n',
    )
    expect([one?.ticket.parentKey, two?.ticket.parentKey]).toEqual(['A-9', 'A-8'])
  })
})

describe('readJiraCsv rejects', () => {
  it.each([
    ['no key', ',s,Open', 'key: is missing; every ticket has one, such as ABC-1'],
    ['no status', 'A-1,s,', 'status: is missing; export the status too'],
    [
      'more cells than columns',
      'A-1,s,Open,x',
      'has 4 cells under 3 columns; put quotes around texts with delimiters',
    ],
  ])('a row with %s', async (_what, line, message) => {
    const csv = `Key,Summary,Status\nA-0,s,Open\n${line}\nA-2,s,Open\n`
    expect(await refusal(csv)).toBe(`jira.csv, row 3: ${message}`)
    const rejected: Issue[] = []
    expect((await read(csv, (issue) => rejected.push(issue))).map(({ row }) => row)).toEqual([2, 4])
    expect(rejected).toMatchObject([{ file: 'jira.csv', row: 3 }])
  })

  it.each([
    [
      'without the columns that it needs',
      'Key,Summary\nA-1,s\n',
      'row 1: has no column "Status"; export it too',
    ],
    ['that is empty', '', 'row 1: is empty; was the export written?'],
    [
      'with a quote that never ends',
      'Key,Summary,Status\nA-1,"s,Open\n',
      'row 2: is not well-formed CSV on line 2: a quote is opened there and never closed',
    ],
    [
      'with text after a quote',
      'Key,Summary,Status\nA-1,"s"x,Open\n',
      'row 2: is not well-formed CSV on line 2: text follows a closing quote; quotes inside of a text have to be doubled',
    ],
    [
      'with a quote in the middle',
      'Key,Summary,Status\nA-1,5" wide,Open\n',
      'row 2: is not well-formed CSV on line 2: a quote inside of a text without quotes; put quotes around it and double those inside',
    ],
  ])('a file %s', async (_what, csv, message) => {
    expect(await refusal(csv)).toBe(`jira.csv, ${message}`)
  })

  it('a row that would not fit into memory', async () => {
    const endless = (function* () {
      yield Buffer.from('Key,Summary,Status\nA-1,"')
      for (let megabytes = 0; megabytes < 100; megabytes++) yield Buffer.alloc(1_000_000, 'x')
    })()
    await expect(read(endless)).rejects.toThrow(
      'a row of more than 33554432 characters; a quote may be missing',
    )
  })
})

describe('readJiraCsv reads back', () => {
  const text = fc
    .string({ unit: fc.constantFrom('a', '"', ',', ';', '\t', '\n', 'é', '👋', ' '), maxLength: 12 })
    .map((value) => `x${value}x`)
  const tickets = fc.array(fc.record({ summary: text, status: text, description: text }), {
    minLength: 1,
    maxLength: 5,
  })
  const quote = (value: string) => `"${value.replaceAll('"', '""')}"`

  it.each([',', ';', '\t'])(
    'what was written with %j between the cells, wherever the bytes are cut',
    async (delimiter) => {
      await fc.assert(
        fc.asyncProperty(tickets, fc.array(fc.nat(), { maxLength: 20 }), async (written, at) => {
          const rows = written.map(({ summary, status, description }, index) => [
            `A-${index}`,
            summary,
            status,
            description,
          ])
          const lines = [['Issue key', 'Summary', 'Status', 'Description'], ...rows].map((cells) =>
            cells.map(quote).join(delimiter),
          )
          const bytes = Buffer.from(lines.join('\r\n'))
          const ends = [...at.map((place) => place % bytes.length), bytes.length].sort((a, b) => a - b)
          const pieces = ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end))
          expect((await read(pieces)).map((row) => row.ticket)).toMatchObject(written)
        }),
      )
    },
  )
})
