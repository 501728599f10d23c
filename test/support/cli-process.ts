import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { inject } from 'vitest'
import type { CliResult } from './terminal.js'

/** What a process ended with. */
interface ProcessResult extends CliResult {
  /** The most memory that it ever had, in bytes; 0 where it was killed. */
  readonly peakMemory: number
}

interface ProcessOptions {
  /** What it reads on standard input. */
  readonly stdin?: Iterable<Uint8Array> | AsyncIterable<Uint8Array | string>
  readonly env?: Environment
}

/** Variables in addition to those of this process. */
type Environment = Readonly<Record<string, string>>

/** The command line as its users run it: built, in a process of its own. */
export interface CliProcess {
  /** The program, for `node`. */
  readonly main: string
  start(parameters: readonly string[], env?: Environment): ChildProcess
  run(parameters: readonly string[], options?: ProcessOptions): Promise<ProcessResult>
  remove(): void
}

const root = fileURLToPath(new URL('../../', import.meta.url))
const core = join(root, 'packages', 'core')

/** The built command line in a folder of its own, where it finds its packages as after an installation. */
export function buildCli(): CliProcess {
  const folder = mkdtempSync(join(tmpdir(), 'atmosfera-built-'))
  const home = join(folder, 'core')
  mkdirSync(home)
  copyFileSync(join(core, 'package.json'), join(home, 'package.json'))
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  if (existsSync(join(core, 'node_modules'))) {
    symlinkSync(join(core, 'node_modules'), join(home, 'node_modules'))
  }
  cpSync(builtOnce(), join(home, 'dist'), { recursive: true })
  const main = join(home, 'dist', 'cli', 'main.js')
  const start = (parameters: readonly string[], env: Environment = {}) =>
    spawn(process.execPath, ['--import', reportPeak, main, ...parameters], {
      cwd: folder,
      env: { ...process.env, ...env },
      stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    })
  return {
    main,
    start,
    run: async (parameters, { stdin = [], env } = {}) => {
      const child = start(parameters, env)
      const [, , , peak] = child.stdio as readonly Readable[]
      if (peak === undefined) throw new Error('the process has no fourth stream')
      const [stdout, stderr, peakMemory] = await Promise.all([
        text(child.stdout),
        text(child.stderr),
        text(peak),
        once(child, 'close'),
        // A process that has seen enough closes its input.
        pipeline(Readable.from(stdin), child.stdin).catch(() => undefined),
      ])
      return { status: child.exitCode ?? -1, stdout, stderr, peakMemory: Number(peakMemory) * 1024 }
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** The folder with what was built, by whichever process of the suite needed it first. */
function builtOnce(): string {
  const folder = inject('builtFolder')
  const dist = join(folder, 'dist')
  const outcome = join(folder, 'outcome')
  if (isFirst(folder)) {
    const tsup = createRequire(import.meta.url).resolve('tsup/dist/cli-default.js')
    const build = spawnSync(process.execPath, [tsup, '--silent', '--outDir', dist], {
      cwd: core,
      encoding: 'utf8',
    })
    writeFileSync(`${outcome}.new`, build.status === 0 ? '' : build.stderr || 'it was killed')
    renameSync(`${outcome}.new`, outcome)
  }
  const pause = new Int32Array(new SharedArrayBuffer(4))
  for (let waited = 0; !existsSync(outcome); waited += 100) {
    if (waited > 120_000) throw new Error('the command line was not built within two minutes')
    Atomics.wait(pause, 0, 0, 100)
  }
  const failure = readFileSync(outcome, 'utf8')
  if (failure !== '') throw new Error(`the command line cannot be built:\n${failure}`)
  return dist
}

/** Only one can make a folder. */
function isFirst(folder: string): boolean {
  try {
    mkdirSync(folder)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

/**
 * Makes a process tell on its fourth stream, in kilobytes, how much memory it had at most. Of a process that another
 * one started, `maxRSS` is at least what that one had at this moment, so Linux is asked for what it really was.
 */
const reportPeak = `data:text/javascript,${encodeURIComponent(`
  import { readFileSync, writeSync } from 'node:fs'
  const peak = () => {
    try {
      return /VmHWM:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]
    } catch {
      return process.resourceUsage().maxRSS
    }
  }
  process.on('exit', () => writeSync(3, String(peak())))
`)}`
