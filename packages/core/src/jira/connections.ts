import { createHash } from 'node:crypto'
import { AtmosferaError, NotFoundError, ValidationError } from '../errors.js'
import type { Encryption } from '../settings/encryption.js'
import type { StoredConnection } from './connection-rows.js'
import { JiraTransport } from './transport.js'
import type { ConnectJira, JiraAuth, JiraConnection, JiraOptions } from './types.js'

/** What the jira service was made with. */
export interface JiraSetup {
  readonly options: JiraOptions
  readonly clock: () => Date
  readonly encryption: Encryption | undefined
  /** What an installation of the Jira app lets a project read; undefined where there is none. */
  readonly grantOf: (projectId: number) => Promise<JiraGrant | undefined>
}

/**
 * What an installation of the Jira app lets a project read. Its token reads all of a site, so that no more may come of
 * it than issues of these projects, whatever people of ours ask for.
 */
export interface JiraGrant {
  readonly baseUrl: string
  readonly projectKeys: readonly string[]
  /** The newest token there is. */
  readonly bearer: () => Promise<string>
}

/**
 * The address of a Jira without a slash at its end.
 *
 * @throws ValidationError where it is no address, or one that may not be asked.
 */
export function baseUrlOf(text: string, { allowUrl = isHttpsOrLocal }: JiraOptions): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw refusal('must be the address of a Jira, such as https://example.atlassian.net')
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw refusal('must hold neither credentials nor anything after ? or #')
  }
  if (!allowUrl(url)) throw refusal(`${url.origin} is not allowed here; use https`)
  return url.origin + url.pathname.replace(/\/+$/, '')
}

function refusal(message: string): ValidationError {
  return new ValidationError([{ path: 'baseUrl', message }])
}

function isHttpsOrLocal(url: URL): boolean {
  return url.protocol === 'https:' || /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname)
}

/** Credentials as they are stored. */
export function encryptAuth(
  projectId: number,
  auth: NonNullable<ConnectJira['auth']>,
  { encryption }: JiraSetup,
): { readonly account: string | null; readonly secret: string } {
  const account = 'email' in auth ? auth.email : null
  const secret = 'email' in auth ? auth.token : auth.bearer
  return { account, secret: required(encryption).encrypt(secretName(projectId), secret) }
}

/** A webhook's secret as it is stored. */
export function encryptWebhookSecret(projectId: number, secret: string, { encryption }: JiraSetup): string {
  return required(encryption).encrypt(webhookSecretName(projectId), secret)
}

export function webhookSecretOf(connection: StoredConnection, { encryption }: JiraSetup): string | undefined {
  if (connection.webhookSecret === null) return undefined
  return required(encryption).decrypt(webhookSecretName(connection.projectId), connection.webhookSecret)
}

/** The grant by which a connection reads: only where it has no credentials of its own. */
export async function grantFor(
  { projectId, baseUrl, secret }: StoredConnection,
  { grantOf }: JiraSetup,
): Promise<JiraGrant | undefined> {
  const grant = secret === null ? await grantOf(projectId) : undefined
  return grant?.baseUrl === baseUrl ? grant : undefined
}

/** The transport to a connection's Jira. */
export function transportTo(
  connection: StoredConnection,
  setup: JiraSetup,
  grant: JiraGrant | undefined,
  signal?: AbortSignal,
): JiraTransport {
  const { options, clock } = setup
  return new JiraTransport({
    // What was allowed when it was stored need not be any more.
    baseUrl: baseUrlOf(connection.baseUrl, options),
    auth: grant ?? authOf(connection, setup),
    fetch: options.fetch ?? fetch,
    clock,
    retry: options.retry ?? {},
    signal,
  })
}

function authOf(connection: StoredConnection, { encryption, options }: JiraSetup): JiraAuth {
  const { projectId, account, secret } = connection
  if (secret !== null) {
    const plain = required(encryption).decrypt(secretName(projectId), secret)
    return account === null ? { bearer: plain } : { email: account, token: plain }
  }
  if (options.auth !== undefined && isOfOptions(connection, options)) return options.auth
  throw new AtmosferaError(
    'validation_failed',
    `There are no credentials for Jira at ${connection.baseUrl}. Store some with jira.connect, or give createAtmosfera({ jira: { baseUrl, auth } }) for this address (ATMOSFERA_JIRA_URL with ATMOSFERA_JIRA_EMAIL and ATMOSFERA_JIRA_TOKEN).`,
  )
}

/** Credentials that the program was started with go to the Jira that they are for and nowhere else. */
function isOfOptions({ baseUrl }: Pick<StoredConnection, 'baseUrl'>, options: JiraOptions): boolean {
  return options.baseUrl !== undefined && baseUrlOf(options.baseUrl, options) === baseUrl
}

export function toConnection(stored: StoredConnection, { options }: JiraSetup): JiraConnection {
  const { secret, webhookId, webhookSecret, isGranted, ...shown } = stored
  const hasOptions = options.auth !== undefined && isOfOptions(stored, options)
  return {
    ...shown,
    auth: secret !== null ? 'stored' : isGranted ? 'app' : hasOptions ? 'options' : 'none',
    webhookPath: webhookSecret === null ? null : webhookPath(webhookId),
  }
}

/** The end of the address of a connection's webhooks. */
export function webhookPath(webhookId: string): string {
  return `/jira/webhooks/${webhookId}`
}

/** What of a connection decides which issues are read, and how: a watermark of another one says nothing. */
export function scopeOf({ baseUrl, projectKeys, fields }: StoredConnection): string {
  const parts = [baseUrl, [...projectKeys].sort(), fields.epicLink, fields.team, fields.risk]
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}

export function notConnected(projectId: number): NotFoundError {
  return new NotFoundError('connection to Jira for project', projectId, {
    instead: 'Make one with jira.connect (atmosfera jira connect).',
  })
}

function secretName(projectId: number): string {
  return `jira.${projectId}`
}

function webhookSecretName(projectId: number): string {
  return `jira.${projectId}.webhook`
}

function required(encryption: Encryption | undefined): Encryption {
  if (encryption !== undefined) return encryption
  throw new AtmosferaError(
    'encryption_key_missing',
    'Secrets are stored encrypted, and there is no key for that. Give createAtmosfera an encryptionKey of 32 bytes (ATMOSFERA_ENCRYPTION_KEY).',
  )
}
