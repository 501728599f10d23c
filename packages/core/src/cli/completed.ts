import { rename, rm } from 'node:fs/promises'
import { ValidationError } from '../errors.js'

/**
 * Gives what was written its name, or takes it away where it could not be completed.
 *
 * @throws ValidationError where nothing can be written there.
 */
export async function completed(path: string, write: (partial: string) => Promise<number>): Promise<number> {
  const partial = `${path}.partial`
  await rm(partial, { recursive: true, force: true })
  try {
    const bytes = await write(partial)
    await rename(partial, path)
    return bytes
  } catch (error) {
    await rm(partial, { recursive: true, force: true })
    throw explain(error, path)
  }
}

/** What the operating system says, as one line for the person who named the path. */
function explain(error: unknown, path: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const message = problems[code]
  return message === undefined
    ? error
    : new ValidationError([{ path: '--out', message: `${path} ${message}` }])
}

const problems: Readonly<Record<string, string | undefined>> = {
  ENOENT: 'is in a folder that does not exist; make it first',
  ENOTDIR: 'is in a folder that does not exist; make it first',
  EISDIR: 'is a folder; name a file in it, or use --format csv',
  EACCES: 'may not be written; check the permissions',
  EPERM: 'may not be written; check the permissions',
  EROFS: 'may not be written; check the permissions',
  ENOSPC: 'does not fit: there is no space left',
}
