/** What UI Kit hands to the product: a tree of components, by name. */
export interface TreeNode {
  readonly type: string
  readonly props: Readonly<Record<string, unknown>>
  readonly children: readonly TreeNode[]
  /** Stays with a component for as long as it is there. */
  readonly key: string
}

interface ReactElement {
  readonly type: unknown
  readonly props: Readonly<Record<string, unknown>>
  readonly key: string | null
}

/**
 * What stands in a prop, such as an empty state's action, as a part of the tree. Those are elements that nobody has
 * rendered: host components are drawn, a component of the app's own has become nothing by the time it gets to Jira.
 */
export function treeOfProp(value: unknown, key: string): readonly TreeNode[] {
  if (value === undefined || value === null || typeof value === 'boolean') return []
  if (Array.isArray(value)) return value.flatMap((part, index) => treeOfProp(part, `${key}.${index}`))
  if (typeof value !== 'object')
    return [{ type: 'String', props: { text: String(value) }, children: [], key }]
  const { type, props, key: own } = value as ReactElement
  const here = own === null || own === undefined ? key : `${key}.${own}`
  const { children, ...rest } = props ?? {}
  const inner = treeOfProp(children, `${here}.children`)
  if (typeof type === 'symbol') return inner
  const name = typeof type === 'string' ? type : `${nameOf(type)} (a component of the app inside of a prop)`
  return [{ type: name, props: rest, children: inner, key: here }]
}

function nameOf(type: unknown): string {
  return typeof type === 'function' ? type.name : 'Something'
}

/** All that a tree says, as plain text. */
export function textOf(nodes: readonly TreeNode[]): string {
  return nodes
    .map(({ type, props, children }) => (type === 'String' ? String(props.text ?? '') : textOf(children)))
    .join('')
}
