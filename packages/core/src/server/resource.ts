import { z } from '@hono/zod-openapi'
import type { Services } from '../services.js'
import { parse } from '../validation.js'
import { idParameter, listParameters, type ParameterShape, several } from './parameters.js'
import { type Api, route } from './route.js'
import { pageOf } from './schemas/common.js'

/** What most services have in common. What they are given, they validate. */
interface ResourceMethods {
  create(input: never): Promise<unknown>
  createMany(inputs: readonly never[]): Promise<unknown>
  get(id: number): Promise<unknown>
  list(options: never): Promise<unknown>
  update(id: number, changes: never): Promise<unknown>
  delete(id: number, options?: never): Promise<void>
}

/** A kind of row that belongs to a project, with the routes that most have. */
export interface ResourceSpec {
  readonly tag: string
  /** In the names of operations: `TestSuite`, `TestSuites`. */
  readonly one: string
  readonly many: string
  /** In sentences: `a test suite`, `test suites`. */
  readonly words: readonly [string, string]
  /** In addresses: `test-suites`. */
  readonly path: string
  readonly service: (services: Services) => ResourceMethods
  readonly row: z.ZodType
  /** Without the project, which the address names. */
  readonly create: z.ZodObject
  /** Without the version, which `If-Match` names. */
  readonly update: z.ZodObject
  readonly filters: ParameterShape
  readonly sorts: readonly [string, ...string[]]
  /** Whether rows know when they were changed. @default true */
  readonly versioned?: boolean
}

/** At most that many rows in one request. */
const maxBatch = 1_000

/** Lists and creates below the project, reads, changes and deletes by id. */
export function addResource(api: Api, spec: ResourceSpec): void {
  const { tag, one, many, words, path, service, row, create, update, filters } = spec
  const [single, plural] = words
  const ofProject = { projectId: idParameter }
  const byId = { id: idParameter }
  const below = `/projects/{projectId}/${path}`
  const versioned = spec.versioned !== false
  route(
    api,
    {
      id: `list${many}`,
      method: 'get',
      path: below,
      tag,
      summary: `Lists ${plural}: a page of those that match every filter given.`,
      verb: 'read',
      params: ofProject,
      query: { ...listParameters, ...filters, sort: z.enum(both(spec.sorts)).optional() },
      response: pageOf(row, `${one}Page`),
    },
    async ({ services, params, query }) => await service(services).list({ ...query, ...params } as never),
  )
  route(
    api,
    {
      id: `create${one}`,
      method: 'post',
      path: below,
      tag,
      summary: `Creates ${single}.`,
      verb: 'write',
      params: ofProject,
      body: create,
      response: row,
      status: 201,
      once: true,
    },
    async ({ services, params, body }) => await service(services).create({ ...body, ...params } as never),
  )
  route(
    api,
    {
      id: `create${many}`,
      method: 'post',
      path: `${below}/batch`,
      tag,
      summary: `Creates all of the ${plural}, or none.`,
      verb: 'write',
      params: ofProject,
      body: z.strictObject({ items: z.array(create).max(maxBatch) }),
      response: z.object({ items: z.array(row) }),
      status: 201,
      once: true,
    },
    async ({ services, params, body }) => {
      const { items } = batchOf(body)
      return {
        items: await service(services).createMany(items.map((item) => ({ ...item, ...params }) as never)),
      }
    },
  )
  route(
    api,
    {
      id: `get${one}`,
      method: 'get',
      path: `/${path}/{id}`,
      tag,
      summary: `Reads ${single}.`,
      verb: 'read',
      params: byId,
      response: row,
    },
    async ({ services, params }) => await service(services).get(params.id),
  )
  route(
    api,
    {
      id: `update${one}`,
      method: 'patch',
      path: `/${path}/{id}`,
      tag,
      summary: `Changes the fields of ${single} that are given, and no others.`,
      verb: 'write',
      params: byId,
      body: update,
      response: row,
      guarded: versioned,
    },
    async ({ services, params, body, expected }) =>
      await service(services).update(params.id, { ...body, ...expected } as never),
  )
  route(
    api,
    {
      id: `delete${one}`,
      method: 'delete',
      path: `/${path}/{id}`,
      tag,
      summary: `Deletes ${single}, with what belongs to it.`,
      verb: 'write',
      params: byId,
      guarded: versioned,
    },
    async ({ services, params, expected }) => await service(services).delete(params.id, expected as never),
  )
}

const batch = z.strictObject({ items: z.array(z.looseObject({})).max(maxBatch) })

/** As much of a batch as is needed to take it apart; what is in it, the service validates. */
export function batchOf(body: unknown): z.output<typeof batch> {
  return parse(batch, body)
}

/** Sorting by a name, and by the same downwards. */
function both(names: readonly [string, ...string[]]): [string, ...string[]] {
  const [first, ...rest] = names
  return [first, `-${first}`, ...rest.flatMap((name) => [name, `-${name}`])]
}

/** Filters by text, each of which may be repeated. */
export function byText<Name extends string>(...names: readonly Name[]) {
  const shape = names.map((name) => [name, several(z.string()).optional()])
  return Object.fromEntries(shape) as Record<Name, z.ZodOptional<z.ZodArray<z.ZodString>>>
}

/** Filters by ids, each of which may be repeated. */
export function byIds<Name extends string>(...names: readonly Name[]) {
  const shape = names.map((name) => [name, several(idParameter).optional()])
  return Object.fromEntries(shape) as Record<Name, z.ZodOptional<z.ZodArray<typeof idParameter>>>
}
