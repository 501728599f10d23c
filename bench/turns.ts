import type { BenchDatabase } from './database.js'
import type { MeasuredRow } from './rows.js'

/** A row that is still to be measured. */
export interface Case extends Omit<MeasuredRow, 'engine' | 'ours' | 'theirs'> {
  /** Whether it takes minutes, and is measured once. */
  readonly once?: boolean
  ours(): Promise<unknown>
  theirs(): Promise<unknown>
}

/** What is quick is measured more often than it has to be, up to so many times. */
const most = 200

/**
 * Measures cases in turns: ours, the reference, ours of the next case, its reference, and again from the first. What
 * slows the machine down for a while then slows all of them alike. The first round warms up and is not kept.
 *
 * @param rounds how many samples there are of each at least
 * @param seconds for how long to go on with each case beyond that
 */
export async function inTurns(
  { engine }: Pick<BenchDatabase, 'engine'>,
  cases: readonly Case[],
  rounds: number,
  seconds = 4,
): Promise<readonly MeasuredRow[]> {
  const rows = cases.map(({ ours: _, theirs: __, once: ___, ...row }) => ({
    ...row,
    engine,
    ours: [] as number[],
    theirs: [] as number[],
  }))
  const round = async (keep: boolean) => {
    for (const [index, one] of cases.entries()) {
      const ours = await secondsOf(() => one.ours())
      const theirs = await secondsOf(() => one.theirs())
      if (!keep) continue
      rows[index]?.ours.push(ours)
      rows[index]?.theirs.push(theirs)
    }
  }
  const isOnce = cases.every((one) => one.once === true)
  if (!isOnce) await round(false)
  const start = performance.now()
  const isEnough = (done: number) =>
    done >= (isOnce ? 1 : most) ||
    (done >= rounds && performance.now() - start > seconds * 1000 * cases.length)
  for (let done = 0; !isEnough(done); done++) await round(true)
  process.stderr.write('.')
  return rows
}

/** How long one thing takes. */
export async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}
