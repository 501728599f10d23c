import { createHash } from 'node:crypto'
import { html, raw } from 'hono/html'
import type { Html } from './html-parts.js'

/** A page that brings everything with it and asks nobody for anything: its policy forbids it to. */
export async function documentHtml(page: {
  readonly title: string
  readonly style: string
  readonly script: string
  readonly body: Html
}): Promise<string> {
  const policy = [
    "default-src 'none'",
    `style-src '${digest(page.style)}'`,
    `script-src '${digest(page.script)}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
  const written = await html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8" />
<meta http-equiv="Content-Security-Policy" content="${policy}" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta name="color-scheme" content="light dark" />
<meta name="referrer" content="no-referrer" />
<title>${page.title}</title>
<link rel="icon" href="data:," />
<style>${raw(page.style)}</style>
</head>
<body>
${page.body}
<script>${raw(page.script)}</script>
</body>
</html>
`
  return String(written)
}

function digest(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`
}
