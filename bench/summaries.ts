/** What summaries cost: of a whole project beside reading its own row, and of a scope beside the best SQL by hand. */
import type { BenchDatabase } from './database.js'
import type { GeneratedProject } from './generate.js'
import { askSummary, type BenchScope, scopesOf, summariesByHand, type Way, wordsOf } from './scopes.js'
import type { Case } from './turns.js'

export function summaryCases(
  database: BenchDatabase,
  projects: readonly GeneratedProject[],
): readonly Case[] {
  return projects.map((project) => ({
    name: 'summary of a project',
    reference: 'select * from projects where id = $1',
    goal: 3,
    growth: 'none',
    size: project.tickets,
    ours: () => database.atmosfera.as({ userId: project.member }).coverage.summary({ projectId: project.id }),
    theirs: () =>
      database.byHand(project, (ask) => ask('SELECT * FROM projects WHERE id = $1', [project.id])),
  }))
}

/** For each scope, the cases of all sizes. The answers of both sides are found equal first. */
export async function scopedCases(
  database: BenchDatabase,
  projects: readonly GeneratedProject[],
): Promise<readonly (readonly Case[])[]> {
  const cases = new Map<string, Case[]>()
  const promising = new Map<string, readonly Way[]>()
  for (const project of projects) {
    const services = database.atmosfera.as({ userId: project.member })
    for (const scope of scopesOf(project)) {
      const ours = () => services.coverage.summary({ projectId: project.id, ...scope.scope })
      const ways = promising.get(scope.name) ?? summariesByHand(scope)
      const [way, ...close] = await fastestFirst(database, project, { ...scope, ways }, wordsOf(await ours()))
      if (way === undefined) throw new Error('there is no way by hand')
      promising.set(scope.name, [way, ...close])
      // Of everything there is a row of its own; here it is only held against what was computed by hand.
      if (Object.keys(scope.scope).length === 0) continue
      const found = cases.get(scope.name) ?? []
      cases.set(scope.name, found)
      found.push({
        name: `summary of ${scope.name}`,
        reference: 'the best SQL by hand',
        goal: 1.2,
        growth: 'linear',
        size: project.tickets,
        ours,
        theirs: () => askByHand(database, project, scope, way),
      })
    }
  }
  return [...cases.values()]
}

/**
 * The ways that take at most half as long again as the fastest one, that first. What is slow in a small project is not
 * tried in a large one.
 *
 * @throws Error where one of the ways answers something else than we do.
 */
async function fastestFirst(
  database: BenchDatabase,
  project: GeneratedProject,
  { ways, ...scope }: BenchScope & { readonly ways: readonly Way[] },
  expected: string,
): Promise<readonly Way[]> {
  const timed: { readonly way: Way; readonly seconds: number }[] = []
  for (const way of ways) {
    const samples: number[] = []
    // What is quick is looked at again: the first time may have been slow for other reasons.
    while (samples.length === 0 || (samples.length < 5 && Math.min(...samples) < 0.2)) {
      const start = performance.now()
      const answer = await askByHand(database, project, scope, way)
      samples.push((performance.now() - start) / 1000)
      if (answer === expected) continue
      throw new Error(
        `${scope.name}, ${project.tickets} tickets: ours is ${expected}, by hand it is ${answer}:\n${way.sql}`,
      )
    }
    timed.push({ way, seconds: Math.min(...samples) })
  }
  const least = Math.min(...timed.map(({ seconds }) => seconds))
  return timed
    .filter(({ seconds }) => seconds <= 1.5 * least)
    .toSorted((a, b) => a.seconds - b.seconds)
    .map(({ way }) => way)
}

async function askByHand(
  database: BenchDatabase,
  project: GeneratedProject,
  scope: BenchScope,
  { sql, settings }: Way,
): Promise<string> {
  return await database.byHand(project, (ask) => askSummary(ask, sql, project, scope), settings)
}
