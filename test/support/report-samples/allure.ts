/** Results of Allure 2, one after the other, with one of everything. */
const broken = {
  uuid: 'a-1',
  historyId: 'h-1',
  testCaseId: 'c-1',
  fullName: 'com.shop.CartTest.adds',
  name: 'adds() "é"',
  status: 'broken',
  stage: 'finished',
  statusDetails: {
    known: false,
    flaky: true,
    message: 'no cart',
    trace: 'java.io.IOException: no cart\n\tat Cart.java:7',
  },
  start: 1772359200000,
  stop: 1772359200250,
  labels: [
    { name: 'parentSuite', value: 'shop' },
    { name: 'suite', value: 'Cart' },
    { name: 'testClass', value: 'com.shop.CartTest' },
    { name: 'testMethod', value: 'adds' },
    { name: 'tag', value: 'smoke' },
    { name: 'severity', value: 'critical' },
  ],
  links: [
    { name: 'SHOP-1', url: 'https://jira.example/browse/SHOP-1', type: 'issue' },
    { name: 'T-7', url: 'https://tms.example/T-7', type: 'tms' },
  ],
  parameters: [
    { name: 'count', value: '1' },
    { name: 'password', value: 'secret', mode: 'hidden' },
  ],
  steps: [
    {
      name: 'open',
      status: 'passed',
      start: 1772359200000,
      stop: 1772359200100,
      steps: [
        {
          name: 'log in',
          status: 'broken',
          statusDetails: { message: 'no cart' },
          attachments: [{ name: 'shot', source: 'b-attachment.png', type: 'image/png' }],
          steps: [],
        },
      ],
    },
  ],
  attachments: [{ name: 'log', source: 'a-attachment.txt', type: 'text/plain' }],
}

export const sample = [
  JSON.stringify(broken),
  JSON.stringify(
    {
      ...broken,
      uuid: 'a-2',
      status: 'passed',
      statusDetails: {},
      start: 1772359201000,
      stop: 1772359201100,
    },
    null,
    1,
  ),
  JSON.stringify({
    uuid: 'a-3',
    name: 'test_waits',
    fullName: 'tests.test_till.TestTill#test_waits',
    status: 'skipped',
    labels: [],
  }),
  JSON.stringify({ uuid: 'a-4', name: 'test_asks', fullName: 'tests.test_till#test_asks' }),
].join('\n')
