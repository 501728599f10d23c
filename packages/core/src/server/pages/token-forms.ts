import type { Hono } from 'hono'
import { NotFoundError } from '../../errors.js'
import { type CreatedApiToken, tokenVerbs } from '../../identity/token-types.js'
import type { Environment, RequestContext } from '../environment.js'
import { showAccount } from './account-page.js'
import { linkTo, redirectTo } from './addresses.js'
import { type Form, failureOf, readForm } from './forms.js'
import { showPage } from './layout.js'
import { html, moment } from './markup.js'
import { type OwnAccount, requireAccount } from './own-account.js'
import { idIn } from './project-page.js'
import { facts } from './tables.js'

/** Tokens that programs sign in with. */
export function addTokenPages(pages: Hono<Environment>): void {
  pages.get('/account/tokens', (context) => redirectTo(context, linkTo(context, '/account')))
  pages.post('/account/tokens', async (context) => {
    const account = await requireAccount(context)
    const form = await readForm(context)
    let created: CreatedApiToken
    try {
      created = await account.visitor.services.apiTokens.create(wantedToken(form))
    } catch (error) {
      return await showAccount(context, account, { form, failure: failureOf(error) })
    }
    // No other page can show it: it is stored nowhere, and does not belong into an address.
    return await showCreated(context, account, created)
  })
  pages.get('/account/tokens/:tokenId', (context) => redirectTo(context, linkTo(context, '/account')))
  pages.post('/account/tokens/:tokenId', async (context) => {
    const { visitor, user } = await requireAccount(context)
    await readForm(context)
    const tokenId = idIn(context, 'tokenId')
    const { items } = await visitor.services.apiTokens.list({ userId: user.id, limit: 500 })
    if (!items.some(({ id }) => id === tokenId)) throw new NotFoundError('API token', tokenId)
    await visitor.services.apiTokens.revoke(tokenId)
    return redirectTo(context, `${linkTo(context, '/account')}#tokens`)
  })
}

function wantedToken(form: Form) {
  const projectIds = form.ids('project')
  const expiresAt = form.optional('expiresAt')
  return {
    name: form.text('name'),
    verbs: tokenVerbs.filter((verb) => form.all('verb').includes(verb)),
    projectIds: projectIds.length === 0 ? null : projectIds,
    ...(expiresAt === null
      ? {}
      : { expiresAt: /^\d{4}-\d\d-\d\d$/.test(expiresAt) ? `${expiresAt}T23:59:59Z` : expiresAt }),
  }
}

async function showCreated(
  context: RequestContext,
  { visitor }: OwnAccount,
  { name, token, expiresAt, verbs }: CreatedApiToken,
): Promise<Response> {
  return await showPage(context, visitor, {
    title: 'Your new token',
    crumbs: [
      { title: 'Projects', href: linkTo(context, '/') },
      { title: 'Your account', href: linkTo(context, '/account') },
    ],
    body: html`<p class="lead">Copy it now: it is shown this once, and stored nowhere.</p>
      <p><label for="token">Token</label><input id="token" class="secret" value="${token}" readonly autocomplete="off" spellcheck="false"></p>
      ${facts([
        ['Name', name],
        ['Good for', verbs.join(', ')],
        ['Good until', moment(expiresAt)],
      ])}
      <p>Programs send it as <code>Authorization: Bearer …</code>.</p>
      <p><a class="button" href="${linkTo(context, '/account')}">I have copied it</a></p>`,
  })
}
