import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { type SampleFile, writeSampleProject } from '../../packages/core/src/cli/demo/files.js'
import { type CliOptions, type CliResult, cli } from './terminal.js'

/** A folder with the demo's files, and a database into which the command line imported them as `Shop`. */
export interface CliProject {
  readonly folder: string
  readonly database: string
  /** Runs a command on the database. */
  run(parameters: readonly string[], options?: CliOptions): Promise<CliResult>
  paths(kind: SampleFile['kind']): readonly string[]
}

export const shop = ['--project', 'Shop']

/** Makes the project before the tests of a file, and removes it after them. */
export function useCliProject(): CliProject {
  const folder = mkdtempSync(join(tmpdir(), 'atmosfera-cli-'))
  const database = `pglite:${join(folder, 'database')}`
  let files: readonly SampleFile[] = []
  const run: CliProject['run'] = (parameters, options) =>
    cli([...parameters, '--database', database], options)
  const paths: CliProject['paths'] = (kind) =>
    files.filter((file) => file.kind === kind).map((file) => join(folder, file.path))

  beforeAll(async () => {
    files = await writeSampleProject(folder, new Date('2026-11-22T12:00:00Z'))
    await run(['migrate'])
    await run(['import', 'tickets', ...paths('tickets'), ...shop, '--create-project'])
    await run(['import', 'test-cases', ...paths('test-cases'), ...shop])
    await run(['import', 'results', ...paths('results'), ...shop, '--cycle', 'CI'])
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return { folder, database, run, paths }
}
