import type { FullContext } from '@forge/bridge'
import { createContext, useContext } from 'react'

/**
 * Where in Jira this is shown, as far as the screens need it. What may be seen there is decided by the
 * server.
 */
export interface Place {
  readonly projectKey: string | null
  /** Whether a gadget is being set up. */
  readonly editing: boolean
  /** What a gadget was told to show, in whatever shape Jira kept it. */
  readonly gadgetConfiguration: unknown
}

/** Reads it from the context, whose extension Jira does not type. */
export function placeIn({ extension }: FullContext): Place {
  const key: unknown = extension.project?.key
  return {
    projectKey: typeof key === 'string' ? key : null,
    editing: extension.entryPoint === 'edit',
    gadgetConfiguration: extension.gadgetConfiguration,
  }
}

export const PlaceContext = createContext<Place>({
  projectKey: null,
  editing: false,
  gadgetConfiguration: undefined,
})

export function usePlace(): Place {
  return useContext(PlaceContext)
}
