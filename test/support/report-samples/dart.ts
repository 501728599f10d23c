/** What `dart test --reporter json` writes, with one of everything. */
const metadata = { skip: false, skipReason: null }
const test = (id: number, name: string, more: object = {}) => ({
  type: 'testStart',
  test: {
    id,
    name,
    suiteID: 0,
    groupIDs: [2, 3],
    metadata,
    line: id,
    column: 3,
    url: 'file:///t/cart_test.dart',
    ...more,
  },
  time: id * 10,
})
const done = (testID: number, result: string, more: object = {}) => ({
  type: 'testDone',
  testID,
  result,
  skipped: false,
  hidden: false,
  time: testID * 10 + 5,
  ...more,
})

const events = [
  { type: 'start', protocolVersion: '0.1.1', runnerVersion: '1.25.0', pid: 1, time: 0 },
  { type: 'suite', suite: { id: 0, platform: 'chrome', path: 'test/shop/cart_test.dart' }, time: 0 },
  {
    type: 'testStart',
    test: { id: 1, name: 'loading test/shop/cart_test.dart', suiteID: 0, groupIDs: [], metadata },
    time: 1,
  },
  { type: 'allSuites', count: 1, time: 2 },
  done(1, 'success', { hidden: true }),
  { type: 'group', group: { id: 2, suiteID: 0, parentID: null, name: '', metadata, testCount: 5 }, time: 9 },
  {
    type: 'group',
    group: { id: 3, suiteID: 0, parentID: 2, name: 'Cart "é"', metadata, testCount: 5 },
    time: 9,
  },
  test(4, 'Cart "é" adds'),
  { type: 'print', testID: 4, messageType: 'print', message: 'adding', time: 42 },
  done(4, 'success'),
  test(5, 'Cart "é" drops'),
  {
    type: 'error',
    testID: 5,
    error: 'Expected: 1\n  Actual: 2',
    stackTrace: 'cart_test.dart 7:5  main',
    isFailure: true,
    time: 52,
  },
  done(5, 'failure'),
  test(6, 'Cart "é" breaks'),
  {
    type: 'error',
    testID: 6,
    error: 'Exception: no',
    stackTrace: 'cart_test.dart 9:5  main',
    isFailure: false,
    time: 62,
  },
  done(6, 'error'),
  test(7, 'Cart "é" waits', { metadata: { skip: true, skipReason: 'not yet' } }),
  { type: 'print', testID: 7, messageType: 'skip', message: 'Skip: not yet', time: 72 },
  done(7, 'success', { skipped: true }),
  test(8, 'Cart "é" hangs'),
  { type: 'done', success: false, time: 100 },
]

export const sample = `Downloading packages...\n${events.map((event) => `${JSON.stringify(event)}\n`).join('')}`
