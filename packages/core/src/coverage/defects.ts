/** A defect of a test case: a run names it, or it is a ticket that is linked to the test case. */
export interface TestDefect {
  /** A key of Jira's, or whatever else the run calls it. */
  readonly key: string
  /** `run`: a run that decides names it. `link`: it is a ticket of type Bug or Defect, linked to the test case. */
  readonly sources: readonly ('run' | 'link')[]
  /** The ticket with that key; null where the project has none. */
  readonly summary: string | null
  readonly status: string | null
  readonly resolved: boolean | null
}

/** The issue types of tickets that count as defects of the test cases that they are linked to, in any case. */
export const defectTypes: readonly string[] = ['bug', 'defect']

/** Whether tickets of that type are defects. */
export function isDefectType(issueType: string | null): boolean {
  return issueType !== null && defectTypes.includes(issueType.toLowerCase())
}

/**
 * What an entry of a run's `defects` is called: itself where it is text or a number, else its `key`, `id` or
 * `url`. Of an address of Jira's only the key. Undefined where it has no name.
 */
export function defectKey(entry: unknown): string | undefined {
  if (typeof entry === 'object' && entry !== null) {
    return ['key', 'id', 'url']
      .map((name) => nameOf(Reflect.get(entry, name)))
      .find((name) => name !== undefined)
  }
  return nameOf(entry)
}

function nameOf(value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined
  const name = String(value).trim()
  return /\/browse\/([A-Z][A-Z0-9_]*-\d+)/.exec(name)?.[1] ?? (name === '' ? undefined : name)
}

/** A ticket as a defect sees it. */
export interface DefectTicket {
  readonly key: string
  readonly summary: string
  readonly status: string
  readonly resolved: boolean
}

/** The defects of one test case, by key: those that its runs name, and the tickets that are linked to it. */
export function joinDefects(
  named: readonly string[],
  linked: readonly DefectTicket[],
  tickets: ReadonlyMap<string, DefectTicket>,
): readonly TestDefect[] {
  const byKey = new Map(linked.map((ticket) => [ticket.key, ticket]))
  const keys = [...new Set([...named, ...byKey.keys()])].toSorted(compareKeys)
  return keys.map((key) => {
    const ticket = byKey.get(key) ?? tickets.get(key)
    return {
      key,
      sources: [
        ...(named.includes(key) ? ['run' as const] : []),
        ...(byKey.has(key) ? ['link' as const] : []),
      ],
      summary: ticket?.summary ?? null,
      status: ticket?.status ?? null,
      resolved: ticket?.resolved ?? null,
    }
  })
}

/** Keys count upwards: SHOP-9 comes before SHOP-10. */
function compareKeys(a: string, b: string): number {
  const [one, other] = [a, b].map((key) => key.replace(/[0-9]*$/, (digits) => digits.padStart(12, '0')))
  return (one ?? '') < (other ?? '') ? -1 : Number(one !== other)
}
