/** Files over HTTP: as a body or a form, told of by events, limited, and answered once. */
import { readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { beforeAll, describe, expect, it } from 'vitest'
import { engineKinds } from '../support/engines.js'
import { type Ask, withToken } from '../support/http.js'
import { useAtmosfera } from '../support/use-atmosfera.js'

const ticket = (key: string) =>
  JSON.stringify({ key, fields: { summary: `About ${key}`, status: { name: 'Open' } } })
const report = (name: string) =>
  `<testsuites><testsuite name="pay"><testcase classname="pay" name="${name}"/></testsuite></testsuites>`

describe.each(engineKinds)('Uploads on $name', (engine) => {
  const opened = useAtmosfera(engine, { server: { maxBodyBytes: 1_000, maxUploadBytes: 1_000_000 } })
  let ask: Ask
  let path = ''

  beforeAll(async () => {
    const projectId = await opened.newProject('Checkout')
    ask = await withToken(opened.atmosfera, await opened.member(projectId, 'write'), ['write'])
    path = `projects/${projectId}`
  })

  it('are the body, whatever their size, and do nothing the second time', async () => {
    const body = Array.from({ length: 200 }, (_, index) => ticket(`SHOP-${index + 1}`)).join('\n')
    expect(body.length).toBeGreaterThan(10_000)
    const first = await ask('POST', `${path}/imports/tickets?name=tickets.ndjson`, { body })
    expect(first).toMatchObject({ status: 200, body: { total: 200, created: 200 } })
    expect(first.body.files).toEqual([{ file: 'tickets.ndjson', total: 200 }])
    const again = await ask('POST', `${path}/imports/tickets`, { body })
    expect(again.body).toMatchObject({ created: 0, unchanged: 200 })
  })

  it('come several in a form, of test cases and of results', async () => {
    const form = new FormData()
    form.append('file', new File(['title,externalId\nPays,pay > pays\n'], 'cases.csv'))
    form.append('file', new File([''], ''))
    expect((await ask('POST', `${path}/imports/test-cases`, { body: form })).body).toMatchObject({
      created: 1,
    })
    const results = new FormData()
    for (const name of ['pays', 'refunds']) results.append('file', new File([report(name)], `${name}.xml`))
    const { body } = await ask('POST', `${path}/imports/results?createTestCases=true&environment=ios`, {
      body: results,
    })
    expect(body).toMatchObject({ runs: 2, files: [{ file: 'pays.xml' }, { file: 'refunds.xml' }] })
  })

  it('are answered once for each idempotency key, whatever is sent with it', async () => {
    const send = (text: string) =>
      ask('POST', `${path}/imports/tickets`, { body: text, headers: { 'idempotency-key': 'import' } })
    const first = await send(ticket('ONCE-1'))
    expect(first.body).toMatchObject({ created: 1 })
    const again = await send(ticket('ONCE-1'))
    expect(again.text).toBe(first.text)
    expect(again.headers.get('idempotency-replayed')).toBe('true')
    expect((await send(ticket('ONCE-2'))).status).toBe(409)
  })

  it('tell how far they are by events, and in the end what came of it', async () => {
    const body = Array.from({ length: 300 }, (_, index) => ticket(`LIVE-${index}`)).join('\n')
    const { headers, text } = await ask('POST', `${path}/imports/tickets`, {
      body,
      headers: { accept: 'text/event-stream' },
    })
    expect(headers.get('content-type')).toContain('text/event-stream')
    const events = eventsOf(text)
    expect(events[0]).toMatchObject({ event: 'progress', data: { bytesRead: expect.any(Number) } })
    expect(events.at(-1)).toMatchObject({ event: 'result', data: { created: 300 } })
  })

  it('tell by an event what went wrong', async () => {
    const { text } = await ask('POST', `${path}/imports/tickets?name=a.json`, {
      body: '{"key":',
      headers: { accept: 'text/event-stream' },
    })
    expect(eventsOf(text).at(-1)).toMatchObject({
      event: 'problem',
      data: { status: 400, code: 'validation_failed', detail: expect.stringContaining('a.json') },
    })
  })

  it.each([
    ['nothing', undefined, {}, 400, 'There is no file in the body.'],
    ['an empty form', new FormData(), {}, 400, 'There is no file in the body.'],
    ['a form that is none', 'x', { 'content-type': 'multipart/form-data' }, 400, 'no multipart/form-data'],
    [
      'a form that is cut off',
      '--a\r\ncontent-disposition: form-data; name="f"; filename="f.xml"\r\n\r\n<test',
      { 'content-type': 'multipart/form-data; boundary=a' },
      400,
      'cut off',
    ],
    ['more than is taken', 'x'.repeat(1_000_001), {}, 413, 'at most 1000000 bytes'],
    ['no report', '{}', {}, 400, 'upload'],
  ])('refuse %s in one line', async (_, body, headers, status, detail) => {
    const answer = await ask('POST', `${path}/imports/results`, {
      headers,
      ...(body === undefined ? {} : { body }),
    } as Parameters<Ask>[2])
    expect(answer.body).toMatchObject({ status, detail: expect.stringContaining(detail) })
  })

  it('reach no file of the server by the name that they say they have', async () => {
    for (const name of ['/etc/passwd', '../../../../etc/passwd', 'file:///etc/passwd']) {
      const { text } = await ask('POST', `${path}/imports/test-cases?name=${encodeURIComponent(name)}`, {
        body: 'no file of tests',
      })
      expect(text).not.toContain('root:')
      expect(text).not.toContain(tmpdir())
    }
  })

  it('are evidence, which a run then names and shows to who may see it', async () => {
    const stored = await ask<{ readonly items: readonly { readonly sha256: string }[] }>(
      'POST',
      `${path}/evidence?name=shot.png`,
      {
        body: new Uint8Array([137, 80, 78, 71]),
      },
    )
    expect(stored).toMatchObject({ status: 201, body: { items: [{ path: 'shot.png', size: 4 }] } })
    const cycle = await ask('POST', `${path}/test-cycles`, { json: { name: 'by hand' } })
    const testCase = await ask('POST', `${path}/test-cases`, { json: { title: 'pays' } })
    const run = await ask('POST', `${path}/test-runs`, {
      json: {
        cycleId: cycle.body.id,
        testCaseId: testCase.body.id,
        status: 'failed',
        evidence: stored.body.items,
      },
    })
    const [item] = stored.body.items
    const shown = await ask('GET', `test-runs/${run.body.id}/evidence/${item?.sha256}`)
    expect(shown).toMatchObject({ status: 200 })
    expect(shown.headers.get('content-disposition')).toContain('attachment')
    expect((await ask('GET', `test-runs/${run.body.id}/evidence/${'0'.repeat(64)}`)).status).toBe(404)
  })

  it('leave nothing behind', () => {
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith('atmosfera-upload-'))).toEqual([])
  })

  it('come back as an export, which another project takes in', async () => {
    const { text, headers } = await ask('GET', `${path}/export`)
    expect(headers.get('content-type')).toBe('application/x-ndjson')
    const copyId = await opened.newProject('Copy')
    const other = await withToken(opened.atmosfera, await opened.member(copyId, 'manage'))
    const imported = await other('POST', `projects/${copyId}/import`, { body: text })
    expect(imported).toMatchObject({ status: 200, body: { total: expect.any(Number), unchanged: 0 } })
    const [there, here] = await Promise.all([
      other('GET', `projects/${copyId}/coverage`),
      ask('GET', `${path}/coverage`),
    ])
    expect({ ...there.body, projectId: 0 }).toEqual({ ...here.body, projectId: 0 })
  })
})

/** The events of a stream that has ended. */
function eventsOf(text: string): readonly { readonly event: string; readonly data: unknown }[] {
  return text.split('\n\n').flatMap((block) => {
    const event = /^event: (.*)$/m.exec(block)?.[1]
    const data = /^data: (.*)$/m.exec(block)?.[1]
    return event === undefined || data === undefined ? [] : [{ event, data: JSON.parse(data) as unknown }]
  })
}
