import type { TreeNode } from '../render/tree.js'
import { showFailure } from './failure.js'
import type { FlagOptions, Flags } from './flags.js'
import { createHistory } from './history.js'
import { type Location, send } from './messages.js'
import { type ModalOptions, openModal } from './modal.js'

export interface BridgeParts {
  readonly context: Readonly<Record<string, unknown>>
  readonly flags: Flags
  readonly reconcile: (tree: TreeNode) => void
}

export interface Bridge {
  callBridge(command: string, data?: unknown): Promise<unknown>
  /** Tells those in the app who listen for an event. */
  emit(event: string, payload: unknown): void
}

type Callback = (payload: unknown) => void

interface Listening {
  readonly event: string
  readonly callback: Callback
}

/** What `@forge/bridge` finds in Jira, as far as an app in a project, an issue, a gadget or the settings needs it. */
export function createBridge({ context, flags, reconcile }: BridgeParts): Bridge {
  const listeners = new Map<string, Set<Callback>>()
  const emit = (event: string, payload: unknown): void => {
    for (const callback of listeners.get(event) ?? []) callback(payload)
  }
  const on = ({ event, callback }: Listening): { readonly unsubscribe: () => void } => {
    const those = listeners.get(event) ?? new Set()
    listeners.set(event, those.add(callback))
    return { unsubscribe: () => those.delete(callback) }
  }
  const toParent = (kind: 'submit' | 'close') => (payload: unknown) => send(window.parent, { kind, payload })
  const commands: Readonly<Record<string, (data: never) => unknown>> = {
    reconcile: ({ forgeDoc }: { readonly forgeDoc: TreeNode }) => reconcile(forgeDoc),
    getContext: () => structuredClone(context),
    invoke: (data: object) => invoke(data),
    showFlag: (flag: FlagOptions) => flags.show(flag),
    closeFlag: ({ id }: { readonly id: string }) => flags.close(id),
    navigate: (location: Location) => send(window.parent, { kind: 'navigate', location }),
    getUrl: ({ issueKey, projectKey }: Location) =>
      `${String(context.siteUrl)}${issueKey === undefined ? `/projects/${projectKey ?? ''}` : `/browse/${issueKey}`}`,
    reload: () => window.location.reload(),
    refresh: () => send(window.parent, { kind: 'reload' }),
    submit: toParent('submit'),
    close: toParent('close'),
    onClose: () => undefined,
    open: () => undefined,
    openModal: (options: ModalOptions) => openModal(options),
    createHistory: () => createHistory(),
    changeWindowTitle: (title: string) => {
      document.title = title
    },
    enableTheming: () => undefined,
    emitReadyEvent: () => undefined,
    isRovoEnabled: () => false,
    openRovo: () => false,
    emit: ({ event, payload }: { readonly event: string; readonly payload: unknown }) => emit(event, payload),
    on,
    emitPublic: ({ event, payload }: { readonly event: string; readonly payload: unknown }) =>
      emit(event, payload),
    onPublic: on,
    onError: ({ error }: { readonly error: unknown }) => showFailure(error),
  }
  return {
    emit,
    callBridge: async (command, data) => {
      const act = commands[command]
      if (act !== undefined) return await act(data as never)
      const error = new Error(`The preview's bridge does not know the command ${command}.`)
      showFailure(error)
      throw error
    },
  }
}

/** Calls go by the preview's server, which signs them. */
async function invoke(data: object): Promise<unknown> {
  if (!('path' in data)) throw new Error('The app has no resolver: every call goes to the remote.')
  const response = await fetch(`./invoke${window.location.search}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(data),
  })
  return await response.json()
}
