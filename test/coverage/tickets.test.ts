/** Lists of tickets with their verdicts: every order, every page size, rollups, and the gaps among them. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type FailuresNearby, reasonsOf, riskOf } from '../../packages/core/src/coverage/gaps.js'
import { momentOf } from '../../packages/core/src/coverage/scope.js'
import type { CoverageTicket, ListCoverageTickets } from '../../packages/core/src/coverage/types.js'
import { type Rollup, rollup, verdicts } from '../../packages/core/src/coverage/verdict.js'
import type { Page } from '../../packages/core/src/pagination.js'
import { anyPolicy, anyProject, anyScope } from '../support/coverage-project.js'
import { engines } from '../support/engines.js'
import { coverPurely, type PureTicket } from '../support/pure-coverage.js'
import { epicsOf } from '../support/pure-matrix.js'
import { storeProject } from '../support/store-project.js'
import { useAtmosfera } from '../support/use-atmosfera.js'

type Sort = NonNullable<ListCoverageTickets['sort']>

const sorts: readonly Sort[] = [
  'key',
  '-key',
  'verdict',
  '-verdict',
  'testCases',
  '-testCases',
  'lastExecutedAt',
  '-lastExecutedAt',
]

describe.each(engines)('tickets and gaps on $name', (engine) => {
  const numRuns = engine.kind === 'pglite' ? 30 : 120
  // Some tickets are older than ninety days then, others are not.
  const now = new Date('2026-06-03T12:00:00Z')
  const opened = useAtmosfera(engine, { clock: () => now })

  it('lists the selected tickets as the pure functions see them, in any order and by pages of any size', async () => {
    const anyPage = fc.record({
      sort: fc.constantFrom(...sorts),
      limit: fc.integer({ min: 1, max: 4 }),
      verdicts: fc.oneof(fc.constant(undefined), fc.subarray([...verdicts])),
    })
    await fc.assert(
      fc.asyncProperty(anyProject, anyScope, anyPolicy, anyPage, async (project, generated, policy, page) => {
        const stored = await storeProject(opened.database, project)
        const query = { projectId: stored.projectId, ...stored.scope(generated), policy }
        const { tickets, selected } = coverPurely(stored, query, policy)
        const wanted = page.verdicts?.length ? page.verdicts : verdicts
        const expected = selected
          .filter((ticket) => wanted.includes(ticket.verdict))
          .toSorted(comparatorOf(page.sort))
          .map((ticket) => listed(ticket, rollup(ticket.key, tickets)))
        const listedTickets = await collect((cursor) =>
          opened.system.coverage.tickets({ ...query, ...page, cursor }),
        )
        expect(listedTickets).toEqual(expected)
      }),
      { numRuns },
    )
  })

  it('ranks the gaps by risk, and counts all of them however few are shown', async () => {
    await fc.assert(
      fc.asyncProperty(anyProject, anyScope, anyPolicy, fc.integer({ min: 1, max: 9 }), async (...given) => {
        const [project, generated, policy, limit] = given
        const stored = await storeProject(opened.database, project)
        const { projectId } = stored
        const scope = stored.scope(generated)
        const { tickets, selected } = coverPurely(stored, scope, policy)
        // A ticket that claims to be its own parent groups no others.
        const children = tickets.filter((ticket) => ticket.parentKey !== ticket.key)
        const grouping = new Set(children.map((ticket) => ticket.parentKey))
        const failing = selected.filter((ticket) => ticket.verdict === 'NOK')
        const uncovered = selected.filter((one) => one.verdict === 'UNCOVERED' && !grouping.has(one.key))
        const moment = momentOf(scope.asOf) ?? now
        const items = [...failing, ...uncovered]
          .map((ticket) => {
            const facts = {
              ...gapOf(ticket),
              ageDays: ageOf(ticket, moment),
              nearby: failuresNearby(tickets, ticket),
            }
            const all = { ...facts, resolved: ticket.resolution !== null }
            return { ...facts, risk: riskOf(all), reasons: reasonsOf(all) }
          })
          .toSorted((a, b) => b.risk - a.risk || compareText(naturalKey(a.key), naturalKey(b.key)))
        expect(await opened.system.coverage.gaps({ projectId, ...scope, policy, limit })).toEqual({
          projectId,
          failing: failing.length,
          uncovered: uncovered.length,
          items: items.slice(0, limit),
        })
        const alone = await opened.system.coverage.gaps({
          projectId,
          ...scope,
          policy,
          limit,
          verdicts: ['NOK'],
        })
        expect(alone).toEqual({
          projectId,
          failing: failing.length,
          uncovered: uncovered.length,
          items: items.filter((item) => item.verdict === 'NOK').slice(0, limit),
        })
      }),
      { numRuns },
    )
  })

  it('goes on where a page ended, although tickets were added and removed meanwhile', async () => {
    const { projects, tickets, coverage } = opened.system
    const { id: projectId } = await projects.create({ name: 'A busy project' })
    const create = (keys: readonly string[]) =>
      tickets.createMany(keys.map((jiraKey) => ({ projectId, jiraKey, summary: jiraKey, status: 'Open' })))
    await create(['SHOP-1', 'SHOP-3', 'SHOP-5', 'SHOP-7'])
    const first = await coverage.tickets({ projectId, limit: 2 })
    await create(['SHOP-2', 'SHOP-6'])
    await opened.database.query(
      'UPDATE atmosfera.jira_tickets SET deleted_at = now() WHERE project_id = $1 AND jira_key = $2',
      [projectId, 'SHOP-3'],
    )
    const second = await coverage.tickets({ projectId, limit: 10, cursor: first.nextCursor })
    expect([...first.items, ...second.items].map((ticket) => ticket.key)).toEqual([
      'SHOP-1',
      'SHOP-3',
      'SHOP-5',
      'SHOP-6',
      'SHOP-7',
    ])
  })

  it('refuses a cursor of another order', async () => {
    const { id: projectId } = await opened.system.projects.create({ name: 'A small project' })
    await opened.system.tickets.createMany(
      ['SHOP-1', 'SHOP-2'].map((jiraKey) => ({ projectId, jiraKey, summary: jiraKey, status: 'Open' })),
    )
    const { nextCursor } = await opened.system.coverage.tickets({ projectId, limit: 1 })
    const other = opened.system.coverage.tickets({
      projectId,
      limit: 1,
      cursor: nextCursor,
      sort: 'verdict',
    })
    await expect(other).rejects.toMatchObject({ code: 'validation_failed' })
  })
})

/** A ticket as a list shows it; its rollup only where there is something below it. */
function listed(ticket: PureTicket, { verdict, children, childrenCovered }: Rollup): CoverageTicket {
  const { key, issueType, priority, status, testCases, lastExecutedAt } = ticket
  return {
    key,
    summary: `About ${key}`,
    issueType,
    priority,
    status,
    verdict: ticket.verdict,
    testCases: testCases.size,
    lastExecutedAt,
    ...(children === 0 ? {} : { rolledUpVerdict: verdict, children, childrenCovered }),
  }
}

function gapOf({ key, issueType, priority, status, verdict, lastExecutedAt }: PureTicket) {
  return { key, summary: `About ${key}`, issueType, priority, status, verdict, lastExecutedAt }
}

function ageOf({ createdDate }: PureTicket, now: Date): number | null {
  if (createdDate === null) return null
  return Math.max(0, Math.floor((now.getTime() - createdDate.getTime()) / 86_400_000))
}

/** The place of a ticket where most others fail, found by looking at every pair of tickets. */
function failuresNearby(tickets: readonly PureTicket[], ticket: PureTicket): FailuresNearby | null {
  const placesOf = (one: PureTicket): readonly string[] => [
    ...one.components.map((value) => JSON.stringify(['component', value])),
    ...epicsOf(tickets, one).map((value) => JSON.stringify(['epic', value])),
    ...(one.parentKey === null ? [] : [JSON.stringify(['parent', one.parentKey])]),
    ...(tickets.some((other) => other.parentKey === one.key) ? [JSON.stringify(['parent', one.key])] : []),
  ]
  const others = tickets.filter((other) => other.id !== ticket.id && other.verdict === 'NOK')
  const places = [...new Set(placesOf(ticket))]
    .map((place) => ({ place, failing: others.filter((other) => placesOf(other).includes(place)).length }))
    .filter(({ failing }) => failing > 0)
    .toSorted((a, b) => b.failing - a.failing || compareText(a.place, b.place))
  if (places[0] === undefined) return null
  const [kind, value] = JSON.parse(places[0].place) as [FailuresNearby['kind'], string]
  return { kind, value, failing: places[0].failing }
}

/** The order that a list promises: by value, those without one last, ties in the order of their arrival. */
function comparatorOf(sort: Sort): (a: PureTicket, b: PureTicket) => number {
  const direction = sort.startsWith('-') ? -1 : 1
  const values = {
    key: (ticket: PureTicket) => naturalKey(ticket.key),
    verdict: (ticket: PureTicket) => String(verdicts.indexOf(ticket.verdict)),
    testCases: (ticket: PureTicket) => String(ticket.testCases.size).padStart(3, '0'),
    lastExecutedAt: (ticket: PureTicket) => ticket.lastExecutedAt?.toISOString() ?? null,
  }
  const sortedBy = values[sort.replace('-', '') as keyof typeof values]
  return (a, b) => {
    const [one, other] = [sortedBy(a), sortedBy(b)]
    if (one === null || other === null) {
      return Number(one === null) - Number(other === null) || direction * (a.id - b.id)
    }
    return direction * (compareText(one, other) || a.id - b.id)
  }
}

/** Keys count upwards: SHOP-9 comes before SHOP-10. */
function naturalKey(key: string): string {
  return key.replace(/[0-9]*$/, (digits) => digits.padStart(12, '0'))
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}

async function collect<Item>(list: (cursor: string | null) => Promise<Page<Item>>): Promise<readonly Item[]> {
  const items: Item[] = []
  let cursor: string | null = null
  do {
    const page: Page<Item> = await list(cursor)
    items.push(...page.items)
    cursor = page.nextCursor
    // A page that gives a cursor is full, and a cursor is given only where there is more.
    if (cursor !== null) expect(page.items.length).toBeGreaterThan(0)
  } while (cursor !== null)
  return items
}
