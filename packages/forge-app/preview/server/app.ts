import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Context, Hono } from 'hono'
import type { Platform } from '../platform/platform.js'
import { sampleAccounts } from '../platform/sample-site.js'
import { appFolder } from './app-folder.js'
import { frontend, pageScript, pageStyles } from './bundles.js'
import { type Call, callRemote } from './calls.js'
import { glanceAt } from './glance.js'
import { type AppManifest, type AppModule, readManifest } from './manifest.js'
import { framePage, shellPage } from './pages.js'
import { extensionOf, readView, viewStates } from './view.js'

/**
 * The preview's own server: its pages, the frontends as they are at the moment, and the way from their bridge to the
 * platform. Everything is read anew with each request, so that a reload shows what was changed.
 */
export function previewApp(platform: Platform): Hono {
  const app = new Hono()
  app.get('/', async (c) => c.html(shellPage(shellData(platform, await readManifest()))))
  app.get('/page/shell.js', async (c) => script(c, await pageScript('shell')))
  app.get('/page/frame.js', async (c) => script(c, await pageScript('frame')))
  app.get('/page/styles.css', async (c) => {
    c.header('content-type', 'text/css; charset=utf-8')
    return c.body(await pageStyles())
  })
  app.get('/glance/:issue', async (c) => {
    const issue = platform.jira.site.issue(c.req.param('issue'))
    return c.json({ lozenge: issue === undefined ? undefined : await glanceAt(platform, issue.id) })
  })
  app.route('/', frameRoutes(platform))
  return app
}

function frameRoutes(platform: Platform): Hono<{ Variables: Found }> {
  const frame = new Hono<{ Variables: Found }>()
  frame.use('/frame/:module/*', async (c, next) => {
    const manifest = await readManifest()
    const module = manifest.modules.find(({ key }) => key === c.req.param('module'))
    if (module === undefined) return c.text('The manifest has no such module.', 404)
    c.set('manifest', manifest)
    c.set('module', module)
    return await next()
  })
  frame.get('/frame/:module/', (c) => {
    const { module, view } = foundIn(c)
    const title = module.titles[view.locale] ?? module.key
    return c.html(framePage(title, { context: contextOf(platform, module, view) }, new URL(c.req.url).search))
  })
  frame.get('/frame/:module/app.js', async (c) => {
    const { module, manifest, view } = foundIn(c)
    const source = view.resource === undefined ? module.source : manifest.sources[view.resource]
    if (source === undefined) return c.text('The manifest has no such resource.', 404)
    try {
      return script(c, await frontend(source))
    } catch (error) {
      return script(c, `throw new Error(${JSON.stringify(String(error))})`)
    }
  })
  frame.get('/frame/:module/__LOCALES__/:file', async (c) => {
    const { manifest } = foundIn(c)
    const file = c.req.param('file')
    const { locales, defaultLocale } = manifest
    if (file === 'i18n-info.json') {
      const config = { locales: Object.keys(locales), fallback: { default: defaultLocale } }
      return c.json({ config })
    }
    const path = locales[file.replace(/\.json$/, '')]
    return path === undefined
      ? c.text('The app does not speak that language.', 404)
      : c.json(JSON.parse(await readFile(join(appFolder, path), 'utf8')))
  })
  frame.post('/frame/:module/invoke', async (c) => {
    const { module, view } = foundIn(c)
    return c.json(await callRemote(platform, module, view, (await c.req.json()) as Call))
  })
  return frame
}

interface Found {
  manifest: AppManifest
  module: AppModule
}

function foundIn(c: Context<{ Variables: Found }>) {
  return {
    manifest: c.get('manifest'),
    module: c.get('module'),
    view: readView(new URL(c.req.url).searchParams),
  }
}

function script(c: Context, code: string): Response {
  c.header('content-type', 'text/javascript; charset=utf-8')
  return c.body(code)
}

/** What `getContext` answers. */
function contextOf(platform: Platform, module: AppModule, view: ReturnType<typeof readView>): object {
  const { cloudId, siteUrl, environment, jira } = platform
  return {
    accountId: sampleAccounts[view.account].accountId,
    cloudId,
    siteUrl,
    moduleKey: module.key,
    localId: `ari:cloud:ecosystem::extension/${module.key}`,
    environmentId: environment.id,
    environmentType: environment.type,
    locale: view.locale,
    timezone: 'Europe/Berlin',
    theme: { colorMode: view.theme },
    extension: extensionOf(module, view, jira.site),
  }
}

function shellData({ jira }: Platform, { modules, locales }: AppManifest): object {
  return {
    modules: modules.map(({ type, key, titles }) => ({ type, key, titles })),
    locales: Object.keys(locales),
    states: viewStates,
    accounts: Object.entries(sampleAccounts).map(([name, { displayName }]) => ({ name, displayName })),
    issues: jira.site.issues
      .map(({ key, fields }) => ({ key, summary: String(fields.summary) }))
      .sort((a, b) => a.key.localeCompare(b.key, 'en', { numeric: true })),
  }
}
