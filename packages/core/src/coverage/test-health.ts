import { compareRuns, environmentName, isFinal, percentage } from './verdict.js'

/*
 * What makes a test flaky or slow, pure. The same definitions stand in SQL (`health-rows.ts`), and
 * `docs/coverage.md` publishes them.
 */

/** As much of a run as the health of a test looks at. */
export interface HealthRun {
  readonly id: number
  readonly status: string
  readonly environment: string | null
  readonly version: string | null
  readonly executedAt: Date | null
  /** From 1; a retry is a run of its own. */
  readonly attempt: number
  /** The import that brought it, if one did. */
  readonly importId: number | null
  /** Milliseconds. */
  readonly durationMs: number | null
}

/** How a test changes its mind. */
export interface Flakiness {
  /** Final runs looked at, in the places where the test is flaky. */
  readonly runs: number
  readonly failed: number
  /** How often a run came to another result than the one before it in its place. */
  readonly flips: number
  /** Flips in percent of how many there could have been, two decimals. */
  readonly rate: number
  /** Imports in which it passed at a later attempt. */
  readonly retried: number
  /** Where it is flaky; the empty string stands for runs without an environment. */
  readonly environments: readonly string[]
  /** When the newest run took place that came to another result. */
  readonly lastFlipAt: Date | null
}

/** How many of the newest final runs of each place are looked at, where nobody says. */
export const defaultFlakyRuns = 50

/** How often a result has to change: once is a defect or its fix, where the version may have changed meanwhile. */
export const flipsOf = { sameVersion: 1, unknownVersion: 2 } as const

/**
 * Whether and how a test is flaky, out of all its runs; null where it is not. A place is an environment and a
 * version. A test is flaky in a place where, of its newest `lastRuns` final runs there,
 *
 * - some passed and some failed; where the runs name no version, the result has to have changed twice; or
 * - one passed at a later attempt of an import in which an earlier attempt failed.
 */
export function flakinessOf(runs: readonly HealthRun[], lastRuns = defaultFlakyRuns): Flakiness | null {
  const places = new Map<string, HealthRun[]>()
  for (const run of runs.filter(({ status }) => isFinal(status)).toSorted(compareRuns)) {
    const name = JSON.stringify([environmentName(run.environment), run.version || null])
    const place = places.get(name) ?? []
    places.set(name, place)
    if (place.length < lastRuns) place.push(run)
  }
  const flaky = [...places.values()].map(lookAt).filter((place) => place.isFlaky)
  if (flaky.length === 0) return null
  const sum = (of: (place: Place) => number) => flaky.reduce((total, place) => total + of(place), 0)
  const flips = sum((place) => place.flipped.length)
  return {
    runs: sum((place) => place.runs.length),
    failed: sum((place) => place.runs.filter((run) => run.status === 'failed').length),
    flips,
    rate:
      percentage(
        flips,
        sum((place) => place.runs.length - 1),
      ) ?? 0,
    retried: sum((place) => place.retried),
    environments: [...new Set(flaky.map((place) => place.environment))].toSorted(),
    lastFlipAt: latest(flaky.flatMap((place) => place.flipped.map((run) => run.executedAt))),
  }
}

interface Place {
  readonly environment: string
  readonly runs: readonly HealthRun[]
  /** The runs that came to another result than the one before. */
  readonly flipped: readonly HealthRun[]
  readonly retried: number
  readonly isFlaky: boolean
}

/** The runs of one place, newest first. */
function lookAt(runs: readonly HealthRun[]): Place {
  const flipped = runs.filter((run, index) => {
    const before = runs[index + 1]
    return before !== undefined && before.status !== run.status
  })
  const retried = new Set(
    runs.filter((run) => runs.some((other) => isRetryOf(run, other))).map((run) => run.importId),
  ).size
  const needed = runs[0]?.version ? flipsOf.sameVersion : flipsOf.unknownVersion
  return {
    environment: runs[0]?.environment ?? '',
    runs,
    flipped,
    retried,
    isFlaky: flipped.length >= needed || retried > 0,
  }
}

function isRetryOf(run: HealthRun, other: HealthRun): boolean {
  return (
    run.importId !== null &&
    run.importId === other.importId &&
    run.status === 'passed' &&
    other.status === 'failed' &&
    other.attempt < run.attempt
  )
}

/** How long runs take: half of them at most `p50Ms`, 95 of 100 at most `p95Ms`, in milliseconds. */
export interface Durations {
  readonly runs: number
  readonly p50Ms: number
  readonly p95Ms: number
}

/** How long a test takes, and how long it took before. */
export interface Slowness extends Durations {
  /** The same of as many runs before those; null where there are none. */
  readonly before: Durations | null
  /** By how many percent `p50Ms` has grown since, two decimals; null where there is nothing to compare with. */
  readonly growth: number | null
}

/** How many of the newest final runs are looked at, where nobody says. */
export const defaultSlowRuns = 20

/** How long a test takes, out of the newest `lastRuns` final runs of it with a duration; null where none has one. */
export function slownessOf(runs: readonly HealthRun[], lastRuns = defaultSlowRuns): Slowness | null {
  const timed = runs
    .filter(({ status, durationMs }) => isFinal(status) && durationMs !== null)
    .toSorted(compareRuns)
    .flatMap((run) => run.durationMs ?? [])
  const now = durationsOf(timed.slice(0, lastRuns))
  const before = durationsOf(timed.slice(lastRuns, 2 * lastRuns))
  return now === null ? null : { ...now, before, growth: growthOf(now, before) }
}

/** By how many percent the median has grown. */
export function growthOf(now: Durations, before: Durations | null): number | null {
  return before === null ? null : percentage(now.p50Ms - before.p50Ms, before.p50Ms)
}

function durationsOf(durations: readonly number[]): Durations | null {
  const sorted = durations.toSorted((a, b) => a - b)
  /** The smallest that so large a share of them does not exceed. */
  const quantile = (share: number) => sorted[Math.ceil(share * sorted.length) - 1]
  const [p50Ms, p95Ms] = [quantile(0.5), quantile(0.95)]
  return p50Ms === undefined || p95Ms === undefined ? null : { runs: sorted.length, p50Ms, p95Ms }
}

function latest(dates: readonly (Date | null)[]): Date | null {
  return dates.reduce((last, date) => (last === null || (date !== null && date > last) ? date : last), null)
}
