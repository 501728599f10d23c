import { count, day, plural } from '../../formatting.js'
import type { ResultImportReport, RowImportReport } from '../../imports/types.js'
import { text } from '../../reports/html-parts.js'
import type { RequestContext } from '../environment.js'
import { cycleLink } from './cycle.js'
import { type Content, html } from './markup.js'
import type { ProjectVisit } from './project-page.js'
import { dataTable, facts } from './tables.js'

const shown = 100

/** What an import of tickets or test cases did. */
export function showRowImport(report: RowImportReport): Content {
  const { total, created, updated, unchanged, rejected, unresolvedLinks, warnings } = report
  const isKnown = created + updated === 0 && rejected.length === 0
  return html`<p class="lead">${isKnown ? 'All of it was here already; nothing changed.' : `${plural(total, 'row')} read.`}</p>
    ${facts([
      ['New', count(created)],
      ['Changed', count(updated)],
      ['As they were', count(unchanged)],
      ['Rejected', count(rejected.length)],
    ])}
    ${
      rejected.length > 0 &&
      html`<h2>Rejected rows</h2>
        ${dataTable({
          caption: 'Rows that were not imported, and why',
          columns: [{ title: 'File' }, { title: 'Row', kind: 'number' }, { title: 'Why', kind: 'words' }],
          rows: rejected
            .slice(0, shown)
            .map(({ file, row, reason }) => [text(file), count(row), text(reason)]),
        })}
        ${rest(rejected.length)}`
    }
    ${
      unresolvedLinks.length > 0 &&
      html`<h2>Links that wait</h2>
        <p>Test cases name ${plural(new Set(unresolvedLinks.map(({ key }) => key)).size, 'key')} that no ticket has yet: ${listed(unresolvedLinks.map(({ key }) => key))}.
          The links are kept, and hold once the tickets are imported.</p>`
    }
    ${
      warnings.length > 0 &&
      html`<h2>Read, and not used</h2><ul class="plain">${warnings.slice(0, shown).map((warning) => html`<li>${text(warning)}</li>`)}</ul>`
    }`
}

/** What an import of results did. */
export function showResultImport(
  context: RequestContext,
  visit: ProjectVisit,
  report: ResultImportReport,
): Content {
  const { files, runs, cycle, testCasesCreated, links, unmatched, unmatchedTotal, skipped } = report
  return html`<p class="lead">${plural(runs, 'run')} recorded in the cycle <a href="${cycleLink(context, visit, cycle)}">${text(cycle.name)}</a>.</p>
    ${facts([
      ['Test cases made', testCasesCreated === 0 ? undefined : count(testCasesCreated)],
      ['Links made', links.linked + links.pending === 0 ? undefined : count(links.linked + links.pending)],
      ['Without a test case', unmatchedTotal === 0 ? undefined : count(unmatchedTotal)],
    ])}
    ${dataTable({
      caption: 'Files that were read',
      columns: [
        { title: 'File' },
        { title: 'Format' },
        { title: 'Results', kind: 'number' },
        { title: 'Passed', kind: 'number' },
        { title: 'Failed', kind: 'number' },
        { title: 'Errored', kind: 'number' },
        { title: 'Skipped', kind: 'number' },
        { title: 'Remark' },
      ],
      rows: files.map((file) => [
        text(file.file),
        file.format,
        ...[file.total, file.passed, file.failed, file.errored, file.skipped].map(count),
        file.duplicateOf !== undefined &&
          `imported before, on ${day(file.duplicateOf.importedAt)}: nothing changed`,
      ]),
    })}
    ${
      unmatchedTotal > 0 &&
      html`<h2>Results without a test case</h2>
        <p>Import the test cases first, or let the import make them.</p>
        <ul class="plain">${unmatched.slice(0, shown).map(({ identity }) => html`<li>${text(identity)}</li>`)}</ul>
        ${rest(unmatchedTotal)}`
    }
    ${skipped.length > 0 && html`<p class="muted">Passed over, no reports: ${listed(skipped)}.</p>`}`
}

function rest(total: number): Content {
  return total > shown && html`<p class="muted">And ${count(total - shown)} more.</p>`
}

function listed(names: readonly string[]): Content {
  const all = [...new Set(names)]
  return text(all.slice(0, 20).join(', ') + (all.length > 20 ? ', …' : ''))
}
