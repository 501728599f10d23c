/** The page around the app: which module is shown, and the switches. */

import { patch } from '../render/patch.js'
import { type Choices, readChoices, storeChoices } from './choices.js'
import { elementOf, pageData } from './data.js'
import { type FrameMessage, type Location, listen, send } from './messages.js'
import { drawShell, issueShown, type Lozenge, moduleShown, type ShellData } from './shell-parts.js'

const data = pageData<ShellData>()
const root = elementOf('root')
let choices = readChoices(data.modules[0]?.key ?? '')
let lozenge: Lozenge | undefined
/** Counts how often the app asked for a reload: another number is another frame. */
let reloads = 0
/** The theme that the frame began with. A running one is told of changes, as in Jira. */
let firstTheme = choices.theme

function choose(next: Partial<Choices>): void {
  const before = choices
  choices = { ...choices, ...next }
  storeChoices(choices)
  const isSameFrame = Object.keys(next).every((name) => name === 'theme' || name === 'width')
  if (!isSameFrame) firstTheme = choices.theme
  draw()
  if (isSameFrame && before.theme !== choices.theme) tellTheme()
  if (!isSameFrame) void glance()
}

function tellTheme(): void {
  const frame = root.querySelector('iframe')?.contentWindow
  if (frame) send(frame, { kind: 'theme', theme: choices.theme })
}

/** The lozenge that Jira shows beside an issue comes from the app's function, not from its frontend. */
async function glance(): Promise<void> {
  lozenge = undefined
  if (moduleShown(data, choices)?.type === 'jira:issueContext') {
    const asked = issueShown(choices)
    const response = await fetch(`/glance/${encodeURIComponent(asked)}`)
    const found = (await response.json()) as { readonly lozenge?: Lozenge }
    if (asked === issueShown(choices)) lozenge = found.lozenge
  }
  draw()
}

function draw(): void {
  document.documentElement.dataset.colorMode = choices.theme
  patch(root, [drawShell({ data, choices, lozenge, firstTheme, reloads, choose })])
}

/** What of Jira there is here, is gone to; the rest is said. */
function navigate({ url = '', target, moduleKey, issueKey }: Location): void {
  const key = issueKey ?? /\/browse\/([A-Z]+-\d+)/.exec(url)?.[1]
  const panel = data.modules.find(({ type }) => type === 'jira:issuePanel')
  if (target === 'module' && moduleKey !== undefined) choose({ module: moduleKey })
  else if (key !== undefined && panel !== undefined) choose({ module: panel.key, issue: key })
  else window.alert(`Jira would go to ${url === '' ? target : url}.`)
}

listen<FrameMessage>(
  () => root.querySelector('iframe')?.contentWindow,
  (message) => {
    if (message.kind === 'navigate') navigate(message.location)
    // A gadget's configuration is Jira's to keep.
    else if (message.kind === 'submit') choose({ gadget: JSON.stringify(message.payload), isEditing: false })
    else if (message.kind === 'close') choose({ isEditing: false })
    // It may have been chosen while the frame was on its way.
    else if (message.kind === 'ready') tellTheme()
    else {
      reloads++
      choose({ state: choices.state })
    }
  },
)
draw()
void glance()
