import { describe, expect, it } from 'vitest'
import { idsIn } from './test-case-ids.js'

const ids = (more: object) => idsIn({ properties: [], tags: [], ...more })

describe('Ids of test cases in a result', () => {
  it.each([
    [
      'in properties',
      {
        properties: [
          { name: 'test_id', value: ' C12 ' },
          { name: 'owner', value: 'C13' },
        ],
      },
      ['C12'],
    ],
    ['in tags with a name', { tags: ['@TestCaseId=SHOP-T1', 'testrail:C2', 'owner:C3'] }, ['SHOP-T1', 'C2']],
    ['of ours', { tags: ['@atmosfera:7'], properties: [{ name: 'Atmosfera', value: '8' }] }, ['#8', '#7']],
    ['in tags that are ids', { tags: ['@C12', 'smoke', 'SHOP-T4'] }, ['C12', 'SHOP-T4']],
    [
      'those that say so first',
      { tags: ['C1'], properties: [{ name: 'testcase', value: 'C2' }] },
      ['C2', 'C1'],
    ],
  ])('%s', (_what, more, expected) => {
    expect(ids(more)).toEqual(expected)
  })
})
