import { html } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'
import { baseCss, colorCss } from '../reports/theme.js'

/** The looks of plain pages, which are beside them: no page of the server holds styles of its own. */
export const plainStylesheet = `${colorCss}${baseCss}
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
article { border-top: 1px solid var(--line); padding: 1rem 0; }
article h3 { margin: 0.25rem 0; }
.scroll { overflow-x: auto; }
th, td { text-align: left; vertical-align: top; }
tr:target { background: var(--raised); }
nav ul { columns: 12rem; padding-left: 1rem; }
`

/** A page to read, without anything to do on it. */
export async function plainPage(
  { title, basePath }: { readonly title: string; readonly basePath: string },
  body: HtmlEscapedString | Promise<HtmlEscapedString>,
): Promise<string> {
  const page = await html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${title} · ATMosFera</title>
    <link rel="stylesheet" href="${basePath}/docs/plain.css">
  </head>
  <body><main><h1>${title}</h1>${body}</main></body>
</html>`
  return page.toString()
}
