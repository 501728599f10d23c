/** The page that a module runs and is drawn in. Its script is loaded after this one, and finds the bridge. */

import { mount } from '../render/mount.js'
import type { TreeNode } from '../render/tree.js'
import { createBridge } from './bridge.js'
import { elementOf, pageData } from './data.js'
import { showFailure } from './failure.js'
import { createFlags } from './flags.js'
import { listen, send, type ThemeMessage } from './messages.js'

const { context } = pageData<{ readonly context: FrameContext }>()

interface FrameContext extends Readonly<Record<string, unknown>> {
  readonly locale: string
  readonly theme: { readonly colorMode: string }
}

const draw = mount(elementOf('root'))
const bridge = createBridge({
  context,
  flags: createFlags(elementOf('over')),
  reconcile: (tree: TreeNode) => {
    // A macro's configuration, which no module of Jira has, is a tree of its own.
    if (tree.type === 'Root') draw(tree)
  },
})

Object.assign(globalThis, { self: globalThis, __bridge: { callBridge: bridge.callBridge } })
document.documentElement.lang = context.locale
setTheme(context.theme.colorMode)

listen<ThemeMessage>(
  () => window.parent,
  ({ theme }) => {
    setTheme(theme)
    bridge.emit('FORGE_CORE_THEME_CHANGED', { theme: { colorMode: theme } })
  },
)
send(window.parent, { kind: 'ready' })

function setTheme(theme: string): void {
  document.documentElement.dataset.colorMode = theme
}

// Links lead out of the frame, which is Jira's to do.
document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('a[href]') : null
  if (link === null || event.defaultPrevented) return
  event.preventDefault()
  const type = link.getAttribute('target') === '_blank' ? 'new-tab' : 'same-tab'
  send(window.parent, { kind: 'navigate', location: { url: link.getAttribute('href') ?? '', type } })
})
window.addEventListener('error', ({ error, message }) => showFailure(error ?? message))
window.addEventListener('unhandledrejection', ({ reason }) => showFailure(reason))
