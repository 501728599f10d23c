import { Stack, Text } from '@forge/react'
import type { ReactNode } from 'react'
import type { PanelTestCase } from '../../answers'

export interface TestCaseTitleProps extends Pick<PanelTestCase, 'title' | 'externalId'> {
  /** What else there is to say about it. */
  readonly children?: ReactNode
}

/** A test case by its title, and below it by what other programs call it. */
export function TestCaseTitle({ title, externalId, children }: TestCaseTitleProps): ReactNode {
  return (
    <Stack space="space.025">
      <Text>{title}</Text>
      {externalId !== null && (
        <Text size="small" color="color.text.subtlest" maxLines={1}>
          {externalId}
        </Text>
      )}
      {children}
    </Stack>
  )
}
