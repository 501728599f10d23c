import { useCallback, useEffect, useRef, useState } from 'react'
import { ask } from './ask'
import { type Problem, problemOf } from './problem'

/** A screen's answer, once it is there. */
export interface Ready<Answer> {
  readonly state: 'ready'
  readonly answer: Answer
  /** Takes what a write answered in the place of what was read. */
  readonly replace: (answer: Answer) => void
  /** Changes a part of it, whatever else was changed since it was shown. */
  readonly update: (change: (answer: Answer) => Answer) => void
  readonly reload: () => void
  readonly reloading: boolean
  /** Why the last reload failed; the answer is the one from before. */
  readonly stale: Problem | null
}

export type Answered<Answer> =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly problem: Problem; readonly reload: () => void }
  | Ready<Answer>

interface Held<Answer> {
  readonly path: string
  readonly answer?: { readonly value: Answer }
  readonly problem: Problem | null
  readonly loading: boolean
}

/**
 * Reads `path`, and again whenever it changes. Answers overtaken by a newer question, or by a write, are
 * dropped.
 */
export function useAnswer<Answer>(path: string): Answered<Answer> {
  const [held, setHeld] = useState<Held<Answer>>({ path, problem: null, loading: true })
  const newest = useRef(0)

  const reload = useCallback(() => {
    newest.current += 1
    const asked = newest.current
    const settle = (outcome: Partial<Held<Answer>>): void => {
      if (asked !== newest.current) return
      setHeld((before) => ({
        ...(before.path === path && before),
        path,
        problem: null,
        ...outcome,
        loading: false,
      }))
    }
    setHeld((before) =>
      before.path === path && before.answer !== undefined
        ? { ...before, loading: true }
        : { path, problem: null, loading: true },
    )
    ask<Answer>('GET', path).then(
      (value) => settle({ answer: { value } }),
      (error: unknown) => settle({ problem: problemOf(error) }),
    )
  }, [path])

  const replace = useCallback(
    (value: Answer) => {
      newest.current += 1
      setHeld({ path, answer: { value }, problem: null, loading: false })
    },
    [path],
  )

  const update = useCallback(
    (change: (answer: Answer) => Answer) => {
      newest.current += 1
      setHeld((before) =>
        before.path !== path || before.answer === undefined
          ? before
          : { ...before, answer: { value: change(before.answer.value) }, loading: false },
      )
    },
    [path],
  )

  useEffect(() => {
    reload()
    return () => {
      newest.current += 1
    }
  }, [reload])

  if (held.path !== path) return { state: 'loading' }
  if (held.answer !== undefined) {
    return {
      state: 'ready',
      answer: held.answer.value,
      replace,
      update,
      reload,
      reloading: held.loading,
      stale: held.problem,
    }
  }
  return held.problem === null || held.loading
    ? { state: 'loading' }
    : { state: 'failed', problem: held.problem, reload }
}
