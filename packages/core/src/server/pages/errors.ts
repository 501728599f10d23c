import { addressOf, type RequestContext } from '../environment.js'
import { HttpError } from '../problems.js'
import { tellProblem } from '../told-problem.js'
import { currentAddress, homeOf, linkTo, redirectTo } from './addresses.js'
import { type Page, showPage } from './layout.js'
import { type Content, html } from './markup.js'

/** Errors as pages. Whoever is not signed in is asked to, and then comes back. */
export async function answerWithPage(error: unknown, context: RequestContext): Promise<Response> {
  const { problem, headers } = tellProblem(error, context)
  if (problem.code === 'unauthenticated') {
    return redirectTo(context, linkTo(context, '/sign-in', { next: currentAddress(context) }))
  }
  for (const name of ['allow', 'retry-after']) {
    const value = headers[name]
    if (value !== undefined) context.header(name, value)
  }
  return await showPage(context, undefined, {
    title: titles[problem.status] ?? 'Something went wrong',
    status: problem.status as NonNullable<Page['status']>,
    body: explanation(context, problem),
  })
}

const titles: Readonly<Record<number, string>> = {
  400: 'That was not understood',
  403: 'You may not do that',
  404: 'There is nothing here',
  405: 'There is nothing here',
  409: 'It has changed meanwhile',
  413: 'That is too large',
  429: 'Too many attempts',
  503: 'Not available at the moment',
}

function explanation(
  context: RequestContext,
  { status, detail, requestId }: { status: number; detail: string; requestId: string },
): Content {
  const words =
    status === 404 || status === 405
      ? 'The page was moved or deleted, or it belongs to a project that you have no access to.'
      : detail
  return html`<p class="lead">${words}</p>
    <p><a href="${homeOf(context)}">Go to your projects</a></p>
    ${status >= 500 && html`<p class="muted">If you report this, name the request ${requestId}.</p>`}`
}

/** Whether whoever asks is a browser that shows a page, rather than a program that wants something of ours. */
export function wantsPage(context: RequestContext, error: unknown): boolean {
  const isApi = context.req.path.startsWith(addressOf(context, '/api/'))
  // Signing in to the pages helps nobody who lacks a token for something else.
  const isRefused = error instanceof HttpError && error.code === 'unauthenticated'
  return !isApi && !isRefused && /\btext\/html\b/.test(context.req.header('accept') ?? '')
}
