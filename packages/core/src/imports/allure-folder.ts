import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { ValidationError } from '../errors.js'
import type { Place } from './places.js'

/** Whether a file is the result of one test as Allure's adapters write it, one file each. */
export function isAllureResult(path: string): boolean {
  return path.endsWith('-result.json')
}

/**
 * The results in a folder of Allure, one document after the other, in the order in which the tests started: that is
 * how tries of one test are told apart. Read twice, so that the whole is never in memory.
 */
export async function* readAllureFolder(
  place: Place,
  paths: readonly string[],
): AsyncGenerator<Uint8Array, void, undefined> {
  const started: { readonly path: string; readonly start: number }[] = []
  for (const path of paths) started.push({ path, start: startOf(await read(place, path), place, path) })
  started.sort((a, b) => a.start - b.start || (a.path < b.path ? -1 : 1))
  for (const { path } of started) {
    yield await read(place, path)
    yield Buffer.from('\n')
  }
}

async function read(place: Place, path: string): Promise<Buffer> {
  const content = await place.open(path)
  return content === undefined ? Buffer.alloc(0) : await buffer(Readable.from(content))
}

function startOf(content: Buffer, place: Place, path: string): number {
  try {
    const { start } = JSON.parse(content.toString('utf8')) as { readonly start?: unknown }
    return typeof start === 'number' ? start : 0
  } catch (cause) {
    const message = 'is malformed JSON; was the test run cut off?'
    throw new ValidationError([{ path: '', message, file: `${place.name}/${path}` }], { cause })
  }
}
