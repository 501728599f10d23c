/** Bad input from outside of the process: its exit status, its one line, its memory, and the database behind it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readCatalogue } from '../support/catalogue.js'
import { buildCli, type CliProcess } from '../support/cli-process.js'
import { digestOfAll } from '../support/digest.js'
import { postgresEngines, type TestDatabase } from '../support/engines.js'
import { openProxy } from '../support/tcp-proxy.js'
import { interrupted } from './interrupted.js'

const catalogue = await readCatalogue()
const folder = mkdtempSync(join(tmpdir(), 'atmosfera-process-'))

const issues = Array.from({ length: 1_500 }, (_, n) => `{"key":"SHOP-${n}","summary":"s","status":"Open"}\n`)
const laughs = Array.from({ length: 30 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('')
const files: Readonly<Record<string, string | Uint8Array>> = {
  'good.ndjson': issues.slice(0, 2).join(''),
  'cut.ndjson.gz': gzipSync(issues.join('')).subarray(0, 2_000),
  'long.ndjson': `${issues.join('')}{"key":"SHOP-9","summary":"s","status":"Open","description":"${'x'.repeat(5_000_000)}"}`,
  'cut.xml': `<testsuite>\n${'<testcase name="a"/>\n'.repeat(3_000)}<testcase name="b`,
  'laughs.xml': `<!DOCTYPE testsuite [<!ENTITY l0 "ha">${laughs}]><testsuite><testcase name="&l30;"/></testsuite>`,
}

describe.each(postgresEngines.slice(-1))('The command line refuses, with $name', (engine) => {
  let cli: CliProcess
  let database: TestDatabase

  beforeAll(async () => {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
    cli = buildCli()
    database = await engine.createDatabase()
    await database.query(`INSERT INTO atmosfera.projects (name) VALUES ('Shop')`)
  })

  afterAll(async () => {
    cli?.remove()
    await database?.drop()
    rmSync(folder, { recursive: true, force: true })
  })

  it.each([
    [
      'gzip that was cut off',
      'tickets cut.ndjson.gz',
      'cut.ndjson.gz: the gzip data is cut off; copy or download the file again',
    ],
    [
      'a description of 5 MB',
      'tickets good.ndjson long.ndjson',
      'long.ndjson, row 1501: description: has 5000000 characters; at most 1000000 are stored',
    ],
    [
      'a report that was cut off',
      'results cut.xml --create-test-cases --cycle New',
      'cut.xml, row 3002: ends in the middle; the report was cut off, so write or download it again',
    ],
    [
      'a billion laughs',
      'results laughs.xml',
      'laughs.xml, row 1: declares entities, which is not read for safety; remove the <!DOCTYPE>',
    ],
    ['a file that is not there', 'test-cases none.csv', 'none.csv: there is no such file; check the path'],
    [
      'a cut file for a project to be made',
      'tickets cut.ndjson.gz --create-project --project New',
      'cut.ndjson.gz: the gzip data is cut off; copy or download the file again',
    ],
    [
      'a project that is not there',
      'tickets good.ndjson --project Nope',
      '--project: there is no project "Nope": known are "Shop"',
    ],
  ])('%s, in one line, with status 2', async (_, command, line) => {
    const before = await digestOfAll(database, catalogue)
    const [kind = '', ...others] = command.split(' ')
    const parameters = others.map((word) => (/\.\w+$/.test(word) ? join(folder, word) : word))
    const project = command.includes('--project') ? [] : ['--project', 'Shop']
    const where = [...project, '--database', String(database.database)]
    const { status, stdout, stderr, peakMemory } = await cli.run(['import', kind, ...parameters, ...where])
    expect({ status, stdout, stderr: stderr.replace(`${folder}/`, '') }).toEqual({
      status: 2,
      stdout: '',
      stderr: `${line}\n`,
    })
    expect(peakMemory).toBeLessThan(200 * 1_048_576)
    expect(await digestOfAll(database, catalogue)).toEqual(before)
  })

  it('to go on without its database, in one line, with status 3', async () => {
    const url = new URL(String(database.database))
    const proxy = await openProxy(Number(url.port))
    url.port = String(proxy.port)
    const before = await digestOfAll(database, catalogue)
    const { status, stdout, stderr } = await cli.run(
      ['import', 'tickets', '-', '--project', 'Shop', '--database', url.href],
      { stdin: interrupted(() => proxy.cut()) },
    )
    expect({ status, stdout }).toEqual({ status: 3, stdout: '' })
    expect(stderr).toMatch(
      /^The database cannot be reached \(.*\); what was under way is rolled back\. .*\n$/,
    )
    expect(await digestOfAll(database, catalogue)).toEqual(before)
    await proxy.close()
  })
})
