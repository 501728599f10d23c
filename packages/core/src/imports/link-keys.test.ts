import { describe, expect, it } from 'vitest'
import { keysIn } from './link-keys.js'

const result = { name: 'pays', suite: [], tags: [], properties: [] }
const known = (project: string) => project === 'SHOP'
const keys = (more: object) => keysIn({ ...result, ...more }, known)

describe('Keys of tickets in a result', () => {
  it.each([
    [
      'in its name, where the project is known',
      { name: 'SHOP-1: pays (SHOP-12, UTF-8)' },
      ['SHOP-1', 'SHOP-12'],
    ],
    [
      'in the names around it',
      { className: 'SHOP-3 Cart', suite: ['checkout [SHOP-4]'] },
      ['SHOP-3', 'SHOP-4'],
    ],
    ['as tags', { tags: ['@SHOP-1', 'OTHER-2', 'smoke', 'SHA-256 sums'] }, ['SHOP-1', 'OTHER-2']],
    [
      'in tags with a name',
      { tags: ['jira:OTHER-1', '@issue=OTHER-2,OTHER-3', 'owner:QA-1'] },
      ['OTHER-1', 'OTHER-2', 'OTHER-3'],
    ],
    [
      'in properties and annotations that are about tickets',
      {
        properties: [
          { name: 'issue', value: 'https://jira.example.org/browse/OTHER-1' },
          { name: 'Requirements', value: 'OTHER-2 OTHER-3' },
          { name: 'encoding', value: 'UTF-8' },
        ],
      },
      ['OTHER-1', 'OTHER-2', 'OTHER-3'],
    ],
    ['once', { name: 'SHOP-1 SHOP-1', tags: ['SHOP-1'] }, ['SHOP-1']],
    ['not inside of other words', { name: 'XSHOP-1 SHOP-1x SHOP-01 shop-1 A-SHOP-1' }, []],
  ])('%s', (_what, more, expected) => {
    expect(keys(more)).toEqual(expected)
  })
})
