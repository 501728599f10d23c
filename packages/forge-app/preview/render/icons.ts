import { h, type VElement } from './vnode.js'

/**
 * Drawings for the icons that an app is likely to use, each on a square of 16: they stand for Atlassian's own, which
 * do not come with what is installed here.
 */
const strokes: Readonly<Record<string, string>> = {
  add: 'M8 3v10M3 8h10',
  'ai-chat': 'M8 2l1.4 4.6L14 8l-4.6 1.4L8 14l-1.4-4.6L2 8l4.6-1.4z',
  'arrow-down': 'M8 3v10M4 9l4 4 4-4',
  'arrow-left': 'M13 8H3M7 4L3 8l4 4',
  'arrow-right': 'M3 8h10M9 4l4 4-4 4',
  'arrow-up': 'M8 13V3M4 7l4-4 4 4',
  bug: 'M5 6h6v4a3 3 0 01-6 0zM6 6a2 2 0 014 0M2 5l3 2M14 5l-3 2M2 9h3M11 9h3M3 13l2-2M13 13l-2-2',
  'chart-bar': 'M3 13V8M8 13V3M13 13V6',
  'check-mark': 'M3 8.5l3.5 3.5L13 4.5',
  'chevron-down': 'M4 6l4 4 4-4',
  'chevron-left': 'M10 4L6 8l4 4',
  'chevron-right': 'M6 4l4 4-4 4',
  'chevron-up': 'M4 10l4-4 4 4',
  clock: 'M8 2a6 6 0 100 12A6 6 0 008 2zM8 5v3l2 2',
  copy: 'M6 6h7v7H6zM10 6V3H3v7h3',
  cross: 'M4 4l8 8M12 4l-8 8',
  database: 'M3 4c0-2.6 10-2.6 10 0v8c0 2.6-10 2.6-10 0zM3 4c0 2.6 10 2.6 10 0M3 8c0 2.6 10 2.6 10 0',
  delete: 'M3 4h10M6 4V2h4v2M4.5 4l.5 9h6l.5-9',
  edit: 'M3 13l1-3 7-7 2 2-7 7z',
  filter: 'M2 4h12M4.5 8h7M7 12h2',
  lightbulb: 'M6 11a4 4 0 114 0v2H6z',
  link: 'M7 9a3 3 0 004.2 0l2-2A3 3 0 009 2.800M9 7a3 3 0 00-4.200 0l-2 2A3 3 0 007 13.200',
  'link-broken': 'M7 13.200A3 3 0 012.800 9l2-2M9 2.800A3 3 0 0113.200 7l-2 2M3 3l10 10',
  'link-external': 'M9 3h4v4M13 3L7 9M7 4H3v9h9V9',
  lock: 'M4 7h8v6H4zM6 7V5a2 2 0 014 0v2',
  'question-circle':
    'M8 2a6 6 0 100 12A6 6 0 008 2zM6.300 6.300a1.700 1.700 0 113 1.100c-.8.6-1.300.9-1.300 1.700M8 11.200v.4',
  refresh: 'M13 8a5 5 0 11-1.500-3.500M13 2v3h-3',
  roadmap: 'M2 4h7M5 8h7M7 12h7',
  search: 'M7 3a4 4 0 100 8 4 4 0 000-8zM10 10l3.500 3.500',
  settings:
    'M8 5.500a2.500 2.500 0 100 5 2.500 2.500 0 000-5zM8 2v2M8 12v2M2 8h2M12 8h2M4 4l1.300 1.300M10.700 10.700L12 12M12 4l-1.300 1.300M5.300 10.700L4 12',
  'show-more-horizontal': 'M3.500 8h.1M8 8h.1M12.500 8h.1',
  'status-discovery':
    'M8 2a6 6 0 100 12A6 6 0 008 2zM6.300 6.300a1.700 1.700 0 113 1.100c-.8.6-1.300.9-1.300 1.700M8 11.200v.4',
  'status-error': 'M5.500 2h5L14 5.500v5L10.500 14h-5L2 10.500v-5zM8 5v4M8 11v.3',
  'status-information': 'M8 2a6 6 0 100 12A6 6 0 008 2zM8 7.300V11M8 5v.3',
  'status-success': 'M8 2a6 6 0 100 12A6 6 0 008 2zM5.300 8.300l2 2 3.400-4',
  'status-warning': 'M8 2.500L14.500 13.500h-13zM8 6.500v3M8 11.500v.3',
  task: 'M3 3h10v10H3zM5.500 8l2 2 3-4',
  warning: 'M8 2.500L14.500 13.500h-13zM8 6.500v3M8 11.500v.3',
}

const aliases: Readonly<Record<string, string>> = {
  'ai-agent': 'ai-chat',
  'ai-generative-text-summary': 'ai-chat',
  'atlassian-intelligence': 'ai-chat',
  rovo: 'ai-chat',
  'chart-matrix': 'chart-bar',
  'chart-trend': 'chart-bar',
  'chart-trend-up': 'chart-bar',
  check: 'check-mark',
  'check-circle': 'status-success',
  close: 'cross',
  error: 'status-error',
  info: 'status-information',
  information: 'status-information',
  retry: 'refresh',
  shortcut: 'link-external',
  success: 'status-success',
  trash: 'delete',
  unlink: 'link-broken',
}

/** An icon by its name in UI Kit; one that is not here is a dashed square that says its name. */
export function glyph(name: string): VElement {
  const path = strokes[aliases[name] ?? name]
  const attributes = { viewBox: '0 0 16 16', 'aria-hidden': true, focusable: 'false' }
  if (path !== undefined)
    return h('svg', 'uk-glyph', { attributes }, h('path', '', { attributes: { d: path } }))
  const square = { x: 2.5, y: 2.5, width: 11, height: 11, rx: 2, 'stroke-dasharray': '2 2' }
  return h(
    'svg',
    'uk-glyph',
    { attributes },
    h('title', '', {}, `Icon ${name}, which the preview has no drawing of`),
    h('rect', '', { attributes: square }),
  )
}
