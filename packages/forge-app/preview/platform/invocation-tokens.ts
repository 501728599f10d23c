import { randomUUID } from 'node:crypto'
import {
  exportJWK,
  generateKeyPair,
  type JSONWebKeySet,
  type JWTHeaderParameters,
  type JWTPayload,
  SignJWT,
} from 'jose'
import type { ContextClaims, InstallationClaims } from './claims.js'

/** What a token says beside its issuer, audience and times. */
interface InvocationClaims {
  readonly app: InstallationClaims
  /** Absent on function calls and events. */
  readonly context?: ContextClaims
  /** The account on whose behalf the call is made; UI calls only. */
  readonly principal?: string
}

/** What differs from a token as Forge would sign it, for tests of those that are to be refused. */
export interface TokenOverrides {
  /** Claims that win over the usual ones; undefined leaves one out. */
  readonly payload?: JWTPayload
  readonly header?: Partial<JWTHeaderParameters>
}

export interface TokenIssuer {
  /** The public keys, as they are published. */
  readonly jwks: JSONWebKeySet
  sign(claims: InvocationClaims, overrides?: TokenOverrides): Promise<string>
}

const issuer = 'forge/invocation-token'
const algorithm = 'RS256'
/** So short because a token is for one call. */
const lifetimeSeconds = 25

/**
 * Signs Forge Invocation Tokens with a key of its own, the way Atlassian signs them with theirs.
 *
 * @param options.appId the app's ARI, which is the audience of the tokens
 * @example
 * const tokens = await createTokenIssuer({ appId: 'ari:cloud:ecosystem::app/1b7b...' })
 * await jwtVerify(await tokens.sign({ app }), createLocalJWKSet(tokens.jwks))
 */
export async function createTokenIssuer({ appId }: { readonly appId: string }): Promise<TokenIssuer> {
  const { publicKey, privateKey } = await generateKeyPair(algorithm)
  const kid = `forge/invocation-token/${randomUUID()}`
  const publicJwk = { ...(await exportJWK(publicKey)), kid, alg: algorithm, use: 'sig' }
  return {
    jwks: { keys: [publicJwk] },
    sign: async (claims, { payload, header } = {}) => {
      const now = Math.floor(Date.now() / 1000)
      const standard: JWTPayload = {
        iss: issuer,
        aud: appId,
        iat: now,
        nbf: now,
        exp: now + lifetimeSeconds,
        jti: randomUUID(),
      }
      return await new SignJWT({ ...standard, ...claims, ...payload })
        .setProtectedHeader({ alg: algorithm, kid, typ: 'JWT', ...header })
        .sign(privateKey)
    },
  }
}
