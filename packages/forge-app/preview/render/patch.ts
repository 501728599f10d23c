import type { Listener, Live, VElement, VNode } from './vnode.js'

/** What was drawn into an element the last time. */
const drawn = new WeakMap<Node, VElement>()

/**
 * Makes what is in `parent` what is drawn, and leaves alone all that is the same: elements stay who they are by their
 * key, or else by their tag and place, and with them focus, selection, typed text and how far they are scrolled.
 */
export function patch(parent: Element, nodes: readonly VNode[]): void {
  const arrivals: (() => void)[] = []
  patchChildren(parent, nodes, arrivals)
  // Only now all of them are in the page.
  for (const arrive of arrivals) arrive()
}

function patchChildren(parent: Element, nodes: readonly VNode[], arrivals: (() => void)[]): void {
  const before = [...parent.childNodes]
  const byKey = new Map<string, ChildNode>()
  const others: ChildNode[] = []
  for (const child of before) {
    const key = drawn.get(child)?.key
    if (key === undefined) others.push(child)
    else byKey.set(key, child)
  }
  const found = nodes.map((node) => take(node, byKey, others))
  // First those go that are not needed: what stays would have to move around them.
  for (const child of before) if (!found.includes(child)) child.remove()
  nodes.forEach((node, index) => {
    const child = update(parent, node, found[index], arrivals)
    place(parent, child, index)
    if (found[index] === undefined && typeof node !== 'string' && child instanceof Element) {
      arrivals.push(() => node.mounted?.(child))
    }
  })
}

/** Puts a child at its place; where it has the focus, which it would lose, the others move instead. */
function place(parent: Element, child: ChildNode, index: number): void {
  const stays = child.parentNode === parent && child.contains(document.activeElement)
  for (;;) {
    const here = parent.childNodes[index]
    if (here === child) return
    if (here === undefined || !stays) {
      parent.insertBefore(child, here ?? null)
      return
    }
    parent.append(here)
  }
}

/** The child that a node was drawn into before. */
function take(node: VNode, byKey: Map<string, ChildNode>, others: ChildNode[]): ChildNode | undefined {
  if (typeof node !== 'string' && node.key !== undefined) {
    const found = byKey.get(node.key)
    byKey.delete(node.key)
    return found !== undefined && drawn.get(found)?.tag === node.tag ? found : undefined
  }
  const index = others.findIndex((child) =>
    typeof node === 'string' ? child.nodeType === Node.TEXT_NODE : drawn.get(child)?.tag === node.tag,
  )
  return index < 0 ? undefined : others.splice(index, 1)[0]
}

function update(
  parent: Element,
  node: VNode,
  found: ChildNode | undefined,
  arrivals: (() => void)[],
): ChildNode {
  if (typeof node === 'string') {
    const text = found ?? document.createTextNode(node)
    if (text.nodeValue !== node) text.nodeValue = node
    return text
  }
  const element = found instanceof Element ? found : create(parent, node.tag)
  const previous = drawn.get(element)
  patchAttributes(element, previous?.attributes ?? {}, node.attributes)
  patchListeners(element, previous?.on ?? {}, node.on)
  drawn.set(element, node)
  patchChildren(element, node.children, arrivals)
  // After its children: what a field may hold can depend on them.
  patchLive(element, previous?.live, node.live)
  return element
}

function create(parent: Element, tag: string): Element {
  const isGraphic = tag === 'svg' || (parent.namespaceURI === svg && parent.tagName !== 'foreignObject')
  return isGraphic ? document.createElementNS(svg, tag) : document.createElement(tag)
}

const svg = 'http://www.w3.org/2000/svg'

function patchAttributes(
  element: Element,
  before: Readonly<Record<string, string>>,
  now: Readonly<Record<string, string>>,
): void {
  for (const name of Object.keys(before)) if (!(name in now)) element.removeAttribute(name)
  for (const [name, value] of Object.entries(now)) {
    if (before[name] !== value) element.setAttribute(name, value)
  }
}

/** One listener for each kind of event, which looks up who wants it now. */
function patchListeners(
  element: Element,
  before: Readonly<Record<string, Listener>>,
  now: Readonly<Record<string, Listener>>,
): void {
  for (const name of Object.keys(before)) if (!(name in now)) element.removeEventListener(name, dispatch)
  for (const name of Object.keys(now)) if (!(name in before)) element.addEventListener(name, dispatch)
}

function dispatch(this: Element, event: Event): void {
  drawn.get(this)?.on[event.type]?.(event)
}

function patchLive(element: Element, before: Live | undefined, now: Live): void {
  if (element instanceof HTMLInputElement) {
    if (now.checked !== undefined && now.checked !== element.checked) element.checked = now.checked
    if (now.indeterminate !== undefined) element.indeterminate = now.indeterminate
  }
  const hasValue =
    element instanceof HTMLInputElement ||
    element instanceof HTMLTextAreaElement ||
    element instanceof HTMLSelectElement
  if (!hasValue) return
  if (now.value !== undefined && now.value !== before?.value && now.value !== element.value) {
    element.value = now.value
  }
}
