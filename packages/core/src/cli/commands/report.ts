import { writeFile } from 'node:fs/promises'
import { extname } from 'node:path'
import type { Command } from 'commander'
import { ValidationError } from '../../errors.js'
import { count } from '../../formatting.js'
import { type ReportFormat, reportFormats } from '../../reports/types.js'
import { completed } from '../completed.js'
import { cycleFinder, findProject, withAtmosfera } from '../context.js'
import {
  type CommonOptions,
  choice,
  type ScopeOptions,
  toScope,
  withCommonOptions,
  withProject,
  withScope,
} from '../options.js'
import type { Streams } from '../terminal.js'

interface ReportOptions extends CommonOptions, ScopeOptions {
  readonly project: string
  readonly out?: string
  readonly format?: ReportFormat
  readonly since?: string
}

export function addReport(program: Command, streams: Streams): void {
  withScope(withProject(withCommonOptions(program.command('report'))))
    .description('coverage, risk, test cycles and maturity as one page, for those who were not there')
    .option('--out <file>', 'where to write it; without it, or with -, to standard output')
    .addOption(choice('--format <format>', 'default: what the name of the file ends in', reportFormats))
    .option('--since <date>', 'also tell what changed since then')
    .action(async (options: ReportOptions) => {
      const format = options.json === true && options.out === undefined ? undefined : formatOf(options)
      await withAtmosfera(streams, options, async ({ services, terminal }) => {
        const project = await findProject(services, options.project)
        const scope = await toScope(options, cycleFinder(services, project.id))
        const query = { projectId: project.id, ...scope, since: options.since }
        if (options.json === true) {
          const report = await services.reports.data(query)
          terminal.answer(report, () => '')
        }
        if (format === undefined) return
        const text = await services.reports[format](query)
        if (options.out === undefined || options.out === '-') {
          if (!terminal.json) await terminal.data(text)
          return
        }
        const bytes = await writeReport(options.out, text)
        const said = `Wrote the report of ${JSON.stringify(project.name)} to ${options.out} (${count(bytes)} bytes).`
        if (terminal.json) terminal.note(said)
        else terminal.answer(undefined, () => said)
      })
    })
}

/** Writes a report whole or not at all; the number of bytes. */
export async function writeReport(path: string, text: string): Promise<number> {
  return await completed(path, async (partial) => {
    await writeFile(partial, text)
    return Buffer.byteLength(text)
  })
}

const endings: Readonly<Record<string, ReportFormat>> = {
  '.html': 'html',
  '.htm': 'html',
  '.md': 'markdown',
  '.markdown': 'markdown',
  '.csv': 'csv',
}

function formatOf({ out, format }: ReportOptions): ReportFormat {
  const found = format ?? (out === undefined ? undefined : endings[extname(out).toLowerCase()])
  if (found !== undefined) return found
  throw new ValidationError([
    out === undefined || out === '-'
      ? {
          path: '--format',
          message: 'is missing; say html, markdown or csv, or name a file with --out report.html',
        }
      : {
          path: '--out',
          message: `${out} ends in none of .html, .md and .csv; say which --format it is to have`,
        },
  ])
}
