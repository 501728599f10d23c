import type { Hono } from 'hono'
import { levelNames } from '../../maturity/levels.js'
import type { DimensionReport, MaturityReport } from '../../maturity/report.js'
import {
  averageOf,
  derivedLevel,
  describeDisagreement,
  describeStep,
  orDash,
  remarksOn,
  share,
} from '../../maturity/wording.js'
import { maturityRadar } from '../../reports/charts/maturity-radar.js'
import { figureHtml, text } from '../../reports/html-parts.js'
import type { Environment, RequestContext } from '../environment.js'
import { projectLink } from './addresses.js'
import { type Content, html, joined } from './markup.js'
import { type ProjectVisit, requireProject, showProjectPage } from './project-page.js'
import { dataTable } from './tables.js'

/** How mature a project's testing is, and the way ahead. */
export function addMaturityPage(pages: Hono<Environment>): void {
  pages.get('/projects/:projectId/maturity', async (context) => {
    const visit = await requireProject(context)
    const report = await visit.services.maturity.report({ projectId: visit.project.id })
    return await showProjectPage(context, visit, {
      section: 'maturity',
      body: html`${figures(report)}
        <div class="pair even">
          <div class="radar">${await figureHtml(maturityRadar(report), 'radar', { table: html`` })}</div>
          ${notes(report)}
        </div>
        <section aria-labelledby="dimensions"><h2 id="dimensions">Dimensions</h2>${dimensions(context, visit, report)}</section>
        ${report.roadmap.length > 0 && roadmap(report)}`,
    })
  })
}

/** The page on which a dimension is assessed. */
export function dimensionLink(context: RequestContext, { project }: ProjectVisit, name: string): string {
  return projectLink(context, project, '/maturity/dimension', { name })
}

function figures({ average, gatedLevel, confidence, model }: MaturityReport): Content {
  const figure = (title: string, value: string, remark: string) =>
    html`<div><dt>${title}</dt><dd><strong>${value}</strong> <span class="muted">${remark}</span></dd></div>`
  return html`<dl class="figures">
    ${figure('Average', averageOf({ average }), 'of 5, weighted')}
    ${figure('Gated level', orDash(gatedLevel), gatedLevel === null ? 'nothing is known yet' : levelNames[gatedLevel])}
    ${figure('Confidence', share(confidence), 'by what is known, and how old')}
    ${figure('Model', model.name, `version ${model.version}`)}
  </dl>`
}

function notes({ disagreements, belowFoundation }: MaturityReport): Content {
  return html`<div>
    <h2>What stands out</h2>
    <ul class="plain">
      ${belowFoundation.map((name) => html`<li>${text(name)} does not reach Foundation by what was measured and answered.</li>`)}
      ${disagreements.map((one) => html`<li>${text(describeDisagreement(one))}.</li>`)}
      ${belowFoundation.length + disagreements.length === 0 && html`<li>What people assessed and what the facts say does not differ by a level anywhere.</li>`}
    </ul>
  </div>`
}

function dimensions(context: RequestContext, visit: ProjectVisit, report: MaturityReport): Content {
  return dataTable({
    caption:
      'Levels from 1 (Foundation) to 5 (Optimizing). The gap is weight × ((1 + target − level)² − 1): two levels short is worse than twice one.',
    shownCaption: true,
    columns: [
      { title: 'Dimension' },
      { title: 'Level', kind: 'number' },
      { title: 'Assessed', kind: 'number' },
      { title: 'Derived', kind: 'number' },
      { title: 'Target', kind: 'number' },
      { title: 'Gap', kind: 'number' },
      { title: 'Criteria met' },
      { title: 'Remarks' },
    ],
    rows: report.dimensions.map((dimension) => [
      html`<a href="${dimensionLink(context, visit, dimension.name)}">${text(dimension.name)}</a>`,
      dimension.belowFoundation ? '<1' : orDash(dimension.level),
      orDash(dimension.assessed),
      derivedLevel(dimension),
      orDash(dimension.target),
      orDash(dimension.gap),
      metCriteria(dimension),
      joined(remarksOn(dimension)),
    ]),
  })
}

function metCriteria({ criteria }: DimensionReport): string {
  const met = criteria.filter(({ status }) => status === 'met').length
  const applicable = criteria.filter(({ status }) => status !== 'notApplicable').length
  return `${met} of ${applicable}`
}

function roadmap({ roadmap: entries }: MaturityReport): Content {
  return html`<section aria-labelledby="roadmap"><h2 id="roadmap">Gaps, and the way ahead</h2>
    <p class="muted">The dimensions that are short of their target, widest gap first, and what the next level of each takes, cheapest first.</p>
    <div class="columns">${entries.map(
      ({ dimension, from, to, steps, change }) => html`<div>
        <h3>${text(dimension)}: ${from} to ${to}, ${levelNames[to]}</h3>
        <p class="muted">Gap ${change.gap.from}. The average would go from ${averageOf({ average: change.average.from })} to ${averageOf({ average: change.average.to })}.</p>
        ${
          steps.length === 0
            ? html`<p>All criteria hold: assess it anew.</p>`
            : html`<ol class="plain">${steps.map((step) => html`<li>${text(describeStep(step))} <span class="muted">${step.criterion.id}, ${efforts[step.criterion.effort]}</span></li>`)}</ol>`
        }
      </div>`,
    )}</div>
  </section>`
}

const efforts = { small: 'days', medium: 'weeks', large: 'months' } as const
