import { packageVersion } from '../../version.js'
import { addressOf, type RequestContext } from '../environment.js'
import { homeOf } from './addresses.js'
import { script, style } from './assets.js'
import { type Content, html } from './markup.js'
import { nameOf, type Visitor } from './visitor.js'

/** A page above the one that is shown. */
export interface Crumb {
  readonly title: string
  readonly href: string
}

export interface Page {
  /** The heading. */
  readonly title: string
  /** What the browser calls it, where the heading alone would not do. */
  readonly titleOfWindow?: string
  readonly crumbs?: readonly Crumb[]
  /** The way to pages beside this one. */
  readonly navigation?: Content
  readonly body: Content
  readonly status?: 200 | 400 | 401 | 403 | 404 | 405 | 409 | 413 | 429 | 500 | 503 | undefined
}

type Status = NonNullable<Page['status']>

/** A whole page. Nobody is undefined where it is not known who looks. */
export async function showPage(
  context: RequestContext,
  visitor: Visitor | undefined,
  page: Page,
): Promise<Response> {
  const text = await document(context, visitor, page)
  // What is shown to one person is not for the next at the same machine.
  context.header('cache-control', 'no-store')
  return context.html(text, (page.status ?? 200) as Status)
}

function document(context: RequestContext, visitor: Visitor | undefined, page: Page) {
  const { title, titleOfWindow = title, crumbs = [], navigation, body } = page
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${titleOfWindow} – ATMosFera</title>
<link rel="stylesheet" href="${addressOf(context, style.path)}">
<link rel="icon" href="${addressOf(context, '/assets/icon.svg')}" type="image/svg+xml">
<script src="${addressOf(context, script.path)}" defer></script>
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<header class="top">
  <a class="brand" href="${homeOf(context)}">ATMosFera</a>
  ${visitor !== undefined && visitorMenu(context, visitor)}
</header>
${crumbs.length > 0 && breadcrumbs(crumbs)}
${navigation}
<main id="content" tabindex="-1">
<h1>${title}</h1>
${body}
</main>
<footer class="bottom">
  <p>ATMosFera ${packageVersion()} · all times are UTC · <a href="${addressOf(context, '/docs')}">API reference</a></p>
</footer>
</body>
</html>`
}

function visitorMenu(context: RequestContext, visitor: Visitor): Content {
  return html`<div class="visitor">
    ${
      visitor.user === undefined
        ? html`<span>${nameOf(visitor)}</span>`
        : html`<a href="${addressOf(context, '/account')}">${nameOf(visitor)}</a>`
    }
    ${
      visitor.caller.via === 'session' &&
      html`<form method="post" action="${addressOf(context, '/sign-out')}"><button class="quiet">Sign out</button></form>`
    }
  </div>`
}

function breadcrumbs(crumbs: readonly Crumb[]): Content {
  return html`<nav class="crumbs" aria-label="Breadcrumbs">
    <ol>${crumbs.map(({ title, href }) => html`<li><a href="${href}">${title}</a></li>`)}</ol>
  </nav>`
}
