/** A process that tries to lock a folder at an agreed moment, and holds the lock until it is told to let go. */
import { lockFolder } from '../../../packages/core/src/database/folder-lock.js'

export interface Race {
  readonly folder: string
  /** When to start, in milliseconds since 1970. */
  readonly at: number
}

let release: (() => void) | undefined

process.on('message', (message: Race | 'release') => {
  if (message === 'release') {
    release?.()
    release = undefined
    process.send?.('released')
    return
  }
  while (Date.now() < message.at) {
    // Sleeping would wake the processes up one after the other.
  }
  try {
    release = lockFolder(message.folder)
    process.send?.('won')
  } catch (error) {
    process.send?.(error instanceof Error ? error.message : String(error))
  }
})
process.send?.('ready')
