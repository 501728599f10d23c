/** A report of Mocha's `json` reporter with one of everything. */
const adds = {
  title: 'adds',
  fullTitle: 'Cart adds',
  file: '/t/cart.js',
  duration: 3,
  currentRetry: 0,
  err: {},
}
const waits = { title: 'waits', fullTitle: 'Cart waits', file: '/t/cart.js', currentRetry: 0, err: {} }
const drops = {
  title: 'drops "é"',
  fullTitle: 'Cart of two drops "é"',
  file: '/t/cart.js',
  duration: 12,
  currentRetry: 2,
  err: {
    message: 'expected 1',
    name: 'AssertionError',
    stack: 'AssertionError: expected 1\n    at t/cart.js:7',
  },
}
const hook = {
  title: '"before all" hook in "Till"',
  fullTitle: 'Till "before all" hook in "Till"',
  file: '/t/till.js',
  duration: 1,
  currentRetry: 0,
  err: { message: 'no till', code: 'ENOENT', stack: 'Error: no till' },
}

export const sample = JSON.stringify(
  {
    stats: {
      suites: 3,
      tests: 3,
      passes: 1,
      pending: 1,
      failures: 2,
      start: '2026-03-01T10:00:00.000Z',
      end: '2026-03-01T10:00:01.000Z',
      duration: 16,
    },
    tests: [adds, drops, waits],
    pending: [waits],
    failures: [drops, hook],
    passes: [adds],
  },
  null,
  2,
)
