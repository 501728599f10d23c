/** What the command line says where something is wrong, and what it adapts to. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { shop, useCliProject } from '../../../../test/support/cli-project.js'
import { cli } from '../../../../test/support/terminal.js'

const { database, run, paths } = useCliProject()

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
      ansi,
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
      ['report'],
    ]
    for (const command of commands) {
      const { stdout } = await cli([...command, '--help'])
      const options = [...stdout.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm)].map(([, option = '']) => option)
      expect(guide).toContain(`atmosfera ${command.join(' ')}`)
      expect(options.filter((option) => option !== '--help' && !guide.includes(`${option}`))).toEqual([])
    }
  })
})
