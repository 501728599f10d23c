import { createAtmosfera } from '@atmosfera/core'

const report = '<testsuite><testcase classname="Checkout" name="pays by card"/></testsuite>'
const atmosfera = await createAtmosfera({ database: 'memory:' })
const { projects, tickets, testCases, links, imports, coverage } = atmosfera.system
const { id: projectId } = await projects.create({ name: 'Shop' })
await tickets.create({ projectId, jiraKey: 'SHOP-1', summary: 'Pay by card', status: 'Open' })
const test = await testCases.create({
  projectId,
  title: 'pays by card',
  externalId: 'Checkout > pays by card',
})
await links.link({ projectId, testCaseId: test.id, key: 'SHOP-1' })
await imports.results({ projectId, files: [new Blob([report])] })
console.log((await coverage.explain({ projectId, key: 'SHOP-1' })).reason)
await atmosfera.close()
