import { basename, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { ValidationError } from '../errors.js'
import { isSourceFile, isTestFile } from './formats/test-cases/source-names.js'
import { isSource, openSource, type Source, type SourceInput } from './source.js'
import type { ImportProgress } from './types.js'
import { filesBelow, isFolder } from './walk.js'

interface FolderOptions {
  /** The folder that files of source code are named from. */
  readonly root: string
  readonly onProgress: ((progress: ImportProgress) => void) | undefined
}

/**
 * Opens what was handed in to be imported, in the order given, and in place of a folder the files in it that are
 * known to hold tests. Files of source code are named from the root, because that is how reports name them.
 *
 * @throws ValidationError for a folder without any such file.
 */
export async function openTestCaseFiles(
  files: readonly (SourceInput | Source)[],
  { root, onProgress }: FolderOptions,
): Promise<readonly Source[]> {
  const open = (input: SourceInput, name?: string): Source => {
    const source: Source = openSource(input, {
      ...(name === undefined ? {} : { name }),
      onProgress: (bytesRead, totalBytes) => onProgress?.({ file: source.name, bytesRead, totalBytes }),
    })
    return source
  }
  const sources: Source[] = []
  for (const input of files) {
    if (isSource(input)) sources.push(input)
    else if (typeof input !== 'string') sources.push(open(input))
    else if (await isFolder(input)) {
      const found = await findTestFiles(input)
      if (found.length === 0) refuse(input)
      sources.push(...found.map((path) => open(join(input, path), nameFrom(root, input, path))))
    } else sources.push(open(input, isSourceFile(input) ? nameFrom(root, '', input) : undefined))
  }
  return sources
}

/**
 * The files below a folder that are known to hold tests, by their paths from there, sorted. Hidden folders and
 * those that hold what others wrote are passed over, and links are not followed, so that there is an end to it.
 */
export async function findTestFiles(folder: string): Promise<readonly string[]> {
  const found: string[] = []
  const ownName = basename(resolve(folder))
  for await (const path of filesBelow(folder, foreign)) {
    // The folder itself may be the one that says what is in it: `tests`.
    if (isTestFile(`${ownName}/${path}`)) found.push(path)
  }
  return found.sort()
}

const foreign = new Set(['node_modules', 'bower_components', 'site-packages', '__pycache__', 'venv'])

/** A file's path from the root, or from the folder it was found in where that is elsewhere. */
function nameFrom(root: string, folder: string, path: string): string {
  const fromRoot = relative(root, resolve(folder, path))
  const isOutside = fromRoot === '..' || fromRoot.startsWith(`..${sep}`) || isAbsolute(fromRoot)
  return toSlashes(isOutside ? path : fromRoot)
}

function toSlashes(path: string): string {
  return path.replaceAll(sep, '/')
}

function refuse(file: string): never {
  const message =
    'holds no file that is known to hold tests, such as cart.test.ts, test_cart.py, CartTest.java or cart.feature; name the files'
  throw new ValidationError([{ path: '', message, file }])
}
