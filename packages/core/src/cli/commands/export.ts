import { createWriteStream, type WriteStream } from 'node:fs'
import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type { Command } from 'commander'
import { ValidationError } from '../../errors.js'
import { type ExportedPiece, type ExportFormat, exportFormats } from '../../exports/types.js'
import { count } from '../../formatting.js'
import { completed } from '../completed.js'
import { findProject, withAtmosfera } from '../context.js'
import { type CommonOptions, choice, withCommonOptions, withProject } from '../options.js'
import type { Streams } from '../terminal.js'

interface ExportOptions extends CommonOptions {
  readonly project: string
  readonly out: string
  readonly format?: ExportFormat
}

/** What an export consists of, as it is handed over. */
type Pieces = AsyncIterable<ExportedPiece>

/** `export`: everything that a project holds, into a file, a folder or, for `-`, standard output. */
export function addExport(program: Command, streams: Streams): void {
  withProject(withCommonOptions(program.command('export')))
    .description('write everything that a project holds, such that import project makes the same of it again')
    .requiredOption(
      '--out <path>',
      'a file (compressed if it ends in .gz), - for standard output, or for csv a folder',
    )
    .addOption(
      choice('--format <name>', 'lines of JSON, or a folder of CSV (default: ndjson)', exportFormats),
    )
    .action(async (options: ExportOptions) => {
      const { out, format = 'ndjson' } = options
      await withAtmosfera(streams, options, async ({ services, terminal }) => {
        const project = await findProject(services, options.project)
        const pieces = services.exports.project({ projectId: project.id, format })
        if (out === '-') {
          if (format === 'csv')
            refuse('takes a folder where the format is csv: it is a file for each kind of record')
          for await (const { text } of pieces) await terminal.data(text)
          return
        }
        const bytes = format === 'csv' ? await writeFolder(out, pieces) : await writeFile(out, pieces)
        terminal.answer(
          { project: project.name, out, format, bytes },
          () => `Wrote the project ${JSON.stringify(project.name)} to ${out} (${count(bytes)} bytes).`,
        )
      })
    })
}

/** Writes a file whole or not at all: it has its name only once it is complete. */
async function writeFile(path: string, pieces: Pieces): Promise<number> {
  return await completed(path, async (partial) => {
    const file = createWriteStream(partial, { flags: 'wx' })
    const texts = Readable.from(textsOf(pieces))
    if (path.endsWith('.gz')) await pipeline(texts, createGzip(), file)
    else await pipeline(texts, file)
    return file.bytesWritten
  })
}

async function* textsOf(pieces: Pieces): AsyncGenerator<string, void, undefined> {
  for await (const { text } of pieces) if (text !== '') yield text
}

/** Writes the files of a folder that does not exist yet, or is empty. */
async function writeFolder(path: string, pieces: Pieces): Promise<number> {
  if (!(await isFree(path))) refuse(`${path} is not empty; name a folder that is, or a new one`)
  return await completed(path, async (partial) => {
    await mkdir(partial, { recursive: true })
    let bytes = 0
    let name: string | undefined
    let file: WriteStream | undefined
    const close = async (): Promise<void> => {
      const ended = file
      if (ended === undefined) return
      await new Promise<void>((resolve, reject) => ended.on('error', reject).end(resolve))
      bytes += ended.bytesWritten
    }
    for await (const piece of pieces) {
      if (piece.file !== name) {
        await close()
        name = piece.file
        file = createWriteStream(join(partial, name), { flags: 'wx' })
      }
      await written(file, piece.text)
    }
    await close()
    return bytes
  })
}

async function written(file: WriteStream | undefined, text: string): Promise<void> {
  await new Promise<void>((resolve, reject) =>
    file?.write(text, (error) => (error == null ? resolve() : reject(error))),
  )
}

async function isFree(path: string): Promise<boolean> {
  try {
    return (await readdir(path)).length === 0
  } catch (error) {
    return error instanceof Error && Reflect.get(error, 'code') === 'ENOENT'
  }
}

function refuse(message: string): never {
  throw new ValidationError([{ path: '--out', message }])
}
