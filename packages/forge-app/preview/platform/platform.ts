/** As much of Forge as an app's remote sees of it: signed calls, events, and Jira's REST API behind them. */

import { randomUUID } from 'node:crypto'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { Hono } from 'hono'
import type { EnvironmentType, Extension, InstallationClaims, ModuleClaims } from './claims.js'
import { type ForgeEvent, lifecycleEvent } from './events.js'
import { createTokenIssuer, type TokenIssuer, type TokenOverrides } from './invocation-tokens.js'
import { createJira, type Jira } from './jira.js'
import { sampleSite } from './sample-site.js'
import type { SiteContent } from './site.js'

export interface PlatformOptions {
  /** The app's ARI: `ari:cloud:ecosystem::app/<uuid>`. */
  readonly appId: string
  /** Where calls go; can be told later with `setRemote`, since the remote wants to know the platform's keys first. */
  readonly remoteUrl?: string | undefined
  /** @default the sample project, as of now */
  readonly content?: SiteContent | undefined
  /** The most issues on a page of Jira's search. @default 100 */
  readonly pageSize?: number | undefined
  /** How long each of those pages takes, in milliseconds. @default 0 */
  readonly pageDelayMs?: number | undefined
}

/** A call from the app's user interface. */
export interface RemoteCall {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: string
  /** What the app adds; who asks and with which token the platform says itself. */
  readonly headers?: Readonly<Record<string, string>> | undefined
  readonly body?: unknown
  readonly module: ModuleClaims
  readonly extension: Extension
  readonly accountId: string
  /** What differs from a token as it should be. */
  readonly token?: TokenOverrides | undefined
}

type Sent = Pick<RemoteCall, 'method' | 'path' | 'body' | 'headers'>

interface RemoteAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** Parsed where it is JSON, text otherwise, undefined where there is none. */
  readonly body: unknown
}

export interface Platform {
  /** On the loopback interface, without a slash at its end. */
  readonly url: string
  readonly jwksUri: string
  readonly apiBaseUrl: string
  readonly cloudId: string
  readonly siteUrl: string
  /** What lets the remote into Jira. */
  readonly systemToken: string
  /** Changes when the app is installed anew. */
  readonly installationId: string
  readonly environment: { readonly type: EnvironmentType; readonly id: string }
  readonly tokens: TokenIssuer
  readonly jira: Jira
  setRemote(url: string): void
  /** Installs the app, anew if it was before, and tells the remote. */
  install(accountId: string): Promise<RemoteAnswer>
  invokeRemote(call: RemoteCall): Promise<RemoteAnswer>
  sendEvent(event: ForgeEvent): Promise<RemoteAnswer>
  /** The hourly call. */
  runSchedule(): Promise<RemoteAnswer>
  /** A call from one of the app's functions, which carries neither context nor principal. */
  callFunction(path: string, body: unknown): Promise<RemoteAnswer>
  close(): Promise<void>
}

const cloudId = 'a436116f-02ce-4520-8fbb-7301462a1674'
const siteUrl = 'https://harbour.atlassian.net'
const appVersion = '1.0.0'

/**
 * Starts the platform on a port of its own of the loopback interface.
 *
 * @example
 * const platform = await startPlatform({ appId })
 * const atmosfera = await createAtmosfera({ server: { forge: { appId, jwksUri: platform.jwksUri } } })
 * platform.setRemote((await serve(atmosfera, { port: 0 })).url)
 * await platform.install('harbour-marguerite')
 */
export async function startPlatform(options: PlatformOptions): Promise<Platform> {
  const { appId, content = sampleSite(new Date()), pageSize, pageDelayMs } = options
  const tokens = await createTokenIssuer({ appId })
  const systemToken = randomUUID()
  const jira = createJira({ content, siteUrl, token: systemToken, pageSize, pageDelayMs })
  const root = new Hono()
  root.get('/.well-known/jwks.json', (c) => c.json(tokens.jwks))
  root.route(`/ex/jira/${cloudId}`, jira.app)
  const server = createAdaptorServer({ fetch: root.fetch }) as Server
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const environment = { type: 'DEVELOPMENT', id: randomUUID() } as const
  let remoteUrl = options.remoteUrl
  let installationId = newInstallation()

  const appOf = (module: ModuleClaims): InstallationClaims => ({
    id: appId,
    version: '7',
    appVersion,
    installationId,
    apiBaseUrl: `${url}/ex/jira/${cloudId}`,
    environment,
    module,
  })
  const send = async (token: string, { method, path, body, headers }: Sent): Promise<RemoteAnswer> => {
    if (remoteUrl === undefined) throw new Error('The platform does not know the remote yet: call setRemote.')
    const response = await fetch(remoteUrl + path, {
      method,
      headers: {
        ...headers,
        authorization: `Bearer ${token}`,
        'x-forge-oauth-system': systemToken,
        'x-b3-traceid': randomUUID().replaceAll('-', ''),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, headers: Object.fromEntries(response.headers), body: parsed(text) }
  }
  const callAsNobody = async (module: ModuleClaims, path: string, body: unknown): Promise<RemoteAnswer> =>
    await send(await tokens.sign({ app: appOf(module) }), { method: 'POST', path, body })
  const endpoint = (key: string): ModuleClaims => ({ type: 'core:endpoint', key })

  const platform: Platform = {
    url,
    jwksUri: `${url}/.well-known/jwks.json`,
    apiBaseUrl: `${url}/ex/jira/${cloudId}`,
    cloudId,
    siteUrl,
    systemToken,
    get installationId() {
      return installationId
    },
    environment,
    tokens,
    jira,
    setRemote: (to) => {
      remoteUrl = to
    },
    install: async (accountId) => {
      installationId = newInstallation()
      const installation = { installationId, appId, appVersion, environmentId: environment.id, accountId }
      return await platform.sendEvent(lifecycleEvent('avi:forge:installed:app', installation))
    },
    invokeRemote: async ({ module, extension, accountId, token: overrides, ...sent }) => {
      const context = {
        cloudId,
        siteUrl,
        moduleKey: module.key,
        environmentId: environment.id,
        environmentType: environment.type,
        localId: `ari:cloud:ecosystem::extension/${module.key}`,
        extension,
      }
      const claims = { app: appOf(module), context, principal: accountId }
      return await send(await tokens.sign(claims, overrides), sent)
    },
    sendEvent: async (event) => await callAsNobody(endpoint('events'), '/forge/events', event),
    runSchedule: async () => await callAsNobody(endpoint('reconcile'), '/forge/reconcile', {}),
    callFunction: async (path, body) =>
      await callAsNobody({ type: 'core:function', key: 'function' }, path, body),
    close: async () => {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
  return platform
}

function newInstallation(): string {
  return `ari:cloud:ecosystem::installation/${randomUUID()}`
}

function parsed(text: string): unknown {
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
