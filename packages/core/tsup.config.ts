import { defineConfig } from 'tsup'
import { migrations } from './src/database/migrations.generated.js'
import { buildSnapshot } from './src/database/snapshot-build.js'

export default defineConfig(({ outDir = 'dist' }) => ({
  entry: [
    'src/index.ts',
    'src/schema/index.ts',
    'src/coverage/index.ts',
    'src/maturity/index.ts',
    'src/imports/index.ts',
    'src/testing/index.ts',
    'src/cli/main.ts',
    'src/cli/program.ts',
  ],
  format: 'esm',
  target: 'node20.19',
  platform: 'node',
  outDir,
  clean: true,
  sourcemap: true,
  splitting: true,
  // Types come from tsc: the compiler that checks them also writes them.
  dts: false,
  // The demo builds first, and its words are what people read.
  silent: true,
  // Beside the files that look for it: what several entries share is at the top.
  onSuccess: () => buildSnapshot(outDir, 'atmosfera', migrations),
}))
