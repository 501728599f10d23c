import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { AtmosferaError, ValidationError } from '../errors.js'

/** Encrypts and decrypts secrets with one key; each is bound to its name, so that they cannot be swapped. */
export interface Encryption {
  encrypt(name: string, secret: string): string
  /** @throws AtmosferaError `encryption_key_missing` where this key did not encrypt it. */
  decrypt(name: string, encrypted: string): string
}

const prefix = 'aes-256-gcm:'
const ivLength = 12
const tagLength = 16

/**
 * @param key 32 bytes, as they are, in base64 or in hexadecimal
 * @throws ValidationError where it is not 32 bytes.
 */
export function createEncryption(key: string | Uint8Array): Encryption {
  const bytes = keyBytes(key)
  return {
    encrypt: (name, secret) => {
      const iv = randomBytes(ivLength)
      const cipher = createCipheriv('aes-256-gcm', bytes, iv).setAAD(Buffer.from(name))
      const content = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
      return prefix + Buffer.concat([iv, cipher.getAuthTag(), content]).toString('base64')
    },
    decrypt: (name, encrypted) => {
      const data = Buffer.from(encrypted.slice(prefix.length), 'base64')
      try {
        // Without this length a tag of four bytes would do, which can be guessed.
        const options = { authTagLength: tagLength }
        const decipher = createDecipheriv('aes-256-gcm', bytes, data.subarray(0, ivLength), options)
          .setAAD(Buffer.from(name))
          .setAuthTag(data.subarray(ivLength, ivLength + tagLength))
        return Buffer.concat([
          decipher.update(data.subarray(ivLength + tagLength)),
          decipher.final(),
        ]).toString()
      } catch (cause) {
        throw new AtmosferaError(
          'encryption_key_missing',
          `The secret ${name} was encrypted with another key. Give that key as encryptionKey, or set the secret again.`,
          { cause },
        )
      }
    },
  }
}

/** Whether a stored value is one of ours, rather than plain text from before. */
export function isEncrypted(value: string): boolean {
  return value.startsWith(prefix)
}

function keyBytes(key: string | Uint8Array): Uint8Array {
  const bytes = typeof key === 'string' ? decodeKey(key) : key
  if (bytes.length !== 32) {
    throw new ValidationError([
      {
        path: 'encryptionKey',
        message: `must be 32 bytes, raw, in base64 or in hexadecimal, and is ${bytes.length}`,
      },
    ])
  }
  return bytes
}

function decodeKey(key: string): Uint8Array {
  return Buffer.from(key, /^[0-9a-f]{64}$/i.test(key) ? 'hex' : 'base64')
}
