/** One's own account on the pages: tokens, password, sessions. */
import { describe, expect, it } from 'vitest'
import { Browsing, wordsOf } from '../support/browsing.js'
import { engineKinds } from '../support/engines.js'
import { password, usePriya } from '../support/pages.js'
import { useAtmosfera } from '../support/use-atmosfera.js'

describe.each(engineKinds)('Pages of an account on $name', (engine) => {
  const opened = useAtmosfera(engine)
  const priya = usePriya(opened)

  describe('one’s account', () => {
    it('makes tokens, shows them once, and revokes them', async () => {
      const browsing = await priya.signedIn()
      const projectId = await priya.newProject('For a token')
      const made = await browsing.fill(await browsing.open('/account'), 'Make token', {
        name: 'CI',
        verb: ['import'],
        project: [String(projectId)],
      })
      const token = /value="(atm_[^"]+)"/.exec(made.text)?.[1] ?? ''
      const asked = await opened.atmosfera.handler(
        new Request(`http://localhost/api/v1/projects/${projectId}`, {
          headers: { authorization: `Bearer ${token}` },
        }),
      )
      // It may import, and read nothing.
      expect(asked.status).toBe(403)
      const account = await browsing.open('/account')
      expect(account.text).not.toContain(token)
      expect(wordsOf(account)).toMatch(/CI …[\w-]{4} import For a token/)
      const revoked = await browsing.fill(account, 'Revoke', {})
      expect(wordsOf(revoked)).toContain('You have none.')
      const wrong = await browsing.fill(account, 'Make token', { name: 'None', verb: [] })
      expect(wrong.status).toBe(400)
    })

    it('changes the password, and ends the other sessions with it', async () => {
      const { id } = await opened.system.users.create({
        username: 'imani',
        password,
        fullName: 'Imani Okafor',
        email: 'imani@example.org',
      })
      const [browsing, elsewhere] = [new Browsing(opened.atmosfera), new Browsing(opened.atmosfera)]
      for (const one of [browsing, elsewhere]) await one.send('/sign-in', { username: 'imani', password })
      const account = await browsing.open('/account')
      const change = async (fields: Readonly<Record<string, string>>) =>
        await browsing.fill(account, 'Change password', fields)
      expect(
        wordsOf(
          await change({ currentPassword: 'wrong', password: 'another long one', again: 'another long one' }),
        ),
      ).toContain('The current password is missing or wrong')
      expect(
        wordsOf(await change({ currentPassword: password, password: 'another long one', again: 'another' })),
      ).toContain('is not the same as the new password')
      expect(
        wordsOf(
          await change({
            currentPassword: password,
            password: 'another long one',
            again: 'another long one',
          }),
        ),
      ).toContain('Your password was changed')
      expect((await elsewhere.request('/')).status).toBe(303)
      expect((await browsing.request('/')).status).toBe(200)
      await opened.system.users.delete(id)
    })

    it('ends sessions, one’s own alone', async () => {
      const [browsing, elsewhere] = [await priya.signedIn(), await priya.signedIn()]
      const account = await browsing.open('/account')
      expect(wordsOf(account)).toContain('this one')
      const { items } = await opened.system.sessions.list({ userId: priya.userId, sort: '-id', limit: 1 })
      const page = await browsing.send(`/account/sessions/${items[0]?.id}`, {})
      expect(page.status).toBe(200)
      expect((await elsewhere.request('/')).status).toBe(303)
      expect((await browsing.send('/account/sessions/2000000000', {})).status).toBe(404)
    })
  })
})
