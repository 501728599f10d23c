/** The two HTML documents of the preview. What differs comes as data. */

/** The page around everything. */
export function shellPage(data: object): string {
  return document('ATMosFera for Jira: preview', '/page/', `<div id="root"></div>${dataOf(data)}`, [
    'shell.js',
  ])
}

/** What a module is drawn in. Its own script comes after the one that gives it the bridge. */
export function framePage(title: string, data: object, query: string): string {
  const body = `<main id="root"></main><div id="over"></div>${dataOf(data)}`
  return document(title, '/page/', body, ['frame.js', `./app.js${query}`])
}

function document(title: string, base: string, body: string, scripts: readonly string[]): string {
  const sources = scripts.map((script) => (script.startsWith('.') ? script : base + script))
  const tags = sources.map((source) => `<script defer src="${escaped(source)}"></script>`)
  return `<!doctype html>
<html lang="en" data-color-mode="light" data-theme="dark:dark light:light shape:shape spacing:spacing typography:typography">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${base}styles.css">
${tags.join('\n')}
${body}
</html>
`
}

function dataOf(data: object): string {
  return `<script type="application/json" id="data">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script>`
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
