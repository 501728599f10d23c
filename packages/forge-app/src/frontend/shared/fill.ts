export type Values = Readonly<Record<string, string | number>>

/**
 * Puts values into a text: `fill('{linked} of {all}', { linked: 3, all: 4 })` is `3 of 4`. A placeholder
 * without a value stays, so that it is seen.
 */
export function fill(text: string, values: Values): string {
  return text.replace(/\{(\w+)\}/g, (placeholder, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : placeholder,
  )
}
