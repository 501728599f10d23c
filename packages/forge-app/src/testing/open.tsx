import { act, type ReactNode, useState } from 'react'
import { afterEach, vi } from 'vitest'
import type { Server } from './endpoints'
import { FakeJira, fetchTranslations, type Situation } from './jira'
import { Page } from './page'

const modules = {
  'issue-panel': () => import('../frontend/issue-panel/index'),
  'issue-context': () => import('../frontend/issue-context/index'),
  'project-page': () => import('../frontend/project-page/index'),
  'dashboard-gadget': () => import('../frontend/dashboard-gadget/index'),
  'admin-page': () => import('../frontend/admin-page/index'),
  'project-settings': () => import('../frontend/project-settings/index'),
}

export type ModuleName = keyof typeof modules

let jira: FakeJira | undefined
let close: (() => void) | undefined

// The bridge is looked for when its package is first loaded, and kept: so it leads to whichever Jira is
// there.
Object.assign(globalThis, {
  self: globalThis,
  IS_REACT_ACT_ENVIRONMENT: true,
  __bridge: { callBridge: async (command: string, data: unknown) => await jira?.call(command, data) },
})

/** Opens a module in a Jira of its own, the way Jira does, and waits until it has drawn what it can. */
export async function open(name: ModuleName, server: Server, situation: Situation = {}): Promise<Page> {
  await closeModule()
  vi.stubGlobal('fetch', fetchTranslations)
  const opened = new FakeJira(server, situation)
  jira = opened
  const { default: reconciler } = await import('@forge/react')
  const { render } = reconciler
  // UI Kit offers no way to close what it shows. Without one, a module's timers would reach into the next
  // test.
  const staged = vi
    .spyOn(reconciler, 'render')
    .mockImplementation((element) => render(<Stage>{element}</Stage>))
  const page = new Page(opened)
  vi.resetModules()
  await page.settle(modules[name])
  staged.mockRestore()
  await page.settle()
  return page
}

function Stage({ children }: { readonly children: ReactNode }): ReactNode {
  const [shown, setShown] = useState(true)
  close = () => setShown(false)
  return shown ? children : null
}

async function closeModule(): Promise<void> {
  const closing = close
  close = undefined
  if (closing !== undefined) await act(async () => closing())
}

afterEach(async () => {
  await closeModule()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** Holds the clock: from here on, only `page.wait` lets time pass. */
export function holdTime(): void {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
}
