import { html } from 'hono/html'
import { errorCodes } from '../errors.js'
import { plainPage } from './plain-page.js'
import { httpCodes, type ProblemCode, statusOf } from './problems.js'

/** Every code that a problem can have: where the `type` of a problem leads. */
export async function problemsPage(basePath: string): Promise<string> {
  const codes = Object.entries({ ...httpCodes, ...errorCodes }) as readonly [ProblemCode, string][]
  const body = html`
    <p>What goes wrong is answered as <code>application/problem+json</code> (RFC 9457), with a <code>code</code> that
      does not change. <a href="${basePath}/docs">The reference</a> says what can be asked.</p>
    <div class="scroll"><table>
      <thead><tr><th scope="col">Code</th><th scope="col">Status</th><th scope="col">When</th></tr></thead>
      <tbody>${codes.map(
        ([code, when]) => html`
          <tr id="${code}"><th scope="row"><code>${code}</code></th><td>${statusOf[code]}</td><td>${when}</td></tr>`,
      )}</tbody>
    </table></div>`
  return await plainPage({ title: 'Problems', basePath }, body)
}
