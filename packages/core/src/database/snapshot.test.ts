import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { brotliCompressSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Migration } from './migration.js'
import { manifestFor, readSnapshot, type SnapshotFiles, type SnapshotManifest } from './snapshot.js'
import { holdsDatabase, isFree, layOut, takeAway } from './snapshot-folder.js'
import { readTar } from './snapshot-tar.js'

let home: string

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'atmosfera-snapshot-'))
})

afterAll(() => {
  rmSync(home, { recursive: true, force: true })
})

const migration: Migration = { id: 0, name: '0000_first', breaking: false, hash: 'a'.repeat(64), sql: '' }
const migrations = [migration]

describe('the snapshot of the package', () => {
  const archive = Buffer.from('a tar archive')

  const write = (manifest: unknown, content: Uint8Array = brotliCompressSync(archive)): SnapshotFiles => {
    const files = { archive: join(home, 'snapshot.tar.br'), manifest: join(home, 'snapshot.json') }
    writeFileSync(files.archive, content)
    writeFileSync(files.manifest, typeof manifest === 'string' ? manifest : JSON.stringify(manifest))
    return { archive: pathToFileURL(files.archive), manifest: pathToFileURL(files.manifest) }
  }
  const change = (changes: Partial<SnapshotManifest>): SnapshotFiles =>
    write({ ...manifestFor('atmosfera', migrations), ...changes })

  it('is taken for the schema, the migrations and the PGlite that it was made for', async () => {
    const files = change({})
    expect(await readSnapshot('atmosfera', { files, migrations })).toEqual(archive)
  })

  it('was made for any release of PGlite that is compatible with the one that is installed', () => {
    expect(manifestFor('atmosfera', migrations).pglite).toMatch(/^(0\.\d+|[1-9]\d*)$/)
  })

  it.each([
    ['another PGlite', { pglite: '0.4' }],
    ['another schema', { schema: 'quality' }],
    ['other migrations', { migrations: 'b'.repeat(64) }],
  ])('is left alone where it was made for %s', async (_, changes) => {
    const files = change(changes)
    expect(await readSnapshot('atmosfera', { files, migrations })).toBeUndefined()
  })

  it.each([
    ['one more', [migration, { ...migration, id: 1 }]],
    ['none', []],
    ['another edition of one', [{ ...migration, hash: 'b'.repeat(64) }]],
  ])('is left alone by a package with %s', async (_, others) => {
    const files = change({})
    expect(await readSnapshot('atmosfera', { files, migrations: others })).toBeUndefined()
  })

  it.each([
    ['no manifest that can be read', () => write('{')],
    ['a manifest that says nothing', () => write({})],
    [
      'an archive that is cut off',
      () => write(manifestFor('atmosfera', migrations), brotliCompressSync(archive).subarray(0, 8)),
    ],
    [
      'nothing',
      () => ({ archive: pathToFileURL(join(home, 'none')), manifest: pathToFileURL(join(home, 'none')) }),
    ],
  ])('is left alone where there is %s', async (_, files) => {
    expect(await readSnapshot('atmosfera', { files: files(), migrations })).toBeUndefined()
  })

  it('is not there in the source, where the migrations run', async () => {
    expect(await readSnapshot('atmosfera')).toBeUndefined()
  })
})

/** As PGlite writes it. */
function tarOf(entries: Readonly<Record<string, string | null>>): Buffer {
  const blocks = Object.entries(entries).map(([name, content]) => {
    const header = Buffer.alloc(512)
    header.write(`/${name}`, 0, 'latin1')
    header.write(`${(content ?? '').length.toString(8).padStart(11, '0')}\0`, 124, 'latin1')
    header.write(content === null ? '5' : '0', 156, 'latin1')
    const body = Buffer.alloc(Math.ceil((content ?? '').length / 512) * 512)
    body.write(content ?? '', 'latin1')
    return Buffer.concat([header, body])
  })
  return Buffer.concat([...blocks, Buffer.alloc(1024)])
}

describe('a data directory that is laid out', () => {
  const archive = tarOf({
    base: null,
    'base/1': 'x'.repeat(700),
    PG_VERSION: '18\n',
    'base/empty': '',
    'postgresql.conf': 'fsync = off',
    pg_tblspc: null,
  })
  let folder: string

  beforeEach(() => {
    folder = join(mkdtempSync(join(home, 'folder-')), 'database')
  })

  const read = (name: string) => readFileSync(join(folder, name), 'latin1')

  it('is what was in the archive', () => {
    expect(isFree(folder, archive)).toBe(true)
    layOut(folder, archive)
    expect(readdirSync(folder).sort()).toEqual(['PG_VERSION', 'base', 'pg_tblspc', 'postgresql.conf'])
    expect(read('base/1')).toBe('x'.repeat(700))
    expect(read('base/empty')).toBe('')
    expect(readdirSync(join(folder, 'pg_tblspc'))).toEqual([])
    expect(read('PG_VERSION')).toBe('18\n')
    expect(holdsDatabase(folder)).toBe(true)
    expect(isFree(folder, archive)).toBe(false)
  })

  it('is begun anew after it was begun and not ended, wherever that was', () => {
    const entries = [...readTar(archive)].filter(({ name }) => name !== 'PG_VERSION')
    for (let count = 0; count <= entries.length; count++) {
      rmSync(folder, { recursive: true, force: true })
      mkdirSync(folder)
      for (const { name, content } of entries.slice(0, count)) {
        if (content === undefined) mkdirSync(join(folder, name))
        // The last of them in the middle, and of an earlier release.
        else writeFileSync(join(folder, name), 'half')
      }
      if (count === entries.length) writeFileSync(join(folder, 'PG_VERSION.new'), '')
      if (count > 0) writeFileSync(join(folder, 'base', 'of an earlier release'), '')
      expect(isFree(folder, archive)).toBe(true)
      layOut(folder, archive)
      expect(read('base/1')).toBe('x'.repeat(700))
      expect(readdirSync(join(folder, 'base')).sort()).toEqual(['1', 'empty'])
      expect(readdirSync(folder)).not.toContain('PG_VERSION.new')
    }
  })

  it('has no place among the files of somebody else', () => {
    mkdirSync(folder)
    expect(isFree(folder, archive)).toBe(true)
    writeFileSync(join(folder, 'notes.txt'), 'mine')
    expect(isFree(folder, archive)).toBe(false)
  })

  it('can be taken away again', () => {
    layOut(folder, archive)
    takeAway(folder, archive)
    expect(readdirSync(folder)).toEqual([])
  })
})
