import type { Hono } from 'hono'
import { NotFoundError, ValidationError } from '../../errors.js'
import type { Environment, RequestContext } from '../environment.js'
import { beginSession } from '../sign-in.js'
import { showAccount } from './account-page.js'
import { linkTo, redirectTo } from './addresses.js'
import { emptyForm, failureOf, readForm } from './forms.js'
import { type OwnAccount, requireAccount } from './own-account.js'
import { idIn } from './project-page.js'

/** One's own account: password, where one is signed in, and tokens. */
export function addAccountPages(pages: Hono<Environment>): void {
  pages.get('/account', async (context) => showAccount(context, await requireAccount(context), emptyForm))
  pages.get('/account/password', (context) => redirectTo(context, linkTo(context, '/account')))
  pages.post('/account/password', async (context) => {
    const account = await requireAccount(context)
    const form = await readForm(context)
    try {
      await changePassword(context, account, {
        current: form.exactly('currentPassword'),
        wanted: form.exactly('password'),
        again: form.exactly('again'),
      })
      return redirectTo(context, linkTo(context, '/account', { done: 'password' }))
    } catch (error) {
      return await showAccount(context, account, { form, failure: failureOf(error) })
    }
  })
  pages.get('/account/sessions/:sessionId', (context) => redirectTo(context, linkTo(context, '/account')))
  pages.post('/account/sessions/:sessionId', async (context) => {
    const { visitor, user } = await requireAccount(context)
    await readForm(context)
    const sessionId = idIn(context, 'sessionId')
    const { items } = await visitor.services.sessions.list({ userId: user.id, limit: 500 })
    // Here one ends one's own, also where one might end those of others.
    if (!items.some(({ id }) => id === sessionId)) throw new NotFoundError('session', sessionId)
    await visitor.services.sessions.end(sessionId)
    return redirectTo(context, linkTo(context, '/account'))
  })
}

/** All sessions end with the old password, since somebody else may know it; here another one begins. */
async function changePassword(
  context: RequestContext,
  { visitor, user }: OwnAccount,
  { current, wanted, again }: { current: string; wanted: string; again: string },
): Promise<void> {
  if (wanted !== again) {
    throw new ValidationError([{ path: 'again', message: 'is not the same as the new password' }])
  }
  await visitor.services.users.setPassword(user.id, { password: wanted, currentPassword: current })
  await beginSession(context, { username: user.username, password: wanted })
}
