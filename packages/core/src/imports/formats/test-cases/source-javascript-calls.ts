import type { SyntaxNode } from '@lezer/common'
import { type SourceCode, unescapeText } from './source-code.js'

/** What makes a function out of a table or a condition, which the title then goes to: `it.each([1])('…')`. */
const curried = new Set(['each', 'for', 'skipIf', 'runIf', 'if'])

/** How deep expressions are followed. */
const depthLimit = 100

/**
 * What is called, name by name: `test.describe.only` of `test.describe.only('…')`. Empty where it is no plain name,
 * or where the call only makes the function that is called next.
 */
export function calleeOf(call: SyntaxNode, code: SourceCode): readonly string[] {
  const callee = call.firstChild
  const isCurried = callee?.name === 'CallExpression' || callee?.name === 'TaggedTemplateExpression'
  const names = namesOf(isCurried ? callee.firstChild : callee, code)
  return curried.has(names.at(-1) ?? '') === isCurried ? names : []
}

function namesOf(callee: SyntaxNode | null, code: SourceCode): readonly string[] {
  const names: string[] = []
  let node = callee
  while (node?.name === 'MemberExpression' && names.length < depthLimit) {
    const property = node.getChild('PropertyName')
    if (property === null) return []
    names.unshift(code.textOf(property))
    node = node.firstChild
  }
  return node?.name === 'VariableName' ? [code.textOf(node), ...names] : []
}

/** The arguments of a call, without punctuation and comments. */
export function argumentsOf(call: SyntaxNode): readonly SyntaxNode[] {
  return childrenOf(call.getChild('ArgList')).filter(
    ({ name }) => !['(', ')', ','].includes(name) && !name.endsWith('Comment'),
  )
}

/** Texts that have a name in a file: `const name = 'text'`. A name that means several things means none. */
export function constantsIn(code: SourceCode): Constants {
  const constants = new Map<string, string>()
  const ambiguous = new Set<string>()
  code.tree.iterate({
    enter: ({ name, node }) => {
      if (name !== 'VariableDefinition') return
      const own = code.textOf(node)
      if (constants.has(own)) ambiguous.add(own)
      const [equals, value] = [node.nextSibling, node.nextSibling?.nextSibling]
      const isConstant = node.parent?.getChild('const') != null && equals?.name === 'Equals'
      const isText =
        value?.name === 'String' || (value?.name === 'TemplateString' && value.firstChild === null)
      if (value != null && isConstant && isText) constants.set(own, textIn(value, code, new Map(), 0))
      else ambiguous.add(own)
    },
  })
  for (const name of ambiguous) constants.delete(name)
  return constants
}

type Constants = ReadonlyMap<string, string>

/** A title as far as it can be known without running; undefined where the argument is something else. */
export function titleOf(
  node: SyntaxNode,
  code: SourceCode,
  constants: Constants,
  isGroup: boolean,
): string | undefined {
  switch (node.name) {
    case 'String':
    case 'TemplateString':
    case 'BinaryExpression':
    case 'ParenthesizedExpression':
      return textIn(node, code, constants, 0)
    case 'VariableName':
    case 'MemberExpression': {
      // Tools take a class or a function for its name.
      const name = code.textOf(node)
      const [, named] = /^([A-Z][\w$]*)(?:\.name)?$/.exec(name) ?? []
      const constant = constants.get(name)
      if (constant !== undefined) return constant
      return isGroup && named !== undefined ? named : placeholder(name)
    }
    case 'CallExpression':
    case 'ConditionalExpression':
      return placeholder(code.textOf(node))
    default:
      return undefined
  }
}

function textIn(node: SyntaxNode, code: SourceCode, constants: Constants, depth: number): string {
  if (depth > depthLimit) return placeholder(code.textOf(node))
  if (node.name === 'String') return unescapeText(code.textOf(node).slice(1, -1))
  if (node.name === 'TemplateString') return templateText(node, code, constants)
  if (node.name === 'VariableName') return constants.get(code.textOf(node)) ?? placeholder(code.textOf(node))
  if (node.name === 'Number') return code.textOf(node)
  if (node.name === 'ParenthesizedExpression') {
    const inner = childrenOf(node).find(({ name }) => name !== '(' && name !== ')')
    return inner === undefined ? '' : textIn(inner, code, constants, depth + 1)
  }
  const sum = sumOf(node, code)
  if (sum === undefined) return placeholder(code.textOf(node))
  return sum.map((part) => textIn(part, code, constants, depth + 1)).join('')
}

/** The parts of `a + b + c`, however many; undefined where it is no sum. */
function sumOf(node: SyntaxNode, code: SourceCode): readonly SyntaxNode[] | undefined {
  const parts: SyntaxNode[] = []
  let left: SyntaxNode | null = node
  while (left?.name === 'BinaryExpression') {
    const operator = left.getChild('ArithOp')
    if (operator === null || code.textOf(operator) !== '+' || left.lastChild === null) break
    parts.unshift(left.lastChild)
    left = left.firstChild
  }
  return left === null || parts.length === 0 ? undefined : [left, ...parts]
}

function templateText(node: SyntaxNode, code: SourceCode, constants: Constants): string {
  let text = ''
  let at = node.from + 1
  for (const part of childrenOf(node)) {
    if (part.name !== 'Interpolation') continue
    const expression = code.textOf(part).slice(2, -1).trim()
    text += unescapeText(code.textOf({ from: at, to: part.from }))
    text += constants.get(expression) ?? placeholder(expression)
    at = part.to
  }
  return text + unescapeText(code.textOf({ from: at, to: node.to - 1 }))
}

/** What stands for a value that is not known. */
function placeholder(expression: string): string {
  const short = expression.replaceAll(/\s+/g, ' ').trim()
  return `\${${short.length > 60 ? '…' : short}}`
}

/** The tags that the settings of a test give it: `{ tag: '@fast' }`, `{ tag: ['@fast', '@slow'] }`, `{ tags: … }`. */
export function optionTags(settings: SyntaxNode, code: SourceCode): readonly string[] {
  return settings.getChildren('Property').flatMap((property) => {
    const name = property.getChild('PropertyDefinition')
    if (name === null || !/^tags?$/.test(code.textOf(name))) return []
    return literalsIn(property, code).map((tag) => tag.replace(/^@/, ''))
  })
}

/** The text literals within a node. */
export function literalsIn(node: SyntaxNode, code: SourceCode): readonly string[] {
  const texts: string[] = []
  node.cursor().iterate(({ name, node: each }) => {
    if (name === 'String') texts.push(textIn(each, code, new Map(), 0))
  })
  return texts
}

function childrenOf(node: SyntaxNode | null): readonly SyntaxNode[] {
  const children: SyntaxNode[] = []
  for (let child = node?.firstChild ?? null; child !== null; child = child.nextSibling) children.push(child)
  return children
}
