import type { Hono } from 'hono'
import { deleteSessionCookie } from '../cookies.js'
import { callerOf, type Environment, type RequestContext } from '../environment.js'
import { HttpError } from '../problems.js'
import { beginSession } from '../sign-in.js'
import { linkTo, redirectTo, safeNext } from './addresses.js'
import { textField } from './fields.js'
import { emptyForm, errorSummary, type Failure, type FormState, failureOf, readForm } from './forms.js'
import { showPage } from './layout.js'
import { html } from './markup.js'
import { requireVisitor } from './visitor.js'

/** The way in and out. */
export function addSignIn(pages: Hono<Environment>): void {
  pages.get('/sign-in', async (context) => {
    const next = safeNext(context, context.req.query('next'))
    if ((await callerOf(context)) !== undefined) return redirectTo(context, next)
    return await showSignIn(context, emptyForm, next)
  })
  pages.post('/sign-in', async (context) => {
    const form = await readForm(context)
    const next = safeNext(context, form.text('next'))
    try {
      await beginSession(context, { username: form.text('username'), password: form.exactly('password') })
    } catch (error) {
      return await showSignIn(context, { form, failure: refusalOf(error) }, next)
    }
    return redirectTo(context, linkTo(context, '/signed-in', { next }))
  })
  pages.get('/signed-in', async (context) => {
    const next = safeNext(context, context.req.query('next'))
    if ((await callerOf(context)) !== undefined) return redirectTo(context, next)
    return await showMissingCookie(context)
  })
  pages.get('/sign-out', (context) => redirectTo(context, linkTo(context, '/')))
  pages.post('/sign-out', async (context) => {
    const caller = await callerOf(context)
    if (caller?.sessionId !== undefined) {
      const { services } = await requireVisitor(context)
      await services.sessions.end(caller.sessionId)
    }
    deleteSessionCookie(context)
    return redirectTo(context, linkTo(context, '/sign-in'))
  })
}

function refusalOf(error: unknown): Failure {
  if (!(error instanceof HttpError) || error.code !== 'unauthenticated') return failureOf(error)
  return { status: 401, issues: [{ path: '', message: error.message }] }
}

async function showSignIn(context: RequestContext, state: FormState, next: string): Promise<Response> {
  return await showPage(context, undefined, {
    title: 'Sign in',
    status: state.failure?.status,
    body: html`${errorSummary(state)}
    <form method="post" action="${linkTo(context, '/sign-in')}" class="narrow-form">
      <input type="hidden" name="next" value="${next}">
      ${textField(state, { name: 'username', label: 'Username', required: true, autocomplete: 'username' })}
      ${textField(state, { name: 'password', label: 'Password', type: 'password', required: true, autocomplete: 'current-password' })}
      <p><button>Sign in</button></p>
    </form>`,
  })
}

/** The browser was given a cookie and did not bring it back. */
async function showMissingCookie(context: RequestContext): Promise<Response> {
  const { host, protocol } = new URL(context.req.url)
  return await showPage(context, undefined, {
    title: 'Your browser did not keep you signed in',
    status: 401,
    body: html`<p class="lead">The name and the password were right, but the browser did not keep the cookie that says so.</p>
    <p>Browsers keep it only where the page comes over HTTPS, or from the browser's own machine at
      <code>http://localhost</code>. This page came from <code>${protocol}//${host}</code>.</p>
    <ul>
      <li>Ask whoever runs the server to put it behind HTTPS, and open it by <code>https://</code>.</li>
      <li>On your own machine, open it by <code>localhost</code> and not by another name.</li>
      <li>If it came over HTTPS already, the browser refuses cookies of this site: allow them.</li>
    </ul>
    <p><a href="${linkTo(context, '/sign-in')}">Sign in again</a></p>`,
  })
}
