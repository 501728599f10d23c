import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { ValidationError } from '../errors.js'
import { openSources } from './batches.js'
import { csvFiles, type ProjectRecord, readCsvRecords, readNdjsonRecords } from './project-records.js'
import type { ImportProject } from './types.js'

/**
 * The records of an exported project, out of one file or out of a folder of CSV.
 *
 * @throws ValidationError for a folder that is no export, and as reading throws it.
 */
export async function* readProject({
  file,
  onProgress,
}: Pick<ImportProject, 'file' | 'onProgress'>): AsyncGenerator<ProjectRecord, void, undefined> {
  const folder = typeof file === 'string' && (await isFolder(file)) ? file : undefined
  if (folder === undefined) {
    const [source] = openSources([file], onProgress)
    if (source !== undefined) yield* readNdjsonRecords(source)
    return
  }
  const there = new Set(await readdir(folder))
  for (const { kind, file: name } of csvFiles) {
    if (!there.has(name)) refuse(folder, name)
    const [source] = openSources([join(folder, name)], onProgress)
    if (source !== undefined) yield* readCsvRecords(source, kind)
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory()
  } catch {
    // Opening it says what is wrong with it.
    return false
  }
}

function refuse(folder: string, name: string): never {
  const message = `has no file ${name}; a project exported as CSV is a folder with a file for each kind of record`
  throw new ValidationError([{ path: '', message, file: folder }])
}
