import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Atmosfera } from '../../core/src/atmosfera.js'
import { daysBefore } from '../../core/src/cli/demo/dates.js'
import { writeSampleProject } from '../../core/src/cli/demo/files.js'
import { assessments, sampleProject } from '../../core/src/cli/demo/story.js'

type Services = Atmosfera['system']

/** Imports the sample project as `atmosfera demo` does, with what it lacks for every screen of the app. */
export async function importSampleProject(system: Services, now: Date): Promise<number> {
  const { name, description, projectType, industryArea, qualityFocus, testStrategy } = sampleProject
  const about = { name, description, projectType, industryArea, qualityFocus, testStrategy }
  const { id: projectId } = await system.projects.create(about)
  const folder = await mkdtemp(join(tmpdir(), 'atmosfera-preview-'))
  try {
    const files = await writeSampleProject(folder, now)
    const paths = (kind: string) =>
      files.filter((file) => file.kind === kind).map((file) => join(folder, file.path))
    await system.imports.tickets({ projectId, files: paths('tickets') })
    await system.imports.testCases({ projectId, files: paths('test-cases') })
    await system.imports.results({ projectId, files: paths('results'), cycle: 'CI' })
  } finally {
    await rm(folder, { recursive: true })
  }
  for (const assessment of assessments) {
    const { dimension, currentLevel, targetLevel, daysAgo, evidence, notes } = assessment
    const assessmentDate = daysBefore(now, daysAgo)
    const levels = { dimension, currentLevel, targetLevel }
    await system.maturity.assess({ projectId, ...levels, evidence, notes, assessmentDate })
  }
  await addRecommendations(system, projectId)
  await addProposal(system, projectId)
  return projectId
}

async function addRecommendations(system: Services, projectId: number): Promise<void> {
  const dimensions = await system.maturity.dimensions({ projectId })
  const dimensionId = (name: string) => dimensions.find((dimension) => dimension.name === name)?.id ?? null
  const recommendations = [
    {
      title: 'Write the risks of payments down anew',
      description: 'The list of the ten worst things is older than the provider that takes the payments now.',
      category: 'risk',
      priority: 'high',
      dimensionId: dimensionId('Risk Management'),
      implementationEffort: 'low',
      expectedImpact: 'high',
      aiConfidence: 0.82,
    },
    {
      title: 'Take flaky tests out of the gate',
      description: 'Nobody looks at them before they block a release: give each an owner and a date.',
      category: 'automation',
      priority: 'medium',
      dimensionId: dimensionId('Automation Intelligence'),
      implementationEffort: 'medium',
      expectedImpact: 'medium',
    },
    {
      title: 'Automate three checks of the manual round',
      category: 'process',
      priority: 'low',
      status: 'accepted',
      dimensionId: dimensionId('Process Optimization'),
    },
  ]
  for (const recommendation of recommendations) {
    await system.recommendations.create({ projectId, ...recommendation })
  }
}

/** A test case that a model wrote and nobody has approved yet, on a ticket that nothing else covers. */
async function addProposal(system: Services, projectId: number): Promise<void> {
  const { id: testCaseId } = await system.testCases.create({
    projectId,
    title: 'settles a payment that the provider confirms after an hour',
    steps: [
      { action: 'Order with a means of payment that is confirmed late', expected: 'The order waits' },
      { action: 'Let the provider confirm it after an hour', expected: 'The order is paid, once' },
    ],
    aiGenerated: true,
  })
  await system.links.link({ projectId, testCaseId, key: 'SHOP-549' })
}
