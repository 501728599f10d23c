/** Exports of projects, taken whole. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Services } from '../../packages/core/src/services.js'

/** The files of an export by name. */
export async function exportOf(
  { exports }: Pick<Services, 'exports'>,
  projectId: number,
  format: 'ndjson' | 'csv' = 'ndjson',
): Promise<Readonly<Record<string, string>>> {
  const files: Record<string, string> = {}
  for await (const { file, text } of exports.project({ projectId, format })) {
    files[file] = (files[file] ?? '') + text
  }
  return files
}

/** An export as lines of JSON. */
export async function linesOf(services: Pick<Services, 'exports'>, projectId: number): Promise<string> {
  return (await exportOf(services, projectId))['project.ndjson'] ?? ''
}

/** The records of an export but for the project's name, which is its own wherever it goes. */
export async function contentOf(
  services: Pick<Services, 'exports'>,
  projectId: number,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const lines = (await linesOf(services, projectId)).trimEnd().split('\n')
  return lines.map((line) => {
    const { name, ...record } = JSON.parse(line) as Record<string, unknown>
    return record.kind === 'project' ? record : { ...record, ...(name === undefined ? {} : { name }) }
  })
}

/** Writes an export into a new folder, as the command line does. */
export function writeExport(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'atmosfera-export-'))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return folder
}
