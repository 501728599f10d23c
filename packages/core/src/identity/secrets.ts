import { createHash, randomBytes } from 'node:crypto'

/** A secret that nobody guesses: 256 random bits, in base64url. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** SHA-256 in hexadecimal, which is enough for what is random to begin with. */
export function digest(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}
