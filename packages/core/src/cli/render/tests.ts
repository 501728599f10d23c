import type {
  FlakyTest,
  ListedTest,
  NeverRunTest,
  OrphanedTest,
  SlowTest,
  StaleTest,
} from '../../coverage/test-list-types.js'
import { count, day, percent } from '../../formatting.js'
import type { Terminal } from '../terminal.js'
import { renderTable } from './table.js'

const testColumns = [
  { title: 'id', align: 'right' },
  { title: 'test case', width: 60 },
] as const

function testCells({ id, externalId, title }: ListedTest): readonly string[] {
  return [String(id), externalId ?? title]
}

export function renderFlaky(terminal: Terminal, items: readonly FlakyTest[]): string {
  if (items.length === 0) return 'No test is flaky.'
  return renderTable(
    terminal,
    [
      ...testColumns,
      { title: 'flips', align: 'right' },
      { title: 'rate', align: 'right' },
      { title: 'failed', align: 'right' },
      { title: 'retried', align: 'right' },
      { title: 'last flip' },
      { title: 'where', width: 30 },
    ],
    items.map((test) => [
      ...testCells(test),
      count(test.flips),
      percent(test.rate),
      `${count(test.failed)} of ${count(test.runs)}`,
      count(test.retried),
      day(test.lastFlipAt),
      test.environments.map((name) => (name === '' ? '(no environment)' : name)).join(', '),
    ]),
  )
}

export function renderSlow(terminal: Terminal, items: readonly SlowTest[]): string {
  if (items.length === 0) return 'No run in scope says how long it took.'
  return renderTable(
    terminal,
    [
      ...testColumns,
      { title: 'runs', align: 'right' },
      { title: 'p50', align: 'right' },
      { title: 'p95', align: 'right' },
      { title: 'p50 before', align: 'right' },
      { title: 'growth', align: 'right' },
    ],
    items.map((test) => [
      ...testCells(test),
      count(test.runs),
      seconds(test.p50Ms),
      seconds(test.p95Ms),
      test.before === null ? '–' : seconds(test.before.p50Ms),
      percent(test.growth),
    ]),
  )
}

export function renderNeverRun(terminal: Terminal, items: readonly NeverRunTest[]): string {
  if (items.length === 0) return 'Every test has a result in scope.'
  return renderTable(
    terminal,
    [...testColumns, { title: 'made' }, { title: 'other runs', align: 'right' }, { title: 'the newest' }],
    items.map((test) => [...testCells(test), day(test.createdAt), count(test.runs), test.lastStatus ?? '–']),
  )
}

export function renderOrphaned(terminal: Terminal, items: readonly OrphanedTest[]): string {
  if (items.length === 0) return 'Every test is linked to a ticket.'
  return renderTable(
    terminal,
    [...testColumns, { title: 'why' }, { title: 'keys', width: 40 }],
    items.map((test) => [
      ...testCells(test),
      test.reasons.join(', '),
      [...test.tombstonedKeys, ...test.pendingKeys].join(', '),
    ]),
  )
}

export function renderStale(terminal: Terminal, items: readonly StaleTest[]): string {
  if (items.length === 0) return 'No test is stale.'
  return renderTable(
    terminal,
    [...testColumns, { title: 'last result' }],
    items.map((test) => [...testCells(test), day(test.lastExecutedAt)]),
  )
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1_000).toFixed(2)} s`
}
