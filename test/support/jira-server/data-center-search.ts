import { type Answer, refusal } from './answer.js'
import { issueAnswer } from './issue-answer.js'
import { JqlError } from './jql-tokens.js'
import { compileQuery } from './query.js'
import { type Call, isJson, listOf, textsOf } from './site.js'
import type { StoredIssue } from './stored-issue.js'

interface Search {
  readonly jql: string
  readonly startAt: number
  /** Less than 0 for as many as the server gives. */
  readonly maxResults: number
  readonly fields: readonly string[]
  /** Whether values that do not exist refuse the query; otherwise they are warnings. */
  readonly validate: boolean
}

const lenient: readonly unknown[] = [false, 'false', 'none', 'warn']

export function getSearch(call: Call): Answer {
  const { query } = call
  return search(call, {
    jql: query.get('jql') ?? '',
    startAt: Number(query.get('startAt') ?? '0'),
    maxResults: Number(query.get('maxResults') ?? '50'),
    fields: listOf(query, 'fields') ?? ['*navigable'],
    validate: !lenient.includes(query.get('validateQuery')),
  })
}

export function postSearch(call: Call): Answer {
  const { body } = call
  if (!isJson(body)) return refusal(400, 'Unexpected character in the request body.')
  return search(call, {
    jql: typeof body.jql === 'string' ? body.jql : '',
    startAt: Number(body.startAt ?? 0),
    maxResults: Number(body.maxResults ?? 50),
    fields: textsOf(body.fields) ?? ['*navigable'],
    validate: !lenient.includes(body.validateQuery),
  })
}

/**
 * By offset. Each page is the query asked again, so `total` and the place of every issue are those of this
 * moment: an issue that changes in the meantime shifts the others, and a page by offset then repeats one or
 * misses one.
 */
function search(call: Call, { jql, startAt, maxResults, fields, validate }: Search): Answer {
  const { site, user } = call
  const most = site.options.maxResultsLimit ?? 1000
  const limit = maxResults < 0 ? most : Math.min(maxResults, most)
  const warningMessages: string[] = []
  const warn = validate ? {} : { warn: (message: string) => void warningMessages.push(message) }
  try {
    const query = compileQuery(jql, { issues: site.issues, user, now: site.clock.now(), ...warn })
    const issues: StoredIssue[] = []
    let total = 0
    for (const issue of site.index.inOrder(query.order, () => false)) {
      if (!query.matches(issue)) continue
      if (total >= startAt && issues.length < limit) issues.push(issue)
      total++
    }
    return {
      status: 200,
      body: {
        expand: 'names,schema',
        startAt,
        maxResults: limit,
        total,
        issues: issues.map((issue) => issueAnswer(call, issue, { fields })),
        ...(warningMessages.length > 0 ? { warningMessages } : {}),
      },
    }
  } catch (error) {
    if (error instanceof JqlError) return refusal(400, error.message)
    throw error
  }
}
