import type { Component } from '../draw.js'
import { glyph } from '../icons.js'
import { tokenValue } from '../style-values.js'
import { textOf } from '../tree.js'
import { h } from '../vnode.js'

const lozengeColors: Readonly<Record<string, string>> = {
  default: 'neutral',
  inprogress: 'information',
  moved: 'warning',
  new: 'discovery',
  removed: 'danger',
  success: 'success',
}

const Lozenge: Component = (node, draw) => {
  const { appearance, isBold, maxWidth } = node.props
  const name = `${appearance ?? 'default'}`
  const style = { 'max-width': maxWidth === undefined ? undefined : tokenValue(maxWidth) }
  const className = `uk-lozenge uk-color-${lozengeColors[name] ?? name}${isBold === true ? ' uk-bold' : ''}`
  return h('span', className, { style }, h('span', 'uk-lozenge-text', {}, draw.children(node)))
}

const badgeColors: Readonly<Record<string, string>> = {
  default: 'neutral',
  added: 'success',
  removed: 'danger',
  important: 'danger-bold',
  primary: 'information-bold',
  primaryInverted: 'inverse',
}

const Badge: Component = (node) => {
  const { appearance, max = 99 } = node.props
  const name = `${appearance ?? 'default'}`
  const told = textOf(node.children)
  const shown = typeof max === 'number' && Number(told) > max ? `${max}+` : told
  return h('span', `uk-badge uk-color-${badgeColors[name] ?? name}`, {}, shown)
}

const Tag: Component = (node, draw) => {
  const { text, color, href, isRemovable, removeButtonLabel, elemBefore } = node.props
  const words = `${text ?? ''}`
  const remove = (): void => {
    const before = node.props.onBeforeRemoveAction
    if (typeof before === 'function' && before() === false) return
    draw.call(node, 'onAfterRemoveAction', words)
  }
  const label = `${removeButtonLabel ?? 'Remove'} ${words}`
  return h(
    'span',
    `uk-tag uk-tag-${color ?? 'standard'}`,
    {},
    elemBefore !== undefined && draw.prop(node, 'elemBefore'),
    typeof href === 'string' ? h('a', '', { attributes: { href } }, words) : h('span', '', {}, words),
    // Tags can be removed unless they say otherwise.
    isRemovable !== false &&
      typeof node.props.onAfterRemoveAction === 'function' &&
      h(
        'button',
        'uk-tag-remove',
        { attributes: { type: 'button', 'aria-label': label }, on: { click: remove } },
        glyph('cross'),
      ),
  )
}

const TagGroup: Component = (node, draw) =>
  h(
    'div',
    'uk-tag-group',
    { style: { 'justify-content': node.props.alignment === 'end' ? 'flex-end' : undefined } },
    draw.children(node),
  )

const spinnerSizes: Readonly<Record<string, string>> = {
  xsmall: '8px',
  small: '16px',
  medium: '24px',
  large: '48px',
  xlarge: '96px',
}

const Spinner: Component = ({ props }) => {
  const { size = 'medium', label = 'Loading' } = props
  const width = typeof size === 'number' ? `${size}px` : (spinnerSizes[`${size}`] ?? '24px')
  const attributes = { role: 'img', 'aria-label': `${label}` }
  return h('span', 'uk-spinner', { style: { width, height: width }, attributes })
}

const ProgressBar: Component = ({ props }) => {
  const { value = 0, isIndeterminate, ariaLabel, appearance } = props
  const part = Math.min(1, Math.max(0, Number(value)))
  const isMoving = isIndeterminate === true
  const attributes = {
    role: 'progressbar',
    'aria-label': typeof ariaLabel === 'string' ? ariaLabel : undefined,
    'aria-valuemin': 0,
    'aria-valuemax': 1,
    'aria-valuenow': isMoving ? undefined : part,
  }
  const className = `uk-progress uk-progress-${appearance ?? 'default'}${isMoving ? ' uk-progress-moving' : ''}`
  const style = isMoving ? {} : { width: `${part * 100}%` }
  return h('div', className, { attributes }, h('div', 'uk-progress-bar', { style }))
}

const Icon: Component = ({ props }) => {
  const { glyph: name, label, color, size, primaryColor } = props
  const style = { color: tokenValue(color ?? primaryColor) }
  const told = typeof label === 'string' && label !== '' ? label : undefined
  const attributes = told === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': told }
  return h('span', `uk-icon uk-icon-${size ?? 'medium'}`, { style, attributes }, glyph(`${name}`))
}

const ProgressTracker: Component = ({ props }) => {
  const items = (props.items ?? []) as readonly {
    readonly id: string
    readonly label: string
    readonly status: string
  }[]
  return h(
    'ol',
    'uk-tracker',
    { attributes: { 'aria-label': typeof props.label === 'string' ? props.label : undefined } },
    items.map(({ id, label, status }) =>
      h(
        'li',
        `uk-tracker-${status}`,
        { key: id, attributes: { 'aria-current': status === 'current' ? 'step' : undefined } },
        label,
      ),
    ),
  )
}

/** Small signs of how something stands. */
export const status: Readonly<Record<string, Component>> = {
  Lozenge,
  Badge,
  Tag,
  TagGroup,
  Spinner,
  ProgressBar,
  ProgressTracker,
  Icon,
}
