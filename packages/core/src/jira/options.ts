import { z } from 'zod'
import { name } from '../validation.js'
import type { JiraAuth, JiraOptions } from './types.js'

const aFunction = <Value>(message: string) =>
  z.custom<Value>((value) => typeof value === 'function', `expected ${message}`)

const auth: z.ZodType<JiraAuth, JiraAuth> = z.union(
  [
    z.strictObject({ email: name(255), token: name(10_000) }),
    z.strictObject({
      bearer: z.union([name(10_000), aFunction<() => string | Promise<string>>('a token or a function')]),
    }),
  ],
  { error: 'expected { email, token } or { bearer }' },
)

/** The `jira` option of `createAtmosfera`. */
export const jiraOptions: z.ZodType<JiraOptions, JiraOptions | undefined> = z
  .strictObject({
    baseUrl: name(1_000).optional(),
    auth: auth.optional(),
    allowUrl: aFunction<(url: URL) => boolean>('a function that takes a URL').optional(),
    fetch: aFunction<typeof fetch>('a function like fetch').optional(),
    retry: z
      .strictObject({
        attempts: z.int().min(1).max(100).optional(),
        firstPauseMs: z.number().min(0).optional(),
        longestPauseMs: z.number().min(0).optional(),
        budgetMs: z.number().min(0).optional(),
      })
      .optional(),
  })
  .default({})
