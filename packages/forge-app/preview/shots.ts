import type { Page } from 'playwright-core'
import type { Preview } from './start.js'

/** A picture to take: a module in a state, and what is done there first. */
export interface Shot {
  /** How its file's name begins. */
  readonly name: string
  /** The module's key; undefined for the page around all of them. */
  readonly module?: string
  readonly query?: Readonly<Record<string, string>>
  readonly looks: readonly ('light' | 'dark' | 'narrow')[]
  /** True where it is taken while the module waits. */
  readonly isWaiting?: boolean
  readonly act?: (page: Page, preview: Preview) => Promise<void>
}

const all = ['light', 'dark', 'narrow'] as const
const light = ['light'] as const

const panel = 'atmosfera-issue-panel'
const context = 'atmosfera-issue-context'
const project = 'atmosfera-project-page'
const gadget = 'atmosfera-gadget'
const admin = 'atmosfera-admin'
const settings = 'atmosfera-project-settings'

const press =
  (name: string | RegExp, role: 'button' | 'tab' = 'button') =>
  async (page: Page): Promise<void> => {
    await page.getByRole(role, { name }).first().click()
    await page.waitForLoadState('networkidle')
    await page.waitForTimeout(200)
  }

const coverageGadget = JSON.stringify({ jiraProjectId: '10020', show: 'coverage' })
const maturityGadget = JSON.stringify({ jiraProjectId: '10020', show: 'maturity' })

/** One thing after another. */
const first =
  (...acts: readonly ((page: Page) => Promise<void>)[]) =>
  async (page: Page): Promise<void> => {
    for (const act of acts) await act(page)
  }

/** What a dialog asks for before it does something. */
const confirm =
  (name: string) =>
  async (page: Page): Promise<void> =>
    await page.getByRole('dialog').getByRole('button', { name }).click()

const type =
  (label: RegExp, text: string) =>
  async (page: Page): Promise<void> => {
    await page.getByLabel(label).first().fill(text)
    await page.waitForTimeout(1500)
  }

const wait =
  (ms: number) =>
  async (page: Page): Promise<void> =>
    await page.waitForTimeout(ms)

/** What goes wrong looks alike everywhere, and is still every module's own. */
const states = [panel, context, project, gadget, admin, settings].flatMap((module): readonly Shot[] => {
  const short = module.replace('atmosfera-', '')
  const query: Readonly<Record<string, string>> = module === gadget ? { gadget: coverageGadget } : {}
  return [
    {
      name: `${short}-slow`,
      module,
      query: { ...query, state: 'slow' },
      looks: light,
      isWaiting: true,
      act: (page) => page.waitForTimeout(1500),
    },
    {
      name: `${short}-unreachable`,
      module,
      query: { ...query, state: 'unreachable' },
      looks: ['light', 'narrow'],
    },
    { name: `${short}-stranger`, module, query: { ...query, account: 'stranger' }, looks: light },
    { name: `${short}-german`, module, query: { ...query, locale: 'de-DE' }, looks: ['light', 'narrow'] },
  ]
})

const usual: readonly Shot[] = [
  { name: 'preview', looks: ['light', 'dark'], act: wait(3000) },
  { name: 'panel-passed', module: panel, query: { issue: 'SHOP-404' }, looks: all },
  { name: 'panel-epic', module: panel, query: { issue: 'SHOP-402' }, looks: light },
  { name: 'panel-failed', module: panel, query: { issue: 'SHOP-565' }, looks: all },
  { name: 'panel-uncovered', module: panel, query: { issue: 'SHOP-609' }, looks: all },
  { name: 'panel-proposed', module: panel, query: { issue: 'SHOP-549' }, looks: ['light', 'narrow'] },
  { name: 'panel-reader', module: panel, query: { issue: 'SHOP-404', account: 'reader' }, looks: light },
  { name: 'context-passed', module: context, query: { issue: 'SHOP-404' }, looks: all },
  { name: 'context-failed', module: context, query: { issue: 'SHOP-565' }, looks: ['narrow'] },
  { name: 'context-uncovered', module: context, query: { issue: 'SHOP-609' }, looks: ['narrow'] },
  { name: 'project-coverage', module: project, looks: all },
  { name: 'project-traceability', module: project, looks: all, act: press('Traceability', 'tab') },
  { name: 'project-maturity', module: project, looks: all, act: press('Maturity', 'tab') },
  { name: 'project-recommendations', module: project, looks: all, act: press('Recommendations', 'tab') },
  {
    name: 'project-unconnected',
    module: project,
    query: { state: 'unconnected' },
    looks: ['light', 'narrow'],
  },
  {
    name: 'project-reader',
    module: project,
    query: { account: 'reader' },
    looks: light,
    act: press('Maturity', 'tab'),
  },
  { name: 'gadget-coverage', module: gadget, query: { gadget: coverageGadget }, looks: all },
  { name: 'gadget-maturity', module: gadget, query: { gadget: maturityGadget }, looks: all },
  { name: 'gadget-nothing', module: gadget, looks: light },
  { name: 'gadget-edit', module: gadget, query: { editing: 'true' }, looks: all },
  { name: 'settings-connected', module: settings, looks: all },
  { name: 'settings-unconnected', module: settings, query: { state: 'unconnected' }, looks: all },
  { name: 'settings-tester', module: settings, query: { account: 'tester' }, looks: light },
  { name: 'admin', module: admin, looks: all },
]

/** What is pressed changes something in the end, so these come last. */
const pressed: readonly Shot[] = [
  {
    name: 'act-link',
    module: panel,
    query: { issue: 'SHOP-609' },
    looks: all,
    act: first(press('Link test cases'), type(/search/i, 'pay')),
  },
  {
    name: 'act-create',
    module: panel,
    query: { issue: 'SHOP-609' },
    looks: all,
    act: first(press('Create test case'), press('Add a step')),
  },
  { name: 'act-unlink', module: panel, looks: light, act: press('Unlink') },
  {
    name: 'act-unlinked',
    module: panel,
    looks: light,
    act: first(press('Unlink'), confirm('Unlink'), wait(1000)),
  },
  {
    name: 'act-criteria',
    module: project,
    looks: all,
    act: first(press('Maturity', 'tab'), press('Criteria')),
  },
  {
    name: 'act-assess',
    module: project,
    looks: all,
    act: first(press('Maturity', 'tab'), press('Assess a dimension')),
  },
  {
    name: 'act-select',
    module: project,
    looks: light,
    act: async (page) => {
      await page.getByRole('combobox').first().click()
    },
  },
  {
    name: 'act-accept',
    module: project,
    looks: light,
    act: first(press('Recommendations', 'tab'), press('Accept'), wait(500)),
  },
  { name: 'act-disconnect', module: settings, looks: ['light', 'narrow'], act: press('Disconnect') },
  {
    name: 'act-backfill',
    module: admin,
    looks: all,
    act: first(press('Read all issues'), confirm('Read all issues'), wait(5000)),
  },
  {
    name: 'act-connect',
    module: settings,
    query: { state: 'unconnected' },
    looks: light,
    act: first(press('Connect'), wait(1500)),
  },
]

/** Every picture. */
export const shots: readonly Shot[] = [...usual, ...states, ...pressed]
