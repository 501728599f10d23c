import { isSystem } from '../../actor.js'
import { NotFoundError } from '../../errors.js'
import type { Project } from '../../projects/types.js'
import { type AccessLevel, accessLevels } from '../../schema/allowed-values.js'
import { addressOf, type RequestContext } from '../environment.js'
import { HttpError } from '../problems.js'
import { linkTo, projectLink } from './addresses.js'
import { type Crumb, type Page, showPage } from './layout.js'
import { type Content, html } from './markup.js'
import { requireVisitor, type Visitor } from './visitor.js'

/** A project, and somebody who looks at it. */
export interface ProjectVisit {
  readonly visitor: Visitor
  readonly services: Visitor['services']
  readonly project: Project
  /** Whether they may change what is in it; the services decide, this only hides forms that would be refused. */
  readonly mayWrite: boolean
}

/** @throws HttpError, NotFoundError where there is no such project for them. */
export async function requireProject(context: RequestContext): Promise<ProjectVisit> {
  const visitor = await requireVisitor(context)
  const { services } = visitor
  const project = await services.projects.get(idIn(context, 'projectId'))
  return { visitor, services, project, mayWrite: await canWrite(visitor, project) }
}

async function canWrite({ caller: { actor }, services }: Visitor, project: Project): Promise<boolean> {
  if (isSystem(actor)) return true
  const reaches = (level: AccessLevel): boolean =>
    accessLevels.indexOf(level) >= accessLevels.indexOf('write')
  if (actor.limits !== undefined && !reaches(actor.limits.accessLevel)) return false
  const { items } = await services.projects.listAccess({ projectId: project.id, userId: actor.userId })
  return items.some(({ accessLevel }) => reaches(accessLevel))
}

/** An id in the address of a page. What cannot be one is an address where there is nothing. */
export function idIn(context: RequestContext, name: string): number {
  const text = context.req.param(name) ?? ''
  if (!/^[1-9]\d{0,9}$/.test(text)) throw new HttpError('route_not_found')
  return Number(text)
}

/** What an address names, if it is of the project that the address names as well. */
export function ofProject<Row extends { readonly id: number; readonly projectId: number }>(
  project: Project,
  row: Row,
  label: string,
): Row {
  if (row.projectId !== project.id) throw new NotFoundError(label, row.id)
  return row
}

/** What there is to look at in a project. */
const sections = {
  coverage: { title: 'Coverage', path: '' },
  tickets: { title: 'Tickets', path: '/tickets' },
  matrix: { title: 'Matrix', path: '/matrix' },
  maturity: { title: 'Maturity', path: '/maturity' },
  recommendations: { title: 'Recommendations', path: '/recommendations' },
  cycles: { title: 'Cycles', path: '/cycles' },
  import: { title: 'Import', path: '/import' },
  report: { title: 'Report', path: '/report' },
} as const

type Section = keyof typeof sections

interface ProjectPage {
  readonly section: Section
  /** The page's own name, where it is not the section's. */
  readonly title?: string
  /** What is between the section and this page. */
  readonly trail?: readonly Crumb[]
  readonly body: Content
  readonly status?: Page['status']
}

/** A page of a project, with the way to the others. */
export function showProjectPage(
  context: RequestContext,
  visit: ProjectVisit,
  { section, title, trail = [], body, status }: ProjectPage,
): Response | Promise<Response> {
  const { project, visitor } = visit
  const home = sections[section]
  const above: readonly Crumb[] =
    title === undefined
      ? []
      : [{ title: home.title, href: projectLink(context, project, home.path) }, ...trail]
  return showPage(context, visitor, {
    title: title ?? home.title,
    titleOfWindow: `${title ?? home.title} – ${project.name}`,
    crumbs: [
      { title: 'Projects', href: linkTo(context, '/') },
      { title: project.name, href: projectLink(context, project) },
      ...above,
    ],
    navigation: navigation(context, visit, section),
    body,
    status,
  })
}

function navigation(context: RequestContext, { project, mayWrite }: ProjectVisit, current: Section): Content {
  const shown = (Object.keys(sections) as Section[]).filter((name) => mayWrite || name !== 'import')
  return html`<nav class="sections" aria-label="${project.name}">
    <ul>
      ${shown.map((name) => {
        const { title, path } = sections[name]
        const href = addressOf(context, `/projects/${project.id}${path}`)
        return html`<li><a href="${href}" ${name === current && html`aria-current="true"`}>${title}</a></li>`
      })}
    </ul>
  </nav>`
}
