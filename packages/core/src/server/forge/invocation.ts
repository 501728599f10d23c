import { createRemoteJWKSet, type JWTPayload, jwtVerify } from 'jose'
import { z } from 'zod'
import { UpstreamError } from '../../errors.js'
import { isUnreachable } from '../oidc.js'
import type { ServerSettings } from '../options.js'

type Forge = NonNullable<ServerSettings['forge']>

/** What a verified invocation token says. */
export type Invocation = z.output<typeof claimsSchema>

/** Finds out what a token says; undefined where it is forged, expired, or for another app. */
export type InvocationVerifier = (token: string) => Promise<Invocation | undefined>

/** How far Atlassian's clock and ours may differ, in seconds: tokens live for 25. */
const clockTolerance = 5

/**
 * Atlassian signs each call of the app. Its keys are fetched when first needed, kept, and fetched again for a key that
 * is not known.
 */
export function invocationVerifier({ appId, jwksUri }: Forge): InvocationVerifier {
  const keys = createRemoteJWKSet(new URL(jwksUri), { timeoutDuration: 5_000 })
  return async (token) => {
    let payload: JWTPayload
    try {
      const verified = await jwtVerify(token, keys, {
        issuer: 'forge/invocation-token',
        audience: appId,
        algorithms: ['RS256'],
        clockTolerance,
        requiredClaims: ['exp'],
      })
      payload = verified.payload
    } catch (error) {
      if (!isUnreachable(error)) return undefined
      throw new UpstreamError('jira', 'Atlassian did not give its keys. Try again later.', { cause: error })
    }
    const claims = claimsSchema.safeParse(payload)
    return claims.success && claims.data.app.id === appId && !isIsolated(payload) ? claims.data : undefined
  }
}

/** Tokens of isolated clouds carry a label. Their keys and addresses are others, which are not supported. */
function isIsolated(payload: JWTPayload): boolean {
  const parts: readonly unknown[] = [payload, payload.app, payload.context]
  return parts.some((part) => typeof part === 'object' && part !== null && 'icLabel' in part)
}

const text = z.string().min(1).max(1_000)
/** Ids are numbers in some contexts and texts in others. */
const idText = z.union([text, z.int().transform(String)])

/** What the page that asks is about: the token says it, so that nobody else can. */
const extension = z.object({
  /** Such as `jira:issuePanel`. */
  type: text.optional().catch(undefined),
  issue: z.object({ id: idText, key: text }).optional().catch(undefined),
  project: z.object({ id: idText, key: text }).optional().catch(undefined),
  gadgetConfiguration: z
    .object({ jiraProjectId: idText, show: z.enum(['coverage', 'maturity']) })
    .optional()
    .catch(undefined),
})

const claimsSchema = z.object({
  app: z.object({
    id: text,
    installationId: text,
    apiBaseUrl: text,
    appVersion: text.optional(),
    version: text.optional(),
    environment: z.object({ type: text }).optional(),
  }),
  /** Absent from calls of the app's functions. */
  context: z
    .object({ cloudId: text.optional(), siteUrl: text.optional(), extension: extension.optional() })
    .optional(),
  /** The account that looks at a page; absent from everything else. */
  principal: text.nullish().transform((principal) => principal ?? undefined),
})
