/** The built package draws charts by itself, loads what draws them only then, and brings the licences of it. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { buildCli, type CliProcess } from '../support/cli-process.js'

let built: CliProcess
let dist: string
const folder = mkdtempSync(join(tmpdir(), 'built-report-'))

beforeAll(() => {
  built = buildCli()
  dist = join(dirname(built.main), '..')
})

afterAll(() => {
  built?.remove()
  rmSync(folder, { recursive: true, force: true })
})

it('writes a report with charts, and ends', async () => {
  const database = ['--database', `pglite:${join(folder, 'database')}`]
  const tickets = [
    Buffer.from(`[{"key":"SHOP-1","fields":{"summary":"Pay by card","status":{"name":"Open"}}}]`),
  ]
  const project = ['--project', 'Shop', ...database]
  const imported = await built.run(['import', 'tickets', '-', '--create-project', ...project], {
    stdin: tickets,
  })
  expect(imported.status).toBe(0)
  const out = join(folder, 'report.html')
  const { status, stderr } = await built.run(['report', '--out', out, ...project])
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  expect(readFileSync(out, 'utf8')).toMatch(/<svg [^>]*role="img"/)
})

it('imports nothing of the library of charts before there is a chart', () => {
  const seen = new Set<string>()
  const visit = (file: string): void => {
    if (seen.has(file)) return
    seen.add(file)
    const text = readFileSync(file, 'utf8')
    for (const [, path = ''] of text.matchAll(/^(?:import|export)[^'"]*['"](\.[^'"]+)['"]/gm)) {
      visit(join(dirname(file), path))
    }
  }
  visit(join(dist, 'index.js'))
  visit(join(dist, 'cli', 'main.js'))
  const holdsCharts = (file: string): boolean => readFileSync(file, 'utf8').includes('node_modules/zrender/')
  expect([...seen].filter(holdsCharts)).toEqual([])
  const chunks = readdirSync(dist).filter((name) => name.endsWith('.js') && holdsCharts(join(dist, name)))
  expect(chunks).toHaveLength(1)
  const text = readFileSync(join(dist, chunks[0] ?? ''), 'utf8')
  const outside = [...text.matchAll(/^(?:import|export)[^'"\n]*['"]([^'"]+)['"]/gm)].map(([, name]) => name)
  expect(outside.filter((name) => !name?.startsWith('.'))).toEqual([])
})

it('brings the licences of what is bundled', () => {
  const text = readFileSync(join(dist, 'THIRD-PARTY.txt'), 'utf8')
  for (const part of [
    'Apache ECharts',
    'This product includes software developed at',
    'ZRender',
    'Mike Bostock',
    'tslib',
  ]) {
    expect(text).toContain(part)
  }
})
