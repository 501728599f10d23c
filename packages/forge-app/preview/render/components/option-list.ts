import { type Child, h } from '../vnode.js'

/** Something to choose. */
export interface Option {
  readonly label: string
  readonly value: unknown
  readonly isDisabled?: boolean
}

interface Shown {
  readonly active: number
  readonly chosen: readonly Option[]
  readonly take: (option: Option) => void
  readonly isLoading: boolean
}

/** What can be chosen, below its field. */
export function optionList(
  id: string,
  options: readonly Option[],
  { active, chosen, take, isLoading }: Shown,
): Child {
  // Pressing must not take the focus out of the field before the click arrives.
  const keep = { mousedown: (event: Event) => event.preventDefault() }
  return h(
    'ul',
    'uk-select-list',
    { attributes: { role: 'listbox', id }, on: keep },
    options.map((option, index) => {
      const isChosen = has(chosen, option)
      const look = [
        index === active && 'uk-option-active',
        isChosen && 'uk-option-chosen',
        option.isDisabled === true && 'uk-disabled',
      ]
      const attributes = {
        role: 'option',
        id: `${id}-${index}`,
        'aria-selected': isChosen,
        'aria-disabled': option.isDisabled === true ? true : undefined,
      }
      return h(
        'li',
        ['uk-option', ...look].filter(Boolean).join(' '),
        { attributes, on: { click: () => take(option) } },
        option.label,
      )
    }),
    options.length === 0 &&
      h(
        'li',
        'uk-option uk-option-none',
        { attributes: { role: 'presentation' } },
        isLoading ? 'Loading...' : 'No options',
      ),
  )
}

export function has(chosen: readonly Option[], option: Option): boolean {
  return chosen.some(({ value }) => value === option.value)
}
