import type { Runner } from '../database/transaction.js'
import { closeDays, readDays, type StoredDays } from './day-rows.js'
import { type CoverageQuery, narrowsTickets } from './scope.js'
import { basisOf, fold } from './stored-rows.js'
import { pointOf, type TrendPoint } from './trend.js'

/**
 * The trend out of days that are kept, with those closed first that are missing: in parts, each in a transaction of
 * its own, because others wait until it ends. Days from which on nothing is dated later are like now.
 *
 * @param dates in order
 * @returns undefined where it has to be replayed: the question is about a scope or another policy, or the database
 *   cannot keep anything now
 */
export async function storedTrend(
  runner: Runner,
  query: CoverageQuery,
  dates: readonly string[],
): Promise<readonly TrendPoint[] | undefined> {
  if (basisOf(query) !== 'verdicts' || narrowsTickets(query)) return undefined
  const { projectId } = query
  for (let attempt = 1; attempt <= maxAttempts; attempt++) {
    const stored = await readUpToDate(runner, projectId, dates)
    if (stored === undefined) return undefined
    const points = pointsOf(stored, dates)
    const missing = dates.filter((_, index) => points[index] === undefined)
    if (missing.length === 0) return points.filter((point) => point !== undefined)
    // In somebody else's transaction those who write into the past would wait until it ends.
    if (runner.joined === true) return undefined
    // Somebody may do so at the same time, and reopen what was just closed.
    if (!(await closeAll(runner, projectId, missing))) return undefined
  }
  return undefined
}

const maxAttempts = 3

async function readUpToDate(
  runner: Runner,
  projectId: number,
  dates: readonly string[],
): Promise<StoredDays | undefined> {
  return await runner.run(
    async (transaction) => {
      const stored = await readDays(transaction, projectId, dates)
      if (!stored.isBehind) return stored
      const isFresh = await fold(transaction, projectId, !runner.joined)
      return isFresh ? await readDays(transaction, projectId, dates) : undefined
    },
    { need: { projectId, level: 'read' } },
  )
}

/** In parts of four weeks, and longer ones where little happened in those. The days are in order. */
async function closeAll(runner: Runner, projectId: number, days: readonly string[]): Promise<boolean> {
  let span = shortestSpan
  for (let left = days; left.length > 0; ) {
    const until = Date.parse(left[0] ?? '') + span * millisecondsOfDay
    const part = left.filter((day) => Date.parse(day) < until)
    const begin = performance.now()
    const isClosed = await runner.run((transaction) => closeDays(transaction, projectId, part), {
      need: { projectId, level: 'read' },
    })
    if (!isClosed) return false
    left = left.slice(part.length)
    span = performance.now() - begin < 300 ? span * 4 : shortestSpan
  }
  return true
}

const shortestSpan = 28
const millisecondsOfDay = 86_400_000

/** The points that are known, at the places of their dates. */
function pointsOf(
  { now, likeNowFrom, days, removed }: StoredDays,
  dates: readonly string[],
): readonly (TrendPoint | undefined)[] {
  // From the last to the first, so that each ticket is added once that was still there on a day.
  const later = [...removed]
  let { tickets } = now
  return dates
    .toReversed()
    .map((date) => {
      for (let last = later.at(-1); last !== undefined && last.day > date; last = later.at(-1)) {
        tickets += last.tickets
        later.pop()
      }
      const numbers = likeNowFrom !== null && date >= likeNowFrom ? now : days[date]
      return numbers && pointOf(date, { ...numbers, tickets })
    })
    .toReversed()
}
