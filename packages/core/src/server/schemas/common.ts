import { z } from '@hono/zod-openapi'

/** A value as JSON writes it. */
export type Json<Value> = Value extends Date
  ? string
  : Value extends readonly (infer Item)[]
    ? readonly Json<Item>[]
    : Value extends object
      ? { readonly [Key in keyof Value]: Json<Value[Key]> }
      : Value

/**
 * How an answer is described. The compiler holds it against the type that the service returns, so that the description
 * cannot promise what the services do not keep.
 *
 * @example export const tag = responseOf<Tag>()('Tag', { id: idValue, name: z.string() })
 */
export function responseOf<Value>() {
  return <Shape extends { readonly [Key in keyof Value]-?: z.ZodType<Json<Value[Key]>> }>(
    name: string,
    shape: Shape,
  ): z.ZodType<Json<Value>> =>
    // zod cannot follow a mapped type; the parameter has been held against the type already.
    z.object(shape as z.ZodRawShape).openapi(name) as unknown as z.ZodType<Json<Value>>
}

/** A page of them. */
export function pageOf(item: z.ZodType, name: string) {
  return z
    .object({
      items: z.array(item),
      nextCursor: z
        .string()
        .nullable()
        .openapi({ description: 'Give it as `cursor` to go on; null at the end.' }),
    })
    .openapi(name)
}

/** A moment, in ISO 8601 and UTC. */
export const moment = z.iso.datetime()

/** An id. */
export const idValue = z.int().min(1)
