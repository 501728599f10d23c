/** The Model Context Protocol, asked by its official client. */
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { beforeAll, describe, expect, it } from 'vitest'
import { engineKinds } from '../support/engines.js'
import { useAtmosfera } from '../support/use-atmosfera.js'

describe.each(engineKinds)('An assistant on $name', (engine) => {
  const opened = useAtmosfera(engine)
  let projectId = 0
  let strangerId = 0
  let token = ''

  beforeAll(async () => {
    projectId = await opened.newProject('Checkout')
    strangerId = await opened.newProject('Of somebody else')
    const member = await opened.member(projectId, 'manage')
    const ndjson = ['SHOP-1', 'SHOP-2'].map(
      (key) => `{"key":"${key}","fields":{"summary":"Pay","status":{"name":"Open"}}}`,
    )
    await member.imports.tickets({ projectId, files: [new Blob([ndjson.join('\n')])] })
    const testCase = await member.testCases.create({ projectId, title: 'pays' })
    await member.links.link({ projectId, testCaseId: testCase.id, key: 'SHOP-1' })
    token = (await member.apiTokens.create({ name: 'assistant', verbs: ['manage'] })).token
  })

  async function connect(bearer = token): Promise<Client> {
    const client = new Client({ name: 'a test', version: '1' })
    const transport = new StreamableHTTPClientTransport(new URL('http://localhost/mcp'), {
      fetch: async (url, init) => await opened.atmosfera.handler(new Request(url, init)),
      requestInit: { headers: { authorization: `Bearer ${bearer}` } },
    })
    await client.connect(transport)
    return client
  }

  const ask = async (name: string, input: Record<string, unknown> = {}) => {
    const client = await connect()
    const result = await client.callTool({ name, arguments: input })
    await client.close()
    const [content] = result.content as readonly { readonly type: string; readonly text?: string }[]
    return { isError: result.isError === true, text: content?.text ?? '' }
  }

  it('finds tools that only read', async () => {
    const client = await connect()
    const { tools } = await client.listTools()
    expect(tools.map(({ name }) => name)).toEqual([
      'list_projects',
      'coverage_summary',
      'coverage_tickets',
      'coverage_gaps',
      'explain_ticket',
      'coverage_breakdown',
      'coverage_trend',
      'coverage_matrix',
      'maturity_report',
    ])
    expect(tools.every(({ annotations }) => annotations?.readOnlyHint === true)).toBe(true)
    await client.close()
  })

  it('is answered what the services say, as the user for whom it asks', async () => {
    const { items } = JSON.parse((await ask('list_projects')).text)
    expect(items).toMatchObject([{ id: projectId, name: 'Checkout' }])
    const services = opened.system
    expect((await ask('coverage_summary', { projectId })).text).toBe(
      JSON.stringify(await services.coverage.summary({ projectId })),
    )
    expect((await ask('explain_ticket', { projectId, key: 'SHOP-2' })).text).toBe(
      JSON.stringify(await services.coverage.explain({ projectId, key: 'SHOP-2' })),
    )
    const [gaps, report] = [
      await ask('coverage_gaps', { projectId }),
      await ask('maturity_report', { projectId }),
    ]
    expect(JSON.parse(gaps.text)).toMatchObject({ uncovered: 1 })
    expect(JSON.parse(report.text)).toMatchObject({ projectId })
  })

  it('is told in words what it may not know, and what it got wrong', async () => {
    expect(await ask('coverage_summary', { projectId: strangerId })).toEqual({
      isError: true,
      text: `There is no project ${strangerId}, or none that you have access to.`,
    })
    const wrong = await ask('coverage_trend', { projectId, from: 'yesterday', to: '2026-01-01' })
    expect(wrong).toMatchObject({ isError: true, text: expect.stringContaining('from') })
  })

  it('has to come with credentials that read', async () => {
    await expect(connect('atm_unknown')).rejects.toThrow()
    const { apiTokens } = await opened.member(projectId, 'write')
    const { token: importing } = await apiTokens.create({ name: 'CI', verbs: ['import'] })
    await expect(connect(importing)).rejects.toThrow()
  })
})
