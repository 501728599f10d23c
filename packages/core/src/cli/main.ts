import { setFlagsFromString } from 'node:v8'

// V8 lets the heap of a process that reads much and keeps little grow to several times what it holds. It has to be
// told before anything is loaded.
setFlagsFromString('--heap-growing-percent=25')

const { runCli } = await import('./program.js')

process.exitCode = await runCli(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  stdin: process.stdin,
  env: process.env,
})
