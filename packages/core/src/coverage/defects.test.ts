import { describe, expect, it } from 'vitest'
import { defectKey, isDefectType, joinDefects } from './defects.js'

describe('what a run names as a defect', () => {
  it.each<[string, unknown, string | undefined]>([
    ['a key', 'SHOP-12', 'SHOP-12'],
    ['a key with blanks around it', ' SHOP-12 ', 'SHOP-12'],
    ['a number', 4711, '4711'],
    ['an address of Jira', 'https://jira.example.org/browse/SHOP-12?focus=1', 'SHOP-12'],
    ['an address of something else', 'https://bugs.example.org/7', 'https://bugs.example.org/7'],
    ['an object with a key', { id: 10001, key: 'SHOP-12' }, 'SHOP-12'],
    ['an object with an id', { key: null, id: 7 }, '7'],
    ['an object with an address', { url: 'https://jira.example.org/browse/SHOP-12' }, 'SHOP-12'],
    ['an object without a name', { severity: 'high' }, undefined],
    ['nothing', '', undefined],
    ['null', null, undefined],
    ['a truth', true, undefined],
  ])('is called, given %s', (_, entry, key) => {
    expect(defectKey(entry)).toBe(key)
  })
})

it.each<[string | null, boolean]>([
  ['Bug', true],
  ['DEFECT', true],
  ['Story', false],
  ['constructor', false],
  [null, false],
])('tickets of type %s are defects: %s', (issueType, expected) => {
  expect(isDefectType(issueType)).toBe(expected)
})

it('defects are listed once, by key, with all that is known of them', () => {
  const bug = { key: 'SHOP-10', summary: 'Broken', status: 'Open', resolved: false }
  const story = { key: 'SHOP-9', summary: 'Pay', status: 'Done', resolved: true }
  expect(joinDefects(['SHOP-10', 'SHOP-9', 'EXT-1', 'EXT-1'], [bug], new Map([[story.key, story]]))).toEqual([
    { key: 'EXT-1', sources: ['run'], summary: null, status: null, resolved: null },
    { ...story, sources: ['run'] },
    { ...bug, sources: ['run', 'link'] },
  ])
})
