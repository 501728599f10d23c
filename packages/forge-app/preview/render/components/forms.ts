import type { Component } from '../draw.js'
import { glyph } from '../icons.js'
import { h } from '../vnode.js'

const Form: Component = (node, draw) =>
  h(
    'form',
    'uk-form',
    {
      attributes: { novalidate: true },
      on: {
        submit: (event) => {
          event.preventDefault()
          draw.call(node, 'onSubmit')
        },
      },
    },
    draw.children(node),
  )

const header =
  (tag: string, className: string): Component =>
  (node, draw) => {
    const { title, description } = node.props
    return h(
      'div',
      className,
      {},
      typeof title === 'string' && h(tag, 'uk-heading uk-heading-medium', {}, title),
      draw.prop(node, 'description').length > 0 &&
        h('div', 'uk-form-description', {}, draw.prop(node, 'description')),
      typeof description === 'function' ? undefined : draw.children(node),
    )
  }

const Label: Component = (node, draw) => {
  const { labelFor, id } = node.props
  const attributes = {
    for: typeof labelFor === 'string' ? labelFor : undefined,
    id: typeof id === 'string' ? id : undefined,
  }
  return h('label', 'uk-label', { attributes }, draw.children(node))
}

const message =
  (kind: string, icon?: string): Component =>
  (node, draw) =>
    h(
      'div',
      `uk-field-message uk-field-message-${kind}`,
      { attributes: { role: kind === 'error' ? 'alert' : undefined } },
      icon !== undefined && glyph(icon),
      h('span', '', {}, draw.children(node)),
    )

const FormFooter: Component = (node, draw) =>
  h('footer', `uk-form-footer uk-form-footer-${node.props.align ?? 'end'}`, {}, draw.children(node))

const RequiredAsterisk: Component = () =>
  h('span', 'uk-required', { attributes: { 'aria-hidden': true } }, '*')

/** Forms, and what is said around their fields. */
export const forms: Readonly<Record<string, Component>> = {
  Form,
  FormHeader: header('h1', 'uk-form-header'),
  FormSection: header('h2', 'uk-form-section'),
  FormFooter,
  Label,
  HelperMessage: message('help'),
  ErrorMessage: message('error', 'status-error'),
  ValidMessage: message('valid', 'status-success'),
  RequiredAsterisk,
}
