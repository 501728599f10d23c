import type { Component, Draw } from '../draw.js'
import type { TreeNode } from '../tree.js'
import { h, type VNode } from '../vnode.js'

/** Shown by the style sheet while what it is about has the pointer or the focus. */
const Tooltip: Component = (node, draw) => {
  const { content, position = 'bottom' } = node.props
  const drawn = draw.children(node)
  if (content === undefined || content === null || content === '') return drawn
  const id = `tip-${node.key}`
  return h(
    'span',
    'uk-tooltip',
    {},
    drawn.map((child) =>
      typeof child === 'string'
        ? child
        : { ...child, attributes: { ...child.attributes, 'aria-describedby': id } },
    ),
    h(
      'span',
      `uk-tooltip-text uk-tooltip-${position}`,
      { attributes: { role: 'tooltip', id } },
      typeof content === 'object' ? draw.prop(node, 'content') : `${content}`,
    ),
  )
}

const Popup: Component = (node, draw) => {
  const { isOpen, placement = 'bottom-start', label, role } = node.props
  const attributes = {
    role: typeof role === 'string' ? role : 'dialog',
    'aria-label': typeof label === 'string' ? label : undefined,
    tabindex: -1,
  }
  const close = (): void => draw.call(node, 'onClose', { isOpen: false })
  return h(
    'span',
    'uk-popup',
    {
      on: {
        keydown: (event) => {
          if (event instanceof KeyboardEvent && event.key === 'Escape') close()
        },
      },
    },
    wrapped(node, draw, 'trigger'),
    isOpen === true && h('div', 'uk-popup-blanket', { on: { click: close } }),
    isOpen === true &&
      h('div', `uk-popup-content uk-popup-${placement}`, { attributes }, wrapped(node, draw, 'content')),
  )
}

/** What a function of the props has made; UI Kit hands it over as a child. */
function wrapped(node: TreeNode, draw: Draw, name: string): readonly VNode[] {
  return node.children.filter(({ props }) => props.name === name).flatMap(draw.node)
}

/** What lies over the page for a moment. */
export const overlays: Readonly<Record<string, Component>> = { Tooltip, Popup }
