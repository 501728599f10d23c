/**
 * What is wrong with a file is said in one line that names the file and the place in it, and what can be done.
 * The database is then as it was before.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { NotFoundError, ValidationError } from '../../packages/core/src/errors.js'
import { readCatalogue } from '../support/catalogue.js'
import { digestOfAll } from '../support/digest.js'
import { engines } from '../support/engines.js'
import { failureOf } from '../support/failure.js'
import { cli } from '../support/terminal.js'
import { useAtmosfera } from '../support/use-atmosfera.js'
import { type BadFile, badFiles, type Kind, report, ticket } from './bad-files.js'

const catalogue = await readCatalogue()

const folder = mkdtempSync(join(tmpdir(), 'atmosfera-bad-'))
const secret = join(folder, 'secret.txt')
/** Whatever asks it for something was not to. */
let canary: Server
let asked: string[] = []
let canaryUrl: string

beforeAll(async () => {
  writeFileSync(secret, 'a secret of this machine')
  canary = createServer((request, response) => {
    asked.push(String(request.url))
    response.end('<!ENTITY secret "fetched">')
  })
  await new Promise<void>((resolve) => canary.listen(0, '127.0.0.1', resolve))
  canaryUrl = `http://127.0.0.1:${(canary.address() as AddressInfo).port}`
})

beforeEach(() => {
  asked = []
})

afterAll(async () => {
  await new Promise((resolve) => canary.close(resolve))
  rmSync(folder, { recursive: true, force: true })
})

const paths: Record<string, string> = {}
const pathOf = ({ name, content }: BadFile): string => {
  const path = join(folder, name)
  if (paths[name] === undefined)
    writeFileSync(path, typeof content === 'function' ? content({ file: secret, url: canaryUrl }) : content)
  paths[name] = path
  return path
}
const goodFiles: Readonly<Record<Kind, string>> = {
  tickets: join(folder, 'good.json'),
  'test-cases': join(folder, 'good.csv'),
  results: join(folder, 'good.xml'),
}
writeFileSync(goodFiles.tickets, `[${ticket({ summary: 'new' })}, ${ticket({ key: 'SHOP-7' })}]`)
writeFileSync(goodFiles['test-cases'], 'external_id,title,jira_keys\nPay > first,changed,SHOP-1\nnew,new,\n')
writeFileSync(goodFiles.results, report(''))

describe.each(engines)('A bad file on $name', (engine) => {
  const opened = useAtmosfera(engine)
  let projectId: number
  const importFiles = async (kind: Kind, files: readonly string[]): Promise<unknown> => {
    const { imports } = opened.system
    if (kind === 'tickets') return await imports.tickets({ projectId, files })
    if (kind === 'test-cases') return await imports.testCases({ projectId, files })
    return await imports.results({ projectId, files, createTestCases: true })
  }
  const digest = async () => await digestOfAll(opened.database, catalogue)

  beforeAll(async () => {
    projectId = await opened.newProject('Shop')
    const before = join(folder, 'before.json')
    writeFileSync(before, `[${ticket({})}]`)
    await importFiles('tickets', [before])
    await importFiles('results', [goodFiles.results])
  })

  it.each(Object.entries(badFiles))('%s is refused, and nothing is changed', async (_, file) => {
    const before = await digest()
    // A good one before it would change something.
    const path = pathOf(file)
    const error = await failureOf(importFiles(file.kind, [goodFiles[file.kind], path]), ValidationError)
    expect(error.issues).toHaveLength(1)
    expect(error.message).not.toContain('\n')
    expect(error.message.startsWith(path)).toBe(true)
    expect(error.message.slice(path.length)).toMatch(file.says)
    expect(await digest()).toEqual(before)
    expect(asked).toEqual([])
  })

  it('a project that is not there is refused', async () => {
    const { imports } = opened.system
    const before = await digest()
    for (const work of [
      () => imports.tickets({ projectId: 4711, files: [goodFiles.tickets] }),
      () => imports.testCases({ projectId: 4711, files: [goodFiles['test-cases']] }),
      () => imports.results({ projectId: 4711, files: [goodFiles.results] }),
    ]) {
      expect((await failureOf(work(), NotFoundError)).message).toBe(
        'There is no project 4711, or none that you have access to.',
      )
    }
    expect(await digest()).toEqual(before)
  })

  it('an id of a wrong type is refused by name', async () => {
    const files = [goodFiles.tickets]
    for (const id of ['1', 1.5, null, {}]) {
      const input = { projectId: id as unknown as number, files }
      const error = await failureOf(opened.system.imports.tickets(input), ValidationError)
      expect(error.message).toMatch(/^projectId: /)
    }
  })

  it('what a report includes from elsewhere is not fetched', async () => {
    const include = `<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="${canaryUrl}/include"/>`
    const file = join(folder, 'include.xml')
    writeFileSync(file, report(include))
    expect(await importFiles('results', [file])).toMatchObject({ runs: 1 })
    expect(asked).toEqual([])
  })
})

describe('A bad file on the command line', () => {
  const database = `pglite:${join(folder, 'database')}`
  const shop = ['--project', 'Shop', '--database', database]
  const state = async (): Promise<unknown> =>
    JSON.parse((await cli(['coverage', ...shop, '--tickets', '--json'])).stdout)

  let before: unknown

  beforeAll(async () => {
    await cli(['import', 'tickets', goodFiles.tickets, ...shop, '--create-project'])
    await cli(['import', 'test-cases', goodFiles['test-cases'], ...shop])
    before = await state()
  })

  it.each(Object.entries(badFiles))('%s gets one line, and status 2', async (_, file) => {
    const path = pathOf(file)
    const { status, stdout, stderr } = await cli(['import', file.kind, path, ...shop])
    expect({ status, stdout, lines: stderr.trimEnd().split('\n').length }).toEqual({
      status: 2,
      stdout: '',
      lines: 1,
    })
    expect(stderr.trimEnd().slice(path.length)).toMatch(file.says)
    expect(asked).toEqual([])
  })

  it('none of them changed anything', async () => {
    expect(await state()).toEqual(before)
  })
})
