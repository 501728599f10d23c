import { describe, expect, it } from 'vitest'
import { exceptionOf, fileName, parseTimeSpan, splitFullName, withoutClass } from './dotnet-values.js'

describe('splitFullName', () => {
  it.each([
    ['Shop.CartTest.Adds', 'Shop.CartTest', 'Adds'],
    ['Shop.CartTest.Adds(1.5,"a.b)")', 'Shop.CartTest', 'Adds(1.5,"a.b)")'],
    ['Shop.CartTest("e.ur").Adds', 'Shop.CartTest("e.ur")', 'Adds'],
    [
      'Shop.CartTest<System.Int32>.Adds<System.String>("\\".")',
      'Shop.CartTest<System.Int32>',
      'Adds<System.String>("\\".")',
    ],
    ['Shop.Outer+Inner.Adds', 'Shop.Outer+Inner', 'Adds'],
    ['Shop.CartTest.Adds(("1.5', 'Shop.CartTest', 'Adds(("1.5'],
    ['Adds', undefined, 'Adds'],
    ['Adds(1.5)', undefined, 'Adds(1.5)'],
    ['.Adds', undefined, '.Adds'],
    ['Shop.', undefined, 'Shop.'],
  ])('%s is %s and %s', (fullName, className, name) => {
    expect(splitFullName(fullName)).toEqual({ className, name })
  })
})

describe('withoutClass', () => {
  it.each([
    ['Shop.CartTest.Adds', 'Shop.CartTest', 'Adds'],
    ['Shop.CartTest2.Adds', 'Shop.CartTest', 'Shop.CartTest2.Adds'],
    ['Shop.CartTest.', 'Shop.CartTest', 'Shop.CartTest.'],
    ['Adds', undefined, 'Adds'],
  ])('%s of %s is %s', (name, className, rest) => {
    expect(withoutClass(name, className)).toBe(rest)
  })
})

describe('parseTimeSpan', () => {
  it.each([
    ['00:00:01.5000000', 1.5],
    ['01:02:03', 3_723],
    ['1.00:00:00', 86_400],
    ['1', undefined],
    ['-00:00:01', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%s is %s', (text, seconds) => {
    expect(parseTimeSpan(text)).toBe(seconds)
  })
})

describe('fileName', () => {
  it.each([
    ['C:\\build\\Shop.dll', 'Shop.dll'],
    ['/build/Shop.dll', 'Shop.dll'],
    ['Shop.dll', 'Shop.dll'],
    ['/', '/'],
  ])('of %s is %s', (path, name) => {
    expect(fileName(path)).toBe(name)
  })
})

describe('exceptionOf', () => {
  it.each([
    ['System.IO.IOException : disk full', 'System.IO.IOException'],
    ['  NullReferenceException: x', 'NullReferenceException'],
    ['Expected: 1', undefined],
    ['An Exception : of words', undefined],
    [undefined, undefined],
  ])('%s is %s', (message, type) => {
    expect(exceptionOf(message)).toBe(type)
  })
})
