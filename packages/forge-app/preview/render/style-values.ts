/** Design tokens as CSS: UI Kit names them, the theme defines them as variables. */

/** `color.text.subtle` → `var(--ds-text-subtle)`; anything that is no token stays as it is. */
export function tokenValue(name: unknown): string | undefined {
  if (typeof name === 'number') return name === 0 ? '0' : `${name}px`
  if (typeof name !== 'string') return undefined
  if (name === 'border.radius') return 'var(--ds-radius-small)'
  const parts = /^(color|elevation|space|radius|border|font|opacity|chart)\.(.+)$/.exec(name)
  if (parts === null) return name
  const [, group = '', rest = ''] = parts
  const prefix = group === 'color' || group === 'elevation' ? '' : `${group}-`
  return `var(--ds-${prefix}${rest.replace('.[default]', '').replaceAll('.', '-')})`
}

type Styles = Readonly<Record<string, string | undefined>>

/** The `xcss` of a component, without what depends on the pointer or on the width: that is Jira's to do. */
export function xcssStyles(xcss: unknown): Styles {
  if (Array.isArray(xcss)) return Object.assign({}, ...xcss.map(xcssStyles)) as Styles
  if (typeof xcss !== 'object' || xcss === null) return {}
  const plain = Object.entries(xcss).filter(([, value]) => typeof value !== 'object')
  return Object.fromEntries(
    plain.map(([name, value]) => {
      const isBare = unitless.has(name) && typeof value === 'number'
      return [dashed(name), isBare ? String(value) : tokenValue(value)]
    }),
  )
}

const unitless = new Set(['opacity', 'flexGrow', 'zIndex', 'fontWeight'])

/** `paddingBlockEnd` → `padding-block-end` */
function dashed(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}
