import { defineConfig } from 'tsup'

export default defineConfig({
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
  outDir: 'dist',
  clean: true,
  sourcemap: true,
  splitting: true,
  // Types come from tsc: the compiler that checks them also writes them.
  dts: false,
  // The demo builds first, and its words are what people read.
  silent: true,
})
