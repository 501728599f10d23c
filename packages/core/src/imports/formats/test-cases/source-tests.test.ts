import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Issue } from '../../../errors.js'
import { type ParseTestCaseOptions, parseTestCases, type TestCaseRow } from '../../index.js'

interface Scan {
  readonly rows: readonly TestCaseRow[]
  readonly warnings: readonly Issue[]
}

async function scan(name: string, text: string, options: ParseTestCaseOptions = {}): Promise<Scan> {
  const rows: TestCaseRow[] = []
  const warnings: Issue[] = []
  const onWarning = (issue: Issue) => warnings.push(issue)
  for await (const row of parseTestCases(new Blob([text]), { name, onWarning, ...options })) rows.push(row)
  return { rows, warnings }
}

/** The external ids, in order. */
async function idsOf(
  name: string,
  text: string,
  options?: ParseTestCaseOptions,
): Promise<readonly unknown[]> {
  return (await scan(name, text, options)).rows.map(({ testCase }) => testCase.externalId)
}

describe('Tests in JavaScript and TypeScript', () => {
  it('are found with their titles, groups, tags and keys', async () => {
    const { rows, warnings } = await scan(
      'tests/pay.ts',
      `// About money: PAY-9
describe('pay', () => {
  /**
   * The way most people pay, PAY-1.
   */
  it('by card (PAY-2)', async () => {})
  let x = 1 // PAY-3 is about x

  it.skip("by UTF-8 'cash'", function () {})
  it.todo('by cheque')
})
`,
    )
    expect(warnings).toEqual([])
    const common = { steps: [], suite: 'pay', file: 'tests/pay.ts' }
    const automated = { automationStatus: 'automated', automatable: true }
    expect(rows).toEqual([
      {
        row: 6,
        testCase: {
          ...common,
          ...automated,
          externalId: 'pay > by card (PAY-2)',
          title: 'by card (PAY-2)',
          jiraKeys: ['PAY-9', 'PAY-1', 'PAY-2'],
          tags: [],
        },
      },
      {
        row: 9,
        testCase: {
          ...common,
          ...automated,
          externalId: "pay > by UTF-8 'cash'",
          title: "by UTF-8 'cash'",
          jiraKeys: ['PAY-9'],
          tags: ['skipped'],
        },
      },
      {
        row: 10,
        testCase: {
          ...common,
          externalId: 'pay > by cheque',
          title: 'by cheque',
          status: 'draft',
          jiraKeys: ['PAY-9'],
          tags: [],
        },
      },
    ])
  })

  it.each([
    ["it('a', f)", ['a']],
    ["test('a', f); specify('b', f); fit('c', f); xit('d', f)", ['a', 'b', 'c', 'd']],
    ["it.only('a', f); it.concurrent.skip('b', f); test.fails('c', f)", ['a', 'b', 'c']],
    ["it('waits for its body')", ['waits for its body']],
    ["it.each([1, 2])('adds %i', f)", ['adds %i']],
    [`it.each\`n\n\${1}\`('adds $n', f)`, ['adds $n']],
    ["it.skipIf(windows)('a', f)", ['a']],
    ["await test('a', f)", ['a']],
    [
      "describe('x', () => { suite('y', () => { context('z', () => { it('a', f) }) }) }); it('b', f)",
      ['x > y > z > a', 'b'],
    ],
    ["describe.each(engines)('on $name', (engine) => { it('a', f) })", ['on $name > a']],
    [
      "describe(Cart, () => { it('a', f) }); describe(Cart.name, () => { it('a', f) })",
      ['Cart > a', 'Cart > a'],
    ],
    ["it('a' + 'b' + (`c` + 1), f)", ['abc1']],
    [`const name = 'x'; it(\`a \${name}\`, f); it(name, f)`, ['a x', 'x']],
    [`for (const name of names) it(\`a \${name} \${1 + n}\`, f)`, [`a \${name} \${1 + n}`]],
    ["it('it\\'s \\u00e9 \\u{1F600}', f)", ["it's é 😀"]],
    ["it('', f)", ['(unnamed)']],
    ["it('<b>', () => { render(<b>{x}</b>) })", ['<b>']],
  ])('are found in %s', async (text, ids) => {
    expect(await idsOf('a.tsx', text)).toEqual(ids)
  })

  it.each([
    "test.step('a', f); test.use({}); test.beforeEach('a', f); test.extend('a', f)",
    "/x/.test('a', 1); schema.test('a', f); regex.exec('it')",
    "it.each('abc'); test('abc'); describe('empty', () => {})",
    "test.skip(isMobile, 'not there'); it(); it(async () => {})",
    "// it('a', f)\nconst text = `it('b', f)`",
  ])('are not seen in %s', async (text) => {
    expect(await idsOf('a.ts', text)).toEqual([])
  })

  it('have the tags of Playwright, and the keys of its annotations', async () => {
    const { rows } = await scan(
      'pay.spec.ts',
      `import { test } from '@playwright/test'
test.describe('pay', { tag: '@money' }, () => {
  test('by card', { tag: ['@fast'], annotation: { type: 'issue', description: 'https://x.example/browse/PAY-7' } }, async () => {})
})`,
    )
    expect(rows[0]?.testCase).toMatchObject({
      externalId: 'pay.spec.ts > pay › by card',
      tags: ['money', 'fast'],
      jiraKeys: ['PAY-7'],
    })
  })

  it.each([
    ["import { it } from 'vitest'", undefined, 'src/a.test.ts > x > y > t'],
    ["import { test } from '@playwright/test'", undefined, 'src/a.test.ts > x › y › t'],
    ["import { it } from '@jest/globals'", undefined, 'x y t > x y t'],
    ["import { it } from 'mocha'", undefined, 'x y > t'],
    ['', undefined, 'x > y > t'],
    ['', 'cypress', 't > x y t'],
    ["import { it } from 'vitest'", 'mocha', 'x y > t'],
  ] as const)('that begin with %j, framework %s, are called %s', async (head, framework, id) => {
    const text = `${head}\ndescribe('x', () => { describe('y', () => { it('t', f) }) })`
    expect(await idsOf('./src/a.test.ts', text, framework === undefined ? {} : { framework })).toEqual([id])
  })

  it('are what this file says that it holds', async () => {
    const { readFileSync } = await import('node:fs')
    const text = readFileSync(new URL(import.meta.url), 'utf8')
    const ids = await idsOf('here.test.ts', text)
    expect(ids).toContain(
      `here.test.ts > Tests in JavaScript and TypeScript > ${expect.getState().currentTestName?.split(' > ').at(-1)}`,
    )
  })
})

describe('Tests in Python', () => {
  it('are found as pytest and unittest collect them', async () => {
    const { rows, warnings } = await scan(
      'tests/unit/test_pay.py',
      `import pytest
pytestmark = [pytest.mark.money]

# PAY-1: the usual way
@pytest.mark.jira("PAY-2")
@pytest.mark.slow
async def test_card():
    """Pays by card.

    See PAY-3.
    """
    def test_inside(): pass

@pytest.mark.parametrize("coin", [1, 2])
def test_cash(coin): pass

def helper(): pass

class TestRefund:
    """PAY-4"""
    def test_all(self): pass
    def prepare(self): pass
    class TestPart:
        def test_half(self): pass

class Pay(unittest.TestCase):
    @unittest.skip("later")
    def testCheque(self): pass

class Other:
    def test_nothing(self): pass
`,
    )
    expect(warnings).toEqual([])
    const module = 'tests.unit.test_pay'
    expect(
      rows.map(({ row, testCase }) => [row, testCase.externalId, testCase.tags, testCase.jiraKeys]),
    ).toEqual([
      [7, `${module} > test_card`, ['money', 'slow'], ['PAY-1', 'PAY-2', 'PAY-3']],
      [15, `${module} > test_cash`, ['money', 'parameterized'], []],
      [21, `${module}.TestRefund > test_all`, ['money'], ['PAY-4']],
      [24, `${module}.TestRefund.TestPart > test_half`, ['money'], ['PAY-4']],
      [28, `${module}.Pay > testCheque`, ['money', 'skipped'], []],
    ])
    expect(rows[0]?.testCase).toMatchObject({
      title: 'test_card',
      suite: module,
      description: 'Pays by card.\n\nSee PAY-3.',
      file: 'tests/unit/test_pay.py',
      automationStatus: 'automated',
    })
  })
})

describe('Tests in Java', () => {
  it('are found as JUnit and TestNG know them', async () => {
    const { rows, warnings } = await scan(
      'src/test/java/com/acme/PayTest.java',
      `package com.acme;

/** PAY-1 */
@DisplayName("Paying")
@Tag("money")
class PayTest {
  // PAY-2
  @Test void byCard() {}
  @org.junit.jupiter.api.Test @DisplayName("by \\"cash\\" (PAY-3)") void byCash() {}
  @ParameterizedTest(name = "{0}") @ValueSource(strings = {"a"}) void byAny(String way) {}
  @Nested class Refunds { @RepeatedTest(3) void all() {} }
  @BeforeEach void prepare() {}
  @Disabled @Test void later() {}
}

@Test(groups = {"slow"})
class All {
  public void one() {}
  private void two() {}
  @BeforeMethod public void prepare() {}
}

class Old extends junit.framework.TestCase {
  public void testOld() {}
  public void helper() {}
}
`,
    )
    expect(warnings).toEqual([])
    expect(
      rows.map(({ testCase }) => [testCase.externalId, testCase.title, testCase.tags, testCase.jiraKeys]),
    ).toEqual([
      ['com.acme.PayTest > byCard', 'byCard', ['money'], ['PAY-1', 'PAY-2']],
      ['com.acme.PayTest > byCash', 'by "cash" (PAY-3)', ['money'], ['PAY-1', 'PAY-3']],
      ['com.acme.PayTest > byAny', 'byAny', ['money', 'parameterized'], ['PAY-1']],
      ['com.acme.PayTest$Refunds > all', 'all', ['money', 'parameterized'], ['PAY-1']],
      ['com.acme.PayTest > later', 'later', ['money', 'skipped'], ['PAY-1']],
      ['com.acme.All > one', 'one', ['slow'], []],
      ['com.acme.Old > testOld', 'testOld', [], []],
    ])
    expect(rows[0]?.testCase).toMatchObject({ suite: 'com.acme.PayTest', description: 'Paying' })
  })
})

describe('Code that is not well-formed', () => {
  it.each([
    ['a.test.ts', "it('a', f)\nconst = ;\nit('b', f)\n", ['a', 'b']],
    [
      'test_a.py',
      'def test_a(): pass\ndef test_b(:\n  pass\ndef test_c(): pass\n',
      ['test_a > test_a', 'test_a > test_b', 'test_a > test_c'],
    ],
    [
      'ATest.java',
      'class ATest {\n @Test void a() { int = ; }\n @Test void b() {}\n}',
      ['ATest > a', 'ATest > b'],
    ],
  ])('in %s is read as far as it goes, and said so with its line', async (name, text, ids) => {
    const { rows, warnings } = await scan(name, text)
    expect(rows.map(({ testCase }) => testCase.externalId)).toEqual(ids)
    expect(warnings).toEqual([
      { path: '', message: expect.stringContaining('not understood as'), file: name, row: 2 },
    ])
  })

  it('ends in test cases or in nothing, whatever it is', async () => {
    const words = [
      'it(',
      "'a'",
      ', ',
      '=> {',
      '}',
      ')',
      '(',
      'describe(',
      '`',
      '${',
      'def test_',
      'class Test',
      ':\n  ',
      '@Test ',
      'void ',
      '"""',
      '//',
      '/*',
      '\n',
      '+',
      '\\',
    ]
    const anyCode = fc.array(fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 3 })), {
      maxLength: 60,
    })
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('a.ts', 'a.jsx', 'a.py', 'a.java'), anyCode, async (name, parts) => {
        for (const { testCase } of (await scan(name, parts.join(''))).rows)
          expect(testCase.title).not.toBe('')
      }),
      { numRuns: 1_000 },
    )
  })

  it('is read however deep it is', async () => {
    const depth = 20_000
    const sum = `${"'a' + ".repeat(depth)}'b'`
    expect((await idsOf('a.js', `it(${sum}, f)`)).length).toBe(1)
    expect((await idsOf('a.js', `${'('.repeat(depth)}\nit('a', f)`)).length).toBeLessThanOrEqual(1)
    expect((await idsOf('a.py', `${'('.repeat(depth)}\ndef test_a(): pass`)).length).toBeLessThanOrEqual(1)
  })
})
