import { html } from 'hono/html'
import { count, plural } from '../formatting.js'
import { levelNames } from '../maturity/levels.js'
import type { RoadmapEntry } from '../maturity/roadmap.js'
import { describeDisagreement, describeStep } from '../maturity/wording.js'
import { maturityRadar } from './charts/maturity-radar.js'
import { emptyHtml, figureHtml, type Html, nothing, sectionHtml, tableHtml, text } from './html-parts.js'
import { recommendationsTable } from './recommendations-table.js'
import type { ProjectReport } from './types.js'
import { minute } from './words.js'

const shownSteps = 6

/** How good the testing itself is, by what people say and by what the facts show, and the way ahead. */
export async function maturityHtml({ maturity }: ProjectReport): Promise<Html> {
  const { model, dimensions, gaps, roadmap, disagreements, belowFoundation, asOf } = maturity
  const isAssessed = dimensions.some(({ assessed }) => assessed !== null)
  const chart = maturityRadar(maturity)
  return sectionHtml('maturity', 'Maturity', [
    html`<p class="muted">${text(model.name)}, version ${model.version}, as of ${minute(asOf)}. Assessed is what people say, derived what the criteria show.</p>
`,
    isAssessed
      ? nothing
      : emptyHtml(
          'Nobody has assessed a dimension yet; levels are derived from facts alone.',
          'atmosfera assess --project NAME --dimension D --level N --target N',
        ),
    dimensions.every(({ level, target }) => level === null && target === null)
      ? nothing
      : html`<div class="pair"><div class="radar">${await figureHtml(chart, 'radar', { table: nothing })}</div>
<div>${tableHtml(chart.table)}</div></div>
`,
    belowFoundation.length === 0
      ? nothing
      : html`<p>Below Foundation, the lowest level: ${text(belowFoundation.join(', '))}.</p>`,
    disagreements.length === 0
      ? nothing
      : html`<h3>Where people and facts differ</h3>
<ul class="plain">${disagreements.map((one) => html`<li>${text(describeDisagreement(one))}</li>`)}</ul>
`,
    gaps.length === 0
      ? nothing
      : html`<h3>Gaps, widest first</h3>
${tableHtml({
  caption: 'Dimensions short of their target',
  columns: [
    { title: 'Dimension' },
    { title: 'Level', kind: 'number' },
    { title: 'Target', kind: 'number' },
    { title: 'Weight', kind: 'number' },
    { title: 'Gap', kind: 'number' },
  ],
  rows: gaps.map((gap) => [
    { text: gap.dimension },
    { text: gap.current === 0 ? '<1' : String(gap.current), value: gap.current },
    { text: String(gap.target), value: gap.target },
    { text: String(gap.weight), value: gap.weight },
    { text: String(gap.gap), value: gap.gap },
  ]),
})}
<h3>Roadmap</h3>
<p>For each gap what is missing to the next level, cheapest first.</p>
<div class="steps">${roadmap.map(roadmapHtml)}</div>
`,
  ])
}

function roadmapHtml({ dimension, to, target, steps }: RoadmapEntry): Html {
  const heading = html`<h4>${text(dimension)} <span class="muted">to ${to}, ${levelNames[to]}${to === target ? '' : `; target ${target}`}</span></h4>`
  if (steps.length === 0) return html`<div>${heading}<p>The criteria hold: assess it again.</p></div>`
  const more = steps.length - shownSteps
  return html`<div>${heading}
<ol class="plain">${steps.slice(0, shownSteps).map((step) => html`<li>${text(describeStep(step))} <span class="muted">${text(step.criterion.id)}</span></li>`)}</ol>
${more <= 0 ? nothing : html`<p class="more">and ${count(more)} more</p>`}</div>`
}

/** What was recommended and is still to be done. */
export function recommendationsHtml({ recommendations: { items, more } }: ProjectReport): Html {
  if (items.length === 0) {
    return sectionHtml('recommendations', 'Recommendations', html`<p>No recommendation is open.</p>`)
  }
  return sectionHtml('recommendations', 'Recommendations', [
    tableHtml(recommendationsTable(items)),
    more
      ? html`<p class="more">Only the first ${plural(items.length, 'recommendation')} are shown.</p>`
      : nothing,
  ])
}
