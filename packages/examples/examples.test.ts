/** Every example runs as it stands, and prints what its reader is led to expect. */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildCli, type CliProcess } from '../../test/support/cli-process.js'

const root = fileURLToPath(new URL('../../', import.meta.url))

function run(
  example: string,
  ...parameters: readonly string[]
): { readonly status: number | null; readonly output: string } {
  const { status, stdout, stderr } = spawnSync(
    'npx',
    ['tsx', `packages/examples/${example}.ts`, ...parameters],
    {
      cwd: root,
      encoding: 'utf8',
    },
  )
  return { status, output: status === 0 || stdout !== '' ? stdout : stderr }
}

describe('examples', () => {
  it('quickstart explains a verdict', () => {
    expect(run('quickstart')).toEqual({
      status: 0,
      output: 'OK: its only test case passed in every environment that is in scope.\n',
    })
  })

  it('quickstart is the program of the README', () => {
    const program = readFileSync(`${root}packages/examples/quickstart.ts`, 'utf8')
    expect(readFileSync(`${root}README.md`, 'utf8')).toContain(`\`\`\`ts\n${program}\`\`\``)
  })

  it('bring-your-own-drizzle works in one transaction with a host’s own tables', () => {
    expect(run('bring-your-own-drizzle')).toEqual({
      status: 0,
      output: '2 test cases in Shop\nannie is a tester\n',
    })
  })

  it('score-without-a-database scores plain data', () => {
    const { status, output } = run('score-without-a-database')
    expect(status).toBe(0)
    expect(output).toContain('Risk Management: 2 of 4, gap 8')
  })

  it('embed-in-hono mounts the API in an application that has users of its own', () => {
    expect(run('embed-in-hono')).toEqual({
      status: 0,
      output: 'Ada sees Checkout\nA stranger is answered 401\n',
    })
  })

  it('embed-in-express does the same in Express, uploads included', () => {
    expect(run('embed-in-express')).toEqual({ status: 0, output: '0 of 1 tickets are covered\n' })
  })

  it('typed-client has the types of the API as it is', () => {
    expect(run('typed-client/generate', '--check')).toEqual({ status: 0, output: '' })
  })

  it('ci-gate fails the build where a test of this version fails', () => {
    expect(run('ci-gate')).toEqual({
      status: 1,
      output:
        '2 results of 2.5.0\nNOK SHOP-2: a test of it fails, it has no priority, it is open, it has no type\n',
    })
  })
})

describe('ci-job', () => {
  const folder = `${root}packages/examples/ci-job`
  const home = mkdtempSync(join(tmpdir(), 'atmosfera-ci-'))
  let cli: CliProcess

  beforeAll(() => {
    cli = buildCli()
    cpSync(folder, home, { recursive: true })
    // As `npm install @atmosfera/core` would.
    mkdirSync(join(home, 'node_modules', '.bin'), { recursive: true })
    const command = `#!/bin/sh\nexec '${process.execPath}' '${cli.main}' "$@"\n`
    writeFileSync(join(home, 'node_modules', '.bin', 'atmosfera'), command, { mode: 0o755 })
  })

  afterAll(() => {
    cli?.remove()
    rmSync(home, { recursive: true, force: true })
  })

  const job = (version: string) => {
    const env = { ...process.env, VERSION: version, ATMOSFERA_DATABASE_URL: '' }
    const { ATMOSFERA_DATABASE_URL: _, ...clean } = env
    return spawnSync('sh', ['job.sh'], { cwd: home, encoding: 'utf8', env: clean })
  }

  it('hands in what there is, and fails while a test of a ticket does', () => {
    const red = job('1.0')
    expect(red).toMatchObject({ status: 1 })
    expect(red.stdout).toContain('2 runs recorded in the cycle "CI 1.0"')
    const report = join(home, 'reports', 'junit.xml')
    writeFileSync(report, readFileSync(report, 'utf8').replace(/<failure[\s\S]*<\/failure>/, ''))
    const green = job('1.1')
    expect(green).toMatchObject({ status: 0 })
    expect(green.stdout).toContain('2 runs recorded in the cycle "CI 1.1"')
  })

  it('is what the guide shows for each CI', () => {
    const guide = readFileSync(`${root}docs/ci.md`, 'utf8')
    const jobs = [...guide.matchAll(/```(?:yaml|groovy)\n([\s\S]*?)```/g)].map(([, block = '']) => block)
    const commands = readFileSync(`${folder}/job.sh`, 'utf8').match(/^npx atmosfera .*$/gm) ?? []
    expect(jobs).toHaveLength(3)
    // Tickets come out of Jira there.
    for (const command of commands.slice(1)) for (const block of jobs) expect(block).toContain(command)
  })
})
