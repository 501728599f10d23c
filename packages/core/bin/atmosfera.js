#!/usr/bin/env node
// npm links a command when it installs, and in a clone nothing is built by then. This file is always there.
import { existsSync } from 'node:fs'

const main = new URL('../dist/cli/main.js', import.meta.url)
if (existsSync(main)) {
  await import(main.href)
} else {
  process.stderr.write('atmosfera is not built in this clone yet. Run "npm run build", then try again.\n')
  process.exitCode = 2
}
