/** Thrown into work whose pieces nobody takes any more. */
class NobodyTakes extends Error {}

/**
 * What `work` gives, piece by piece, as something to iterate: it goes on only when the piece before was taken. Work
 * that is bound to a transaction can so be read by whoever knows nothing of it. Whoever stops early ends it.
 */
export async function* handOver<Piece>(
  work: (give: (piece: Piece) => Promise<void>) => Promise<void>,
): AsyncGenerator<Piece, void, undefined> {
  let offered = deferred<{ readonly piece: Piece } | undefined>()
  let taken = deferred<void>()
  const done = work(async (piece) => {
    offered.resolve({ piece })
    await taken.promise
  }).then(
    () => offered.resolve(undefined),
    (error: unknown) => offered.reject(error),
  )
  try {
    for (;;) {
      const offer = await offered.promise
      if (offer === undefined) return
      offered = deferred()
      yield offer.piece
      const previous = taken
      taken = deferred()
      previous.resolve()
    }
  } finally {
    offered.promise.catch(() => {})
    taken.promise.catch(() => {})
    taken.reject(new NobodyTakes('nobody takes the rest'))
    await done
  }
}

interface Deferred<Value> {
  readonly promise: Promise<Value>
  resolve(value: Value): void
  reject(error: unknown): void
}

/** A promise that is settled from outside. */
function deferred<Value>(): Deferred<Value> {
  const settle: Partial<Pick<Deferred<Value>, 'resolve' | 'reject'>> = {}
  const promise = new Promise<Value>((resolve, reject) => Object.assign(settle, { resolve, reject }))
  return Object.assign(settle as Required<typeof settle>, { promise })
}
