/** What the benchmark measures: one row is one thing, beside its reference. */

/** Samples of one thing and of its reference, in seconds, taken in turns. */
export interface Row {
  readonly name: string
  readonly reference: string
  /** At most: the median of ours over the median of theirs. */
  readonly goal: number
  readonly ours: readonly number[]
  readonly theirs: readonly number[]
  readonly note?: string
}

/** A row, and where it was measured. */
export interface MeasuredRow extends Row {
  readonly engine: string
  /** How many tickets the project has, where it matters. */
  readonly size?: number | undefined
  /** What may become of the cost as projects grow, where that is a goal: nothing, or as many times as much. */
  readonly growth?: 'none' | 'linear' | undefined
}

/** What a row says. */
export interface Outcome {
  readonly ours: Spread
  readonly theirs: Spread
  readonly ratio: number
  readonly met: boolean
}

/** Seconds: the median of samples, with the least and the most. */
export interface Spread {
  readonly median: number
  readonly min: number
  readonly max: number
  readonly samples: number
}

/** Compares the medians, and those with the goal. */
export function outcomeOf({ ours, theirs, goal }: Row): Outcome {
  const mine = spreadOf(ours)
  const other = spreadOf(theirs)
  const ratio = mine.median / other.median
  return { ours: mine, theirs: other, ratio, met: ratio <= goal }
}

/** The median of samples, with the least and the most. */
export function spreadOf(samples: readonly number[]): Spread {
  const sorted = samples.toSorted((a, b) => a - b)
  const at = (index: number) => sorted[index] ?? Number.NaN
  const middle = sorted.length / 2
  const median = (at(Math.ceil(middle) - 1) + at(Math.floor(middle))) / 2
  return { median, min: at(0), max: at(sorted.length - 1), samples: sorted.length }
}

/**
 * How the cost of each thing grows from the smallest project to the largest: rows of their own, out of samples that
 * are there already.
 */
export function growthOf(rows: readonly MeasuredRow[]): readonly MeasuredRow[] {
  const names = [...new Set(rows.map((row) => row.name))]
  return names.flatMap((name) => {
    const [smallest, largest] = extremes(rows.filter((row) => row.name === name))
    if (smallest?.size === undefined || largest?.size === undefined || largest.growth === undefined) return []
    const times = largest.size / smallest.size
    // More memory than the server gives makes the best SQL grow by more than the size does, and ours with it.
    const theirGrowth = spreadOf(largest.theirs).median / spreadOf(smallest.theirs).median
    return [
      {
        name: `growth: ${name}`,
        reference: `the same with ${smallest.size.toLocaleString('en')} tickets`,
        goal: largest.growth === 'none' ? 1.5 : 1.2 * Math.max(times, theirGrowth),
        engine: largest.engine,
        size: largest.size,
        ours: largest.ours,
        theirs: smallest.ours,
      },
    ]
  })
}

/** The smallest and the largest of several sizes. */
function extremes(rows: readonly MeasuredRow[]): readonly MeasuredRow[] {
  const bySize = rows.toSorted((a, b) => (a.size ?? 0) - (b.size ?? 0))
  const [smallest, largest] = [bySize[0], bySize.at(-1)]
  return smallest === undefined || largest === undefined || smallest === largest ? [] : [smallest, largest]
}
