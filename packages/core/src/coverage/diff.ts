import type { Transaction } from '../database/transaction.js'
import { decodeCursor, encodeCursor } from '../pagination.js'
import { type ChangeRow, readChanges } from './change-rows.js'
import { readCoveringTestCases } from './matrix-rows.js'
import { distinct, fitCells } from './paging.js'
import { type ResolvedQuery, verdictOf } from './queries.js'
import { readTestVerdicts } from './result-rows.js'
import type { CoverageChange, CoverageDiff, TicketChange } from './types.js'
import type { TestVerdict, Verdict } from './verdict.js'

/** The tickets whose verdict differs between two scopes: how many, and a page of them with their reasons. */
export async function readDiff(
  transaction: Transaction,
  before: ResolvedQuery,
  after: ResolvedQuery,
  { limit, cursor }: { readonly limit: number; readonly cursor: string | null },
): Promise<CoverageDiff> {
  const from = cursor === null ? undefined : decodeCursor(cursor, 'change')
  const changes = await readChanges(transaction, before, after, { limit, after: from })
  const { rows, last } = fitCells(changes.rows, limit)
  const ids = rows.map((row) => row.id)
  const was = await readTestCases(transaction, before, ids)
  const became = await readTestCases(transaction, after, ids)
  return {
    projectId: before.projectId,
    total: changes.transitions.reduce((sum, { tickets }) => sum + tickets, 0),
    transitions: changes.transitions.map(({ tickets, ...codes }) => ({ ...verdictsOf(codes), tickets })),
    changed: rows.map((row) => ({
      key: row.key,
      summary: row.summary,
      ...verdictsOf(row),
      ticket: ticketChange(row),
      because: changedTestCases(was.get(row.id), became.get(row.id)),
    })),
    nextCursor:
      last === undefined ? null : encodeCursor({ sort: 'change', value: last.position, id: last.id }),
  }
}

interface KnownTestCase {
  readonly title: string
  readonly verdict: TestVerdict
}

/** The counted test cases of these tickets in one scope, by ticket and then by id. */
async function readTestCases(
  transaction: Transaction,
  query: ResolvedQuery,
  ticketIds: readonly number[],
): Promise<ReadonlyMap<number, ReadonlyMap<number, KnownTestCase>>> {
  const links = await readCoveringTestCases(transaction, query, ticketIds)
  const verdicts = await readTestVerdicts(transaction, query, distinct(links.map((link) => link.testCaseId)))
  const byTicket = new Map<number, Map<number, KnownTestCase>>()
  for (const { ticketId, testCaseId, title } of links) {
    const testCases = byTicket.get(ticketId) ?? new Map<number, KnownTestCase>()
    byTicket.set(ticketId, testCases)
    testCases.set(testCaseId, { title, verdict: verdicts.get(testCaseId) ?? 'NOTRUN' })
  }
  return byTicket
}

function changedTestCases(
  was: ReadonlyMap<number, KnownTestCase> = new Map(),
  became: ReadonlyMap<number, KnownTestCase> = new Map(),
): CoverageChange['because'] {
  const ids = distinct([...was.keys(), ...became.keys()]).toSorted((a, b) => a - b)
  return ids.flatMap((testCaseId) => {
    const [before, after] = [was.get(testCaseId), became.get(testCaseId)]
    const [from, to] = [before?.verdict ?? null, after?.verdict ?? null]
    if (from === to) return []
    const why = from === null ? 'linked' : to === null ? 'unlinked' : 'results'
    return [{ testCaseId, title: (after ?? before)?.title ?? '', from, to, why }]
  })
}

function ticketChange({ from, to, wasThere, isThere, created }: ChangeRow): TicketChange | null {
  if (wasThere !== isThere) return wasThere ? 'tombstoned' : 'returned'
  if (from === null) return 'entered'
  if (to === null) return 'left'
  return created ? 'created' : null
}

function verdictsOf({ from, to }: Pick<ChangeRow, 'from' | 'to'>): {
  readonly from: Verdict | null
  readonly to: Verdict | null
} {
  return { from: from === null ? null : verdictOf(from), to: to === null ? null : verdictOf(to) }
}
