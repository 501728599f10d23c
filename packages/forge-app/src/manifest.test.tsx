import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { ProcessorBuilder, ValidationTypes } from '@forge/manifest'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import german from '../locales/de-DE.json'
import english from '../locales/en-US.json'

const folder = new URL('..', import.meta.url)
const elsewhere = process.cwd()

/** As much of a module as the rules below speak of. */
interface Module {
  readonly key: string
  readonly resource?: string
  readonly render?: string
  readonly function?: string
  readonly endpoint?: string
  readonly remote?: string
  readonly handler?: string
  readonly icon?: string
  readonly actionVerb?: string
  readonly resolver?: { readonly endpoint?: string; readonly function?: string }
  readonly edit?: { readonly resource?: string; readonly render?: string }
  readonly dynamicProperties?: { readonly function?: string }
  readonly events?: readonly string[]
  readonly actions?: readonly string[]
  readonly auth?: object
  readonly route?: { readonly path: string }
}

interface Manifest {
  readonly app: { readonly id: string; readonly runtime: { readonly name: string } }
  readonly modules: Readonly<Record<string, readonly Module[]>>
  readonly resources: readonly { readonly key: string; readonly path: string }[]
  readonly remotes: readonly { readonly key: string; readonly baseUrl: string }[]
  readonly permissions: { readonly scopes: readonly string[] }
}

let manifest: Manifest

/** Validates as `forge lint` does, as far as that goes without Atlassian's cloud. */
async function validate(type: ValidationTypes) {
  return await ProcessorBuilder.instance()
    .withOptions({ deprecatedRuntimes: ['nodejs20.x', 'nodejs22.x'] })
    .withValidation(type)
    .build()
    .process('manifest.yml')
}

beforeAll(async () => {
  // The validator looks for translations in the working directory, and wants a value for each variable.
  process.chdir(fileURLToPath(folder))
  vi.stubEnv('ATMOSFERA_URL', 'https://atmosfera.example.com')
  const { manifestObject } = await validate(ValidationTypes.FULL)
  manifest = manifestObject?.yamlContent
})

afterAll(() => {
  process.chdir(elsewhere)
  vi.unstubAllEnvs()
})

const modulesOf = (type: string): readonly Module[] => manifest.modules[type] ?? []
const uiModules = (): readonly Module[] =>
  Object.keys(manifest.modules)
    .filter((type) => type.startsWith('jira:'))
    .flatMap(modulesOf)
const allModules = (): readonly Module[] => Object.values(manifest.modules).flat()

describe('Atlassian’s validator', () => {
  it.each(Object.values(ValidationTypes))('has nothing to say about it: %s', async (type) => {
    const { success, errors } = await validate(type)
    expect(errors ?? []).toEqual([])
    expect(success).toBe(true)
  })
})

describe('the screens', () => {
  it('are those that the app has', () => {
    expect(Object.keys(manifest.modules).filter((type) => type.startsWith('jira:'))).toEqual([
      'jira:issueContext',
      'jira:issuePanel',
      'jira:projectPage',
      'jira:dashboardGadget',
      'jira:adminPage',
      'jira:projectSettingsPage',
    ])
  })

  it('are drawn by today’s UI Kit, which the validator does not insist on', () => {
    for (const module of uiModules()) {
      expect(module).toMatchObject({ render: 'native', resolver: { endpoint: 'ui' } })
      expect(module.function, module.key).toBeUndefined()
      expect(module.edit?.render ?? 'native').toBe('native')
    }
  })

  it('have a resource each', () => {
    const resources = uiModules().map(({ resource }) => resource)
    expect(new Set(resources).size).toBe(uiModules().length)
    for (const { key, path } of manifest.resources) {
      expect(existsSync(new URL(path, folder)), path).toBe(true)
      if (key !== 'assets') expect(path).toBe(`src/frontend/${key}/index.tsx`)
    }
  })

  it('have icons that are there', () => {
    const icons = allModules().flatMap(({ icon }) => (icon === undefined ? [] : [icon]))
    expect(icons).not.toHaveLength(0)
    for (const icon of icons) {
      const [, resource, file] = /^resource:(\w+);(.+)$/.exec(icon) ?? []
      const path = manifest.resources.find(({ key }) => key === resource)?.path
      expect(existsSync(new URL(`${path}/${file}`, folder)), icon).toBe(true)
    }
  })

  it('can be gone to by the key that the app uses', () => {
    expect(modulesOf('jira:projectSettingsPage').map(({ key }) => key)).toEqual([
      'atmosfera-project-settings',
    ])
  })
})

describe('events', () => {
  // The list by which the validator finds the permissions that events take. The package does not export it.
  const list = new URL(
    'mapping/product-event-to-scope-mapping.json',
    pathToFileURL(createRequire(import.meta.url).resolve('@forge/manifest')),
  )
  const { mapping }: { readonly mapping: readonly { readonly productEvent: string }[] } = JSON.parse(
    readFileSync(list, 'utf8'),
  )
  const lifecycle = ['avi:forge:installed:app', 'avi:forge:upgraded:app']

  it('are events that there are: the validator takes any name', () => {
    const known = new Set([...mapping.map(({ productEvent }) => productEvent), ...lifecycle])
    const wanted = modulesOf('trigger').flatMap(({ events }) => events ?? [])
    expect(wanted.filter((event) => !known.has(event))).toEqual([])
    expect(wanted).toEqual([
      'avi:jira:created:issue',
      'avi:jira:updated:issue',
      'avi:jira:deleted:issue',
      ...lifecycle,
    ])
  })
})

describe('what refers to something', () => {
  type Kind = 'endpoint' | 'function' | 'remote' | 'resource' | 'action'

  /** What modules refer to, as `endpoint ui`. */
  const references = (): readonly string[] =>
    allModules().flatMap((module) => {
      const byKind: Readonly<Record<Kind, readonly (string | undefined)[]>> = {
        endpoint: [module.endpoint, module.resolver?.endpoint],
        function: [module.function, module.resolver?.function, module.dynamicProperties?.function],
        remote: [module.remote],
        resource: [module.resource, module.edit?.resource, /^resource:(.+);/.exec(module.icon ?? '')?.[1]],
        action: module.actions ?? [],
      }
      return Object.entries(byKind).flatMap(([kind, keys]) =>
        keys.flatMap((key) => (key === undefined ? [] : [`${kind} ${key}`])),
      )
    })

  const declared = (): readonly string[] =>
    [
      ...(['endpoint', 'function', 'action'] as const).map((kind) => [kind, modulesOf(kind)] as const),
      ['remote', manifest.remotes] as const,
      ['resource', manifest.resources] as const,
    ].flatMap(([kind, entries]) => entries.map(({ key }) => `${kind} ${key}`))

  it('refers to something that is there, and leaves nothing out', () => {
    expect([...new Set(references())].sort()).toEqual([...declared()].sort())
  })

  it('finds a function under the name of each handler', async () => {
    for (const { handler = '' } of modulesOf('function')) {
      const [file, name = ''] = handler.split('.')
      const exported: Readonly<Record<string, unknown>> = await import(
        new URL(`${file}.ts`, import.meta.url).href
      )
      expect(exported[name], handler).toBeTypeOf('function')
    }
  })
})

describe('what the app may do', () => {
  it('is as little as it gets along with', () => {
    expect(manifest.permissions).toEqual({
      scopes: ['read:jira-work', 'read:jira-user', 'read:app-system-token'],
    })
  })

  it('is never done in the name of a user', () => {
    expect(JSON.stringify([manifest.modules.endpoint, manifest.remotes])).not.toContain('appUserToken')
    for (const { key, auth } of modulesOf('endpoint')) {
      // Whoever is about to go needs to ask nothing any more.
      expect(auth, key).toEqual(key === 'uninstall' ? undefined : { appSystemToken: { enabled: true } })
    }
  })

  it('is not to change anything for the assistant', () => {
    expect(modulesOf('action').map(({ actionVerb }) => actionVerb)).toEqual(['GET', 'GET', 'GET'])
    expect(modulesOf('rovo:agent')[0]?.actions).toEqual(['coverage', 'gaps', 'maturity'])
  })

  it('is to talk to one server', () => {
    expect(manifest.remotes).toEqual([
      {
        key: 'atmosfera',
        baseUrl: 'https://atmosfera.example.com',
        operations: ['storage', 'compute'],
        storage: { inScopeEUD: true },
        auth: { appSystemToken: { enabled: true } },
      },
    ])
    expect(modulesOf('endpoint').flatMap(({ route }) => route?.path ?? [])).toEqual([
      '/forge/events',
      '/forge/uninstall',
      '/forge/reconcile',
      '/forge/rovo/coverage',
      '/forge/rovo/gaps',
      '/forge/rovo/maturity',
    ])
  })
})

it('runs on a Node.js that Atlassian still deploys', () => {
  expect(manifest.app.runtime.name).toBe('nodejs24.x')
})

it('comes without somebody’s own app id', () => {
  expect(manifest.app.id).toBe('ari:cloud:ecosystem::app/00000000-0000-0000-0000-000000000000')
})

it('has a text in both languages wherever it names one', () => {
  const wanted = [...JSON.stringify(manifest.modules).matchAll(/"i18n":"([^"]+)"/g)].map(
    ([, key]) => key ?? '',
  )
  expect(wanted).toHaveLength(8)
  for (const locale of [english, german]) expect(wanted.filter((key) => !(key in locale))).toEqual([])
})
