import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

// OWASP's password storage cheat sheet: N = 2^15, r = 8, p = 3, which takes 32 MiB.
const cost = { N: 2 ** 15, r: 8, p: 3 }
const maxmem = 64 * 1024 * 1024

/** A salted hash of a password: `scrypt$N$r$p$salt$hash`, both in base64url. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const hash = await derive(password, salt, cost)
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64url'), hash.toString('base64url')].join('$')
}

/**
 * Whether `password` is the one that was hashed. Takes as long where there is no hash, or one of another system,
 * so that a login does not tell whether a user exists.
 */
export async function verifyPassword(password: string, hash: string | undefined): Promise<boolean> {
  const { parameters, salt, expected } = parseHash(hash ?? '') ?? unmatchable
  // Parameters that scrypt does not take are nobody's.
  const found = await derive(password, salt, parameters).catch(() => undefined)
  return expected.length === found?.length && timingSafeEqual(expected, found)
}

interface ParsedHash {
  readonly parameters: typeof cost
  readonly salt: Buffer
  readonly expected: Buffer
}

const unmatchable: ParsedHash = { parameters: cost, salt: Buffer.alloc(16), expected: Buffer.alloc(0) }

function parseHash(hash: string): ParsedHash | undefined {
  const parts = /^scrypt\$(\d+)\$(\d+)\$(\d+)\$([\w-]+)\$([\w-]+)$/.exec(hash)
  if (parts === null) return undefined
  const [, N, r, p, salt = '', expected = ''] = parts
  return {
    parameters: { N: Number(N), r: Number(r), p: Number(p) },
    salt: Buffer.from(salt, 'base64url'),
    expected: Buffer.from(expected, 'base64url'),
  }
}

function derive(password: string, salt: Buffer, parameters: typeof cost): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // The same text typed on two systems can come in two normal forms.
    scrypt(password.normalize('NFKC'), salt, 32, { ...parameters, maxmem }, (error, key) =>
      error === null ? resolve(key) : reject(error),
    )
  })
}
