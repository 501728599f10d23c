import { rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Command } from 'commander'
import { count, plural } from '../../formatting.js'
import { levelNames } from '../../maturity/levels.js'
import { type Context, withAtmosfera } from '../context.js'
import { daysBefore } from '../demo/dates.js'
import { writeSampleProject } from '../demo/files.js'
import { assessments, sampleProject } from '../demo/story.js'
import { type CommonOptions, withCommonOptions } from '../options.js'
import { renderBreakdown, renderExplanation, renderGaps, renderSummary } from '../render/coverage.js'
import { renderMaturity } from '../render/maturity.js'
import type { Streams } from '../terminal.js'
import { writeReport } from './report.js'

const folder = '.atmosfera-demo'

/** The whole product on a project that ships with it, told to somebody who has read nothing. */
export function addDemo(program: Command, streams: Streams): void {
  withCommonOptions(program.command('demo'))
    .description(`import a sample project and look at its coverage and maturity; writes to ./${folder}`)
    .action(async (options: CommonOptions) => {
      const home = resolve(folder)
      await rm(home, { recursive: true, force: true })
      const database = options.database ?? `pglite:${join(home, 'database')}`
      await withAtmosfera(streams, { ...options, database }, (context) => runDemo(context, home, options))
    })
}

async function runDemo({ services, terminal }: Context, home: string, options: CommonOptions): Promise<void> {
  const { colors } = terminal
  const now = new Date()
  const heading = (text: string) => `\n${colors.bold(colors.cyan(text))}\n`
  const say = (text: string) => {
    if (!terminal.json) terminal.streams.stdout.write(`${text}\n`)
  }

  say(heading('1  A team and its files'))
  say(`${sampleProject.name}: ${sampleProject.description} Three releases, two browsers.`)
  const files = await writeSampleProject(home, now)
  const paths = (kind: string) =>
    files.filter((file) => file.kind === kind).map((file) => join(home, file.path))
  say(`Its Jira export, test cases and CI reports are in ${folder}/:`)
  for (const file of files.slice(0, 3)) say(`  ${file.path.padEnd(42)} ${colors.dim(file.meaning)}`)
  say(`  and ${files.length - 3} more reports`)

  say(heading('2  Import'))
  const { name, description, projectType, industryArea, qualityFocus, testStrategy } = sampleProject
  const project = await services.projects.create({
    name,
    description,
    projectType,
    industryArea,
    qualityFocus,
    testStrategy,
  })
  const projectId = project.id
  const tickets = await services.imports.tickets({ projectId, files: paths('tickets') })
  const testCases = await services.imports.testCases({ projectId, files: paths('test-cases') })
  const results = await services.imports.results({ projectId, files: paths('results'), cycle: 'CI' })
  for (const { dimension, currentLevel, targetLevel, daysAgo, evidence, notes, assessor } of assessments) {
    const assessmentDate = daysBefore(now, daysAgo)
    const signed = `${notes} (${assessor})`
    await services.maturity.assess({
      projectId,
      dimension,
      currentLevel,
      targetLevel,
      evidence,
      notes: signed,
      assessmentDate,
    })
  }
  say(
    `${plural(tickets.created, 'ticket')}, ${plural(testCases.created, 'test case')}, ${plural(results.runs, 'result')}, ${plural(assessments.length, 'self-assessment')}.`,
  )
  const waiting = testCases.unresolvedLinks.map((link) => link.key).join(', ')
  say(`Links to ${waiting} wait: no such tickets were imported yet.`)

  say(heading('3  Coverage: what do the tests say about the tickets?'))
  const coverage = await services.coverage.summary({ projectId })
  say(renderSummary(terminal, name, coverage))
  say(`
  OK         every test of the ticket passed     NOK        at least one failed
  NOTRUN     a test has no result yet            UNCOVERED  nothing tests it\n`)
  const byVersion = await services.coverage.breakdown({ projectId, by: 'fixVersion' })
  say(renderBreakdown(terminal, byVersion))

  say(heading('4  Gaps: where is the risk?'))
  const gaps = await services.coverage.gaps({ projectId, limit: 8 })
  say(renderGaps(terminal, gaps))
  const failing = gaps.items.find((gap) => gap.verdict === 'NOK')
  if (failing !== undefined) {
    say('\nEvery verdict explains itself:\n')
    say(renderExplanation(terminal, await services.coverage.explain({ projectId, key: failing.key })))
  }

  say(heading('5  Maturity: how good is the testing itself?'))
  const maturity = await services.maturity.report({ projectId })
  say(renderMaturity(terminal, name, maturity))
  say(`
  Five levels: ${Object.values(levelNames).join(', ')}. "assessed" is what people said,
  "derived" what the facts above show; "gap" is the way to the target, weighted, widest first.`)

  say(heading('6  A report for those who were not there'))
  const report = join(home, 'report.html')
  const bytes = await writeReport(
    report,
    await services.reports.html({ projectId, since: daysBefore(now, 14) }),
  )
  say(
    `${join(folder, 'report.html')} (${count(bytes)} bytes): open it in a browser, send it, print it. It needs no network.`,
  )

  say(heading('What next'))
  const inDemo = `--database pglite:./${folder}/database --project ${JSON.stringify(name)}`
  say(`  atmosfera explain ${failing?.key ?? 'SHOP-402'} ${inDemo}`)
  say(`  atmosfera coverage --by epic ${inDemo}`)
  say(`  atmosfera gate --min-linked 80 ${inDemo}`)
  say(`  atmosfera report --format markdown ${inDemo}`)
  say(
    colors.dim(
      '  In this repository, "npx atmosfera" runs it. docs/getting-started.md goes on with your own files.',
    ),
  )
  if (options.json === true) {
    const answer = { project, tickets, testCases, results, coverage, byVersion, gaps, maturity, report }
    terminal.answer(answer, () => '')
  }
}
