import type { Component } from '../draw.js'
import { h } from '../vnode.js'

const Tabs: Component = (node, draw) => {
  const { id, defaultSelected = 0, selected, shouldUnmountTabPanelOnChange } = node.props
  const memory = draw.state(node, 'selected', Number(defaultSelected))
  const open = typeof selected === 'number' ? selected : memory.value
  const names = node.children.filter(({ type }) => type === 'TabList').flatMap(({ children }) => children)
  const panels = node.children.filter(({ type }) => type === 'TabPanel')
  const prefix = typeof id === 'string' ? id : node.key
  const choose = (index: number): void => {
    if (index === open) return
    memory.set(index)
    draw.call(node, 'onChange', index)
  }
  return h(
    'div',
    'uk-tabs',
    {},
    h(
      'div',
      'uk-tab-list',
      { attributes: { role: 'tablist' } },
      names.map((name, index) => {
        const attributes = {
          type: 'button',
          role: 'tab',
          id: `${prefix}-${index}`,
          'aria-selected': index === open,
          'aria-controls': `${prefix}-${index}-tab`,
          'aria-posinset': index + 1,
          'aria-setsize': names.length,
          tabindex: index === open ? 0 : -1,
        }
        const on = { click: () => choose(index), keydown: (event: Event) => moveFocus(event, choose) }
        return h('button', 'uk-tab', { key: name.key, attributes, on }, draw.children(name))
      }),
    ),
    panels.map((panel, index) => {
      const isOpen = index === open
      if (!isOpen && shouldUnmountTabPanelOnChange !== false) return undefined
      const attributes = {
        role: 'tabpanel',
        id: `${prefix}-${index}-tab`,
        'aria-labelledby': `${prefix}-${index}`,
        hidden: !isOpen,
        tabindex: 0,
      }
      return h('div', 'uk-tab-panel', { key: panel.key, attributes }, draw.children(panel))
    }),
  )
}

/** Arrow keys go from tab to tab, as in every list of tabs. */
function moveFocus(event: Event, choose: (index: number) => void): void {
  if (!(event instanceof KeyboardEvent) || !(event.currentTarget instanceof HTMLElement)) return
  const tabs = [...(event.currentTarget.parentElement?.children ?? [])]
  const here = tabs.indexOf(event.currentTarget)
  const steps: Readonly<Record<string, number>> = {
    ArrowRight: here + 1,
    ArrowLeft: here - 1,
    Home: 0,
    End: tabs.length - 1,
  }
  const to = steps[event.key]
  if (to === undefined) return
  event.preventDefault()
  const index = (to + tabs.length) % tabs.length
  const tab = tabs[index]
  if (tab instanceof HTMLElement) tab.focus()
  choose(index)
}

/** Pages behind tabs. Tabs and panels are drawn by what they are in. */
export const tabs: Readonly<Record<string, Component>> = { Tabs }
