/** The command line from a user's side: what it prints, where, and with which status it ends. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CliOptions, type CliResult, cli } from '../../../../test/support/terminal.js'
import { type SampleFile, writeSampleProject } from './demo/files.js'

const folder = mkdtempSync(join(tmpdir(), 'atmosfera-cli-'))
const database = `pglite:${join(folder, 'database')}`
const shop = ['--project', 'Shop']
let files: readonly SampleFile[]

const run = (parameters: readonly string[], options?: CliOptions): Promise<CliResult> =>
  cli([...parameters, '--database', database], options)
const json = async (...parameters: readonly string[]): Promise<Record<string, unknown>> => {
  const { status, stdout, stderr } = await run([...parameters, '--json'])
  expect({
    status,
    stderr: stderr.replace(/^.*(kept for|Made the project|There are more|Rejected:).*\n/gm, ''),
  }).toEqual({
    status: 0,
    stderr: '',
  })
  return JSON.parse(stdout) as Record<string, unknown>
}
const paths = (kind: SampleFile['kind']): readonly string[] =>
  files.filter((file) => file.kind === kind).map((file) => join(folder, file.path))

beforeAll(async () => {
  files = await writeSampleProject(folder, new Date('2026-11-22T12:00:00Z'))
  await run(['migrate'])
  await run(['import', 'tickets', ...paths('tickets'), ...shop, '--create-project'])
  await run(['import', 'test-cases', ...paths('test-cases'), ...shop])
  await run(['import', 'results', ...paths('results'), ...shop, '--cycle', 'CI'])
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('migrate', () => {
  it('says that nothing is pending, and what the schema is called', async () => {
    expect(await run(['migrate'])).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^Schema "atmosfera" is up to date: \d+ migrations\.\n$/),
    })
  })

  it('--check ends with status 1 where something is pending, and changes nothing', async () => {
    const empty = join(folder, 'empty')
    const first = await cli(['migrate', '--check', '--database', `pglite:${empty}`])
    const second = await cli(['migrate', '--check', '--database', `pglite:${empty}`])
    expect([first.status, second.status]).toEqual([1, 1])
    expect(first.stderr).toContain('lacks')
  })
})

describe('import', () => {
  it('prints what the SDK returns with --json, and nothing else', async () => {
    expect(await json('import', 'tickets', ...paths('tickets'), ...shop)).toMatchObject({
      total: 65,
      created: 0,
      updated: 0,
      unchanged: 65,
      rejected: [],
      unresolvedLinks: [{ key: 'PAY-88' }, { key: 'SHOP-671' }],
    })
  })

  it('says in words that the same file changed nothing', async () => {
    const { stdout } = await run(['import', 'test-cases', ...paths('test-cases'), ...shop])
    expect(stdout).toBe('Nothing changed: all 96 test cases were there already.\n')
  })

  it('tells links that wait for their tickets on stderr', async () => {
    const { stderr } = await run(['import', 'test-cases', ...paths('test-cases'), ...shop])
    expect(stderr).toContain('2 links kept for 2 keys that no ticket has yet: PAY-88, SHOP-671.')
  })

  it('--quiet leaves remarks out', async () => {
    expect((await run(['import', 'test-cases', ...paths('test-cases'), ...shop, '--quiet'])).stderr).toBe('')
  })

  it('recognises a report that was imported before', async () => {
    const { stdout } = await run([
      'import',
      'results',
      ...paths('results').slice(0, 1),
      ...shop,
      '--cycle',
      'CI',
    ])
    expect(stdout).toContain('imported before')
    expect(stdout).toContain('0 runs recorded')
  })

  it('reads standard input as -', async () => {
    const report = '<testsuite><testcase classname="New" name="one"/></testsuite>'
    const { status, stdout, stderr } = await run(['import', 'results', '-', '--project', 'Shop'], {
      stdin: report,
    })
    expect({ status, stdout: stdout.includes('0 runs recorded') }).toEqual({ status: 0, stdout: true })
    expect(stderr).toContain('1 result without a test case, such as "New > one"')
  })

  it('--skip-invalid imports the rest of a file', async () => {
    const file = join(folder, 'flawed.ndjson')
    writeFileSync(
      file,
      '{"key":"SHOP-900","summary":"a","status":"Open"}\n{"key":"SHOP-901","status":"Open"}\n',
    )
    const project = ['--project', 'Flawed', '--create-project']
    const refused = await run(['import', 'tickets', file, ...project])
    expect(refused).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('flawed.ndjson, row 2: summary'),
    })
    expect(await json('import', 'tickets', file, ...project, '--skip-invalid')).toMatchObject({
      created: 1,
      rejected: [{ file, row: 2, reason: expect.stringContaining('summary') }],
    })
  })
})

describe('coverage', () => {
  it('gives the three numbers and the verdicts', async () => {
    expect(await json('coverage', ...shop)).toMatchObject({
      tickets: 65,
      linked: 51,
      executed: 49,
      passing: 39,
      verdicts: { OK: 39, NOK: 6, NOTRUN: 6, UNKNOWN: 0, UNCOVERED: 14 },
      testCaseVerdicts: { OK: 80, NOK: 4, NOTRUN: 9, UNKNOWN: 0 },
    })
    const { stdout } = await run(['coverage', ...shop])
    expect(stdout).toMatch(/linked +51 +78\.46 %/)
  })

  it('takes every part of the scope', async () => {
    const scoped = [
      '--environment',
      'chrome',
      '--version',
      '2.5.0',
      '--fix-version',
      '2.5.0',
      '--cycle',
      'CI',
    ]
    const { scope } = await json('coverage', ...shop, ...scoped, '--as-of', '2026-11-22')
    expect(scope).toMatchObject({
      environments: ['chrome'],
      versions: ['2.5.0'],
      fixVersions: ['2.5.0'],
      cycleIds: [expect.any(Number)],
      asOf: '2026-11-22',
    })
  })

  it('breaks down by what one asks for', async () => {
    const { items } = await json('coverage', ...shop, '--by', 'environment')
    expect((items as { value: string }[]).map((item) => item.value)).toEqual(['chrome', 'ios-safari'])
    expect((await run(['coverage', ...shop, '--by', 'component'])).stdout).toContain('component')
  })

  it('lists tickets by verdict, page by page', async () => {
    const first = await json('coverage', ...shop, '--verdict', 'nok', '--limit', '4')
    const second = await json(
      'coverage',
      ...shop,
      '--verdict',
      'nok',
      '--limit',
      '4',
      '--cursor',
      String(first.nextCursor),
    )
    const keys = [first, second].flatMap(({ items }) => (items as { key: string }[]).map((item) => item.key))
    expect(new Set(keys).size).toBe(6)
    expect(second.nextCursor).toBeNull()
  })
})

describe('explain', () => {
  it('says why, down to the run', async () => {
    const { stdout } = await run(['explain', 'SHOP-565', ...shop])
    expect(stdout).toMatch(
      /NOK: ".*" is failed on chrome \d+ days? ago \(run \d+\); one failing test case is enough\./,
    )
  })
})

describe('matrix', () => {
  it('is a table, CSV or a page', async () => {
    expect((await run(['matrix', ...shop])).stdout).toMatch(/ticket +verdict +test case/)
    const csv = (await run(['matrix', ...shop, '--format', 'csv'])).stdout.trim().split('\n')
    expect(csv[0]).toBe('ticket,summary,verdict,test case,test verdict,last run,chrome,ios-safari')
    // One line for each counted link: 109 that resolve, without those of deprecated test cases.
    const { items } = await json('matrix', ...shop)
    const cells = (items as { testCases: unknown[] }[]).reduce((sum, item) => sum + item.testCases.length, 0)
    expect(csv.length - 1).toBe(cells)
    const { stdout: html } = await run(['matrix', ...shop, '--format', 'html'])
    expect(html).toMatch(/^<!doctype html>/)
    expect(html.match(/<tbody>[\s\S]*<\/tbody>/)?.[0].match(/<tr>/g)).toHaveLength(cells)
  })

  it('--uncovered adds the tickets without tests', async () => {
    const { items } = await json('matrix', ...shop, '--uncovered')
    expect(items).toHaveLength(65)
  })
})

describe('assess and maturity', () => {
  it('record a level and show it', async () => {
    const said = ['--dimension', 'Risk Management', '--level', '2', '--target', '4', '--evidence', 'Workshop']
    expect((await run(['assess', ...shop, ...said])).stdout).toBe(
      'Shop: Risk Management assessed at level 2 with target 4.\n',
    )
    const report = await json('maturity', ...shop)
    const risk = (report.dimensions as { name: string; assessed: number; target: number }[]).find(
      (dimension) => dimension.name === 'Risk Management',
    )
    expect(risk).toMatchObject({ assessed: 2, target: 4 })
    expect((await run(['maturity', ...shop])).stdout).toContain('Next steps, widest gap first')
  })
})

describe('gate', () => {
  it('is open where every condition holds', async () => {
    const { status, stdout } = await run(['gate', ...shop, '--min-linked', '75', '--max-failing', '6'])
    expect({ status, open: stdout.includes('the gate is open') }).toEqual({ status: 0, open: true })
  })

  it('is closed, with status 1, where one does not, and says which', async () => {
    const { status, stdout } = await run([
      'gate',
      ...shop,
      '--min-linked',
      '75',
      '--min-passing',
      '90%',
      '--json',
    ])
    expect(status).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({
      passed: false,
      checks: [
        { name: 'linked', passed: true },
        { name: 'passing', actual: '60.00 %', wanted: 'at least 90.00 %', passed: false },
      ],
    })
  })

  it('knows tickets that are new and uncovered', async () => {
    const since = async (day: string) =>
      (await run(['gate', ...shop, '--no-new-uncovered', '--since', day])).status
    expect([await since('2020-01-01'), await since('2026-11-22')]).toEqual([1, 0])
  })

  it('holds the maturity level of every dimension', async () => {
    const { stdout } = await run(['gate', ...shop, '--min-level', '5'])
    expect(stdout).toContain('maturity level')
  })
})

describe('errors', () => {
  const cases: readonly (readonly [string, readonly string[], number, RegExp])[] = [
    ['an unknown command', ['coverge'], 2, /unknown command 'coverge'/],
    ['an unknown option', ['coverage', ...shop, '--envronment', 'x'], 2, /unknown option '--envronment'/],
    ['a missing project', ['coverage'], 2, /required option '--project <name>' not specified/],
    [
      'an unknown project',
      ['coverage', '--project', 'Nope'],
      2,
      /^--project: there is no project "Nope".*"Shop"/,
    ],
    ['an unknown ticket', ['explain', 'SHOP-9999', ...shop], 2, /^There is no ticket "SHOP-9999"/],
    ['an unknown cycle', ['coverage', ...shop, '--cycle', 'Nightly'], 2, /^--cycle: .*"CI"/],
    ['an unknown dimension', ['assess', ...shop, '--dimension', 'Speed', '--level', '3'], 2, /Speed/],
    ['a level off the scale', ['assess', ...shop, '--dimension', 'X', '--level', '6'], 2, /from 1 to 5/],
    [
      'a file that is not there',
      ['import', 'results', '/nowhere.xml', ...shop],
      2,
      /^\/nowhere\.xml: .*no such file/,
    ],
    [
      'a file in no known format',
      ['import', 'results', fileURLToPath(import.meta.url), ...shop],
      2,
      /no known format/,
    ],
    [
      'a format that is not known',
      ['import', 'results', fileURLToPath(import.meta.url), ...shop, '--format', 'junti'],
      2,
      /"junti" is not known/,
    ],
    ['a percentage off the scale', ['gate', ...shop, '--min-linked', '120'], 2, /from 0 to 100/],
    ['a gate without a condition', ['gate', ...shop], 2, /at least one condition/],
    ['new tickets without a date', ['gate', ...shop, '--no-new-uncovered'], 2, /--since/],
    ['a date that is none', ['coverage', ...shop, '--as-of', 'yesterday'], 2, /asOf/],
  ]

  it.each(cases)('%s', async (_, parameters, status, message) => {
    const result = await run(parameters)
    expect(result.status).toBe(status)
    expect(result.stderr).toMatch(message)
    expect(result.stdout).toBe('')
  })

  it('no command at all shows what there is', async () => {
    const { status, stderr } = await cli([])
    expect({ status, usage: stderr.startsWith('Usage: atmosfera') }).toEqual({ status: 2, usage: true })
  })

  it('a database that cannot be reached ends with status 3, in one line', async () => {
    const { status, stderr } = await cli([
      'coverage',
      ...shop,
      '--database',
      'postgres://nobody@127.0.0.1:9/none',
    ])
    expect(status).toBe(3)
    expect(stderr.trim().split('\n')).toHaveLength(1)
    expect(stderr).toContain('cannot be reached')
  })

  it('--debug adds where an error comes from', async () => {
    const { stderr } = await run(['coverage', '--project', 'Nope', '--debug'])
    expect(stderr).toMatch(/\n {4}at /)
  })
})

describe('the terminal', () => {
  it('gets colours and a bar; a pipe gets neither', async () => {
    const parameters = ['import', 'tickets', ...paths('tickets'), ...shop]
    const ansi = `${String.fromCharCode(27)}[`
    expect((await run(parameters, { isTTY: true })).stderr).toContain(ansi)
    expect((await run(parameters)).stderr).not.toContain(ansi)
    expect((await run(['coverage', ...shop], { isTTY: true })).stdout).toContain(ansi)
    expect((await run(['coverage', ...shop], { isTTY: true, env: { NO_COLOR: '1' } })).stdout).not.toContain(
      escape,
    )
  })

  it('may name the database in the environment', async () => {
    const { status, stdout } = await cli(['coverage', ...shop, '--json'], {
      env: { ATMOSFERA_DATABASE_URL: database },
    })
    expect({ status, tickets: JSON.parse(stdout).tickets }).toEqual({ status: 0, tickets: 65 })
  })
})

describe('docs/command-line.md', () => {
  it('lists every option of every command', async () => {
    const guide = readFileSync(new URL('../../../../docs/command-line.md', import.meta.url), 'utf8')
    const commands = [
      ['migrate'],
      ['demo'],
      ['import', 'tickets'],
      ['import', 'test-cases'],
      ['import', 'results'],
      ['coverage'],
      ['explain'],
      ['matrix'],
      ['assess'],
      ['maturity'],
      ['gate'],
    ]
    for (const command of commands) {
      const { stdout } = await cli([...command, '--help'])
      const options = [...stdout.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm)].map(([, option = '']) => option)
      expect(guide).toContain(`atmosfera ${command.join(' ')}`)
      expect(options.filter((option) => option !== '--help' && !guide.includes(`${option}`))).toEqual([])
    }
  })
})
