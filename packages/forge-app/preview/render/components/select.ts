import type { Component, Draw } from '../draw.js'
import { eventFor } from '../events.js'
import { glyph } from '../icons.js'
import type { TreeNode } from '../tree.js'
import { type Child, h } from '../vnode.js'
import { has, type Option, optionList } from './option-list.js'

interface Open {
  readonly isOpen: boolean
  readonly typed: string
  readonly active: number
}

const closed: Open = { isOpen: false, typed: '', active: 0 }

/** Chooses one option or several out of a list that narrows while somebody types. */
export const Select: Component = (node, draw) => {
  const { isMulti, isDisabled, isInvalid, isLoading, isClearable, isSearchable, placeholder, isRequired } =
    node.props
  const memory = draw.state<Open>(node, 'open', closed)
  const { isOpen, typed, active } = memory.value
  const { chosen, choose } = choosing(node, draw)
  const options = optionsOf(node).filter(
    (option) => matches(option, typed) && !(isMulti === true && has(chosen, option)),
  )
  const listId = `list-${node.key}`
  const inputId = node.props.id ?? node.props.inputId

  const take = (option: Option): void => {
    if (option.isDisabled === true) return
    choose(isMulti === true ? [...chosen, option] : [option])
    memory.set({ isOpen: isMulti === true && node.props.closeMenuOnSelect === false, typed: '', active: 0 })
  }
  const type = (text: string): void => {
    memory.set({ isOpen: true, typed: text, active: 0 })
    draw.call(node, 'onInputChange', text, { action: 'input-change' })
  }
  const keys: Readonly<Record<string, () => void>> = {
    ArrowDown: () =>
      memory.set({ isOpen: true, typed, active: isOpen ? (active + 1) % Math.max(1, options.length) : 0 }),
    ArrowUp: () =>
      memory.set({
        isOpen: true,
        typed,
        active: (active - 1 + options.length) % Math.max(1, options.length),
      }),
    Enter: () => options[active] !== undefined && isOpen && take(options[active]),
    Escape: () => memory.set(closed),
  }
  const input = h('input', 'uk-select-input', {
    attributes: {
      id: typeof inputId === 'string' ? inputId : undefined,
      name: undefined,
      role: 'combobox',
      type: 'text',
      autocomplete: 'off',
      disabled: isDisabled === true,
      readonly: isSearchable === false,
      'aria-expanded': isOpen,
      'aria-controls': isOpen ? listId : undefined,
      'aria-activedescendant': isOpen && options[active] !== undefined ? `${listId}-${active}` : undefined,
      'aria-autocomplete': 'list',
      'aria-invalid': isInvalid === true ? true : undefined,
      'aria-required': isRequired === true ? true : undefined,
      'aria-labelledby':
        typeof node.props['aria-labelledby'] === 'string' ? node.props['aria-labelledby'] : undefined,
      'aria-label': typeof node.props['aria-label'] === 'string' ? node.props['aria-label'] : undefined,
    },
    live: { value: typed },
    on: {
      input: ({ target }) => target instanceof HTMLInputElement && type(target.value),
      focus: (event) => draw.call(node, 'onFocus', eventFor(event)),
      blur: (event) => {
        memory.set(closed)
        draw.call(node, 'onBlur', eventFor(event))
      },
      keydown: (event) => {
        if (!(event instanceof KeyboardEvent)) return
        // An open list takes the key for itself, or a dialog around it would close too.
        if (event.key === 'Escape' && isOpen) event.stopPropagation()
        if (event.key === 'Backspace' && typed === '' && isMulti === true) choose(chosen.slice(0, -1))
        const act = keys[event.key]
        if (act === undefined || (event.key === 'Enter' && !isOpen)) return
        event.preventDefault()
        act()
      },
    },
  })
  const hasValue = chosen.length > 0
  const look = [
    isOpen && 'uk-select-open',
    isInvalid === true && 'uk-invalid',
    isDisabled === true && 'uk-disabled',
  ]
  return h(
    'div',
    ['uk-select', ...look].filter(Boolean).join(' '),
    {},
    h(
      'div',
      'uk-select-control',
      {
        on: {
          mousedown: (event) => {
            if (isDisabled === true || !(event.currentTarget instanceof Element)) return
            // The list closes when the focus goes, so it has to stay in the field.
            if (event.target instanceof Element && event.target.closest('button') !== null) return
            const field = event.currentTarget.querySelector('input')
            if (event.target !== field) event.preventDefault()
            field?.focus()
            memory.set({ isOpen: !isOpen, typed, active: 0 })
          },
        },
      },
      h(
        'div',
        'uk-select-values',
        {},
        isMulti === true &&
          chosen.map((option) => chosenTag(option, () => choose(chosen.filter((one) => one !== option)))),
        h(
          'div',
          'uk-select-entry',
          {},
          isMulti !== true && typed === '' && hasValue && h('span', 'uk-select-value', {}, chosen[0]?.label),
          typed === '' &&
            !hasValue &&
            h('span', 'uk-select-placeholder', {}, `${placeholder ?? 'Select...'}`),
          input,
        ),
      ),
      isLoading === true &&
        h('span', 'uk-spinner uk-select-spinner', { attributes: { 'aria-hidden': true } }),
      isClearable === true && hasValue && smallButton('Clear', 'cross', () => choose([])),
      h('span', 'uk-select-arrow', {}, glyph('chevron-down')),
    ),
    isOpen && optionList(listId, options, { active, chosen, take, isLoading: isLoading === true }),
  )
}

function chosenTag(option: Option, remove: () => void): Child {
  return h(
    'span',
    'uk-tag',
    { key: `chosen-${String(option.value)}` },
    h('span', '', {}, option.label),
    smallButton(`Remove ${option.label}`, 'cross', remove),
  )
}

function smallButton(label: string, icon: string, click: () => void): Child {
  const attributes = { type: 'button', 'aria-label': label, tabindex: -1 }
  return h('button', 'uk-tag-remove', { attributes, on: { click } }, glyph(icon))
}

/** What is chosen, by the app's word or else by what was done, and how to choose. */
function choosing(node: TreeNode, draw: Draw) {
  const { value, defaultValue, isMulti } = node.props
  const memory = draw.state<unknown>(node, 'chosen', defaultValue)
  const current = value === undefined ? memory.value : value
  const chosen = [current].flat().filter(isOption)
  const choose = (next: readonly Option[]): void => {
    const told = isMulti === true ? next : (next[0] ?? null)
    memory.set(told)
    draw.call(node, 'onChange', told)
  }
  return { chosen, choose }
}

/** Groups are told by their own options. */
function optionsOf({ props }: TreeNode): readonly Option[] {
  const given = (props.options ?? []) as readonly (Option & { readonly options?: readonly Option[] })[]
  return given.flatMap((one) => one.options ?? [one])
}

function isOption(value: unknown): value is Option {
  return typeof value === 'object' && value !== null && 'label' in value && 'value' in value
}

function matches({ label, value }: Option, typed: string): boolean {
  return `${label} ${String(value)}`.toLowerCase().includes(typed.trim().toLowerCase())
}
