import { ConflictError } from '../../errors.js'
import type { IdempotentRequest, KeptAnswer } from '../../idempotency/types.js'
import type { Services } from '../../services.js'
import type { RequestContext } from '../environment.js'
import { fingerprintOf } from '../idempotent.js'
import type { Form } from './forms.js'
import type { Visitor } from './visitor.js'

/**
 * Does what a form asks for, once however often it is sent: a second click, or a page that is sent again, leads to
 * what the first made. Only services that are handed to `work` may be used in it: they share one transaction.
 *
 * @param content what the form says, so that the same showing of it is not taken for another wish
 * @returns where to go then
 * @throws ConflictError where the form was sent before and said something else.
 */
export async function submitOnce(
  context: RequestContext,
  { caller, services }: Visitor,
  form: Form,
  content: unknown,
  work: (services: Services) => Promise<string>,
): Promise<string> {
  const key = form.text('once')
  if (key === '') return await work(services)
  const fingerprint = fingerprintOf(context, content)
  return await context.get('server').host.transaction(caller.actor, async (transaction) => {
    const before = await begin(transaction, { key: `page ${key}`, fingerprint })
    if (before !== undefined) return before.body
    const address = await work(transaction)
    await transaction.idempotency.keep(`page ${key}`, { status: 201, headers: {}, body: address })
    return address
  })
}

async function begin({ idempotency }: Services, request: IdempotentRequest): Promise<KeptAnswer | undefined> {
  try {
    return await idempotency.begin(request)
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error
    throw new ConflictError(
      'This form was sent before, and said something else then. Look whether that is what you wanted; if this is to be added to it, send it once more.',
    )
  }
}
