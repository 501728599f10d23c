import type { VNode } from './vnode.js'

const withoutEnd = new Set(['input', 'br', 'img', 'hr'])

/** What is drawn, as text: for tests, which have no page. */
export function toHtml(nodes: readonly VNode[]): string {
  return nodes.map(one).join('')
}

function one(node: VNode): string {
  if (typeof node === 'string') return escaped(node)
  const { value, checked } = node.live
  const attributes = {
    ...node.attributes,
    ...(value === undefined || node.tag === 'textarea' ? {} : { value }),
    ...(checked === true ? { checked: '' } : {}),
  }
  const told = Object.entries(attributes).map(([name, text]) => ` ${name}="${escaped(text)}"`)
  const start = `<${node.tag}${told.join('')}>`
  if (withoutEnd.has(node.tag)) return start
  const inner = node.tag === 'textarea' ? escaped(value ?? '') : toHtml(node.children)
  return `${start}${inner}</${node.tag}>`
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
