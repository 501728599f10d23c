import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Coverage } from '../coverage/service.js'
import { type Verdict, verdicts } from '../coverage/verdict.js'
import type { Runner } from '../database/transaction.js'
import { AtmosferaError } from '../errors.js'
import type { JiraApi } from './api.js'
import { coverageProperty, setComment, setLabel, setProperty } from './issue-writes.js'
import type { JiraWriteBackOptions, WriteBackReport } from './types.js'
import { readWritten, recordWritten } from './write-back-rows.js'

/** What an issue is told of its coverage. */
interface IssueCoverage {
  readonly verdict: Verdict
  readonly testCases: number
  readonly lastExecutedAt: string | null
}

export interface WriteBackWork {
  readonly runner: Runner
  readonly coverage: Coverage
  readonly api: JiraApi
  readonly projectId: number
  readonly what: JiraWriteBackOptions
}

/** Jira limits writes to single issues and in bursts: so many a second are none. */
const writesPerSecond = 10
const commentMark = 'ATMosFera coverage:'
const labelOf = (verdict: Verdict): string => `coverage-${verdict.toLowerCase()}`

/**
 * Writes the coverage of each covered ticket, and of those that were and are no more, to its issue. What was written
 * before and has not changed is left alone, so that doing it again writes nothing.
 */
export async function writeBack(work: WriteBackWork): Promise<WriteBackReport> {
  const { runner, projectId } = work
  const need = { projectId, level: 'write' } as const
  const written = new Map(await runner.run((transaction) => readWritten(transaction, projectId), { need }))
  const counts = { total: 0, written: 0, unchanged: 0 }
  const failed: { key: string; reason: string }[] = []
  const write = async (key: string, coverage: IssueCoverage): Promise<void> => {
    counts.total += 1
    const hash = hashOf(coverage, work.what)
    const isSame = written.get(key) === hash
    written.delete(key)
    if (isSame) {
      counts.unchanged += 1
      return
    }
    try {
      await tell(work, key, coverage)
    } catch (error) {
      // One issue that cannot be written, such as a read-only one, keeps none of the others from it.
      if (!(error instanceof AtmosferaError) || error.code !== 'upstream_failed') throw error
      failed.push({ key, reason: error.message })
      return
    }
    await runner.run((transaction) => recordWritten(transaction, projectId, key, hash), { need })
    counts.written += 1
    await pause(1000 / writesPerSecond)
  }
  for await (const { key, verdict, testCases, lastExecutedAt } of coveredTickets(work)) {
    await write(key, { verdict, testCases, lastExecutedAt: lastExecutedAt?.toISOString() ?? null })
  }
  for (const key of [...written.keys()]) {
    await write(key, { verdict: 'UNCOVERED', testCases: 0, lastExecutedAt: null })
  }
  return { projectId, ...counts, failed }
}

async function* coveredTickets({ coverage, projectId }: WriteBackWork) {
  const covered = verdicts.filter((verdict) => verdict !== 'UNCOVERED')
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<Coverage['tickets']>> = await coverage.tickets({
      projectId,
      verdicts: covered,
      limit: 500,
      cursor,
    })
    yield* page.items
    cursor = page.nextCursor
  } while (cursor !== null)
}

async function tell({ api, what }: WriteBackWork, key: string, coverage: IssueCoverage): Promise<void> {
  if (what.property === true) await setProperty(api, key, coverageProperty, coverage)
  if (what.label === true) {
    const label = labelOf(coverage.verdict)
    await setLabel(
      api,
      key,
      label,
      verdicts.map(labelOf).filter((other) => other !== label),
    )
  }
  if (what.comment === true) await setComment(api, key, commentMark, sentenceOf(coverage))
}

function sentenceOf({ verdict, testCases, lastExecutedAt }: IssueCoverage): string {
  const cases = testCases === 1 ? '1 test case' : `${testCases} test cases`
  const when = lastExecutedAt === null ? 'no result yet' : `last result ${lastExecutedAt.slice(0, 10)}`
  return `${commentMark} ${verdict} (${cases}, ${when}).`
}

function hashOf(coverage: IssueCoverage, what: JiraWriteBackOptions): string {
  return createHash('sha256')
    .update(JSON.stringify([coverage, what.property === true, what.label === true, what.comment === true]))
    .digest('hex')
}
