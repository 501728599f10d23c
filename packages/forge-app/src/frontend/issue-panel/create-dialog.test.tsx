import { expect, it } from 'vitest'
import type { PanelAnswer } from '../../answers'
import { held, problem } from '../../testing/endpoints'
import { open } from '../../testing/open'
import type { Page } from '../../testing/page'
import { panel, testCase } from '../../testing/samples'

const after = panel({ testCases: [testCase(1), testCase(2), testCase(3, { title: 'Pays by invoice' })] })

async function openDialog(server: Parameters<typeof open>[1] = {}): Promise<Page> {
  const page = await open('issue-panel', {
    'GET /forge/issue': panel(),
    'POST /forge/issue/test-cases': after,
    ...server,
  })
  await page.click('Create test case')
  return page
}

it('needs no more than a title', async () => {
  const page = await openDialog()
  await page.type('Title', '  Pays by invoice ')
  await page.click('Create and link')
  expect(page.sent()).toEqual({ title: 'Pays by invoice', priority: 'medium' })
  expect(page.all('Modal')).toHaveLength(0)
  expect(page.all('Row')).toHaveLength(3)
  expect(page.flag()).toBe('Created and linked: Pays by invoice')
})

it('takes a description, a priority and steps', async () => {
  const page = await openDialog()
  await page.type('Title', 'Pays by invoice')
  await page.type('Description', 'For companies.')
  await page.choose('Priority', 'Critical')
  await page.click('Add a step')
  await page.type('Step 1: what to do', 'Choose “invoice”')
  await page.type('Step 1: expected result', 'A field for the VAT number')
  await page.click('Create and link')
  expect(page.sent()).toEqual({
    title: 'Pays by invoice',
    description: 'For companies.',
    priority: 'critical',
    steps: [{ action: 'Choose “invoice”', expected: 'A field for the VAT number' }],
  })
})

it('keeps the steps that are not removed, and leaves empty ones out', async () => {
  const page = await openDialog()
  await page.type('Title', 'Pays')
  await page.click('Add a step')
  await page.click('Add a step')
  await page.click('Add a step')
  await page.type('Step 2: what to do', 'Second')
  await page.click('Remove step 1')
  expect(page.buttons(page.dialog())).toContain('Remove step 2')
  expect(page.buttons(page.dialog())).not.toContain('Remove step 3')
  await page.click('Create and link')
  expect(page.sent()).toEqual({ title: 'Pays', priority: 'medium', steps: [{ action: 'Second' }] })
})

it('says what is missing before it asks the server', async () => {
  const page = await openDialog()
  await page.click('Add a step')
  await page.type('Step 1: expected result', 'A receipt')
  await page.click('Create and link')
  expect(page.text(page.dialog())).toContain('Give the test case a title.')
  expect(page.text(page.dialog())).toContain('Say what to do in this step.')
  expect(page.field('Title').props.isInvalid).toBe(true)
  expect(page.asked()).toEqual(['GET /forge/issue'])

  await page.type('Title', 'Pays')
  expect(page.text(page.dialog())).not.toContain('Give the test case a title.')
})

it('keeps what was typed when the server does not take it', async () => {
  const page = await openDialog({
    'POST /forge/issue/test-cases': problem('validation_failed', 'title: is too long'),
  })
  await page.type('Title', 'Pays')
  await page.click('Create and link')
  expect(page.text(page.dialog())).toContain('Something that you entered is not acceptable.')
  expect(page.text(page.dialog())).toContain('Details: title: is too long')
})

it('is submitted once, however often the key is pressed', async () => {
  const answer = held<PanelAnswer>()
  const page = await openDialog({ 'POST /forge/issue/test-cases': () => answer.promise })
  await page.type('Title', 'Pays')
  const { onSubmit } = page.one('Form').props
  await page.settle(() => {
    if (typeof onSubmit === 'function') for (const _ of [1, 2, 3]) onSubmit()
  })
  expect(page.asked()).toEqual(['GET /forge/issue', 'POST /forge/issue/test-cases'])
  await page.settle(() => answer.answer(after))
  expect(page.all('Modal')).toHaveLength(0)
})

it('can be left', async () => {
  const page = await openDialog()
  await page.click('Cancel')
  expect(page.all('Modal')).toHaveLength(0)
  expect(page.asked()).toEqual(['GET /forge/issue'])
})
