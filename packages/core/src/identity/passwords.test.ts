import { describe, expect, it } from 'vitest'
import { hashPassword, verifyPassword } from './passwords.js'

const password = 'correct horse battery'

describe('A password', () => {
  it('is hashed by scrypt with a salt of its own, and known again', async () => {
    const [one, other] = await Promise.all([hashPassword(password), hashPassword(password)])
    for (const hash of [one, other]) {
      expect(hash).toMatch(/^scrypt\$32768\$8\$3\$[\w-]{22}\$[\w-]{43}$/)
      expect(await verifyPassword(password, hash)).toBe(true)
    }
    expect(one).not.toBe(other)
    for (const guess of ['', `${password} `, password.toUpperCase()]) {
      expect(await verifyPassword(guess, one), guess).toBe(false)
    }
  })

  it('is known in whichever form its letters were typed', async () => {
    const hash = await hashPassword('grüße'.normalize('NFC'))
    expect(await verifyPassword('grüße'.normalize('NFD'), hash)).toBe(true)
  })

  it.each([
    undefined,
    '',
    'none',
    '$2b$10$abcdefghijklmnopqrstuv',
    'scrypt$32768$8$3',
    'scrypt$x$8$3$AA$AA',
    'scrypt$7$8$3$AA$AA',
    'scrypt$1048576$64$3$AA$AA',
    'scrypt$2$1$1$AA$AA',
  ])('matches no hash that is none of ours: %s', async (hash) => {
    expect(await verifyPassword('', hash)).toBe(false)
  })

  it('costs as much to check where there is no hash, so that time does not tell who exists', async () => {
    const ours = await hashPassword(password)
    const milliseconds = async (hash: string | undefined) => {
      const times = []
      for (let attempt = 0; attempt < 3; attempt++) {
        const start = process.hrtime.bigint()
        await verifyPassword('wrong', hash)
        times.push(Number(process.hrtime.bigint() - start) / 1e6)
      }
      return Math.min(...times)
    }
    const known = await milliseconds(ours)
    for (const hash of [undefined, '$2b$10$abcdefghijklmnopqrstuv']) {
      const unknown = await milliseconds(hash)
      // Without the work it would be a thousand times faster.
      expect(unknown).toBeGreaterThan(known / 4)
      expect(unknown).toBeLessThan(known * 4)
    }
  })
})
