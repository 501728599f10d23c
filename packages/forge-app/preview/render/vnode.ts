/** HTML as data: what is drawn first, before it becomes text or is patched into a page. */

export type Listener = (event: Event) => void

export interface VElement {
  readonly tag: string
  /** Tells an element from its siblings, so that it stays the same one wherever it moves. */
  readonly key: string | undefined
  readonly attributes: Readonly<Record<string, string>>
  readonly on: Readonly<Record<string, Listener>>
  /** What fields hold. It is written where it differs from the last time, so that typed text is left alone. */
  readonly live: Live
  /** Called once, when the element has come into the page. */
  readonly mounted: ((element: Element) => void) | undefined
  readonly children: readonly VNode[]
}

export interface Live {
  readonly value?: string | undefined
  readonly checked?: boolean | undefined
  readonly indeterminate?: boolean | undefined
}

export type VNode = VElement | string

export type Child = VNode | number | false | null | undefined | readonly Child[]

/** Undefined and false leave an attribute out, except below `aria-`, where false says something. */
type Attribute = string | number | boolean | undefined

export interface Settings {
  readonly key?: string | undefined
  readonly style?: Readonly<Record<string, string | undefined>> | undefined
  readonly on?: Readonly<Record<string, Listener | undefined>> | undefined
  readonly live?: Live | undefined
  readonly mounted?: ((element: Element) => void) | undefined
  readonly attributes?: Readonly<Record<string, Attribute>> | undefined
}

/**
 * An element.
 *
 * @example
 * h('button', 'uk-button', { attributes: { type: 'button' }, on: { click } }, 'Save')
 */
export function h(tag: string, className: string, settings: Settings = {}, ...children: Child[]): VElement {
  const { key, style = {}, on = {}, live = {}, mounted, attributes = {} } = settings
  const styles = Object.entries(style).filter(([, value]) => value !== undefined)
  const all: Readonly<Record<string, Attribute>> = {
    ...(className === '' ? {} : { class: className }),
    ...(styles.length === 0 ? {} : { style: styles.map(([name, value]) => `${name}:${value}`).join(';') }),
    ...attributes,
  }
  const told = Object.entries(all).flatMap(([name, value]): [string, string][] => {
    if (value === undefined || (value === false && !name.startsWith('aria-'))) return []
    return [[name, value === true && !name.startsWith('aria-') ? '' : String(value)]]
  })
  const listeners = Object.entries(on).flatMap(([name, listener]): [string, Listener][] =>
    listener === undefined ? [] : [[name, listener]],
  )
  return {
    tag,
    key,
    attributes: Object.fromEntries(told),
    on: Object.fromEntries(listeners),
    live,
    mounted,
    children: flat(children),
  }
}

/** Children without what says nothing. */
export function flat(children: readonly Child[]): readonly VNode[] {
  return children.flatMap((child): readonly VNode[] => {
    if (child === undefined || child === null || child === false || child === '') return []
    if (typeof child === 'number') return [String(child)]
    if (typeof child === 'string') return [child]
    return 'tag' in child ? [child] : flat(child)
  })
}
