import { Heading, Inline, Stack } from '@forge/react'
import type { ReactNode } from 'react'

export interface SectionProps {
  readonly title: string
  /** Buttons beside the title. */
  readonly actions?: ReactNode
  readonly children: ReactNode
}

/** A part of a screen under a heading. */
export function Section({ title, actions, children }: SectionProps): ReactNode {
  return (
    <Stack space="space.100">
      <Inline spread="space-between" alignBlock="center" space="space.100" shouldWrap>
        <Heading size="small">{title}</Heading>
        {actions}
      </Inline>
      {children}
    </Stack>
  )
}
