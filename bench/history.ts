/**
 * Two years of history: what the same questions cost in a project with 200 runs a ticket, beside one with a tenth of
 * them. With 100,000 tickets that is 20 million runs and 2 million.
 */
import type { BenchDatabase } from './database.js'
import { type GeneratedProject, generate, neighbours } from './generate.js'
import type { MeasuredRow } from './rows.js'
import { type Case, inTurns } from './turns.js'

const runsPerTicket = { long: 200, short: 20 }

export async function benchHistory(
  database: BenchDatabase,
  tickets: number,
  rounds: number,
): Promise<readonly MeasuredRow[]> {
  const projects = await generate(database, [
    ...neighbours,
    { tickets, runs: { inAll: runsPerTicket.long * tickets } },
    { tickets, runs: { inAll: runsPerTicket.short * tickets } },
  ])
  const [long, short] = projects.slice(neighbours.length)
  if (long === undefined || short === undefined) throw new Error('two projects were to be made')
  const rows: MeasuredRow[] = []
  // One by one: what reads much leaves the others a cold cache.
  for (const one of historyCases(database, long, short))
    rows.push(...(await inTurns(database, [one], rounds)))
  return rows
}

function historyCases(
  database: BenchDatabase,
  long: GeneratedProject,
  short: GeneratedProject,
): readonly Case[] {
  const of = ({ member, id: projectId }: GeneratedProject) => ({
    projectId,
    ...database.atmosfera.as({ userId: member }),
  })
  const [ours, theirs] = [of(long), of(short)]
  const millions = (perTicket: number) =>
    `${((perTicket * long.tickets) / 1_000_000).toLocaleString('en')} million runs`
  const row = (name: string) => ({
    name: `history of ${millions(runsPerTicket.long)}: ${name}`,
    reference: millions(runsPerTicket.short),
    goal: 1.5,
    size: long.tickets,
  })
  const year = { from: '2025-11-01', to: '2026-10-30' }
  const page = { verdicts: ['NOK'], sort: '-lastExecutedAt', limit: 50 } as const
  return [
    {
      ...row('summary of a project'),
      ours: () => ours.coverage.summary({ projectId: ours.projectId }),
      theirs: () => theirs.coverage.summary({ projectId: theirs.projectId }),
    },
    {
      ...row('page: NOK, newest run first'),
      ours: () => ours.coverage.tickets({ projectId: ours.projectId, ...page }),
      theirs: () => theirs.coverage.tickets({ projectId: theirs.projectId, ...page }),
    },
    {
      ...row('trend of a year'),
      reference: 'one second',
      goal: 1,
      ours: () => ours.coverage.trend({ projectId: ours.projectId, ...year }),
      theirs: aSecond,
    },
    {
      ...row('trend of a year, for the first time'),
      reference: 'one second',
      goal: 1,
      note: 'what is kept of its days is deleted before; measured once',
      once: true,
      ours: async () => {
        await database.admin('DELETE FROM atmosfera.coverage_days WHERE project_id = $1', [ours.projectId])
        await ours.coverage.trend({ projectId: ours.projectId, ...year })
      },
      theirs: aSecond,
    },
  ]
}

function aSecond(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 1000))
}
