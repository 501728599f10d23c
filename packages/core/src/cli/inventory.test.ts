/** Test cases in and projects out and in again, from a user's side of the command line. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { shop, useCliProject } from '../../../../test/support/cli-project.js'

const { folder, run } = useCliProject()

function write(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

describe('import test-cases', () => {
  it('says which tool a file is of', async () => {
    const path = write('zephyr.csv', 'Key,Name,Coverage (Issues)\nSHOP-T1,Pays,SHOP-565\n')
    const { status, stderr } = await run(['import', 'test-cases', path, ...shop])
    expect({ status, stderr }).toEqual({ status: 0, stderr: `Read as zephyr-scale: ${path}.\n` })
  })

  it('takes columns as they are mapped', async () => {
    const path = write('own.csv', 'Nr;Was;Etikett;Thema\nA1;Zahlen;smoke;Kasse\n')
    const map = ['externalId=Nr', 'title=Was', 'tags=Etikett', 'tags=Thema'].flatMap((pair) => [
      '--map',
      pair,
    ])
    const { status, stdout } = await run(['import', 'test-cases', path, ...map, ...shop])
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: '1 test case read: 1 created, 0 updated, 0 unchanged, 0 rejected.\n',
    })
  })

  it.each([
    ['title', '--map: "title" is not understood; it looks like title=Name'],
    ['title=Titel', 'mapping.title: there is no column "Titel"'],
    ['titel=Was', 'mapping.titel: is not a field of test cases'],
  ])('refuses the mapping %s in one line', async (pair, message) => {
    const path = write('own.csv', 'Nr;Was\nA1;Zahlen\n')
    const { status, stderr } = await run(['import', 'test-cases', path, '--map', pair, ...shop])
    expect({ status, lines: stderr.trimEnd().split('\n').length }).toEqual({ status: 2, lines: 1 })
    expect(stderr).toContain(message)
  })

  it('reads a folder of tests, named from where they are run', async () => {
    mkdirSync(join(folder, 'repository/src'), { recursive: true })
    write('repository/src/a.test.ts', "import { it } from 'vitest'\nit('works', () => {})\n")
    const root = join(folder, 'repository')
    const { status, stdout, stderr } = await run([
      'import',
      'test-cases',
      root,
      '--root',
      root,
      ...shop,
      '--json',
    ])
    expect({ status, stderr }).toEqual({ status: 0, stderr: 'Read as source-javascript: src/a.test.ts.\n' })
    expect(JSON.parse(stdout)).toMatchObject({
      files: [{ file: 'src/a.test.ts', format: 'source-javascript', total: 1 }],
      created: 1,
    })
  })
})

describe('export and import project', () => {
  it('make the same project again, by way of a file and of a folder', async () => {
    const file = join(folder, 'shop.ndjson.gz')
    const csv = join(folder, 'shop-csv')
    expect((await run(['export', ...shop, '--out', file])).stdout).toMatch(
      /^Wrote the project "Shop" to .* bytes\)\.\n$/,
    )
    expect((await run(['export', ...shop, '--out', csv, '--format', 'csv'])).status).toBe(0)
    expect(gunzipSync(readFileSync(file)).toString()).toBe(
      (await run(['export', ...shop, '--out', '-'])).stdout,
    )

    const into = ['--project', 'Shop again']
    expect((await run(['import', 'project', csv, ...into])).stdout).toMatch(/^[\d,]+ records imported\.\n$/)
    expect((await run(['import', 'project', file, ...into])).stdout).toMatch(
      /^Nothing changed: all .* were there already\.\n$/,
    )
    const coverage = async (project: string) =>
      (await run(['coverage', '--project', project])).stdout.replace(project, '')
    expect(await coverage('Shop again')).toBe(await coverage('Shop'))
  })

  it('write whole or not at all', async () => {
    const missing = await run(['export', ...shop, '--out', join(folder, 'missing', 'shop.ndjson')])
    expect(missing).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('is in a folder that does not exist'),
    })
    const full = await run(['export', ...shop, '--out', folder, '--format', 'csv'])
    expect(full).toMatchObject({ status: 2, stderr: expect.stringContaining('is not empty') })
    const nobody = await run(['export', '--project', 'Nobody', '--out', join(folder, 'nobody.ndjson')])
    expect(nobody.status).toBe(2)
    expect(existsSync(join(folder, 'nobody.ndjson'))).toBe(false)
    expect(readdirSync(folder).filter((name) => name.endsWith('.partial'))).toEqual([])
  })

  it('make no project of what is no export', async () => {
    const path = write('none.ndjson', '{"key":"A-1"}\n{"key":"A-2"}\n')
    const { status, stderr } = await run(['import', 'project', path, '--project', 'None'])
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: `${path}, row 1: kind: is missing; every record says what it is\n`,
    })
    expect((await run(['coverage', '--project', 'None'])).stderr).toContain('there is no project "None"')
  })
})
