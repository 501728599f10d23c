import { text } from '../../reports/html-parts.js'
import type { RequestContext } from '../environment.js'
import { tokenSection } from './account-tokens.js'
import { linkTo } from './addresses.js'
import { textField } from './fields.js'
import { errorSummary, type FormState } from './forms.js'
import { showPage } from './layout.js'
import { type Content, html, moment } from './markup.js'
import type { OwnAccount } from './own-account.js'
import { dataTable, facts } from './tables.js'

const labels = {
  currentPassword: 'Current password',
  password: 'New password',
  again: 'New password once more',
} as const

/** The page, with what came of a form if one was sent. */
export async function showAccount(
  context: RequestContext,
  account: OwnAccount,
  state: FormState,
): Promise<Response> {
  const { visitor, user } = account
  const { caller } = visitor
  return await showPage(context, visitor, {
    title: 'Your account',
    crumbs: [{ title: 'Projects', href: linkTo(context, '/') }],
    status: state.failure?.status,
    body: html`${errorSummary(state, { ...labels, name: 'Name', expiresAt: 'Good until' })}
      ${context.req.query('done') === 'password' && html`<p class="notice right" role="status">Your password was changed. You are signed out everywhere else.</p>`}
      ${facts([
        ['Name', user.fullName],
        ['Username', user.username],
        ['E-mail', user.email],
        ['Role', user.role],
      ])}
      ${caller.via === 'session' && passwordForm(context, state)}
      ${await sessionList(context, account)}
      ${await tokenSection(context, account, state)}`,
  })
}

function passwordForm(context: RequestContext, state: FormState): Content {
  const field = (name: keyof typeof labels, autocomplete: 'current-password' | 'new-password') =>
    textField(state, { name, label: labels[name], type: 'password', required: true, autocomplete })
  return html`<section aria-labelledby="password"><h2 id="password">Password</h2>
    <form method="post" action="${linkTo(context, '/account/password')}" class="narrow-form">
      ${field('currentPassword', 'current-password')}
      ${field('password', 'new-password')}
      ${field('again', 'new-password')}
      <p><button>Change password</button></p>
    </form>
  </section>`
}

async function sessionList(context: RequestContext, { visitor, user }: OwnAccount): Promise<Content> {
  const { items } = await visitor.services.sessions.list({ userId: user.id, sort: '-id', limit: 100 })
  if (items.length === 0) return undefined
  return html`<section aria-labelledby="sessions"><h2 id="sessions">Where you are signed in</h2>
    ${dataTable({
      caption: 'Your sessions, newest first',
      columns: [
        { title: 'With' },
        { title: 'Since', kind: 'nowrap' },
        { title: 'Last used', kind: 'nowrap' },
        { title: 'Ends', kind: 'nowrap' },
        { title: 'End it', hidden: true },
      ],
      rows: items.map((session) => [
        browserName(session.userAgent),
        moment(session.createdAt),
        moment(session.lastSeenAt),
        moment(session.expiresAt),
        session.id === visitor.caller.sessionId
          ? 'this one'
          : html`<form method="post" action="${linkTo(context, `/account/sessions/${session.id}`)}"><button class="quiet">End<span class="visually-hidden"> the session of ${session.createdAt.toISOString()}</span></button></form>`,
      ]),
    })}
  </section>`
}

/** A browser as people call it; what is none says what it is itself. */
function browserName(userAgent: string | null): Content {
  if (userAgent === null) return 'unknown'
  const browser = browsers.find(([mark]) => userAgent.includes(mark))?.[1]
  const system = systems.find(([mark]) => userAgent.includes(mark))?.[1]
  return browser === undefined || system === undefined ? text(userAgent) : `${browser} on ${system}`
}

// The first that fits: most browsers also name those that they resemble.
const browsers = [
  ['Edg/', 'Edge'],
  ['Firefox/', 'Firefox'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
] as const
const systems = [
  ['Android', 'Android'],
  ['iPhone', 'an iPhone'],
  ['iPad', 'an iPad'],
  ['Windows', 'Windows'],
  ['Mac OS', 'macOS'],
  ['Linux', 'Linux'],
] as const
