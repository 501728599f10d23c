import { describe, expect, it } from 'vitest'
import { type Issue, ValidationError } from '../../../errors.js'
import { openSource } from '../../source.js'
import { looksLikeGherkin, readGherkin } from './gherkin.js'
import type { TestCaseOptions, TestCaseRow } from './test-case.js'

async function read(feature: string, options?: TestCaseOptions): Promise<TestCaseRow[]> {
  const rows: TestCaseRow[] = []
  for await (const row of readGherkin(openSource(new Blob([feature]), { name: 'cart.feature' }), options))
    rows.push(row)
  return rows
}

async function refusal(feature: string): Promise<string> {
  const error = await read(feature).catch((reason: unknown) => reason)
  return error instanceof ValidationError ? error.message : `no refusal but ${JSON.stringify(error)}`
}

describe('A feature file', () => {
  it('becomes one test case for each scenario and each outline', async () => {
    const rows = await read(`
# a comment
@checkout @SHOP-1
Feature: Cart
  Background:
    Given a customer

  @smoke
  Scenario: adds an item
    What it is about.

    Given an empty cart
    When the customer adds:
      | item | count |
      | tea  | 2     |
    And opens the cart
    Then it shows tea
    And it shows the price
    """
    4.20
    """

  @jira:SHOP-2 @wip
  Rule: Limits
    Background:
      Given a limit of 10

    @SHOP-3
    Scenario Outline: refuses <count>
      When the customer adds <count>
      Then it is refused

      Examples: too many
        | count |
        | 11    |
`)
    expect(rows).toEqual([
      {
        row: 9,
        testCase: {
          externalId: 'Cart > adds an item',
          title: 'adds an item',
          description: 'What it is about.',
          preconditions: 'Given a customer',
          steps: [
            { action: 'Given an empty cart' },
            { action: 'When the customer adds:', data: '| item | count |\n| tea | 2 |' },
            { action: 'And opens the cart', expected: 'Then it shows tea\nAnd it shows the price\n4.20' },
          ],
          suite: 'Cart',
          file: 'cart.feature',
          jiraKeys: ['SHOP-1'],
          tags: ['checkout', 'smoke'],
        },
      },
      {
        row: 29,
        testCase: {
          externalId: 'Cart > Limits > refuses <count>',
          title: 'refuses <count>',
          description: 'Examples: too many\n| count |\n| 11 |',
          preconditions: 'Given a customer\nGiven a limit of 10',
          steps: [{ action: 'When the customer adds <count>', expected: 'Then it is refused' }],
          suite: 'Cart > Limits',
          file: 'cart.feature',
          jiraKeys: ['SHOP-1', 'SHOP-2', 'SHOP-3'],
          tags: ['checkout', 'wip'],
        },
      },
    ])
  })

  it('may be in any language', async () => {
    const [row] = await read(
      '# language: de\nFunktionalität: Korb\n  Szenario: leer\n    Angenommen ein Korb\n    Dann ist er leer\n',
    )
    expect(row?.testCase).toMatchObject({
      externalId: 'Korb > leer',
      steps: [{ action: 'Angenommen ein Korb', expected: 'Dann ist er leer' }],
    })
  })

  it('may have scenarios that begin with what is expected', async () => {
    const [row] = await read('Feature: a\n  Scenario: b\n    Then c\n    And d\n')
    expect(row?.testCase.steps).toEqual([{ action: 'Then c', expected: 'And d' }])
  })

  it('may have no scenarios yet', async () => {
    expect(await read('Feature: a\n')).toEqual([])
  })

  it('is rejected scenario by scenario where they have no name', async () => {
    const feature = 'Feature: a\n  Scenario:\n    Given b\n  Scenario: c\n'
    expect(await refusal(feature)).toBe('cart.feature, row 2: title: is missing; every test case has one')
    const rejected: Issue[] = []
    expect(await read(feature, { onRejected: (issue) => rejected.push(issue) })).toMatchObject([{ row: 4 }])
    expect(rejected).toMatchObject([{ file: 'cart.feature', row: 2 }])
  })

  it('is rejected as a whole where it is no Gherkin', async () => {
    expect(await refusal('Feature: a\n  Scenario: b\n    Given c\n  oops\n')).toMatch(
      /^cart\.feature, row 4: is not well-formed Gherkin: expected: .*, got 'oops'$/,
    )
    expect(await refusal('# nothing\n')).toBe(
      'cart.feature, row 1: has no feature in it; it has to begin with "Feature:"',
    )
    expect(await refusal('# language: klingon\nFeature: a\n')).toContain('Language not supported: klingon')
  })

  it('is told by its first word', () => {
    expect(looksLikeGherkin('\n# a\n@tag\nFeature: a')).toBe(true)
    expect(looksLikeGherkin('# language: fr\nFonctionnalité: a')).toBe(true)
    expect(looksLikeGherkin('title,steps\nFeature: a,b')).toBe(false)
    expect(looksLikeGherkin('# language: constructor\nFeature: a')).toBe(false)
    expect(looksLikeGherkin('')).toBe(false)
  })
})
