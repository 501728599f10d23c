/** The API's description of itself: valid by somebody else's word, and readable. */
import { Validator } from '@seriousme/openapi-schema-validator'
import { afterAll, describe, expect, it } from 'vitest'
import { createAtmosfera } from '../../packages/core/src/atmosfera.js'
import { errorCodes } from '../../packages/core/src/errors.js'
import { httpCodes } from '../../packages/core/src/server/problems.js'
import { asking } from '../support/http.js'
import { operationsOf, readDocument } from './operations.js'

const atmosfera = await createAtmosfera({ database: 'memory:' })
const ask = asking(atmosfera)
const document = await readDocument(ask)
const operations = operationsOf(document)

afterAll(async () => {
  await atmosfera.close()
})

describe('openapi.json', () => {
  it('is OpenAPI 3.1, and valid', async () => {
    const validator = new Validator()
    expect(
      await validator.validate(structuredClone(document) as unknown as Parameters<Validator['validate']>[0]),
    ).toEqual({ valid: true })
    expect(validator.version).toBe('3.1')
  })

  it('names every operation once, says what it does, and what a token needs', () => {
    const names = operations.map(({ operationId }) => operationId)
    expect(new Set(names).size).toBe(names.length)
    const open = operations.filter(({ verb }) => verb === undefined)
    expect(open.map(({ operationId }) => operationId)).toEqual(['signIn'])
  })

  it('has each operation where the other one of its kind is: reading takes read, and changing more', () => {
    const own = ['listSessions', 'listApiTokens']
    const wrong = operations.filter(
      ({ operationId, method, verb }) =>
        verb !== undefined && (method === 'GET') !== (verb === 'read') && !own.includes(operationId),
    )
    expect(wrong.map(({ operationId }) => operationId)).toEqual([])
  })
})

describe('The reference', () => {
  it('shows every operation and every schema on a page without any script', async () => {
    const { text, headers } = await ask('GET', '/docs')
    expect(headers.get('content-type')).toContain('text/html')
    for (const { operationId, path } of operations) {
      expect(text).toContain(`<code>${operationId}</code>`)
      expect(text).toContain(`/api/v1${path}`)
    }
    for (const name of Object.keys(document.components.schemas)) expect(text).toContain(`id="schema-${name}"`)
    expect(text).not.toContain('<script')
  })

  it('explains every code that a problem can have, where the type of a problem leads', async () => {
    const { text } = await ask('GET', '/docs/problems')
    for (const code of Object.keys({ ...errorCodes, ...httpCodes })) expect(text).toContain(`id="${code}"`)
    const { body } = await ask('GET', 'projects')
    expect(body.type).toBe('/docs/problems#unauthenticated')
  })
})
