import { html } from 'hono/html'
import { count, percent, plural } from '../formatting.js'
import { levelNames } from '../maturity/levels.js'
import { averageOf, share } from '../maturity/wording.js'
import { type Html, nothing, text } from './html-parts.js'
import type { ProjectReport } from './types.js'
import { age, describeScope, minute } from './words.js'

/** What the report is about, as of when, and how old what it rests on is. */
export function headerHtml(report: ProjectReport): Html {
  const { project, coverage, data, scope, cyclesInScope, asOf, generatedAt, version } = report
  const { tickets, runs } = describeScope(scope, cyclesInScope)
  return html`<header>
<p class="eyebrow">Test coverage and maturity</p>
<h1>${text(project.name)}</h1>
${project.description === null || project.description === '' ? nothing : html`<p class="lead">${text(project.description)}</p>`}
<dl class="facts">
${fact('As of', minute(asOf), asOf.getTime() === generatedAt.getTime() ? '' : `put together ${minute(generatedAt)}`)}
${fact('Tickets', tickets, plural(coverage.tickets, 'ticket'))}
${fact('Runs', runs, plural(coverage.testCases, 'test case'))}
${fact('Newest test run', minute(data.newestRunAt), age(data.newestRunAt, asOf))}
${fact('Results last recorded', minute(data.lastRecordedAt), age(data.lastRecordedAt, generatedAt))}
${ticketFact(report)}
${fact('Put together by', `ATMosFera ${version}`, '')}
</dl>
</header>
`
}

function fact(name: string, value: string, remark: string): Html {
  const small = remark === '' ? nothing : html`<small class="muted">${text(remark)}</small>`
  return html`<div><dt>${name}</dt><dd>${text(value)}${small}</dd></div>`
}

/** How far what is known of tickets goes. */
function ticketFact({ data: { jira, newestTicketAt }, generatedAt }: ProjectReport): Html {
  if (jira === null || jira.lastSyncAt === null) {
    return fact('Newest change of a ticket', minute(newestTicketAt), age(newestTicketAt, generatedAt))
  }
  const failed = jira.lastSyncStatus === 'failed' ? 'the last synchronisation failed' : ''
  const upTo = jira.watermark === null ? '' : `complete up to ${minute(jira.watermark)}`
  return fact(
    'Synchronised with Jira',
    minute(jira.lastSyncAt),
    [failed, upTo].filter((part) => part !== '').join('; '),
  )
}

/** The numbers that a reader should remember. */
export function numbersHtml({ coverage, gaps, maturity }: ProjectReport): Html {
  const { tickets, verdicts } = coverage
  const level = maturity.gatedLevel
  const lowest =
    maturity.belowFoundation.length > 0
      ? 'a dimension is below Foundation'
      : level === null
        ? 'nothing is assessed yet'
        : `lowest level ${level}, ${levelNames[level]}`
  return html`<dl class="numbers">
${number('linked', 'Linked', percent(coverage.linkedPercentage), `${count(coverage.linked)} of ${plural(tickets, 'ticket')} have a test case`)}
${number('executed', 'Executed', percent(coverage.executedPercentage), `${count(coverage.executed)} have a test that passed or failed`)}
${number('ok', 'Passing', percent(coverage.passingPercentage), `${count(coverage.passing)} have only tests that passed`)}
${number('nok', 'Failing', count(verdicts.NOK), `${verdicts.NOK === 1 ? 'ticket' : 'tickets'} with a test that failed`)}
${number('uncovered', 'Uncovered', count(verdicts.UNCOVERED), gaps.uncovered.total === verdicts.UNCOVERED ? 'no test case covers them' : `${count(gaps.uncovered.total)} besides those that only group others`)}
${number('', 'Maturity', averageOf(maturity), `${lowest}; confidence ${share(maturity.confidence)}`)}
</dl>
`
}

function number(kind: string, name: string, value: string, remark: string): Html {
  return html`<div class="${kind}"><dt>${name}</dt><dd>${value}<small>${remark}</small></dd></div>`
}
