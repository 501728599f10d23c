import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterAll, describe, expect, it } from 'vitest'
import { engines } from '../../../../test/support/engines.js'
import { useAtmosfera } from '../../../../test/support/use-atmosfera.js'
import { type EvidenceStore, evidenceFolder, evidenceInMemory } from './evidence.js'

const home = mkdtempSync(join(tmpdir(), 'atmosfera-evidence-'))
const folder = join(home, 'made', 'when-needed')
afterAll(() => rmSync(home, { recursive: true, force: true }))

const bytes = (...pieces: readonly string[]) => Readable.from(pieces.map((piece) => Buffer.from(piece)))
const read = async (store: EvidenceStore, space: string, sha256: string) => {
  const content = await store.get(space, sha256)
  return content === undefined ? undefined : await text(Readable.from(content))
}

describe.each([
  ['a folder', () => evidenceFolder(folder)],
  ['memory', evidenceInMemory],
])('Evidence in %s', (_where, open) => {
  const store = open()

  it('is known by its content, however it arrives, and given back', async () => {
    const first = await store.put('1', bytes('a pic', 'ture'))
    expect(first).toEqual({ sha256: expect.stringMatching(/^[0-9a-f]{64}$/), size: 9 })
    expect(await store.put('1', bytes('a picture'))).toEqual(first)
    expect(await read(store, '1', first.sha256)).toBe('a picture')
  })

  it('of one project is not another’s', async () => {
    const { sha256 } = await store.put('1', bytes('theirs'))
    expect(await store.get('2', sha256)).toBeUndefined()
    expect(await store.get('1', '0'.repeat(64))).toBeUndefined()
    expect(await store.get('1', '../../etc/passwd')).toBeUndefined()
  })

  it('that breaks off is not kept', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('half of ')
      throw new Error('lost')
    }
    await expect(store.put('3', broken())).rejects.toThrow('lost')
    expect(await store.put('3', bytes('half of '))).toMatchObject({ size: 8 })
  })
})

describe('A folder of evidence', () => {
  it('holds each piece once, and nothing half', () => {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    expect(files.filter((name) => /[0-9a-f]{64}$/.test(name))).toHaveLength(3)
    expect(files.filter((name) => name.includes('.'))).toEqual([])
  })
})

describe.each(engines)('Evidence of a run on $name', (engine) => {
  const opened = useAtmosfera(engine)

  it('is stored before the run names it, by those who may write there, for those who may read', async () => {
    const projectId = await opened.newProject()
    const { id: testCaseId } = await opened.system.testCases.create({ projectId, title: 'pays' })
    const { id: cycleId } = await opened.system.testCycles.create({ projectId, name: 'Sprint 1' })
    const [tester, reader] = [await opened.member(projectId, 'write'), await opened.member(projectId, 'read')]
    const stored = await tester.testRuns.storeEvidence({ projectId, content: bytes('a picture') })
    expect(stored).toMatchObject({ size: 9 })
    const evidence = [{ path: 'shot.png', contentType: 'image/png', ...stored }]
    const place = { projectId, cycleId, testCaseId }
    const run = await tester.testRuns.record({ ...place, status: 'failed', evidence })
    const query = { runId: run.id, sha256: stored.sha256 }
    expect(await text(Readable.from(await reader.testRuns.readEvidence(query)))).toBe('a picture')

    const refused = reader.testRuns.storeEvidence({ projectId, content: bytes('another') })
    await expect(refused).rejects.toMatchObject({ code: 'permission_denied' })
    const stranger = await opened.member(await opened.newProject(), 'manage')
    const unknown = stranger.testRuns.storeEvidence({ projectId, content: bytes('another') })
    await expect(unknown).rejects.toMatchObject({ code: 'not_found' })
  })
})
