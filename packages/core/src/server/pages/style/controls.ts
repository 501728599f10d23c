/** What people fill in and press. */
export const controlsCss = `
button, .button {
  display: inline-block; font: inherit; font-weight: 550; cursor: pointer; text-decoration: none; line-height: 1.3;
  padding: 0.45rem 0.9rem; border-radius: 0.375rem; border: 1px solid var(--accent); background: var(--accent); color: var(--page);
}
button:hover, .button:hover { filter: brightness(1.08); }
button:disabled { opacity: 0.6; cursor: default; }
button.quiet { background: transparent; color: var(--accent); border-color: var(--line); }
button.quiet:hover { border-color: var(--accent); filter: none; }
.visitor button, td button { padding: 0.2rem 0.6rem; font-size: 0.875rem; font-weight: 400; }
.actions { display: flex; flex-wrap: wrap; gap: 0.6rem 1rem; align-items: center; max-width: none; }

label, legend { font-weight: 550; padding: 0; }
input:not([type="radio"], [type="checkbox"], [type="file"]), select, textarea {
  font: inherit; color: inherit; background: var(--page); border: 1px solid var(--uncovered-edge); border-radius: 0.375rem;
  padding: 0.4rem 0.6rem; width: 100%; max-width: 100%; line-height: 1.3;
}
textarea { line-height: 1.45; resize: vertical; }
input[type="file"] { font: inherit; max-width: 100%; width: 100%; }
input[type="radio"], input[type="checkbox"] { accent-color: var(--accent); margin: 0.25em 0.1em 0 0; width: 1.05em; height: 1.05em; flex: none; }
[aria-invalid="true"] { border-color: var(--nok) !important; box-shadow: 0 0 0 1px var(--nok); }
.field { max-width: 48rem; }
.field > * + * { margin-top: 0.25rem; }
.hint, .remark { color: var(--muted); font-size: 0.875rem; font-weight: 400; }
.remark { display: block; }
.error { color: var(--nok); font-weight: 550; font-size: 0.875rem; }
fieldset { border: 0; margin: 0; padding: 0; min-width: 0; }
.choice { display: flex; gap: 0.5rem; align-items: flex-start; font-weight: 400; padding: 0.2rem 0; min-width: 0; }
.choice > span { min-width: 0; overflow-wrap: anywhere; }
.choices.compact { display: flex; flex-wrap: wrap; gap: 0 1.25rem; align-items: baseline; }
.choices.compact > .hint, .choices.compact > .error { width: 100%; max-width: none; }
.choices.many > .list { columns: 19rem; column-gap: 2rem; }
.choices.many .choice { break-inside: avoid; }

.narrow-form { max-width: 34rem; }
form:not(.inline, .actions, .find, td form) > * + *, .narrow-form > * + * { margin-top: 1rem; }
.inline, .find { display: flex; flex-wrap: wrap; gap: 0.6rem 1rem; align-items: flex-end; }
.inline .field { flex: 0 1 14rem; min-width: min(100%, 10rem); }
.inline .choice { padding-bottom: 0.45rem; }
.find { align-items: center; }
.find input { width: 10rem; }
.row { max-width: 48rem; display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 14rem), 1fr)); gap: 0.75rem 1.25rem; align-items: end; }
td form, .visitor form { margin: 0; }

.filters {
  display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 11rem), 1fr)); gap: 0.75rem 1rem; align-items: end;
  background: var(--raised); border-radius: 0.375rem; padding: 1rem;
}
form.filters > * + * { margin-top: 0; }
.filters .actions { grid-column: 1 / -1; }

.notice { border-left: 4px solid var(--line); background: var(--raised); padding: 0.8rem 1rem; border-radius: 0 0.375rem 0.375rem 0; }
.notice.wrong { border-color: var(--nok); }
.notice.right { border-color: var(--ok); }
.notice h2 { font-size: 1rem; }
.notice ul { margin: 0.35rem 0 0; padding-left: 1.2rem; }
.notice:focus { outline: 2px solid var(--nok); outline-offset: 2px; }
.secret { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
progress { width: 100%; accent-color: var(--accent); }
`
