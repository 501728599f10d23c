import type { CoverageQuery, CoverageScope } from '../../coverage/scope.js'
import type { CoverageBreakdown } from '../../coverage/types.js'
import type { Services } from '../../services.js'
import type { RequestContext } from '../environment.js'
import { projectLink, type Query } from './addresses.js'
import { selectField, textField } from './fields.js'
import { emptyForm } from './forms.js'
import { type Content, html } from './markup.js'

/** What the pages of coverage can be narrowed to, by the name that it has in addresses. */
const filterNames = ['environment', 'version', 'fixVersion', 'component', 'issueType', 'asOf'] as const

type FilterName = (typeof filterNames)[number]

/** What is asked for; nothing is everything. */
export type Filters = Readonly<Partial<Record<FilterName, string>>>

export function readFilters(context: RequestContext): Filters {
  const filters: Partial<Record<FilterName, string>> = {}
  for (const name of filterNames) {
    const value = context.req.query(name)?.trim()
    if (value !== undefined && value !== '') filters[name] = value
  }
  return filters
}

/** Filters as services take them. */
export function queryOf(projectId: number, filters: Filters): CoverageQuery {
  const { asOf } = filters
  const one = (value: string | undefined) => (value === undefined ? undefined : [value])
  const scope: CoverageScope = {
    environments: one(filters.environment === none ? '' : filters.environment),
    versions: one(filters.version),
    fixVersions: one(filters.fixVersion),
    components: one(filters.component),
    issueTypes: one(filters.issueType),
    ...(asOf === undefined ? {} : { asOf }),
  }
  return { projectId, ...scope }
}

/** What stands for runs without an environment, which nothing at all would not do. */
const none = '(none)'

const breakdowns = {
  environment: { by: 'environment', label: 'Environment', any: 'All environments' },
  fixVersion: { by: 'fixVersion', label: 'Fix version', any: 'All fix versions' },
  component: { by: 'component', label: 'Component', any: 'All components' },
  issueType: { by: 'issueType', label: 'Ticket type', any: 'All types' },
} as const satisfies Partial<
  Record<FilterName, { readonly by: CoverageBreakdown['by']; readonly label: string; readonly any: string }>
>

/** The filter that a value of a breakdown stands for; null where there is none. */
export function filterFor(by: CoverageBreakdown['by'], value: string | null): Filters | null {
  if (by === 'environment') return { environment: value ?? none }
  if (value === null || (by !== 'fixVersion' && by !== 'component' && by !== 'issueType')) return null
  return { [by]: value }
}

/** What a form keeps of the address of its page. */
export function hiddenFields(kept: Query): Content {
  const known = Object.entries(kept).filter(([, value]) => value !== undefined && value !== '')
  return known.map(([name, value]) => html`<input type="hidden" name="${name}" value="${String(value)}">`)
}

/**
 * A form that asks for the same page, narrowed. What there is to choose from takes a while to find out, so that it is
 * a link as long as nobody wants it.
 */
export async function filterForm(
  context: RequestContext,
  { services, project }: { readonly services: Services; readonly project: { readonly id: number } },
  filters: Filters,
  { path = '', kept = {} }: { readonly path?: string; readonly kept?: Query } = {},
): Promise<Content> {
  const isNarrowed = Object.keys(filters).length > 0
  if (!isNarrowed && context.req.query('filter') !== 'yes') {
    const href = projectLink(context, project, path, { ...kept, filter: 'yes' })
    return html`<p><a href="${href}">Filter</a></p>`
  }
  const selects: Content[] = []
  for (const [name, { by, label, any }] of Object.entries(breakdowns)) {
    const { items } = await services.coverage.breakdown({ projectId: project.id, by })
    const values = items.map(({ value }) => value ?? (by === 'environment' ? none : undefined))
    const known = values.filter((value) => value !== undefined)
    const chosen = filters[name as keyof typeof breakdowns]
    // What an address asks for is offered even where there is no such thing, so that it can be seen and taken away.
    const offered = chosen === undefined || known.includes(chosen) ? known : [...known, chosen]
    if (offered.length === 0) continue
    const choices = [{ value: '', label: any }, ...offered.map((value) => ({ value, label: value }))]
    selects.push(selectField(emptyForm, { name, label, value: chosen ?? '', choices }))
  }
  return html`<form method="get" action="${projectLink(context, project, path)}" class="filters" aria-label="Filter">
      ${hiddenFields(kept)}
      ${selects}
      ${textField(emptyForm, { name: 'version', label: 'Tested version', value: filters.version ?? '', maxLength: 50 })}
      ${textField(emptyForm, { name: 'asOf', label: 'As of', type: 'date', value: filters.asOf ?? '' })}
      <p class="actions"><button>Show</button>
        <a href="${projectLink(context, project, path, kept)}">Show everything</a></p>
    </form>`
}
