/** The vocabulary of the sample project's tickets, and the small functions that its tables are written with. */

/** A release of the sample project, as Jira names it in "Fix versions". */
export type Version = '2.3.0' | '2.4.0' | '2.5.0'

/** How much a ticket matters, highest first. */
type Priority = 'Critical' | 'High' | 'Medium' | 'Low'

/** Where a ticket is: not done yet, or done that many days ago. */
type Progress = 'To Do' | 'In Progress' | 'In Review' | number

/** A member of the team, by the name that the tables use; {@link people} has the full names. */
export type Person = keyof typeof people

/** The part of the product that a ticket belongs to. */
export type Component = 'Checkout' | 'Payments' | 'Delivery' | 'Promotions' | 'Orders' | 'Web'

/** The team: everybody who appears as assignee, reporter or assessor. */
export const people = {
  imani: 'Imani Okafor',
  tomasz: 'Tomasz Wilk',
  lucia: 'Lucía Ferrer',
  jonas: 'Jonas Lindqvist',
  hana: 'Hana Sato',
  priya: 'Priya Raman',
  marguerite: 'Marguerite Blum',
} as const

/** What few tickets have, so that the tables need no column for it. */
interface Rarely {
  readonly labels?: readonly string[]
  /** The story that a sub-task belongs to; everything else belongs to the epic of its table. */
  readonly parent?: number
  /** Why a ticket was closed, where it was neither built nor fixed. */
  readonly resolution?: "Won't Do" | 'Duplicate' | 'Cannot Reproduce'
  readonly duplicateOf?: number
  /** The release that a bug was found in. */
  readonly affects?: Version
}

interface Row extends Rarely {
  /** The number in the key: 404 is `SHOP-404`. Keys count up with time, so it also says when it was created. */
  readonly number: number
  readonly type: 'Epic' | 'Story' | 'Bug' | 'Sub-task'
  readonly priority: Priority
  readonly version: Version | null
  readonly assignee: Person | null
  readonly progress: Progress
  readonly summary: string
  readonly description: string
}

/** One ticket of the sample project. */
export interface Ticket extends Row {
  readonly component: Component
}

type RowWriter = (
  number: number,
  priority: Priority,
  version: Version | null,
  assignee: Person | null,
  progress: Progress,
  summary: string,
  rarely?: Rarely,
) => (description: TemplateStringsArray) => Row

/** A row of a table; the description follows as a template, its indentation does not count. */
function rowOf(type: Row['type']): RowWriter {
  return (number, priority, version, assignee, progress, summary, rarely = {}) =>
    (text) => {
      const lines = text.join('').trim().split('\n')
      const description = lines.map((line) => line.trim()).join('\n')
      return { number, type, priority, version, assignee, progress, summary, description, ...rarely }
    }
}

export const epic: RowWriter = rowOf('Epic')
export const story: RowWriter = rowOf('Story')
export const bug: RowWriter = rowOf('Bug')
export const subtask: RowWriter = rowOf('Sub-task')

/** An epic with what belongs to it: the children get it as their parent, and all get the component. */
export function under(component: Component, head: Row, ...children: readonly Row[]): readonly Ticket[] {
  return [
    { ...head, component },
    ...children.map((child) => ({ ...child, component, parent: child.parent ?? head.number })),
  ]
}

/** The key that Jira shows for a ticket number. */
export function keyOf(number: number): string {
  return `SHOP-${number}`
}
