import { type Command, InvalidArgumentError } from 'commander'
import { isLevelNumber, type LevelNumber } from '../../maturity/levels.js'
import { findProject, withAtmosfera } from '../context.js'
import { type CommonOptions, withCommonOptions, withProject } from '../options.js'
import type { Streams } from '../terminal.js'

interface AssessOptions extends CommonOptions {
  readonly project: string
  readonly dimension: string
  readonly level?: LevelNumber
  readonly target?: LevelNumber
  readonly evidence?: string
  readonly notes?: string
}

export function addAssess(program: Command, streams: Streams): void {
  withProject(withCommonOptions(program.command('assess')))
    .description('record the maturity level of one dimension')
    .requiredOption('--dimension <name>', 'the dimension, such as "Risk Management"')
    .option('--level <number>', 'the level found, from 1 to 5', parseLevel)
    .option('--target <number>', 'the level aimed at, from 1 to 5', parseLevel)
    .option('--evidence <text>', 'what it rests on')
    .option('--notes <text>', 'anything else')
    .action(async (options: AssessOptions) => {
      await withAtmosfera(streams, options, async ({ services, terminal }) => {
        const project = await findProject(services, options.project)
        const assessment = await services.maturity.assess({
          projectId: project.id,
          dimension: options.dimension,
          currentLevel: options.level,
          targetLevel: options.target,
          evidence: options.evidence,
          notes: options.notes,
        })
        terminal.answer(assessment, () => {
          const found = options.level === undefined ? '' : ` at level ${options.level}`
          const aim = options.target === undefined ? '' : ` with target ${options.target}`
          return `${project.name}: ${options.dimension} assessed${found}${aim}.`
        })
      })
    })
}

function parseLevel(value: string): LevelNumber {
  const level = Number(value)
  if (!isLevelNumber(level)) throw new InvalidArgumentError('It has to be a whole number from 1 to 5.')
  return level
}
