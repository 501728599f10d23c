/**
 * Requests generated out of the API's own description, right ones and wrong ones: none makes the server fail, every
 * answer is what the description promises, and nothing of another project is in any of them.
 */
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addUser, openWorld, type World } from '../isolation/world.js'
import { engineKinds } from '../support/engines.js'
import { type Ask, asking, withToken } from '../support/http.js'
import {
  bodies,
  files,
  type OpenApiDocument,
  type Operation,
  operationsOf,
  pathFor,
  readDocument,
} from './operations.js'
import { valuesOf } from './schema-values.js'

/** Signing in is slow on purpose, and ends in being locked out. */
const leftOut = ['signIn', 'signOut']

describe.each(engineKinds)('Generated requests on $name', (engine) => {
  let world: World
  let ask: Ask
  let document: OpenApiDocument
  let operations: readonly Operation[] = []
  let ajv: Ajv2020
  /** Every name and id of the other project. */
  let theirs: RegExp

  beforeAll(async () => {
    world = await openWorld(engine, { encryptionKey: new Uint8Array(32), jira: { retry: { attempts: 1 } } })
    const { atmosfera, database, alpha } = world
    // Whatever is made from here on has ids that are nobody's yet, of whatever kind.
    await database.query(`SELECT setval(format('atmosfera.%I', sequencename)::regclass, 8000000)
      FROM pg_sequences WHERE schemaname = 'atmosfera'`)
    const userId = await addUser(database, 'manager', { [alpha.projectId]: 'manage' })
    ask = await withToken(atmosfera, atmosfera.as({ userId }))
    document = await readDocument(asking(atmosfera))
    operations = operationsOf(document).filter(({ operationId }) => !leftOut.includes(operationId))
    const ids = Object.values(world.beta).filter((value) => typeof value === 'number')
    theirs = new RegExp(`Beta|\\b(${ids.join('|')})\\b`)
    ajv = new Ajv2020({ strict: false, allErrors: false })
    addFormats.default(ajv)
    ajv.addSchema({ $id: 'api', components: document.components })
  })

  afterAll(async () => {
    await world?.close()
  })

  /** Says why an answer is not what the description promises; undefined where it is. */
  function broken(
    { operationId, responses }: Operation,
    answer: {
      readonly status: number
      readonly headers: Headers
      readonly text: string
      readonly body: unknown
    },
  ): string | undefined {
    const type = answer.headers.get('content-type')?.split(';')[0] ?? ''
    // The Jira of this project does not answer, and that is said.
    if (answer.status === 502 && answer.text.includes('upstream_failed')) return undefined
    if (answer.status >= 500) return `${operationId} answered ${answer.status}: ${answer.text}`
    if (theirs.test(answer.text)) return `${operationId} told of Beta: ${answer.text}`
    if (answer.status === 304) return undefined
    const promised = answer.status >= 400 ? responses.default : responses[String(answer.status)]
    if (promised === undefined) return `${operationId} answered ${answer.status}, which nothing promises`
    const schema = promised.content?.[type]?.schema
    if (promised.content === undefined)
      return answer.text === '' ? undefined : `${operationId} said something`
    if (schema === undefined) return `${operationId} answered ${type}, which nothing promises`
    if (!/[/+]json$/.test(type)) return undefined
    const validate = ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"api#/')) as object)
    return validate(answer.body)
      ? undefined
      : `${operationId}: ${ajv.errorsText(validate.errors)} in ${answer.text}`
  }

  async function send(
    operation: Operation,
    body: unknown,
    query: readonly [string, string][],
  ): Promise<string | undefined> {
    const { operationId, method, takesFiles } = operation
    const path = pathFor(operation, world.alpha)
    const more = new URLSearchParams([...query]).toString()
    const answer = await ask(method, more === '' ? path : `${path}${path.includes('?') ? '&' : '?'}${more}`, {
      ...(operation.body === undefined ? {} : { json: body ?? null }),
      ...(takesFiles ? { body: typeof body === 'string' ? body : (files[operationId] ?? '') } : {}),
    })
    return broken(operation, answer)
  }

  it('are answered as promised where they are as they should be', async () => {
    for (const operation of operations) {
      // What is deleted here is made by others first.
      if (operation.method === 'DELETE') continue
      expect(await send(operation, bodies[operation.operationId]?.(world.alpha), [])).toBeUndefined()
    }
  })

  it('are answered as promised whatever they hold', async () => {
    const anything = fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.constantFrom(
        '\u0000',
        '\ud800',
        "'; DROP TABLE users; --",
        'x'.repeat(5_000),
        -1,
        2 ** 53,
        null,
        [],
        {},
      ),
    ) as fc.Arbitrary<unknown>
    const requests = fc
      .constantFrom(...operations.filter(({ method }) => method !== 'DELETE'))
      .chain((operation) =>
        fc.tuple(
          fc.constant(operation),
          operation.body === undefined
            ? fc.option(fc.string({ maxLength: 200 }))
            : fc.oneof(
                { weight: 3, arbitrary: valuesOf(operation.body, document.components.schemas, anything) },
                { weight: 1, arbitrary: anything },
              ),
          fc
            .subarray([
              ...operation.parameters.filter(
                ({ in: place, required }) => place === 'query' && required !== true,
              ),
            ])
            .chain((parameters) =>
              fc.tuple(
                ...parameters.map(({ name, schema }) =>
                  fc
                    .oneof(
                      { weight: 3, arbitrary: valuesOf(schema, document.components.schemas, anything) },
                      { weight: 1, arbitrary: anything },
                    )
                    .map((value): [string, string] => [name, [value].flat().map(String)[0] ?? '']),
                ),
              ),
            ),
        ),
      )
    await fc.assert(
      fc.asyncProperty(requests, async ([operation, body, query]) => {
        expect(await send(operation, body, query)).toBeUndefined()
      }),
      { numRuns: 400 },
    )
  })

  it('leave the other project alone, and delete what they are to delete', async () => {
    for (const operation of operations) {
      if (operation.method !== 'DELETE' || operation.operationId === 'deleteProject') continue
      expect(await send(operation, undefined, [])).toBeUndefined()
    }
  })
})
