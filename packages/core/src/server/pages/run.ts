import type { Hono } from 'hono'
import { defectKey } from '../../coverage/defects.js'
import { text } from '../../reports/html-parts.js'
import type { TestRun } from '../../test-runs/types.js'
import type { Environment, RequestContext } from '../environment.js'
import { HttpError } from '../problems.js'
import { sendBytes } from '../respond.js'
import { projectLink } from './addresses.js'
import { cycleLink } from './cycle.js'
import { type Content, html, joined, moment } from './markup.js'
import { personName } from './people.js'
import { idIn, ofProject, type ProjectVisit, requireProject, showProjectPage } from './project-page.js'
import { dataTable, facts } from './tables.js'
import { statusBadge } from './verdicts.js'

/** One run: what happened, and what shows it. */
export function addRunPages(pages: Hono<Environment>): void {
  const path = '/projects/:projectId/runs/:runId'
  pages.get(path, async (context) => {
    const visit = await requireProject(context)
    return await showRun(context, visit, await requireRun(context, visit))
  })
  pages.get(`${path}/evidence/:sha256`, async (context) => {
    const visit = await requireProject(context)
    const run = await requireRun(context, visit)
    const sha256 = context.req.param('sha256')
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new HttpError('route_not_found')
    const bytes = await visit.services.testRuns.readEvidence({ runId: run.id, sha256 })
    const entry = evidenceOf(run).find((one) => one.sha256 === sha256)
    return sendBytes(context, bytes, evidenceHeaders(entry?.name ?? sha256, entry?.contentType))
  })
}

async function requireRun(context: RequestContext, { services, project }: ProjectVisit): Promise<TestRun> {
  return ofProject(project, await services.testRuns.get(idIn(context, 'runId')), 'test run')
}

async function showRun(context: RequestContext, visit: ProjectVisit, run: TestRun): Promise<Response> {
  const { services, project } = visit
  const testCase = await services.testCases.get(run.testCaseId)
  const { cycleId } = await services.testCycles.getItem(run.cycleItemId)
  const cycle = await services.testCycles.get(cycleId)
  const item = projectLink(context, project, `/cycles/${cycleId}/items/${run.cycleItemId}`)
  const defects = run.defects.map((defect) => defectKey(defect)).filter((key) => key !== undefined)
  const known = await ticketKeys(visit, defects)
  return await showProjectPage(context, visit, {
    section: 'cycles',
    title: `Run ${run.id}`,
    trail: [{ title: cycle.name, href: cycleLink(context, visit, cycle) }],
    body: html`<p class="lead"><a href="${item}">${text(testCase.title)}</a></p>
      ${facts([
        ['Status', statusBadge(run.status)],
        ['When', moment(run.executedAt)],
        ['By', await personName(visit, run.executedBy)],
        ['Environment', run.environment],
        ['Version', run.version],
        ['Took', run.durationMs === null ? undefined : `${run.durationMs / 1000} s`],
        ['Attempt', run.attempt === 1 ? undefined : run.attempt],
        [
          'Defects',
          defects.length === 0
            ? undefined
            : joined(defects.map((key) => defectName(context, visit, key, known))),
        ],
        ['Tags', run.tags.join(', ')],
      ])}
      ${run.notes !== null && html`<section aria-labelledby="notes"><h2 id="notes">Notes</h2><pre class="written" tabindex="0">${run.notes}</pre></section>`}
      ${stepTable(run)}
      ${evidenceList(context, visit, run)}`,
  })
}

/** Those of some keys that tickets of the project have. */
async function ticketKeys(
  { services, project }: ProjectVisit,
  keys: readonly string[],
): Promise<ReadonlySet<string>> {
  const plausible = keys.filter((key) => key.length <= 50).slice(0, 100)
  if (plausible.length === 0) return new Set()
  const { items } = await services.tickets.list({ projectId: project.id, jiraKey: plausible, limit: 100 })
  return new Set(items.map(({ jiraKey }) => jiraKey))
}

/** A key leads to the ticket, if there is one; an address leads there where a browser may follow it. */
function defectName(
  context: RequestContext,
  { project }: ProjectVisit,
  key: string,
  known: ReadonlySet<string>,
): Content {
  if (/^https?:\/\//i.test(key)) return html`<a href="${key}" rel="noreferrer">${text(key)}</a>`
  if (!known.has(key)) return text(key)
  return html`<a href="${projectLink(context, project, `/tickets/${encodeURIComponent(key)}`)}">${text(key)}</a>`
}

function stepTable({ stepResults }: TestRun): Content {
  if (stepResults.length === 0) return undefined
  const field = (step: unknown, name: string): string => {
    const value: unknown = typeof step === 'object' && step !== null ? Reflect.get(step, name) : undefined
    return typeof value === 'string' ? value : ''
  }
  return html`<section aria-labelledby="steps"><h2 id="steps">Steps</h2>
    ${dataTable({
      caption: 'Steps of the run',
      columns: [
        { title: 'Step' },
        { title: 'Expected', kind: 'words' },
        { title: 'Status' },
        { title: 'What happened', kind: 'words' },
      ],
      rows: stepResults.map((step) => {
        const status = field(step, 'status')
        return [
          text(field(step, 'name') || field(step, 'action')),
          text(field(step, 'expected')),
          status !== '' && statusBadge(status),
          text(field(step, 'message') || field(step, 'actual')),
        ]
      }),
    })}
  </section>`
}

/** A piece of evidence as far as it is kept here. */
interface Evidence {
  readonly name: string
  readonly sha256: string
  readonly size: number | undefined
  readonly contentType: string | undefined
}

function evidenceOf({ evidence }: TestRun): readonly Evidence[] {
  return evidence.flatMap((entry) => {
    if (typeof entry !== 'object' || entry === null) return []
    const field = (name: string): unknown => Reflect.get(entry, name)
    const [sha256, path, name, size, contentType] = ['sha256', 'path', 'name', 'size', 'contentType'].map(
      field,
    )
    if (typeof sha256 !== 'string') return []
    const shown = [name, path].find((one) => typeof one === 'string' && one !== '')
    return [
      {
        name: typeof shown === 'string' ? shown : sha256,
        sha256,
        size: typeof size === 'number' ? size : undefined,
        contentType: typeof contentType === 'string' ? contentType.toLowerCase() : undefined,
      },
    ]
  })
}

/** Images that browsers show without running anything; SVG is none of them. */
const safeImages: readonly string[] = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif']

function evidenceList(context: RequestContext, { project }: ProjectVisit, run: TestRun): Content {
  const kept = evidenceOf(run)
  if (kept.length === 0) return undefined
  return html`<section aria-labelledby="evidence"><h2 id="evidence">Evidence</h2>
    <ul class="evidence">${kept.map(({ name, sha256, size, contentType }) => {
      const href = projectLink(context, project, `/runs/${run.id}/evidence/${sha256}`)
      const isImage = contentType !== undefined && safeImages.includes(contentType)
      return html`<li>
        <a href="${href}">${isImage && html`<img src="${href}" alt="" loading="lazy">`}${text(name)}</a>
        ${size !== undefined && html`<span class="muted">${bytes(size)}</span>`}
      </li>`
    })}</ul></section>`
}

function bytes(size: number): string {
  if (size < 1_000) return `${size} B`
  return size < 1_000_000 ? `${(size / 1_000).toFixed(1)} kB` : `${(size / 1_000_000).toFixed(1)} MB`
}

/** Whatever it is, it runs nothing here: what is no plain image is saved rather than shown. */
function evidenceHeaders(name: string, contentType: string | undefined): Readonly<Record<string, string>> {
  const isImage = contentType !== undefined && safeImages.includes(contentType)
  const last = name.split(/[\\/]/).at(-1) ?? name
  const plain = last.replaceAll(/[^\w.-]/g, '_')
  const encoded = encodeURIComponent(last.toWellFormed()).replaceAll(
    /['()*]/g,
    (one) => `%${one.charCodeAt(0).toString(16)}`,
  )
  return {
    'content-type': isImage ? contentType : 'application/octet-stream',
    'content-disposition': `${isImage ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${encoded}`,
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  }
}
