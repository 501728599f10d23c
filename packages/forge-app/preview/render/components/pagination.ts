import { glyph } from '../icons.js'
import { type Child, h } from '../vnode.js'

interface Words {
  readonly prev?: string
  readonly next?: string
  readonly label?: string
  readonly pageLabel?: string
}

/** Numbers of pages below a table. */
export function pagination(
  pages: number,
  current: number,
  goTo: (page: number) => void,
  told: unknown,
): Child {
  const { prev = 'Previous', next = 'Next', label = 'Pagination', pageLabel = 'Page' } = (told ?? {}) as Words
  const step = (name: string, icon: string, page: number): Child => {
    const attributes = { type: 'button', 'aria-label': name, disabled: page < 1 || page > pages }
    return h(
      'button',
      'uk-button uk-button-subtle',
      { key: icon, attributes, on: { click: () => goTo(page) } },
      glyph(icon),
    )
  }
  const numbers = shownPages(pages, current).map((page, index): Child => {
    if (page === undefined) return h('span', 'uk-page-gap', { key: `gap-${index}` }, '…')
    const attributes = {
      type: 'button',
      'aria-label': `${pageLabel} ${page}`,
      'aria-current': page === current ? 'page' : undefined,
    }
    const look = page === current ? ' uk-button-selected' : ''
    return h(
      'button',
      `uk-button uk-button-subtle${look}`,
      { key: `page-${page}`, attributes, on: { click: () => goTo(page) } },
      page,
    )
  })
  return h(
    'nav',
    'uk-pagination',
    { attributes: { 'aria-label': label } },
    step(prev, 'chevron-left', current - 1),
    numbers,
    step(next, 'chevron-right', current + 1),
  )
}

/** At most seven, with gaps (undefined) around those in the middle. */
function shownPages(pages: number, current: number): readonly (number | undefined)[] {
  const all = Array.from({ length: pages }, (_, index) => index + 1)
  if (pages <= 7) return all
  if (current <= 4) return [...all.slice(0, 5), undefined, pages]
  if (current >= pages - 3) return [1, undefined, ...all.slice(-5)]
  return [1, undefined, current - 1, current, current + 1, undefined, pages]
}
