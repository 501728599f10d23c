import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { type Atmosfera, createAtmosfera } from '../../core/src/atmosfera.js'
import { serve } from '../../core/src/server/serve.js'
import { type Platform, startPlatform } from './platform/platform.js'
import { sampleAccounts, sampleJiraProject, sampleSite } from './platform/sample-site.js'
import { importSampleProject } from './sample-project.js'
import { previewApp } from './server/app.js'
import { readManifest } from './server/manifest.js'

export interface Preview {
  readonly url: string
  readonly platform: Platform
  close(): Promise<void>
}

/** Slow enough that somebody sees a project being read, with few enough issues that it does not take long. */
const pageSize = 8
const pageDelayMs = 1_500

/**
 * Starts everything that the preview needs on this machine: the platform, an ATMosFera with the sample project in
 * memory, and the pages. The app is installed and the project connected when it is done.
 *
 * @param options.port 0 for any that is free
 */
export async function startPreview({ port }: { readonly port: number }): Promise<Preview> {
  let answer = (_: Request): Response | Promise<Response> => new Response('Starting.', { status: 503 })
  // First, since a port that is taken is found out at once then.
  const pages = createAdaptorServer({ fetch: (request) => answer(request) }) as Server
  await listen(pages, port)
  const now = new Date()
  const { appId } = await readManifest()
  const platform = await startPlatform({ appId, content: sampleSite(now), pageSize })
  const atmosfera = await createAtmosfera({ database: 'memory:', encryptionKey: '0'.repeat(64) })
  const projectId = await importSampleProject(atmosfera.system, now)
  const forge = { appId, jwksUri: platform.jwksUri }
  const remote = await serve(atmosfera, { port: 0, hostname: '127.0.0.1', forge })
  platform.setRemote(remote.url)
  await connect(platform, atmosfera, projectId)
  platform.jira.pageDelayMs = pageDelayMs
  answer = previewApp(platform).fetch
  return {
    url: `http://127.0.0.1:${(pages.address() as AddressInfo).port}/`,
    platform,
    close: async () => {
      pages.closeAllConnections()
      await new Promise<void>((resolve) => pages.close(() => resolve()))
      await remote.close()
      // What reads from Jira finishes first, and need not be watched any more.
      platform.jira.pageDelayMs = 0
      await atmosfera.system.forge.settled()
      await atmosfera.close()
      await platform.close()
    },
  }
}

async function listen(server: Server, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', ({ message }) => reject(new Error(`${message}; choose another port with --port`)))
    server.listen(port, '127.0.0.1', resolve)
  })
}

/** Installs the app and connects the sample project, as an administrator would in its settings. */
async function connect(platform: Platform, { system }: Atmosfera, projectId: number): Promise<void> {
  const { accountId } = sampleAccounts.administrator
  await platform.install(accountId)
  const { code } = await system.forge.createCode({ projectId })
  const { id, key } = sampleJiraProject
  const { status, body } = await platform.invokeRemote({
    method: 'POST',
    path: '/forge/project/connection',
    body: { code },
    module: { type: 'jira:projectSettingsPage', key: 'atmosfera-project-settings' },
    extension: { type: 'jira:projectSettingsPage', project: { id, key, type: 'software' } },
    accountId,
  })
  if (status !== 200) throw new Error(`The sample project was not connected: ${JSON.stringify(body)}`)
  await system.forge.settled()
}
