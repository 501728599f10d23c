/** A report of Playwright's `json` reporter with one of everything. */
const passed = {
  workerIndex: 0,
  status: 'passed',
  duration: 15,
  errors: [],
  stdout: [{ text: 'adding\n' }, { buffer: 'w6k=' }],
  stderr: [],
  retry: 1,
  startTime: '2026-03-01T10:00:00.500Z',
  annotations: [{ type: 'issue', description: 'SHOP-1' }],
  attachments: [
    { name: 'log', contentType: 'text/plain', body: 'aGVsbG8=' },
    { name: 'trace', contentType: 'application/zip', path: '/t/trace.zip' },
  ],
  steps: [
    { title: 'open', duration: 3, steps: [{ title: 'log in', duration: 1, error: { message: 'no' } }] },
  ],
}
const failed = {
  ...passed,
  status: 'failed',
  retry: 0,
  error: { message: '\u001b[31mexpected 1\u001b[39m', stack: 'Error: expected 1\n    at cart.spec.ts:8:3' },
  errors: [
    { message: '\u001b[31mexpected 1\u001b[39m', location: { file: '/t/cart.spec.ts', line: 8, column: 3 } },
  ],
}

export const sample = JSON.stringify(
  {
    config: {
      rootDir: '/t',
      forbidOnly: false,
      projects: [{ id: 'chromium', name: 'chromium' }],
      version: '1.60.0',
    },
    suites: [
      {
        title: 'cart.spec.ts',
        file: 'cart.spec.ts',
        column: 0,
        line: 0,
        specs: [
          {
            title: 'waits',
            ok: true,
            tags: [],
            tests: [
              {
                annotations: [{ type: 'skip', description: 'not on "é"' }],
                expectedStatus: 'skipped',
                projectName: 'chromium',
                results: [{ ...passed, status: 'skipped', attachments: [], retry: 0 }],
                status: 'skipped',
              },
              {
                annotations: [],
                expectedStatus: 'passed',
                projectName: 'webkit',
                results: [],
                status: 'skipped',
              },
            ],
            file: 'cart.spec.ts',
            line: 3,
          },
        ],
        suites: [
          {
            title: 'cart',
            file: 'cart.spec.ts',
            line: 5,
            column: 6,
            specs: [
              {
                title: 'adds',
                ok: true,
                tags: ['smoke'],
                tests: [
                  {
                    annotations: [],
                    expectedStatus: 'passed',
                    projectName: 'chromium',
                    results: [failed, passed],
                    status: 'flaky',
                  },
                  {
                    annotations: [],
                    expectedStatus: 'failed',
                    projectName: 'webkit',
                    results: [
                      failed,
                      { ...failed, status: 'timedOut' },
                      { ...passed, status: 'interrupted' },
                    ],
                    status: 'unexpected',
                  },
                ],
                file: 'cart.spec.ts',
                line: 7,
              },
            ],
          },
        ],
      },
    ],
    errors: [
      {
        message: 'Error: no setup',
        stack: 'Error: no setup\n    at setup.ts:1',
        location: { file: '/t/setup.ts' },
      },
    ],
    stats: {
      startTime: '2026-03-01T10:00:00.000Z',
      duration: 100,
      expected: 0,
      skipped: 2,
      unexpected: 1,
      flaky: 1,
    },
  },
  null,
  1,
)
