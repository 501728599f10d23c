import { z } from '@hono/zod-openapi'
import type { Session, SignedIn } from '../../identity/session-types.js'
import { type ApiToken, type CreatedApiToken, tokenVerbs } from '../../identity/token-types.js'
import type { User } from '../../identity/types.js'
import { accessLevels, userRoles } from '../../schema/allowed-values.js'
import { idValue, moment, responseOf } from './common.js'

export const user = responseOf<User>()('User', {
  id: idValue,
  username: z.string(),
  fullName: z.string(),
  email: z.string(),
  role: z.enum(userRoles),
  createdAt: moment,
  updatedAt: moment,
})

export const session = responseOf<Session>()('Session', {
  id: idValue,
  userId: idValue,
  userAgent: z.string().nullable(),
  createdAt: moment,
  lastSeenAt: moment,
  expiresAt: moment,
})

export const signedIn = responseOf<Omit<SignedIn, 'token'>>()('SignedIn', { user, session })

/** Who asks, as the server sees them. */
export const currentCaller = z
  .object({
    user: user.nullable().openapi({ description: 'Null for the system.' }),
    via: z.enum(['session', 'token', 'oidc', 'host']),
    limits: z
      .object({ accessLevel: z.enum(accessLevels), projectIds: z.array(idValue).optional() })
      .nullable(),
    verbs: z.array(z.enum(tokenVerbs)).nullable(),
  })
  .openapi('CurrentCaller')

const tokenFields = {
  id: idValue,
  userId: idValue,
  name: z.string(),
  hint: z.string().openapi({ description: 'The last four characters.' }),
  projectIds: z.array(idValue).nullable(),
  verbs: z.array(z.enum(tokenVerbs)),
  expiresAt: moment,
  lastUsedAt: moment.nullable(),
  createdAt: moment,
}

export const apiToken = responseOf<ApiToken>()('ApiToken', tokenFields)

export const createdApiToken = responseOf<CreatedApiToken>()('CreatedApiToken', {
  ...tokenFields,
  token: z.string().openapi({ description: 'Shown this once.' }),
})
