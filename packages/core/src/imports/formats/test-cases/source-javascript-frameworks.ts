import type { SourceCode } from './source-code.js'
import type { TestFramework } from './test-case.js'

/** What a file imports that runs its tests. */
const modules: ReadonlyMap<string, TestFramework> = new Map([
  ['vitest', 'vitest'],
  ['@jest/globals', 'jest'],
  ['mocha', 'mocha'],
  ['@playwright/test', 'playwright'],
  ['@playwright/experimental-ct-react', 'playwright'],
  ['@playwright/experimental-ct-vue', 'playwright'],
  ['cypress', 'cypress'],
])

/** The tool that runs a file, where the file says so by what it imports or is called. */
export function frameworkOf(code: SourceCode): TestFramework | undefined {
  if (/\.cy\.[cm]?[jt]sx?$/i.test(code.file)) return 'cypress'
  let found: TestFramework | undefined
  code.tree.iterate({
    enter: ({ name, node }) => {
      if (found !== undefined) return false
      if (name === 'Script') return true
      if (name !== 'ImportDeclaration') return false
      const from = node.getChild('String')
      if (from !== null) found = modules.get(code.textOf(from).slice(1, -1))
      return false
    },
  })
  return found
}

/** `classname > name`, as the tool's JUnit reporter writes the two unless it is told otherwise. */
export function identityIn(
  framework: TestFramework | undefined,
  file: string,
  suites: readonly string[],
  title: string,
): string {
  const names = [...suites, title]
  switch (framework) {
    case 'vitest':
      return [file, ...names].join(' > ')
    case 'playwright':
      return `${file} > ${names.join(' › ')}`
    case 'jest': {
      // jest-junit puts the whole into both.
      const whole = names.join(' ')
      return `${whole} > ${whole}`
    }
    case 'mocha':
      return [suites.join(' '), title].filter((part) => part !== '').join(' > ')
    case 'cypress':
      // mocha-junit-reporter, which Cypress brings along, puts the title first.
      return `${title} > ${names.join(' ')}`
    default:
      return names.join(' > ')
  }
}
