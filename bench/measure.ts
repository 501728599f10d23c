/** How the benchmark measures and prints. */

/** Seconds of each step, by its name. */
export type Timings = Record<string, number>

/** Runs work and notes how long it took. */
export async function time<T>(timings: Timings, name: string, work: () => Promise<T>): Promise<T> {
  const start = performance.now()
  const result = await work()
  timings[name] = (performance.now() - start) / 1000
  return result
}

/** Reads to the end. */
export async function drain(items: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of items) {
    // Reading is what is measured.
  }
}

/** With the sum of all as the whole path. */
export function withTotal(timings: Timings): Timings {
  return { ...timings, 'whole path': Object.values(timings).reduce((sum, seconds) => sum + seconds, 0) }
}

export interface Summary {
  readonly median: number
  readonly min: number
  readonly max: number
}

/** The median of each step, with the spread. */
export function summarize(timings: readonly Timings[]): Record<string, Summary> {
  const names = Object.keys(timings[0] ?? {})
  return Object.fromEntries(
    names.map((name) => {
      const sorted = timings.map((one) => one[name] ?? Number.NaN).toSorted((a, b) => a - b)
      const median = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
      return [name, { median, min: sorted[0] ?? Number.NaN, max: sorted.at(-1) ?? Number.NaN }]
    }),
  )
}

/** A table of each series beside the one that is its reference. */
export function print(
  all: Readonly<Record<string, Readonly<Record<string, Summary>>>>,
  referenceName: string,
): void {
  const reference = all[referenceName] ?? {}
  for (const [name, steps] of Object.entries(all)) {
    console.log(`\n${name}`)
    for (const [step, { median, min, max }] of Object.entries(steps)) {
      const base = reference[step]?.median
      const ratio =
        base === undefined || name === referenceName ? '' : `${(median / base).toFixed(1)} × ${referenceName}`
      const seconds = `${median.toFixed(2)} s`.padStart(9)
      console.log(`  ${step.padEnd(18)}${seconds}  (${min.toFixed(2)} to ${max.toFixed(2)})  ${ratio}`)
    }
  }
}
