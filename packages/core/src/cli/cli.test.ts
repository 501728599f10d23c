/** The command line from a user's side: what it prints, where, and with which status it ends. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { describe, expect, it } from 'vitest'
import { shop, useCliProject } from '../../../../test/support/cli-project.js'
import { cli } from '../../../../test/support/terminal.js'

const { folder, run, paths } = useCliProject()

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

  it('results into a cycle whose name is a number, such as that of a build', async () => {
    const report = join(folder, 'build.xml')
    writeFileSync(report, '<testsuite><testcase classname="Build" name="runs"/></testsuite>')
    const own = ['--project', 'Builds', '--create-project', '--create-test-cases']
    const into = ['import', 'results', report, ...own, '--cycle']
    const { cycle } = await json(...into, '4711')
    expect(cycle).toEqual({ id: expect.any(Number), name: '4711' })
    const { id } = cycle as { id: number }
    expect(await json(...into, '4711')).toMatchObject({ cycle, runs: 0 })
    expect(await json(...into, String(id))).toMatchObject({ cycle, runs: 0 })
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

describe('coverage --rebuild', () => {
  const pastTriggers = async (statement: string): Promise<void> => {
    const database = await PGlite.create(join(folder, 'database'))
    await database.exec(`SET session_replication_role TO replica; ${statement}`)
    await database.close()
  }

  it('counts what was loaded past the triggers', async () => {
    await pastTriggers(`INSERT INTO atmosfera.jira_tickets (project_id, jira_key, summary, status)
      SELECT id, 'LOADED-1', 'Loaded', 'Open' FROM atmosfera.projects WHERE name = 'Shop'`)
    expect(await json('coverage', ...shop)).toMatchObject({ tickets: 65 })
    const { status, stdout, stderr } = await run(['coverage', ...shop, '--rebuild'])
    expect({ status, stderr }).toEqual({ status: 0, stderr: 'Computed the coverage of "Shop" anew.\n' })
    expect(stdout).toMatch(/linked +51 +77\.27 %/)
    expect(await json('coverage', ...shop)).toMatchObject({ tickets: 66 })
    await pastTriggers(`DELETE FROM atmosfera.jira_tickets WHERE jira_key = 'LOADED-1'`)
    await run(['coverage', ...shop, '--rebuild', '--quiet'])
    expect(await json('coverage', ...shop)).toMatchObject({ tickets: 65 })
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
