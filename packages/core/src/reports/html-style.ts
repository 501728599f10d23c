import { baseCss, colorCss } from './theme.js'

/** How a report is laid out, on a screen and on paper. */
const layoutCss = `
.skip { position: absolute; left: -100vw; top: 0.5rem; background: var(--page); padding: 0.5rem 0.75rem; z-index: 1; }
.skip:focus { left: 0.5rem; }
.page { max-width: 72rem; margin: 0 auto; padding: 3rem 1.5rem 4rem; }
.eyebrow { color: var(--muted); font-weight: 550; margin-bottom: 0.35rem; }
.lead { margin-top: 0.6rem; font-size: 1.0625rem; color: var(--muted); }
dl { margin: 0; }
dd { margin: 0; }

.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)); gap: 1rem 2rem; margin-top: 1.75rem; }
.facts dt { color: var(--muted); font-size: 0.8125rem; }
.facts small { display: block; }

.contents { margin-top: 1.75rem; padding: 0.6rem 0; border-block: 1px solid var(--line); font-size: 0.875rem; }
.contents ul { list-style: none; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; }
.contents a { text-decoration: none; display: inline-block; padding: 0.15rem 0; }
.contents a:hover { text-decoration: underline; }

.numbers { display: grid; grid-template-columns: repeat(6, 1fr); gap: 1.5rem 2rem; margin-top: 2.25rem; }
.numbers div { border-top: 3px solid var(--line); padding-top: 0.6rem; display: flex; flex-direction: column; }
.numbers .ok { border-color: var(--ok); }
.numbers .nok { border-color: var(--nok); }
.numbers .uncovered { border-color: var(--uncovered-edge); }
.numbers .linked { border-color: var(--series-1); }
.numbers .executed { border-color: var(--series-2); }
.numbers dt { font-size: 0.875rem; font-weight: 550; }
.numbers dd { font-size: 1.9rem; font-weight: 600; line-height: 1.2; letter-spacing: -0.02em; }
.numbers dd small { display: block; font-size: 0.8125rem; font-weight: 400; line-height: 1.4; letter-spacing: 0; color: var(--muted); }

section { margin-top: 3.5rem; }
section > h2 { padding-bottom: 0.5rem; border-bottom: 1px solid var(--line); margin-bottom: 1rem; }
section > h3, .block > h3 { margin: 2.25rem 0 0.6rem; }
section > p + *, .block > p + * { margin-top: 1rem; }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); gap: 1.5rem 3rem; align-items: center; }
.pair.top { align-items: start; }
.donut { max-width: 15rem; margin-inline: auto; width: 100%; }
.figure { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0.75rem; }
.radar .chart { max-width: 34rem; }
td small, th small { display: block; color: var(--muted); font-weight: 400; font-size: 0.8125rem; }
tbody th { max-width: 22rem; }
table.gaps tbody th { white-space: nowrap; }
table.gaps td:nth-child(3) { min-width: 12rem; }
table.gaps td:nth-child(4) { min-width: 18rem; }
.more { margin-top: 0.6rem; color: var(--muted); font-size: 0.875rem; }
.empty { background: var(--raised); padding: 0.9rem 1.1rem; border-radius: 0.375rem; max-width: none; }
code { font: 0.92em ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
.plain { margin: 0; padding-left: 1.2rem; max-width: 75ch; }
.plain li { margin: 0.3rem 0; }
.plain li::marker { color: var(--muted); }
.steps { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); gap: 0.5rem 3rem; }
.steps h4 { margin: 0.9rem 0 0.3rem; font-size: 0.9375rem; font-weight: 600; }
.words { display: grid; grid-template-columns: minmax(7rem, max-content) 1fr; gap: 0.4rem 1.5rem; max-width: 75ch; }
.words dt { font-weight: 550; }
footer { margin-top: 3.5rem; padding-top: 1rem; border-top: 1px solid var(--line); color: var(--muted); font-size: 0.8125rem; }
.on-paper { display: none; }

@media (max-width: 64rem) { .numbers { grid-template-columns: repeat(3, 1fr); } }
@media (max-width: 40rem) {
  .figure .narrow { max-width: 30rem; }
  .page { padding: 1.5rem 1rem 3rem; }
  h1 { font-size: 1.6rem; }
  section { margin-top: 2.5rem; }
  .numbers { grid-template-columns: 1fr 1fr; gap: 1.25rem; }
  .numbers dd { font-size: 1.5rem; }
  .facts { grid-template-columns: 1fr 1fr; gap: 0.75rem 1.25rem; }
  .words { grid-template-columns: 1fr; gap: 0; }
  .words dd { margin-bottom: 0.6rem; }
}

@page {
  size: A4; margin: 16mm 14mm 18mm;
  @bottom-right { content: counter(page) " / " counter(pages); font: 8pt system-ui, sans-serif; color: #59626b; }
}
@media print {
  html { font-size: 12px; }
  .page { max-width: none; padding: 0; }
  .contents, .skip, details > summary { display: none; }
  details::details-content { display: block; content-visibility: visible; block-size: auto; }
  .chart .wide:not(:only-child) { display: block; }
  .chart .narrow { display: none; }
  .table { overflow: visible; }
  th, td { padding: 0.3rem 0.7rem 0.3rem 0; }
  thead { display: table-header-group; }
  tr, .chart, .numbers, .empty, li { break-inside: avoid; }
  h2, h3, h4, caption { break-after: avoid; }
  section { margin-top: 2rem; }
  .numbers { grid-template-columns: repeat(6, 1fr); gap: 1rem; }
  table.gaps td:nth-child(n) { min-width: 0; }
  .facts { grid-template-columns: repeat(4, 1fr); gap: 0.6rem 1.25rem; }
  .pair { grid-template-columns: minmax(0, 2fr) minmax(0, 3fr); gap: 1.5rem; }
  .donut { max-width: 11rem; }
  .steps { grid-template-columns: 1fr 1fr; gap: 0.5rem 2rem; }
  .long tbody tr:nth-child(n + 26) { display: none; }
  .on-paper { display: block; }
  th button::after { display: none; }
  a { color: inherit; text-decoration: none; }
}
`

export const reportCss = colorCss + baseCss + layoutCss
