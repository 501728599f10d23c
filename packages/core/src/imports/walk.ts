import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** Whether a path is a folder. */
export async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory()
  } catch {
    // Opening it says what is wrong with it.
    return false
  }
}

/**
 * The files below a folder, by their paths from there, with slashes. What is hidden is passed over, and links are not
 * followed, so that there is an end to it.
 *
 * @param passedOver names of folders that are not entered
 */
export async function* filesBelow(
  folder: string,
  passedOver: ReadonlySet<string> = new Set(),
): AsyncGenerator<string, void, undefined> {
  const waiting = ['']
  for (let below = waiting.pop(); below !== undefined; below = waiting.pop()) {
    for (const entry of await readdir(join(folder, below), { withFileTypes: true })) {
      if (entry.name.startsWith('.')) continue
      const path = below === '' ? entry.name : `${below}/${entry.name}`
      if (entry.isDirectory() && !passedOver.has(entry.name)) waiting.push(path)
      if (entry.isFile()) yield path
    }
  }
}
