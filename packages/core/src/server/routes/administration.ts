import { z } from '@hono/zod-openapi'
import { isSystem } from '../../actor.js'
import { createUser, updateUser } from '../../identity/types.js'
import { userRoles } from '../../schema/allowed-values.js'
import { setSetting } from '../../settings/types.js'
import { idParameter, listParameters, several } from '../parameters.js'
import { byIds, byText } from '../resource.js'
import { type Api, route } from '../route.js'
import { pageOf } from '../schemas/common.js'
import { user } from '../schemas/identity.js'
import { auditEntry, setting } from '../schemas/insight.js'
import { beginSession } from '../sign-in.js'

const tag = 'Administration'
const one = { userId: idParameter }

/** Users, settings and what is on record. */
export function addAdministration(api: Api): void {
  addUsers(api)
  route(
    api,
    {
      id: 'listSettings',
      method: 'get',
      path: '/settings',
      tag,
      summary: 'Lists settings; those that are secret for administrators, and without their values.',
      verb: 'read',
      query: {
        ...listParameters,
        ...byText('category', 'key'),
        sort: z.enum(['id', '-id', 'key', '-key']).optional(),
      },
      response: pageOf(setting, 'SettingPage'),
    },
    async ({ services, query }) => await services.settings.list(query),
  )
  route(
    api,
    {
      id: 'setSetting',
      method: 'put',
      path: '/settings/{key}',
      tag,
      summary: 'Sets a value, and makes the setting where there is none.',
      verb: 'manage',
      params: { key: z.string() },
      body: setSetting.omit({ key: true }),
      response: setting,
    },
    async ({ services, params, body }) => await services.settings.set({ ...body, ...params }),
  )
  route(
    api,
    {
      id: 'listAuditEntries',
      method: 'get',
      path: '/audit-log',
      tag,
      summary:
        'What was changed, when and by whom: of projects that you manage, for administrators the rest as well.',
      verb: 'read',
      query: {
        ...listParameters,
        ...byIds('projectId', 'actorId'),
        ...byText('tableName'),
        action: several(z.enum(['insert', 'update', 'delete'])).optional(),
        actorKind: several(z.enum(['user', 'system', 'database'])).optional(),
        rowId: idParameter.optional(),
        from: z.string().optional(),
        to: z.string().optional(),
        sort: z.enum(['id', '-id']).optional(),
      },
      response: pageOf(auditEntry, 'AuditEntryPage'),
    },
    async ({ services, query }) => await services.audit.list(query),
  )
}

function addUsers(api: Api): void {
  route(
    api,
    {
      id: 'listUsers',
      method: 'get',
      path: '/users',
      tag,
      summary: 'Lists the people of your projects; for administrators, everybody.',
      verb: 'read',
      query: {
        ...listParameters,
        ...byText('username', 'email'),
        role: several(z.enum(userRoles)).optional(),
        sort: z.enum(['id', '-id', 'username', '-username']).optional(),
      },
      response: pageOf(user, 'UserPage'),
    },
    async ({ services, query }) => await services.users.list(query),
  )
  route(
    api,
    {
      id: 'createUser',
      method: 'post',
      path: '/users',
      tag,
      summary: 'Creates a user.',
      verb: 'manage',
      body: createUser,
      response: user,
      status: 201,
      once: true,
    },
    async ({ services, body }) => await services.users.create(body),
  )
  route(
    api,
    {
      id: 'getUser',
      method: 'get',
      path: '/users/{userId}',
      tag,
      summary: 'Reads a user.',
      verb: 'read',
      params: one,
      response: user,
    },
    async ({ services, params }) => await services.users.get(params.userId),
  )
  route(
    api,
    {
      id: 'updateUser',
      method: 'patch',
      path: '/users/{userId}',
      tag,
      summary: 'Changes a user: their own name for everybody, the rest for administrators.',
      verb: 'manage',
      params: one,
      body: updateUser.omit({ updatedAt: true }),
      response: user,
      guarded: true,
    },
    async ({ services, params, body, expected }) =>
      await services.users.update(params.userId, { ...body, ...expected }),
  )
  route(
    api,
    {
      id: 'setPassword',
      method: 'put',
      path: '/users/{userId}/password',
      tag,
      summary: 'Changes a password, which ends every session of that user.',
      description: 'Whoever changes their own names the current one as well, and is signed in again.',
      verb: 'manage',
      params: one,
      body: z.strictObject({ password: z.string(), currentPassword: z.string().optional() }),
    },
    async ({ services, params, body, caller, context }) => {
      const { username } = await services.users.get(params.userId)
      await services.users.setPassword(params.userId, body)
      const isOwn = !isSystem(caller.actor) && caller.actor.userId === params.userId
      if (isOwn && caller.via === 'session')
        await beginSession(context, { username, password: body.password })
    },
  )
  route(
    api,
    {
      id: 'deleteUser',
      method: 'delete',
      path: '/users/{userId}',
      tag,
      summary: 'Deletes a user to whom nothing refers.',
      verb: 'manage',
      params: one,
      guarded: true,
    },
    async ({ services, params, expected }) => await services.users.delete(params.userId, expected),
  )
}
