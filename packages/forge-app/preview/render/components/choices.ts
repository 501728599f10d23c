import type { Component, Draw } from '../draw.js'
import { changeEvent, eventFor } from '../events.js'
import type { TreeNode } from '../tree.js'
import { type Child, h, type Listener, type VElement } from '../vnode.js'

interface Option {
  readonly label: string
  readonly value: string
  readonly isDisabled?: boolean
}

interface Mark {
  readonly type: 'checkbox' | 'radio'
  readonly name: string
  readonly value: string
  readonly isChecked: boolean
  readonly isDisabled: boolean
  readonly label: Child
  readonly change: Listener
}

function mark({ type, name, value, isChecked, isDisabled, label, change }: Mark): VElement {
  return h(
    'label',
    `uk-mark uk-mark-${type}${isDisabled ? ' uk-disabled' : ''}`,
    { key: value },
    h('input', '', {
      attributes: { type, name, value, disabled: isDisabled },
      live: { checked: isChecked },
      on: { change },
    }),
    h('span', '', {}, label),
  )
}

/** Whether it is set, by the app's word or else by what was done to it. */
function checkedOf(node: TreeNode, draw: Draw) {
  const { isChecked, defaultChecked } = node.props
  const memory = draw.state(node, 'checked', defaultChecked === true)
  const change = (event: Event): void => {
    const isOn = event.target instanceof HTMLInputElement && event.target.checked
    memory.set(isOn)
    draw.call(node, 'onChange', changeEvent(event, { type: 'checkbox', checked: isOn }))
  }
  return { isOn: typeof isChecked === 'boolean' ? isChecked : memory.value, change }
}

const Checkbox: Component = (node, draw) => {
  const { label, id, name, value, isDisabled, isInvalid, isIndeterminate, isRequired } = node.props
  const { isOn, change } = checkedOf(node, draw)
  const attributes = {
    type: 'checkbox',
    id: typeof id === 'string' ? id : undefined,
    name: typeof name === 'string' ? name : undefined,
    value: value === undefined ? undefined : String(value),
    disabled: isDisabled === true,
    required: isRequired === true,
    'aria-invalid': isInvalid === true ? true : undefined,
    'aria-label': typeof label === 'string' ? undefined : String(node.props['aria-label'] ?? ''),
  }
  return h(
    'label',
    `uk-mark uk-mark-checkbox${isDisabled === true ? ' uk-disabled' : ''}`,
    {},
    h('input', '', {
      attributes,
      live: { checked: isOn, indeterminate: isIndeterminate === true },
      on: { change, blur: (event) => draw.call(node, 'onBlur', eventFor(event)) },
    }),
    h('span', '', {}, typeof label === 'string' ? label : draw.prop(node, 'label')),
  )
}

const Toggle: Component = (node, draw) => {
  const { id, name, label, isDisabled, size = 'regular' } = node.props
  const { isOn, change } = checkedOf(node, draw)
  return h('input', `uk-toggle uk-toggle-${size}`, {
    attributes: {
      type: 'checkbox',
      role: 'switch',
      id: typeof id === 'string' ? id : undefined,
      name: typeof name === 'string' ? name : undefined,
      disabled: isDisabled === true,
      'aria-label': typeof label === 'string' ? label : undefined,
    },
    live: { checked: isOn },
    on: { change },
  })
}

const CheckboxGroup: Component = (node, draw) => {
  const { name, value, defaultValue, isDisabled } = node.props
  const memory = draw.state(node, 'values', (defaultValue ?? []) as readonly string[])
  const chosen = Array.isArray(value) ? (value as readonly string[]) : memory.value
  return h(
    'div',
    'uk-marks',
    { attributes: { role: 'group' } },
    optionsOf(node).map((option) => {
      const change = (): void => {
        const others = chosen.filter((one) => one !== option.value)
        const next = others.length < chosen.length ? others : [...chosen, option.value]
        memory.set(next)
        draw.call(node, 'onChange', next)
      }
      const isOff = isDisabled === true || option.isDisabled === true
      const isChecked = chosen.includes(option.value)
      return mark({ ...option, type: 'checkbox', name: String(name), isChecked, isDisabled: isOff, change })
    }),
  )
}

const RadioGroup: Component = (node, draw) => {
  const { name, value, defaultValue, isDisabled } = node.props
  const memory = draw.state(node, 'value', defaultValue)
  const chosen = value ?? memory.value
  const labelledBy = node.props['aria-labelledby']
  return h(
    'div',
    'uk-marks',
    {
      attributes: {
        role: 'radiogroup',
        'aria-labelledby': typeof labelledBy === 'string' ? labelledBy : undefined,
      },
    },
    optionsOf(node).map((option) => {
      const change: Listener = (event) => {
        memory.set(option.value)
        draw.call(node, 'onChange', changeEvent(event, { type: 'radio', value: option.value }))
      }
      const isOff = isDisabled === true || option.isDisabled === true
      const isChecked = chosen === option.value
      // Groups without a name must not become one.
      const group = typeof name === 'string' ? name : node.key
      return mark({ ...option, type: 'radio', name: group, isChecked, isDisabled: isOff, change })
    }),
  )
}

const Radio: Component = (node, draw) => {
  const { name, value, label, isChecked, isDisabled } = node.props
  return mark({
    type: 'radio',
    name: String(name ?? node.key),
    value: String(value),
    isChecked: isChecked === true,
    isDisabled: isDisabled === true,
    label: typeof label === 'string' ? label : draw.prop(node, 'label'),
    change: (event) => draw.call(node, 'onChange', changeEvent(event, { type: 'radio' })),
  })
}

function optionsOf({ props }: TreeNode): readonly Option[] {
  return (props.options ?? []) as readonly Option[]
}

/** What is chosen by a mark. */
export const choices: Readonly<Record<string, Component>> = {
  Checkbox,
  CheckboxGroup,
  Toggle,
  RadioGroup,
  Radio,
}
