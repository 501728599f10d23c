/** A stream of Cucumber's messages with one of everything. */
const at = (milliseconds: number) => ({ seconds: 1_772_359_200, nanos: milliseconds * 1_000_000 })
const finished = (testStepId: string, testStepResult: object, testCaseStartedId = 'try-1') => ({
  testStepFinished: { testCaseStartedId, testStepId, testStepResult, timestamp: at(2) },
})
const duration = { seconds: 0, nanos: 1_000_000 }

const envelopes = [
  { meta: { protocolVersion: '33.0.0', implementation: { name: 'cucumber', version: '1' } } },
  { source: { uri: 'cart.feature', data: 'Feature: Cart', mediaType: 'text/x.cucumber.gherkin+plain' } },
  {
    gherkinDocument: {
      uri: 'cart.feature',
      comments: [],
      feature: {
        name: 'Cart',
        keyword: 'Feature',
        location: { line: 1 },
        children: [
          {
            rule: {
              id: 'r',
              name: 'Things "é"',
              children: [
                { background: { id: 'b', steps: [{ id: 's0', keyword: 'Given ', text: 'a cart' }] } },
                {
                  scenario: {
                    id: 'sc',
                    name: 'Adding <count>',
                    location: { line: 6 },
                    steps: [{ id: 's1', keyword: 'When ', text: 'adding <count>' }],
                    examples: [
                      { id: 'e', name: 'few', tableBody: [{ id: 'row', location: { line: 9 }, cells: [] }] },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
  },
  {
    pickle: {
      id: 'p',
      uri: 'cart.feature',
      name: 'Adding 1',
      astNodeIds: ['sc', 'row'],
      tags: [{ name: '@SHOP-1', astNodeId: 't' }],
      steps: [
        { id: 'ps0', text: 'a cart', astNodeIds: ['s0'] },
        { id: 'ps1', text: 'adding 1', astNodeIds: ['s1', 'row'] },
      ],
    },
  },
  { hook: { id: 'h', type: 'BEFORE_TEST_CASE', name: 'log in' } },
  { hook: { id: 'g', type: 'AFTER_TEST_RUN' } },
  { testRunStarted: { id: 'run', timestamp: at(0) } },
  {
    testCase: {
      id: 'tc',
      pickleId: 'p',
      testSteps: [
        { id: 'ts-h', hookId: 'h' },
        { id: 'ts0', pickleStepId: 'ps0' },
        { id: 'ts1', pickleStepId: 'ps1' },
      ],
    },
  },
  { testCaseStarted: { id: 'try-1', testCaseId: 'tc', attempt: 0, timestamp: at(1) } },
  finished('ts-h', { status: 'PASSED', duration }),
  finished('ts0', { status: 'PASSED', duration }),
  {
    attachment: {
      testCaseStartedId: 'try-1',
      testStepId: 'ts1',
      body: 'aGVsbG8=',
      contentEncoding: 'BASE64',
      mediaType: 'image/png',
      fileName: 'shot.png',
    },
  },
  {
    attachment: {
      testCaseStartedId: 'try-1',
      testStepId: 'ts1',
      body: 'adding',
      contentEncoding: 'IDENTITY',
      mediaType: 'text/x.cucumber.log+plain',
    },
  },
  finished('ts1', {
    status: 'FAILED',
    duration,
    message: 'expected 1',
    exception: {
      type: 'AssertionError',
      message: 'expected 1',
      stackTrace: 'AssertionError: expected 1\n  at cart.js:7',
    },
  }),
  { testCaseFinished: { testCaseStartedId: 'try-1', timestamp: at(5), willBeRetried: true } },
  { testCaseStarted: { id: 'try-2', testCaseId: 'tc', attempt: 1, timestamp: at(6) } },
  finished('ts0', { status: 'UNDEFINED', duration }, 'try-2'),
  { externalAttachment: { testCaseStartedId: 'try-2', url: 'file:shot.png', mediaType: 'image/png' } },
  { testCaseFinished: { testCaseStartedId: 'try-2', timestamp: at(8), willBeRetried: false } },
  { testRunHookStarted: { id: 'rh', hookId: 'g', timestamp: at(9) } },
  {
    testRunHookFinished: {
      testRunHookStartedId: 'rh',
      result: { status: 'FAILED', message: 'no logout' },
      timestamp: at(9),
    },
  },
  { testRunFinished: { success: false, timestamp: at(9) } },
]

export const sample = envelopes.map((envelope) => `${JSON.stringify(envelope)}\n`).join('')
