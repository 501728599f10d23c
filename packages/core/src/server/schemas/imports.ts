import { z } from '@hono/zod-openapi'
import type { TestCaseFormat } from '../../imports/formats/detect.js'
import type { ResultFormat } from '../../imports/formats/results/result-formats.js'
import type { ProjectImportReport, ResultImportReport, RowImportReport } from '../../imports/types.js'
import { idValue, moment, responseOf } from './common.js'

const count = z.int().min(0)

// Which there are, the parsers know, and a description of the server is no reason to load them.
const testCaseFormat = z.string() as unknown as z.ZodType<TestCaseFormat>
const resultFormat = z.string() as unknown as z.ZodType<ResultFormat>

export const rowImportReport = responseOf<RowImportReport>()('RowImportReport', {
  files: z.array(z.object({ file: z.string(), format: testCaseFormat.optional(), total: count })),
  total: count,
  created: count,
  updated: count,
  unchanged: count,
  rejected: z.array(z.object({ file: z.string(), row: z.int(), reason: z.string() })),
  unresolvedLinks: z.array(
    z.object({ key: z.string(), testCaseId: idValue, externalId: z.string().nullable() }),
  ),
  warnings: z.array(z.string()),
})

export const resultImportReport = responseOf<ResultImportReport>()('ResultImportReport', {
  files: z.array(
    z.object({
      file: z.string(),
      format: resultFormat,
      total: count,
      passed: count,
      failed: count,
      errored: count,
      skipped: count,
      duplicateOf: z.object({ importId: idValue, file: z.string(), importedAt: moment }).optional(),
    }),
  ),
  runs: count,
  testCasesCreated: count,
  matchedBy: z.object({ id: count, externalId: count, name: count, created: count }),
  links: z.object({ linked: count, pending: count }),
  skipped: z.array(z.string()),
  missingAttachments: z.array(z.object({ file: z.string(), path: z.string() })),
  unmatchedTotal: count,
  unmatched: z.array(z.object({ file: z.string(), row: z.int(), identity: z.string() })),
  cycle: z.object({ id: idValue, name: z.string() }),
})

export const projectImportReport = responseOf<ProjectImportReport>()('ProjectImportReport', {
  total: count,
  created: count,
  unchanged: count,
  records: z.record(z.string(), count),
  unknownPeople: z.array(z.string()),
})
