import { glyph } from '../render/icons.js'
import { patch } from '../render/patch.js'
import { h, type VNode } from '../render/vnode.js'

/** What an app asks to be said in a corner. */
export interface FlagOptions {
  readonly id: string | number
  readonly title?: string
  readonly description?: string
  readonly type?: string
  readonly appearance?: string
  readonly actions?: readonly { readonly text: string; readonly onClick: () => void }[]
  readonly isAutoDismiss?: boolean
}

export interface Flags {
  show(flag: FlagOptions): void
  close(id: string | number): void
}

const autoDismissMs = 8_000

/** Flags in a corner, the newest first; one with the id of another takes its place. */
export function createFlags(root: Element): Flags {
  let shown: readonly FlagOptions[] = []
  const draw = (): void =>
    patch(root, [h('div', 'flags', { attributes: { 'aria-live': 'polite' } }, shown.map(drawFlag))])
  const close = (id: string | number): void => {
    shown = shown.filter((flag) => flag.id !== id)
    draw()
  }
  const drawFlag = ({ id, title, description, type = 'info', actions = [] }: FlagOptions): VNode => {
    const name = type === 'info' ? 'information' : type
    return h(
      'section',
      `flag uk-message-${name}`,
      { key: String(id), attributes: { 'aria-label': title } },
      h('span', 'uk-message-icon', {}, glyph(`status-${name}`)),
      h(
        'div',
        'flag-body',
        {},
        h('div', 'flag-title', {}, title),
        description,
        actions.length > 0 &&
          h(
            'div',
            'uk-button-group',
            {},
            actions.map(({ text, onClick }) => {
              const settings = { attributes: { type: 'button' }, on: { click: () => onClick() } }
              return h('button', 'uk-button uk-button-link uk-button-bare', settings, text)
            }),
          ),
      ),
      h(
        'button',
        'flag-close',
        { attributes: { type: 'button', 'aria-label': 'Dismiss' }, on: { click: () => close(id) } },
        glyph('cross'),
      ),
    )
  }
  return {
    show: (flag) => {
      shown = [flag, ...shown.filter(({ id }) => id !== flag.id)]
      draw()
      if (flag.isAutoDismiss === true) setTimeout(() => close(flag.id), autoDismissMs)
    },
    close,
  }
}
