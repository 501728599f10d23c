import type { Hono } from 'hono'
import { NotFoundError } from '../../errors.js'
import { isLevelNumber, type LevelNumber } from '../../maturity/levels.js'
import type { Dimension } from '../../maturity/model/types.js'
import type { AssessmentSummary, DimensionReport } from '../../maturity/report.js'
import { derivedLevel, orDash } from '../../maturity/wording.js'
import { text } from '../../reports/html-parts.js'
import type { Environment, RequestContext } from '../environment.js'
import { redirectTo } from './addresses.js'
import { recordAnswers, showCriteria } from './criteria.js'
import { radioField, selectField, textArea } from './fields.js'
import {
  emptyForm,
  errorSummary,
  type Form,
  type FormState,
  failureOf,
  onceField,
  readForm,
} from './forms.js'
import { type Content, dayOf, html } from './markup.js'
import { dimensionLink } from './maturity.js'
import { submitOnce } from './once.js'
import { personName } from './people.js'
import { type ProjectVisit, requireProject, showProjectPage } from './project-page.js'
import { facts } from './tables.js'

/** One dimension: what its levels ask, where it stands, and a form to say so. */
export function addDimensionPage(pages: Hono<Environment>): void {
  const path = '/projects/:projectId/maturity/dimension'
  pages.get(path, async (context) => {
    const visit = await requireProject(context)
    return await showDimension(context, visit, emptyForm)
  })
  pages.post(path, async (context) => {
    const visit = await requireProject(context)
    const form = await readForm(context)
    try {
      const address = form.has('criteria')
        ? await sendAnswers(context, visit, form)
        : await sendAssessment(context, visit, form)
      return redirectTo(context, address)
    } catch (error) {
      return await showDimension(context, visit, { form, failure: failureOf(error) })
    }
  })
}

async function sendAssessment(context: RequestContext, visit: ProjectVisit, form: Form): Promise<string> {
  const { dimension } = await findDimension(context, visit)
  const input = {
    projectId: visit.project.id,
    dimension: dimension.name,
    currentLevel: levelIn(form, 'currentLevel'),
    targetLevel: levelIn(form, 'targetLevel'),
    evidence: form.optional('evidence'),
    notes: form.optional('notes'),
  }
  return await submitOnce(context, visit.visitor, form, input, async ({ maturity }) => {
    await maturity.assess(input)
    return `${dimensionLink(context, visit, dimension.name)}#assess`
  })
}

async function sendAnswers(context: RequestContext, visit: ProjectVisit, form: Form): Promise<string> {
  const { report } = await findDimension(context, visit)
  await recordAnswers(context, visit, form, report.criteria)
  return `${dimensionLink(context, visit, report.name)}#criteria`
}

function levelIn(form: Form, name: string): LevelNumber | null {
  const level = Number(form.text(name))
  return isLevelNumber(level) ? level : null
}

async function findDimension(
  context: RequestContext,
  { services, project }: ProjectVisit,
): Promise<{ readonly dimension: Dimension; readonly report: DimensionReport }> {
  const name = context.req.query('name') ?? ''
  const model = await services.maturity.model({ projectId: project.id })
  const { dimensions } = await services.maturity.report({ projectId: project.id })
  const dimension = model.dimensions.find((one) => one.name === name)
  const report = dimensions.find((one) => one.name === name)
  if (dimension === undefined || report === undefined) throw new NotFoundError('dimension', name)
  return { dimension, report }
}

async function showDimension(
  context: RequestContext,
  visit: ProjectVisit,
  state: FormState,
): Promise<Response> {
  const { dimension, report } = await findDimension(context, visit)
  const isAnswering = state.form.has('criteria')
  const failed = (isOurs: boolean): FormState => (isOurs ? state : emptyForm)
  return await showProjectPage(context, visit, {
    section: 'maturity',
    title: dimension.name,
    status: state.failure?.status,
    body: html`${errorSummary(state, labels)}
      <p class="lead">${text(dimension.description)}</p>
      ${facts([
        ['Level', report.belowFoundation ? 'below 1' : orDash(report.level)],
        ['Assessed', orDash(report.assessed)],
        ['Derived from criteria', derivedLevel(report)],
        ['Target', orDash(report.target)],
        ['Weight', dimension.weight],
      ])}
      <section aria-labelledby="assess"><h2 id="assess">Self-assessment</h2>
        ${report.assessment !== null && (await lastAssessment(visit, report.assessment))}
        ${visit.mayWrite ? assessmentForm(failed(!isAnswering), dimension, report) : levels(dimension)}
      </section>
      <section aria-labelledby="criteria"><h2 id="criteria">Criteria</h2>
        ${showCriteria(visit, failed(isAnswering), dimension, report)}
      </section>`,
  })
}

/** Who said so last, and why. */
async function lastAssessment(visit: ProjectVisit, assessment: AssessmentSummary): Promise<Content> {
  const { assessor, date, evidence, notes } = assessment
  return html`<p>Assessed on ${dayOf(date)} by ${await personName(visit, assessor)}.
    ${evidence !== null && html`<span class="written">${text(evidence)}</span>`}
    ${notes !== null && html`<span class="written muted">${text(notes)}</span>`}</p>`
}

const labels = {
  currentLevel: 'Level today',
  targetLevel: 'Target',
  evidence: 'Evidence',
  notes: 'Notes',
} as const

function assessmentForm(state: FormState, dimension: Dimension, report: DimensionReport): Content {
  const choices = dimension.levels.map(({ level, name, description }) => ({
    value: String(level),
    label: `${level} ${name}`,
    remark: text(description),
  }))
  return html`<form method="post">
    ${onceField()}
    ${radioField(state, {
      name: 'currentLevel',
      label: labels.currentLevel,
      hint: 'The highest level of which everything is true.',
      value: String(report.assessed ?? ''),
      choices,
    })}
    ${selectField(state, {
      name: 'targetLevel',
      label: labels.targetLevel,
      value: String(report.target ?? ''),
      choices: [{ value: '', label: 'As it was' }, ...choices.map(({ value, label }) => ({ value, label }))],
    })}
    ${textArea(state, { name: 'evidence', label: labels.evidence, hint: 'What it rests on: a link, a figure, a sentence.' })}
    ${textArea(state, { name: 'notes', label: labels.notes })}
    <p><button>Save assessment</button></p>
  </form>`
}

function levels({ levels: all }: Dimension): Content {
  return html`<dl class="facts tall">${all.map(({ level, name, description }) => html`<div><dt>${level} ${text(name)}</dt><dd>${text(description)}</dd></div>`)}</dl>`
}
