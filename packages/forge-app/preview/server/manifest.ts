import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { appFolder } from './app-folder.js'

/** A part of the app that Jira shows, as the manifest declares it. */
export interface AppModule {
  /** Such as `jira:issuePanel`. */
  readonly type: string
  readonly key: string
  /** What Jira writes above it, in each language of the app. */
  readonly titles: Readonly<Record<string, string>>
  /** Its frontend's source, relative to the app's folder. */
  readonly source: string
}

export interface AppManifest {
  readonly appId: string
  readonly modules: readonly AppModule[]
  /** Sources of frontends by the key of their resource, for those that are opened in a dialog. */
  readonly sources: Readonly<Record<string, string>>
  /** Files with translations by their locale, and the locale that stands for all others. */
  readonly locales: Readonly<Record<string, string>>
  readonly defaultLocale: string
}

interface Declared {
  readonly app: { readonly id: string }
  readonly modules: Readonly<Record<string, readonly DeclaredModule[]>>
  readonly resources: readonly { readonly key: string; readonly path: string }[]
  readonly translations: {
    readonly resources: readonly { readonly key: string; readonly path: string }[]
    readonly fallback: { readonly default: string }
  }
}

interface DeclaredModule {
  readonly key: string
  readonly title?: string | { readonly i18n: string }
  readonly resource?: string
}

/** Reads what the manifest declares, with Atlassian's own reader. @throws Error where it cannot be read. */
export async function readManifest(): Promise<AppManifest> {
  // The reader fills in variables, and refuses a manifest where one is missing.
  process.env.ATMOSFERA_URL ??= 'https://atmosfera.example.com'
  const { validate } = createRequire(import.meta.url)('@forge/manifest') as {
    readonly validate: (basic: boolean, file: string) => Promise<ReadManifest>
  }
  const { manifestObject, errors = [] } = await validate(true, join(appFolder, 'manifest.yml'))
  const declared = manifestObject?.typedContent
  if (declared === undefined) {
    throw new Error(`manifest.yml cannot be read: ${errors.map(({ message }) => message).join('; ')}`)
  }
  const { app, modules, resources, translations } = declared
  const sources = Object.fromEntries(resources.map(({ key, path }) => [key, path]))
  const locales = Object.fromEntries(translations.resources.map(({ key, path }) => [key, path]))
  const texts = await Promise.all(
    Object.entries(locales).map(async ([locale, path]) => [locale, await readTexts(path)] as const),
  )
  const titlesOf = (title: DeclaredModule['title'], key: string): Readonly<Record<string, string>> =>
    Object.fromEntries(
      texts.map(([locale, text]) => [
        locale,
        typeof title === 'object' ? (text[title.i18n] ?? title.i18n) : (title ?? key),
      ]),
    )
  return {
    appId: app.id,
    modules: Object.entries(modules).flatMap(([type, declarations]) =>
      declarations.flatMap(({ key, title, resource = '' }): readonly AppModule[] => {
        const source = sources[resource]
        return source === undefined ? [] : [{ type, key, titles: titlesOf(title, key), source }]
      }),
    ),
    sources,
    locales,
    defaultLocale: translations.fallback.default,
  }
}

interface ReadManifest {
  readonly manifestObject?: { readonly typedContent?: Declared }
  readonly errors?: readonly { readonly message: string }[]
}

async function readTexts(path: string): Promise<Readonly<Record<string, string>>> {
  return JSON.parse(await readFile(join(appFolder, path), 'utf8')) as Readonly<Record<string, string>>
}
