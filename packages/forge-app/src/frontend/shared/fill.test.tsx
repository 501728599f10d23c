import { expect, it } from 'vitest'
import { fill } from './fill'

it('puts values where their names stand', () => {
  expect(fill('{linked} of {all}, {linked}', { linked: 3, all: '4' })).toBe('3 of 4, 3')
})

it('leaves placeholders without a value to be seen', () => {
  expect(fill('Hello {name}', {})).toBe('Hello {name}')
})

it('takes values as they are', () => {
  expect(fill('{a}{b}', { a: '{b}', b: '$&' })).toBe('{b}$&')
})
