/** Every example runs as it stands, and prints what its reader is led to expect. */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))

function run(example: string): { readonly status: number | null; readonly output: string } {
  const { status, stdout, stderr } = spawnSync('npx', ['tsx', `packages/examples/${example}.ts`], {
    cwd: root,
    encoding: 'utf8',
  })
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

  it('ci-gate fails the build where a test of this version fails', () => {
    expect(run('ci-gate')).toEqual({
      status: 1,
      output: '2 results of 2.5.0\nNOK SHOP-2: a test of it fails, it has no priority, it is open\n',
    })
  })
})
