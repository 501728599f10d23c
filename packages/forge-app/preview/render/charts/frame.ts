import type { TreeNode } from '../tree.js'
import { type Child, h } from '../vnode.js'

interface Legend {
  readonly name: string
  readonly color: string
}

/**
 * What every chart has around it: its title, a legend, and all of its numbers as a table for those who cannot see it.
 *
 * @param rows the first one is the head
 */
export function chartFrame(
  { key, props }: TreeNode,
  plot: Child,
  legend: readonly Legend[],
  rows: readonly (readonly string[])[],
): Child {
  const { title, subtitle, showBorder, width } = props
  return h(
    'figure',
    `uk-chart${showBorder === false ? '' : ' uk-chart-bordered'}`,
    { key, style: { width: typeof width === 'number' ? `${width}px` : undefined } },
    (typeof title === 'string' || typeof subtitle === 'string') &&
      h(
        'figcaption',
        '',
        {},
        typeof title === 'string' && h('strong', '', {}, title),
        typeof subtitle === 'string' && h('span', 'uk-chart-subtitle', {}, subtitle),
      ),
    h('div', 'uk-chart-plot', {}, plot),
    legend.length > 1 &&
      h(
        'ul',
        'uk-legend',
        { attributes: { 'aria-hidden': true } },
        legend.map(({ name, color }) => h('li', '', {}, h('i', '', { style: { background: color } }), name)),
      ),
    // Tables do not let themselves be made small: what hides it is around it.
    h('div', 'uk-hidden', {}, valueTable(title, rows)),
  )
}

function valueTable(title: unknown, [head = [], ...body]: readonly (readonly string[])[]): Child {
  const names = head.map((cell) => h('th', '', { attributes: { scope: 'col' } }, cell))
  return h(
    'table',
    '',
    {},
    h('caption', '', {}, typeof title === 'string' ? title : 'Values of the chart'),
    h('thead', '', {}, h('tr', '', {}, names)),
    h(
      'tbody',
      '',
      {},
      body.map((row) =>
        h(
          'tr',
          '',
          {},
          row.map((cell) => h('td', '', {}, cell)),
        ),
      ),
    ),
  )
}

/** How high the plot of a chart is. */
export function heightOf({ props }: TreeNode): string {
  return `${typeof props.height === 'number' ? props.height : 400}px`
}

/** What is read out instead of the drawing. */
export function labelOf({ props }: TreeNode): string {
  return typeof props.title === 'string' ? props.title : 'Chart'
}
