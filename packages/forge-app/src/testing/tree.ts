/** What is drawn, as Jira gets it from UI Kit. */
export interface Drawn {
  readonly type: string
  readonly props: Readonly<Record<string, unknown>>
  readonly children: readonly Drawn[]
}

/**
 * Copies what the reconciler hands over, which goes on changing. It refuses what would not get to Jira, for
 * besides functions only what JSON can say passes the bridge, words that nobody was meant to read, and rows
 * whose cells cannot be told apart.
 */
export function copyOf(node: Drawn): Drawn {
  for (const [name, value] of Object.entries(node.props)) {
    if (containsElement(value)) throw new Error(`The property ${name} of ${node.type} has an element in it.`)
  }
  if (/\{\w+\}/.test(JSON.stringify(node.props))) {
    throw new Error(`A placeholder got no value: ${JSON.stringify(node.props)}`)
  }
  const keys = node.type === 'Row' ? node.children.map(({ props }) => props.cellKey) : []
  if (new Set(keys).size < keys.length)
    throw new Error(`Cells of a row have the same key: ${keys.join(', ')}`)
  return { type: node.type, props: { ...node.props }, children: node.children.map(copyOf) }
}

function containsElement(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  return '$$typeof' in value || Object.values(value).some(containsElement)
}

/** A node and all below it, in the order in which they are read. */
export function everythingIn(node: Drawn): readonly Drawn[] {
  return [node, ...node.children.flatMap(everythingIn)]
}

// Words that are handed over as properties and not as children.
const spokenProperties: Readonly<Record<string, readonly string[]>> = {
  EmptyState: ['header', 'description'],
  SectionMessage: ['title'],
  Tooltip: ['content'],
  DonutChart: ['title'],
  LineChart: ['title'],
  HorizontalStackBarChart: ['title'],
}

/** All that can be read in a node. Texts that stand apart are separated by ` | `. */
export function textOf(node: Drawn): string {
  return (
    partsOf(node)
      .filter((part) => part !== '')
      .join(' | ')
      // Which kind of space stands before a unit differs between versions of Node.js.
      .replace(/[\u00a0\u202f]/g, ' ')
  )
}

function partsOf(node: Drawn): readonly string[] {
  if (node.type === 'String') return [String(node.props.text)]
  const spoken = (spokenProperties[node.type] ?? []).map((name) => String(node.props[name] ?? ''))
  const inside = node.children.flatMap(partsOf)
  // What a text or a button is made of is read in one go.
  return [...spoken, ...(joined.has(node.type) ? [inside.join('')] : inside)]
}

const joined: ReadonlySet<string> = new Set([
  'Text',
  'Button',
  'LoadingButton',
  'Heading',
  'Label',
  'ListItem',
  'ModalTitle',
])

/** The tree in lines, for those who look for why a test fails. */
export function outlineOf(node: Drawn, depth = 0): string {
  const own = node.type === 'String' ? JSON.stringify(node.props.text) : node.type
  return [`${'  '.repeat(depth)}${own}`, ...node.children.map((child) => outlineOf(child, depth + 1))].join(
    '\n',
  )
}
