import { z } from '@hono/zod-openapi'
import { isSystem } from '../../actor.js'
import { createApiToken } from '../../identity/token-types.js'
import { deleteSessionCookie } from '../cookies.js'
import { idParameter, listParameters, several } from '../parameters.js'
import { type Api, route } from '../route.js'
import { pageOf } from '../schemas/common.js'
import { apiToken, createdApiToken, currentCaller, session, signedIn } from '../schemas/identity.js'
import { beginSession } from '../sign-in.js'

const tag = 'Session'

/** Signing in and out, and the tokens that programs sign in with. */
export function addSession(api: Api): void {
  route(
    api,
    {
      id: 'signIn',
      method: 'post',
      path: '/session',
      tag,
      summary: 'Signs in: the answer sets a cookie.',
      description: 'After five wrong passwords in a row one has to wait, at first for half a minute.',
      verb: null,
      body: z.strictObject({ username: z.string(), password: z.string() }),
      response: signedIn,
      status: 201,
    },
    async ({ body, context }) => await beginSession(context, body),
  )
  route(
    api,
    {
      id: 'getSession',
      method: 'get',
      path: '/session',
      tag,
      summary: 'Says who you are, and what your token is good for.',
      verb: 'read',
      response: currentCaller,
    },
    async ({ services, caller: { actor, via, verbs } }) => ({
      user: isSystem(actor) ? null : await services.users.get(actor.userId),
      via,
      limits: isSystem(actor) ? null : (actor.limits ?? null),
      verbs: verbs ?? null,
    }),
  )
  route(
    api,
    {
      id: 'signOut',
      method: 'delete',
      path: '/session',
      tag,
      summary: 'Ends the session that the request comes with.',
      verb: 'manage',
    },
    async ({ services, caller, context }) => {
      if (caller.sessionId !== undefined) await services.sessions.end(caller.sessionId)
      deleteSessionCookie(context)
    },
  )
  route(
    api,
    {
      id: 'listSessions',
      method: 'get',
      path: '/sessions',
      tag,
      summary: 'Lists where you are signed in; for administrators, everybody.',
      verb: 'manage',
      query: {
        ...listParameters,
        userId: several(idParameter).optional(),
        sort: z.enum(['id', '-id']).optional(),
      },
      response: pageOf(session, 'SessionPage'),
    },
    async ({ services, query }) => await services.sessions.list(query),
  )
  route(
    api,
    {
      id: 'endSession',
      method: 'delete',
      path: '/sessions/{sessionId}',
      tag,
      summary: 'Ends a session.',
      verb: 'manage',
      params: { sessionId: idParameter },
    },
    async ({ services, params }) => await services.sessions.end(params.sessionId),
  )
  route(
    api,
    {
      id: 'listApiTokens',
      method: 'get',
      path: '/api-tokens',
      tag,
      summary: 'Lists your tokens; for administrators, those of everybody.',
      verb: 'manage',
      query: {
        ...listParameters,
        userId: several(idParameter).optional(),
        sort: z.enum(['id', '-id']).optional(),
      },
      response: pageOf(apiToken, 'ApiTokenPage'),
    },
    async ({ services, query }) => await services.apiTokens.list(query),
  )
  route(
    api,
    {
      id: 'createApiToken',
      method: 'post',
      path: '/api-tokens',
      tag,
      summary: 'Makes a token for a program, on your behalf and within limits. It is shown this once.',
      verb: 'manage',
      body: createApiToken,
      response: createdApiToken,
      status: 201,
    },
    async ({ services, body }) => await services.apiTokens.create(body),
  )
  route(
    api,
    {
      id: 'revokeApiToken',
      method: 'delete',
      path: '/api-tokens/{tokenId}',
      tag,
      summary: 'Revokes a token.',
      verb: 'manage',
      params: { tokenId: idParameter },
    },
    async ({ services, params }) => await services.apiTokens.revoke(params.tokenId),
  )
}
