/** The languages whose tests can be read, by how the names of their files end. */
const extensions = {
  javascript: /\.[cm]?[jt]sx?$/i,
  python: /\.py$/i,
  java: /\.java$/i,
} as const

type Language = keyof typeof extensions

/** What tests look like in each language, where no name tells the language. */
const contents: Readonly<Record<Language, RegExp>> = {
  javascript: /(?:^|[\s;{])(?:describe|context|suite|it|test|specify)(?:\.\w+)*\s*\(\s*[`'"]/,
  python: /^\s*(?:async\s+)?def\s+test\w*\s*\(/m,
  java: /^\s*@(?:Test|ParameterizedTest|RepeatedTest|TestFactory)\b/m,
}

/** Recognises the source of a language: by the name of the file, or by tests in it where the name says nothing. */
export function looksLikeSource(language: Language): (head: string, name: string) => boolean {
  return (head, name) =>
    extensions[language].test(name) || (!/\.\w{1,8}(?:\.gz)?$/.test(name) && contents[language].test(head))
}

/** Whether a file is source code in one of the languages, by its name. */
export function isSourceFile(name: string): boolean {
  return Object.values(extensions).some((extension) => extension.test(name))
}

/**
 * Whether a file is known to hold tests by its path, as the tools themselves go by:
 * `cart.test.ts`, `cart.spec.js`, `cart.cy.js`, anything in `test`, `tests`, `__tests__`, `spec`, `specs` or
 * `e2e`; `test_cart.py`, `cart_test.py`; `CartTest.java`, `TestCart.java`, `CartTests.java`, `CartIT.java`; and
 * features. Declarations of types are not.
 */
export function isTestFile(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1)
  if (/\.d\.[cm]?ts$/i.test(name)) return false
  if (extensions.javascript.test(name)) {
    return (
      /[._-](?:test|tests|spec|cy|e2e)\.[cm]?[jt]sx?$/i.test(name) ||
      /(?:^|\/)(?:tests?|__tests__|specs?|e2e)\//i.test(path)
    )
  }
  if (extensions.python.test(name)) return /^(?:test_.*|.*_test|tests?)\.py$/.test(name)
  if (extensions.java.test(name)) return /^(?:Test.*|.*(?:Test|Tests|TestCase|IT|Spec))\.java$/.test(name)
  return name.endsWith('.feature')
}
