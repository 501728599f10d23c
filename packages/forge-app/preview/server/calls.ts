import { setTimeout as pause } from 'node:timers/promises'
import type { Platform, RemoteCall } from '../platform/platform.js'
import { sampleAccounts } from '../platform/sample-site.js'
import type { AppModule } from './manifest.js'
import { extensionOf, type View } from './view.js'

/** What the bridge makes an answer of: Jira's own, whether the remote was reached or not. */
export type BridgeAnswer =
  | {
      readonly success: true
      readonly payload: {
        readonly status: number
        readonly headers: Readonly<Record<string, readonly string[]>>
        readonly body?: unknown
      }
    }
  | { readonly success: false; readonly error: { readonly message: string } }

export type Call = Pick<RemoteCall, 'method' | 'path' | 'headers' | 'body'>

const slowMs = 5_000

/** Sends a call of a module to the server, with what the switches do to it. */
export async function callRemote(
  platform: Platform,
  module: AppModule,
  view: View,
  call: Call,
): Promise<BridgeAnswer> {
  if (view.state === 'slow') await pause(slowMs)
  if (view.state === 'unreachable') {
    return failure('There was an error invoking the remote: it cannot be reached.')
  }
  try {
    const { method, path, headers: sent, body: asked } = call
    const { status, headers, body } = await platform.invokeRemote({
      method,
      path,
      headers: sent,
      body: asked,
      module: { type: module.type, key: module.key },
      extension: extensionOf(module, view, platform.jira.site),
      accountId: sampleAccounts[view.account].accountId,
    })
    // That is how Jira tells it of a server that answers 401.
    if (status === 401) return failure('The remote could not verify the Forge Invocation Token.')
    const lists = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]))
    return { success: true, payload: { status, headers: lists, body } }
  } catch (error) {
    return failure(`There was an error invoking the remote: ${String(error)}`)
  }
}

function failure(message: string): BridgeAnswer {
  return { success: false, error: { message } }
}
