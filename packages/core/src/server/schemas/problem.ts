import { z } from '@hono/zod-openapi'

/** {@link Problem} as it is described. */
export const problemSchema = z
  .object({
    type: z.string().openapi({ description: 'Names the kind of problem.' }),
    title: z.string(),
    status: z.int(),
    detail: z.string().openapi({ description: 'What, where, and what to do.' }),
    code: z.string().openapi({ description: 'Stable; the reference lists them.' }),
    requestId: z.string(),
    errors: z
      .array(
        z.object({
          path: z.string(),
          message: z.string(),
          file: z.string().optional(),
          row: z.int().optional(),
        }),
      )
      .optional(),
    retryAt: z.iso.datetime().optional(),
  })
  .openapi('Problem')
