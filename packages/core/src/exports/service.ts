import { exportVersion, projectKinds } from '../database/project-kinds.js'
import type { Runner } from '../database/transaction.js'
import { NotFoundError } from '../errors.js'
import { parse } from '../validation.js'
import { handOver } from './hand-over.js'
import { readProjectRecord, readRecords } from './repository.js'
import { type ExportedPiece, type ExportProject, exportProject } from './types.js'
import { endKind, headKind, writerOf } from './writing.js'

/** Everything that a project holds, in a form that can be read without this product and imported by it. */
export class Exports {
  readonly #runner: Runner

  constructor(runner: Runner) {
    this.#runner = runner
  }

  /**
   * Everything that a project holds, piece by piece, as it was at one moment, however long the reading takes. The
   * same project gives the same text. A piece is read when it is asked for, and memory use does not grow with the
   * project. `imports.project` makes the same project of it again.
   *
   * @example
   * for await (const { text } of atmosfera.system.exports.project({ projectId })) file.write(text)
   *
   * @throws NotFoundError for a project that the actor cannot see.
   */
  project(input: ExportProject): AsyncGenerator<ExportedPiece, void, undefined> {
    const { projectId, format } = parse(exportProject, input)
    return handOver(async (give) => {
      await this.#runner.run(
        async (transaction) => {
          const writer = writerOf(format)
          const project = await readProjectRecord(transaction, projectId)
          if (project === undefined) throw new NotFoundError('project', projectId)
          await give(writer.write(headKind, [{ version: exportVersion, ...project }]))
          let records = 0
          for (const kind of projectKinds) {
            await give(writer.write(kind, []))
            for await (const page of readRecords(transaction, kind, projectId)) {
              await give(writer.write(kind, page))
              records += page.length
            }
          }
          await give(writer.write(endKind, [{ records }]))
        },
        // What was handed over cannot be taken back.
        { need: { projectId, level: 'read' }, repeatable: false, snapshot: true },
      )
    })
  }
}
