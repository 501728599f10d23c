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
 * Whether `password` is the one that was hashed. Takes as long where there is no hash, so that a login does
 * not tell whether a user exists.
 */
export async function verifyPassword(password: string, hash: string | undefined): Promise<boolean> {
  const [method, N, r, p, salt, expected] = (hash ?? unmatchable).split('$')
  if (method !== 'scrypt' || salt === undefined || expected === undefined) return false
  const wanted = Buffer.from(expected, 'base64url')
  const found = await derive(password, Buffer.from(salt, 'base64url'), {
    N: Number(N),
    r: Number(r),
    p: Number(p),
  })
  return wanted.length === found.length && timingSafeEqual(wanted, found)
}

const unmatchable = `scrypt$${cost.N}$${cost.r}$${cost.p}$AAAAAAAAAAAAAAAAAAAAAA$AA`

function derive(password: string, salt: Buffer, parameters: typeof cost): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // The same text typed on two systems can come in two normal forms.
    scrypt(password.normalize('NFKC'), salt, 32, { ...parameters, maxmem }, (error, key) =>
      error === null ? resolve(key) : reject(error),
    )
  })
}
