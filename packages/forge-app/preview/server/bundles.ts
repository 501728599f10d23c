import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type BuildOptions, build } from 'esbuild'
import { appFolder } from './app-folder.js'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

const common = {
  bundle: true,
  write: false,
  logLevel: 'silent',
  target: 'es2022',
  sourcemap: 'inline',
} satisfies BuildOptions

/** A script of the preview's own pages. */
export async function pageScript(name: 'shell' | 'frame'): Promise<string> {
  return await textOf({ ...common, entryPoints: [here(`../page/${name}.ts`)], format: 'iife' })
}

/** Everything that styles the preview's pages: the themes, UI Kit's components, and the page around them. */
export async function pageStyles(): Promise<string> {
  const own = await textOf({ ...common, sourcemap: false, entryPoints: [here('../page/styles.css')] })
  return [...themes(), own].join('\n')
}

/** A module's frontend as the app's own bundler would make it, from its source as it is now. */
export async function frontend(source: string): Promise<string> {
  return await textOf({
    ...common,
    entryPoints: [join(appFolder, source)],
    format: 'iife',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
  })
}

/** A function of the app, with what the platform's library would do done by `invokeRemote` among the globals. */
export async function backend(source: string): Promise<string> {
  return await textOf({
    ...common,
    sourcemap: false,
    entryPoints: [join(appFolder, source)],
    format: 'esm',
    platform: 'node',
    plugins: [
      {
        name: 'platform-library',
        setup: ({ onResolve, onLoad }) => {
          onResolve({ filter: /^@forge\/api$/ }, () => ({ path: 'api', namespace: 'platform' }))
          onLoad({ filter: /.*/, namespace: 'platform' }, () => ({
            contents: 'export const invokeRemote = (...call) => globalThis.previewInvokeRemote(...call)',
          }))
        },
      },
    ],
  })
}

async function textOf(options: BuildOptions): Promise<string> {
  const { outputFiles = [] } = await build({ ...options, write: false })
  return outputFiles[0]?.text ?? ''
}

/** Atlassian's design tokens; the package holds them as modules with a text. */
function themes(): readonly string[] {
  const require = createRequire(import.meta.url)
  return ['light', 'dark', 'typography', 'spacing', 'shape'].map((name) => {
    const theme = require(`@atlaskit/tokens/dist/cjs/artifacts/themes/atlassian-${name}.js`) as {
      readonly default: string
    }
    return theme.default
  })
}
