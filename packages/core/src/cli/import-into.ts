import { NotFoundError } from '../errors.js'
import type { ImportProgress } from '../imports/types.js'
import type { Project } from '../projects/types.js'
import type { Services } from '../services.js'
import { type Context, findProject } from './context.js'
import type { CommonOptions } from './options.js'
import { openProgress } from './progress.js'
import type { Streams, Terminal } from './terminal.js'

/** What every import takes. */
export interface ImportOptions extends CommonOptions {
  readonly project: string
  readonly createProject?: boolean
  readonly skipInvalid?: boolean
}

/** The files of an import; `-` stands for standard input. */
export function inputs(
  files: readonly string[],
  { stdin }: Streams,
): readonly (string | AsyncIterable<Uint8Array>)[] {
  return files.map((file) => (file === '-' ? stdin : file))
}

/** An import into the project that is asked for. */
export async function importInto<Report>(
  context: Context,
  options: ImportOptions,
  work: (
    services: Services,
    projectId: number,
    onProgress: (progress: ImportProgress) => void,
  ) => Promise<Report>,
): Promise<Report> {
  return await withProgress(context.terminal, async (onProgress) =>
    inProject(context, options, (services, projectId) => work(services, projectId, onProgress)),
  )
}

/** Work in the project that is asked for; one that is made for it stands and falls with it. */
export async function inProject<Result>(
  { atmosfera, services, terminal }: Context,
  options: Pick<ImportOptions, 'project' | 'createProject'>,
  work: (services: Services, projectId: number) => Promise<Result>,
): Promise<Result> {
  const known = await findOrMiss(services, options)
  if (known !== undefined) return await work(services, known.id)
  const { project, result } = await atmosfera.transaction({ system: true }, async (transaction) => {
    const made = await transaction.projects.create({ name: options.project })
    return { project: made, result: await work(transaction, made.id) }
  })
  terminal.note(`Made the project ${JSON.stringify(project.name)} (id ${project.id}).`)
  return result
}

/** Undefined where the project is to be made. */
async function findOrMiss(
  services: Services,
  options: Pick<ImportOptions, 'project' | 'createProject'>,
): Promise<Project | undefined> {
  if (options.createProject !== true) return await findProject(services, options.project)
  try {
    return await services.projects.getByName(options.project)
  } catch (error) {
    if (error instanceof NotFoundError) return undefined
    throw error
  }
}

async function withProgress<Report>(
  terminal: Terminal,
  work: (onProgress: (progress: ImportProgress) => void) => Promise<Report>,
): Promise<Report> {
  const bars = openProgress(terminal)
  try {
    return await work(bars.onProgress)
  } finally {
    bars.stop()
  }
}
