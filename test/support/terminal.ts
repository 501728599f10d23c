import { PassThrough, Readable } from 'node:stream'
import { runCli } from '../../packages/core/src/cli/program.js'

/** What a command ended with. */
export interface CliResult {
  readonly status: number
  readonly stdout: string
  readonly stderr: string
}

export interface CliOptions {
  readonly stdin?: string
  readonly env?: Readonly<Record<string, string>>
  /** Pretends that both outputs are terminals. */
  readonly isTTY?: boolean
}

/** Runs one command in this process, with streams of its own. */
export async function cli(parameters: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  const stdout = new Collector(options.isTTY)
  const stderr = new Collector(options.isTTY)
  const status = await runCli(parameters, {
    stdout,
    stderr,
    stdin: Readable.from(options.stdin === undefined ? [] : [Buffer.from(options.stdin)]),
    env: options.env ?? {},
  })
  return { status, stdout: stdout.text, stderr: stderr.text }
}

class Collector extends PassThrough {
  readonly isTTY: boolean
  readonly columns = 120
  text = ''

  constructor(isTTY = false) {
    super()
    this.isTTY = isTTY
    this.on('data', (chunk: Buffer) => {
      this.text += chunk.toString()
    })
  }
}
