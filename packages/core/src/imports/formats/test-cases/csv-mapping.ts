import { ValidationError } from '../../../errors.js'
import type { ColumnNames } from '../reading/csv-records.js'
import { shorten } from '../reading/text.js'

/** Which columns hold which fields: one column or several for each field. */
type ColumnMapping = Readonly<Record<string, string | readonly string[] | undefined>>

/**
 * Names as a user maps them. A field that is mapped is found in the columns that the mapping names and nowhere
 * else; the other columns keep the meaning that they have without it.
 *
 * @throws ValidationError naming the field, when it is none or the file has no such column.
 */
export function mapColumns<Field extends string>(
  mapping: ColumnMapping,
  header: readonly string[],
  known: readonly Field[],
  otherwise: ColumnNames<Field>,
  file: string,
): ColumnNames<Field> {
  const fields = new Map<string, Field>()
  for (const [name, columns] of Object.entries(mapping)) {
    const field = known.find((each) => each === name)
    if (field === undefined) {
      refuse(`mapping.${name}`, `is not a field of test cases; those are ${known.join(', ')}`, file)
    }
    for (const column of [columns ?? []].flat()) {
      if (!header.some((cell) => sameName(cell) === sameName(column))) {
        const there = header.map((cell) => JSON.stringify(cell.trim())).join(', ')
        refuse(
          `mapping.${name}`,
          `there is no column ${JSON.stringify(column)}; there are ${shorten(there, 500)}`,
          file,
        )
      }
      fields.set(sameName(column), field)
    }
  }
  const mapped = new Set(fields.values())
  return {
    find: (name) => {
      const asked = fields.get(sameName(name))
      if (asked !== undefined) return asked
      const usual = otherwise.find(name)
      return usual === undefined || mapped.has(usual) ? undefined : usual
    },
  }
}

/** A mapping names columns as they are written, whatever the case. */
function sameName(name: string): string {
  return name.trim().toLowerCase()
}

function refuse(path: string, message: string, file: string): never {
  throw new ValidationError([{ path, message, file }])
}
