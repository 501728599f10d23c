import type { SyntaxNode } from '@lezer/common'
import { parser } from '@lezer/javascript'
import type { SourceCode } from './source-code.js'
import {
  argumentsOf,
  calleeOf,
  constantsIn,
  literalsIn,
  optionTags,
  titleOf,
} from './source-javascript-calls.js'
import { frameworkOf, identityIn } from './source-javascript-frameworks.js'
import { type SourceTest, sourceReader } from './source-tests.js'
import type { TestCaseOptions } from './test-case.js'

/**
 * Reads the tests of JavaScript and TypeScript, with JSX or without: `describe`, `context` and `suite` around
 * `it`, `test` and `specify`, with all that may follow them, such as `.only`, `.skip`, `.each` and `.todo`. The
 * external id is `classname > name` of the JUnit report of the tool that the file imports, otherwise the titles
 * joined by ` > `. A part of a title that is only known when it runs is shown as `${it}`.
 */
export const readJavaScriptTests = sourceReader({
  name: 'JavaScript or TypeScript',
  parserOf: (file) => {
    if (/\.[cm]?ts$/i.test(file)) return typescript
    return /\.tsx$/i.test(file) || !/\.[cm]?jsx?$/i.test(file) ? typescriptWithJsx : javascript
  },
  testsIn,
})

const javascript = parser.configure({ dialect: 'jsx' })
const typescript = parser.configure({ dialect: 'ts' })
const typescriptWithJsx = parser.configure({ dialect: 'ts jsx' })

const groups = new Set(['describe', 'context', 'suite', 'fdescribe', 'xdescribe', 'fcontext', 'xcontext'])
const tests = new Set(['it', 'test', 'specify', 'fit', 'xit', 'ftest', 'xtest', 'xspecify'])
/** What may follow a test or a group and leaves it one, other than `test.step` or `test.use`. */
const modifiers = new Set(
  'only skip todo each for concurrent sequential serial parallel shuffle fixme fail failing fails slow skipIf runIf if'.split(
    ' ',
  ),
)
const skipping = new Set(['skip', 'fixme', 'xdescribe', 'xcontext', 'xit', 'xtest', 'xspecify'])

/** A group while what is in it is read. */
interface Group {
  readonly title: string
  readonly to: number
  readonly tags: readonly string[]
  readonly mentions: readonly string[]
}

function testsIn(code: SourceCode, options: TestCaseOptions): Iterable<SourceTest> {
  const framework = options.framework ?? frameworkOf(code)
  const constants = constantsIn(code)
  const found: SourceTest[] = []
  const around: Group[] = []
  code.tree.iterate({
    enter: ({ name, from, node }) => {
      while (around.length > 0 && (around.at(-1)?.to ?? 0) <= from) around.pop()
      if (name !== 'CallExpression') return
      const call = readCall(node, code, constants)
      if (call === undefined) return
      const tags = [...around.flatMap((group) => group.tags), ...call.tags]
      const mentions = [...around.flatMap((group) => group.mentions), ...call.mentions]
      if (call.isGroup) {
        around.push({ title: call.title, to: node.to, tags: call.tags, mentions: call.mentions })
        return
      }
      const suites = around.map((group) => group.title).filter((title) => title !== '')
      found.push({
        row: code.lineOf(from),
        identity: identityIn(framework, code.file, suites, call.title),
        title: call.title,
        suite: suites.join(' > '),
        tags,
        mentions,
        isTodo: call.isTodo,
      })
    },
  })
  return found
}

interface Call {
  readonly isGroup: boolean
  readonly isTodo: boolean
  readonly title: string
  readonly tags: readonly string[]
  readonly mentions: readonly string[]
}

/** What a call declares, if it declares a test or a group. */
function readCall(
  call: SyntaxNode,
  code: SourceCode,
  constants: ReturnType<typeof constantsIn>,
): Call | undefined {
  const names = calleeOf(call, code)
  const [base = '', ...rest] = names
  const isGroup = groups.has(base) || (base === 'test' && rest[0] === 'describe')
  if (!isGroup && !tests.has(base)) return undefined
  const following = groups.has(base) || !isGroup ? rest : rest.slice(1)
  if (!following.every((name) => modifiers.has(name))) return undefined
  const parameters = argumentsOf(call)
  const [first] = parameters
  if (first === undefined) return undefined
  const title = titleOf(first, code, constants, isGroup)
  const isTodo = following.includes('todo')
  // `test` is a common name; what it declares has a body. A condition and a reason declare nothing.
  const mayLackBody = isTodo || ((base === 'it' || base === 'specify') && parameters.length === 1)
  const hasBody = parameters.slice(1).some(({ name }) => !/^(?:String|TemplateString)$/.test(name))
  if (title === undefined || !(hasBody || mayLackBody)) return undefined
  const settings = parameters.find((parameter) => parameter.name === 'ObjectExpression')
  const ownTags = settings === undefined ? [] : optionTags(settings, code)
  const isSkipped = names.some((name) => skipping.has(name))
  const isRepeated = following.includes('each') || following.includes('for')
  return {
    isGroup,
    isTodo,
    title: title === '' && !isGroup ? '(unnamed)' : title,
    tags: [...ownTags, ...(isSkipped ? ['skipped'] : []), ...(isRepeated ? ['parameterized'] : [])],
    mentions: [
      code.commentsAbove(statementOf(call)),
      title,
      ...(settings === undefined ? [] : literalsIn(settings, code)),
    ],
  }
}

/** The statement that a call is, to find the comments above it. */
function statementOf(call: SyntaxNode): SyntaxNode {
  const { parent } = call
  if (parent?.name === 'AwaitExpression' && parent.parent !== null) return statementOf(parent)
  return parent?.name === 'ExpressionStatement' || parent?.name === 'ReturnStatement' ? parent : call
}
