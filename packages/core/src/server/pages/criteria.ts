import type { LevelledResult } from '../../maturity/derivation.js'
import type { Dimension } from '../../maturity/model/types.js'
import type { DimensionReport } from '../../maturity/report.js'
import { measuredWords } from '../../maturity/wording.js'
import { text } from '../../reports/html-parts.js'
import { type CriterionAnswer, criterionAnswerValues } from '../../schema/allowed-values.js'
import type { RequestContext } from '../environment.js'
import { radioField, textField } from './fields.js'
import { type Form, type FormState, onceField } from './forms.js'
import { type Content, dayOf, html } from './markup.js'
import { submitOnce } from './once.js'
import type { ProjectVisit } from './project-page.js'

type Manual = Extract<LevelledResult, { readonly kind: 'manual' }>

const answerLabels: Readonly<Record<CriterionAnswer, string>> = {
  yes: 'Yes',
  partly: 'Partly',
  no: 'No',
  'not-applicable': 'Does not apply',
}

const statusLooks = {
  met: 'ok',
  unmet: 'nok',
  partly: 'notrun',
  inconclusive: 'uncovered',
  notApplicable: 'uncovered',
} as const

const statusWords = {
  met: 'met',
  unmet: 'not met',
  partly: 'partly met',
  inconclusive: 'not known',
  notApplicable: 'does not apply',
} as const

/** The criteria of a dimension, level by level; those that a person decides with a form to answer them. */
export function showCriteria(
  { mayWrite }: ProjectVisit,
  state: FormState,
  { levels }: Dimension,
  { criteria, derivation }: DimensionReport,
): Content {
  const shown = levels.map(({ level, name }) => {
    const own = criteria.filter((criterion) => criterion.level === level)
    const isNext = derivation.stop?.level === level
    return html`<details class="level" ${(isNext || state.failure !== undefined) && 'open'}>
      <summary><strong>${level} ${text(name)}</strong> <span class="muted">${standing(own)}${isNext && ', the next to reach'}</span></summary>
      <ul class="criteria">${own.map((criterion) => criterionItem(mayWrite, state, criterion))}</ul>
    </details>`
  })
  if (!mayWrite) return html`${shown}`
  return html`<form method="post">
    ${onceField()}
    <input type="hidden" name="criteria" value="yes">
    ${shown}
    <p><button>Save answers</button></p>
  </form>`
}

function standing(criteria: readonly LevelledResult[]): string {
  const met = criteria.filter(({ status }) => status === 'met').length
  const applicable = criteria.filter(({ status }) => status !== 'notApplicable').length
  return `${met} of ${applicable} met`
}

function criterionItem(mayWrite: boolean, state: FormState, criterion: LevelledResult): Content {
  const { id, status } = criterion
  return html`<li>
    <p><span class="verdict ${statusLooks[status]}">${statusWords[status]}</span> <span class="muted">${id}</span><br>${text(criterion.text)}</p>
    ${criterion.kind === 'measured' ? html`<p class="muted">${measuredWords(criterion)}</p>` : manualCriterion(mayWrite, state, criterion)}
  </li>`
}

function manualCriterion(mayWrite: boolean, state: FormState, criterion: Manual): Content {
  const { id, question, answer, evidence, answeredAt } = criterion
  const known =
    answer !== null &&
    html`<p class="muted">Answered ${answerLabels[answer].toLowerCase()} on ${dayOf(answeredAt)}${evidence !== null && html`: ${text(evidence)}`}</p>`
  if (!mayWrite) return html`<p>${text(question)}</p>${known}`
  return html`${known}
    <input type="hidden" name="was-${id}" value="${answer ?? ''}">
    ${radioField(state, {
      name: `answer-${id}`,
      label: question,
      compact: true,
      value: answer ?? '',
      choices: criterionAnswerValues.map((value) => ({ value, label: answerLabels[value] })),
    })}
    ${textField(state, { name: `evidence-${id}`, label: 'What shows it', autocomplete: 'off' })}`
}

/** Records the answers that somebody changed, or gave new evidence for; those that they left alone stay as they are. */
export async function recordAnswers(
  context: RequestContext,
  { visitor, project }: ProjectVisit,
  form: Form,
  criteria: readonly LevelledResult[],
): Promise<void> {
  const changed = criteria.flatMap((criterion) => {
    if (criterion.kind !== 'manual') return []
    const given = form.text(`answer-${criterion.id}`)
    const answer = criterionAnswerValues.find((value) => value === given)
    const evidence = form.optional(`evidence-${criterion.id}`)
    const isNew = answer !== undefined && (answer !== form.text(`was-${criterion.id}`) || evidence !== null)
    return isNew ? [{ projectId: project.id, criterionId: criterion.id, answer, evidence }] : []
  })
  await submitOnce(context, visitor, form, changed, async ({ maturity }) => {
    for (const answer of changed) await maturity.answer(answer)
    return ''
  })
}
