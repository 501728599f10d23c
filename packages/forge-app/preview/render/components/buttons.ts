import type { Component, Draw } from '../draw.js'
import { eventFor } from '../events.js'
import { glyph } from '../icons.js'
import { xcssStyles } from '../style-values.js'
import { type TreeNode, textOf } from '../tree.js'
import { type Child, h, type VElement } from '../vnode.js'

function className({ props }: TreeNode, more = ''): string {
  const { appearance, spacing, isSelected, shouldFitContainer } = props
  const parts = [
    'uk-button',
    `uk-button-${appearance ?? 'default'}`,
    spacing === 'compact' && 'uk-button-compact',
    spacing === 'none' && 'uk-button-bare',
    isSelected === true && 'uk-button-selected',
    shouldFitContainer === true && 'uk-button-wide',
    more,
  ]
  return parts.filter((part) => typeof part === 'string' && part !== '').join(' ')
}

function listeners(node: TreeNode, draw: Draw) {
  return {
    click: (event: Event) => draw.call(node, 'onClick', eventFor(event)),
    focus: (event: Event) => draw.call(node, 'onFocus', eventFor(event)),
    blur: (event: Event) => draw.call(node, 'onBlur', eventFor(event)),
  }
}

function inner(node: TreeNode, draw: Draw): Child {
  const { iconBefore, iconAfter } = node.props
  return [
    typeof iconBefore === 'string' && glyph(iconBefore),
    h('span', 'uk-button-text', {}, draw.children(node)),
    typeof iconAfter === 'string' && glyph(iconAfter),
  ]
}

const Button: Component = (node, draw) => button(node, draw, false)

const LoadingButton: Component = (node, draw) => button(node, draw, node.props.isLoading === true)

function button(node: TreeNode, draw: Draw, isLoading: boolean): VElement {
  const { type = 'button', isDisabled, isSelected, autoFocus } = node.props
  // While it loads it keeps the focus and does nothing.
  const attributes = {
    type: `${type}`,
    disabled: isDisabled === true,
    'aria-disabled': isLoading ? true : undefined,
    'aria-pressed': typeof isSelected === 'boolean' ? isSelected : undefined,
    'aria-label': isLoading ? `${textOf(node.children)}, loading` : ariaLabel(node),
  }
  const on = isLoading ? { click: (event: Event) => event.preventDefault() } : listeners(node, draw)
  return h(
    'button',
    className(node, isLoading ? 'uk-button-loading' : ''),
    { attributes, on, mounted: autoFocus === true ? focus : undefined },
    inner(node, draw),
    isLoading && h('span', 'uk-spinner uk-button-spinner', { attributes: { 'aria-hidden': true } }),
  )
}

function ariaLabel({ props }: TreeNode): string | undefined {
  const label = props['aria-label'] ?? props.label
  return typeof label === 'string' ? label : undefined
}

function focus(element: Element): void {
  if (element instanceof HTMLElement) element.focus()
}

const LinkButton: Component = (node, draw) => {
  const { href, target, isDisabled } = node.props
  const attributes = {
    href: typeof href === 'string' && isDisabled !== true ? href : undefined,
    target: typeof target === 'string' ? target : undefined,
    'aria-disabled': isDisabled === true ? true : undefined,
  }
  return h('a', className(node), { attributes, on: listeners(node, draw) }, inner(node, draw))
}

const Link: Component = (node, draw) => {
  const { href, openNewTab, appearance } = node.props
  const attributes = {
    href: typeof href === 'string' ? href : undefined,
    target: openNewTab === true ? '_blank' : undefined,
  }
  return h(
    'a',
    `uk-link uk-link-${appearance ?? 'default'}`,
    { attributes, on: listeners(node, draw) },
    draw.children(node),
  )
}

const ButtonGroup: Component = (node, draw) => {
  const { label, titleId } = node.props
  const attributes = {
    role: 'group',
    'aria-label': typeof label === 'string' ? label : undefined,
    'aria-labelledby': typeof titleId === 'string' ? titleId : undefined,
  }
  return h('div', 'uk-button-group', { attributes }, draw.children(node))
}

const Pressable: Component = (node, draw) => {
  const { isDisabled, xcss, type = 'button', backgroundColor, padding } = node.props
  const attributes = { type: `${type}`, disabled: isDisabled === true, 'aria-label': ariaLabel(node) }
  const style = xcssStyles({ backgroundColor, padding, ...(typeof xcss === 'object' ? xcss : {}) })
  return h('button', 'uk-pressable', { attributes, style, on: listeners(node, draw) }, draw.children(node))
}

/** What is pressed or leads elsewhere. */
export const buttons: Readonly<Record<string, Component>> = {
  Button,
  LoadingButton,
  LinkButton,
  Link,
  ButtonGroup,
  Pressable,
}
