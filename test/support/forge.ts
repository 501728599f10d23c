/** Calls the server as Atlassian's platform calls it for the Jira app: signed tokens, over real HTTP. */
import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll } from 'vitest'
import type { Atmosfera } from '../../packages/core/src/atmosfera.js'
import { type RunningServer, serve } from '../../packages/core/src/server/serve.js'
import {
  createTokenIssuer,
  type TokenIssuer,
  type TokenOverrides,
} from '../../packages/forge-app/preview/platform/invocation-tokens.js'
import type { JiraServer } from './jira-server/index.js'

export const forgeAppId = 'ari:cloud:ecosystem::app/11111111-2222-4333-8444-555555555555'

/** An installation of the app on a site. */
export interface Installed {
  readonly installationId: string
  readonly cloudId: string
  readonly appVersion: string
  readonly jira: JiraServer
  /** What Jira is asked with as the app; undefined sends none. */
  readonly systemToken: string | undefined
}

/** What a call is about and on whose behalf it is. */
export interface CallAbout {
  /** An account of Jira; nobody for events and functions. */
  readonly by?: string
  /** A key of an issue, whose project it is about as well. */
  readonly issue?: string
  /** A key of a project. */
  readonly project?: string
  readonly gadget?: Readonly<Record<string, unknown>>
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  readonly token?: TokenOverrides
}

export interface ForgeAnswer<Body> {
  readonly status: number
  readonly body: Body
  readonly bytes: number
  readonly headers: Headers
}

/** Atlassian's side: its keys, and what it signs. */
export interface ForgePlatform {
  readonly jwksUri: string
  readonly tokens: TokenIssuer
  /** How often its keys were fetched. */
  readonly fetches: () => number
  close(): Promise<void>
}

export async function startForgePlatform(): Promise<ForgePlatform> {
  const tokens = await createTokenIssuer({ appId: forgeAppId })
  let fetches = 0
  const server = createServer((_, response) => {
    fetches++
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(tokens.jwks))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    jwksUri: `http://127.0.0.1:${port}/.well-known/jwks.json`,
    tokens,
    fetches: () => fetches,
    close: async () => {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

/** A new installation on the site of that Jira. */
export function install(jira: JiraServer, more: Partial<Installed> = {}): Installed {
  return {
    installationId: `ari:cloud:ecosystem::installation/${randomUUID()}`,
    cloudId: `cloud-of-${new URL(jira.url).port}`,
    appVersion: '1.0.0',
    jira,
    systemToken: jira.user.bearer,
    ...more,
  }
}

/** The server with the app's endpoints, as long as the tests of a suite run. */
export function useForge(opened: { readonly atmosfera: Atmosfera }): {
  readonly platform: ForgePlatform
  readonly url: string
  /** Calls the server as the platform does for an installation. */
  call<Body = Record<string, unknown>>(
    installed: Installed,
    method: string,
    path: string,
    about?: CallAbout,
  ): Promise<ForgeAnswer<Body>>
  sign(installed: Installed, about?: CallAbout): Promise<string>
  /** Waits for what the server does while nobody waits. */
  settled(): Promise<void>
} {
  let platform: ForgePlatform | undefined
  let server: RunningServer | undefined
  beforeAll(async () => {
    platform = await startForgePlatform()
    const forge = { appId: forgeAppId, jwksUri: platform.jwksUri }
    server = await serve(opened.atmosfera, { port: 0, forge })
  })
  afterAll(async () => {
    await opened.atmosfera.system.forge.settled()
    await server?.close()
    await platform?.close()
  })
  const running = () => {
    if (platform === undefined || server === undefined) throw new Error('the server runs within tests only')
    return { platform, server }
  }
  const sign = async (installed: Installed, about: CallAbout = {}) =>
    await running().platform.tokens.sign(claimsOf(installed, about), about.token)
  return {
    get platform() {
      return running().platform
    },
    get url() {
      return running().server.url
    },
    sign,
    call: async <Body>(installed: Installed, method: string, path: string, about: CallAbout = {}) => {
      const { systemToken } = installed
      const response = await fetch(`${running().server.url}/forge${path}`, {
        method,
        headers: {
          authorization: `Bearer ${await sign(installed, about)}`,
          ...(systemToken === undefined ? {} : { 'x-forge-oauth-system': systemToken }),
          ...(about.body === undefined ? {} : { 'content-type': 'application/json' }),
          ...about.headers,
        },
        ...(about.body === undefined ? {} : { body: JSON.stringify(about.body) }),
      })
      const text = await response.text()
      return {
        status: response.status,
        headers: response.headers,
        bytes: Buffer.byteLength(text),
        body: JSON.parse(text) as Body,
      }
    },
    settled: async () => await opened.atmosfera.system.forge.settled(),
  }
}

export function claimsOf(installed: Installed, about: CallAbout): Parameters<TokenIssuer['sign']>[0] {
  const { jira, installationId, cloudId, appVersion } = installed
  const environment = { type: 'PRODUCTION', id: 'ari:cloud:ecosystem::environment/production' } as const
  const app = {
    id: forgeAppId,
    version: appVersion,
    appVersion,
    installationId,
    apiBaseUrl: jira.url,
    environment,
    module: { type: 'xen:macro', key: 'a-module' },
  }
  if (about.by === undefined) return { app }
  const context = {
    cloudId,
    siteUrl: 'https://example.atlassian.net',
    moduleKey: 'a-module',
    environmentId: environment.id,
    environmentType: environment.type,
    localId: 'a-local-id',
    extension: extensionOf(jira, about),
  }
  return { app, context, principal: about.by }
}

function extensionOf(jira: JiraServer, { issue, project, gadget }: CallAbout) {
  const projectKey = project ?? issue?.replace(/-\d+$/, '')
  const found = projectKey === undefined ? undefined : jira.issues.project(projectKey)
  const about = { id: found?.id ?? '404', key: found?.key ?? projectKey ?? '', type: 'software' }
  if (issue !== undefined) {
    const id = jira.issues.get(issue)?.id ?? '404404'
    const named = { id, key: issue, type: 'Story', typeId: '10001' }
    return { type: 'jira:issuePanel', issue: named, project: about } as const
  }
  if (project !== undefined) return { type: 'jira:projectPage', project: about } as const
  if (gadget !== undefined) {
    return {
      type: 'jira:dashboardGadget',
      dashboard: { id: '1' },
      gadget: { id: '2' },
      gadgetConfiguration: gadget,
    } as const
  }
  return { type: 'jira:adminPage' } as const
}
