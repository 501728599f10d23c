import type { SyntaxNode } from '@lezer/common'
import { parser } from '@lezer/python'
import type { SourceCode } from './source-code.js'
import { unescapeText } from './source-code.js'
import { type SourceTest, sourceReader } from './source-tests.js'

/**
 * Reads the tests of Python as pytest and unittest collect them: functions `test…`, plain or async, in the module,
 * in classes `Test…` and in subclasses of `TestCase`. The external id is `package.module.Class > test_name`, out
 * of the file's path from where it is read. Markers become tags, their texts and docstrings are searched for keys.
 */
export const readPythonTests = sourceReader({ name: 'Python', parserOf: () => parser, testsIn })

/** A class, or a file, while what is in it is read. */
interface Scope {
  /** Undefined for a class that no tests are collected from, and within functions. */
  readonly path: string | undefined
  readonly to: number
  readonly tags: readonly string[]
  readonly mentions: readonly string[]
}

function testsIn(code: SourceCode): Iterable<SourceTest> {
  const module = code.file
    .replace(/^(?:\.\.?\/)+|^\/+/, '')
    .replace(/\.py$/i, '')
    .replaceAll('/', '.')
  const found: SourceTest[] = []
  const around: Scope[] = [{ path: module, to: Number.POSITIVE_INFINITY, ...moduleMarkers(code) }]
  code.tree.iterate({
    enter: ({ name, from, node }) => {
      while ((around.at(-1)?.to ?? 0) <= from) around.pop()
      if (name !== 'FunctionDefinition' && name !== 'ClassDefinition') return
      const own = node.getChild('VariableName')
      const scope = around.at(-1)
      if (own === null || scope === undefined) return
      const title = code.textOf(own)
      const marks = marksOf(node, code)
      const isClass = name === 'ClassDefinition'
      if (!isClass && scope.path !== undefined && title.startsWith('test')) {
        found.push({
          row: code.lineOf(from),
          identity: `${scope.path} > ${title}`,
          title,
          suite: scope.path,
          description: docstringOf(node, code),
          tags: [...around.flatMap((each) => each.tags), ...marks.tags],
          mentions: [...around.flatMap((each) => each.mentions), ...marks.mentions],
        })
      }
      const path = isClass && scope.path !== undefined && isTestClass(node, title, code)
      around.push({ path: path ? `${scope.path}.${title}` : undefined, to: node.to, ...marks })
    },
  })
  return found
}

function isTestClass(node: SyntaxNode, name: string, code: SourceCode): boolean {
  const bases = node.getChild('ArgList')
  return name.startsWith('Test') || (bases !== null && /TestCase\b/.test(code.textOf(bases)))
}

type Marks = Pick<Scope, 'tags' | 'mentions'>

/** What decorators, comments and the docstring say of a function or a class. */
function marksOf(node: SyntaxNode, code: SourceCode): Marks {
  const { parent } = node
  const whole = parent?.name === 'DecoratedStatement' ? parent : node
  const decorators = whole === node ? [] : whole.getChildren('Decorator').map((each) => code.textOf(each))
  return {
    tags: decorators.flatMap(tagOf),
    mentions: [code.commentsAbove(whole), ...decorators, docstringOf(node, code) ?? ''],
  }
}

/** What the tests of the whole file are marked with: `pytestmark = [pytest.mark.slow]`. */
function moduleMarkers(code: SourceCode): Marks {
  const assignments = code.tree.topNode
    .getChildren('AssignStatement')
    .map((each) => code.textOf(each))
    .filter((text) => /^pytestmark\s*=/.test(text))
  return {
    tags: assignments.flatMap((text) =>
      [...text.matchAll(/\bmark\.[\w.]+/g)].flatMap(([marker]) => tagOf(`@pytest.${marker}`)),
    ),
    mentions: assignments,
  }
}

/** The tag that a decorator stands for. Those that name a ticket are no tags but keys. */
function tagOf(decorator: string): readonly string[] {
  const [, marker] = /^@\s*(?:pytest\.mark|mark)\.(\w+)/.exec(decorator) ?? []
  if (marker === 'parametrize' || /^@\s*(?:parameterized|ddt|data)\b/.test(decorator))
    return ['parameterized']
  if (marker === undefined) return /^@\s*(?:unittest\.)?skip/.test(decorator) ? ['skipped'] : []
  if (/^(?:skip|skipif)$/.test(marker)) return ['skipped']
  return /^(?:usefixtures|jira|issue|ticket|requirement|testcase|xray)s?$/i.test(marker) ? [] : [marker]
}

/** The text that a function or a class begins with, as people mean it: the indentation of its lines is not. */
function docstringOf(node: SyntaxNode, code: SourceCode): string | undefined {
  const statement = node.getChild('Body')?.getChild('ExpressionStatement')
  const before = statement?.prevSibling
  const literal = statement?.getChild('String')
  if (literal === null || literal === undefined || (before != null && before.name !== ':')) return undefined
  const [, prefix = '', , text = ''] = /^(\w*)('''|"""|'|")([\s\S]*)\2$/.exec(code.textOf(literal)) ?? []
  const plain = /r/i.test(prefix) ? text : unescapeText(text)
  return plain
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
}
