import type { Component } from '../draw.js'
import { glyph } from '../icons.js'
import { h } from '../vnode.js'

const widths: Readonly<Record<string, string>> = {
  small: '400px',
  medium: '600px',
  large: '800px',
  'x-large': '968px',
  fullscreen: '100vw',
  resizable: '600px',
}

/** A dialog of the browser's own: it keeps the focus inside and the rest of the page still. */
const Modal: Component = (node, draw) => {
  const { width = 'medium', height, label, title } = node.props
  const close = (event: Event): void => {
    // Whether it closes is the app's to decide.
    event.preventDefault()
    draw.call(node, 'onClose', { type: event.type })
  }
  const size = (value: unknown): string | undefined =>
    typeof value === 'number'
      ? `${value}px`
      : typeof value === 'string'
        ? (widths[value] ?? value)
        : undefined
  return h(
    'dialog',
    'uk-modal',
    {
      style: { width: size(width), height: height === undefined ? undefined : size(height) },
      attributes: { 'aria-label': typeof label === 'string' ? label : undefined },
      on: {
        cancel: close,
        // Only the backdrop is the dialog itself.
        mousedown: (event) => event.target === event.currentTarget && close(event),
      },
      mounted: (element) => element instanceof HTMLDialogElement && element.showModal(),
    },
    h(
      'div',
      'uk-modal-inner',
      {},
      typeof title === 'string' &&
        h(
          'header',
          'uk-modal-header',
          {},
          h('h1', 'uk-heading uk-heading-medium', {}, title),
          h(
            'button',
            'uk-button uk-button-subtle',
            { attributes: { type: 'button', 'aria-label': 'Close' }, on: { click: close } },
            glyph('cross'),
          ),
        ),
      draw.children(node),
    ),
  )
}

const ModalTitle: Component = (node, draw) => {
  const { appearance } = node.props
  const name =
    appearance === 'danger' ? 'status-error' : appearance === 'warning' ? 'status-warning' : undefined
  return h(
    'h1',
    `uk-heading uk-heading-medium uk-modal-title-${appearance ?? 'plain'}`,
    {},
    name !== undefined && h('span', 'uk-message-icon', {}, glyph(name)),
    draw.children(node),
  )
}

const part =
  (tag: string, className: string): Component =>
  (node, draw) =>
    h(tag, className, {}, draw.children(node))

/** Dialogs and their parts. */
export const modals: Readonly<Record<string, Component>> = {
  Modal,
  ModalTransition: (node, draw) => draw.children(node),
  ModalHeader: part('header', 'uk-modal-header'),
  ModalTitle,
  ModalBody: part('div', 'uk-modal-body'),
  ModalFooter: part('footer', 'uk-modal-footer'),
}
