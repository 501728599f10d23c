/**
 * What a CI job does after the tests: hand in the report, then let the build fail where the tests of this
 * version say that a ticket is broken. `atmosfera import results` and `atmosfera gate` do the same on the
 * command line.
 */
import { createAtmosfera } from '@atmosfera/core'

const [report = new Blob([sampleReport()]), database = 'memory:'] = process.argv.slice(2)
const version = process.env.VERSION ?? '2.5.0'

const atmosfera = await createAtmosfera({ database })
const { coverage, imports, projects, tickets } = atmosfera.system
const project = await projects.create({ name: 'Shop' })
const projectId = project.id
await tickets.createMany([
  { projectId, jiraKey: 'SHOP-1', summary: 'Pay by card', status: 'Open' },
  { projectId, jiraKey: 'SHOP-2', summary: 'Pay by invoice', status: 'Open' },
])
await imports.testCases({ projectId, files: [new Blob([sampleTestCases()])] })

const imported = await imports.results({ projectId, files: [report], version, cycle: `CI ${version}` })
console.log(`${imported.runs} results of ${version}`)

const gaps = await coverage.gaps({ projectId, versions: [version] })
for (const gap of gaps.items) console.log(`${gap.verdict} ${gap.key}: ${gap.reasons.join(', ')}`)
await atmosfera.close()
process.exitCode = gaps.failing > 0 ? 1 : 0

function sampleTestCases(): string {
  return 'external_id,title,jira_keys\nCheckout > card,pays by card,SHOP-1\nCheckout > invoice,pays by invoice,SHOP-2\n'
}

function sampleReport(): string {
  return `<testsuite>
    <testcase classname="Checkout" name="card"/>
    <testcase classname="Checkout" name="invoice"><failure message="no invoice was sent"/></testcase>
  </testsuite>`
}
