import { expect, it } from 'vitest'
import { browseUrlOf, ticketUrl } from './jira-links.js'

it.each([
  ['https://example.atlassian.net', 'https://example.atlassian.net/browse/'],
  ['https://example.com/jira/', 'https://example.com/jira/browse/'],
  ['http://localhost:8080', 'http://localhost:8080/browse/'],
  ['https://ada:secret@example.com', 'https://example.com/browse/'],
  ['https://api.atlassian.com/ex/jira/0000', null],
  ['javascript:alert(1)', null],
  ['ftp://example.com', null],
  ['nowhere', null],
])('tickets of %s are looked at below %s', (baseUrl, expected) => {
  expect(browseUrlOf(baseUrl)).toBe(expected)
})

it('makes no other address of a key', () => {
  expect(ticketUrl('https://example.com/browse/', '../admin?x=#"')).toBe(
    'https://example.com/browse/..%2Fadmin%3Fx%3D%23%22',
  )
  expect(ticketUrl(null, 'SHOP-1')).toBeNull()
})
