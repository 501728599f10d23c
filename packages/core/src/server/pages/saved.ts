import type { RequestContext } from '../environment.js'
import { projectLink } from './addresses.js'
import { type Content, html } from './markup.js'
import type { ProjectVisit } from './project-page.js'

/** Says that a run was recorded, on whichever page comes then. */
export function savedNotice(context: RequestContext, { project }: ProjectVisit): Content {
  const runId = context.req.query('saved') ?? ''
  if (!/^[1-9]\d{0,9}$/.test(runId)) return undefined
  return html`<p class="notice right" role="status">Saved as <a href="${projectLink(context, project, `/runs/${runId}`)}">run ${runId}</a>.</p>`
}
