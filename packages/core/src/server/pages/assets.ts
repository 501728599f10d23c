import { createHash } from 'node:crypto'
import type { Hono } from 'hono'
import { baseCss, colorCss } from '../../reports/theme.js'
import type { Environment } from '../environment.js'
import { scriptText } from './script.js'
import { controlsCss } from './style/controls.js'
import { frameCss } from './style/frame.js'
import { partsCss } from './style/parts.js'

/** A file that pages refer to. Its name changes with its content, so that it can be kept for good. */
interface Asset {
  readonly path: string
  readonly type: string
  readonly text: string
}

function asset(extension: string, type: string, text: string): Asset {
  const hash = createHash('sha256').update(text).digest('base64url').slice(0, 16)
  return { path: `/assets/${hash}.${extension}`, type, text }
}

/** Everything that pages look like. */
export const style: Asset = asset(
  'css',
  'text/css; charset=utf-8',
  [colorCss, baseCss, frameCss, controlsCss, partsCss].join('\n'),
)

/** What makes pages more comfortable, none of which they need. */
export const script: Asset = asset('js', 'text/javascript; charset=utf-8', scriptText)

/** Three bars that rise, as in the name. */
const icon: Asset = {
  path: '/assets/icon.svg',
  type: 'image/svg+xml',
  text: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path fill="#12766c" d="M1 10h4v5H1zM6 6h4v9H6zM11 1h4v14h-4z"/></svg>',
}

export function addAssets(pages: Hono<Environment>): void {
  for (const { path, type, text } of [style, script]) {
    pages.get(path, (context) =>
      context.body(text, 200, {
        'content-type': type,
        'cache-control': 'public, max-age=31536000, immutable',
      }),
    )
  }
  pages.get(icon.path, (context) =>
    context.body(icon.text, 200, { 'content-type': icon.type, 'cache-control': 'public, max-age=86400' }),
  )
}
