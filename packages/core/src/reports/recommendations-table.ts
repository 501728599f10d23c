import type { Recommendation } from '../recommendations/types.js'
import type { Table } from './tables.js'

/** What was recommended, with what it takes and what it brings. */
export function recommendationsTable(items: readonly Recommendation[]): Table {
  return {
    caption: 'Open recommendations',
    columns: [
      { title: 'Recommendation' },
      { title: 'Priority' },
      { title: 'Status' },
      { title: 'Effort' },
      { title: 'Impact' },
    ],
    rows: items.map(({ title, description, priority, status, implementationEffort, expectedImpact }) => [
      { text: title, remark: description ?? undefined },
      { text: priority },
      { text: status },
      { text: implementationEffort ?? '–', value: implementationEffort },
      { text: expectedImpact ?? '–', value: expectedImpact },
    ]),
  }
}
