import type { JWTPayload } from 'jose'
import { z } from 'zod'
import type { Actor } from '../actor.js'
import { parse } from '../validation.js'

/** What the server writes its log with; pino fits. */
export interface StructuredLogger {
  info(fields: Readonly<Record<string, unknown>>, message: string): void
  warn(fields: Readonly<Record<string, unknown>>, message: string): void
  error(fields: Readonly<Record<string, unknown>>, message: string): void
}

/** Users of an OpenID Connect provider, by the bearer tokens that it gave them. */
export interface OidcOptions {
  /** The provider, exactly as its tokens name it in `iss`. Its keys are found by discovery. */
  readonly issuer: string
  /** What tokens for this server say in `aud`. */
  readonly audience: string
  /** Where the provider's keys are. @default what its discovery document says */
  readonly jwksUri?: string | undefined
  /**
   * Who that is. By default the user with the e-mail address in the claim `email`, unless the provider says that it is
   * not verified. Undefined for nobody.
   */
  readonly user?: ((claims: JWTPayload) => Promise<Actor | undefined> | Actor | undefined) | undefined
}

/** The Jira app that calls here, by the tokens that Atlassian signs for it. */
export interface ForgeOptions {
  /** The app, as `forge register` named it: `ari:cloud:ecosystem::app/…`. Tokens of other apps are refused. */
  readonly appId: string
  /** Where Atlassian's keys are. @default Atlassian's own address */
  readonly jwksUri?: string | undefined
}

/** What the handler takes. All of it is optional. */
export interface ServerOptions {
  /**
   * Where the handler is mounted in a host's application, such as `/atmosfera`. Requests come with it in their URL.
   *
   * @default ''
   */
  readonly basePath?: string | undefined
  /**
   * Who is asking, by a host application's own sign-in. It is asked first; undefined leaves it to our sessions and
   * tokens. Requests of its users are held to be safe from other sites only where they come from the same origin.
   */
  readonly authenticate?: ((request: Request) => Promise<Actor | undefined> | Actor | undefined) | undefined
  readonly oidc?: OidcOptions | undefined
  /** Without it nothing answers below `/forge`. */
  readonly forge?: ForgeOptions | undefined
  /** Origins, such as `https://app.example.org`, whose pages may call the API with a token. @default none */
  readonly corsOrigins?: readonly string[] | undefined
  /** The largest body that is not a file. @default 2_097_152, which is 2 MiB */
  readonly maxBodyBytes?: number | undefined
  /** The largest file. @default 2_147_483_648, which is 2 GiB */
  readonly maxUploadBytes?: number | undefined
  /** Told of every request. Silent when absent. */
  readonly logger?: StructuredLogger | undefined
  /** What `/metrics` asks for as a bearer token. @default nothing: it tells nothing of what is in projects */
  readonly metricsToken?: string | undefined
  /** Whether the pages for people are served, besides the API. @default true */
  readonly pages?: boolean | undefined
}

/** The options with what stands for those that are absent. */
export type ServerSettings = z.output<typeof serverOptions>

const isFunction = (value: unknown): boolean => typeof value === 'function'

const origin = z
  .url()
  .refine((value) => new URL(value).origin === value, 'must be an origin, such as "https://app.example.org"')

const serverOptions = z.strictObject({
  basePath: z
    .string()
    .regex(/^(\/[\w.~-]+)*$/, 'must begin with a slash and not end with one, such as "/atmosfera"')
    .default(''),
  authenticate: z
    .custom<NonNullable<ServerOptions['authenticate']>>(isFunction, 'expected a function of a Request')
    .optional(),
  oidc: z
    .strictObject({
      issuer: z.url(),
      audience: z.string().min(1),
      jwksUri: z.url().optional(),
      user: z
        .custom<NonNullable<OidcOptions['user']>>(isFunction, 'expected a function of the claims')
        .optional(),
    })
    .optional(),
  forge: z
    .strictObject({
      appId: z
        .string()
        .regex(/^ari:cloud:ecosystem::app\/\S+$/, 'must be the id of the app, "ari:cloud:ecosystem::app/…"'),
      jwksUri: z.url().default('https://forge.cdn.prod.atlassian-dev.net/.well-known/jwks.json'),
    })
    .optional(),
  corsOrigins: z.array(origin).readonly().default([]),
  maxBodyBytes: z
    .int()
    .positive()
    .default(2 * 1024 ** 2),
  maxUploadBytes: z
    .int()
    .positive()
    .default(2 * 1024 ** 3),
  logger: z
    .custom<StructuredLogger>(
      (value) =>
        typeof value === 'object' &&
        value !== null &&
        ['info', 'warn', 'error'].every((level) => isFunction(Reflect.get(value, level))),
      'expected { info, warn, error }, such as pino',
    )
    .optional(),
  metricsToken: z.string().min(1).optional(),
  pages: z.boolean().default(true),
})

/** @throws ValidationError for options that are not acceptable. */
export function parseServerOptions(options: ServerOptions): ServerSettings {
  return parse(serverOptions, options, 'server', ['metricsToken'])
}
