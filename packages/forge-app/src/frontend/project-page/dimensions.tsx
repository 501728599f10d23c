import { Button, Inline, ProgressBar, Stack, Text } from '@forge/react'
import type { ReactNode } from 'react'
import type { MaturityDimension } from '../../answers'
import { useLanguage } from '../shared/language'
import { Section } from '../shared/section'
import { Table } from '../shared/table'
import { LevelLozenge } from '../shared/verdicts'

export interface DimensionsProps {
  readonly dimensions: readonly MaturityDimension[]
  readonly onCriteria: (name: string) => void
  /** Of those who may assess. */
  readonly onAssess?: (name: string) => void
}

/** What people found and what the facts say, side by side: where the two differ is worth a talk. */
export function Dimensions({ dimensions, onCriteria, onAssess }: DimensionsProps): ReactNode {
  const { say, number } = useLanguage()
  return (
    <Section title={say('dimensions.title')}>
      <Text size="small" color="color.text.subtle">
        {say('dimensions.explanation')}
      </Text>
      <Table<MaturityDimension>
        label={say('dimensions.title')}
        columns={[
          { key: 'name', title: say('column.dimension'), content: ({ name }) => <Text>{name}</Text> },
          {
            key: 'assessed',
            title: say('column.assessed'),
            content: ({ assessed }) => <LevelLozenge level={assessed} />,
          },
          {
            key: 'derived',
            title: say('column.derived'),
            content: ({ derived, belowFoundation }) => (
              <LevelLozenge level={derived} belowFoundation={belowFoundation} />
            ),
          },
          {
            key: 'level',
            title: say('column.level'),
            sortBy: ({ level }) => level ?? 0,
            content: (dimension) => <LevelBar dimension={dimension} />,
          },
          {
            key: 'target',
            title: say('column.target'),
            content: ({ target }) => <LevelLozenge level={target} />,
          },
          {
            key: 'gap',
            title: say('column.gap'),
            sortBy: ({ gap }) => gap ?? -1,
            content: ({ gap }) => number(gap, 2),
          },
          {
            key: 'remarks',
            title: say('column.remarks'),
            content: (dimension) => <Remarks of={dimension} />,
          },
          {
            key: 'actions',
            title: say('column.actions'),
            content: ({ name }) => (
              <Inline space="space.050" shouldWrap>
                <Button spacing="compact" onClick={() => onCriteria(name)}>
                  {say('action.criteria')}
                </Button>
                {onAssess !== undefined && (
                  <Button appearance="subtle" spacing="compact" onClick={() => onAssess(name)}>
                    {say('action.assess')}
                  </Button>
                )}
              </Inline>
            ),
          },
        ]}
        rows={dimensions}
        rowKey={({ name }) => name}
      />
    </Section>
  )
}

const highest = 5

function LevelBar({ dimension: { name, level } }: { readonly dimension: MaturityDimension }): ReactNode {
  const { say, number } = useLanguage()
  return (
    <Stack space="space.050">
      <Inline>
        <LevelLozenge level={level} />
      </Inline>
      {level !== null && (
        <ProgressBar
          value={level / highest}
          ariaLabel={say('dimensions.bar', { name, level: number(level), highest: number(highest) })}
        />
      )}
    </Stack>
  )
}

function Remarks({
  of: { belowFoundation, stale, assessed, derived, assessedAt },
}: {
  readonly of: MaturityDimension
}): ReactNode {
  const { say, day } = useLanguage()
  const remarks = [
    ...(belowFoundation ? [say('dimensions.belowFoundation')] : []),
    ...(assessed !== null && derived !== null && assessed !== derived ? [say('dimensions.differ')] : []),
    ...(stale ? [say('dimensions.stale')] : []),
    ...(assessedAt === null ? [] : [say('dimensions.assessedAt', { day: day(assessedAt) })]),
  ]
  return (
    <Stack space="space.025">
      {remarks.map((remark) => (
        <Text key={remark} size="small">
          {remark}
        </Text>
      ))}
    </Stack>
  )
}
