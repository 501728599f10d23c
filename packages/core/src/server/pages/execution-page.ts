import { text } from '../../reports/html-parts.js'
import type { TestCase, TestStep } from '../../test-cases/types.js'
import type { TestCycle, TestCycleItem } from '../../test-cycles/types.js'
import type { RequestContext } from '../environment.js'
import { projectLink } from './addresses.js'
import { cycleLink } from './cycle.js'
import { fileField, radioField, selectField, textArea, textField } from './fields.js'
import { errorSummary, type FormState, fieldId, onceField } from './forms.js'
import { type Content, html, moment } from './markup.js'
import { personName } from './people.js'
import { type ProjectVisit, showProjectPage } from './project-page.js'
import { savedNotice } from './saved.js'
import { dataTable, facts } from './tables.js'
import { statusBadge } from './verdicts.js'

/** A test case of a cycle, about to be executed. */
export interface Execution {
  readonly visit: ProjectVisit
  readonly cycle: TestCycle
  readonly item: TestCycleItem
  readonly testCase: TestCase
}

/** What a tester can find. Others are a matter of programs. */
export const outcomes = ['passed', 'failed', 'blocked', 'skipped'] as const

const labels = {
  status: 'Result',
  notes: 'Notes',
  environment: 'Environment',
  version: 'Version',
  defects: 'Defects',
  evidence: 'Evidence',
} as const

/** A test case to execute, the form for what was found, and what was found before. */
export async function showExecution(
  context: RequestContext,
  execution: Execution,
  state: FormState,
): Promise<Response> {
  const { visit, cycle, item, testCase } = execution
  return await showProjectPage(context, visit, {
    section: 'cycles',
    title: testCase.title,
    trail: [{ title: cycle.name, href: cycleLink(context, visit, cycle) }],
    status: state.failure?.status,
    body: html`${state.failure === undefined ? savedNotice(context, visit) : errorSummary(state, labels)}
      ${facts([
        ['In this cycle', statusBadge(item.status)],
        ['Priority', testCase.priority],
        ['Severity', testCase.severity],
        ['Known as', knownAs(testCase)],
        ['Written in', testCase.sourceFile],
      ])}
      ${written('What it is for', testCase.description)}
      ${written('Before you begin', testCase.preconditions)}
      ${visit.mayWrite ? executionForm(context, execution, state) : steps(testCase.steps)}
      <section aria-labelledby="earlier"><h2 id="earlier">Runs in this cycle</h2>${await earlierRuns(context, execution)}</section>`,
  })
}

/** What tools call it, where that is more than its title. */
function knownAs({ title, externalId }: TestCase): string | null {
  return externalId?.endsWith(title) === true ? null : externalId
}

function written(title: string, words: string | null): Content {
  if (words === null || words.trim() === '') return undefined
  return html`<section class="close"><h2>${title}</h2><p class="written">${text(words)}</p></section>`
}

function steps(all: readonly TestStep[]): Content {
  if (all.length === 0) return undefined
  return html`<section aria-labelledby="steps"><h2 id="steps">Steps</h2>
    <ol class="steps">${all.map((step) => html`<li>${stepWords(step)}</li>`)}</ol></section>`
}

function stepWords({ action, data, expected }: TestStep): Content {
  return html`<p class="written">${text(action)}</p>
    ${data !== undefined && data !== '' && html`<p class="written muted">With: ${text(data)}</p>`}
    ${expected !== undefined && expected !== '' && html`<p class="written expected">${text(expected)}</p>`}`
}

function executionForm(context: RequestContext, { testCase, item }: Execution, state: FormState): Content {
  const { environment = '', version = '' } = context.req.query()
  return html`<form method="post" enctype="multipart/form-data" class="execution">
    ${onceField()}
    ${
      testCase.steps.length > 0 &&
      html`<section aria-labelledby="steps"><h2 id="steps">Steps</h2>
        <ol class="steps">${testCase.steps.map((step, index) => stepFields(state, step, index))}</ol></section>`
    }
    ${written('In the end', testCase.expectedResults)}
    <section aria-labelledby="result"><h2 id="result">What came of it</h2>
      ${radioField(state, {
        name: 'status',
        label: labels.status,
        required: true,
        compact: true,
        hint: testCase.steps.length > 0 && 'Steps that you left open count as passed where the test passed.',
        choices: outcomes.map((value) => ({ value, label: value })),
      })}
      <div class="row">
        ${textField(state, { name: 'environment', label: labels.environment, hint: 'Such as a browser or a device.', value: environment, maxLength: 50 })}
        ${textField(state, { name: 'version', label: labels.version, hint: 'What you tested.', value: version, maxLength: 50 })}
      </div>
      ${textArea(state, { name: 'notes', label: labels.notes })}
      ${textField(state, { name: 'defects', label: labels.defects, hint: 'Keys or addresses, with spaces between them, such as SHOP-671.', autocomplete: 'off' })}
      ${fileField(state, { name: 'evidence', label: labels.evidence, hint: 'Screenshots, recordings, logs.' })}
      <p class="actions"><button name="go" value="next">Save, and go to the next</button>
        <button name="go" value="stay" class="quiet">Save, and stay here</button></p>
    </section>
    <input type="hidden" name="item" value="${item.id}">
  </form>`
}

function stepFields(state: FormState, step: TestStep, index: number): Content {
  const name = `step-${index}`
  return html`<li id="${fieldId(name)}">${stepWords(step)}
    <div class="row">
      ${selectField(state, {
        name: `${name}-status`,
        label: `Step ${index + 1}`,
        choices: [{ value: '', label: 'not stated' }, ...outcomes.map((value) => ({ value, label: value }))],
      })}
      ${textField(state, { name: `${name}-actual`, label: 'What happened instead', autocomplete: 'off' })}
    </div></li>`
}

async function earlierRuns(context: RequestContext, { visit, item }: Execution): Promise<Content> {
  const { services, project } = visit
  const { items } = await services.testRuns.list({
    projectId: project.id,
    cycleItemId: item.id,
    sort: '-id',
    limit: 20,
  })
  const names = await Promise.all(items.map(({ executedBy }) => personName(visit, executedBy)))
  return dataTable({
    caption: 'Runs of this test case in this cycle, newest first',
    columns: [
      { title: 'When', kind: 'nowrap' },
      { title: 'Status' },
      { title: 'Environment' },
      { title: 'Version' },
      { title: 'By' },
      { title: 'Notes', kind: 'words' },
    ],
    rows: items.map((run, index) => [
      html`<a href="${projectLink(context, project, `/runs/${run.id}`)}">${moment(run.executedAt)}</a>`,
      statusBadge(run.status),
      run.environment ?? '–',
      run.version ?? '–',
      names[index],
      shortened(run.notes),
    ]),
    empty: 'Nobody has tested it in this cycle yet.',
  })
}

function shortened(notes: string | null): Content {
  if (notes === null) return '–'
  const line = notes.split('\n', 1)[0] ?? ''
  return text(line.length > 120 ? `${line.slice(0, 119)}…` : line)
}
