import { z } from 'zod'
import { json, text } from '../validation.js'

/** A request that is to be answered once, however often it is sent. */
export interface IdempotentRequest {
  /** What the caller names it by, from 1 to 255 characters; theirs alone. */
  readonly key: string
  /** SHA-256 of what is asked, in hexadecimal: the same key is not for something else. */
  readonly fingerprint: string
}

/** What was answered. */
export interface KeptAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export const idempotentRequest = z.strictObject({
  key: text.min(1).max(255),
  fingerprint: z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in hexadecimal'),
})

export const keptAnswer = z.strictObject({
  status: z.int().min(200).max(299),
  headers: z.record(z.string(), z.string()).refine((headers) => json.safeParse(headers).success),
  body: text,
})
