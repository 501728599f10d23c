import type { IssueStore } from './issue-store.js'
import { SortedList } from './sorted-list.js'
import type { Position, StoredIssue } from './stored-issue.js'

export interface SortKey {
  readonly field: 'created' | 'updated' | 'key' | 'id'
  readonly descending: boolean
}

type Compare = (a: Position, b: Position) => number

interface Change {
  readonly id: string
  readonly after: StoredIssue | undefined
  /** The last request that does not find it yet. */
  readonly due: number
}

/**
 * What searches are answered from. Like Jira's it can be behind the truth: a change comes in only after so
 * many further requests, or when told to catch up, and until then a search gives the state of before.
 */
export class SearchIndex {
  /** How many further requests do not find a change yet; `'manual'` waits for {@link catchUp}. */
  lag: number | 'manual'
  readonly #entries = new Map<string, StoredIssue>()
  readonly #orders = new Map<string, SortedList<StoredIssue>>()
  #pending: readonly Change[] = []
  #requests = 0

  constructor(issues: IssueStore, lag: number | 'manual') {
    this.lag = lag
    issues.onChange((id, after) => this.#change(id, after))
  }

  /** How many changes cannot be found yet. */
  get pending(): number {
    return this.#pending.length
  }

  /** Lets every change in. */
  catchUp(): void {
    for (const { id, after } of this.#pending) this.#apply(id, after)
    this.#pending = []
  }

  /** A request came in: changes that have waited for long enough can be found. */
  tick(): void {
    this.#requests++
    for (const { id, after, due } of this.#pending) if (due < this.#requests) this.#apply(id, after)
    this.#pending = this.#pending.filter(({ due }) => due >= this.#requests)
  }

  /** Runs without a lag, for issues that were there all along. */
  withoutLag<Result>(work: () => Result): Result {
    const { lag } = this
    this.lag = 0
    try {
      return work()
    } finally {
      this.lag = lag
    }
  }

  entries(): IterableIterator<StoredIssue> {
    return this.#entries.values()
  }

  /**
   * The issues in an order, from the first one on of which `before` is not true. Those in `instead` stand in
   * for what the index has of the same ids; undefined stands for an issue that is gone.
   */
  *inOrder(
    order: readonly SortKey[],
    before: (issue: StoredIssue) => boolean,
    instead: ReadonlyMap<string, StoredIssue | undefined> = new Map(),
  ): Generator<StoredIssue> {
    const compare = compareBy(order)
    const waiting = [...instead.values()]
      .flatMap((issue) => (issue === undefined || before(issue) ? [] : [issue]))
      .sort(compare)
    for (const issue of this.#list(order, compare).from(before)) {
      if (instead.has(issue.id)) continue
      for (let next = waiting[0]; next !== undefined && compare(next, issue) < 0; next = waiting[0]) {
        waiting.shift()
        yield next
      }
      yield issue
    }
    yield* waiting
  }

  /** Sorted when it is first asked for, kept sorted from then on. */
  #list(order: readonly SortKey[], compare: Compare): SortedList<StoredIssue> {
    const name = order.map(({ field, descending }) => `${field} ${descending}`).join()
    const list = this.#orders.get(name) ?? new SortedList(this.#entries.values(), compare)
    this.#orders.set(name, list)
    return list
  }

  #change(id: string, after: StoredIssue | undefined): void {
    const due = this.lag === 'manual' ? Number.POSITIVE_INFINITY : this.#requests + this.lag
    // An older change of the same issue must not come in after this one.
    const others = this.#pending.filter((change) => change.id !== id || change.due < due)
    this.#pending = this.lag === 0 ? others : [...others, { id, after, due }]
    if (this.lag === 0) this.#apply(id, after)
  }

  #apply(id: string, after: StoredIssue | undefined): void {
    const before = this.#entries.get(id)
    if (after === undefined) this.#entries.delete(id)
    else this.#entries.set(id, after)
    for (const list of this.#orders.values()) {
      if (before !== undefined) list.remove(before)
      if (after !== undefined) list.add(after)
    }
  }
}

/** By several fields; issues that are equal in all of them are in the order of their ids. */
export function compareBy(order: readonly SortKey[]): Compare {
  return (a, b) => {
    for (const { field, descending } of order) {
      const difference = compareField(field, a, b)
      if (difference !== 0) return descending ? -difference : difference
    }
    return a.numericId - b.numericId
  }
}

function compareField(field: SortKey['field'], a: Position, b: Position): number {
  switch (field) {
    case 'created':
      return a.created - b.created
    case 'updated':
      return a.updated - b.updated
    case 'id':
      return a.numericId - b.numericId
    case 'key':
      return a.projectKey === b.projectKey ? a.number - b.number : a.projectKey < b.projectKey ? -1 : 1
  }
}
