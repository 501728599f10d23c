import { addressOf, type RequestContext } from './environment.js'
import { isFault, problemOf } from './problems.js'

/** An error as it is answered, by whatever means; what is worth an operator's attention goes to the log as well. */
export function tellProblem(error: unknown, context: RequestContext): ReturnType<typeof problemOf> {
  const requestId = context.get('requestId')
  if (isFault(error)) {
    context.get('server').settings.logger?.error({ requestId, err: error }, 'request failed')
  }
  return problemOf(error, { requestId, reference: addressOf(context, '/docs/problems') })
}
