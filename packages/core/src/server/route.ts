import type { OpenAPIHono, RouteConfig } from '@hono/zod-openapi'
import { z } from '@hono/zod-openapi'
import { ValidationError } from '../errors.js'
import type { TokenVerb } from '../identity/token-types.js'
import type { Services } from '../services.js'
import { parse } from '../validation.js'
import { allowsVerb, requireCaller } from './callers.js'
import { type Caller, type Environment, type RequestContext, servicesFor } from './environment.js'
import { answerOnce } from './idempotent.js'
import { type ParameterShape, type Parameters, queryReader } from './parameters.js'
import { asPreconditionFailed, HttpError } from './problems.js'
import { respond, versionOf } from './respond.js'
import { problemSchema } from './schemas/problem.js'

/** The part of the application that is the API. */
export type Api = OpenAPIHono<Environment>

/** What a route is, for those who call it, and for the reference. */
export interface RouteSpec<Params extends ParameterShape, Query extends ParameterShape, Body> {
  /** What generated clients call it. */
  readonly id: string
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  /** Below `/api/v1`, with parameters in braces. */
  readonly path: string
  readonly tag: string
  /** What it does, in one sentence. */
  readonly summary: string
  readonly description?: string
  /** What a token has to be good for; null where nobody has to be known. */
  readonly verb: TokenVerb | null
  readonly params?: Params
  readonly query?: Query
  /** The body as it is described. The service that takes it validates it. */
  readonly body?: z.ZodType<unknown, Body>
  /** Whether it takes files, as the body or as a form; `withUploads` receives them. */
  readonly upload?: boolean
  /** What is answered, and its status. Nothing, where it is absent. */
  readonly response?: z.ZodType
  readonly status?: 200 | 201 | 202
  /** The media types of an answer that is no JSON. */
  readonly produces?: readonly string[]
  /** Whether a repeated request with the same `Idempotency-Key` gets the same answer: whatever makes something. */
  readonly once?: boolean
  /** Whether `If-Match` guards it against changes that the caller has not seen. */
  readonly guarded?: boolean
}

/** A request, as a route takes it. */
export interface RouteInput<Params extends ParameterShape, Query extends ParameterShape, Body> {
  /** On behalf of the caller. Of those of a route that is done once, within its transaction. */
  readonly services: Services
  readonly caller: Caller
  readonly params: Parameters<Params>
  readonly query: Parameters<Query>
  readonly body: Body
  /** What `If-Match` says that the caller has read. */
  readonly expected: { readonly updatedAt?: Date }
  readonly context: RequestContext
}

/** Adds a route: to the application, and to its description. No route holds a rule: it asks a service. */
export function route<
  Params extends ParameterShape = Record<never, never>,
  Query extends ParameterShape = Record<never, never>,
  Body = undefined,
>(
  api: Api,
  spec: RouteSpec<Params, Query, Body>,
  answer: (input: RouteInput<Params, Query, Body>) => Promise<unknown>,
): void {
  api.openAPIRegistry.registerPath(describeRoute(spec))
  const params = z.object(spec.params ?? {})
  const readQuery = queryReader(spec.query ?? ({} as Query))
  const handle = async (context: RequestContext): Promise<Response> => {
    const caller = await callerFor(context, spec.verb)
    const body = spec.body === undefined ? undefined : await readBody(context)
    const input = {
      caller,
      context,
      params: parse(params, context.req.param()) as Parameters<Params>,
      query: readQuery(context.req.queries()),
      body: withoutPath(body, spec.params) as Body,
      expected: spec.guarded === true ? expectedVersion(context) : {},
    }
    try {
      if (spec.once === true && spec.upload !== true) {
        return await answerOnce(context, caller, body, async (services) =>
          respond(context, await answer({ ...input, services }), spec.status),
        )
      }
      const result = await answer({ ...input, services: servicesFor(context, caller) })
      return respond(context, result, spec.status)
    } catch (error) {
      throw context.req.header('if-match') === undefined ? error : asPreconditionFailed(error)
    }
  }
  api.on(spec.method.toUpperCase(), spec.path.replaceAll(/\{(\w+)\}/g, ':$1'), handle)
}

/** Nobody, for what anybody may ask. */
const nobody: Caller = { actor: { userId: 2_147_483_647 }, via: 'host', verbs: [] }

async function callerFor(context: RequestContext, verb: TokenVerb | null): Promise<Caller> {
  if (verb === null) return nobody
  const caller = await requireCaller(context)
  if (allowsVerb(caller.verbs, verb)) return caller
  throw new HttpError('verb_missing', `This takes a token with the verb "${verb}". Make one that has it.`)
}

/** The body, which has to be a JSON object. @throws HttpError, ValidationError */
export async function readBody(context: RequestContext): Promise<object> {
  const type = context.req.header('content-type') ?? ''
  if (!/^application\/([\w.-]+\+)?json\s*(;|$)/i.test(type)) {
    throw new HttpError('unsupported_media_type', 'The body has to be application/json.')
  }
  const text = await context.req.text()
  const body = parseJson(text)
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body
  throw new ValidationError('The body has to be a JSON object.')
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new ValidationError('The body is not JSON.')
  }
}

/** What the path says is not said again, and differently, by the body. */
function withoutPath(body: object | undefined, params: ParameterShape | undefined): unknown {
  if (body === undefined) return body
  const double = Object.keys(params ?? {}).find((name) => Object.hasOwn(body, name))
  if (double === undefined) return body
  throw new ValidationError([{ path: double, message: 'comes from the address; leave it out of the body' }])
}

function expectedVersion(context: RequestContext): { readonly updatedAt?: Date } {
  const tag = context.req.header('if-match')
  if (tag === undefined || tag === '*') return {}
  const updatedAt = versionOf(tag)
  if (updatedAt === undefined) {
    throw new HttpError(
      'precondition_failed',
      'If-Match does not hold an ETag of this server. Read it again.',
    )
  }
  return { updatedAt }
}

function describeBody<Body>({
  body,
  upload,
}: RouteSpec<ParameterShape, ParameterShape, Body>): Pick<NonNullable<RouteConfig['request']>, 'body'> {
  if (upload === true) return { body: { required: true, content: uploadedContent } }
  return body === undefined
    ? {}
    : { body: { required: true, content: { 'application/json': { schema: body } } } }
}

const bytes = { type: 'string', format: 'binary' } as const

/** A file as it is, or several in a form. */
const uploadedContent = {
  'application/octet-stream': { schema: bytes },
  'multipart/form-data': {
    schema: { type: 'object', properties: { file: { type: 'array', items: bytes } } },
  },
} as const

function describeRoute<Body>(spec: RouteSpec<ParameterShape, ParameterShape, Body>): RouteConfig {
  const { verb, response, once, guarded } = spec
  const headers = {
    ...(once === true
      ? {
          'idempotency-key': z.string().min(1).max(255).optional().openapi({
            description:
              'Names the request: sent again within 24 hours, it is answered as it was and does nothing.',
          }),
        }
      : {}),
    ...(guarded === true
      ? {
          'if-match': z.string().optional().openapi({
            description:
              'The ETag that was read. Where it changed meanwhile nothing is done, and 412 is answered.',
          }),
        }
      : {}),
  }
  const { produces } = spec
  const isSilent = response === undefined && produces === undefined
  const status = String(isSilent ? 204 : (spec.status ?? 200))
  const answered = {
    description: 'Done.',
    ...(isSilent
      ? {}
      : {
          content: Object.fromEntries(
            (produces ?? ['application/json']).map((type) => [type, { schema: response ?? z.string() }]),
          ),
        }),
  }
  const problem = {
    description: 'What went wrong (RFC 9457).',
    content: { 'application/problem+json': { schema: problemSchema } },
  }
  return {
    method: spec.method,
    path: spec.path,
    operationId: spec.id,
    tags: [spec.tag],
    summary: spec.summary,
    ...(spec.description === undefined ? {} : { description: spec.description }),
    ...(verb === null ? { security: [] } : { 'x-token-verb': verb }),
    request: {
      ...(spec.params === undefined ? {} : { params: z.object(spec.params) }),
      ...(spec.query === undefined ? {} : { query: z.object(spec.query) }),
      ...(Object.keys(headers).length === 0 ? {} : { headers: z.object(headers) }),
      ...describeBody(spec),
    },
    responses: { [status]: answered, default: problem },
  }
}
