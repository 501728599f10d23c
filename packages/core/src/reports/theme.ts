/**
 * How our pages look: colours, type and the parts that every page has, as CSS. Colours are variables, so that charts
 * and text change together: with the reader's system, with `data-theme="light"` or `"dark"` on the root element, and
 * to the light ones on paper. Each verdict has a colour that colour-blind people can tell from the others, and a
 * shape of its own besides.
 */

/** The colours of one theme, by the name of their variable. */
export type Palette = Readonly<Record<ColorName, string>>

/** What each colour is for. `on-…` is text on a surface of that colour. */
export type ColorName =
  | 'page'
  | 'raised'
  | 'ink'
  | 'muted'
  | 'line'
  | 'accent'
  | 'ok'
  | 'on-ok'
  | 'nok'
  | 'on-nok'
  | 'notrun'
  | 'on-notrun'
  | 'unknown'
  | 'on-unknown'
  | 'uncovered'
  | 'on-uncovered'
  | 'uncovered-edge'
  | 'series-1'
  | 'series-2'
  | 'series-3'

export const lightPalette: Palette = {
  page: '#ffffff',
  raised: '#f5f6f4',
  ink: '#1b2026',
  muted: '#59626b',
  line: '#dcdfdd',
  accent: '#1d5c9e',
  ok: '#12766c',
  'on-ok': '#ffffff',
  nok: '#c2402a',
  'on-nok': '#ffffff',
  notrun: '#dba11c',
  'on-notrun': '#1b2026',
  unknown: '#7a55a5',
  'on-unknown': '#ffffff',
  uncovered: '#e4e7e9',
  'on-uncovered': '#1b2026',
  'uncovered-edge': '#828b94',
  'series-1': '#1d5c9e',
  'series-2': '#7a55a5',
  'series-3': '#12766c',
}

export const darkPalette: Palette = {
  page: '#14171a',
  raised: '#1d2226',
  ink: '#e7e9eb',
  muted: '#a5adb6',
  line: '#343a41',
  accent: '#8dbbf2',
  ok: '#43b7a6',
  'on-ok': '#0d1012',
  nok: '#f27b60',
  'on-nok': '#0d1012',
  notrun: '#dcae3c',
  'on-notrun': '#0d1012',
  unknown: '#b698df',
  'on-unknown': '#0d1012',
  uncovered: '#30363d',
  'on-uncovered': '#e7e9eb',
  'uncovered-edge': '#8a939c',
  'series-1': '#8dbbf2',
  'series-2': '#b698df',
  'series-3': '#43b7a6',
}

function variables(palette: Palette): string {
  return Object.entries(palette)
    .map(([name, color]) => `--${name}: ${color};`)
    .join(' ')
}

/** The variables of both themes, and which of them applies. Paper is always light. */
export const colorCss = `
:root { color-scheme: light; ${variables(lightPalette)} }
@media screen and (prefers-color-scheme: dark) {
  :root:not([data-theme="light"]) { color-scheme: dark; ${variables(darkPalette)} }
}
@media screen { :root[data-theme="dark"] { color-scheme: dark; ${variables(darkPalette)} } }
`

/** Type, links, tables, verdicts and charts. Needs {@link colorCss}. */
export const baseCss = `
*, ::before, ::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0; background: var(--page); color: var(--ink);
  font: 400 0.9375rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  font-variant-numeric: tabular-nums; overflow-wrap: break-word;
}
h1, h2, h3 { line-height: 1.2; margin: 0; text-wrap: balance; letter-spacing: -0.01em; }
h1 { font-size: 2rem; font-weight: 650; letter-spacing: -0.02em; }
h2 { font-size: 1.3rem; font-weight: 650; }
h3 { font-size: 1rem; font-weight: 600; }
p { margin: 0; max-width: 70ch; }
a { color: var(--accent); text-underline-offset: 0.15em; text-decoration-thickness: 0.06em; }
a:hover { text-decoration-thickness: 0.12em; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
.muted { color: var(--muted); }
.visually-hidden {
  position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap;
}

.table { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 0.875rem; }
caption { text-align: left; color: var(--muted); padding: 0 0 0.5rem; }
th, td { padding: 0.4rem 1rem 0.4rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
th:last-child, td:last-child { padding-right: 0; }
thead th { color: var(--muted); font-weight: 500; vertical-align: bottom; border-bottom-color: var(--uncovered-edge); }
tbody th { font-weight: 500; }
.number { text-align: right; white-space: nowrap; }
.nowrap { white-space: nowrap; }
th button {
  all: unset; cursor: pointer; color: inherit; font: inherit; position: relative; white-space: nowrap;
}
th button:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
th button:hover { color: var(--ink); text-decoration: underline; text-underline-offset: 0.25em; }
th button::after { position: absolute; left: 100%; margin-left: 0.2em; font-size: 0.75em; line-height: 2; }
th.number button::after { left: auto; right: 100%; margin: 0 0.2em 0 0; }
th[aria-sort="ascending"] button::after { content: "▲" / ""; }
th[aria-sort="descending"] button::after { content: "▼" / ""; }
th[aria-sort] button { color: var(--ink); }

.verdict { display: inline-flex; align-items: baseline; gap: 0.45em; white-space: nowrap; font-weight: 550; }
.verdict::before {
  content: "" / ""; flex: none; width: 0.7em; height: 0.7em; background: var(--uncovered);
  -webkit-print-color-adjust: exact; print-color-adjust: exact;
}
.verdict.ok::before { background: var(--ok); border-radius: 50%; }
.verdict.nok::before { background: var(--nok); clip-path: polygon(50% 0, 100% 100%, 0 100%); }
.verdict.notrun::before { background: var(--notrun); }
.verdict.unknown::before { background: var(--unknown); clip-path: polygon(50% 0, 100% 50%, 50% 100%, 0 50%); }
.verdict.uncovered::before { border-radius: 50%; border: 1.5px solid var(--uncovered-edge); background: transparent; }

figure { margin: 0; }
figcaption { color: var(--muted); font-size: 0.875rem; max-width: 70ch; }
.chart svg { display: block; width: 100%; height: auto; }
.chart svg text { font-family: inherit; }
.chart, .chart svg { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
.chart .narrow { display: none; }
details > summary { cursor: pointer; color: var(--muted); font-size: 0.875rem; width: fit-content; }
details[open] > summary { margin-bottom: 0.5rem; }
@media (max-width: 40rem) {
  .chart .wide:not(:only-child) { display: none; }
  .chart .narrow { display: block; }
}
`
