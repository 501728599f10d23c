/** Projects out of exports: what is refused, and that it then changes nothing. */
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { readCatalogue } from '../../../../test/support/catalogue.js'
import { digestOfProject } from '../../../../test/support/digest.js'
import { engines } from '../../../../test/support/engines.js'
import { contentOf, linesOf } from '../../../../test/support/exported.js'
import { failureOf } from '../../../../test/support/failure.js'
import { useAtmosfera } from '../../../../test/support/use-atmosfera.js'
import { ConflictError, PermissionError, ValidationError } from '../errors.js'

const catalogue = await readCatalogue()

type Line = Readonly<Record<string, unknown>>

const head: Line = { kind: 'project', version: 1, name: 'Shop' }
const suite: Line = { kind: 'suite', id: 1, name: 'Pay' }
const testCase: Line = { kind: 'testCase', id: 1, title: 'by card', tags: [], suite: 1 }
const folder: Line = { kind: 'folder', id: 1, name: 'Plans' }

/** A file of these records, numbered and ended as they should be. */
function fileOf(...records: readonly Line[]): File {
  const lines = [head, ...records, { kind: 'end', records: records.length }]
  return fileOfLines(lines.map((line) => JSON.stringify(line)))
}

function fileOfLines(lines: readonly string[]): File {
  return new File([lines.map((line) => `${line}\n`).join('')], 'shop.ndjson')
}

describe.each(engines)('A project out of an export on $name', (engine) => {
  const opened = useAtmosfera(engine)
  const importProject = async (file: Blob, projectId?: number) =>
    await opened.system.imports.project({ projectId: projectId ?? (await opened.newProject()), file })

  it('is read from a compressed file, and keeps its own name', async () => {
    const projectId = await opened.newProject('Mine')
    const file = new Blob([gzipSync(await fileOf(suite, testCase).text())])
    expect(await importProject(file, projectId)).toMatchObject({ total: 2, created: 2, unchanged: 0 })
    expect(await opened.system.projects.get(projectId)).toMatchObject({ name: 'Mine' })
    expect(await contentOf(opened.system, projectId)).toContainEqual({ ...testCase })
  })

  it('may say less than an export does: what has a default has it', async () => {
    const ticket = { kind: 'ticket', id: 1, jiraKey: 'A-1', summary: 's', status: 'Open' }
    const projectId = await opened.newProject()
    await importProject(fileOf(ticket), projectId)
    expect(await contentOf(opened.system, projectId)).toContainEqual({ ...ticket, fixVersions: [] })
  })

  it.each<[string, readonly Line[], string]>([
    ['a kind that is unknown', [{ kind: 'suit', id: 1 }], 'row 2: kind: "suit" is not known'],
    ['no kind', [{ id: 1 }], 'row 2: kind: is missing'],
    ['a field that is unknown', [{ ...suite, colour: 'red' }], 'row 2: colour: is no field of "suite"'],
    ['a field that is missing', [{ kind: 'suite', id: 1 }], 'row 2: name: is missing; every "suite" has it'],
    [
      'a text that is too long',
      [{ ...suite, name: 'x'.repeat(101) }],
      'row 2: name: has 101 characters; at most 100',
    ],
    ['a text that is a number', [{ ...suite, name: 1 }], 'row 2: name: is a number; it has to be text'],
    ['a text with NUL', [{ ...suite, name: 'a\0' }], 'row 2: name: has NUL or broken characters in it'],
    ['a time that is none', [{ ...suite, createdAt: 'soon' }], 'row 2: createdAt: has to be a time such as'],
    [
      'a yes that is a text',
      [{ ...suite, aiGenerated: 'yes' }],
      'row 2: aiGenerated: is text; it has to be true or false',
    ],
    ['a number that is skipped', [{ ...suite, id: 2 }], 'row 2: id: is 2, but has to be 1'],
    ['a record that never came', [testCase], 'row 2: suite: is 1, but no "suite" of that number came before'],
    [
      'a folder in itself',
      [{ ...folder, parent: 1 }],
      'row 2: parent: is 1, but no "folder" of that number came before',
    ],
    [
      'a kind that comes again',
      [suite, { ...testCase, suite: undefined }, { ...suite, id: 2 }],
      'row 4: kind: "suite" comes a second time',
    ],
    [
      'a dimension that nobody knows',
      [{ kind: 'metric', id: 1, name: 'm', value: 1, builtInDimension: 'Luck' }],
      'row 2: builtInDimension: "Luck" is no dimension',
    ],
    [
      'a status that is none',
      [{ ...testCase, suite: undefined, status: 'lost' }],
      'row 2: testCase: The value is not allowed (test_cases_status_check',
    ],
    [
      'a key that is there twice',
      [1, 2].map((id) => ({ kind: 'ticket', id, jiraKey: 'A-1', summary: 's', status: 's' })),
      'row 2: ticket: one of the rows up to 3: A ticket with this key exists already',
    ],
  ])('is refused with %s, and nothing is changed', async (_, records, message) => {
    const projectId = await opened.newProject()
    const before = await digestOfProject(opened.database, catalogue, projectId)
    const error = await failureOf(importProject(fileOf(...records), projectId), ValidationError)
    expect(error.message).toContain(`shop.ndjson, ${message}`)
    expect(await digestOfProject(opened.database, catalogue, projectId)).toEqual(before)
  })

  it.each<[string, readonly string[], string]>([
    ['is cut off', [JSON.stringify(head), JSON.stringify(suite)], 'shop.ndjson: is cut off'],
    ['is cut off within a line', [JSON.stringify(head), '{"kind":"sui'], 'row 2: is malformed JSON'],
    [
      'lacks records',
      [JSON.stringify(head), '{"kind":"end","records":7}'],
      'row 2: records: is 7, but 0 records came before',
    ],
    [
      'goes on after its end',
      [JSON.stringify(head), '{"kind":"end","records":0}', JSON.stringify(suite)],
      'row 3: follows the end of the export',
    ],
    [
      'has no head',
      [JSON.stringify(suite), '{"kind":"end","records":1}'],
      'row 1: kind: has to be "project" in the first record',
    ],
    [
      'is of a later version',
      [JSON.stringify({ ...head, version: 2 }), '{"kind":"end","records":0}'],
      'row 1: version: is 2',
    ],
    ['is something else', ['{"key":"A-1"}', '{"key":"A-2"}'], 'row 1: kind: is missing'],
    ['is empty', [], 'shop.ndjson'],
  ])('is refused where the file %s', async (_, lines, message) => {
    const error = await failureOf(importProject(fileOfLines(lines)), ValidationError)
    expect(error.message).toContain(message)
  })

  it('goes into no project that holds something else', async () => {
    const projectId = await opened.newProject()
    await importProject(fileOf(suite), projectId)
    expect(await importProject(fileOf(suite), projectId)).toMatchObject({ created: 0, unchanged: 1 })
    const before = await linesOf(opened.system, projectId)
    await failureOf(importProject(fileOf(suite, testCase), projectId), ConflictError)
    expect(await linesOf(opened.system, projectId)).toBe(before)
  })

  it('takes the access level to manage', async () => {
    const projectId = await opened.newProject()
    const writer = await opened.member(projectId, 'write')
    const keeper = await opened.member(projectId, 'manage')
    await failureOf(writer.imports.project({ projectId, file: fileOf(suite) }), PermissionError)
    expect(await keeper.imports.project({ projectId, file: fileOf(suite) })).toMatchObject({ created: 1 })
  })

  it('tells who is not known here, and keeps what they did', async () => {
    const projectId = await opened.newProject()
    const { userId } = await opened.member(projectId, 'read')
    const { username } = await opened.system.users.get(userId)
    const cycles = [username, 'nobody'].map((author, index) => ({
      kind: 'cycle',
      id: index + 1,
      name: 'c',
      author,
    }))
    expect(await importProject(fileOf(...cycles), projectId)).toMatchObject({ unknownPeople: ['nobody'] })
    const authors = (await contentOf(opened.system, projectId)).flatMap((record) =>
      record.kind === 'cycle' ? [record.author] : [],
    )
    expect(authors).toEqual([username, undefined])
    expect(await importProject(fileOf(...cycles), projectId)).toMatchObject({ created: 0, unchanged: 2 })
  })
})
