import { existsSync } from 'node:fs'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Files of one project, as a team would import them. */
export interface BenchProject {
  readonly name: string
  readonly tickets: string
  readonly testCases: string
  readonly results: readonly string[]
}

/** Titanium where it is present, else a made-up project of the same size. */
export async function openProject(): Promise<BenchProject> {
  const folder = fileURLToPath(new URL('../../shared/data/titanium/', import.meta.url))
  if (!existsSync(folder)) return await makeProject()
  return {
    name: 'Titanium',
    tickets: `${folder}issues.ndjson.gz`,
    testCases: `${folder}test-cases.csv`,
    results: ['android', 'ios', 'windows'].map((platform) => `${folder}junit-${platform}.xml`),
  }
}

const ticketCount = 22_371
const testCaseCount = 2_607

async function makeProject(): Promise<BenchProject> {
  const folder = await mkdtemp(join(tmpdir(), 'atmosfera-bench-'))
  const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1)
  const tickets = numbers(ticketCount).map((number) =>
    JSON.stringify({
      id: String(number),
      key: `MADE-${number}`,
      fields: {
        summary: `Ticket ${number}`,
        description: `What ticket ${number} is about, at some length. `.repeat(number % 97),
        issuetype: { name: number % 3 === 0 ? 'Story' : 'Bug' },
        status: { name: number % 4 === 0 ? 'Open' : 'Closed' },
        priority: { name: 'Medium' },
        labels: [`label-${number % 40}`],
        components: [{ name: `component-${number % 12}` }],
        fixVersions: [{ name: `1.${number % 30}` }],
        created: '2021-01-01T00:00:00.000+0000',
        updated: '2021-06-01T00:00:00.000+0000',
      },
    }),
  )
  const testCases = numbers(testCaseCount).map(
    (number) =>
      `Suite ${number % 80} > test ${number},test ${number},Suite ${number % 80},automated,${number % 32 === 0 ? `MADE-${number}` : ''}`,
  )
  const report = (environment: string) =>
    `<testsuites><testsuite name="all"><properties><property name="environment" value="${environment}"/></properties>${numbers(
      testCaseCount,
    )
      .map((number) => `<testcase classname="Suite ${number % 80}" name="test ${number}" time="0.1"/>`)
      .join('\n')}</testsuite></testsuites>`
  const write = async (name: string, text: string) => {
    await writeFile(join(folder, name), text)
    return join(folder, name)
  }
  return {
    name: 'a made-up project',
    tickets: await write('tickets.ndjson', tickets.join('\n')),
    testCases: await write(
      'test-cases.csv',
      `external_id,title,suite,automation_status,jira_keys\n${testCases.join('\n')}\n`,
    ),
    results: await Promise.all(['one', 'two', 'three'].map((name) => write(`${name}.xml`, report(name)))),
  }
}
