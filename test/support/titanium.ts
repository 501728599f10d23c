import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'

/** Where Titanium’s files are, where there are any: they are not part of this repository. */
export const titaniumFolder: string = fileURLToPath(
  new URL('../../../shared/data/titanium/', import.meta.url),
)

/** What Titanium’s files hold, read once more by the plainest means there are. */
export interface PlainTitanium {
  readonly tickets: readonly PlainTicket[]
  /** The tests of each ticket. */
  readonly testsOf: ReadonlyMap<string, ReadonlySet<string>>
  /** The statuses of a test on each platform, in the order of the report. */
  readonly statuses: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>
}

export interface PlainTicket {
  readonly key: string
  readonly issueType: string | null
  readonly priority: string | null
  readonly status: string
  readonly component: readonly string[]
  readonly fixVersion: readonly string[]
  readonly label: readonly string[]
}

export const platforms = ['android', 'ios', 'windows'] as const

export function readTitanium(folder: string): PlainTitanium {
  const lines = gunzipSync(readFileSync(`${folder}issues.ndjson.gz`))
    .toString()
    .trimEnd()
    .split('\n')
  const cases = parse(readFileSync(`${folder}test-cases.csv`), { columns: true }) as Record<string, string>[]
  const testsOf = new Map<string, Set<string>>()
  for (const { external_id: test = '', jira_keys: keys = '' } of cases) {
    for (const key of keys.split(/[\s,;]+/).filter((part) => part !== '')) {
      testsOf.set(key, (testsOf.get(key) ?? new Set()).add(test))
    }
  }
  const statuses = new Map<string, Map<string, string[]>>()
  for (const platform of platforms) {
    for (const [test, status] of readReport(readFileSync(`${folder}junit-${platform}.xml`, 'utf8'))) {
      const byPlatform = statuses.get(test) ?? new Map<string, string[]>()
      statuses.set(test, byPlatform.set(platform, [...(byPlatform.get(platform) ?? []), status]))
    }
  }
  return { tickets: lines.map(toTicket), testsOf, statuses }
}

interface Named {
  readonly name: string
}

function toTicket(line: string): PlainTicket {
  const { key, fields } = JSON.parse(line) as {
    key: string
    fields: {
      issuetype: Named | null
      priority: Named | null
      status: Named
      components: readonly Named[]
      fixVersions: readonly Named[]
      labels: readonly string[]
    }
  }
  return {
    key,
    issueType: fields.issuetype?.name ?? null,
    priority: fields.priority?.name ?? null,
    status: fields.status.name,
    component: fields.components.map(({ name }) => name),
    fixVersion: fields.fixVersions.map(({ name }) => name),
    label: fields.labels,
  }
}

/** Test and status, out of the regular XML that these three reports are. */
function* readReport(xml: string): Generator<readonly [string, string]> {
  for (const [, given = '', content = ''] of xml.matchAll(/<testcase ([^>]*?)(?:\/>|>(.*?)<\/testcase>)/gs)) {
    const value = (name: string) => decode(new RegExp(`(?:^| )${name}="([^"]*)"`).exec(given)?.[1] ?? '')
    const status = content.includes('<failure')
      ? 'failed'
      : content.includes('<skipped')
        ? 'skipped'
        : 'passed'
    yield [`${value('classname')} > ${value('name')}`, status]
  }
}

function decode(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll('&amp;', '&')
}

export interface PlainScope {
  /** Which tickets; all by default. */
  readonly select?: (ticket: PlainTicket) => boolean
  readonly on?: readonly string[]
  /** The run that is taken out of those of a test on a platform; by default the last final one. */
  readonly take?: (statuses: readonly string[]) => string | undefined
  readonly ignoreSkipped?: boolean
}

/** The numbers of a summary that are about tickets, counted by going through them one by one. */
export function countTitanium(
  { tickets, testsOf, statuses }: PlainTitanium,
  { select = () => true, on = platforms, take = lastFinal, ignoreSkipped = false }: PlainScope = {},
): {
  tickets: number
  linked: number
  executed: number
  passing: number
  verdicts: Record<string, number>
} {
  const verdicts = { OK: 0, NOK: 0, NOTRUN: 0, UNKNOWN: 0, UNCOVERED: 0 }
  const selected = tickets.filter(select)
  let executed = 0
  for (const { key } of selected) {
    const tests = [...(testsOf.get(key) ?? [])].map((test) =>
      on.map((platform) => statuses.get(test)?.get(platform) ?? []).filter((runs) => runs.length > 0),
    )
    const found = tests.map((places) => {
      const taken = places.map(take).filter((status) => !(ignoreSkipped && status === 'skipped'))
      if (taken.includes('failed')) return 'NOK'
      return taken.length === 0 || taken.includes('skipped') ? 'NOTRUN' : 'OK'
    })
    if (tests.some((places) => places.flat().some((status) => status !== 'skipped'))) executed++
    if (found.length === 0) verdicts.UNCOVERED++
    else if (found.includes('NOK')) verdicts.NOK++
    else if (found.includes('NOTRUN')) verdicts.NOTRUN++
    else verdicts.OK++
  }
  const linked = selected.length - verdicts.UNCOVERED
  return { tickets: selected.length, linked, executed, passing: verdicts.OK, verdicts }
}

function lastFinal(statuses: readonly string[]): string | undefined {
  return statuses.findLast((status) => status !== 'skipped') ?? statuses.at(-1)
}
