import { EmptyState, Inline, Stack } from '@forge/react'
import type { ReactNode } from 'react'

export interface EmptyProps {
  readonly header: string
  readonly description: string
  /** What can be done about it. Below, since elements do not pass the bridge as properties. */
  readonly children?: ReactNode
}

/** Nothing is here, and why. */
export function Empty({ header, description, children }: EmptyProps): ReactNode {
  return (
    <Stack space="space.100">
      <EmptyState header={header} description={description} width="narrow" />
      {children !== undefined && (
        <Inline alignInline="center" space="space.100">
          {children}
        </Inline>
      )}
    </Stack>
  )
}
