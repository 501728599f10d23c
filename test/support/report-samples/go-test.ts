/** What `go test -json` writes, with one of everything. */
const Time = '2026-03-01T10:00:00.123456789Z'
const cart = (Action: string, Test?: string, more: object = {}) => ({
  Time,
  Action,
  Package: 'shop/cart',
  Test,
  ...more,
})
const till = (Action: string, Test?: string, more: object = {}) => ({
  Time,
  Action,
  Package: 'shop/till',
  Test,
  ...more,
})

const lines = [
  '# shop/door',
  './door.go:7:2: undefined: é',
  { ImportPath: 'shop/gate', Action: 'build-output', Output: './gate.go:3:1: syntax error\n' },
  { ImportPath: 'shop/gate', Action: 'build-fail' },
  cart('start'),
  cart('run', 'TestAdds'),
  cart('output', 'TestAdds', { Output: '=== RUN   TestAdds\n' }),
  till('start'),
  cart('attr', 'TestAdds', { Key: 'ticket', Value: 'SHOP-1' }),
  cart('run', 'TestAdds/one'),
  till('run', 'TestOpens'),
  till('output', 'TestOpens', { Output: 'panic: no till [recovered]\n' }),
  cart('output', 'TestAdds/one', { Output: '    cart_test.go:7: expected 1 "é"\n' }),
  cart('output', 'TestAdds/one', { Output: '    --- FAIL: TestAdds/one (0.01s)\n' }),
  cart('fail', 'TestAdds/one', { Elapsed: 0.01 }),
  cart('fail', 'TestAdds', { Elapsed: 0.02 }),
  till('output', undefined, { Output: 'FAIL\tshop/till\t0.1s\n' }),
  till('fail', undefined, { Elapsed: 0.1 }),
  cart('run', 'TestAdds'),
  cart('pass', 'TestAdds', { Elapsed: 0 }),
  cart('run', 'TestWaits'),
  cart('output', 'TestWaits', { Output: '    cart_test.go:9: not yet\n' }),
  cart('skip', 'TestWaits', { Elapsed: 0 }),
  cart('run', 'BenchmarkAdds'),
  cart('output', 'BenchmarkAdds', { Output: 'BenchmarkAdds-8 \t 100\t 123 ns/op\n' }),
  cart('bench', 'BenchmarkAdds'),
  cart('pass', undefined, { Elapsed: 0.2 }),
  { Time, Action: 'start', Package: 'shop/gate' },
  { Time, Action: 'output', Package: 'shop/gate', Output: 'FAIL\tshop/gate [build failed]\n' },
  { Time, Action: 'fail', Package: 'shop/gate', Elapsed: 0, FailedBuild: 'shop/gate' },
  'FAIL\tshop/door [build failed]',
]

export const sample = lines
  .map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`)
  .join('')
