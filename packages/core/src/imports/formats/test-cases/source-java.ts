import type { SyntaxNode } from '@lezer/common'
import { parser } from '@lezer/java'
import { type SourceCode, unescapeText } from './source-code.js'
import { type SourceTest, sourceReader } from './source-tests.js'

/**
 * Reads the tests of Java as JUnit 3 to 6 and TestNG know them: methods with `@Test`, `@ParameterizedTest`,
 * `@RepeatedTest`, `@TestFactory` or `@TestTemplate`, the public methods of a class with TestNG's `@Test`, and
 * `public void test…` of a `TestCase`. The external id is `package.Class$Nested > method`, the title is what
 * `@DisplayName` says, or else the method's name. Tags, groups and categories become tags.
 */
export const readJavaTests = sourceReader({ name: 'Java', parserOf: () => parser, testsIn })

const types = new Set(['ClassDeclaration', 'RecordDeclaration', 'InterfaceDeclaration', 'EnumDeclaration'])
const single = new Set(['Test', 'TestFactory'])
const repeated = new Set(['ParameterizedTest', 'RepeatedTest', 'TestTemplate'])

/** A type while what is in it is read. */
interface Scope {
  readonly path: string
  readonly to: number
  readonly title: string | undefined
  readonly tags: readonly string[]
  readonly mentions: readonly string[]
  /** Whether its public methods are tests by what it is. */
  readonly marked: boolean
  readonly extendsTestCase: boolean
}

function testsIn(code: SourceCode): Iterable<SourceTest> {
  const declared = code.tree.topNode.getChild('PackageDeclaration')?.getChild('ScopedIdentifier')
  const simple = code.tree.topNode.getChild('PackageDeclaration')?.getChild('Identifier')
  const name = declared ?? simple
  const prefix = name == null ? '' : `${code.textOf(name).replaceAll(/\s+/g, '')}.`
  const found: SourceTest[] = []
  const around: Scope[] = []
  code.tree.iterate({
    enter: ({ name: kind, from, node }) => {
      while (around.length > 0 && (around.at(-1)?.to ?? 0) <= from) around.pop()
      const definition = node.getChild('Definition')
      if (definition === null) return
      const scope = around.at(-1)
      if (types.has(kind)) {
        const path = scope === undefined ? prefix : `${scope.path}$`
        around.push(scopeOf(node, `${path}${code.textOf(definition)}`, code))
      } else if (kind === 'MethodDeclaration' && scope !== undefined) {
        const test = testOf(node, code.textOf(definition), around, scope, code)
        if (test !== undefined) found.push(test)
      }
    },
  })
  return found
}

function scopeOf(node: SyntaxNode, path: string, code: SourceCode): Scope {
  const annotations = annotationsOf(node, code)
  const superclass = node.getChild('Superclass')
  return {
    path,
    to: node.to,
    title: displayName(annotations),
    tags: tagsOf(annotations),
    mentions: [code.commentsAbove(node), ...annotations.map((each) => each.text)],
    marked: annotations.some((each) => each.name === 'Test'),
    extendsTestCase: superclass !== null && /\bTestCase\b/.test(code.textOf(superclass)),
  }
}

function testOf(
  node: SyntaxNode,
  name: string,
  around: readonly Scope[],
  scope: Scope,
  code: SourceCode,
): SourceTest | undefined {
  const annotations = annotationsOf(node, code)
  const isRepeated = annotations.some((each) => repeated.has(each.name))
  const modifiers = node.getChild('Modifiers')
  const isPublic = modifiers?.getChild('public') != null
  const isImplied =
    isPublic && node.getChild('void') !== null && modifiers.getChild('static') === null
      ? (scope.marked && !annotations.some((each) => /^(?:Before|After|DataProvider)/.test(each.name))) ||
        (scope.extendsTestCase && /^test/.test(name))
      : false
  if (!isRepeated && !isImplied && !annotations.some((each) => single.has(each.name))) return undefined
  const provided = annotations.some((each) => each.name === 'Test' && /\bdataProvider\b/.test(each.text))
  return {
    row: code.lineOf(node.from),
    identity: `${scope.path} > ${name}`,
    title: displayName(annotations) ?? name,
    suite: scope.path,
    description: around
      .map((each) => each.title)
      .filter((title) => title !== undefined)
      .join(' > '),
    tags: [
      ...around.flatMap((each) => each.tags),
      ...tagsOf(annotations),
      ...(isRepeated || provided ? ['parameterized'] : []),
    ],
    mentions: [
      ...around.flatMap((each) => each.mentions),
      code.commentsAbove(node),
      ...annotations.map((each) => each.text),
    ],
  }
}

interface Annotation {
  readonly name: string
  /** The whole of it, as it is written. */
  readonly text: string
  /** The text literals in it. */
  readonly literals: readonly string[]
}

function annotationsOf(node: SyntaxNode, code: SourceCode): readonly Annotation[] {
  const modifiers = node.getChild('Modifiers')
  if (modifiers === null) return []
  return ['MarkerAnnotation', 'Annotation'].flatMap((kind) =>
    modifiers.getChildren(kind).map((annotation) => {
      const text = code.textOf(annotation)
      const [, name = ''] = /^@\s*(?:[\w$]+\s*\.\s*)*([\w$]+)/.exec(text) ?? []
      const literals: string[] = []
      annotation.cursor().iterate(({ name: part, from, to }) => {
        if (part === 'StringLiteral') literals.push(unescapeText(code.textOf({ from: from + 1, to: to - 1 })))
      })
      return { name, text, literals }
    }),
  )
}

function displayName(annotations: readonly Annotation[]): string | undefined {
  return annotations.find((each) => each.name === 'DisplayName')?.literals.join('') || undefined
}

function tagsOf(annotations: readonly Annotation[]): readonly string[] {
  return annotations.flatMap(({ name, text, literals }) => {
    switch (name) {
      case 'Tag':
      case 'Tags':
        return literals
      case 'Test': {
        const [, groups = ''] = /\bgroups\s*=\s*(\{[^}]*\}|"[^"]*")/.exec(text) ?? []
        return [...groups.matchAll(/"([^"]*)"/g)].map(([, group = '']) => group)
      }
      case 'Category':
      case 'Categories':
        return [...text.matchAll(/([\w$]+)\s*\.\s*class\b/g)].map(([, category = '']) => category)
      case 'Disabled':
      case 'Ignore':
        return ['skipped']
      default:
        return []
    }
  })
}
