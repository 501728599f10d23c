import type { ReactNode } from 'react'
import { usePlace } from '../shared/place'
import { GadgetSetup } from './gadget-setup'
import { GadgetView } from './gadget-view'

/** Jira shows the same resource to look at a gadget and to set it up. */
export function Gadget(): ReactNode {
  return usePlace().editing ? <GadgetSetup /> : <GadgetView />
}
