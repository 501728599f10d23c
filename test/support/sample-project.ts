import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { daysBefore } from '../../packages/core/src/cli/demo/dates.js'
import { writeSampleProject } from '../../packages/core/src/cli/demo/files.js'
import { assessments } from '../../packages/core/src/cli/demo/story.js'
import type { Services } from '../../packages/core/src/services.js'

/** Imports the demo's project with its assessments, and returns its id. All dates count back from `now`. */
export async function importSample(system: Services, name: string, now: Date): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'sample-'))
  try {
    const files = await writeSampleProject(folder, now)
    const paths = (kind: string) =>
      files.filter((file) => file.kind === kind).map((file) => join(folder, file.path))
    const { id: projectId } = await system.projects.create({ name })
    await system.imports.tickets({ projectId, files: paths('tickets') })
    await system.imports.testCases({ projectId, files: paths('test-cases') })
    await system.imports.results({ projectId, files: paths('results'), cycle: 'CI' })
    for (const { dimension, currentLevel, targetLevel, daysAgo } of assessments) {
      const assessmentDate = daysBefore(now, daysAgo)
      await system.maturity.assess({ projectId, dimension, currentLevel, targetLevel, assessmentDate })
    }
    return projectId
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
