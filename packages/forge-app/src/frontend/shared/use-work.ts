import { useCallback, useRef, useState } from 'react'
import { type Problem, problemOf } from './problem'

/** What somebody set going. */
export interface Work {
  /** The name under which it was started, for the button that shows progress; null while nothing runs. */
  readonly running: string | null
  /** Why the last one failed. */
  readonly problem: Problem | null
  /** Does it and tells whether it succeeded. While something of that name runs, it does nothing. */
  readonly run: (name: string, work: () => Promise<void>) => Promise<boolean>
  /** Forgets the problem, such as when the dialog that showed it closes. */
  readonly clear: () => void
}

/** Runs what writes, with progress and with the problem to show where it was started. */
export function useWork(): Work {
  // More than one thing can be going on, since a flag can be clicked at any time.
  const names = useRef<readonly string[]>([])
  const [running, setRunning] = useState<string | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)

  const run = useCallback(async (name: string, work: () => Promise<void>) => {
    // Forms are also submitted by a key, which no disabled button keeps from being pressed twice.
    if (names.current.includes(name)) return false
    const now = (next: readonly string[]): void => {
      names.current = next
      setRunning(next.at(-1) ?? null)
    }
    now([...names.current, name])
    setProblem(null)
    try {
      await work()
      return true
    } catch (error) {
      setProblem(problemOf(error))
      return false
    } finally {
      now(names.current.filter((one) => one !== name))
    }
  }, [])
  const clear = useCallback(() => setProblem(null), [])
  return { running, problem, run, clear }
}
