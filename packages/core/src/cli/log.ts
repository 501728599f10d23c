import { pino } from 'pino'
import type { StructuredLogger } from '../server/options.js'

/** The log of a server: one JSON object a line, without what lets anybody in. */
export function createLog(out: { write(text: string): unknown }, level: 'info' | 'warn'): StructuredLogger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: [
        'authorization',
        'cookie',
        'password',
        'token',
        '*.authorization',
        '*.cookie',
        '*.password',
        '*.token',
      ],
    },
    { write: (line) => void out.write(line) },
  )
}
