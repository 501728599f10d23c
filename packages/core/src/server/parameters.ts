import { z } from '@hono/zod-openapi'
import { ValidationError } from '../errors.js'
import { id as idSchema, parse } from '../validation.js'

/** What a query or a path is made of, by name. */
export type ParameterShape = Readonly<Record<string, z.ZodType>>

/** The values of a shape. */
export type Parameters<Shape extends ParameterShape> = z.output<z.ZodObject<Shape>>

/** An id in an address. */
export const idParameter = z
  .string()
  .regex(/^\d{1,10}$/, 'must be an id, such as 42')
  .transform(Number)
  .pipe(idSchema)
  .openapi({ type: 'integer', minimum: 1, maximum: 2_147_483_647 })

/** A whole number in an address. */
export function numberParameter(min: number, max: number) {
  return z
    .string()
    .regex(/^-?\d{1,10}$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.int().min(min).max(max))
    .openapi({ type: 'integer', minimum: min, maximum: max })
}

export const booleanParameter = z
  .enum(['true', 'false'])
  .transform((value) => value === 'true')
  .openapi({ type: 'boolean' })

/** One value or several, by repeating the parameter. */
export function several<Item extends z.ZodType>(item: Item) {
  return z.array(item).min(1).max(200)
}

/** What every list takes. */
export const listParameters = {
  limit: numberParameter(1, 500).optional(),
  cursor: z.string().max(2000).optional(),
}

/**
 * Reads queries as a shape makes them. Parameters that a shape makes lists of may be repeated, others not; unknown ones
 * are told of, since a filter with a typing error would otherwise answer with everything. What reads them throws
 * ValidationError.
 */
export function queryReader<Shape extends ParameterShape>(
  shape: Shape,
): (given: Readonly<Record<string, readonly string[]>>) => Parameters<Shape> {
  // Made once: zod compiles a schema when it first parses with it.
  const schema = z.strictObject(shape)
  const lists = new Set(Object.keys(shape).filter((name) => isList(shape[name] as z.ZodType)))
  return (given) => {
    const values: Record<string, unknown> = {}
    for (const [name, all] of Object.entries(given)) {
      if (lists.has(name)) values[name] = all
      else if (all.length === 1) values[name] = all[0]
      else throw new ValidationError([{ path: name, message: 'may be given once only' }])
    }
    return parse(schema, values)
  }
}

function isList(schema: z.ZodType): boolean {
  if (schema instanceof z.ZodArray) return true
  return schema instanceof z.ZodOptional && isList(schema.unwrap() as z.ZodType)
}
