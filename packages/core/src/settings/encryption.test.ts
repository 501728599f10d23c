import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createEncryption, isEncrypted } from './encryption.js'

const key = randomBytes(32)
const encryption = createEncryption(key)

describe('Encryption', () => {
  it('gives any secret back, and writes none twice alike', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ unit: 'binary' }), (name, text) => {
        const secret = Buffer.from(text).toString()
        const [one, other] = [encryption.encrypt(name, secret), encryption.encrypt(name, secret)]
        expect(isEncrypted(one)).toBe(true)
        expect(one).not.toBe(other)
        expect(encryption.decrypt(name, one)).toBe(secret)
        expect(encryption.decrypt(name, other)).toBe(secret)
      }),
    )
  })

  it('takes its key raw, in base64 or in hexadecimal', () => {
    const encrypted = encryption.encrypt('token', 'secret')
    for (const form of [
      new Uint8Array(key),
      key.toString('base64'),
      key.toString('hex'),
      key.toString('hex').toUpperCase(),
    ]) {
      expect(createEncryption(form).decrypt('token', encrypted)).toBe('secret')
    }
  })

  it.each([
    '',
    'a passphrase of thirty-two letters',
    'ab'.repeat(31),
    new Uint8Array(31),
    new Uint8Array(33),
  ])('refuses a key that is not 32 bytes: %j', (wrong) => {
    expect(() => createEncryption(wrong)).toThrow(
      /^encryptionKey: must be 32 bytes, raw, in base64 or in hexadecimal/,
    )
  })

  it('refuses another key, another name and every change of what was stored', () => {
    const encrypted = encryption.encrypt('token', 'secret')
    const [prefix = '', content = ''] = encrypted.split(':')
    const bytes = Buffer.from(content, 'base64')
    const refused = {
      code: 'encryption_key_missing',
      message:
        'The secret token was encrypted with another key. Give that key as encryptionKey, or set the secret again.',
    }
    const refusal = (work: () => unknown) => {
      try {
        return work()
      } catch (error) {
        return error
      }
    }
    expect(refusal(() => createEncryption(randomBytes(32)).decrypt('token', encrypted))).toMatchObject(
      refused,
    )
    expect(() => encryption.decrypt('other', encrypted)).toThrow(
      'The secret other was encrypted with another key.',
    )
    for (let length = 0; length < bytes.length; length++) {
      const cut = `${prefix}:${bytes.subarray(0, length).toString('base64')}`
      expect(
        refusal(() => encryption.decrypt('token', cut)),
        `cut to ${length}`,
      ).toMatchObject(refused)
    }
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes)
      changed[at] = (changed[at] ?? 0) ^ 1
      const altered = `${prefix}:${changed.toString('base64')}`
      expect(
        refusal(() => encryption.decrypt('token', altered)),
        `changed at ${at}`,
      ).toMatchObject(refused)
    }
  })

  it('accepts no shortened proof of its origin', () => {
    // Of an empty secret only the tag is left, and four bytes of it would be guessed soon.
    const [prefix = '', content = ''] = encryption.encrypt('token', '').split(':')
    const short = Buffer.from(content, 'base64').subarray(0, 12 + 4)
    expect(() => encryption.decrypt('token', `${prefix}:${short.toString('base64')}`)).toThrow()
  })
})
