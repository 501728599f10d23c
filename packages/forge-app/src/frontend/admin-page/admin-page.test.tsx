import { describe, expect, it } from 'vitest'
import type { AdminAnswer } from '../../answers'
import { type Failure, held, problem, unreachable } from '../../testing/endpoints'
import { holdTime, open } from '../../testing/open'
import { admin, sync } from '../../testing/samples'

const project = { id: 7, name: 'Web shop' }
const jiraProject = { id: '10000', key: 'SHOP' }
const reading = (processed: number, expected: number | null = 1000): AdminAnswer =>
  admin({
    projects: [
      { project, jiraProject, sync: sync({ state: 'running', processed, expected, completedAt: null }) },
    ],
  })

describe('the connection', () => {
  it('says who talks to whom', async () => {
    const page = await open('admin-page', { 'GET /forge/admin': admin() })
    expect(page.text()).toContain('Server | 1.4.0 | App | 3.2.0 | Environment | PRODUCTION')
    expect(page.text()).toContain('Last call from Jira | Nov 22, 2026, 10:59 AM')
  })

  it.each([
    ['stored', 'Stored', 'It is kept encrypted'],
    ['memory', 'In memory', 'The server loses it when it restarts'],
    ['missing', 'Missing', 'Work in the background waits for the next call from Jira'],
  ] as const)('explains the token when it is %s', async (token, state, explanation) => {
    const { installation } = admin()
    const page = await open('admin-page', {
      'GET /forge/admin': admin({ installation: { ...installation, token } }),
    })
    expect(page.text()).toContain(state)
    expect(page.text()).toContain(explanation)
    expect(page.all('SectionMessage')).toHaveLength(token === 'stored' ? 0 : 1)
  })
})

describe('the rules for users', () => {
  it('are saved together', async () => {
    const page = await open('admin-page', {
      'GET /forge/admin': admin(),
      'PUT /forge/admin/users': admin({ users: { createUsers: true, matchByEmail: true, known: 12 } }),
    })
    expect(page.text()).toContain('12 Jira accounts are known.')
    expect(page.button('Save').props.isDisabled).toBe(true)

    await page.flip('Recognise users by e-mail address')
    await page.click('Save')
    expect(page.sent()).toEqual({ createUsers: true, matchByEmail: true })
    expect(page.flag()).toBe('Saved')
    expect(page.field('Recognise users by e-mail address').props.isChecked).toBe(true)
    expect(page.button('Save').props.isDisabled).toBe(true)
  })

  it('stay as they were chosen when saving fails', async () => {
    const page = await open('admin-page', {
      'GET /forge/admin': admin(),
      'PUT /forge/admin/users': problem('jira_permission_missing'),
    })
    await page.flip('Let new accounts in')
    await page.click('Save')
    expect(page.text(page.one('SectionMessage'))).toContain('Jira does not give you the permission')
    expect(page.field('Let new accounts in').props.isChecked).toBe(false)
    expect(page.button('Save').props.isDisabled).toBe(false)
  })
})

describe('the projects', () => {
  it('are none at first', async () => {
    const page = await open('admin-page', { 'GET /forge/admin': admin({ projects: [] }) })
    expect(page.text()).toContain('No project is connected yet.')
  })

  it.each([
    [sync({ state: 'never', processed: 0, completedAt: null, upToDateAsOf: null }), 'Never read'],
    [sync(), 'Up to date | 1,200 issues read, Nov 22, 2026, 8:05 AM'],
    [
      sync({ state: 'failed', error: 'Jira refused.', processed: 1, completedAt: null }),
      'Failed | 1 issue read | What went wrong: Jira refused.',
    ],
    [sync({ state: 'interrupted', processed: 40, completedAt: null }), 'Interrupted | 40 issues read'],
  ])('say how reading them stands: $state', async (state, words) => {
    const page = await open('admin-page', {
      'GET /forge/admin': admin({ projects: [{ project, jiraProject, sync: state }] }),
    })
    expect(page.text(page.row('SHOP'))).toContain(words)
    expect(page.all('ProgressBar')).toHaveLength(0)
  })

  it('are read anew once somebody has said yes', async () => {
    const page = await open('admin-page', {
      'GET /forge/admin': admin(),
      'POST /forge/admin/backfill': reading(0),
    })
    await page.click('Read all issues')
    expect(page.text(page.dialog())).toContain('ATMosFera reads every issue of SHOP anew')
    expect(page.asked()).toEqual(['GET /forge/admin'])

    await page.click('Read all issues', page.dialog())
    expect(page.sent()).toEqual({ projectId: 7 })
    expect(page.flag()).toBe('The issues of Web shop are being read')
    expect(page.button('Read all issues').props.isDisabled).toBe(true)
  })

  it('stay as they are when somebody says no, or the server does', async () => {
    const page = await open('admin-page', {
      'GET /forge/admin': admin(),
      'POST /forge/admin/backfill': problem('conflict'),
    })
    await page.click('Read all issues')
    await page.click('Cancel')
    expect(page.all('Modal')).toHaveLength(0)
    await page.click('Read all issues')
    await page.click('Read all issues', page.dialog())
    expect(page.text(page.dialog())).toContain('Somebody else changed it meanwhile')
  })
})

describe('while something is read', () => {
  it('looks every three seconds, and stops when it is done', async () => {
    holdTime()
    const answers = [reading(100), reading(600), admin()]
    const page = await open('admin-page', { 'GET /forge/admin': () => answers.shift() ?? unreachable })
    expect(page.one('ProgressBar').props).toMatchObject({ value: 0.1 })
    expect(page.text()).toContain('100 of about 1,000 issues read')

    await page.wait(2999)
    expect(page.asked()).toHaveLength(1)
    await page.wait(1)
    expect(page.one('ProgressBar').props).toMatchObject({ value: 0.6 })
    await page.wait(3000)
    expect(page.all('ProgressBar')).toHaveLength(0)
    await page.wait(60_000)
    expect(page.asked()).toHaveLength(3)
  })

  it('does not look at all where nothing is read', async () => {
    holdTime()
    const page = await open('admin-page', { 'GET /forge/admin': admin() })
    await page.wait(60_000)
    expect(page.asked()).toHaveLength(1)
  })

  it('waits for a slow answer before it looks again', async () => {
    holdTime()
    const slow = held<AdminAnswer>()
    let first = true
    const page = await open('admin-page', {
      'GET /forge/admin': () => {
        if (!first) return slow.promise
        first = false
        return reading(100)
      },
    })
    await page.wait(10_000)
    expect(page.asked()).toHaveLength(2)
    await page.settle(() => slow.answer(reading(200)))
    await page.wait(3000)
    expect(page.asked()).toHaveLength(3)
  })

  it('stops where looking fails, and says so', async () => {
    holdTime()
    let reply: AdminAnswer | Failure = reading(100)
    const page = await open('admin-page', { 'GET /forge/admin': () => reply })
    reply = unreachable
    await page.wait(3000)
    expect(page.text()).toContain('What you see could not be refreshed')
    expect(page.text()).toContain('100 of about 1,000 issues read')
    await page.wait(60_000)
    expect(page.asked()).toHaveLength(2)

    reply = reading(300)
    await page.click('Try again')
    await page.wait(3000)
    expect(page.asked()).toHaveLength(4)
  })

  it('keeps what the user is changing meanwhile', async () => {
    holdTime()
    const page = await open('admin-page', { 'GET /forge/admin': reading(100) })
    await page.flip('Let new accounts in')
    await page.wait(3000)
    expect(page.field('Let new accounts in').props.isChecked).toBe(false)
  })

  it('does not let a look that was under way undo what was saved', async () => {
    holdTime()
    const slow = held<AdminAnswer>()
    let looks = 0
    const page = await open('admin-page', {
      'GET /forge/admin': () => {
        looks += 1
        return looks === 1 ? reading(100) : slow.promise
      },
      'PUT /forge/admin/users': {
        ...reading(150),
        users: { createUsers: false, matchByEmail: false, known: 12 },
      },
    })
    await page.wait(3000)
    await page.flip('Let new accounts in')
    await page.click('Save')
    await page.settle(() => slow.answer(reading(120)))
    expect(page.field('Let new accounts in').props.isChecked).toBe(false)
    expect(page.text()).toContain('150 of about 1,000 issues read')
  })

  it('keeps it also when looking fails', async () => {
    holdTime()
    let reply: AdminAnswer | Failure = reading(100)
    const page = await open('admin-page', { 'GET /forge/admin': () => reply })
    await page.flip('Let new accounts in')
    reply = unreachable
    await page.wait(3000)
    expect(page.text()).toContain('What you see could not be refreshed')
    expect(page.field('Let new accounts in').props.isChecked).toBe(false)
  })

  it('shows no share where nobody knows how much there is', async () => {
    const page = await open('admin-page', { 'GET /forge/admin': reading(100, null) })
    expect(page.one('ProgressBar').props).toMatchObject({ isIndeterminate: true })
    expect(page.text()).toContain('100 issues read')
  })
})

describe('changes from Jira', () => {
  it('are counted', async () => {
    const page = await open('admin-page', {
      'GET /forge/admin': admin({
        events: { pending: 3, failed: 2, lastReceivedAt: '2026-11-22T09:58:00Z' },
      }),
    })
    expect(page.text()).toContain('Waiting | 3 | Given up | 2 | Last received | Nov 22, 2026, 10:58 AM')
    expect(page.text()).toContain('2 changes could not be worked on.')
  })

  it('may never have come', async () => {
    const page = await open('admin-page', {
      'GET /forge/admin': admin({ events: { pending: 0, failed: 0, lastReceivedAt: null } }),
    })
    expect(page.text()).toContain('Last received | –')
    expect(page.text()).not.toContain('could not be worked on')
  })
})

describe('what an earlier installation left', () => {
  const left = admin({
    claimable: [
      {
        id: 3,
        installedAt: '2026-01-10T10:00:00Z',
        uninstalledAt: '2026-11-01T10:00:00Z',
        purgeAt: '2026-12-01T10:00:00Z',
        projects: 2,
      },
    ],
  })

  it('is taken over once somebody has said yes', async () => {
    const page = await open('admin-page', { 'GET /forge/admin': left, 'POST /forge/admin/claim': admin() })
    expect(page.text()).toContain(
      'Installed on Jan 10, 2026, with 2 connected projects. Its data will be erased on Dec 1, 2026.',
    )
    await page.click('Take over')
    expect(page.text(page.dialog())).toContain('2 projects become connected to this site again')
    await page.click('Take over', page.dialog())
    expect(page.sent()).toEqual({ id: 3 })
    expect(page.flag()).toBe('The earlier data is connected again')
    expect(page.all('Modal')).toHaveLength(0)
    expect(page.text()).not.toContain('An earlier installation left data')
  })

  it('stays where it is when the server says no', async () => {
    const page = await open('admin-page', {
      'GET /forge/admin': left,
      'POST /forge/admin/claim': problem('conflict'),
    })
    await page.click('Take over')
    await page.click('Take over', page.dialog())
    expect(page.text(page.dialog())).toContain('That did not work')
    await page.click('Cancel')
    expect(page.text()).toContain('An earlier installation left data')
    expect(page.jira.flags).toEqual([])
  })
})

it('speaks German to Germans', async () => {
  const page = await open('admin-page', { 'GET /forge/admin': reading(100) }, { locale: 'de-DE' })
  expect(page.text()).toContain('100 von etwa 1.000 Vorgängen gelesen')
  expect(page.text()).toContain('12 Jira-Konten sind bekannt.')
})
