import type { CoverageMatrix } from '../../coverage/types.js'

const style = `
  :root { color-scheme: light dark; font: 14px/1.4 system-ui, sans-serif }
  body { margin: 2rem }
  table { border-collapse: collapse }
  th, td { border: 1px solid #8886; padding: 0.25rem 0.5rem; text-align: left; vertical-align: top }
  thead th { position: sticky; top: 0; background: Canvas }
  .OK { background: #1a7f3733 } .NOK { background: #cf222e33 } .NOTRUN { background: #9a670033 }
  .UNKNOWN { background: #8250df33 } .UNCOVERED { color: GrayText }`

/** A matrix as one self-contained page. */
export function matrixHtml(projectName: string, matrix: CoverageMatrix): string {
  const environments = matrix.environments.map((name) => (name === '' ? '(no environment)' : name))
  const head = ['Ticket', 'Summary', 'Verdict', 'Test case', 'Test verdict', 'Last run', ...environments]
  const rows = matrix.items.flatMap(({ key, summary, verdict, testCases }) => {
    const height = Math.max(1, testCases.length)
    const ticket = `<th scope="rowgroup" rowspan="${height}">${escapeHtml(key)}</th><td rowspan="${height}">${escapeHtml(summary)}</td><td rowspan="${height}" class="${verdict}">${verdict}</td>`
    if (testCases.length === 0) return [`<tr>${ticket}<td colspan="${3 + environments.length}"></td></tr>`]
    return testCases.map((testCase, index) => {
      const cells = [
        `<td>${escapeHtml(testCase.externalId ?? testCase.title)}</td>`,
        `<td class="${testCase.verdict}">${testCase.verdict}</td>`,
        `<td>${testCase.lastExecutedAt?.toISOString().slice(0, 10) ?? ''}</td>`,
        ...matrix.environments.map((name) => {
          const one = testCase.environments[name]
          return one === undefined ? '<td></td>' : `<td class="${one}">${one}</td>`
        }),
      ]
      return `<tr>${index === 0 ? ticket : ''}${cells.join('')}</tr>`
    })
  })
  const title = `${escapeHtml(projectName)}: traceability matrix`
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${style}</style></head>
<body>
<h1>${title}</h1>
<table>
<thead><tr>${head.map((name) => `<th scope="col">${escapeHtml(name)}</th>`).join('')}</tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>
</body>
</html>
`
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character)
}
