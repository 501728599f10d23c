import { useEffect } from 'react'
import type { Ready } from './use-answer'

/** Between two looks at something that runs, in milliseconds. */
const interval = 3000

/**
 * Reloads every three seconds while `running`. It waits for each answer before it counts anew, and stops
 * where one fails: what is shown then says so and offers to reload.
 */
export function usePolling(
  running: boolean,
  { reload, reloading, stale }: Pick<Ready<unknown>, 'reload' | 'reloading' | 'stale'>,
): void {
  const waiting = running && !reloading && stale === null
  useEffect(() => {
    if (!waiting) return
    const timer = setTimeout(reload, interval)
    return () => clearTimeout(timer)
  }, [waiting, reload])
}
