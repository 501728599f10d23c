import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
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
    'src/server/index.ts',
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
  // Charts are a part of the package, loaded with the first one: an installation has nothing to fetch for them.
  noExternal: [/^echarts\//, /^zrender\//, 'tslib'],
  // Says what ECharts is to say of wrong options: nothing, for there is no developer to read it.
  define: { 'process.env.NODE_ENV': '"production"' },
  // Types come from tsc: the compiler that checks them also writes them.
  dts: false,
  // The demo builds first, and its words are what people read.
  silent: true,
  // Beside the files that look for it: what several entries share is at the top.
  onSuccess: async () => {
    writeFileSync(join(outDir, 'THIRD-PARTY.txt'), licencesOfBundled())
    await buildSnapshot(outDir, 'atmosfera', migrations)
  },
}))

/** The licences of what is bundled, which ask to come along. */
function licencesOfBundled(): string {
  const echarts = folderOf('echarts', import.meta.url)
  const zrender = folderOf('zrender', join(echarts, 'package.json'))
  const tslib = folderOf('tslib', join(zrender, 'package.json'))
  const files = [
    join(echarts, 'LICENSE'),
    join(echarts, 'NOTICE'),
    join(echarts, 'licenses', 'LICENSE-d3'),
    join(zrender, 'LICENSE'),
    join(tslib, 'LICENSE.txt'),
  ]
  const names = [
    'Apache ECharts',
    'Apache ECharts, notice',
    'D3, parts of which are in ECharts',
    'ZRender',
    'tslib',
  ]
  return files
    .map((file, index) => `${names[index]}\n\n${readFileSync(file, 'utf8').trim()}\n`)
    .join(`\n${'-'.repeat(80)}\n\n`)
}

/** Where a package is that a file would import; what it exports need not include its licence. */
function folderOf(name: string, from: string): string {
  const places = createRequire(from).resolve.paths(name) ?? []
  const found = places.map((place) => join(place, name)).find((place) => existsSync(place))
  if (found === undefined) throw new Error(`${name} is not installed`)
  return found
}
