import { type Child, h, type VElement } from '../render/vnode.js'
import { type Choices, gadgetIsEdited } from './choices.js'

/** What there is to choose from, as the server tells it. */
export interface ShellData {
  readonly modules: readonly ShellModule[]
  readonly locales: readonly string[]
  readonly states: readonly string[]
  readonly accounts: readonly { readonly name: string; readonly displayName: string }[]
  readonly issues: readonly { readonly key: string; readonly summary: string }[]
}

interface ShellModule {
  readonly type: string
  readonly key: string
  readonly titles: Readonly<Record<string, string>>
}

export interface Lozenge {
  readonly label: string
  readonly type: string
}

interface Shell {
  readonly data: ShellData
  readonly choices: Choices
  readonly lozenge: Lozenge | undefined
  readonly firstTheme: string
  readonly reloads: number
  readonly choose: (next: Partial<Choices>) => void
}

const warning =
  'Preview: the app runs here against a real ATMosFera server with the sample project, and is drawn by this ' +
  'repository in the look of Jira, not by Jira.'

const stateNames: Readonly<Record<string, string>> = {
  usual: 'as usual',
  slow: 'slow (5 s)',
  unreachable: 'server unreachable',
  unconnected: 'project not connected',
}

const lozengeColors: Readonly<Record<string, string>> = {
  success: 'success',
  removed: 'danger',
  inprogress: 'information',
  moved: 'warning',
}

export function moduleShown({ modules }: ShellData, { module }: Choices): ShellModule | undefined {
  return modules.find(({ key }) => key === module)
}

export function issueShown({ state, issue }: Choices): string {
  return state === 'unconnected' ? 'DOCK-1' : issue
}

export function drawShell(shell: Shell): VElement {
  const parts = [navigation(shell), switches(shell), place(shell)]
  return h('div', 'shell', {}, h('header', 'shell-banner', {}, warning), parts)
}

function navigation({ data, choices, choose }: Shell): Child {
  return h(
    'nav',
    'shell-nav',
    { attributes: { 'aria-label': 'Modules' } },
    h('h1', '', {}, 'ATMosFera for Jira'),
    data.modules.map(({ key, type, titles }) => {
      const attributes = { type: 'button', 'aria-current': key === choices.module ? 'page' : undefined }
      const on = { click: () => choose({ module: key }) }
      return h('button', '', { key, attributes, on }, titles[choices.locale] ?? key, h('small', '', {}, type))
    }),
  )
}

function switches({ data, choices, choose }: Shell): Child {
  const isGadget = moduleShown(data, choices)?.type === 'jira:dashboardGadget'
  const accounts = data.accounts.map(({ name, displayName }) => [name, `${name} (${displayName})`] as const)
  const issues = data.issues.map(({ key, summary }) => [key, `${key} ${summary}`] as const)
  const locales = data.locales.map((name) => [name, name] as const)
  const states = data.states.map((name) => [name, stateNames[name] ?? name] as const)
  const themes = [named('light'), named('dark')]
  const widths = [named('full'), ['narrow', '360 px'] as const]
  const modes = [['view', 'shown'] as const, ['edit', 'being set up'] as const]
  const mode = gadgetIsEdited(choices) ? 'edit' : 'view'
  return h(
    'div',
    'shell-switches',
    { attributes: { role: 'region', 'aria-label': 'Switches' } },
    select('Account', choices.account, accounts, (account) => choose({ account })),
    select('Issue', choices.issue, issues, (issue) => choose({ issue })),
    select('Language', choices.locale, locales, (locale) => choose({ locale })),
    select('Theme', choices.theme, themes, (name) => choose({ theme: name === 'dark' ? 'dark' : 'light' })),
    select('Width', choices.width, widths, (name) => choose({ width: name === 'full' ? 'full' : 'narrow' })),
    select('Answers', choices.state, states, (state) => choose({ state })),
    isGadget && select('Gadget', mode, modes, (name) => choose({ isEditing: name === 'edit' })),
  )
}

type Option = readonly [value: string, text: string]

function named(name: string): Option {
  return [name, name]
}

function select(
  label: string,
  value: string,
  options: readonly Option[],
  chosen: (value: string) => void,
): Child {
  const change = ({ target }: Event): void => {
    if (target instanceof HTMLSelectElement) chosen(target.value)
  }
  const drawn = options.map(([name, text]) => h('option', '', { attributes: { value: name } }, text))
  return h('label', '', { key: label }, label, h('select', '', { live: { value }, on: { change } }, drawn))
}

function place({ data, choices, lozenge, firstTheme, reloads }: Shell): Child {
  const module = moduleShown(data, choices)
  const title = module?.titles[choices.locale] ?? choices.module
  const isIssue = module?.type === 'jira:issuePanel' || module?.type === 'jira:issueContext'
  const issue = data.issues.find(({ key }) => key === issueShown(choices))
  const isGadget = module?.type === 'jira:dashboardGadget'
  const src = frameAddress(choices, { isGadget, firstTheme, reloads })
  return h(
    'main',
    'shell-place',
    {},
    h(
      'header',
      '',
      {},
      isIssue && `${issue?.key} ${issue?.summary} /`,
      h('h2', '', {}, title),
      lozenge &&
        h('span', `uk-lozenge uk-color-${lozengeColors[lozenge.type] ?? 'neutral'}`, {}, lozenge.label),
    ),
    // Another address is another frame: nothing of what was there before stays.
    h('iframe', choices.width === 'narrow' ? 'shell-narrow' : '', { key: src, attributes: { src, title } }),
  )
}

function frameAddress(
  choices: Choices,
  { isGadget, firstTheme, reloads }: Pick<Shell, 'firstTheme' | 'reloads'> & { readonly isGadget: boolean },
): string {
  const { module, account, issue, locale, state, gadget } = choices
  const query = new URLSearchParams({ account, issue, locale, state, theme: firstTheme })
  if (isGadget && gadgetIsEdited(choices)) query.set('editing', 'true')
  if (isGadget && gadget !== undefined) query.set('gadget', gadget)
  if (reloads > 0) query.set('reload', String(reloads))
  return `/frame/${module}/?${query}`
}
