import { components } from './components/index.js'
import { type TreeNode, treeOfProp } from './tree.js'
import { type Child, flat, h, type VNode } from './vnode.js'

/** How a component of UI Kit becomes HTML. */
export type Component = (node: TreeNode, draw: Draw) => Child

/** What a component is drawn with. */
export interface Draw {
  node(node: TreeNode): readonly VNode[]
  /** What is inside of a component. */
  children(node: TreeNode): readonly VNode[]
  /** An element in a prop. */
  prop(node: TreeNode, name: string): readonly VNode[]
  /** Something that Jira, not the app, remembers of a component: which tab is open, say. */
  state<T>(node: TreeNode, name: string, initial: T): State<T>
  /** Calls a function among the props of a component, if it has it. */
  call(node: TreeNode, name: string, ...values: readonly unknown[]): void
}

interface State<T> {
  readonly value: T
  set(value: T): void
}

/** What a page keeps between two drawings. */
export interface Memory {
  readonly states: Map<string, unknown>
  /** Called when something of it has changed. */
  changed(): void
}

/** Draws a tree. What components that are gone had in memory goes too. */
export function drawTree(tree: TreeNode, memory: Memory): readonly VNode[] {
  const used = new Set<string>()
  const draw: Draw = {
    node: (node) => {
      const component = components[node.type]
      const drawn = flat([component === undefined ? unknownComponent(node, draw) : component(node, draw)])
      const [only, ...more] = drawn
      // A component that is one element is told by its key from its siblings.
      if (only === undefined || typeof only === 'string' || more.length > 0) return drawn
      return only.key === undefined ? [{ ...only, key: node.key }] : drawn
    },
    children: (node) => node.children.flatMap(draw.node),
    prop: (node, name) => treeOfProp(node.props[name], `${node.key}/${name}`).flatMap(draw.node),
    state: <T>(node: TreeNode, name: string, initial: T) => {
      const key = `${node.key}/${name}`
      used.add(key)
      return {
        value: memory.states.has(key) ? (memory.states.get(key) as T) : initial,
        set: (value: T) => {
          memory.states.set(key, value)
          memory.changed()
        },
      }
    },
    call: (node, name, ...values) => {
      const wanted = node.props[name]
      if (typeof wanted === 'function') wanted(...values)
    },
  }
  const drawn = draw.children(tree)
  for (const key of memory.states.keys()) if (!used.has(key)) memory.states.delete(key)
  return drawn
}

/** Never nothing: what the preview cannot draw has to be seen. */
function unknownComponent(node: TreeNode, draw: Draw): VNode {
  return h(
    'div',
    'uk-unknown',
    { attributes: { role: 'note' } },
    `The preview does not know the component ${node.type}.`,
    draw.children(node),
  )
}
