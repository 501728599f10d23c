import { Inline, Stack, Text } from '@forge/react'
import type { ReactNode } from 'react'

export interface Figure {
  readonly title: string
  readonly value: string
  readonly remark?: string
}

/** Numbers that stand side by side, each with what it counts. */
export function Figures({ figures }: { readonly figures: readonly Figure[] }): ReactNode {
  return (
    <Inline space="space.400" rowSpace="space.200" shouldWrap>
      {figures.map(({ title, value, remark }) => (
        <Stack key={title} space="space.025">
          <Text size="small" color="color.text.subtle">
            {title}
          </Text>
          <Text size="large" weight="bold">
            {value}
          </Text>
          {remark !== undefined && (
            <Text size="small" color="color.text.subtlest">
              {remark}
            </Text>
          )}
        </Stack>
      ))}
    </Inline>
  )
}
