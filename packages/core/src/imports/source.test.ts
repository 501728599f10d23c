import { createHash } from 'node:crypto'
import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { ValidationError } from '../errors.js'
import { openSource, type SourceInput, type SourceOptions } from './source.js'

const folder = mkdtempSync(join(tmpdir(), 'atmosfera-source-'))
afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

async function textOf(input: SourceInput, options?: SourceOptions): Promise<string> {
  let text = ''
  for await (const piece of openSource(input, options)) text += piece
  return text
}

async function messageOf(reading: Promise<unknown>): Promise<string> {
  const error = await reading.then(
    () => new Error('It was read.'),
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(ValidationError)
  return error instanceof Error ? error.message : ''
}

const report = '<testsuite name="Grüße 👋"/>'

describe('openSource reads', () => {
  it('a path or a file: URL', async () => {
    const path = file('report.xml', report)
    expect(await textOf(path)).toBe(report)
    expect(await textOf(pathToFileURL(path))).toBe(report)
  })

  it('bytes, blobs, and streams of both kinds', async () => {
    const bytes = Buffer.from(report)
    expect(await textOf(bytes)).toBe(report)
    expect(await textOf(new Blob([report]))).toBe(report)
    expect(await textOf(Readable.from([bytes.subarray(0, 20), bytes.subarray(20)]))).toBe(report)
    expect(await textOf(Readable.from([report]))).toBe(report)
    expect(await textOf(new Response(report).body as ReadableStream<Uint8Array>)).toBe(report)
  })

  it('gzip, recognised by content whatever the file is called', async () => {
    expect(await textOf(file('zipped.xml', gzipSync(report)))).toBe(report)
    expect(await textOf(file('plain.xml.gz', report))).toBe(report)
  })

  it('several gzip members one after the other, as log rotation leaves them', async () => {
    expect(await textOf(Buffer.concat([gzipSync('<a>'), gzipSync('</a>')]))).toBe('<a></a>')
  })

  it('nothing at all', async () => {
    expect(await textOf(Buffer.alloc(0))).toBe('')
    expect(await textOf(file('empty.xml', ''))).toBe('')
  })
})

describe('openSource decodes', () => {
  it.each([
    ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${report}`)],
    ['UTF-16 little endian', Buffer.from(`\uFEFF${report}`, 'utf16le')],
    ['UTF-16 big endian', Buffer.from(`\uFEFF${report}`, 'utf16le').swap16()],
  ])('%s', async (_name, bytes) => {
    expect(await textOf(bytes)).toBe(report)
    expect(await textOf(gzipSync(bytes))).toBe(report)
  })

  it('UTF-16 without a mark, where it starts with an XML declaration', async () => {
    const text = `<?xml version="1.0" encoding="UTF-16"?>${report}`
    expect(await textOf(Buffer.from(text, 'utf16le'))).toBe(text)
    expect(await textOf(Buffer.from(text, 'utf16le').swap16())).toBe(text)
  })

  it('the encoding that an XML declaration names', async () => {
    const text = '<?xml version="1.0" encoding="ISO-8859-1"?><testsuite name="Größe"/>'
    expect(await textOf(Buffer.from(text, 'latin1'))).toBe(text)
  })

  it('UTF-8 where the declaration says UTF-16 but is plainly not', async () => {
    const text = `<?xml version="1.0" encoding="utf-16"?>${report}`
    expect(await textOf(Buffer.from(text))).toBe(text)
  })

  it('bytes that are no characters as U+FFFD, rather than losing the report', async () => {
    expect(await textOf(Buffer.from([0x61, 0xff, 0x62, 0xe2, 0x82]))).toBe('a\uFFFDb\uFFFD')
  })

  it('the same text wherever the bytes are cut, also inside of a character', async () => {
    const bytes = fc.oneof(
      fc.string({ unit: 'grapheme' }).map((text) => Buffer.from(text)),
      fc.uint8Array({ maxLength: 60 }).map((array) => Buffer.from(array)),
    )
    const cuts = fc.array(fc.nat(60), { maxLength: 20 })
    await fc.assert(
      fc.asyncProperty(bytes, cuts, async (whole, at) => {
        fc.pre(!(whole[0] === 0x1f && whole[1] === 0x8b))
        expect(await textOf(Readable.from(cut(whole, at)))).toBe(await textOf(whole))
      }),
    )
  })
})

function* cut(bytes: Buffer, at: readonly number[]): Generator<Buffer> {
  let start = 0
  for (const end of [...at, bytes.length].sort((a, b) => a - b)) {
    yield bytes.subarray(start, end)
    start = Math.min(end, bytes.length)
  }
}

describe('openSource tells', () => {
  it('the SHA-256 of the uncompressed bytes, once all have been read', async () => {
    const source = openSource(gzipSync(report))
    expect(source.sha256).toBeUndefined()
    for await (const _ of source) expect(source.sha256).toBeUndefined()
    expect(source.sha256).toBe(createHash('sha256').update(report).digest('hex'))
  })

  it('how far it is, in bytes of the file as it lies there', async () => {
    const zipped = gzipSync('x'.repeat(1_000_000))
    const seen: [number, number | undefined][] = []
    await textOf(file('big.xml.gz', zipped), { onProgress: (read, total) => seen.push([read, total]) })
    expect(seen.at(-1)).toEqual([zipped.length, zipped.length])
    seen.length = 0
    await textOf(Readable.from([report]), { onProgress: (read, total) => seen.push([read, total]) })
    expect(seen).toEqual([[Buffer.byteLength(report), undefined]])
  })

  it('what the input is called', () => {
    expect(openSource('a/b.xml').name).toBe('a/b.xml')
    expect(openSource(new File([], 'c.xml')).name).toBe('c.xml')
    expect(openSource(Buffer.alloc(0)).name).toBe('input')
    expect(openSource('a/b.xml', { name: 'artefact 7' }).name).toBe('artefact 7')
  })

  it('the beginning, without using it up', async () => {
    const source = openSource(new Blob([report]))
    expect(await source.head()).toBe(report)
    expect(await source.head()).toBe(report)
    let text = ''
    for await (const piece of source) text += piece
    expect(text).toBe(report)
  })

  it('that it was read already', async () => {
    const source = openSource(new Blob([report]))
    for await (const _ of source);
    await expect(source[Symbol.asyncIterator]().next()).rejects.toThrow('was read already')
  })
})

describe('openSource explains in one line', () => {
  it('that there is no such file', async () => {
    expect(await messageOf(textOf(join(folder, 'none.xml')))).toBe(
      `${join(folder, 'none.xml')}: there is no such file; check the path`,
    )
    expect(await messageOf(textOf('<testsuite>\n</testsuite>'))).toBe(
      '<testsuite>: there is no such file; check the path',
    )
    expect(await messageOf(textOf('\0'))).toContain('there is no such file')
    expect(await messageOf(textOf('x'.repeat(5_000)))).toContain('text goes in as new Blob([text])')
  })

  it('that it is a directory', async () => {
    expect(await messageOf(textOf(folder))).toBe(`${folder}: is a directory; name the files in it`)
  })

  it.skipIf(process.getuid?.() === 0)('that it may not be read', async () => {
    const path = file('secret.xml', report)
    chmodSync(path, 0)
    expect(await messageOf(textOf(path))).toBe(`${path}: may not be read; check its permissions`)
  })

  it('that an address on the web is no file', async () => {
    expect(await messageOf(textOf(new URL('https://ci.example/report.xml')))).toBe(
      'https://ci.example/report.xml: only file: addresses can be read; download it first',
    )
  })

  it('that compressed data is cut off or damaged', async () => {
    const zipped = gzipSync('a long report '.repeat(10_000))
    const short = file('short.xml.gz', zipped.subarray(0, zipped.length / 2))
    expect(await messageOf(textOf(short))).toBe(
      `${short}: the gzip data is cut off; copy or download the file again`,
    )
    zipped.fill(0xaa, 30, 60)
    expect(await messageOf(textOf(zipped, { name: 'ci.gz' }))).toBe(
      'ci.gz: the gzip data is damaged; copy or download the file again',
    )
  })

  it('that an encoding is not known', async () => {
    const bytes = Buffer.from('<?xml version="1.0" encoding="klingon"?><testsuite/>')
    expect(await messageOf(textOf(bytes))).toBe(
      'input, row 1: declares the encoding "klingon", which is not known; save it as UTF-8',
    )
  })

  it('nothing about a failing stream: its own error comes through', async () => {
    const failing = Readable.from(
      (async function* () {
        yield report
        throw new Error('connection reset')
      })(),
    )
    await expect(textOf(failing)).rejects.toThrow('connection reset')
  })
})

describe('openSource lets go of', () => {
  const openFiles = () => readdirSync('/proc/self/fd').length
  const big = file('many-chunks.xml.gz', gzipSync(createHash('sha256').digest('hex').repeat(100_000)))
  const plain = file('many-chunks.xml', 'x'.repeat(1_000_000))

  it.skipIf(process.platform !== 'linux').each([big, plain])(
    'a file that is not read to its end',
    async (path) => {
      const before = openFiles()
      for await (const _ of openSource(path)) {
        expect(openFiles()).toBe(before + 1)
        break
      }
      expect(openFiles()).toBe(before)
    },
  )

  it.skipIf(process.platform !== 'linux').each([big, plain])(
    'a file of which only the head is read',
    async (path) => {
      const before = openFiles()
      const source = openSource(path)
      await source.head()
      expect(openFiles()).toBe(before + 1)
      await source.close()
      expect(openFiles()).toBe(before)
    },
  )

  it('a stream that is not read to its end', async () => {
    const stream = Readable.from([report, report])
    for await (const _ of openSource(stream)) break
    expect(stream.destroyed).toBe(true)
  })
})
