import { type TokenVerb, tokenVerbs } from '../../identity/token-types.js'
import { text } from '../../reports/html-parts.js'
import type { RequestContext } from '../environment.js'
import { linkTo } from './addresses.js'
import { checkboxField, textField } from './fields.js'
import type { FormState } from './forms.js'
import { type Content, dayOf, html, joined, moment } from './markup.js'
import type { OwnAccount } from './own-account.js'
import { dataTable } from './tables.js'

const day = 24 * 60 * 60 * 1000

const verbRemarks: Readonly<Record<TokenVerb, string>> = {
  read: 'read everything in its projects',
  import: 'import files and record runs, and read nothing',
  write: 'whatever is in a project, reading and importing included',
  manage: 'also projects and who has access to them',
}

/** The tokens there are, and a form for another one. */
export async function tokenSection(
  context: RequestContext,
  { visitor, user }: OwnAccount,
  state: FormState,
): Promise<Content> {
  const { apiTokens, projects } = visitor.services
  const { items } = await apiTokens.list({ userId: user.id, sort: '-id', limit: 100 })
  const { items: known } = await projects.list({ sort: 'name', limit: 200 })
  const nameOf = (id: number): string => known.find((project) => project.id === id)?.name ?? `project ${id}`
  const soon = new Date(Date.now() + 90 * day).toISOString().slice(0, 10)
  return html`<section aria-labelledby="tokens"><h2 id="tokens">Tokens for programs</h2>
    ${dataTable({
      caption: 'Your tokens, newest first',
      columns: [
        { title: 'Name' },
        { title: 'Ends in' },
        { title: 'Good for' },
        { title: 'Projects' },
        { title: 'Good until', kind: 'nowrap' },
        { title: 'Last used', kind: 'nowrap' },
        { title: 'Revoke', hidden: true },
      ],
      rows: items.map((token) => [
        text(token.name),
        html`<code>…${token.hint}</code>`,
        token.verbs.join(', '),
        token.projectIds === null ? 'all' : joined(token.projectIds.map((id) => text(nameOf(id)))),
        dayOf(token.expiresAt),
        moment(token.lastUsedAt, 'never'),
        html`<form method="post" action="${linkTo(context, `/account/tokens/${token.id}`)}"><button class="quiet">Revoke<span class="visually-hidden"> ${token.name}</span></button></form>`,
      ]),
      empty: 'You have none. A program that imports results, such as a build, signs in with one.',
    })}
    <details class="add" ${state.form.has('name') && 'open'}>
      <summary>Make a token</summary>
      <form method="post" action="${linkTo(context, '/account/tokens')}" class="narrow-form">
        ${textField(state, { name: 'name', label: 'Name', hint: 'What it is for.', required: true, maxLength: 100, autocomplete: 'off' })}
        ${checkboxField(state, {
          name: 'verb',
          label: 'Good for',
          values: ['import'],
          choices: tokenVerbs.map((verb) => ({ value: verb, label: verb, remark: verbRemarks[verb] })),
        })}
        ${
          known.length > 0 &&
          checkboxField(state, {
            name: 'project',
            label: 'Projects',
            hint: 'None chosen is all that you have access to, those to come included.',
            choices: known.map(({ id, name }) => ({ value: String(id), label: name })),
          })
        }
        ${textField(state, { name: 'expiresAt', label: 'Good until', type: 'date', hint: 'At most a year from now.', value: soon })}
        <p><button>Make token</button></p>
      </form>
    </details>
  </section>`
}
