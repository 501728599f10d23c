/** `atmosfera serve` as its users run it: built, in a process of its own, ended by a signal. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildCli, type CliProcess } from '../support/cli-process.js'

describe('atmosfera serve', () => {
  const folder = mkdtempSync(join(tmpdir(), 'atmosfera-served-'))
  const database = ['--database', `pglite:${join(folder, 'data')}`]
  let cli: CliProcess

  beforeAll(() => {
    cli = buildCli()
  })

  afterAll(() => {
    cli?.remove()
    rmSync(folder, { recursive: true, force: true })
  })

  /** Starts it, and waits until it says where it serves. */
  async function start(...parameters: readonly string[]) {
    return await startWith({}, ...parameters)
  }

  async function startWith(env: Readonly<Record<string, string>>, ...parameters: readonly string[]) {
    const child = cli.start(['serve', '--port', '0', ...database, ...parameters], env)
    const said = { out: '', err: '' }
    child.stdout?.on('data', (text) => {
      said.out += String(text)
    })
    const url = await new Promise<string>((resolve, reject) => {
      child.on('close', () => reject(new Error(said.err)))
      child.stderr?.on('data', (text) => {
        said.err += String(text)
        const address = /Serving on (\S+)\./.exec(said.err)?.[1]
        if (address !== undefined) resolve(address)
      })
    })
    const ended = new Promise<number | null>((resolve) => child.on('close', (code) => resolve(code)))
    return { child, said, url, ended }
  }

  it('makes an administrator, serves, and ends with what is under way done', async () => {
    const { child, said, url, ended } = await start('--create-admin', 'ada')
    const password = /with the password (\S+) \(shown this once\)/.exec(said.err)?.[1]
    const signedIn = await fetch(`${url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'ada', password }),
    })
    expect(signedIn.status).toBe(201)
    const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? ''
    const headers = { cookie, 'content-type': 'application/json' }
    const made = fetch(`${url}/api/v1/projects`, { method: 'POST', headers, body: '{"name":"Checkout"}' })
    // The request is on its way when the process is told to end.
    await new Promise((resolve) => setTimeout(resolve, 5))
    child.kill('SIGTERM')
    expect([201, 'refused']).toContain(await made.then(({ status }) => status).catch(() => 'refused'))
    expect(await ended).toBe(0)
    const lines = said.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { readonly route: string })
    expect(lines[0]?.route).toBe('/api/v1/session')
    expect(said.out).not.toContain(password)
    expect(said.out).not.toContain(cookie.split('=')[1])
  })

  it('answers the Jira app where it was told which one that is', async () => {
    for (const [env, status] of [
      [{}, 404],
      [{ ATMOSFERA_FORGE_APP_ID: 'ari:cloud:ecosystem::app/11111111-2222-4333-8444-555555555555' }, 401],
    ] as const) {
      const { child, url, ended } = await startWith(env)
      expect((await fetch(`${url}/forge/issue`)).status).toBe(status)
      child.kill('SIGTERM')
      expect(await ended).toBe(0)
    }
  })

  it('gives an administrator who is there the projects that came meanwhile', async () => {
    await cli.run(['import', 'tickets', '-', '--project', 'Imported', '--create-project', ...database], {
      stdin: [Buffer.from('{"key":"SHOP-1","fields":{"summary":"Pay","status":{"name":"Open"}}}')],
    })
    const { child, said, ended } = await start('--create-admin', 'ada')
    expect(said.err).toMatch(/There is ada, who manages [12] projects?\./)
    child.kill('SIGINT')
    expect(await ended).toBe(0)
  })

  it.each([
    [['--port', 'many'], 'It has to be a whole number.'],
    [['--port', '70000'], 'port: too big: expected number to be <=65535, got 70000'],
  ])('says in one line what is wrong with %j', async (parameters, message) => {
    const { status, stderr } = await cli.run(['serve', ...database, ...parameters])
    expect(status).toBe(2)
    expect(
      stderr
        .trim()
        .split('\n')
        .filter((line) => line.includes(message)),
    ).toHaveLength(1)
  })
})
