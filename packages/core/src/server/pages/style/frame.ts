/** What is around every page: the head, the way through a project, the foot. */
export const frameCss = `
html { scroll-padding-top: 1rem; }
dl, dd { margin: 0; }
body { display: flex; flex-direction: column; min-height: 100vh; }
body > * { width: 100%; max-width: 72rem; margin-inline: auto; padding-inline: 1.5rem; }
.skip { position: absolute; left: -100vw; top: 0.5rem; width: auto; background: var(--page); padding: 0.5rem 0.75rem; z-index: 1; }
.skip:focus { left: 0.5rem; }

.top { display: flex; flex-wrap: wrap; align-items: center; gap: 0.25rem 1.5rem; padding-block: 0.9rem; }
.brand { font-weight: 650; letter-spacing: -0.01em; color: inherit; text-decoration: none; margin-right: auto; }
.visitor { display: flex; align-items: center; gap: 0.75rem; font-size: 0.875rem; }

.crumbs { font-size: 0.875rem; color: var(--muted); }
.crumbs ol { list-style: none; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: 0.1rem 0.4rem; }
.crumbs li + li::before { content: "/" / ""; margin-right: 0.4rem; color: var(--muted); }
.crumbs li { max-width: 100%; }
.crumbs a { color: inherit; }

.sections { margin-top: 0.6rem; }
.sections ul {
  list-style: none; margin: 0; padding: 0.45rem 0; display: flex; flex-wrap: wrap; gap: 0.1rem 1.25rem;
  border-block: 1px solid var(--line);
}
.sections a, .tabs a { display: inline-block; padding: 0.25rem 0; text-decoration: none; color: var(--muted); }
.sections a:hover, .tabs a:hover { color: var(--ink); text-decoration: underline; }
.sections a[aria-current], .tabs a[aria-current] { color: var(--ink); font-weight: 600; box-shadow: inset 0 -2px var(--accent); }

main { flex: 1; padding-block: 1.75rem 3rem; }
main:focus { outline: none; }
main > h1 { font-size: 1.75rem; overflow-wrap: anywhere; }
main > * + *, main > dl, main > ul { margin-top: 1.25rem; }
.lead { font-size: 1.0625rem; color: var(--muted); margin-top: 0.6rem; }

.bottom { padding-block: 1rem 1.5rem; color: var(--muted); font-size: 0.8125rem; }
.bottom p { border-top: 1px solid var(--line); padding-top: 1rem; max-width: none; }

@media (max-width: 40rem) {
  body > * { padding-inline: 1rem; }
  main { padding-block: 1.25rem 2rem; }
  main > h1 { font-size: 1.4rem; }
  .sections ul { gap: 0 1rem; }
}
@media print {
  .top form, .sections, .skip, .bottom, .actions, .filters { display: none; }
  body > * { max-width: none; padding-inline: 0; }
}
`
