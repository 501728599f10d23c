import { html } from 'hono/html'
import { breakdownsHtml, coverageHtml, cyclesHtml, riskHtml } from './html-coverage.js'
import { documentHtml } from './html-document.js'
import { headerHtml, numbersHtml } from './html-header.js'
import { maturityHtml, recommendationsHtml } from './html-maturity.js'
import { type Html, sectionHtml, text, verdictMark } from './html-parts.js'
import { reportCss } from './html-style.js'
import { sortScript } from './sort-script.js'
import type { ProjectReport } from './types.js'
import { describePolicy, minute, verdictMeanings, verdictOrder } from './words.js'

/** A report as one page without anything outside of it. The same report always gives the same text. */
export async function reportHtml(report: ProjectReport): Promise<string> {
  const { project, coverage } = report
  const links: readonly (readonly [string, string])[] = [
    ['coverage', 'Coverage'],
    ...(coverage.tickets === 0
      ? []
      : ([
          ['breakdowns', 'By version, component and epic'],
          ['risk', 'Risk'],
          ['failing', 'Failing tickets'],
          ['uncovered', 'Uncovered tickets'],
        ] as const)),
    ['cycles', 'Test cycles'],
    ['maturity', 'Maturity'],
    ['recommendations', 'Recommendations'],
    ['method', 'How to read this'],
  ]
  const body = html`<a class="skip" href="#coverage">Skip to the report</a>
<div class="page">
${headerHtml(report)}
<nav class="contents" aria-label="Contents"><ul>${links.map(([id, name]) => html`<li><a href="#${id}">${name}</a></li>`)}</ul></nav>
<main>
${numbersHtml(report)}
${await coverageHtml(report)}
${coverage.tickets === 0 ? '' : await breakdownsHtml(report)}
${await riskHtml(report)}
${await cyclesHtml(report)}
${await maturityHtml(report)}
${recommendationsHtml(report)}
${methodHtml(report)}
</main>
<footer>${text(project.name)}, put together by ATMosFera ${report.version} on ${minute(report.generatedAt)}. This page is complete in itself and asks nothing of the network.</footer>
</div>`
  return await documentHtml({
    title: `${project.name}: test coverage and maturity`,
    style: reportCss,
    script: sortScript,
    body,
  })
}

/** What the words and numbers mean, for a reader who has seen none of them before. */
function methodHtml({ policy, asOf, generatedAt }: ProjectReport): Html {
  const dates =
    asOf.getTime() === generatedAt.getTime()
      ? `Everything is as of ${minute(asOf)}.`
      : `Coverage, trend, gaps and maturity are as of ${minute(asOf)}. Test cycles, recommendations and the age of the data are as of ${minute(generatedAt)}, when this was put together; fields of tickets and test cases have no history.`
  return sectionHtml('method', 'How to read this', [
    html`<h3>Verdicts of a ticket</h3>
<dl class="words">${verdictOrder.map((verdict) => html`<dt>${verdictMark(verdict)}</dt><dd>${verdictMeanings[verdict]}</dd>`)}</dl>
<h3>Three numbers</h3>
<dl class="words">
<dt>Linked</dt><dd>tickets with at least one test case that counts: not deprecated, and approved by a person if a model wrote it</dd>
<dt>Executed</dt><dd>tickets with at least one such test that passed or failed</dd>
<dt>Passing</dt><dd>tickets whose verdict is OK</dd>
</dl>
<h3>How runs became verdicts</h3>
<ul class="plain">${describePolicy(policy).map((rule) => html`<li>${text(rule)}</li>`)}
<li>The worst decides, from test case to ticket: NOK before UNKNOWN, NOTRUN and OK.</li></ul>
<h3>What is counted</h3>
<ul class="plain">
<li>Tickets that are gone from Jira count nowhere, nor does anything outside of the scope above.</li>
<li>${dates}</li>
<li>Percentages are rounded to two decimals. All times are in UTC.</li>
<li>Risk runs from 0 to 100 and multiplies verdict, priority, type, state, age and failures nearby.</li>
</ul>
`,
  ])
}
