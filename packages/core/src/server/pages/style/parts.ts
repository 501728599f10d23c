/** What pages are made of: figures, facts, lists, steps. */
export const partsCss = `
section { margin-top: 2.5rem; }
section > h2, section > h3 { margin-bottom: 0.75rem; }
section > h2 { padding-bottom: 0.4rem; border-bottom: 1px solid var(--line); }
section > * + * { margin-top: 1rem; }
section.close { margin-top: 1.5rem; }
section.close > h2 { font-size: 1rem; border: 0; padding: 0; margin-bottom: 0.25rem; }
.table { position: relative; }
small { display: block; color: var(--muted); font-weight: 400; font-size: 0.8125rem; }
code { font: 0.92em ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
thead th { white-space: nowrap; }
th[scope="row"] { min-width: 12rem; max-width: 26rem; font-weight: 500; overflow-wrap: anywhere; }
td.words { min-width: 12rem; overflow-wrap: anywhere; }
.empty { background: var(--raised); padding: 0.9rem 1.1rem; border-radius: 0.375rem; max-width: none; }
.written { white-space: pre-wrap; overflow-wrap: anywhere; display: block; }
pre.written { margin: 0; font: 0.8125rem/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; background: var(--raised); padding: 0.75rem 1rem; border-radius: 0.375rem; max-height: 30rem; overflow: auto; }
.plain { margin: 0; padding-left: 1.2rem; max-width: 75ch; }
.plain li { margin: 0.3rem 0; overflow-wrap: anywhere; }
.plain li::marker { color: var(--muted); }

.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(8rem, 1fr)); gap: 1.25rem 2rem; }
.figures div { border-top: 3px solid var(--line); padding-top: 0.5rem; }
.figures dt { font-size: 0.875rem; font-weight: 550; }
.figures strong { display: block; font-size: 1.75rem; font-weight: 600; line-height: 1.2; letter-spacing: -0.02em; }
.figures dd { font-size: 0.8125rem; }
.figures .linked { border-color: var(--series-1); }
.figures .executed { border-color: var(--series-2); }
.figures .passing { border-color: var(--ok); }
.figures .failing { border-color: var(--nok); }
.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 10rem), 1fr)); gap: 0.75rem 1.5rem; }
.facts dt { color: var(--muted); font-size: 0.8125rem; }
.facts dd { overflow-wrap: anywhere; }
.facts.tall { grid-template-columns: 1fr; max-width: 70ch; }

.pair { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0 3rem; }
@media (min-width: 62rem) { .pair { grid-template-columns: minmax(0, 2fr) minmax(0, 3fr); } .pair.even { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); align-items: center; } }
.pair > section { min-width: 0; }
.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); gap: 1.5rem 3rem; }
.columns > * > * + * { margin-top: 0.4rem; }
.beside { display: flex; flex-wrap: wrap; gap: 1.25rem 2rem; align-items: center; }
.beside figure { flex: 0 1 11rem; }
.verdict-list { list-style: none; margin: 0; padding: 0; flex: 1 1 10rem; }
.verdict-list a { display: flex; justify-content: space-between; gap: 1rem; padding: 0.3rem 0; border-bottom: 1px solid var(--line); color: inherit; text-decoration: none; }
.verdict-list a:hover { text-decoration: underline; }
.radar .chart { max-width: 34rem; }

.tabs ul { list-style: none; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: 0.1rem 1.25rem; }
.paging { display: flex; gap: 1.5rem; }
.bar { display: block; width: 100%; min-width: 6rem; height: 0.6rem; border-radius: 0.3rem; overflow: hidden; margin-top: 0.35rem; }
.progress .bar { height: 0.9rem; border-radius: 0.45rem; }
.bar .ok { fill: var(--ok); }
.bar .nok { fill: var(--nok); }
.bar .notrun { fill: var(--notrun); }
.bar .unknown { fill: var(--unknown); }
.bar .uncovered { fill: var(--uncovered); }

.reason { display: grid; grid-template-columns: auto 1fr; gap: 0.25rem 1.25rem; background: var(--raised); padding: 1rem 1.25rem; border-radius: 0.375rem; }
.reason p + p { margin-top: 0.35rem; }
.cards { list-style: none; margin-bottom: 0; padding: 0; display: grid; gap: 1rem; }
.cards > li { border: 1px solid var(--line); border-radius: 0.5rem; padding: 1rem 1.25rem; min-width: 0; }
.cards h2 { font-size: 1.0625rem; overflow-wrap: anywhere; }
.cards li > * + * { margin-top: 0.6rem; }
.level { border-bottom: 1px solid var(--line); padding: 0.5rem 0; margin-top: 0; }
.level > summary { color: inherit; font-size: inherit; }
.criteria { list-style: none; margin: 0.75rem 0 0; padding: 0 0 0 1rem; display: grid; gap: 1.25rem; }
.criteria li > * + * { margin-top: 0.4rem; }
.criteria p { overflow-wrap: anywhere; }
.steps { margin: 0; padding-left: 1.5rem; display: grid; gap: 1.25rem; }
.steps li > * + * { margin-top: 0.4rem; }
.expected { border-left: 3px solid var(--line); padding-left: 0.75rem; }
.evidence { list-style: none; margin: 0; padding: 0; display: grid; gap: 1rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 14rem), 1fr)); }
.evidence img { display: block; max-width: 100%; max-height: 16rem; border: 1px solid var(--line); border-radius: 0.25rem; margin-bottom: 0.35rem; }
.evidence li { overflow-wrap: anywhere; }

@media (max-width: 40rem) {
  section { margin-top: 2rem; }
  .figures { grid-template-columns: 1fr 1fr; gap: 1rem 1.25rem; }
  .figures strong { font-size: 1.4rem; }
  .facts { grid-template-columns: 1fr 1fr; }
  .facts.tall { grid-template-columns: 1fr; }
  .reason { grid-template-columns: 1fr; padding: 0.9rem 1rem; }
  th[scope="row"] { min-width: 10rem; }
  .on-wide { display: none; }
}
`
