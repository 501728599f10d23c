import { type Answer, refusal } from './answer.js'
import { type Call, isJson, textsOf } from './site.js'
import type { StoredIssue } from './stored-issue.js'
import { mayNotEdit, withIssue } from './visible-issue.js'

/** An edit by `fields` and, in `update`, of labels. Nothing is changed where anything is wrong. */
export function editIssue(call: Call): Answer {
  return withIssue(call, (issue) => {
    const { body } = call
    if (call.user?.edit === false) return mayNotEdit
    if (!isJson(body) || (!isJson(body.fields) && !isJson(body.update))) {
      return refusal(400, "one of 'fields' or 'update' required")
    }
    const given = isJson(body.fields) ? body.fields : {}
    const update = isJson(body.update) ? body.update : {}
    const unknown = [
      ...Object.keys(given).filter((name) => !isField(call, issue, name)),
      ...otherThanLabels(update),
    ]
    if (unknown.length > 0) return cannotBeSet(unknown)
    if (update.labels === undefined) return apply(call, issue, given)
    const labels = editLabels(textsOf(issue.fields.labels) ?? [], update.labels)
    return typeof labels === 'string' ? fieldErrors({ labels }) : apply(call, issue, { ...given, labels })
  })
}

function isField({ site }: Call, issue: StoredIssue, name: string): boolean {
  return Object.hasOwn(issue.fields, name) || site.customFields.some(({ id }) => id === name)
}

function otherThanLabels(update: object): readonly string[] {
  return Object.keys(update).filter((name) => name !== 'labels')
}

/** An edit that leaves everything as it was does not touch `updated` either. */
function apply({ site }: Call, issue: StoredIssue, fields: Readonly<Record<string, unknown>>): Answer {
  const changed = Object.entries(fields).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(issue.fields[name] ?? null),
  )
  if (changed.length > 0) site.issues.update(issue.id, Object.fromEntries(changed))
  return { status: 204 }
}

/** The labels after the operations, in their order by name; a text says what is wrong. */
function editLabels(before: readonly string[], operations: unknown): readonly string[] | string {
  if (!Array.isArray(operations)) return 'data was not an array'
  let labels = [...before]
  for (const operation of operations) {
    const [[verb, value] = []] = isJson(operation) ? Object.entries(operation) : []
    const values = verb === 'set' ? textsOf(value) : typeof value === 'string' ? [value] : undefined
    if (values === undefined) return 'string expected'
    const spaced = values.find((label) => /\s/.test(label))
    if (spaced !== undefined) return `The label '${spaced}' contains spaces which is invalid.`
    if (verb === 'set') labels = [...values]
    else if (verb === 'add') labels = [...new Set([...labels, ...values])]
    else if (verb === 'remove') labels = labels.filter((label) => !values.includes(label))
    else return `Operation '${verb}' is not supported for field 'labels'.`
  }
  return labels.join('\n') === before.join('\n') ? before : labels.sort()
}

function cannotBeSet(names: readonly string[]): Answer {
  const message = (name: string) =>
    `Field '${name}' cannot be set. It is not on the appropriate screen, or unknown.`
  return fieldErrors(Object.fromEntries(names.map((name) => [name, message(name)])))
}

function fieldErrors(errors: Readonly<Record<string, string>>): Answer {
  return { status: 400, body: { errorMessages: [], errors } }
}
