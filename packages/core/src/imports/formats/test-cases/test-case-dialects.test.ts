import { stringify } from 'csv-stringify/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type ParseTestCaseOptions,
  parseTestCases,
  type TestCaseRecord,
  ValidationError,
} from '../../index.js'

interface Read {
  readonly format: string | undefined
  readonly testCases: readonly TestCaseRecord[]
  readonly warnings: readonly string[]
}

async function read(text: string, options: ParseTestCaseOptions = {}): Promise<Read> {
  const testCases: TestCaseRecord[] = []
  const warnings: string[] = []
  let format: string | undefined
  const rows = parseTestCases(new Blob([text]), {
    name: 'export.csv',
    onWarning: ({ path }) => warnings.push(path),
    onFormat: (name) => {
      format = name
    },
    ...options,
  })
  for await (const { testCase } of rows) testCases.push(testCase)
  return { format, testCases, warnings }
}

describe('The CSV of TestRail', () => {
  const columns =
    'ID,Title,Priority,References,Section,Section Hierarchy,Steps (Expected Result),Steps (Step),Type,Preconditions,Created On'

  it('is read with the steps in rows of their own', async () => {
    const { format, testCases, warnings } = await read(
      `${columns}
C12,Pays by card,High,"SHOP-1, https://jira.example.org/browse/SHOP-2",Card,Shop > Pay > Card,The form opens,Open the form,Functional,Signed in,1/2/2026
,,,,,,Paid,Enter 4111,,,
C13,Refunds,Low,,Card,Shop > Pay > Card,,,Smoke & Sanity,,1/2/2026
`,
    )
    expect(format).toBe('testrail')
    expect(testCases).toEqual([
      expect.objectContaining({
        externalId: 'C12',
        title: 'Pays by card',
        priority: 'High',
        suite: 'Shop > Pay > Card',
        preconditions: 'Signed in',
        jiraKeys: ['SHOP-1', 'SHOP-2'],
        tags: ['Functional'],
        steps: [
          { action: 'Open the form', expected: 'The form opens' },
          { action: 'Enter 4111', expected: 'Paid' },
        ],
      }),
      expect.objectContaining({ externalId: 'C13', title: 'Refunds', steps: [] }),
    ])
    expect(warnings).toEqual(['Created On'])
  })

  it('is read with the steps numbered in one cell', async () => {
    const { testCases } = await read(
      `${columns}
C12,Pays,High,,Card,,"1. The form opens
2. Paid
   with 4111","1. Open the form
2. Enter the number
and confirm
3. Close",Functional,,
`,
    )
    expect(testCases[0]?.steps).toEqual([
      { action: 'Open the form', expected: 'The form opens' },
      { action: 'Enter the number\nand confirm', expected: 'Paid\n   with 4111' },
      { action: 'Close' },
    ])
    expect(testCases[0]?.suite).toBe('Card')
  })
})

describe('The CSV of Zephyr', () => {
  it('Scale is read with its script, its folder and its coverage', async () => {
    const { format, testCases } = await read(
      `Key;Name;Status;Precondition;Objective;Folder;Priority;Component;Labels;Owner;Coverage (Issues);Test Script (Step-by-Step) - Step;Test Script (Step-by-Step) - Test Data;Test Script (Step-by-Step) - Expected Result
SHOP-T1;Pays;Approved;Signed in;Money comes in;/Shop/Pay;High;Till;"smoke, web";ada;SHOP-1,SHOP-2;Open;;It opens
;;;;;;;;;;;Pay;4111;Paid
SHOP-T2;Refunds;Wanted;;;;;;;;;;;
`,
    )
    expect(format).toBe('zephyr-scale')
    expect(testCases).toEqual([
      expect.objectContaining({
        externalId: 'SHOP-T1',
        title: 'Pays',
        status: 'ready',
        description: 'Money comes in',
        preconditions: 'Signed in',
        suite: 'Shop/Pay',
        tags: ['Till', 'smoke', 'web'],
        jiraKeys: ['SHOP-1', 'SHOP-2'],
        steps: [
          { action: 'Open', expected: 'It opens' },
          { action: 'Pay', data: '4111', expected: 'Paid' },
        ],
      }),
      expect.objectContaining({ externalId: 'SHOP-T2', status: undefined, steps: [] }),
    ])
  })

  it('Scale is read with a script in plain text', async () => {
    const { testCases } = await read('Key,Name,Test Script (Plain Text)\nT-1,Pays,"Open\nPay"\n')
    expect(testCases[0]?.steps).toEqual([{ action: 'Open' }, { action: 'Pay' }])
  })

  it('Squad is read by executions, whatever status those have', async () => {
    const { format, testCases } = await read(
      `Execution Id,Cycle Name,Issue Key,Test Summary,Labels,Component,Priority,Execution Status,Step Id,Order Id,Step,Test Data,Expected Result,Status
1,One,SHOP-7,Pays,smoke,Till,High,PASS,1,1,Open,,It opens,PASS
1,One,SHOP-7,Pays,smoke,Till,High,PASS,2,2,Pay,4111,Paid,PASS
2,Two,SHOP-7,Pays,smoke,Till,High,FAIL,1,1,Open,,It opens,FAIL
`,
    )
    expect(format).toBe('zephyr-squad')
    expect(testCases.map(({ externalId, steps }) => [externalId, steps.length])).toEqual([
      ['SHOP-7', 2],
      ['SHOP-7', 1],
    ])
    expect(testCases[0]).toMatchObject({ title: 'Pays', tags: ['smoke', 'Till'], status: undefined })
  })
})

describe('The CSV of Xray', () => {
  it('is read as its Test Case Importer takes it, where the id repeats and is only a number', async () => {
    const { format, testCases } = await read(
      `TCID;Test Summary;Test Priority;Component;Component;Action;Data;Result;Link
1;Pays;High;Till;Web;Open;;It opens;SHOP-1
1;;;;;Pay;4111;Paid;
2;Refunds;Low;;;Refund;;Refunded;SHOP-2
`,
    )
    expect(format).toBe('xray')
    expect(testCases).toEqual([
      expect.objectContaining({
        externalId: undefined,
        title: 'Pays',
        priority: 'High',
        tags: ['Till', 'Web'],
        jiraKeys: ['SHOP-1'],
        steps: [
          { action: 'Open', expected: 'It opens' },
          { action: 'Pay', data: '4111', expected: 'Paid' },
        ],
      }),
      expect.objectContaining({ title: 'Refunds', jiraKeys: ['SHOP-2'] }),
    ])
  })

  it('is read with the keys, types and definitions of its tests', async () => {
    const { format, testCases } = await read(
      `Issue Key,Issue ID,Summary,Test Type,Test Repository Path,Gherkin Definition
SHOP-11,10011,Pays,Cucumber,/Shop/Pay,"Given a card
When I pay"
SHOP-12,10012,Refunds,Manual,,
`,
    )
    expect(format).toBe('xray')
    expect(testCases[0]).toMatchObject({
      externalId: 'SHOP-11',
      suite: 'Shop/Pay',
      automationStatus: 'automated',
      steps: [{ action: 'Given a card' }, { action: 'When I pay' }],
    })
    expect(testCases[1]).toMatchObject({ externalId: 'SHOP-12', automationStatus: 'manual' })
  })
})

describe('A mapping', () => {
  const text = 'Nr;Was;Schritt;Soll;Etikett;Thema\nA1;Zahlen;Öffnen;offen;smoke;Kasse\n;;Zahlen;bezahlt;;\n'

  it('says which columns hold what, also several of them and the steps', async () => {
    const { format, testCases, warnings } = await read(text, {
      mapping: {
        externalId: 'nr',
        title: 'Was',
        stepAction: 'Schritt',
        stepExpected: 'Soll',
        tags: ['Etikett', 'Thema'],
      },
    })
    expect(format).toBe('csv')
    expect(testCases).toEqual([
      expect.objectContaining({
        externalId: 'A1',
        title: 'Zahlen',
        tags: ['smoke', 'Kasse'],
        steps: [
          { action: 'Öffnen', expected: 'offen' },
          { action: 'Zahlen', expected: 'bezahlt' },
        ],
      }),
    ])
    expect(warnings).toEqual([])
  })

  it('goes before what a column means otherwise', async () => {
    const { testCases } = await read('title,name,suite\nshort,long,s\n', { mapping: { title: 'name' } })
    expect(testCases[0]).toMatchObject({ title: 'long', suite: 's' })
    const { format, testCases: ofTool } = await read('ID,Title,Section,References\nC1,t,s,A-1\n', {
      mapping: { suite: 'References' },
    })
    expect([format, ofTool[0]?.suite, ofTool[0]?.externalId]).toEqual(['testrail', 'A-1', 'C1'])
  })

  it.each([
    [
      { title: 'Name' },
      'export.csv: mapping.title: there is no column "Name"; there are "Nr", "Was", "Schritt"',
    ],
    [
      { titel: 'Was' },
      'export.csv: mapping.titel: is not a field of test cases; those are externalId, title',
    ],
    [{ suite: 'Thema' }, 'export.csv, row 1: has no column "title"'],
  ])('that does not fit is refused in one line: %j', async (mapping, message) => {
    const error = await read(text, { mapping: mapping as never }).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(ValidationError)
    expect((error as Error).message).toContain(message)
  })
})

describe('CSV as any tool writes it', () => {
  const anyCell = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
    .map((text) => text.replaceAll('\0', '').trim())
    .filter((text) => text !== '')
  const anyCase = fc.record({
    externalId: anyCell,
    title: anyCell,
    description: anyCell,
    preconditions: anyCell,
  })

  it('is read with any delimiter, line end, quoting, order of columns and byte order mark', async () => {
    const anyStyle = fc.record({
      delimiter: fc.constantFrom(',', ';', '\t'),
      record_delimiter: fc.constantFrom<'unix' | 'windows'>('unix', 'windows'),
      quoted: fc.boolean(),
      bom: fc.boolean(),
    })
    const anyOrder = fc.shuffledSubarray(['externalId', 'title', 'description', 'preconditions'] as const, {
      minLength: 4,
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyCase, { minLength: 1, maxLength: 5 }),
        anyStyle,
        anyOrder,
        async (cases, style, columns) => {
          const text = stringify(cases, { ...style, header: true, columns: [...columns] })
          const { testCases } = await read(text)
          expect(testCases).toEqual(cases.map((each) => expect.objectContaining(each)))
        },
      ),
      { numRuns: 300 },
    )
  })

  it('gives the same steps in rows of their own as were written', async () => {
    const anyStep = fc.record({ action: anyCell, data: anyCell, expected: anyCell })
    const anyScript = fc.record({ title: anyCell, steps: fc.array(anyStep, { minLength: 1, maxLength: 4 }) })
    await fc.assert(
      fc.asyncProperty(fc.array(anyScript, { minLength: 1, maxLength: 4 }), async (cases) => {
        const rows = cases.flatMap(({ title, steps }, index) =>
          steps.map((step, at) =>
            at === 0
              ? [`T-${index}`, title, step.action, step.data, step.expected]
              : ['', '', step.action, step.data, step.expected],
          ),
        )
        const script = 'Test Script (Step-by-Step) -'
        const header = ['Key', 'Name', `${script} Step`, `${script} Test Data`, `${script} Expected Result`]
        const { testCases } = await read(stringify([header, ...rows]))
        expect(testCases.map(({ title, steps }) => ({ title, steps }))).toEqual(cases)
      }),
      { numRuns: 200 },
    )
  })
})
