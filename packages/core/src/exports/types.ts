import { z } from 'zod'
import { id } from '../validation.js'

/** The ways to write a project down: one JSON object a line, or one CSV file for each kind of record. */
export const exportFormats = ['ndjson', 'csv'] as const

export type ExportFormat = (typeof exportFormats)[number]

export interface ExportProject {
  readonly projectId: number
  /** @default 'ndjson' */
  readonly format?: ExportFormat | undefined
}

/** The next piece of an export. Pieces of one file follow one another. */
export interface ExportedPiece {
  /** Name of the file that it belongs to: `project.ndjson` throughout, or `runs.csv`. */
  readonly file: string
  readonly text: string
}

export const exportProject = z.strictObject({
  projectId: id,
  format: z.enum(exportFormats).default('ndjson'),
})
