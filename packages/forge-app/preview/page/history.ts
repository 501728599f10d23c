interface Place {
  readonly pathname: string
  readonly search: string
  readonly hash: string
  readonly state?: unknown
  readonly key: string
}

type Listener = (location: Place, action: string) => void

/** The way through an app with several pages, which in Jira goes on the end of the page's address. */
export function createHistory(): object {
  const places: Place[] = [placeOf('/')]
  const listeners = new Set<Listener>()
  let at = 0
  const here = (): Place => places[at] ?? placeOf('/')
  const go = (action: string, to: number): void => {
    at = Math.min(places.length - 1, Math.max(0, to))
    for (const listener of listeners) listener(here(), action)
  }
  return {
    action: 'POP',
    location: here(),
    push: (to: string, state?: unknown) => {
      places.splice(at + 1, places.length, placeOf(to, state))
      go('PUSH', at + 1)
    },
    replace: (to: string, state?: unknown) => {
      places[at] = placeOf(to, state)
      go('REPLACE', at)
    },
    go: (steps: number) => go('POP', at + steps),
    goBack: () => go('POP', at - 1),
    goForward: () => go('POP', at + 1),
    listen: (listener: Listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

function placeOf(to: string, state?: unknown): Place {
  const { pathname, search, hash } = new URL(to, 'https://app.example')
  return { pathname, search, hash, state, key: `${pathname}${search}${hash}` }
}
