/** A report of Cucumber's `json` formatter with one of everything. */
const passed = { status: 'passed', duration: 2_000_000 }

export const sample = JSON.stringify(
  [
    {
      id: 'cart',
      uri: 'features/cart.feature',
      keyword: 'Feature',
      name: 'Cart "é"',
      line: 1,
      tags: [{ name: '@shop', line: 1 }],
      elements: [
        {
          type: 'background',
          keyword: 'Background',
          name: '',
          line: 3,
          steps: [
            { keyword: 'Given ', name: 'a cart', line: 4, result: passed, match: { location: 's.rb:1' } },
          ],
        },
        {
          type: 'scenario',
          id: 'cart;adding',
          keyword: 'Scenario',
          name: 'Adding',
          line: 6,
          start_timestamp: '2026-03-01T10:00:00.000Z',
          tags: [{ name: '@SHOP-1' }, '@smoke'],
          before: [{ result: passed, match: { location: 'hooks.rb:1' } }],
          steps: [
            {
              keyword: 'When ',
              name: 'adding "1"',
              line: 7,
              output: ['adding'],
              embeddings: [{ mime_type: 'image/png', data: 'aGVsbG8=', name: 'shot' }],
              rows: [{ cells: ['a', 'b'] }],
              doc_string: { content_type: '', value: 'text', line: 8 },
              result: { status: 'failed', duration: 3_000_000, error_message: 'expected 1\n  at cart.rb:7' },
              after: [{ result: { status: 'failed', error_message: 'and no step' } }],
            },
            { keyword: 'Then ', name: 'there is 1', line: 9, result: { status: 'skipped' } },
          ],
          after: [{ result: passed }],
        },
        {
          type: 'scenario',
          id: 'cart;dropping;;2',
          keyword: 'Scenario Outline',
          name: 'Dropping 1',
          line: 15,
          steps: [
            { keyword: 'When ', name: 'dropping', line: 11, result: { status: 'undefined' } },
            { keyword: 'Then ', name: 'there is none', line: 12 },
          ],
        },
        { type: 'scenario', keyword: 'Scenario', name: 'Empty', line: 20, steps: [] },
      ],
    },
  ],
  null,
  1,
)
