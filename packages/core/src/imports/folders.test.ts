/** Folders in place of files: the tests in them, and nothing else. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { engines } from '../../../../test/support/engines.js'
import { junitFile } from '../../../../test/support/files.js'
import { useAtmosfera } from '../../../../test/support/use-atmosfera.js'
import { findTestFiles, openTestCaseFiles } from './folders.js'

const folder = mkdtempSync(join(tmpdir(), 'atmosfera-folders-'))

const files: Readonly<Record<string, string>> = {
  'src/cart.ts': 'export const cart = []',
  'src/cart.test.ts': "// SHOP-1\ndescribe('cart', () => { it('adds an item', f) })",
  'src/types.test.d.ts': 'declare const it: unknown',
  'src/__tests__/any-name.jsx': "it('renders', f)",
  'e2e/pay.cy.js': "describe('pay', () => { it('by card', f) })",
  'tests/test_pay.py': 'def test_card(): pass',
  'tests/conftest.py': 'def test_nothing(): pass',
  'src/test/java/com/acme/PayTest.java': 'package com.acme; class PayTest { @Test void byCard() {} }',
  'features/pay.feature': 'Feature: Pay\n  Scenario: by card\n    Given a card',
  'node_modules/left/left.test.js': "it('is not ours', f)",
  '.cache/old.test.js': "it('is hidden', f)",
  'venv/lib/test_pip.py': 'def test_pip(): pass',
  'docs/readme.md': "it('is prose', f)",
}

beforeAll(() => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  symlinkSync(folder, join(folder, 'src', 'round-and-round'))
})

afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

describe('A folder', () => {
  it('stands for the files in it that are known to hold tests, sorted', async () => {
    expect(await findTestFiles(folder)).toEqual([
      'e2e/pay.cy.js',
      'features/pay.feature',
      'src/__tests__/any-name.jsx',
      'src/cart.test.ts',
      'src/test/java/com/acme/PayTest.java',
      'tests/test_pay.py',
    ])
  })

  it('may itself be what says that it holds tests', async () => {
    expect(await findTestFiles(join(folder, 'src/__tests__'))).toEqual(['any-name.jsx'])
  })

  it('gives files names from the root, or from itself where it is elsewhere', async () => {
    const names = async (root: string) =>
      (await openTestCaseFiles([join(folder, 'tests')], { root, onProgress: undefined })).map(
        ({ name }) => name,
      )
    expect(await names(folder)).toEqual(['tests/test_pay.py'])
    expect(await names(join(folder, 'tests'))).toEqual(['test_pay.py'])
    expect(await names(join(folder, 'docs'))).toEqual(['test_pay.py'])
  })

  it('without tests is refused', async () => {
    await expect(
      openTestCaseFiles([join(folder, 'docs')], { root: folder, onProgress: undefined }),
    ).rejects.toThrow('holds no file that is known to hold tests')
  })
})

describe.each(engines)('The inventory of code on $name', (engine) => {
  const opened = useAtmosfera(engine)

  it('comes in by one call, and the same again changes nothing', async () => {
    const projectId = await opened.newProject()
    const importAll = () => opened.system.imports.testCases({ projectId, files: [folder], root: folder })
    const report = await importAll()
    expect(report).toMatchObject({ total: 6, created: 6, rejected: [], warnings: [] })
    expect(report.files).toContainEqual({ file: 'src/cart.test.ts', format: 'source-javascript', total: 1 })
    expect(report.unresolvedLinks).toEqual([
      expect.objectContaining({ key: 'SHOP-1', externalId: 'cart > adds an item' }),
    ])
    expect(await importAll()).toMatchObject({ created: 0, updated: 0, unchanged: 6 })
  })

  it('is found by the results of its tests', async () => {
    const projectId = await opened.newProject()
    await opened.system.imports.testCases({ projectId, files: [folder], root: folder })
    const report = await opened.system.imports.results({
      projectId,
      files: [
        junitFile(
          'report.xml',
          '<testcase classname="cart" name="adds an item"/>',
          '<testcase classname="tests.test_pay" name="test_card"/>',
          '<testcase classname="com.acme.PayTest" name="byCard"/>',
          '<testcase classname="by card" name="pay by card"/>',
        ),
      ],
    })
    expect(report).toMatchObject({ runs: 4, unmatched: [] })
  })
})
