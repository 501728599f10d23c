import { describe, expect, it } from 'vitest'
import { engines } from '../../../../test/support/engines.js'
import { useAtmosfera } from '../../../../test/support/use-atmosfera.js'
import type { Actor } from '../actor.js'

const fingerprint = 'a'.repeat(64)
const answer = { status: 201, headers: { etag: '"1"' }, body: '{"id":1}' }

describe.each(engines)('Idempotent requests on $name', (engine) => {
  let now = new Date('2026-03-01T08:00:00Z')
  const opened = useAtmosfera(engine, { clock: () => now })
  const member = async (): Promise<Actor> => {
    const { userId } = await opened.member(await opened.newProject(), 'write')
    return { userId }
  }
  /** Makes a project under a key, as a handler does; the answer of before where there is one. */
  const ask = async (actor: Actor, key: string, { fails = false, as = fingerprint } = {}) =>
    await opened.atmosfera.transaction(actor, async ({ idempotency, testSuites, projects }) => {
      const before = await idempotency.begin({ key, fingerprint: as })
      if (before !== undefined) return before
      const [project] = (await projects.list({ limit: 1 })).items
      await testSuites.create({ projectId: project?.id ?? 0, name: key })
      if (fails) throw new Error('the power went')
      await idempotency.keep(key, answer)
      return 'done'
    })
  const made = async (name: string) =>
    (await opened.database.query('SELECT FROM atmosfera.test_suites WHERE name = $1', [name])).length

  it('are done once, and answered as they were', async () => {
    const actor = await member()
    expect(await ask(actor, 'once')).toBe('done')
    expect(await ask(actor, 'once')).toEqual(answer)
    expect(await made('once')).toBe(1)
  })

  it('are done once where several come at the same moment', async () => {
    const actor = await member()
    const answers = await Promise.all(Array.from({ length: 5 }, () => ask(actor, 'crowd')))
    expect(answers.filter((one) => one === 'done')).toHaveLength(1)
    expect(answers.filter((one) => one !== 'done')).toEqual(Array(4).fill(answer))
    expect(await made('crowd')).toBe(1)
  })

  it('are free again where the work failed', async () => {
    const actor = await member()
    await expect(ask(actor, 'failed', { fails: true })).rejects.toThrow('the power went')
    expect(await made('failed')).toBe(0)
    expect(await ask(actor, 'failed')).toBe('done')
  })

  it('stand for one thing', async () => {
    const actor = await member()
    await ask(actor, 'one')
    await expect(ask(actor, 'one', { as: 'b'.repeat(64) })).rejects.toMatchObject({ code: 'conflict' })
  })

  it('are those of one actor, within the same limits', async () => {
    const [actor, other] = [await member(), await member()]
    await ask(actor, 'mine')
    expect(await ask(other, 'mine')).toBe('done')
    expect(await ask({ ...actor, limits: { accessLevel: 'write' } }, 'mine')).toBe('done')
    expect(await made('mine')).toBe(3)
  })

  it('are forgotten after a day', async () => {
    const actor = await member()
    await ask(actor, 'old')
    now = new Date(now.getTime() + 25 * 3_600_000)
    expect(await ask(actor, 'old')).toBe('done')
  })
})
