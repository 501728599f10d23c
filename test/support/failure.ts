import { AtmosferaError } from '../../packages/core/src/errors.js'

/** The error of work that must fail, and fail in a way that the product foresees. */
export async function failureOf<Kind extends AtmosferaError>(
  work: Promise<unknown>,
  kind: { new (...input: never[]): Kind },
): Promise<Kind> {
  const error = await work.then(
    () => new Error('it succeeded'),
    (reason: unknown) => reason,
  )
  if (error instanceof kind) return error
  throw new Error(`expected a ${kind.name}, got ${String(error)}`, { cause: error })
}

/** The same where only the code matters. */
export async function codeOf(work: Promise<unknown>): Promise<string> {
  return (await failureOf(work, AtmosferaError)).code
}
