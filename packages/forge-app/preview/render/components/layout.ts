import type { Component } from '../draw.js'
import { tokenValue, xcssStyles } from '../style-values.js'
import { h } from '../vnode.js'

const alignments: Readonly<Record<string, string>> = { start: 'flex-start', end: 'flex-end' }

function aligned(value: unknown): string | undefined {
  return typeof value === 'string' ? (alignments[value] ?? value) : undefined
}

function named(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function spread(value: unknown, otherwise: string | undefined): string | undefined {
  return value === 'space-between' ? 'space-between' : otherwise
}

const Stack: Component = (node, draw) => {
  const { space, alignInline, alignBlock, grow } = node.props
  const style = {
    gap: tokenValue(space),
    'align-items': aligned(alignInline),
    'justify-content': spread(node.props.spread, aligned(alignBlock)),
    'flex-grow': grow === 'fill' ? '1' : undefined,
  }
  return h('div', 'uk-stack', { style }, draw.children(node))
}

const Inline: Component = (node, draw) => {
  const { space, rowSpace, alignInline, alignBlock, shouldWrap, grow, separator } = node.props
  const style = {
    'column-gap': tokenValue(space),
    'row-gap': tokenValue(rowSpace ?? space),
    'align-items': aligned(alignBlock) ?? 'flex-start',
    'justify-content': spread(node.props.spread, aligned(alignInline)),
    'flex-wrap': shouldWrap === true ? 'wrap' : undefined,
    'flex-grow': grow === 'fill' ? '1' : undefined,
  }
  const children = node.children.flatMap((child, index) => [
    index > 0 && typeof separator === 'string' && h('span', 'uk-separator', {}, separator),
    draw.node(child),
  ])
  return h('div', 'uk-inline', { style }, children)
}

const Flex: Component = (node, draw) => {
  const { gap, rowGap, columnGap, direction, wrap, alignItems, justifyContent } = node.props
  const style = {
    gap: tokenValue(gap),
    'row-gap': tokenValue(rowGap),
    'column-gap': tokenValue(columnGap),
    'flex-direction': named(direction),
    'flex-wrap': named(wrap),
    'align-items': aligned(alignItems),
    'justify-content': aligned(justifyContent),
    ...xcssStyles(node.props.xcss),
  }
  return h('div', 'uk-flex', { style, attributes: { role: named(node.props.role) } }, draw.children(node))
}

const Grid: Component = (node, draw) => {
  const { gap, rowGap, columnGap, templateColumns, templateRows, alignItems, justifyContent } = node.props
  const style = {
    gap: tokenValue(gap),
    'row-gap': tokenValue(rowGap),
    'column-gap': tokenValue(columnGap),
    'grid-template-columns': named(templateColumns),
    'grid-template-rows': named(templateRows),
    'align-items': aligned(alignItems),
    'justify-content': aligned(justifyContent),
    ...xcssStyles(node.props.xcss),
  }
  return h('div', 'uk-grid', { style, attributes: { role: named(node.props.role) } }, draw.children(node))
}

const paddings = [
  ['padding', 'padding'],
  ['paddingBlock', 'padding-block'],
  ['paddingInline', 'padding-inline'],
  ['paddingBlockStart', 'padding-block-start'],
  ['paddingBlockEnd', 'padding-block-end'],
  ['paddingInlineStart', 'padding-inline-start'],
  ['paddingInlineEnd', 'padding-inline-end'],
] as const

const Box: Component = (node, draw) => {
  const { backgroundColor, xcss, role } = node.props
  const style = {
    'background-color': tokenValue(backgroundColor),
    ...Object.fromEntries(paddings.map(([name, property]) => [property, tokenValue(node.props[name])])),
    ...xcssStyles(xcss),
  }
  return h('div', 'uk-box', { style, attributes: { role: named(role) } }, draw.children(node))
}

const Bleed: Component = (node, draw) => {
  const { all, inline, block } = node.props
  const outwards = (value: unknown): string | undefined =>
    value === undefined ? undefined : `calc(-1 * ${tokenValue(value)})`
  const style = {
    'margin-inline': outwards(inline ?? all),
    'margin-block': outwards(block ?? all),
  }
  return h('div', 'uk-bleed', { style }, draw.children(node))
}

const through: Component = (node, draw) => draw.children(node)

/** What puts other components in their places. */
export const layout: Readonly<Record<string, Component>> = {
  Stack,
  Inline,
  Flex,
  Grid,
  Box,
  Bleed,
  Root: through,
  // Wraps what a function of a component's props has made.
  ContentWrapper: through,
}
