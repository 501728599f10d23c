/** Jira from a user's side of the command line: connect, sync, status, webhook, write-back. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { encryptionKey, useJiraServer } from '../support/jira-project.js'
import { cli } from '../support/terminal.js'

describe('atmosfera jira', () => {
  const folder = mkdtempSync(join(tmpdir(), 'atmosfera-jira-cli-'))
  const jira = useJiraServer({ kind: 'cloud' })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const run = async (...parameters: readonly string[]) => {
    const { url, user } = jira.server
    const env = {
      ATMOSFERA_JIRA_URL: url,
      ATMOSFERA_JIRA_EMAIL: user.email,
      ATMOSFERA_JIRA_TOKEN: user.password,
      ATMOSFERA_ENCRYPTION_KEY: encryptionKey,
    }
    const where = ['--project', 'Shop', '--database', `pglite:${join(folder, 'database')}`]
    return await cli(['jira', ...parameters, ...where], { env })
  }

  it('makes nothing where it cannot connect', async () => {
    const { status, stderr } = await run('connect', '--key', 'SHOP', '--url', 'jira', '--create-project')
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: 'baseUrl: must be the address of a Jira, such as https://example.atlassian.net\n',
    })
    expect((await run('status')).stderr).toContain('there is no project "Shop": there is none yet')
  })

  it('connects, synchronises, and says how it stands', async () => {
    const { url, issues } = jira.server
    for (let n = 1; n <= 3; n++) issues.create({ key: `SHOP-${n}` })
    const connected = await run('connect', '--key', 'SHOP', '--create-project', '--write-back', 'label')
    expect(connected.stdout).toBe(`Connected "Shop" to SHOP at ${url}.\n`)
    expect((await run('sync')).stdout).toBe(
      'Full synchronisation: 3 issues read; 3 created, 0 updated, 0 unchanged, 0 gone.\n',
    )
    const one = await run('sync', '--issue', 'SHOP-1', '--issue', 'SHOP-9')
    expect(one).toMatchObject({
      status: 0,
      stdout: 'Manual synchronisation: 1 issue read; 0 created, 0 updated, 1 unchanged, 0 gone.\n',
      stderr: 'Not stored: SHOP-9: Jira shows no such issue to this account\n',
    })
    const { stdout } = await run('status')
    expect(stdout).toMatch(
      new RegExp(
        `^Jira +SHOP at ${url}\nlast +\\S+Z\\. Manual .*\nup to date +as of \\S+Z\nwebhooks +none \\(atmosfera jira webhook\\)\n$`,
      ),
    )
    expect(JSON.parse((await run('sync', '--json')).stdout)).toMatchObject({ type: 'incremental' })
  })

  it('shows the secret of a webhook once', async () => {
    const first = await run('webhook')
    expect(first.stdout).toMatch(/^path {5}…\/jira\/webhooks\/[0-9a-f-]{36}\nsecret {3}\S{43}\n$/)
    const again = await run('webhook')
    expect(again.stdout).toBe(`${first.stdout.split('\n')[0]}\n`)
    const { secret } = JSON.parse((await run('webhook', '--new-secret', '--json')).stdout)
    expect(first.stdout).not.toContain(secret)
  })

  it('makes codes for the Jira app, each another one', async () => {
    const made = await run('app-code')
    expect(made.stdout).toMatch(/^[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4} is good once, until \S+Z\.\n$/)
    const { code, expiresAt } = JSON.parse((await run('app-code', '--json')).stdout)
    expect(made.stdout).not.toContain(code)
    expect(new Date(expiresAt).getTime()).toBeGreaterThan(Date.now())
  })

  it('writes back what it was told to', async () => {
    expect((await run('write-back')).stdout).toBe('0 covered issues: 0 written, 0 as they were, 0 failed.\n')
    const parameters = ['connect', '--key', 'SHOP', '--write-back', 'nothing', '--json']
    await run(...parameters, '--team', 'customfield_10001', '--risk', 'customfield_10002')
    const forgotten = await run(...parameters, '--team', 'none')
    expect(JSON.parse(forgotten.stdout)).toMatchObject({
      fields: { risk: 'customfield_10002' },
      writeBack: {},
    })
    expect(forgotten.stdout).not.toContain('10001')
    expect(await run('write-back')).toMatchObject({ status: 2, stderr: expect.stringContaining('is off') })
  })

  it('ends with status 3 where Jira does not let it in', async () => {
    await run('connect', '--key', 'NONE')
    expect(await run('sync')).toMatchObject({
      status: 3,
      stderr: expect.stringContaining('shows no project NONE to this account'),
    })
  })
})
