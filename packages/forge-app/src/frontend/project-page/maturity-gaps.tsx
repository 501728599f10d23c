import { Text } from '@forge/react'
import type { ReactNode } from 'react'
import type { MaturityAnswer } from '../../answers'
import { useLanguage } from '../shared/language'
import { Section } from '../shared/section'
import { Table } from '../shared/table'
import { LevelLozenge } from '../shared/verdicts'

type Gap = MaturityAnswer['gaps'][number]

/** Dimensions short of their target, widest gap first. */
export function MaturityGaps({ gaps }: { readonly gaps: readonly Gap[] }): ReactNode {
  const { say, number } = useLanguage()
  return (
    <Section title={say('maturityGaps.title')}>
      <Table<Gap>
        label={say('maturityGaps.title')}
        columns={[
          {
            key: 'dimension',
            title: say('column.dimension'),
            content: ({ dimension }) => <Text>{dimension}</Text>,
          },
          {
            key: 'current',
            title: say('column.level'),
            content: ({ current }) => (current === 0 ? say('level.below') : number(current, 2)),
          },
          {
            key: 'target',
            title: say('column.target'),
            content: ({ target }) => <LevelLozenge level={target} />,
          },
          { key: 'gap', title: say('column.gap'), content: ({ gap }) => number(gap, 2) },
        ]}
        rows={gaps}
        rowKey={({ dimension }) => dimension}
        emptyText={say('maturityGaps.empty')}
      />
    </Section>
  )
}
