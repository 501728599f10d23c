import { Inline, Lozenge, Text } from '@forge/react'
import type { ReactNode } from 'react'
import type { GadgetAnswer } from '../../answers'
import { useLanguage } from '../shared/language'
import { Table } from '../shared/table'
import { LevelLozenge } from '../shared/verdicts'

type Dimension = Extract<GadgetAnswer, { show: 'maturity' }>['dimensions'][number]

export function GadgetDimensions({ dimensions }: { readonly dimensions: readonly Dimension[] }): ReactNode {
  const { say } = useLanguage()
  return (
    <Table<Dimension>
      label={say('dimensions.title')}
      columns={[
        {
          key: 'name',
          title: say('column.dimension'),
          content: ({ name, stale }) => (
            <Inline space="space.100" shouldWrap>
              <Text>{name}</Text>
              {stale && <Lozenge appearance="moved">{say('gadget.stale')}</Lozenge>}
            </Inline>
          ),
        },
        {
          key: 'level',
          title: say('column.level'),
          content: ({ level }) => <LevelLozenge level={level} />,
        },
        {
          key: 'target',
          title: say('column.target'),
          content: ({ target }) => <LevelLozenge level={target} />,
        },
      ]}
      rows={dimensions}
      rowKey={({ name }) => name}
    />
  )
}
