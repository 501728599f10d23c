import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyMoment, anyPolicy } from '../../../../test/support/coverage-project.js'
import {
  type CoverageRun,
  compareRuns,
  isFinal,
  join,
  joinAll,
  percentage,
  type RollupTicket,
  rollup,
  testCaseVerdict,
  type Verdict,
  verdicts,
} from './verdict.js'

const anyVerdict = fc.constantFrom<Verdict>(...verdicts)

const anyRuns: fc.Arbitrary<readonly CoverageRun[]> = fc.uniqueArray(
  fc.record({
    id: fc.integer({ min: 1, max: 60 }),
    status: fc.constantFrom('passed', 'failed', 'blocked', 'skipped', 'in-progress', 'not-run', 'flaky'),
    environment: fc.constantFrom('android', 'ios', null),
    executedAt: fc.option(anyMoment),
  }),
  { selector: (run) => run.id, maxLength: 12 },
)

const anyTickets: fc.Arbitrary<readonly RollupTicket[]> = fc
  .array(fc.record({ parent: fc.option(fc.nat(11)), verdict: anyVerdict }), { minLength: 1, maxLength: 10 })
  .map((tickets) =>
    tickets.map(({ parent, verdict }, index) => ({
      key: `SHOP-${index}`,
      // Some parents are below their children, some are tickets themselves, some are not there.
      parentKey: parent === null ? null : `SHOP-${parent}`,
      verdict,
    })),
  )

describe('the join of verdicts is a semilattice', () => {
  it('does not depend on how verdicts are grouped', () => {
    fc.assert(
      fc.property(anyVerdict, anyVerdict, anyVerdict, (a, b, c) => {
        expect(join(join(a, b), c)).toBe(join(a, join(b, c)))
      }),
    )
  })

  it('does not depend on their order', () => {
    fc.assert(
      fc.property(anyVerdict, anyVerdict, (a, b) => {
        expect(join(a, b)).toBe(join(b, a))
      }),
    )
  })

  it('does not depend on repetition', () => {
    fc.assert(
      fc.property(anyVerdict, (a) => {
        expect(join(a, a)).toBe(a)
      }),
    )
  })

  it('has UNCOVERED as its identity', () => {
    fc.assert(
      fc.property(anyVerdict, (a) => {
        expect(join('UNCOVERED', a)).toBe(a)
      }),
    )
  })

  it('of parts joined is that of the whole', () => {
    fc.assert(
      fc.property(fc.array(fc.array(anyVerdict)), (parts) => {
        expect(joinAll(parts.map(joinAll))).toBe(joinAll(parts.flat()))
      }),
    )
  })
})

describe('the verdict of a test case, whatever its runs', () => {
  it('does not depend on the order in which they come', () => {
    fc.assert(
      fc.property(
        anyRuns.chain((runs) =>
          fc.tuple(fc.constant(runs), fc.shuffledSubarray([...runs], { minLength: runs.length })),
        ),
        anyPolicy,
        ([runs, shuffled], policy) => {
          const byName = (given: readonly CoverageRun[]) => {
            const { environments, ...verdict } = testCaseVerdict(given, policy)
            return { ...verdict, environments: new Map(environments.map((one) => [one.environment, one])) }
          }
          expect(byName(shuffled)).toEqual(byName(runs))
        },
      ),
    )
  })

  it('takes in each environment a final run if there is one, and none newer of that kind is passed over', () => {
    fc.assert(
      fc.property(anyRuns, (runs) => {
        for (const { environment, taken, passedOver } of testCaseVerdict(runs).environments) {
          const there = runs.filter((run) => run.environment === environment)
          expect(new Set([taken, ...passedOver])).toEqual(new Set(there))
          const rivals = there.some((run) => isFinal(run.status))
            ? there.filter((run) => isFinal(run.status))
            : there
          expect(rivals).toContain(taken)
          for (const rival of rivals) expect(compareRuns(taken, rival)).toBeLessThanOrEqual(0)
        }
      }),
    )
  })

  it('takes the newest of all, where final runs do not come first', () => {
    fc.assert(
      fc.property(anyRuns, (runs) => {
        for (const { taken, passedOver } of testCaseVerdict(runs, { finalRunsFirst: false }).environments) {
          for (const other of passedOver) expect(compareRuns(taken, other)).toBeLessThan(0)
        }
      }),
    )
  })

  it('is executed exactly where a final run is in scope, by any policy', () => {
    fc.assert(
      fc.property(anyRuns, anyPolicy, (runs, policy) => {
        expect(testCaseVerdict(runs, policy).executed).toBe(runs.some((run) => isFinal(run.status)))
      }),
    )
  })

  it('is never worse for ignoring what was skipped', () => {
    fc.assert(
      fc.property(anyRuns, anyPolicy, (runs, policy) => {
        const counting = testCaseVerdict(runs, { ...policy, skipped: 'count' }).verdict
        const ignoring = testCaseVerdict(runs, { ...policy, skipped: 'ignore' }).verdict
        expect(join(counting, ignoring)).toBe(counting)
      }),
    )
  })
})

describe('the order of runs', () => {
  it('is total: by time, then by id, those without a date last', () => {
    fc.assert(
      fc.property(anyRuns, (runs) => {
        const sorted = runs.toSorted(compareRuns)
        sorted.slice(1).forEach((older, index) => {
          const newer = sorted[index]
          if (newer === undefined) throw new Error('there is one before the second')
          const [a, b] = [newer.executedAt?.getTime(), older.executedAt?.getTime()]
          if (a === b) expect(newer.id).toBeGreaterThan(older.id)
          else expect(a).toBeGreaterThan(b ?? Number.NEGATIVE_INFINITY)
        })
      }),
    )
  })
})

describe('a rollup, however tickets hang together', () => {
  it('counts what can be reached from a ticket, each once, and joins it', () => {
    fc.assert(
      fc.property(anyTickets, (tickets) => {
        for (const { key, verdict } of tickets) {
          const below = reachableFrom(key, tickets)
          expect(rollup(key, tickets)).toEqual({
            verdict: joinAll([verdict, ...below.map((ticket) => ticket.verdict)]),
            children: below.length,
            childrenCovered: below.filter((ticket) => ticket.verdict !== 'UNCOVERED').length,
          })
        }
      }),
    )
  })

  it('does not depend on the order of the tickets', () => {
    fc.assert(
      fc.property(anyTickets, (tickets) => {
        for (const { key } of tickets) expect(rollup(key, tickets.toReversed())).toEqual(rollup(key, tickets))
      }),
    )
  })
})

describe('a percentage', () => {
  it('is that of exact arithmetic, rounded half up', () => {
    const anyShare = fc
      .nat({ max: 2_147_483_647 })
      .chain((whole) => fc.tuple(fc.nat({ max: whole }), fc.constant(whole)))
    fc.assert(
      fc.property(anyShare, ([part, whole]) => {
        expect(percentage(part, whole)).toBe(exactPercentage(part, whole))
      }),
      { numRuns: 2_000 },
    )
  })

  it('is that of exact arithmetic for every share of up to 300', () => {
    for (let whole = 1; whole <= 300; whole++) {
      for (let part = 0; part <= whole; part++) {
        if (percentage(part, whole) !== exactPercentage(part, whole)) {
          expect({ part, whole, percentage: percentage(part, whole) }).toBe(exactPercentage(part, whole))
        }
      }
    }
  })
})

/** Everything below a ticket, by asking each other ticket for its ancestors. */
function reachableFrom(key: string, tickets: readonly RollupTicket[]): readonly RollupTicket[] {
  const parentOf = new Map(tickets.map((ticket) => [ticket.key, ticket.parentKey]))
  return tickets.filter((ticket) => {
    const seen = new Set<string>()
    let at: string | null | undefined = ticket.parentKey
    while (at != null && at !== key && !seen.has(at)) {
      seen.add(at)
      at = parentOf.get(at)
    }
    return ticket.key !== key && at === key
  })
}

function exactPercentage(part: number, whole: number): number | null {
  if (whole === 0) return null
  const [dividend, divisor] = [BigInt(part) * 10_000n, BigInt(whole)]
  const roundedUp = 2n * (dividend % divisor) >= divisor ? 1n : 0n
  return Number(dividend / divisor + roundedUp) / 100
}
