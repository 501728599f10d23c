import { basename } from 'node:path'
import cliProgress from 'cli-progress'
import type { ImportProgress } from '../imports/types.js'
import type { Terminal } from './terminal.js'

/** A bar for each file that is read, on a terminal; nothing elsewhere. */
export interface ProgressBars {
  readonly onProgress: (progress: ImportProgress) => void
  stop(): void
}

export function openProgress(terminal: Terminal): ProgressBars {
  const { stderr } = terminal.streams
  if (terminal.quiet || stderr.isTTY !== true) return { onProgress: () => {}, stop: () => {} }
  let bar: cliProgress.SingleBar | undefined
  let current: string | undefined
  return {
    onProgress: ({ file, bytesRead, totalBytes }) => {
      if (file !== current) {
        bar?.stop()
        current = file
        bar = newBar(stderr as NodeJS.WriteStream, basename(file), totalBytes)
      }
      bar?.update(bytesRead, { megabytes: (bytesRead / 1_000_000).toFixed(1) })
    },
    stop: () => bar?.stop(),
  }
}

function newBar(
  stream: NodeJS.WriteStream,
  name: string,
  totalBytes: number | undefined,
): cliProgress.SingleBar {
  const format =
    totalBytes === undefined ? `${name}  {megabytes} MB` : `${name}  {bar} {percentage}%  {megabytes} MB`
  const bar = new cliProgress.SingleBar(
    { format, stream, hideCursor: true, clearOnComplete: true, etaBuffer: 10 },
    cliProgress.Presets.shades_classic,
  )
  bar.start(totalBytes ?? 0, 0, { megabytes: '0.0' })
  return bar
}

/** A number that goes up, on a terminal; nothing elsewhere. */
export function openCounter(
  terminal: Terminal,
  what: string,
): { readonly show: (value: number) => void; stop(): void } {
  const { stderr } = terminal.streams
  if (terminal.quiet || stderr.isTTY !== true) return { show: () => {}, stop: () => {} }
  const bar = new cliProgress.SingleBar(
    {
      format: `{value} ${what}`,
      stream: stderr as NodeJS.WriteStream,
      hideCursor: true,
      clearOnComplete: true,
    },
    cliProgress.Presets.shades_classic,
  )
  bar.start(0, 0)
  return { show: (value) => bar.update(value), stop: () => bar.stop() }
}
