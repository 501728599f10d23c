import type { Component, Draw } from '../draw.js'
import { changeEvent, eventFor } from '../events.js'
import type { TreeNode } from '../tree.js'
import { h, type Listener } from '../vnode.js'
import { choices } from './choices.js'

function attributesOf({ props }: TreeNode): Readonly<Record<string, string | number | boolean | undefined>> {
  const told = (name: string): string | undefined =>
    props[name] === undefined || props[name] === null ? undefined : String(props[name])
  return {
    id: told('id'),
    name: told('name'),
    placeholder: told('placeholder'),
    maxlength: told('maxLength'),
    minlength: told('minLength'),
    disabled: props.isDisabled === true,
    readonly: props.isReadOnly === true,
    required: props.isRequired === true,
    'aria-invalid': props.isInvalid === true ? true : undefined,
    'aria-labelledby': told('aria-labelledby'),
    'aria-label': told('aria-label'),
  }
}

function typing(node: TreeNode, draw: Draw): Readonly<Record<string, Listener>> {
  return {
    input: (event) => draw.call(node, 'onChange', changeEvent(event)),
    focus: (event) => draw.call(node, 'onFocus', eventFor(event)),
    blur: (event) => draw.call(node, 'onBlur', eventFor(event)),
  }
}

/** What the app says that a field holds, or what it held first. */
function valueHeld({ props }: TreeNode): string | undefined {
  const value = props.value ?? props.defaultValue
  return value === undefined || value === null ? undefined : String(value)
}

function widthOf(width: unknown): string | undefined {
  const named: Readonly<Record<string, string>> = {
    xsmall: '80px',
    small: '160px',
    medium: '240px',
    large: '320px',
  }
  if (typeof width === 'number') return `${width}px`
  return typeof width === 'string' ? (named[width] ?? width) : undefined
}

const Textfield: Component = (node, draw) => {
  const { type = 'text', min, max, pattern, isCompact, isInvalid, isDisabled, width, autoFocus } = node.props
  const classes = ['uk-field', isCompact === true && 'uk-field-compact', isInvalid === true && 'uk-invalid']
  const state = isDisabled === true ? ' uk-disabled' : ''
  return h(
    'div',
    `${classes.filter(Boolean).join(' ')}${state}`,
    { style: { 'max-width': widthOf(width) } },
    draw.prop(node, 'elemBeforeInput'),
    h('input', '', {
      attributes: {
        ...attributesOf(node),
        type: String(type),
        min: min === undefined ? undefined : String(min),
        max: max === undefined ? undefined : String(max),
        pattern: typeof pattern === 'string' ? pattern : undefined,
      },
      live: { value: valueHeld(node) },
      on: typing(node, draw),
      mounted:
        autoFocus === true ? (element) => element instanceof HTMLElement && element.focus() : undefined,
    }),
    draw.prop(node, 'elemAfterInput'),
  )
}

const TextArea: Component = (node, draw) => {
  const { minimumRows, resize = 'smart', isMonospaced, isInvalid, autoFocus } = node.props
  const look = [isInvalid === true && 'uk-invalid', isMonospaced === true && 'uk-monospaced']
  return h(
    'div',
    ['uk-field', ...look].filter(Boolean).join(' '),
    {},
    h('textarea', `uk-resize-${resize}`, {
      attributes: { ...attributesOf(node), rows: Number(minimumRows ?? 1) },
      live: { value: valueHeld(node) },
      on: typing(node, draw),
      mounted:
        autoFocus === true ? (element) => element instanceof HTMLElement && element.focus() : undefined,
    }),
  )
}

const Range: Component = (node, draw) => {
  const { min = 0, max = 100, step = 0.1 } = node.props
  return h('input', 'uk-range', {
    attributes: {
      ...attributesOf(node),
      type: 'range',
      min: Number(min),
      max: Number(max),
      step: Number(step),
    },
    live: { value: valueHeld(node) ?? '50' },
    on: {
      input: ({ target }) =>
        target instanceof HTMLInputElement && draw.call(node, 'onChange', Number(target.value)),
    },
  })
}

const DatePicker: Component = (node, draw) => {
  const { minDate, maxDate, isInvalid } = node.props
  const day = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
  return h(
    'div',
    `uk-field uk-date${isInvalid === true ? ' uk-invalid' : ''}`,
    {},
    h('input', '', {
      attributes: { ...attributesOf(node), type: 'date', min: day(minDate), max: day(maxDate) },
      live: { value: valueHeld(node) },
      on: {
        change: ({ target }) =>
          target instanceof HTMLInputElement && draw.call(node, 'onChange', target.value),
      },
    }),
  )
}

/** What is typed into, and what is chosen by a mark. */
export const fields: Readonly<Record<string, Component>> = {
  Textfield,
  TextArea,
  Range,
  DatePicker,
  ...choices,
}
