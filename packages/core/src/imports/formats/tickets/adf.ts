import { isObject } from '../reading/fields.js'
import { FieldError } from '../reading/rows.js'

/** How deep the nodes of a document may be nested. */
const depthLimit = 100

type Node = Readonly<Record<string, unknown>>

/** Whether a value is a document in Atlassian's format (ADF), in which Jira's REST API 3 gives long texts. */
export function isAdfDocument(value: unknown): value is Node {
  return isObject(value) && value.type === 'doc' && Array.isArray(value.content)
}

/**
 * An ADF document as plain text: paragraphs and headings are separated by blank lines, lists have bullets or
 * numbers, the cells of a table row stand on one line, links show their address. Nodes of unknown types give
 * the text inside of them.
 *
 * @param path The field, for messages.
 * @throws FieldError when it is nested more than 100 levels deep.
 */
export function adfToText(document: Node, path: string): string {
  return blocks(document, { path, depth: 0 }).trim()
}

interface Place {
  readonly path: string
  readonly depth: number
}

function children(node: Node): readonly Node[] {
  return Array.isArray(node.content) ? node.content.filter(isObject) : []
}

function deeper(place: Place): Place {
  if (place.depth < depthLimit) return { path: place.path, depth: place.depth + 1 }
  throw new FieldError(place.path, `is a document nested more than ${depthLimit} levels deep`)
}

/** The children as blocks, one blank line between them. */
function blocks(node: Node, place: Place): string {
  return join(node, place, '\n\n')
}

function join(node: Node, place: Place, separator: string): string {
  const inner = deeper(place)
  return children(node)
    .map((child) => render(child, inner))
    .filter((text) => text !== '')
    .join(separator)
}

function render(node: Node, place: Place): string {
  switch (node.type) {
    case 'text':
      return withLink(node, textOf(node.text))
    case 'paragraph':
    case 'heading':
    case 'codeBlock':
    case 'decisionItem':
    case 'caption':
      return inline(node, place)
    case 'hardBreak':
      return '\n'
    case 'rule':
      return '---'
    case 'bulletList':
    case 'decisionList':
      return list(node, place, () => '- ')
    case 'orderedList':
      return list(node, place, (index) => `${firstNumber(node) + index}. `)
    case 'taskList':
      return list(node, place, (_index, item) => (attribute(item, 'state') === 'DONE' ? '[x] ' : '[ ] '))
    case 'listItem':
    case 'tableCell':
    case 'tableHeader':
    case 'table':
      return join(node, place, '\n')
    case 'tableRow':
      return row(node, place)
    case 'blockquote':
      return indent('> ', '> ', blocks(node, place))
    case 'expand':
    case 'nestedExpand':
      return [attribute(node, 'title'), blocks(node, place)].filter((text) => text !== '').join('\n\n')
    default:
      return other(node, place)
  }
}

/** Leaves carry what they show in attributes; anything unknown shows what is inside of it. */
function other(node: Node, place: Place): string {
  if (node.type === 'date') return date(attribute(node, 'timestamp'))
  if (children(node).length > 0) return node.type === 'taskItem' ? inline(node, place) : blocks(node, place)
  return (
    attribute(node, 'text') ||
    attribute(node, 'shortName') ||
    attribute(node, 'url') ||
    attribute(node, 'alt')
  )
}

function inline(node: Node, place: Place): string {
  return join(node, place, '')
}

function list(node: Node, place: Place, mark: (index: number, item: Node) => string): string {
  const inner = deeper(place)
  return children(node)
    .map((item, index) => {
      const bullet = mark(index, item)
      return indent(bullet, ' '.repeat(bullet.length), render(item, inner))
    })
    .join('\n')
}

/** Cells on one line, whatever is in them. */
function row(node: Node, place: Place): string {
  const inner = deeper(place)
  return children(node)
    .map((cell) => render(cell, inner).replaceAll('\n', ' '))
    .join(' | ')
}

function indent(first: string, others: string, text: string): string {
  return text
    .split('\n')
    .map((line, index) => (index === 0 ? first : line === '' ? '' : others) + line)
    .join('\n')
}

function withLink(node: Node, text: string): string {
  const marks = Array.isArray(node.marks) ? node.marks.filter(isObject) : []
  const link = marks.find((mark) => mark.type === 'link')
  const href = link === undefined ? '' : attribute(link, 'href')
  return href === '' || href === text ? text : `${text} (${href})`
}

function attribute(node: Node, name: string): string {
  return isObject(node.attrs) ? textOf(node.attrs[name]) : ''
}

function firstNumber(node: Node): number {
  const order = isObject(node.attrs) ? node.attrs.order : undefined
  return typeof order === 'number' ? order : 1
}

/** Dates are milliseconds since 1970, as text. */
function date(timestamp: string): string {
  const point = new Date(Number(timestamp))
  return Number.isNaN(point.getTime()) ? '' : point.toISOString().slice(0, 10)
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
