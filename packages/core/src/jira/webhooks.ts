import type { Runner } from '../database/transaction.js'
import { findByWebhook } from './connection-rows.js'
import { type JiraSetup, webhookSecretOf } from './connections.js'
import { openSession, readConnection } from './session.js'
import type { WebhookWork } from './types.js'
import { answer, isSigned, readBody, toEvent, webhookIdOf } from './webhook-request.js'
import { claimIssues, countEvents, forgetOldEvents, postponeEvents, storeEvent } from './webhook-rows.js'
import { processIssue } from './webhook-work.js'

const issuesAtOnce = 50

/**
 * Verifies a webhook and stores it. Nothing of what it says is believed: it is a hint to look at an issue, which
 * happens later.
 *
 * @returns the answer to Jira, and the project whose stored events there are to work on
 */
export async function receiveWebhook(
  runner: Runner,
  setup: JiraSetup,
  request: Request,
): Promise<{ readonly response: Response; readonly projectId?: number }> {
  if (request.method !== 'POST') return { response: answer(405, 'Send webhooks by POST.') }
  const webhookId = webhookIdOf(request)
  const connection =
    webhookId === undefined
      ? undefined
      : await runner.run((transaction) => findByWebhook(transaction, webhookId))
  const secret = connection === undefined ? undefined : webhookSecretOf(connection, setup)
  // Who does not know the secret learns nothing, not even whether there is such a webhook.
  if (connection === undefined || secret === undefined) return { response: forged() }
  const body = await readBody(request)
  if (body === undefined) return { response: answer(413, 'The webhook is too large.') }
  if (!isSigned(request, body, secret)) return { response: forged() }
  const event = toEvent(request, body)
  if (event === undefined) return { response: answer(202, 'It tells of no issue, so nothing was done.') }
  const { projectId } = connection
  const isNew = await runner.run((transaction) => storeEvent(transaction, projectId, event), {
    need: { projectId, level: 'write' },
  })
  return isNew
    ? { response: answer(202, 'Stored.'), projectId }
    : { response: answer(202, 'It came before, so nothing was done.') }
}

function forged(): Response {
  return answer(401, 'The webhook is not signed as it should be.')
}

/** Looks up the issues that stored webhooks told of, until none is due. */
export async function processEvents(
  runner: Runner,
  setup: JiraSetup,
  projectId: number,
): Promise<WebhookWork> {
  const need = { projectId, level: 'write' } as const
  const claim = () => runner.run((transaction) => claimIssues(transaction, projectId, issuesAtOnce), { need })
  const done = { processed: 0, failed: 0 }
  let issues = await claim()
  if (issues.length > 0) {
    const connection = await readConnection(runner, projectId, 'write')
    const session = await openSession(connection, setup)
    const target = { ...session, runner, projectId }
    for (; issues.length > 0; issues = await claim()) {
      for (const issue of issues) {
        try {
          await processIssue(target, issue)
          done.processed += issue.eventIds.length
        } catch (error) {
          done.failed += issue.eventIds.length
          const reason = error instanceof Error ? error.message : String(error)
          await runner.run((transaction) => postponeEvents(transaction, projectId, issue.eventIds, reason), {
            need,
          })
        }
      }
    }
  }
  return await runner.run(
    async (transaction) => {
      await forgetOldEvents(transaction, projectId)
      return { ...done, pending: (await countEvents(transaction, projectId)).pending }
    },
    { need },
  )
}
