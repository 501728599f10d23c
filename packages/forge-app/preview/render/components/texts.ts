import type { Component } from '../draw.js'
import { tokenValue } from '../style-values.js'
import { type Child, h } from '../vnode.js'

const plain: Component = ({ props }) => `${props.text ?? ''}`

const tags: Readonly<Record<string, string>> = { strike: 's', strong: 'strong', em: 'em', span: 'span' }

const Text: Component = (node, draw) => {
  const { as, size, weight, color, align, maxLines } = node.props
  const lines = typeof maxLines === 'number' ? `${maxLines}` : undefined
  const style = {
    color: tokenValue(color),
    'text-align': typeof align === 'string' ? align : undefined,
    'font-weight': typeof weight === 'string' ? `var(--ds-font-weight-${weight})` : undefined,
    '-webkit-line-clamp': lines,
  }
  const clamp = lines === undefined ? '' : ' uk-text-clamped'
  const className = `uk-text uk-text-${size ?? 'medium'}${clamp}`
  return h(tags[`${as}`] ?? 'p', className, { style }, draw.children(node))
}

const headings: Readonly<Record<string, string>> = {
  xxlarge: 'h1',
  xlarge: 'h1',
  large: 'h2',
  medium: 'h3',
  small: 'h4',
  xsmall: 'h5',
  xxsmall: 'h6',
}
/** Sizes from before they had names. */
const oldSizes: Readonly<Record<string, string>> = {
  h900: 'xxlarge',
  h800: 'xlarge',
  h700: 'large',
  h600: 'medium',
  h500: 'small',
  h400: 'xsmall',
  h300: 'xxsmall',
}

const Heading: Component = (node, draw) => {
  const { size, as, color, id, level } = node.props
  const wanted = `${size ?? 'medium'}`
  const name = oldSizes[wanted] ?? wanted
  const tag = typeof as === 'string' ? as : typeof level === 'number' ? `h${level}` : (headings[name] ?? 'h3')
  const attributes = { id: typeof id === 'string' ? id : undefined }
  return h(
    tag,
    `uk-heading uk-heading-${name}`,
    { style: { color: tokenValue(color) }, attributes },
    draw.children(node),
  )
}

const element =
  (tag: string, className = ''): Component =>
  (node, draw) =>
    h(tag, className, {}, draw.children(node))

const CodeBlock: Component = ({ props }) =>
  h('pre', 'uk-code-block', { attributes: { tabindex: 0 } }, h('code', '', {}, `${props.text ?? ''}`))

interface DocumentNode {
  readonly type?: string
  readonly text?: string
  readonly attrs?: { readonly level?: number }
  readonly content?: readonly DocumentNode[]
}

const documentTags: Readonly<Record<string, string>> = {
  paragraph: 'p',
  bulletList: 'ul',
  orderedList: 'ol',
  listItem: 'li',
  blockquote: 'blockquote',
  codeBlock: 'pre',
}

/** A document as text: its blocks and lists, without marks and what is embedded. */
const AdfRenderer: Component = ({ props }) =>
  h('div', 'uk-document', {}, documentPart(props.document as DocumentNode))

function documentPart({ type = '', text, attrs, content = [] }: DocumentNode): Child {
  if (type === 'text') return text
  if (type === 'hardBreak') return h('br', '')
  const inner = content.map(documentPart)
  const tag = type === 'heading' ? `h${attrs?.level ?? 3}` : documentTags[type]
  return tag === undefined ? inner : h(tag, '', {}, inner)
}

const List: Component = (node, draw) =>
  h(node.props.type === 'ordered' ? 'ol' : 'ul', 'uk-list', {}, draw.children(node))

/** Words, and lists of them. */
export const texts: Readonly<Record<string, Component>> = {
  String: plain,
  Text,
  Heading,
  Strong: element('strong'),
  Em: element('em'),
  Strike: element('s'),
  Code: element('code', 'uk-code'),
  CodeBlock,
  AdfRenderer,
  List,
  ListItem: element('li'),
}
