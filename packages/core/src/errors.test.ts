import { describe, expect, it } from 'vitest'
import {
  AtmosferaError,
  ConflictError,
  describeIssue,
  errorCodes,
  MigrationError,
  NotFoundError,
  PermissionError,
  RateLimitError,
  UpstreamError,
  ValidationError,
} from './errors.js'

const samples = [
  { kind: 'ValidationError', make: () => new ValidationError('is wrong'), code: 'validation_failed' },
  { kind: 'NotFoundError', make: () => new NotFoundError('project', 7), code: 'not_found' },
  { kind: 'PermissionError', make: () => new PermissionError('No.'), code: 'permission_denied' },
  { kind: 'ConflictError', make: () => new ConflictError('Exists.'), code: 'conflict' },
  { kind: 'RateLimitError', make: () => new RateLimitError('Wait.', new Date()), code: 'rate_limited' },
  { kind: 'UpstreamError', make: () => new UpstreamError('jira', 'Down.'), code: 'upstream_failed' },
  {
    kind: 'MigrationError',
    make: () => new MigrationError('schema_drift', 'Differs.'),
    code: 'schema_drift',
  },
] as const

const here: Readonly<Record<string, typeof AtmosferaError>> = {
  AtmosferaError,
  ValidationError,
  NotFoundError,
  PermissionError,
  ConflictError,
  RateLimitError,
  UpstreamError,
  MigrationError,
} as never

/** Another copy of the package in the same program, as npm installs one where versions differ. */
const elsewhere: typeof here = await import(`${'./errors.js'}?copy`)

describe.each(samples)('$kind', ({ kind, make, code }) => {
  const error = make()

  it('is an error with a name and a stable code that is explained', () => {
    expect(error).toBeInstanceOf(Error)
    expect(error.name).toBe(kind)
    expect(error.code).toBe(code)
    expect(errorCodes[error.code]).toMatch(/^[A-Z].*\.$/)
    expect(error.stack).toContain(kind)
  })

  it('is what it is, an AtmosferaError, and nothing else', () => {
    for (const [name, type] of Object.entries(here)) {
      expect(error instanceof type, name).toBe(name === kind || name === 'AtmosferaError')
    }
  })

  it('is recognised by another copy of the package', () => {
    expect(elsewhere[kind]).not.toBe(here[kind])
    for (const name of Object.keys(here)) {
      expect(error instanceof (elsewhere[name] ?? Error), name).toBe(
        name === kind || name === 'AtmosferaError',
      )
    }
  })
})

describe('What is no error of ours', () => {
  it.each([
    [new Error('x')],
    [null],
    [undefined],
    ['not_found'],
    [7],
    [{}],
    [{ code: 'not_found' }],
    [() => 0],
  ])('is not taken for one: %s', (value) => {
    expect(value instanceof AtmosferaError).toBe(false)
    expect((value as unknown) instanceof NotFoundError).toBe(false)
  })

  it('nor are our errors taken for those that others derive from them', () => {
    class QuotaError extends ConflictError {}
    const quota = new QuotaError('Enough.')
    expect(quota).toBeInstanceOf(QuotaError)
    expect(quota).toBeInstanceOf(ConflictError)
    expect(new ConflictError('Exists.')).not.toBeInstanceOf(QuotaError)
  })
})

describe('Errors say', () => {
  it('where in which file something is wrong, in one line', () => {
    expect(describeIssue({ path: 'summary', message: 'is missing', file: 'tickets.csv', row: 7 })).toBe(
      'tickets.csv, row 7: summary: is missing',
    )
    expect(describeIssue({ path: '', message: 'is empty', file: 'tickets.csv' })).toBe(
      'tickets.csv: is empty',
    )
    expect(describeIssue({ path: 'name', message: 'is missing' })).toBe('name: is missing')
  })

  it('how much more is wrong', () => {
    const issues = ['a', 'b', 'c'].map((path) => ({ path, message: 'is missing' }))
    const [first = { path: '', message: '' }, ...others] = issues
    const error = new ValidationError([first, ...others])
    expect(error.message).toBe('a: is missing (and 2 more)')
    expect(error.issues).toEqual(issues)
  })

  it('what is not there, and not whether it is hidden', () => {
    expect(new NotFoundError('test case', 7).message).toBe(
      'There is no test case 7, or none that you have access to.',
    )
    expect(new NotFoundError('project', 'Shop "1"').message).toContain('"Shop \\"1\\""')
    expect(new NotFoundError('setting').resource).toBe('setting')
  })

  it('what caused them, where something did', () => {
    const cause = new Error('socket closed')
    expect(new ConflictError('Exists.', { cause }).cause).toBe(cause)
    expect('cause' in new ConflictError('Exists.')).toBe(false)
  })

  it('what belongs to their kind', () => {
    const retryAt = new Date('2026-03-01')
    expect(new RateLimitError('Wait.', retryAt).retryAt).toBe(retryAt)
    expect(new UpstreamError('jira', 'Gone.', { status: 410 })).toMatchObject({
      service: 'jira',
      status: 410,
    })
    expect(new ConflictError('Changed.', { current: { id: 7 } }).current).toEqual({ id: 7 })
    expect(new MigrationError('schema_drift', 'Differs.', { problems: ['a', 'b'] }).problems).toEqual([
      'a',
      'b',
    ])
  })
})
