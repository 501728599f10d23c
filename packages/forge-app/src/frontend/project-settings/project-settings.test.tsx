import { describe, expect, it } from 'vitest'
import type { SettingsAnswer } from '../../answers'
import { held, problem, unreachable } from '../../testing/endpoints'
import { holdTime, open } from '../../testing/open'
import { notConnectedSettings, settings, sync } from '../../testing/samples'

describe('connecting', () => {
  it('makes a new project, named after Jira’s unless the user says otherwise', async () => {
    const answer = held<SettingsAnswer>()
    const page = await open('project-settings', {
      'GET /forge/project/settings': notConnectedSettings,
      'POST /forge/project/connection': () => answer.promise,
    })
    expect(page.text()).toContain('SHOP is not connected yet')
    expect(page.field('Name of the new project').props.defaultValue).toBe('SHOP')
    await page.type('Name of the new project', 'Web shop')
    await page.click('Connect')
    expect(page.sent()).toEqual({ name: 'Web shop' })
    expect(page.button('Connect').props.isLoading).toBe(true)

    await page.settle(() => answer.answer(settings({ sync: sync({ state: 'running' }) })))
    expect(page.text()).toContain('SHOP is the project “Web shop” of ATMosFera.')
    expect(page.flag()).toBe('SHOP is connected')
    expect(page.asked()).toEqual(['GET /forge/project/settings', 'POST /forge/project/connection'])
  })

  it('takes a code for a project that is there', async () => {
    const page = await open('project-settings', {
      'GET /forge/project/settings': notConnectedSettings,
      'POST /forge/project/connection': settings(),
    })
    await page.pick('Connect an existing project with a code')
    expect(page.text()).toContain('Somebody who manages the project in ATMosFera can make one for you.')
    await page.type('Code', ' abc-123 ')
    await page.click('Connect')
    expect(page.sent()).toEqual({ code: 'abc-123' })
  })

  it('wants a name, or a code', async () => {
    const page = await open('project-settings', { 'GET /forge/project/settings': notConnectedSettings })
    await page.type('Name of the new project', ' ')
    await page.click('Connect')
    expect(page.text()).toContain('Give the project a name.')
    await page.pick('Connect an existing project with a code')
    await page.click('Connect')
    expect(page.text()).toContain('Enter the code.')
    expect(page.asked()).toEqual(['GET /forge/project/settings'])
  })

  it('says why it failed', async () => {
    const page = await open('project-settings', {
      'GET /forge/project/settings': notConnectedSettings,
      'POST /forge/project/connection': problem('not_found', 'There is no such code.', 404),
    })
    await page.pick('Connect an existing project with a code')
    await page.type('Code', 'wrong')
    await page.click('Connect')
    expect(page.text()).toContain('Details: There is no such code.')
  })
})

describe('what counts', () => {
  it('offers the types that there are, and those that count without being there any more', async () => {
    const page = await open('project-settings', {
      'GET /forge/project/settings': settings({ issueTypes: ['Bug', 'Gone'] }),
    })
    const { options, defaultValue, isMulti } = page.field('Issue types to be covered').props
    expect(isMulti).toBe(true)
    expect(options).toEqual(['Story', 'Bug', 'Gone'].map((value) => ({ value, label: value })))
    expect(defaultValue).toEqual(['Bug', 'Gone'].map((value) => ({ value, label: value })))
  })

  it('saves only what was changed', async () => {
    const page = await open('project-settings', {
      'GET /forge/project/settings': settings(),
      'PUT /forge/project/settings': settings({ issueTypes: ['Story'] }),
    })
    expect(page.button('Save').props.isDisabled).toBe(true)
    await page.choose('Issue types to be covered', ['Story'])
    await page.click('Save')
    expect(page.sent()).toEqual({ issueTypes: ['Story'] })
    expect(page.flag()).toBe('Saved')
    expect(page.button('Save').props.isDisabled).toBe(true)

    await page.flip('Leave skipped runs out')
    await page.click('Save')
    expect(page.sent()).toEqual({ policy: { skipped: 'ignore' } })

    await page.flip('Prefer runs that passed or failed')
    await page.click('Save')
    expect(page.sent()).toEqual({ policy: { finalRunsFirst: false } })
  })

  it('counts all types where none is chosen', async () => {
    const page = await open('project-settings', {
      'GET /forge/project/settings': settings({ issueTypes: ['Story'] }),
      'PUT /forge/project/settings': settings(),
    })
    await page.choose('Issue types to be covered', null)
    await page.click('Save')
    expect(page.sent()).toEqual({ issueTypes: [] })
  })

  it('keeps the changes when saving fails', async () => {
    const page = await open('project-settings', {
      'GET /forge/project/settings': settings(),
      'PUT /forge/project/settings': unreachable,
    })
    await page.flip('Leave skipped runs out')
    await page.click('Save')
    expect(page.text(page.one('SectionMessage'))).toContain('The server does not answer.')
    expect(page.field('Leave skipped runs out').props.isChecked).toBe(true)
    expect(page.button('Save').props.isDisabled).toBe(false)
  })
})

describe('reading all issues', () => {
  it('begins once somebody has said yes, and is watched', async () => {
    holdTime()
    const states = [settings(), settings({ sync: sync({ state: 'running', processed: 500 }) }), settings()]
    const page = await open('project-settings', {
      'GET /forge/project/settings': () => states.shift() ?? unreachable,
      'POST /forge/project/backfill': sync({ state: 'running', processed: 0, completedAt: null }),
    })
    await page.click('Read all issues')
    await page.click('Read all issues', page.dialog())
    expect(page.sent()).toEqual({})
    expect(page.all('Modal')).toHaveLength(0)
    expect(page.one('ProgressBar').props).toMatchObject({ value: 0 })
    expect(page.button('Read all issues').props.isDisabled).toBe(true)

    await page.wait(3000)
    expect(page.text()).toContain('500 of about 1,200 issues read')
    await page.wait(3000)
    expect(page.all('ProgressBar')).toHaveLength(0)
    await page.wait(60_000)
    expect(page.asked()).toHaveLength(4)
  })

  it('says why it did not begin', async () => {
    const page = await open('project-settings', {
      'GET /forge/project/settings': settings(),
      'POST /forge/project/backfill': problem('conflict'),
    })
    await page.click('Read all issues')
    await page.click('Read all issues', page.dialog())
    expect(page.text(page.dialog())).toContain('Somebody else changed it meanwhile')
    await page.click('Cancel')
    expect(page.all('SectionMessage')).toHaveLength(0)
  })
})

describe('disconnecting', () => {
  it('asks first, and shows the way in again', async () => {
    const page = await open('project-settings', {
      'GET /forge/project/settings': settings(),
      'DELETE /forge/project/connection': notConnectedSettings,
    })
    await page.click('Disconnect')
    expect(page.text(page.dialog())).toContain('Disconnect SHOP?')
    expect(page.text(page.dialog())).toContain('changes in Jira no longer arrive')
    await page.click('Disconnect', page.dialog())
    expect(page.text()).toContain('SHOP is not connected yet')
    expect(page.flag()).toBe('SHOP is disconnected')
    expect(page.all('Modal')).toHaveLength(0)
  })

  it('does nothing when the user thinks better of it', async () => {
    const page = await open('project-settings', { 'GET /forge/project/settings': settings() })
    await page.click('Disconnect')
    await page.click('Cancel')
    expect(page.asked()).toEqual(['GET /forge/project/settings'])
  })

  it('says why it failed', async () => {
    const page = await open('project-settings', {
      'GET /forge/project/settings': settings(),
      'DELETE /forge/project/connection': problem('jira_permission_missing', 'No.', 403),
    })
    await page.click('Disconnect')
    await page.click('Disconnect', page.dialog())
    expect(page.text(page.dialog())).toContain('Jira does not give you the permission that this takes.')
  })
})

it('speaks German to Germans', async () => {
  const page = await open(
    'project-settings',
    { 'GET /forge/project/settings': notConnectedSettings },
    { locale: 'de-DE' },
  )
  expect(page.text()).toContain('SHOP ist noch nicht verbunden')
  expect(page.buttons()).toEqual(['Verbinden'])
})
