import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import sax from 'sax'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dayOf, daysBefore } from './dates.js'
import { writeSampleProject } from './files.js'
import { casesWithExceptions } from './results.js'
import { assessments, sampleProject } from './story.js'

const now = new Date('2026-11-22T13:45:00Z')

interface Issue {
  key: string
  fields: {
    issuetype: { name: string }
    priority: { name: string }
    status: { name: string }
    resolutiondate: string | null
    created: string
    updated: string
    parent: { key: string; fields: { issuetype: { name: string } } } | null
    issuelinks: { outwardIssue: { key: string } }[]
    fixVersions: { name: string; released: boolean; releaseDate: string }[]
  }
}

interface Run {
  id: string
  environment: string
  version: string
  day: string
  outcome: string
}

interface CaseRow {
  external_id: string
  title: string
  suite: string
  automation_status: string
  status: string
  jira_keys: string
}

let folder: string
let issues: Issue[]
let cases: CaseRow[]
let runs: Run[]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sample-project-'))
  const files = await writeSampleProject(folder, now)
  issues = JSON.parse(await read('tickets.json')).issues
  cases = parse(await read('test-cases.csv'), { columns: true })
  const reports = files.filter(({ kind }) => kind === 'results')
  runs = (await Promise.all(reports.map(async ({ path }) => runsOf(await read(path))))).flat()
})

afterAll(() => rm(folder, { recursive: true }))

function read(path: string): Promise<string> {
  return readFile(join(folder, path), 'utf8')
}

/** Every `<testcase>` of a report, read by a strict parser; the counts that the report states are checked too. */
function runsOf(xml: string): Run[] {
  const found: Run[] = []
  const properties: Record<string, string> = {}
  const suite = { day: '', environment: '', version: '' }
  let stated: Record<string, string> = {}
  const parser = sax.parser(true)
  parser.onerror = (error) => {
    throw error
  }
  parser.onopentag = ({ name, attributes }) => {
    const text = attributes as Record<string, string>
    const last = found.at(-1)
    if (name === 'testsuites') stated = text
    if (name === 'testsuite') suite.day = (text.timestamp ?? '').slice(0, 10)
    if (name === 'property') properties[text.name ?? ''] = text.value ?? ''
    if (name === 'testcase') {
      const { environment = '', version = '' } = properties
      const id = `${text.classname} > ${text.name}`
      found.push({ id, environment, version, day: suite.day, outcome: 'passed' })
    } else if (last && ['failure', 'error', 'skipped'].includes(name)) last.outcome = name
  }
  parser.write(xml).close()
  const count = (outcome: string) => String(found.filter((run) => run.outcome === outcome).length)
  expect(stated).toMatchObject({
    tests: String(found.length),
    failures: count('failure'),
    errors: count('error'),
    skipped: count('skipped'),
  })
  return found
}

function countBy<T>(items: readonly T[], by: (item: T) => string): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const item of items) counts[by(item)] = (counts[by(item)] ?? 0) + 1
  return counts
}

function passRate(chosen: readonly Run[]): number {
  const final = chosen.filter(({ outcome }) => outcome !== 'skipped')
  return final.filter(({ outcome }) => outcome === 'passed').length / final.length
}

/** The published policy in a few lines: newest final run per test case and environment, then the worst. */
function verdictOf(key: string): string {
  const counted = cases.filter((row) => row.status !== 'deprecated' && row.jira_keys.split(' ').includes(key))
  if (counted.length === 0) return 'UNCOVERED'
  const verdicts = counted.flatMap(({ external_id }) => {
    const own = runs.filter(({ id }) => id === external_id)
    const taken = [...new Set(own.map(({ environment }) => environment))].map(
      (environment) =>
        own.filter((run) => run.environment === environment && run.outcome !== 'skipped').at(-1)?.outcome,
    )
    return taken.length === 0 ? [undefined] : taken
  })
  if (verdicts.some((outcome) => outcome === 'failure' || outcome === 'error')) return 'NOK'
  return verdicts.includes(undefined) ? 'NOTRUN' : 'OK'
}

describe('the files', () => {
  it('survive quoting: commas and quotation marks in CSV, angle brackets and ampersands in XML', () => {
    const ids = new Set(cases.map(({ external_id }) => external_id))
    expect(ids).toContain('Basket > accepts 99 pieces of one item, and no more')
    expect(ids).toContain('Addresses > keeps a company name such as "Smith & Daughters" as typed')
    expect(runs.filter(({ id }) => !ids.has(id))).toEqual([])
    expect(cases.map(({ external_id }) => external_id)).toEqual(sampleProject.testCases.map(({ id }) => id))
  })
})

describe('the tickets', () => {
  it('are a believable mix', () => {
    expect(new Set(issues.map(({ key }) => key)).size).toBe(65)
    expect(countBy(issues, ({ fields }) => fields.issuetype.name)).toEqual({
      Epic: 6,
      Story: 36,
      Bug: 18,
      'Sub-task': 5,
    })
    expect(countBy(issues, ({ fields }) => fields.fixVersions[0]?.name ?? 'none')).toEqual({
      '2.3.0': 15,
      '2.4.0': 17,
      '2.5.0': 30,
      none: 3,
    })
    expect(countBy(issues, ({ fields }) => fields.status.name)).toEqual({
      Done: 45,
      'In Review': 3,
      'In Progress': 11,
      'To Do': 6,
    })
  })

  it('have parents that exist: epics above stories and bugs, stories above sub-tasks', () => {
    const types = new Map(issues.map(({ key, fields }) => [key, fields.issuetype.name]))
    for (const { key, fields } of issues) {
      const above = fields.parent === null ? undefined : types.get(fields.parent.key)
      const wanted = { Epic: undefined, 'Sub-task': 'Story' }[fields.issuetype.name] ?? 'Epic'
      expect([key, above]).toEqual([key, fields.issuetype.name === 'Epic' ? undefined : wanted])
      for (const { outwardIssue } of fields.issuelinks) expect(types.has(outwardIssue.key)).toBe(true)
    }
  })

  it('are created, then resolved, and never in the future', () => {
    for (const { key, fields } of issues) {
      const times = [
        fields.created,
        fields.resolutiondate ?? fields.updated,
        fields.updated,
        now.toISOString(),
      ]
      expect([key, ...times.map((time) => Date.parse(time)).sort((a, b) => a - b)]).toEqual([
        key,
        ...times.map((time) => Date.parse(time)),
      ])
    }
  })

  it('belong to three releases, the last of them not shipped yet', () => {
    const versions = new Map(issues.flatMap(({ fields }) => fields.fixVersions.map((v) => [v.name, v])))
    expect(versions.get('2.4.0')).toMatchObject({ released: true, releaseDate: '2026-10-20' })
    expect(versions.get('2.5.0')).toMatchObject({ released: false, releaseDate: '2026-12-04' })
  })
})

describe('the test cases', () => {
  it('are automated, manual, drafted and retired', () => {
    expect(new Set(cases.map(({ external_id }) => external_id)).size).toBe(cases.length)
    expect(cases.every((row) => row.external_id === `${row.suite} > ${row.title}`)).toBe(true)
    expect(new Set(cases.map(({ suite }) => suite)).size).toBe(10)
    expect(countBy(cases, (row) => `${row.automation_status}, ${row.status}`)).toEqual({
      'automated, ready': 81,
      'automated, deprecated': 3,
      'manual, ready': 9,
      'manual, draft': 3,
    })
  })

  it('name tickets of the export, but for two keys', () => {
    const known = new Set(issues.map(({ key }) => key))
    const named = cases.flatMap(({ jira_keys }) => jira_keys.split(' ').filter((key) => key !== ''))
    expect([...new Set(named.filter((key) => !known.has(key)))]).toEqual(['PAY-88', 'SHOP-671'])
  })
})

describe('the results', () => {
  it('have no exception for a test that does not exist', () => {
    const ids = new Set(cases.map(({ external_id }) => external_id))
    expect(casesWithExceptions.filter((id) => !ids.has(id))).toEqual([])
  })

  it('get better from release to release', () => {
    const rates = ['2.3.0', '2.4.0', '2.5.0'].map((wanted) =>
      passRate(runs.filter(({ version }) => version === wanted)),
    )
    expect(rates.map((rate) => rate.toFixed(3))).toEqual(['0.878', '0.956', '0.964'])
  })

  it('contain flaky tests: failed, then passed in the same version and environment', () => {
    const flaky = new Set<string>()
    const failed = new Set<string>()
    for (const { id, version, environment, outcome } of runs) {
      const place = [id, version, environment].join('|')
      if (outcome === 'failure' || outcome === 'error') failed.add(place)
      if (outcome === 'passed' && failed.has(place)) flaky.add(place)
    }
    expect([...flaky]).toEqual([
      "Guest checkout > keeps the visitor's session through all steps|2.3.0|chrome",
      'Delivery > releases a window after twenty minutes|2.4.0|ios-safari',
      'Strong authentication > says what to do when the bank does not answer|2.5.0|chrome',
      'Accessibility > paints the payment page within two seconds|2.5.0|ios-safari',
    ])
  })

  it('give every verdict', () => {
    const withVerdict = (wanted: string) =>
      issues.map(({ key }) => key).filter((key) => verdictOf(key) === wanted)
    expect(withVerdict('OK')).toHaveLength(39)
    expect(withVerdict('NOK')).toEqual([
      'SHOP-614',
      'SHOP-611',
      'SHOP-576',
      'SHOP-566',
      'SHOP-565',
      'SHOP-444',
    ])
    // Two wait for tests still being written, two for a manual test, two because of a test skipped somewhere.
    expect(withVerdict('NOTRUN')).toEqual([
      'SHOP-604',
      'SHOP-594',
      'SHOP-588',
      'SHOP-562',
      'SHOP-558',
      'SHOP-483',
    ])
    expect(withVerdict('UNCOVERED')).toHaveLength(14)
  })

  it('leave gaps that matter: critical tickets without any test, and one that fails', () => {
    const critical = issues.filter(({ fields }) => fields.priority.name === 'Critical').map(({ key }) => key)
    expect(critical.filter((key) => verdictOf(key) === 'UNCOVERED')).toEqual(['SHOP-602', 'SHOP-549'])
    expect(critical.filter((key) => verdictOf(key) === 'NOK')).toEqual(['SHOP-565'])
  })

  it('are of yesterday at the latest', () => {
    expect(
      runs
        .map(({ day }) => day)
        .sort()
        .at(-1),
    ).toBe(dayOf(daysBefore(now, 1)))
  })
})

describe('the self-assessment', () => {
  it('covers five of six dimensions, one of them longer than 180 days ago', () => {
    expect(new Set(assessments.map(({ dimension }) => dimension)).size).toBe(5)
    expect(assessments.filter(({ daysAgo }) => daysAgo > 180).map(({ dimension }) => dimension)).toEqual([
      'Risk Management',
    ])
  })
})
