import { type FormState, fieldId } from './forms.js'
import { type Content, html } from './markup.js'

interface Field {
  readonly name: string
  readonly label: string
  readonly hint?: Content
  readonly required?: boolean
  /** What stands there before anybody typed anything. */
  readonly value?: string
}

interface TextField extends Field {
  readonly type?: 'text' | 'password' | 'date' | 'search'
  readonly maxLength?: number
  readonly autocomplete?: 'username' | 'current-password' | 'new-password' | 'off'
  readonly list?: string
}

/** A line of text with its label and what is wrong with it. Passwords are not sent back. */
export function textField(state: FormState, field: TextField): Content {
  const { name, type = 'text', required = false, maxLength, autocomplete } = field
  const value = type === 'password' ? '' : typedIn(state, field)
  return labelled(
    state,
    field,
    html`<input id="${fieldId(name)}" name="${name}" type="${type}" value="${value}" ${required && 'required'}
      ${maxLength !== undefined && html`maxlength="${maxLength}"`}
      ${autocomplete !== undefined && html`autocomplete="${autocomplete}"`}
      ${autocomplete === 'username' && html`autocapitalize="none" spellcheck="false"`}
      ${describedBy(state, field)}>`,
  )
}

/** Several lines of text. */
export function textArea(state: FormState, field: Field & { readonly rows?: number }): Content {
  const { name, rows = 3, required = false } = field
  // A line end at the beginning would be taken for the markup's own.
  return labelled(
    state,
    field,
    html`<textarea id="${fieldId(name)}" name="${name}" rows="${rows}" ${required && 'required'} ${describedBy(state, field)}>
${typedIn(state, field)}</textarea>`,
  )
}

export interface Choice {
  readonly value: string
  readonly label: string
  readonly remark?: Content
}

/** One of several, folded up. */
export function selectField(
  state: FormState,
  field: Field & { readonly choices: readonly Choice[] },
): Content {
  const chosen = typedIn(state, field)
  return labelled(
    state,
    field,
    html`<select id="${fieldId(field.name)}" name="${field.name}" ${field.required === true && 'required'} ${describedBy(state, field)}>
      ${field.choices.map(
        ({ value, label }) =>
          html`<option value="${value}" ${value === chosen && 'selected'}>${label}</option>`,
      )}
    </select>`,
  )
}

/** One of several, all of them in sight. */
export function radioField(
  state: FormState,
  field: Field & { readonly choices: readonly Choice[]; readonly compact?: boolean },
): Content {
  const { name, label, hint, choices, compact = false, required = false } = field
  const chosen = typedIn(state, field)
  return html`<fieldset class="choices ${compact && 'compact'}" id="${fieldId(name)}">
    <legend>${label}${required && html` <span class="muted">(required)</span>`}</legend>
    ${isThere(hint) && html`<p class="hint">${hint}</p>`}
    ${wrongWith(state, name)}
    ${choices.map(
      (choice) =>
        html`<label class="choice"><input type="radio" name="${name}" value="${choice.value}" ${choice.value === chosen && 'checked'} ${required && 'required'}>
          <span>${choice.label}${choice.remark !== undefined && html`<span class="remark">${choice.remark}</span>`}</span></label>`,
    )}
  </fieldset>`
}

/** Any of several. */
export function checkboxField(
  state: FormState,
  field: Omit<Field, 'value'> & {
    readonly choices: readonly Choice[]
    readonly values?: readonly string[]
    /** In columns, where there are many of them. */
    readonly many?: boolean
  },
): Content {
  const { name, label, hint, choices, values = [], many = false } = field
  const chosen = state.failure === undefined ? values : state.form.all(name)
  return html`<fieldset class="choices ${many && 'many'}" id="${fieldId(name)}">
    <legend>${label}</legend>
    ${isThere(hint) && html`<p class="hint">${hint}</p>`}
    ${wrongWith(state, name)}
    <div class="list">${choices.map(
      (choice) =>
        html`<label class="choice"><input type="checkbox" name="${name}" value="${choice.value}" ${chosen.includes(choice.value) && 'checked'}>
          <span>${choice.label}${choice.remark !== undefined && html`<span class="remark">${choice.remark}</span>`}</span></label>`,
    )}</div>
  </fieldset>`
}

/** Yes or no. */
export function checkbox(
  state: FormState,
  { name, label, hint }: Pick<Field, 'name' | 'label' | 'hint'>,
): Content {
  return html`<label class="choice"><input type="checkbox" id="${fieldId(name)}" name="${name}" value="yes" ${state.form.has(name) && 'checked'}>
    <span>${label}${hint !== undefined && html`<span class="remark">${hint}</span>`}</span></label>`
}

/** Files of the reader's own. */
export function fileField(
  state: FormState,
  field: Pick<Field, 'name' | 'label' | 'hint' | 'required'> & { readonly accept?: string },
): Content {
  const { name, required = false, accept } = field
  return labelled(
    state,
    field,
    html`<input id="${fieldId(name)}" name="${name}" type="file" multiple ${required && 'required'}
      ${accept !== undefined && html`accept="${accept}"`} ${describedBy(state, field)}>`,
  )
}

function labelled(state: FormState, { name, label, hint, required }: Field, control: Content): Content {
  return html`<div class="field">
    <label for="${fieldId(name)}">${label}${required === true && html` <span class="muted">(required)</span>`}</label>
    ${isThere(hint) && html`<p class="hint" id="${fieldId(name)}-hint">${hint}</p>`}
    ${wrongWith(state, name)}
    ${control}
  </div>`
}

function wrongWith(state: FormState, name: string): Content {
  const message = messageFor(state, name)
  return message !== undefined && html`<p class="error" id="${fieldId(name)}-error">${message}</p>`
}

/** Nothing and false are no hints. */
function isThere(hint: Content): boolean {
  return hint !== undefined && hint !== false
}

function messageFor({ failure }: FormState, name: string): string | undefined {
  return failure?.issues.find(({ path }) => path === name)?.message
}

function describedBy(state: FormState, { name, hint }: Field): Content {
  const isWrong = messageFor(state, name) !== undefined
  const ids = [isThere(hint) && `${fieldId(name)}-hint`, isWrong && `${fieldId(name)}-error`]
  const text = ids.filter((id) => id !== false).join(' ')
  return html`${text !== '' && html`aria-describedby="${text}"`} ${isWrong && html`aria-invalid="true"`}`
}

function typedIn({ form }: FormState, { name, value = '' }: Field): string {
  return form.has(name) ? form.text(name) : value
}
