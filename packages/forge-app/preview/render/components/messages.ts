import type { Component } from '../draw.js'
import { eventFor } from '../events.js'
import { glyph } from '../icons.js'
import { h } from '../vnode.js'

const glyphs: Readonly<Record<string, string>> = {
  information: 'status-information',
  warning: 'status-warning',
  error: 'status-error',
  success: 'status-success',
  discovery: 'status-discovery',
}

const SectionMessage: Component = (node, draw) => {
  const { appearance, title } = node.props
  const name = `${appearance ?? 'information'}`
  const actions = node.props.actions === undefined ? [] : draw.prop(node, 'actions')
  return h(
    'section',
    `uk-message uk-message-${name}`,
    {},
    h('span', 'uk-message-icon', {}, glyph(glyphs[name] ?? 'status-information')),
    h(
      'div',
      'uk-message-body',
      {},
      typeof title === 'string' && h('h2', 'uk-message-title', {}, title),
      h('div', 'uk-message-text', {}, draw.children(node)),
      actions.length > 0 &&
        h(
          'ul',
          'uk-message-actions',
          {},
          actions.map((action) => h('li', '', {}, action)),
        ),
    ),
  )
}

const SectionMessageAction: Component = (node, draw) => {
  const { href } = node.props
  const on = { click: (event: Event) => draw.call(node, 'onClick', eventFor(event)) }
  return typeof href === 'string'
    ? h('a', 'uk-link', { attributes: { href }, on }, draw.children(node))
    : h('button', 'uk-link uk-link-button', { attributes: { type: 'button' }, on }, draw.children(node))
}

const EmptyState: Component = (node, draw) => {
  const { header, headingLevel = 4, isLoading, width, buttonGroupLabel } = node.props
  const actions = [draw.prop(node, 'secondaryAction'), draw.prop(node, 'primaryAction')]
  const tertiary = draw.prop(node, 'tertiaryAction')
  const label = typeof buttonGroupLabel === 'string' ? buttonGroupLabel : 'Button group'
  return h(
    'div',
    `uk-empty uk-empty-${width ?? 'wide'}`,
    {},
    h(`h${headingLevel}`, 'uk-heading uk-heading-medium', {}, `${header ?? ''}`),
    h('div', 'uk-empty-text', {}, draw.prop(node, 'description')),
    (actions.flat().length > 0 || isLoading === true) &&
      h(
        'div',
        'uk-button-group',
        { attributes: { role: 'group', 'aria-label': label } },
        actions,
        isLoading === true && h('span', 'uk-spinner', { style: { width: '24px', height: '24px' } }),
      ),
    tertiary,
  )
}

const Banner: Component = (node, draw) =>
  h(
    'div',
    `uk-banner uk-banner-${node.props.appearance ?? 'warning'}`,
    { attributes: { role: 'alert' } },
    draw.children(node),
  )

/** What tells somebody something about the whole of a part. */
export const messages: Readonly<Record<string, Component>> = {
  SectionMessage,
  SectionMessageAction,
  EmptyState,
  Banner,
}
