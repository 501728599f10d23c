import fc from 'fast-check'
import type { Schema } from './operations.js'

/**
 * Values of a JSON Schema as our API uses it, and now and then something else in one of their places.
 *
 * @param named what `$ref` refers to, by name
 * @param anything what stands in for a value once in a while
 */
export function valuesOf(
  schema: Schema,
  named: Readonly<Record<string, Schema>>,
  anything: fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown> {
  const below = (part: unknown) => valuesOf((part ?? {}) as Schema, named, anything)
  return fc.oneof(
    { weight: 12, arbitrary: rightValuesOf(schema, named, below, anything) },
    { weight: 1, arbitrary: anything },
  )
}

function rightValuesOf(
  schema: Schema,
  named: Readonly<Record<string, Schema>>,
  below: (part: unknown) => fc.Arbitrary<unknown>,
  anything: fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown> {
  const { $ref, anyOf, oneOf, type, items, properties, required, additionalProperties, enum: values } = schema
  if (typeof $ref === 'string') return below(named[$ref.split('/').at(-1) ?? ''])
  const alternatives = anyOf ?? oneOf
  if (Array.isArray(alternatives)) return fc.oneof(...alternatives.map(below))
  if (Array.isArray(values)) return fc.constantFrom(...(values as unknown[]))
  if (schema.const !== undefined) return fc.constant(schema.const)
  const types = (Array.isArray(type) ? type : [type ?? 'any']) as readonly string[]
  const kinds = types.map((kind): fc.Arbitrary<unknown> => {
    if (kind === 'null') return fc.constant(null)
    if (kind === 'boolean') return fc.boolean()
    if (kind === 'integer')
      return fc.integer({ min: numberOr(schema.minimum, -3), max: numberOr(schema.maximum, 1e6) })
    if (kind === 'number') return fc.double({ noNaN: true, min: -1e6, max: 1e6 })
    if (kind === 'string') return stringsOf(schema)
    if (kind === 'array') return fc.array(below(items), { maxLength: 3 })
    if (kind !== 'object') return anything
    if (typeof additionalProperties === 'object')
      return fc.dictionary(fc.string({ maxLength: 10 }), below(additionalProperties), { maxKeys: 3 })
    const fields = Object.entries((properties ?? {}) as Record<string, Schema>).map(([name, part]) => [
      name,
      below(part),
    ])
    const requiredKeys = Array.isArray(required) ? (required as string[]) : []
    return fc.record(Object.fromEntries(fields) as Record<string, fc.Arbitrary<unknown>>, { requiredKeys })
  })
  return fc.oneof(...kinds)
}

function stringsOf({ format, maxLength }: Schema): fc.Arbitrary<string> {
  if (format === 'date-time' || format === 'date') {
    const moments = fc.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
    return moments.map((moment) =>
      format === 'date' ? moment.toISOString().slice(0, 10) : moment.toISOString(),
    )
  }
  if (format === 'email') return fc.emailAddress()
  return fc.string({ unit: 'grapheme', maxLength: Math.min(numberOr(maxLength, 40), 40) })
}

function numberOr(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise
}
