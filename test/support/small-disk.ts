import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A disk of a few megabytes, in memory. */
export interface SmallDisk {
  readonly path: string
  resize(megabytes: number): void
  remove(): void
}

/** Undefined where this user may not mount one. */
export function mountSmallDisk(megabytes: number): SmallDisk | undefined {
  const path = mkdtempSync(join(tmpdir(), 'atmosfera-disk-'))
  const mount = (...parameters: readonly string[]) => spawnSync('mount', parameters).status === 0
  if (!mount('-t', 'tmpfs', '-o', `size=${megabytes}m`, 'atmosfera', path)) {
    rmSync(path, { recursive: true })
    return undefined
  }
  return {
    path,
    resize: (size) => {
      if (!mount('-o', `remount,size=${size}m`, path)) throw new Error(`${path} cannot be resized`)
    },
    remove: () => {
      // Lazily: a server may still close its files.
      spawnSync('umount', ['-l', path])
      rmSync(path, { recursive: true, force: true })
    },
  }
}
