/**
 * Orders optional texts and numbers by their characters, absent ones first, the same on every machine
 * whatever its language.
 */
export function compareText(one: string | number | null | undefined, other: typeof one): number {
  const [left, right] = [String(one ?? ''), String(other ?? '')]
  return left < right ? -1 : left > right ? 1 : 0
}
