import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { flakinessOf, type HealthRun, slownessOf } from './test-health.js'

/** Runs of one test, oldest first, a day apart: P passed, F failed, s skipped. */
function runs(results: string, more: Partial<HealthRun> = {}): readonly HealthRun[] {
  const statuses: Readonly<Record<string, string>> = { P: 'passed', F: 'failed', s: 'skipped' }
  return [...results].map((letter, index) => ({
    id: index + 1,
    status: statuses[letter] ?? letter,
    environment: 'ios',
    version: '1.0',
    executedAt: new Date(Date.UTC(2026, 2, index + 1)),
    attempt: 1,
    importId: null,
    durationMs: null,
    ...more,
  }))
}

describe('a flaky test', () => {
  it.each([
    ['passes and fails in one version', 'PF', { flips: 1, rate: 100 }],
    ['does so whatever lies between', 'PssF', { flips: 1, rate: 100 }],
    ['flips as often as its result changes', 'PPFPPFF', { runs: 7, failed: 3, flips: 3, rate: 50 }],
  ])('%s', (_, results, expected) => {
    expect(flakinessOf(runs(results))).toMatchObject(expected)
  })

  it.each([
    ['always passes', runs('PPP')],
    ['always fails', runs('FFF')],
    ['comes to no result but one', runs('sPs')],
    ['fails elsewhere', [...runs('P'), ...runs('F', { environment: 'android' })]],
    ['is fixed in the next version', [...runs('F'), ...runs('P', { version: '1.1' })]],
    ['is fixed in a version that nobody names', runs('FFPP', { version: null })],
    ['has never run', []],
  ])('is none that %s', (_, given) => {
    expect(flakinessOf(given)).toBeNull()
  })

  it('changes its mind twice where no version says that nothing else has changed', () => {
    expect(flakinessOf(runs('FPF', { version: null }))).toMatchObject({ flips: 2 })
    expect(flakinessOf(runs('FPF', { version: '' }))).toEqual(flakinessOf(runs('FPF', { version: null })))
  })

  it('passes at a later attempt of an import, even where no version is named', () => {
    const attempts = runs('FP', { version: null, importId: 7 }).map((run, index) => ({
      ...run,
      attempt: index + 1,
    }))
    expect(flakinessOf(attempts)).toMatchObject({ retried: 1, flips: 1 })
    expect(flakinessOf(attempts.map((run) => ({ ...run, importId: run.id })))).toBeNull()
    expect(flakinessOf(attempts.map((run) => ({ ...run, importId: null })))).toBeNull()
    expect(flakinessOf(attempts.map((run) => ({ ...run, attempt: 3 - run.attempt })))).toBeNull()
  })

  it('is looked at by its newest runs alone', () => {
    expect(flakinessOf(runs('PFPPP'), 3)).toBeNull()
    expect(flakinessOf(runs('PFPPP'), 4)).toMatchObject({ runs: 4, flips: 1 })
  })

  it('says where, and when last', () => {
    const everywhere = [
      ...runs('PF'),
      ...runs('PPF', { environment: null }),
      ...runs('PP', { environment: 'tv' }),
    ]
    expect(flakinessOf(everywhere)).toMatchObject({
      environments: ['', 'ios'],
      lastFlipAt: new Date(Date.UTC(2026, 2, 3)),
    })
  })

  it('has a rate from 0 to 100 percent, whatever the order of its runs', () => {
    const anyResults = fc.stringMatching(/^[PFs]{0,12}$/)
    fc.assert(
      fc.property(anyResults, fc.nat(), (results, turn) => {
        const given = runs(results)
        const cut = turn % (given.length + 1)
        const flakiness = flakinessOf(given)
        expect(flakinessOf([...given.slice(cut), ...given.slice(0, cut)])).toEqual(flakiness)
        expect(flakiness === null).toBe(!(results.includes('P') && results.includes('F')))
        if (flakiness === null) return
        expect(flakiness.rate).toBeGreaterThan(0)
        expect(flakiness.rate).toBeLessThanOrEqual(100)
      }),
    )
  })
})

describe('a slow test', () => {
  const timed = (durations: readonly (number | null)[]) =>
    runs('P'.repeat(durations.length)).map((run, index) => ({ ...run, durationMs: durations[index] ?? null }))

  it('takes so long in half of its newest runs, and so long in 95 of 100', () => {
    const hundred = Array.from({ length: 100 }, (_, index) => index + 1)
    expect(slownessOf(timed(hundred), 100)).toMatchObject({ runs: 100, p50Ms: 50, p95Ms: 95, before: null })
    expect(slownessOf(timed([7]))).toMatchObject({ runs: 1, p50Ms: 7, p95Ms: 7 })
  })

  it('is compared with as many runs before those', () => {
    expect(slownessOf(timed([1_000, 100, 100, 150, 150]), 2)).toEqual({
      runs: 2,
      p50Ms: 150,
      p95Ms: 150,
      before: { runs: 2, p50Ms: 100, p95Ms: 100 },
      growth: 50,
    })
    expect(slownessOf(timed([200, 50]), 1)).toMatchObject({ growth: -75 })
    expect(slownessOf(timed([0, 50]), 1)).toMatchObject({ growth: null })
  })

  it('is known only where a run that came to a result says how long it took', () => {
    expect(slownessOf(timed([null, null]))).toBeNull()
    expect(slownessOf(runs('s', { durationMs: 5 }))).toBeNull()
    expect(slownessOf(timed([null, 5]))).toMatchObject({ runs: 1, p50Ms: 5 })
  })

  it('has quantiles that split its durations, in any order', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(9), { minLength: 1, maxLength: 20 }), (durations) => {
        const slowness = slownessOf(timed(durations))
        const share = (limit: number) => durations.filter((one) => one <= limit).length / durations.length
        expect(share(slowness?.p50Ms ?? -1)).toBeGreaterThanOrEqual(0.5)
        expect(share((slowness?.p50Ms ?? 0) - 1)).toBeLessThan(0.5)
        expect(share(slowness?.p95Ms ?? -1)).toBeGreaterThanOrEqual(0.95)
        expect(share((slowness?.p95Ms ?? 0) - 1)).toBeLessThan(0.95)
      }),
    )
  })
})
