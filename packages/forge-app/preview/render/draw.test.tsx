import { describe, expect, it } from 'vitest'
import { drawTree, type Memory } from './draw.js'
import { toHtml } from './html.js'
import type { TreeNode } from './tree.js'

let keys = 0

function node(type: string, props: TreeNode['props'] = {}, ...children: (TreeNode | string)[]): TreeNode {
  const drawn = children.map((child) => (typeof child === 'string' ? node('String', { text: child }) : child))
  return { type, props, children: drawn, key: `key-${++keys}` }
}

function html(tree: TreeNode, memory: Memory = { states: new Map(), changed: () => {} }): string {
  return toHtml(drawTree(node('Root', {}, tree), memory))
}

const row = (name: string, count: number) =>
  node('Row', {}, node('Cell', { cellKey: name }, name), node('Cell', { cellKey: count }, `${count}`))

const table = (props: TreeNode['props'], ...rows: TreeNode[]) => {
  const head = [
    node('Cell', { cellKey: 'name', isSortable: true }, 'Name'),
    node('Cell', { cellKey: 'count', isSortable: true }, 'Count'),
  ]
  return node(
    'DynamicTable',
    props,
    node('ContentWrapper', { name: 'head' }, ...head),
    node('ContentWrapper', { name: 'rows' }, ...rows),
  )
}

describe('a drawn tree', () => {
  it('names what it cannot draw, and still draws what is inside', () => {
    const drawn = html(node('Hologram', {}, node('Text', {}, 'Inside')))
    expect(drawn).toContain('The preview does not know the component Hologram.')
    expect(drawn).toContain('Inside')
  })

  it('is text where the app says text', () => {
    expect(html(node('Text', {}, '<b>&"'))).toContain('&#60;b&#62;&#38;&#34;')
  })

  it('takes tokens of the theme for their variables', () => {
    const box = node('Box', { backgroundColor: 'color.background.success', xcss: { padding: 'space.100' } })
    expect(html(box)).toContain('background-color:var(--ds-background-success);padding:var(--ds-space-100)')
  })

  it('draws elements that stand in props', () => {
    const element = (type: unknown, props: object) => ({ type, props, key: null })
    const drawn = html(
      node('EmptyState', {
        header: 'Nothing',
        primaryAction: element('Button', { appearance: 'primary', children: 'Create' }),
        secondaryAction: element(function Own() {}, {}),
      }),
    )
    expect(drawn).toContain('Create</span></button>')
    expect(drawn).toContain('Own (a component of the app inside of a prop)')
  })
})

describe('a table', () => {
  it('shows a page of rows, sorted by the keys of their cells', () => {
    const rows = [row('ten', 10), row('nine', 9), row('eleven', 11)]
    const drawn = html(table({ rowsPerPage: 2, defaultSortKey: 'count' }, ...rows))
    expect(drawn).toMatch(/>nine<.*>ten</)
    expect(drawn).not.toContain('>eleven<')
    expect(drawn).toContain('aria-sort="ascending"')
    expect(drawn).toContain('aria-label="Page 2"')
  })

  it('says what its app wants to be said where there are no rows', () => {
    expect(html(table({ emptyView: 'Nothing yet' }))).toContain('Nothing yet')
  })
})

describe('what Jira remembers', () => {
  it('is kept from drawing to drawing, and forgotten with its component', () => {
    const memory: Memory = { states: new Map(), changed: () => {} }
    const tabs = node(
      'Tabs',
      {},
      node('TabList', {}, node('Tab', {}, 'One'), node('Tab', {}, 'Two')),
      node('TabPanel', {}, 'First'),
      node('TabPanel', {}, 'Second'),
    )
    expect(html(tabs, memory)).toContain('First')
    memory.states.set(`${tabs.key}/selected`, 1)
    expect(html(tabs, memory)).toContain('Second')
    expect(html(tabs, memory)).not.toContain('First')
    html(node('Text', {}, 'Another page'), memory)
    expect(memory.states.size).toBe(0)
  })
})

describe('a chart', () => {
  it('has all of its numbers as a table', () => {
    const drawn = html(
      node('StackBarChart', {
        title: 'By version',
        data: [
          ['2.5.0', 3, 'OK'],
          ['2.5.0', 1, 'NOK'],
        ],
        xAccessor: 0,
        yAccessor: 1,
        colorAccessor: 2,
        colorPalette: [{ key: 'NOK', value: 'color.chart.danger' }],
      }),
    )
    expect(drawn).toContain('<caption>By version</caption>')
    expect(drawn).toContain('<tr><td>2.5.0</td><td>NOK</td><td>1</td></tr>')
    expect(drawn).toContain('fill:var(--ds-chart-danger)')
  })
})
