import { z } from 'zod'
import type { Transaction } from '../database/transaction.js'
import { ValidationError } from '../errors.js'
import { decodeCursor, encodeCursor } from '../pagination.js'
import { text } from '../validation.js'
import {
  chooseTestCases,
  chooseTickets,
  type MatrixPosition,
  type MatrixRow,
  readCoveredTickets,
  readCoveringTestCases,
  readTicketVerdicts,
} from './matrix-rows.js'
import type {
  CoverageMatrix,
  MatrixAxis,
  MatrixGrouping,
  TestCaseMatrix,
  TestCaseMatrixItem,
  TestCaseResult,
  TicketMatrixItem,
} from './matrix-types.js'
import { distinct, fitCells } from './paging.js'
import type { ResolvedQuery } from './queries.js'
import { readResults } from './result-rows.js'
import { ticketVerdict } from './verdict.js'

/** Which part of a matrix to read. */
export interface MatrixPart {
  readonly by: MatrixAxis
  readonly groupBy: MatrixGrouping | undefined
  readonly uncovered: boolean
  readonly orphaned: boolean
  readonly limit: number
  readonly cursor: string | null
}

/** Some rows of a matrix with their cells. */
export type MatrixItems =
  | (Pick<CoverageMatrix, 'by' | 'nextCursor'> & { readonly items: readonly TicketMatrixItem[] })
  | (Pick<TestCaseMatrix, 'by' | 'nextCursor'> & { readonly items: readonly TestCaseMatrixItem[] })

/** Reads a part of a matrix. What it costs depends on the part, apart from finding where that begins. */
export async function readMatrix(
  transaction: Transaction,
  query: ResolvedQuery,
  part: MatrixPart,
): Promise<MatrixItems> {
  const { by } = part
  const read = by === 'ticket' ? readByTicket : readByTestCase
  return await read(transaction, query, part)
}

async function readByTicket(
  transaction: Transaction,
  query: ResolvedQuery,
  part: MatrixPart,
): Promise<MatrixItems> {
  const { uncovered, groupBy, limit } = part
  const page = { groupBy, bare: uncovered, limit, after: decode(part) }
  const { rows, last } = fitCells(await chooseTickets(transaction, query, page), limit)
  const links = await readCoveringTestCases(transaction, query, distinct(rows.map((row) => row.id)))
  const results = await readResults(transaction, query, distinct(links.map((link) => link.testCaseId)))
  const testCasesOf = new Map<number, TestCaseResult[]>(rows.map((row) => [row.id, []]))
  for (const { ticketId, testCaseId } of links) {
    const result = results.get(testCaseId)
    if (result !== undefined) testCasesOf.get(ticketId)?.push(result)
  }
  return {
    by: 'ticket',
    items: rows.map(({ id, group, key, summary }) => {
      const testCases = testCasesOf.get(id) ?? []
      const verdict = ticketVerdict(testCases.map((testCase) => testCase.verdict))
      return { ...(groupBy === undefined ? {} : { group }), key, summary, verdict, testCases }
    }),
    nextCursor: last === undefined ? null : encode(part, { ...last, key: last.position }),
  }
}

async function readByTestCase(
  transaction: Transaction,
  query: ResolvedQuery,
  part: MatrixPart,
): Promise<MatrixItems> {
  const { orphaned, groupBy, limit } = part
  const page = { groupBy, bare: orphaned, limit, after: decode(part) }
  const { rows, last } = fitCells(await chooseTestCases(transaction, query, page), limit)
  const covered = await readCoveredTickets(transaction, query, groupBy, rows)
  const verdicts = await readTicketVerdicts(
    transaction,
    query,
    distinct(covered.map((ticket) => ticket.ticketId)),
  )
  const results = await readResults(transaction, query, distinct(rows.map((row) => row.id)))
  const ticketsOf = new Map<string, TestCaseMatrixItem['tickets'][number][]>()
  for (const { ticketId, testCaseId, group, key, summary } of covered) {
    const row = rowName({ id: testCaseId, group })
    const tickets = ticketsOf.get(row) ?? []
    ticketsOf.set(row, tickets)
    tickets.push({ key, summary, verdict: verdicts.get(ticketId) ?? 'UNCOVERED' })
  }
  return {
    by: 'testCase',
    items: rows.flatMap(({ id, group }) => {
      const result = results.get(id)
      if (result === undefined) return []
      const tickets = ticketsOf.get(rowName({ id, group })) ?? []
      return [{ ...(groupBy === undefined ? {} : { group }), ...result, tickets }]
    }),
    nextCursor: last === undefined ? null : encode(part, { ...last, key: null }),
  }
}

function encode(part: MatrixPart, { group, key, id }: MatrixPosition): string {
  return encodeCursor({ sort: sortOf(part), value: JSON.stringify([group, key]), id })
}

/** @throws ValidationError for the cursor of another matrix. */
function decode(part: MatrixPart): MatrixPosition | undefined {
  if (part.cursor === null) return undefined
  const { value, id } = decodeCursor(part.cursor, sortOf(part))
  const result = position.safeParse(value)
  if (!result.success)
    throw new ValidationError([{ path: 'cursor', message: 'is not the nextCursor of a page' }])
  const [group, key] = result.data
  return { group, key, id }
}

const position = z
  .string()
  .transform((value): unknown => {
    try {
      return JSON.parse(value)
    } catch {
      return undefined
    }
  })
  .pipe(z.tuple([text.nullable(), text.nullable()]))

function sortOf({ by, groupBy }: MatrixPart): string {
  return `${by} ${groupBy ?? ''}`
}

function rowName({ id, group }: Pick<MatrixRow, 'id' | 'group'>): string {
  return JSON.stringify([id, group])
}
