import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

/** One import of a source file: a file of ours, relative to the source folder, or a package. */
export interface Import {
  readonly from: string
  readonly to: string
  /** True where only types are taken, which leaves nothing at run time. */
  readonly typeOnly: boolean
}

export const sourceFolder = fileURLToPath(new URL('../../packages/core/src/', import.meta.url))

/** Every source file of the SDK, tests left out, relative to its folder. */
export function sourceFiles(): readonly string[] {
  return readdirSync(sourceFolder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.endsWith('.generated.ts'))
    .sort()
}

/** What a source file imports or re-exports, statically or not. */
export function importsOf(file: string): readonly Import[] {
  const text = readFileSync(join(sourceFolder, file), 'utf8')
  const statements = text.matchAll(/^(?:import|export)\s(?:([^'"]*?)\sfrom\s)?['"]([^'"]+)['"]/gm)
  const dynamic = text.matchAll(/\bimport\(\s*['"]([^'"]+)['"]\s*\)/g)
  return [
    ...[...statements].map(([, names = '', to = '']) => ({
      from: file,
      to: resolve(file, to),
      typeOnly: isTypeOnly(names),
    })),
    ...[...dynamic].map(([, to = '']) => ({ from: file, to: resolve(file, to), typeOnly: false })),
  ]
}

/** `type X`, or a list in which every name is a type. */
function isTypeOnly(names: string): boolean {
  if (/^type\s/.test(names)) return true
  const list = /^\{([\s\S]*)\}$/.exec(names.trim())?.[1] ?? 'a value'
  return list
    .split(',')
    .filter((name) => name.trim() !== '')
    .every((name) => /^\s*type\s/.test(name))
}

function resolve(from: string, to: string): string {
  if (!to.startsWith('.')) return to
  return relative(sourceFolder, join(sourceFolder, dirname(from), to)).replace(/\.js$/, '.ts')
}
