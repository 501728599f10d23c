import { type Answer, refusal } from './answer.js'
import { issueAnswer, type Wanted } from './issue-answer.js'
import { editIssue } from './issue-edit.js'
import { maySee } from './query.js'
import { type Call, isJson, listOf, type Route, textsOf } from './site.js'
import type { StoredIssue } from './stored-issue.js'
import { mayNotEdit, withIssue } from './visible-issue.js'

/** Reads and changes of single issues, the same on Cloud (v3) and on Data Center (v2). */
export function issueRoutes(api: string): readonly Route[] {
  const issue = `${api}/issue/{issue}`
  const property = `${issue}/properties/{property}`
  return [
    { method: 'GET', path: issue, answer: getIssue },
    { method: 'PUT', path: issue, answer: editIssue },
    { method: 'GET', path: property, answer: getProperty },
    { method: 'PUT', path: property, answer: putProperty },
    { method: 'DELETE', path: property, answer: deleteProperty },
  ]
}

function getIssue(call: Call): Answer {
  const fields = listOf(call.query, 'fields') ?? ['*all']
  const wanted: Wanted = { fields, properties: listOf(call.query, 'properties') }
  return withIssue(call, (issue) => ({ status: 200, body: issueAnswer(call, issue, wanted) }))
}

/**
 * Cloud: up to 100 issues in the order of their ids. Those that are not there, or not to be seen, are simply
 * missing; `issueErrors` is about issues that exist and could not be given this time.
 */
export function bulkFetch(call: Call): Answer {
  const { site, body, user } = call
  const asked = isJson(body) ? textsOf(body.issueIdsOrKeys) : undefined
  if (!isJson(body) || asked === undefined || asked.length === 0) {
    return refusal(400, 'At least one issue ID or key must be provided.')
  }
  if (asked.length > 100) {
    return refusal(400, 'The maximum number of issues that can be requested is 100.')
  }
  const wanted: Wanted = {
    fields: textsOf(body.fields) ?? ['*navigable'],
    properties: textsOf(body.properties),
  }
  const found = new Map<string, StoredIssue>()
  for (const name of asked) {
    const issue = site.issues.get(name)
    if (issue !== undefined && maySee(user, issue)) found.set(issue.id, issue)
  }
  const failing = [...found.keys()].filter((id) => site.faults.failsInBulk(id))
  for (const id of failing) found.delete(id)
  return {
    status: 200,
    body: {
      expand: 'schema,names',
      issues: [...found.values()]
        .sort((a, b) => a.numericId - b.numericId)
        .map((issue) => issueAnswer(call, issue, wanted)),
      issueErrors: failing.map((id) => ({
        id,
        errorMessage: 'The issue could not be fetched. Try again later.',
      })),
    },
  }
}

function propertiesOf({ site }: Call, { id }: StoredIssue): Map<string, unknown> {
  const properties = site.properties.get(id) ?? new Map<string, unknown>()
  site.properties.set(id, properties)
  return properties
}

function getProperty(call: Call): Answer {
  const { property: key = '' } = call.path
  return withIssue(call, (issue) => {
    const properties = propertiesOf(call, issue)
    return properties.has(key) ? { status: 200, body: { key, value: properties.get(key) } } : noProperty(key)
  })
}

/** A property is no field: to set one does not touch the issue's `updated`. */
function putProperty(call: Call): Answer {
  const { property: key = '' } = call.path
  return withIssue(call, (issue) => {
    if (call.user?.edit === false) return mayNotEdit
    if (key.length > 255) return refusal(400, 'The property key cannot be longer than 255 characters.')
    if (call.text.trim() === '') return refusal(400, 'The property value must be a valid, non-empty JSON.')
    if (call.text.length > 32_768) {
      return refusal(400, 'The length of the property value cannot exceed 32768 characters.')
    }
    const properties = propertiesOf(call, issue)
    const status = properties.has(key) ? 200 : 201
    properties.set(key, call.body)
    return { status }
  })
}

function deleteProperty(call: Call): Answer {
  const { property: key = '' } = call.path
  return withIssue(call, (issue) => {
    if (call.user?.edit === false) return mayNotEdit
    return propertiesOf(call, issue).delete(key) ? { status: 204 } : noProperty(key)
  })
}

function noProperty(key: string): Answer {
  return refusal(404, `The property with key "${key}" does not exist.`)
}
