import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from 'jose'
import { z } from 'zod'
import type { Actor } from '../actor.js'
import { UpstreamError } from '../errors.js'
import type { ServerHost } from './host.js'
import type { ServerSettings } from './options.js'

type Oidc = NonNullable<ServerSettings['oidc']>

/** Finds out whose a provider's token is; undefined where it is nobody's, expired, forged, or for somebody else. */
export type OidcVerifier = (token: string) => Promise<Actor | undefined>

/** Algorithms by which a provider signs with a key of its own. None of those where whoever verifies could sign. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA']

/** Keys are fetched when first needed, kept, and fetched again for a key that is not known. */
export function oidcVerifier(oidc: Oidc, host: ServerHost): OidcVerifier {
  let keys: ReturnType<typeof createRemoteJWKSet> | undefined
  return async (token) => {
    let claims: JWTPayload
    try {
      keys ??= createRemoteJWKSet(new URL(oidc.jwksUri ?? (await discover(oidc.issuer))), {
        timeoutDuration: 5_000,
      })
      const { issuer, audience } = oidc
      claims = (
        await jwtVerify(token, keys, {
          issuer,
          audience,
          algorithms,
          clockTolerance: 5,
          requiredClaims: ['exp'],
        })
      ).payload
    } catch (error) {
      if (isUnreachable(error)) {
        throw new UpstreamError(
          'oidc',
          `The identity provider ${oidc.issuer} did not give its keys. Try again later.`,
          {
            cause: error,
          },
        )
      }
      return undefined
    }
    return oidc.user === undefined ? await userByEmail(claims, host) : await oidc.user(claims)
  }
}

/** Where the provider says that its keys are. */
async function discover(issuer: string): Promise<string> {
  const response = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {
    signal: AbortSignal.timeout(5_000),
    redirect: 'error',
  })
  if (!response.ok) throw new Error(`discovery answered ${response.status}`)
  const document = z.object({ issuer: z.literal(issuer), jwks_uri: z.url() })
  return document.parse(await response.json()).jwks_uri
}

/** Whatever is not a verdict on the token itself. */
export function isUnreachable(error: unknown): boolean {
  const isVerdict =
    error instanceof errors.JOSEError &&
    !(error instanceof errors.JWKSTimeout) &&
    !(error instanceof errors.JWKSInvalid) &&
    error.code !== 'ERR_JOSE_GENERIC'
  return !isVerdict
}

async function userByEmail(claims: JWTPayload, host: ServerHost): Promise<Actor | undefined> {
  const { email, email_verified: isVerified } = claims
  if (typeof email !== 'string' || isVerified === false) return undefined
  const { items } = await host.system.users.list({ email, limit: 1 })
  const [user] = items
  return user === undefined ? undefined : { userId: user.id }
}
