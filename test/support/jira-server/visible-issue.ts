import { type Answer, refusal } from './answer.js'
import { maySee } from './query.js'
import type { Call } from './site.js'
import type { StoredIssue } from './stored-issue.js'

/**
 * The answer about the issue that a path names, as it truly is; an old key leads to it, too. Cloud does not
 * tell an issue that is not there from one that must not be seen; Data Center does.
 */
export function withIssue(call: Call, answer: (issue: StoredIssue) => Answer): Answer {
  const { site, user, path } = call
  const issue = site.issues.get(path.issue ?? '')
  if (issue !== undefined && maySee(user, issue)) return answer(issue)
  if (site.kind === 'cloud') {
    return refusal(404, 'Issue does not exist or you do not have permission to see it.')
  }
  if (issue === undefined) return refusal(404, 'Issue Does Not Exist')
  const noPermission = 'You do not have the permission to see the specified issue.'
  return user === undefined ? refusal(401, noPermission, 'Login Required') : refusal(403, noPermission)
}

export const mayNotEdit = refusal(403, 'You do not have permission to edit issues in this project.')
