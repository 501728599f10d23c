import type { Logger } from '../../packages/core/src/options.js'

/** A logger that keeps what it was told. */
export interface RecordingLogger extends Logger {
  readonly infos: readonly string[]
  readonly warnings: readonly string[]
}

export function recordingLogger(): RecordingLogger {
  const infos: string[] = []
  const warnings: string[] = []
  return {
    infos,
    warnings,
    debug: () => {},
    info: (message) => infos.push(message),
    warn: (message) => warnings.push(message),
    error: () => {},
  }
}
